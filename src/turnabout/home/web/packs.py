"""A role's information pack as a page and as a file, for everybody; before the cohort opens, for its co-ordinators."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import PUBLIC, Page
from turnabout.foundation.documents import pdf
from turnabout.foundation.documents.tree import Document
from turnabout.foundation.documents.web.files import as_file
from turnabout.home.permissions import may_preview
from turnabout.home.web.kept import Kept
from turnabout.home.web.pack import ROLES, name_of_file, pack
from turnabout.home.web.public import open_to_all

KIND = _("Information pack")


class PackPage(Page):
    """What both ways to a pack have in common: the page, with the file where this machine can make one."""

    template = "home/pack.jinja"
    page = file = ""
    """The names of the addresses of the page and of the file."""

    @property
    def role(self) -> str:
        """The role that the pack is for; any other word in the address is nothing here."""
        if self.kwargs["reader"] not in ROLES:
            raise Http404
        role: str = self.kwargs["reader"]
        return role

    @property
    def document(self) -> Document:
        return pack(self.thing, self.role, queries.passages(self.thing))

    def context(self) -> dict[str, Any]:
        other = next(one for one in ROLES if one != self.role)
        return {
            "document": self.document,
            "role": self.role,
            "file": reverse(self.file, args=[*self.place(), self.role]) if pdf.available() else "",
            "other": reverse(self.page, args=[*self.place(), other]),
            "back": self.back(),
        }

    def place(self) -> list[Any]:
        """How the cohort is named in the addresses."""
        raise TypeError(f"{type(self).__name__} does not say how its cohort is named: give it `place`.")

    def back(self) -> str:
        """The address of the page that leads here."""
        raise TypeError(f"{type(self).__name__} does not say what leads to it: give it `back`.")


class AsFile(PackPage):
    """The same pack as a tagged PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return as_file(self.document, kind=KIND, name=name_of_file(self.thing, self.role))


class Open(PackPage):
    """A pack of a cohort that has opened."""

    page, file = "home:pack", "home:pack_file"

    def find(self) -> Cohort:
        return open_to_all(self.kwargs["programme"], self.kwargs["cohort"])

    def place(self) -> list[Any]:
        return [self.thing.programme.slug, self.thing.slug]

    def back(self) -> str:
        return reverse("home:public", args=self.place())


class InPreview(PackPage):
    """A pack as it will be, for the cohort's co-ordinators alone."""

    page, file = "home:pack_preview", "home:pack_preview_file"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"preview": True}

    def place(self) -> list[Any]:
        return [self.thing.pk]

    def back(self) -> str:
        return reverse("home:preview", args=self.place())


class Pack(Kept, Open):
    permission = PUBLIC


class PackFile(AsFile, Open):
    permission = PUBLIC


class PackPreview(InPreview):
    permission = may_preview


class PackPreviewFile(AsFile, InPreview):
    permission = may_preview
