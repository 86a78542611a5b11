"""House test 4: every field is classified, special categories are encrypted, monitoring is out of reach."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import models

from tests.house.source import PACKAGE, called, files, place, tree
from turnabout.foundation.datamap import MONITORING, SPECIAL, kind_of, our_fields, personal, special
from turnabout.foundation.encryption.fields import EncryptedField

OUT_OF_REACH = ("selection", "matching", "partnerships", "training", "applications", "surveys")
MAY_ASK_MONITORING = {"monitoring", "reporting", "rehearsal", "home", "privacy", "config"}
"""The room itself and those above it; config names it in the settings. Its records are for the room alone."""


def faults(fields: Iterable[models.Field]) -> list[str]:
    found = []
    for field in fields:
        where = f"{field.model._meta.label}.{field.name}" if hasattr(field, "model") else repr(field)
        kind = kind_of(field)
        if kind is None:
            found.append(f"{where} is not classified; write `{field.name} = none(…)`, `personal(…)` or `special(…)`")
        if kind in (SPECIAL, MONITORING) and not isinstance(field, EncryptedField):
            found.append(f"{where} is {kind} and not encrypted; make it an EncryptedField")
        if isinstance(field, EncryptedField) and not hasattr(getattr(field, "model", None), "key_owner"):
            found.append(f"{where} is encrypted, but its model does not name a key_owner")
    return found


def reaches_monitoring(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += _imported(node) if isinstance(node, ast.ImportFrom) else []
            names += [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
            if any(name.startswith(("turnabout.monitoring", "monitoring.")) for name in names):
                found.append(f"{place(path, node)} reaches the monitoring room")
    return found


def _imported(node: ast.ImportFrom) -> list[str]:
    """What `from x import y` may reach: y can be a module of x."""
    return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]


def reaches_records(paths: Iterable[Path]) -> list[str]:
    """Where the room's records are imported, or fetched from the registry of models."""
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += _imported(node) if isinstance(node, ast.ImportFrom) else []
            fetched = isinstance(node, ast.Call) and called(node) == "get_model" and "monitoring" in ast.unparse(node)
            if fetched or any(name.startswith("turnabout.monitoring.models") for name in names):
                found.append(f"{place(path, node)} reaches the records of equality monitoring; ask for a table instead")
    return found


def test_every_field_is_classified_and_what_is_special_is_encrypted() -> None:
    assert not (found := faults(our_fields())), "\n".join(found)


def test_selection_matching_and_partnerships_cannot_reach_monitoring() -> None:
    rooms = [path for room in OUT_OF_REACH for path in files(room)]
    assert rooms
    assert not (found := reaches_monitoring(rooms)), "\n".join(found)


def test_only_rooms_above_ask_equality_monitoring_for_anything() -> None:
    rooms = [room.name for room in PACKAGE.iterdir() if room.is_dir() and room.name not in MAY_ASK_MONITORING]
    assert {*OUT_OF_REACH, "foundation", "cohorts", "stories", "engine", "cli"} <= set(rooms)
    assert not (found := reaches_monitoring(path for room in rooms for path in files(room))), "\n".join(found)


def test_nobody_but_the_room_itself_reaches_its_records() -> None:
    outside = [path for path in files() if path.relative_to(PACKAGE).parts[0] != "monitoring"]
    assert not (found := reaches_records(outside)), "\n".join(found)


def test_no_table_points_at_monitoring() -> None:
    pointing = [
        str(field)
        for field in our_fields()
        if field.related_model is not None and field.related_model._meta.app_label == "monitoring"
    ]
    assert not pointing


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (models.CharField(max_length=9), "not classified"),
        (special(models.TextField()), "not encrypted"),
        (personal(EncryptedField()), "key_owner"),
    ],
)
def test_a_planted_field_is_caught(field: models.Field, says: str) -> None:
    field.set_attributes_from_name("planted")
    field.model = models.Model
    field.model._meta = type("Meta", (), {"label": "planted.Thing"})  # type: ignore[attr-defined]
    try:
        assert says in "\n".join(faults([field]))
    finally:
        del models.Model._meta  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "crime",
    [
        "from turnabout.monitoring import queries",
        "import turnabout.monitoring.models",
        "x = 'monitoring.Row'",
        "from turnabout import monitoring",
        "def late():\n    from turnabout.monitoring.actions import tables",
    ],
)
def test_a_planted_reach_for_monitoring_is_caught(crime: str, tmp_path: Path) -> None:
    planted = tmp_path / "queries.py"
    planted.write_text(crime)
    assert reaches_monitoring([planted])


@pytest.mark.parametrize(
    "crime",
    [
        "from turnabout.monitoring.models import Row",
        "from turnabout.monitoring import models",
        "import turnabout.monitoring.models as m",
        "from django.apps import apps\nRow = apps.get_model('monitoring', 'Row')",
    ],
)
def test_a_planted_reach_for_its_records_is_caught_in_any_room(crime: str, tmp_path: Path) -> None:
    planted = tmp_path / "gather.py"
    planted.write_text(crime)
    assert reaches_records([planted])
