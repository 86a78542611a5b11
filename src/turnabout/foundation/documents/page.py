"""The document tree as a page that stands alone."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from markupsafe import Markup

from turnabout.foundation.documents.tree import Document

STYLE = Path(__file__).parent / "standalone.css"


def standalone(document: Document, *, released: bool) -> str:
    """The whole report as one HTML file, its look included; no script, nothing fetched, no percent sign."""
    return render_to_string(
        "documents/standalone.jinja",
        {"document": document, "released": released, "style": Markup(STYLE.read_text(encoding="utf-8"))},
    )
