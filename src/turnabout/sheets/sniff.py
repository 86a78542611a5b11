"""What a file is, by its bytes alone: its name and its type say what somebody wished it to be."""

from __future__ import annotations

from turnabout.sheets.faults import N_, Fault, Unreadable

CSV, XLSX = "csv", "xlsx"
MOST_BYTES = 10 * 1024 * 1024
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")
OTHERS = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"RIFF", N_("a picture or a sound")),
    (b"\x1f\x8b", N_("a packed archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a packed archive")),
    (b"Rar!", N_("a packed archive")),
    (b"BZh", N_("a packed archive")),
    (b"\xfd7zXZ", N_("a packed archive")),
    (b"{\\rtf", N_("a text document")),
    (b"SQLite format 3", N_("a database")),
)
PAGES = (b"<!doctype", b"<html", b"<?xml")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
HANDFUL = 8
TOLD_APART = 100_000
"""So many bytes are looked at for control characters, which a text has none of."""
CONTROL = bytes({*range(1, 32)} - {9, 10, 12, 13, 26})


def kind_of(data: bytes) -> str:
    """`CSV` or `XLSX`; `Unreadable` says what else it is. A zip may turn out to be no workbook when it is opened."""
    if not data.strip():
        raise Unreadable(Fault("empty"))
    if len(data) > MOST_BYTES:
        raise Unreadable(Fault("too_big", values={"limit": MOST_BYTES // 1024 // 1024}))
    if data.startswith(ZIP):
        return XLSX
    if data.startswith(OLE):
        raise Unreadable(Fault("locked" if LOCKED in data else "old_excel"))
    if data.startswith(PROGRAMS) and _is_binary(data):
        raise Unreadable(Fault("program"))
    if data.startswith(b"#!"):
        raise Unreadable(Fault("program"))
    kind = next((kind for start, kind in OTHERS if data.startswith(start)), "")
    if not kind and data.lstrip()[:20].lower().startswith(PAGES):
        kind = N_("a web page or an XML file")
    if not kind and _is_binary(data) and b"\0" not in data:
        kind = N_("a file of another kind")
    if kind:
        raise Unreadable(Fault("other_kind", values={"kind": kind}))
    return CSV


def _is_binary(data: bytes) -> bool:
    """Whether one byte in fifty is a control character that no text holds; a handful may be anybody's slip."""
    if data.startswith(BOMS):
        return False
    start = data[:TOLD_APART]
    odd = len(start) - len(start.translate(None, CONTROL + b"\0"))
    return odd > HANDFUL and odd * 50 > len(start)
