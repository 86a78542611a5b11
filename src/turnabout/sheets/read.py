"""The front door for tables in: bytes of a file, whatever it is called, become a table or a list of faults."""

from __future__ import annotations

from turnabout.sheets import commas, workbooks
from turnabout.sheets.faults import Fault, Unreadable
from turnabout.sheets.sniff import XLSX, kind_of
from turnabout.sheets.table import Table, table_of


def read(data: bytes) -> Table:
    """The table in a CSV file or an Excel workbook of up to 10 MB, 20,000 rows and 200 columns.

    CSV in UTF-8 (with or without its mark), UTF-16 with its mark, or Windows-1252; parted by commas, semicolons or
    tabs. What the file is, is told by its bytes. Cells are text as it stands; headings lose spaces around them. Raises
    `Unreadable` with every fault, each with its row, its reason and what to do.
    """
    if kind_of(data) == XLSX:
        return table_of(workbooks.records_of(data), kind="xlsx")
    text, encoding = commas.text_of(data)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(Fault("nul", row))
    records, separator = commas.records_of(text)
    return table_of(records, kind="csv", encoding=encoding, separator=separator)
