"""The document tree as a page that stands alone: one file, its look included, nothing fetched, no script."""

from __future__ import annotations

import base64
import unicodedata
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from turnabout.foundation.documents.tree import Document

STYLE: Final = Path(__file__).parent / "standalone.css"
PAPER: Final = Path(__file__).parent / "paper.css"
OURS: Final = "#0f5257"
"""The colour of our own look, in its rules."""
_JOINERS: Final = "\u200d\ufe0e\ufe0f"


def standalone(document: Document, *, kind: Any) -> str:
    """The whole document as one HTML file; `kind` says above its title what it is ("Report to the Board")."""
    return _written(document, kind, STYLE, paper=False)


def on_paper(document: Document, *, kind: Any, look: str = "", colour: str = "") -> str:
    """The HTML that a PDF is made of: pictures as images with their words, the look of paper.

    `look` are rules that come after those of paper; `colour` ("#rrggbb") stands in the place of ours.
    """
    return _written(document, kind, PAPER, paper=True, look=look, colour=colour)


def in_words(html: str) -> str:
    """The same page with each little picture among the letters (🎉) as its name: no font for paper has them.

    A sign without a shape would be an empty box to the eye and nothing to the ear.
    """
    return "".join(_named(sign) if _is_picture(sign) else sign for sign in html)


def _is_picture(sign: str) -> bool:
    return ord(sign) >= 0x1F000 or 0x2600 <= ord(sign) <= 0x27BF or sign in _JOINERS


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"[{name}]" if name and sign not in _JOINERS and unicodedata.category(sign) == "So" else ""


def data_address(svg: str) -> str:
    """A drawn picture as an address that needs nothing else."""
    return address_of(svg.encode(), "image/svg+xml")


def address_of(picture: bytes, kind: str) -> str:
    """A picture of some `kind` ("image/png") as an address that needs nothing else."""
    return f"data:{kind};base64," + base64.b64encode(picture).decode("ascii")


def _written(document: Document, kind: Any, style: Path, *, paper: bool, look: str = "", colour: str = "") -> str:
    rules = style.read_text(encoding="utf-8") + look
    shown = {
        "document": document,
        "kind": kind,
        "paper": paper,
        "style": Markup(rules.replace(OURS, colour) if colour else rules),
    }
    with translation.override(document.language):
        html = render_to_string("documents/standalone.jinja", shown)
    return in_words(html) if paper else html
