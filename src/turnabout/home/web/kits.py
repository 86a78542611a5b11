"""The co-ordinator's invitation kit: one page that has it all, and the files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import joining, queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design import brands
from turnabout.foundation.design.pages import Page
from turnabout.foundation.documents import pdf, qr
from turnabout.home.permissions import may_see_kit
from turnabout.home.web.kit import TEXTS, Facts, facts, on_one_sheet
from turnabout.training import opening
from turnabout.training.permissions import may_plan_open


class OfKit(Page):
    """A page or a file of the kit, for the cohort's co-ordinators: everybody else sees the public page itself."""

    permission = may_see_kit

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    @property
    def told(self) -> Facts:
        return facts(self.thing, queries.passages(self.thing), self.now)

    def file(self, content: bytes | str, kind: str, name: str) -> HttpResponse:
        """A file to keep, called after the cohort."""
        called = f"{self.thing.programme.slug}-{self.thing.slug}-{name}"
        return HttpResponse(
            content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{called}"'}
        )


class Kit(OfKit):
    template = "home/kit.jinja"
    permission = may_see_kit

    def context(self) -> dict[str, Any]:
        told, now = self.told, self.now
        return {
            "told": told,
            "code": told.address.rpartition("/")[2],
            "can_make_files": pdf.available(),
            "sessions": opening.open_sessions(self.thing, now),
            "may_open": may_plan_open(self.by, self.thing, now),
            "waiting": joining.waiting(self.by, self.thing, now),
            "packs": [
                (role, reverse("home:pack_preview", args=[self.thing.pk, role])) for role in ("mentor", "mentee")
            ],
        }


class Newsletter(OfKit):
    template = "home/newsletter.jinja"
    permission = may_see_kit

    def context(self) -> dict[str, Any]:
        told = self.told
        return {"texts": {name: text(told) for name, text in TEXTS.items()}}


class NewsletterFile(OfKit):
    """One of the texts as a file, with the line ends of every system's simplest program."""

    permission = may_see_kit

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        text = TEXTS.get(self.kwargs["text"])
        if text is None:
            raise Http404
        words = text(self.told).replace("\n", "\r\n")
        return self.file(words.encode(), "text/plain; charset=utf-8", f"{self.kwargs['text']}.txt")


class Poster(OfKit):
    permission = may_see_kit

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not pdf.available():
            raise Http404
        told, brand = self.told, brands.over(self.thing)
        colour = brand.colour if brand else ""
        try:
            made = on_one_sheet(self.thing, told, colour=colour)
        except pdf.TooLong:
            messages.error(request, _("The names and words do not fit on one sheet. Write them shorter."))
            return HttpResponseRedirect(reverse("home:kit", args=[self.thing.pk]))
        return self.file(made, "application/pdf", "poster.pdf")


class QrDrawing(OfKit):
    permission = may_see_kit

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.file(qr.svg(joining.address(self.thing)), "image/svg+xml", "qr.svg")


class QrPicture(OfKit):
    permission = may_see_kit

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.file(qr.png(joining.address(self.thing)), "image/png", "qr.png")
