"""Reading XLSX: the archive is looked through and measured before anything is made of it.

A workbook is a zip of XML. It can be small and unpack to gigabytes, one cell far down and far right makes a reader
reserve the whole rectangle before it, and one long text is copied into every cell that refers to it. So each part is
unpacked up to a limit, and every place and text that a cell names is looked at, before the workbook goes to the reader.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from turnabout.sheets.faults import Fault, Unreadable
from turnabout.sheets.shared import Copies
from turnabout.sheets.table import MOST_COLUMNS, MOST_ROWS

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELLS = 1_000_000
MOST_ROOM = 2 * MOST_ROWS * MOST_COLUMNS
"""So many cells all parts together may reserve: Excel keeps a list of formulas, which names the cells once more."""
SPARE_ROWS, SPARE_COLUMNS = 10_000, 56
"""Rows and columns that are formatted and empty do not count, up to so many: room is reserved for them."""
BOOK = "xl/workbook.xml"
FOREIGN = ("xl/workbook.bin", "content.xml", "mimetype")
"""Workbooks of other kinds than the one we read."""
PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,9})\$?([0-9]{1,20})\s*["']""")
ROW = re.compile(rb"""<(?:[\w.-]+:)?row\b[^>]{0,400}?\sr\s*=\s*["']\s*([0-9]{1,20})""")
CELL = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)\b")
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
CHUNK = 1 << 16


def records_of(data: bytes) -> Iterator[list[str]]:
    """The records of the one sheet that holds something, from row 1 on, every cell as text.

    Dates read as 2024-02-06 or 2024-02-06 14:30, whole numbers without a point, truth as "yes" and "no". Raises
    `Unreadable` for what is no workbook, is protected, unpacks to more than `MOST_UNPACKED` bytes, names a cell beyond
    what a table may hold, or holds more than one sheet with something in it.
    """
    inspect(data)
    sheets = _sheets(data)
    if not sheets:
        raise Unreadable(Fault("no_sheet"))
    if len(sheets) > 1:
        names = ", ".join(f"“{name}”" for name, _rows in sheets)
        raise Unreadable(Fault("sheets", values={"names": names}))
    return (list(map(_as_text, row)) for row in sheets[0][1])


def inspect(data: bytes) -> None:
    """Unpack every part of the archive up to the limits and look at the places of its cells; keeps nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _declared(parts)
            left, cells, room, copies = MOST_UNPACKED, 0, 0, Copies(MOST_CELLS)
            for part in parts:
                content = _unpacked(archive, part, left)
                left -= len(content)
                many, reserved = _looked_at(content)
                cells, room = cells + many, room + reserved
                if room > MOST_ROOM:
                    raise Unreadable(Fault("rows", values={"limit": MOST_ROWS}))
                if cells > MOST_CELLS:
                    raise Unreadable(_bomb())
                copies.add(part.filename, content)
            if copies.size() > MOST_UNPACKED:
                raise Unreadable(_bomb())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable(Fault("broken")) from None


def _declared(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Fault("locked"))
    if BOOK not in names or any(name in names for name in FOREIGN):
        raise Unreadable(Fault("other_kind", values={"kind": "a packed archive or another kind of workbook"}))
    if len(names) != len(parts) or any(part.compress_type not in READABLE for part in parts):
        raise Unreadable(Fault("broken"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(_bomb())


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """The content of one part; what it says of its size is not believed."""
    found = bytearray()
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            found += chunk
            if len(found) > left:
                raise Unreadable(_bomb())
    return bytes(found)


def _looked_at(content: bytes) -> tuple[int, int]:
    """How many cells and rows a part holds, and how many cells a reader reserves for it.

    Refuses a part that names a place outside of what a table may hold, and at the first such place.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in content[:2_000] or b"<!ENTITY" in content:
        raise Unreadable(Fault("broken"))  # no spreadsheet program writes such a part, and places hide in it
    if b"<\0" in content[:200] or b"\0<" in content[:200]:
        raise Unreadable(Fault("broken"))
    deep = wide = 0
    for place in PLACE.finditer(content):
        wide, deep = max(wide, _number(place[1][:4]) + 1), max(deep, int(place[2]))
        _bounded(deep, wide)
    for row in ROW.finditer(content):
        deep = max(deep, int(row[1]))
        _bounded(deep, wide)
    return sum(1 for _each in CELL.finditer(content)), deep * wide


def _bounded(deep: int, wide: int) -> None:
    if wide > MOST_COLUMNS + SPARE_COLUMNS:
        raise Unreadable(Fault("columns", values={"limit": MOST_COLUMNS}))
    if deep > MOST_ROWS + SPARE_ROWS or deep * wide > MOST_ROWS * MOST_COLUMNS:
        raise Unreadable(Fault("rows", values={"limit": MOST_ROWS}))


def _number(column: bytes) -> int:
    found = 0
    for each in column.upper():
        found = found * 26 + each - 64
    return found - 1


def _bomb() -> Fault:
    return Fault("bomb", values={"limit": MOST_UNPACKED // 1024 // 1024})


def _sheets(data: bytes) -> list[tuple[str, list[list[object]]]]:
    """The sheets that hold something, by name, with their rows from the first on; no more than two of them.

    A workbook can name one part as many sheets, so what was read is counted here once more.
    """
    from python_calamine import CalamineWorkbook  # late: nobody who imports no workbook waits for it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found, room = [], 0
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            room += len(rows) * len(rows[0]) if rows else 0
            if any(cell not in ("", None) for row in rows for cell in row):
                found.append((name, rows))
            if len(found) > 1 or room > MOST_ROOM:
                break
    except Exception:  # the reader has a class of its own for every kind of damage
        raise Unreadable(Fault("broken")) from None
    if room > MOST_ROOM:
        raise Unreadable(Fault("rows", values={"limit": MOST_ROWS}))
    return found  # type: ignore[return-value]


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        whole = cell.time() == time()
        return cell.date().isoformat() if whole else cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
