"""The column of a status: it starts where its table starts, and only a move changes it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F

from turnabout.engine.workflow import Table


class NotBySaving(ValueError):
    """A thing was created in a status other than the one its table starts with."""


class StatusField(models.CharField):
    """A status of `table`. Saving a thing that exists leaves its stored status alone, whatever the attribute says."""

    def __init__(self, table: Table | None = None, *args: Any, **kwargs: Any) -> None:
        self.table = table
        if table is not None:
            kwargs.setdefault("default", table.start.name)
            kwargs.setdefault("db_index", True)
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not add:
            return F(self.attname)
        if self.table is not None and value != self.table.start.name:
            raise NotBySaving(
                f"{model_instance._meta.label} starts as {self.table.start.name!r}, not {value!r}; "
                "use foundation.moves.apply to move it."
            )
        return value
