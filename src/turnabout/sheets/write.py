"""CSV that no spreadsheet program takes for a formula (OWASP ASVS 5.0, V1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001  (full-width forms)


def safe(cell: object) -> str:
    """The cell as text; one that could start a formula gets an apostrophe in front. Numbers stay numbers."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    text = "" if cell is None else str(cell).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) or text.startswith(STARTS_A_FORMULA) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text, lines ended by CR LF as spreadsheet programs expect (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
