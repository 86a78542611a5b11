"""Database triggers that refuse to change or delete a row of evidence, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAYS = "rows of this table are evidence"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Refuse UPDATE and DELETE on `table` from now on."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS keep_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
                )
        elif connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION turnabout_keep() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
            )
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER keep_{table} BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION turnabout_keep()"
            )


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers off `table` (a schema change, or a test database being emptied)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS keep_{table}_{verb}")
        elif connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS keep_{table} ON {table}")


KEPT: list[str] = []
"""The tables that carry the triggers, filled by `keep` as migrations are loaded."""


class keep:
    """A migration step's forwards and backwards: `RunPython(*keep("audit_auditevent"))`."""

    def __init__(self, table: str) -> None:
        self.table = table
        if table not in KEPT:
            KEPT.append(table)

    def __iter__(self) -> Iterator[Callable[..., None]]:
        return iter((self.forwards, self.backwards))

    def forwards(self, apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        install(editor.connection, self.table)

    def backwards(self, apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        remove(editor.connection, self.table)
