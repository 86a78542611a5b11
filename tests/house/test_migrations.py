"""Every room that stores something has migrations. Django's own check passes over a room that has none at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

from django.apps import AppConfig, apps


def without_migrations(rooms: Iterable[AppConfig]) -> list[str]:
    """What is missing, and the line that makes it, for each room of ours that has models and no first migration."""
    return [
        f"{room.name} has models and no migrations; type: "
        f"mkdir {room.path}/migrations && touch {room.path}/migrations/__init__.py && .venv/bin/python -m django "
        f"makemigrations {room.label} --settings turnabout.config.settings.test"
        for room in rooms
        if room.name.startswith("turnabout.")
        and any(room.get_models())
        and not any(Path(room.path, "migrations").glob("0001_*.py"))
    ]


def test_every_room_with_models_has_migrations() -> None:
    missing = without_migrations(apps.get_app_configs())
    assert not missing, "\n".join(missing)


def test_a_room_without_migrations_is_caught(tmp_path: Path) -> None:
    room = SimpleNamespace(
        name="turnabout.planted", label="planted", path=str(tmp_path), get_models=lambda: iter([object])
    )
    assert len(without_migrations([room])) == 1  # type: ignore[list-item]
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").touch()
    assert without_migrations([room]) == []  # type: ignore[list-item]
