"""Setting up a cohort in seven questions. Answers are kept in the session until the draft is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import PATTERNS, Cohort, Organisation, Programme
from turnabout.cohorts.permissions import may_create, may_start_programme
from turnabout.cohorts.strands import STRANDS
from turnabout.cohorts.web import forms
from turnabout.cohorts.web.line import draw
from turnabout.cohorts.web.onward import PREVIEW, to
from turnabout.cohorts.web.words import first_words
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage

KEPT = "new cohort"


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the set-up: its form, and a heading where the form has none of its own."""

    code: str
    form: type[Form]
    heading: Any
    asks_in_heading: bool = False


QUESTIONS = (
    Question("pattern", forms.PatternForm, _("Kind of programme"), True),
    Question("programme", forms.ProgrammeForm, _("Programme"), True),
    Question("name", forms.NameForm, _("What is the cohort called?")),
    Question("start", forms.StartForm, _("Start of the mentoring"), True),
    Question("scope", forms.ScopeForm, _("Who can take part, and about what?")),
    Question("words", forms.WordsForm, _("What does the public page say?")),
    Question("contact", forms.ContactForm, _("Whom can people ask?")),
)
CODES = [question.code for question in QUESTIONS]


class Answers:
    """What was answered so far, as the session keeps it."""

    def __init__(self, request: HttpRequest) -> None:
        self.session = request.session
        self.given: dict[str, dict[str, Any]] = dict(request.session.get(KEPT, {}))

    def keep(self, code: str, clean: dict[str, Any]) -> None:
        self.given[code] = {name: one.isoformat() if isinstance(one, date) else one for name, one in clean.items()}
        self.session[KEPT] = self.given

    def forget(self) -> None:
        self.session.pop(KEPT, None)

    def missing(self) -> str | None:
        """The first question without an answer."""
        return next((code for code in CODES if code not in self.given), None)

    def of(self, code: str) -> dict[str, Any]:
        return dict(self.given.get(code, {}))


class New(FormPage):
    """One question. The address names it, so that every answer can be changed later."""

    permission = may_create
    template = "cohorts/new.jinja"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = next((one for one in QUESTIONS if one.code == kwargs["question"]), None)
        if self.question is None:
            raise Http404
        self.answers = Answers(request)
        self.form_class = self.question.form  # type: ignore[misc]

    def form_arguments(self) -> dict[str, Any]:
        assert self.question is not None
        code = self.question.code
        initial = self.answers.of(code) or self._first(code)
        if "starts_on" in initial:
            initial["starts_on"] = date.fromisoformat(initial["starts_on"])
        more: dict[str, Callable[[], dict[str, Any]]] = {
            "programme": lambda: {"programmes": self._programmes()},
            "scope": lambda: {"organisations": list(queries.organisations())},
        }
        return {"initial": initial, **more.get(code, dict)()}

    def context(self) -> dict[str, Any]:
        assert self.question is not None
        place = CODES.index(self.question.code)
        return {
            "question": self.question,
            "number": place + 1,
            "of": len(QUESTIONS),
            "back": reverse("cohorts:new", args=[CODES[place - 1]]) if place else reverse("cohorts:list"),
            "may_start_programme": may_start_programme(self.by, None, self.now),
        }

    def act(self, form: Form) -> str:
        assert self.question is not None
        self.answers.keep(self.question.code, form.cleaned_data)
        code = self.answers.missing()
        return reverse("cohorts:new", args=[code]) if code else reverse("cohorts:check")

    def _programmes(self) -> list[tuple[str, str]]:
        return [(str(one.pk), f"{one.name}, {one.host.name}") for one in queries.programmes_for(self.by, self.now)]

    def _first(self, code: str) -> dict[str, Any]:
        if code == "words":
            return first_words(self.answers.of("pattern").get("pattern", planner.SYSTEM))
        chosen = self.answers.of("programme").get("programme")
        if code == "name" and chosen:
            last = Cohort.objects.filter(programme=chosen).order_by("-number").values_list("number", flat=True).first()
            return {"number": (last or 0) + 1}
        if code == "scope" and chosen:
            return {"organisations": [str(Programme.objects.values_list("host", flat=True).get(pk=chosen))]}
        return {}


class Check(FormPage):
    """Everything that was answered and the dates that follow; making the draft is the one deed of the set-up."""

    permission = may_create
    template = "cohorts/check.jinja"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.answers = Answers(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if missing := self.answers.missing():
            return HttpResponseRedirect(reverse("cohorts:new", args=[missing]))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        if self.answers.missing():
            return {"answered": {}, "dates": [], "line": None}
        dates = planner.chain(self.answers.of("pattern")["pattern"], self._start())
        ordered = sorted(dates, key=lambda one: one.starts_at)
        return {"answered": self._in_words(), "dates": ordered, "line": draw(ordered, self.now)}

    def act(self, form: Form) -> str:
        if self.answers.missing():
            raise Refused(_("Some answers are missing. Go back and answer the questions that are left."))
        name, scope = self.answers.of("name"), self.answers.of("scope")
        cohort = actions.create_cohort(
            programme=self._programme(),
            pattern=self.answers.of("pattern")["pattern"],
            number=name["number"],
            title=name["title"],
            starts_on=self._start(),
            organisations=list(Organisation.objects.filter(pk__in=scope["organisations"])),
            strands=scope["strands"],
            words=self.answers.of("words"),
            contact=self.answers.of("contact"),
            by=self.request.user,  # type: ignore[arg-type]
            now=self.now,
        )
        self.answers.forget()
        return to(PREVIEW, self.by, cohort, self.now)

    def _start(self) -> date:
        return date.fromisoformat(self.answers.of("start")["starts_on"])

    def _programme(self) -> Programme:
        chosen = str(self.answers.of("programme")["programme"])
        allowed = {str(one.pk): one for one in queries.programmes_for(self.by, self.now)}
        if chosen not in allowed:
            raise Refused(_("You can no longer create a cohort in this programme. Choose another one."))
        return allowed[chosen]

    def _in_words(self) -> dict[str, Any]:
        name, scope = self.answers.of("name"), self.answers.of("scope")
        programmes = {str(one.pk): one.name for one in queries.programmes_for(self.by, self.now)}
        return {
            "pattern": dict(PATTERNS)[self.answers.of("pattern")["pattern"]],
            "programme": programmes.get(str(self.answers.of("programme")["programme"]), ""),
            "title": name["title"],
            "number": name["number"],
            "start": self._start(),
            "organisations": [one.name for one in Organisation.objects.filter(pk__in=scope["organisations"])],
            "strands": [words for code, words in STRANDS if code in scope["strands"]],
            "words": self.answers.of("words"),
            "contact": self.answers.of("contact"),
        }


class NewProgramme(FormPage):
    """A programme, before its first cohort."""

    permission = may_start_programme
    template = "cohorts/new_programme.jinja"
    form_class = forms.NewProgrammeForm

    def form_arguments(self) -> dict[str, Any]:
        hosts = queries.hosts_for(self.by, self.now)
        return {"hosts": hosts, "initial": {"host": str(hosts[0].pk)} if len(hosts) == 1 else {}}

    def act(self, form: Form) -> str:
        host = next(one for one in queries.hosts_for(self.by, self.now) if str(one.pk) == form.cleaned_data["host"])
        made = actions.create_programme(host=host, name=form.cleaned_data["name"], by=self.by, now=self.now)
        if not may_create(self.by, made, self.now):
            return reverse("cohorts:list")
        answers = Answers(self.request)
        answers.keep("programme", {"programme": str(made.pk)})
        return reverse("cohorts:new", args=[answers.missing() or "pattern"])
