from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.models import MENTOR
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.importing import actions, columns, queries
from turnabout.importing.actions.writing import LINKS_AT_A_TIME
from turnabout.importing.models import APPLICATIONS, KINDS, NEW, STATES, Upload
from turnabout.importing.permissions import (
    may_drop,
    may_import,
    may_invite,
    may_match,
    may_see_upload,
    may_see_uploads,
    may_upload,
)
from turnabout.importing.web.forms import ColumnsForm, FileForm
from turnabout.sheets.write import csv_text

COLOURS = {"new": "green", "same": "grey", "clash": "yellow", "fault": "red"}


class Uploads(Page):
    """The files that one uploaded, and what may be imported now."""

    permission = may_see_uploads
    template = "importing/list.jinja"
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        wishes = [Upload(cohort=self.thing, kind=kind, role=MENTOR) for kind, _words in KINDS]
        return {
            "uploads": queries.uploads(self.by, self.thing, self.now),
            "ways": [(one, may_upload(self.by, one, self.now)) for one in wishes],
        }


class TakeIn(FormPage):
    """Upload one file."""

    permission = may_upload
    template = "importing/take_in.jinja"
    form_class = FileForm
    thing: Upload

    def find(self) -> Upload:
        cohort, kind = find_cohort(self.by, self.kwargs["cohort"]), self.kwargs["kind"]
        if cohort is None or kind not in dict(KINDS):
            raise Http404
        return Upload(cohort=cohort, kind=kind, role=MENTOR if kind == APPLICATIONS else "")

    def form_arguments(self) -> dict[str, Any]:
        size = self.request.META.get("CONTENT_LENGTH") or "0"
        return {"wish": self.thing, "size": int(size) if size.isdecimal() else 0}

    def act(self, form: FileForm) -> str:
        found = actions.upload(
            cohort=self.thing.cohort,
            kind=self.thing.kind,
            role=form.cleaned_data.get("role", ""),
            content=form.cleaned_data["content"],
            file_name=form.cleaned_data["file"].name,
            by=self.by,
            now=self.now,
        )
        return reverse("importing:columns", args=[found.pk])


class OfUpload:
    """The page of one file."""

    by: Any
    now: Any
    kwargs: dict[str, Any]
    thing: Upload

    def find(self) -> Upload | None:
        return queries.find_upload(self.by, self.kwargs["upload"], self.now)

    def rows_page(self) -> str:
        return reverse("importing:rows", args=[self.thing.pk])


class Columns(OfUpload, FormPage):
    """Say what each column is."""

    permission = may_match
    template = "importing/columns.jinja"
    form_class = ColumnsForm

    def form_arguments(self) -> dict[str, Any]:
        return {
            "upload": self.thing,
            "columns": queries.columns_of(self.by, self.thing, self.now),
            "targets": columns.targets_of(self.thing),
            "initial": {"received_on": self.thing.received_on or day_of(self.now)},
        }

    def act(self, form: ColumnsForm) -> str:
        actions.match_columns(
            upload=self.thing,
            matched=form.matched,
            received_on=form.cleaned_data.get("received_on"),
            by=self.by,
            now=self.now,
        )
        return self.rows_page()


class Rows(OfUpload, Page):
    """What would become of every row, or how far a job is, or what was imported."""

    permission = may_see_upload
    template = "importing/rows.jinja"

    def context(self) -> dict[str, Any]:
        asked = self.request.GET
        only = asked.get("show", "")
        only = only if only in {*dict(STATES), "warned"} else ""
        number = asked.get("page", "")
        page = int(number) if number.isdecimal() and len(number) < 6 else 1
        shown, pages = queries.rows(self.by, self.thing, self.now, only=only, page=page)
        page = min(max(page, 1), pages)
        here = f"{self.rows_page()}?show={only}&page="
        return {
            "shown": shown,
            "only": only,
            "states": [(code, words, self.thing.counts.get(code, 0)) for code, words in STATES],
            "warned": self.thing.lines.filter(warned=True).count(),
            "colours": COLOURS,
            "far": queries.far(self.thing),
            "trouble": queries.trouble(self.by, self.thing, self.now),
            "may_import": may_import(self.by, self.thing, self.now),
            "may_match": may_match(self.by, self.thing, self.now),
            "to_invite": queries.to_invite(self.by, self.thing, self.now),
            "page_number": page,
            "pages": pages,
            "before": f"{here}{page - 1}" if page > 1 else "",
            "after": f"{here}{page + 1}" if page < pages else "",
        }


class ToMend(OfUpload, Page):
    """The rows that need mending or a second look, as a file that is safe to open in a spreadsheet program."""

    permission = may_see_upload

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head = [_("Row"), _("Name"), _("Email"), _("What becomes of it"), _("Why, and what to do")]
        rows = [
            (one.number, one.name, one.email, str(one.label), " ".join(map(str, one.why)))
            for one in queries.faulty(self.by, self.thing, self.now)
        ]
        return HttpResponse(
            "\ufeff" + csv_text(head, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="to-mend.csv"'},
        )


class Begin(OfUpload, FormPage):
    """Import all of it."""

    permission = may_import
    template = "importing/begin.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"holds_others_up": queries.holds_others_up(self.thing)}

    def act(self, form: Form) -> str:
        found = actions.begin_import(upload=self.thing, by=self.by, now=self.now)
        if found.status == "imported":
            many = found.counts.get(NEW, 0)
            words = ngettext("%(n)d row is imported.", "%(n)d rows are imported.", many)
            messages.success(self.request, words % {"n": many})
        return self.rows_page()


class Invite(OfUpload, FormPage):
    """Ask everybody who was imported to confirm."""

    permission = may_invite
    template = "importing/invite.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"to_invite": queries.to_invite(self.by, self.thing, self.now)}

    def act(self, form: Form) -> str:
        sent = actions.invite(upload=self.thing, by=self.by, now=self.now)
        words = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", sent) % {"n": sent}
        if sent == LINKS_AT_A_TIME and queries.to_invite(self.by, self.thing, self.now):
            words = _("%(sent)s The others follow in some minutes.") % {"sent": words}
        messages.success(self.request, words)
        return self.rows_page()


class Drop(OfUpload, FormPage):
    """Delete the file instead."""

    permission = may_drop
    template = "importing/drop.jinja"
    form_class = Form

    def act(self, form: Form) -> str:
        actions.drop(upload=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The file and everything read from it are deleted. Nothing was imported."))
        return reverse("importing:list", args=[self.thing.cohort_id])
