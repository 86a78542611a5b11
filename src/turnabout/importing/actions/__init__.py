"""Writes of importing: take a file in, match its columns, try its rows, import all of them or none, or drop it."""

from turnabout.importing.actions.checking import check_rows, match_columns
from turnabout.importing.actions.taking import drop, upload
from turnabout.importing.actions.writing import begin_import, import_all, invite, stop_import

__all__ = ["begin_import", "check_rows", "drop", "import_all", "invite", "match_columns", "stop_import", "upload"]
