"""A document handed out as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from turnabout.foundation.documents import pdf
from turnabout.foundation.documents.tree import Document


def as_file(document: Document, *, kind: Any, name: str) -> HttpResponse:
    """The document as a tagged PDF called `name`, to look at or to keep; 404 where this machine can make none."""
    if not pdf.available():
        raise Http404
    return HttpResponse(
        pdf.pdf(document, kind=kind),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
