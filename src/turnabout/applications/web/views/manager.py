"""Where a manager's link leads. Looking uses nothing up, as mail scanners look; only pressing the button answers.

These pages stand in a bare frame: no way leads from them to the programme's own pages, whose words would tell a
manager what somebody takes part in.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from turnabout.applications import actions, queries
from turnabout.applications.queries import EXPIRED, OPEN, ManagersLink
from turnabout.applications.web.release_forms import MOST_CHARACTERS, AnswerForm
from turnabout.applications.web.views.release import managers_page
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import PUBLIC, FormPage, Page

GONE = 410
BARE = "design/bare.jinja"


class ByManagersLink(FormPage):
    """A page for whoever holds the link: its secret stands in its address, so nothing may keep it or pass it on."""

    permission = PUBLIC
    layout = BARE
    thing: ManagersLink | None

    def find(self) -> ManagersLink | None:
        return queries.by_managers_token(self.kwargs["token"], self.now)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def over(self) -> HttpResponseBase:
        """The same for whoever holds an old link, be it the manager or a stranger: no name, no answer, no address."""
        self.template = "applications/manager_over.jinja"  # type: ignore[misc]
        state = self.thing.state if self.thing else ""
        status = GONE if state == EXPIRED else 200 if state else 404
        shown = {"state": state, "token": self.kwargs["token"], "typed": self._typed()}
        return self.show(form=Form(), status=status, **shown)

    def _typed(self) -> list[str]:
        """What was typed into a form that came too late: it is not kept, and its writer may want to copy it."""
        given = (self.request.POST.get(name, "").strip() for name in ("conditions", "reason", "cover"))
        return [words[:MOST_CHARACTERS] for words in given if words]


class Answer(ByManagersLink):
    template = "applications/manager.jinja"
    form_class = AnswerForm

    def form_arguments(self) -> dict[str, Any]:
        assert self.thing is not None
        return {"who": self.thing.release.application.person.name}

    def context(self) -> dict[str, Any]:
        return managers_page(self.thing.release) if self.thing and self.thing.state in (OPEN, EXPIRED) else {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_open = self.thing is not None and self.thing.state == OPEN
        return super().get(request, *args, **kwargs) if is_open else self.over()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.thing is None or self.thing.state != OPEN:
            return self.over()
        return super().post(request, *args, **kwargs)

    def act(self, form: AnswerForm) -> str:
        assert self.thing is not None
        given = form.cleaned_data
        actions.answer_release(
            release=self.thing.release,
            token=self.kwargs["token"],
            **{name: given[name] for name in form.fields},
            by=queries.by_managers_link(),
            now=self.now,
        )
        return reverse("applications:manager_thanks")


class NewLink(ByManagersLink):
    """Asking for a new link, which goes to the address that the first one went to."""

    template = "applications/manager_over.jinja"
    form_class = Form

    def context(self) -> dict[str, Any]:
        return {"state": self.thing.state if self.thing else "", "token": self.kwargs["token"]}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().get(request, *args, **kwargs) if self.thing is not None else self.over()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().post(request, *args, **kwargs) if self.thing is not None else self.over()

    def act(self, form: Any) -> str:
        assert self.thing is not None
        actions.send_managers_link(
            release=self.thing.release, token=self.kwargs["token"], by=queries.by_managers_link(), now=self.now
        )
        return reverse("applications:manager_link_sent")


class Thanks(Page):
    """After an answer: a page for everybody, whose address holds no secret and which names nobody."""

    permission = PUBLIC
    layout = BARE
    template = "applications/manager_done.jinja"
    answered = True


class LinkSent(Thanks):
    answered = False
