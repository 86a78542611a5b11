"""Reading CSV: which encoding, which separator, and the records as they stand."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from turnabout.sheets.faults import Fault, Unreadable
from turnabout.sheets.table import LONGEST_CELL, MOST_ROWS

SEPARATORS = (",", ";", "\t")
LOOKED_AT = 50
"""So many rows are looked at to tell which character separates the cells."""
DECLARES = "sep="
"""The line before the headings by which a file tells Excel its separator."""


def text_of(data: bytes) -> tuple[str, str]:
    """The text of `data` and its encoding: UTF-16 by its mark, UTF-8 with or without one, else Windows-1252.

    Raises `Unreadable` for what is none of them, with the place in bytes.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "cp1252"


def records_of(text: str) -> tuple[Iterator[list[str]], str]:
    """The records of `text` and the separator between their cells: a comma, a semicolon or a tab.

    Reading the records raises `Unreadable` for a quotation mark that is not closed, with the record's number.
    """
    first, _end, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith(DECLARES) and len(declared) == len(DECLARES) + 1:
        return _records("\n" + rest, declared[-1]), declared[-1]
    if first.rstrip("\r") == DECLARES + "\t":
        return _records("\n" + rest, "\t"), "\t"
    separator = max(SEPARATORS, key=lambda one: _likely(text, one))
    return _records(text, separator), separator


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        code = "nul" if b"\0" in data and encoding == "cp1252" else "encoding"
        raise Unreadable(Fault(code, values={"byte": fault.start + 1})) from None


def _likely(text: str, separator: str) -> tuple[bool, float, int]:
    """How likely `separator` is: it parts the headings, the rows have as many cells, and there are many."""
    sample: list[Sequence[str]] = []
    try:
        for record in _records(text, separator):
            if any(record):
                sample.append(record)
            if len(sample) > LOOKED_AT:
                break
    except Unreadable:
        return (False, 0.0, 0)
    if not sample:
        return (False, 0.0, 0)
    head, *rows = sample
    agree = sum(len(row) == len(head) for row in rows) / len(rows) if rows else 1.0
    return (len(head) > 1, round(agree, 2), len(head))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    number = 0
    csv.field_size_limit(max(csv.field_size_limit(), 10 * LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            long = "field limit" in str(fault)
            values = {"column": "?", "limit": LONGEST_CELL}
            raise Unreadable(Fault("long_cell" if long else "quote", number + 1, values)) from None
        number += 1
        yield record
        if number > 2 * MOST_ROWS and not any(record):
            raise Unreadable(Fault("rows", number, {"limit": MOST_ROWS}))
