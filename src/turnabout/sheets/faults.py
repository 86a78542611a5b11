"""What can be wrong with a file, in words: the reason and what to do. Data only, for readers of any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def N_(words: str) -> str:
    """Mark words for translation by whoever shows them; this room loads no catalogue."""
    return words


AGAIN = N_("Open the file in Excel, choose “Save as”, then “CSV UTF-8” or “Excel workbook (.xlsx)”, and use that file.")
SMALLER = N_("Delete what is not needed, or split the file, and use each part.")
WORDS: dict[str, tuple[str, str]] = {
    "empty": (N_("The file is empty."), N_("Choose the file that holds the table.")),
    "no_rows": (
        N_("The file has headings and no row below them."),
        N_("Choose the file that holds the answers."),
    ),
    "too_big": (N_("The file is larger than %(limit)d megabytes."), SMALLER),
    "program": (
        N_("This file is a program, not a table. Nothing of it was run."),
        N_("Choose the spreadsheet. If somebody sent you this file, tell your IT department."),
    ),
    "other_kind": (N_("This file is %(kind)s, not a table."), N_("Choose a CSV file or an Excel workbook (.xlsx).")),
    "old_excel": (N_("This is a workbook of an old Excel (.xls), which cannot be read here."), AGAIN),
    "locked": (
        N_("This workbook is protected by a password, so it cannot be read."),
        N_("Open it in Excel, choose “File”, “Info”, “Protect workbook”, take the password off, and save it."),
    ),
    "broken": (N_("This workbook is damaged and cannot be read."), AGAIN),
    "bomb": (
        N_("This workbook would unpack to more than %(limit)d megabytes. It was not unpacked."),
        N_("Copy the table alone into a new workbook and save that. If somebody sent you this file, do not open it."),
    ),
    "no_sheet": (N_("This workbook holds no sheet with anything in it."), N_("Choose the file that holds the table.")),
    "sheets": (
        N_("This workbook holds more than one sheet with something in it: %(names)s."),
        N_("Copy the sheet to import into a new workbook, or save it alone as “CSV UTF-8”."),
    ),
    "encoding": (
        N_("Byte %(byte)d is no character of UTF-8, UTF-16 or Windows-1252."),
        AGAIN,
    ),
    "nul": (N_("There is a NUL character in it, which no spreadsheet program writes."), AGAIN),
    "quote": (
        N_("A quotation mark is opened and not closed, or stands in the middle of a cell."),
        AGAIN,
    ),
    "long_cell": (
        N_("A cell in column %(column)s holds more than %(limit)d characters."),
        N_("Shorten it in the file."),
    ),
    "long_heading": (
        N_("The heading of column %(column)s holds more than %(limit)d characters."),
        N_("Check that the headings stand in the first row, and shorten this one."),
    ),
    "rows": (N_("There are more than %(limit)d rows."), SMALLER),
    "columns": (N_("There are more than %(limit)d columns."), SMALLER),
    "no_heading": (
        N_("Column %(column)s has answers and no heading."),
        N_("Write a heading into the first row of that column, or delete the column."),
    ),
    "same_heading": (
        N_("The heading “%(heading)s” stands over columns %(first)s and %(column)s."),
        N_("Give each column a heading of its own."),
    ),
    "ragged": (
        N_("This row has another number of cells (%(cells)d) than there are headings (%(headings)d)."),
        N_("Look for a comma or a line end too many or too few in this row, or save the file from Excel again."),
    ),
}
"""By code: the reason and what to do, each with places for the values of the fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code in `WORDS`, its row as a spreadsheet program counts (0: the whole file), and its values."""

    code: str
    row: int = 0
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        return WORDS[self.code][0] % dict(self.values)

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return WORDS[self.code][1] % dict(self.values)

    def __str__(self) -> str:
        where = f"Row {self.row}: " if self.row else ""
        return f"{where}{self.reason} {self.remedy}"


class Unreadable(ValueError):
    """A file cannot be taken as a table; `faults` holds everything that is wrong with it, from the top down."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults: Sequence[Fault] = faults
