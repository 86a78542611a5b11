"""The document tree as a tagged PDF (PDF/UA-1): title, language, headings, lists, tables and pictures with words.

WeasyPrint is imported only when a file is made. It needs Pango from the machine; where that is missing, `available`
says so, and pages offer no file rather than a broken one.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from turnabout.foundation.documents.page import on_paper
from turnabout.foundation.documents.tree import Document

LIBRARIES: Final = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
)
PACKAGES: Final = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")
"""What Debian and Ubuntu call them."""
KEPT: Final = 32
_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()


class NotAvailable(RuntimeError):
    """This machine cannot make PDF files; the message names the packages that would let it."""


class TooLong(RuntimeError):
    """The words do not fit on as many pages as they may have."""


@cache
def available() -> bool:
    """Whether this machine can make PDF files. Asked once in each process; loads no WeasyPrint."""
    return importlib.util.find_spec("weasyprint") is not None and all(map(_is_here, LIBRARIES))


def pdf(document: Document, *, kind: Any) -> bytes:
    """The document as a file; the same bytes for the same words. Kept by digest, so asking again costs nothing.

    Raises `NotAvailable` where the machine has no Pango.
    """
    return _kept_or_made((on_paper(document, kind=kind),), pages=0)


def one_page(document: Document, *, kind: Any, looks: Sequence[str], colour: str = "") -> bytes:
    """The document on one page: in the first of `looks`, which are rules for paper, in which it fits there.

    Raises `TooLong` when it fits in none, else as `pdf`.
    """
    return _kept_or_made(tuple(on_paper(document, kind=kind, look=look, colour=colour) for look in looks), pages=1)


def _kept_or_made(tries: tuple[str, ...], *, pages: int) -> bytes:
    if not available():
        raise NotAvailable(f"PDF files need the system's packages {', '.join(PACKAGES)}.")
    digest = hashlib.sha256("\0".join(tries).encode()).hexdigest()
    with _lock:  # one at a time: ten people who ask at once wait for one file
        if digest not in _kept:
            _kept[digest] = _made(tries, digest, pages)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(digest)
        return _kept[digest]


def _made(tries: tuple[str, ...], digest: str, pages: int) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    only_here = URLFetcher(allowed_protocols=["data"])
    for html in tries:
        drawn = HTML(string=html, url_fetcher=only_here).render(pdf_variant="pdf/ua-1")
        if not pages or len(drawn.pages) <= pages:
            made: bytes = drawn.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=bytes.fromhex(digest)[:16])
            return made
    raise TooLong("This does not fit on the paper in any of its looks. Shorten its words.")


def _is_here(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False
