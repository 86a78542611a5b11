"""Setting up a cohort in seven questions. Answers are kept in the session until the draft is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import ORGANISATION_KINDS, PATTERNS, Cohort, Programme, only_england
from turnabout.cohorts.permissions import is_administrator, may_create, may_start_programme
from turnabout.cohorts.strands import STRANDS
from turnabout.cohorts.web import forms, questions
from turnabout.cohorts.web.answered import Answers
from turnabout.cohorts.web.line import draw
from turnabout.cohorts.web.views.plan import by_step
from turnabout.cohorts.web.words import first_leaders
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage

PROGRAMME = "programme"
"""What was chosen before the first question: a programme that was just started."""


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the set-up: its form, and a heading where the form has none of its own."""

    code: str
    form: type[Form]
    heading: Any
    asks_in_heading: bool = False


QUESTIONS = (
    Question("pattern", questions.PatternForm, gettext_lazy("Kind of programme"), True),
    Question("name", questions.NameForm, gettext_lazy("What is it called?")),
    Question("organisations", questions.OrganisationsForm, gettext_lazy("Which organisations take part?")),
    Question("leaders", questions.NamedLeadersForm, gettext_lazy("Who are the leaders?"), True),
    Question("strands", questions.StrandsForm, gettext_lazy("Experience"), True),
    Question("start", questions.StartForm, gettext_lazy("Start of the mentoring"), True),
    Question("contact", forms.ContactForm, gettext_lazy("Whom can people ask?")),
)
CODES = [question.code for question in QUESTIONS]


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
        if self.question.code == "leaders" and self.answers.pattern == planner.SYSTEM:
            self.form_class = questions.WhoLeadsForm  # type: ignore[misc]

    def form_arguments(self) -> dict[str, Any]:
        assert self.question is not None
        code = self.question.code
        initial = self.answers.of(code) or self._first(code)
        if isinstance(initial.get("starts_on"), str):
            initial["starts_on"] = date.fromisoformat(initial["starts_on"])
        return {"initial": initial, **self._choices(code)}

    def _choices(self, code: str) -> dict[str, Any]:
        if code == "name":
            programmes = queries.programmes_for(self.by, self.now)
            return {"programmes": programmes, "hosts": queries.hosts_kept_by(self.by, self.now)}
        if code == "organisations":
            return {"organisations": list(queries.organisations()), "may_add": is_administrator(self.by)}
        return {}

    def context(self) -> dict[str, Any]:
        assert self.question is not None
        place = CODES.index(self.question.code)
        return {
            "question": self.question,
            "number": place + 1,
            "of": len(QUESTIONS),
            "back": reverse("cohorts:new", args=[CODES[place - 1]]) if place else reverse("cohorts:list"),
            "copyable": self._copyable() if not place else [],
        }

    def act(self, form: Form) -> str:
        assert self.question is not None
        self.answers.keep(self.question.code, form.cleaned_data)
        code = self.answers.missing(CODES)
        return reverse("cohorts:new", args=[code]) if code else reverse("cohorts:check")

    def _copyable(self) -> list[Cohort]:
        """The cohorts that the first question offers to copy instead: the last one of each programme."""
        allowed = {one.pk for one in queries.programmes_for(self.by, self.now)}
        last: dict[Any, Cohort] = {}
        for cohort in queries.cohorts_kept_by(self.by, self.now):
            if cohort.programme_id in allowed and cohort.number > getattr(last.get(cohort.programme_id), "number", 0):
                last[cohort.programme_id] = cohort
        return list(last.values())

    def _first(self, code: str) -> dict[str, Any]:
        """What stands in the boxes of a question before anybody answers it."""
        ready = {"pattern": self._first_pattern, "name": self._first_name, "organisations": self._first_organisations}
        if code in ready:
            return ready[code]()
        if code == "leaders":
            everybody = [one.name for one in self.answers.organisations()] + [name for name, _k in self.answers.more()]
            return {"who": first_leaders(everybody)} if self.answers.pattern == planner.SYSTEM else {}
        if code == "strands":
            return {"strands": questions.first_strands(self.answers.pattern)}
        if code == "start":
            return {"starts_on": questions.first_start(self.answers.pattern, self.now)}
        return {"name": self.by.name, "email": self.by.email}

    def _first_pattern(self) -> dict[str, Any]:
        return {"pattern": planner.SYSTEM if queries.organisations().count() > 1 else planner.BOARD}

    def _first_name(self) -> dict[str, Any]:
        chosen = self.answers.of(PROGRAMME).get("programme") or self._newest_programme()
        number = questions.next_number(chosen) if chosen else 1
        year = questions.first_start(self.answers.pattern, self.now).year
        title = _("Cohort %(number)d, %(year)d") % {"number": number, "year": year}
        return {
            "programme": chosen or questions.NEW,
            "programme_name": "" if chosen else _("Reverse mentoring for inclusion"),
            "number": number,
            "title": title,
        }

    def _newest_programme(self) -> str:
        found = queries.programmes_for(self.by, self.now)
        return str(found[0].pk) if found else ""

    def _first_organisations(self) -> dict[str, Any]:
        given = self.answers.of("name")
        if given.get("programme") in (None, questions.NEW):
            hosts = queries.hosts_kept_by(self.by, self.now)
            host = given.get("host") or (str(hosts[0].pk) if hosts else None)
        else:
            host = str(Programme.objects.values_list("host", flat=True).get(pk=given["programme"]))
        return {"organisations": [host] if host else []}


class Check(FormPage):
    """Everything that was answered and the dates that follow; making the draft is the one deed of the set-up."""

    permission = may_create
    template = "cohorts/check.jinja"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.answers = Answers(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if missing := self.answers.missing(CODES):
            return HttpResponseRedirect(reverse("cohorts:new", args=[missing]))
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        if self.answers.missing(CODES):
            return {"answered": {}, "dates": [], "line": None, "of_days": {}}
        dates = planner.chain(self.answers.pattern, self._start())
        ordered = sorted(dates, key=lambda one: one.starts_at)
        warnings = planner.clashes(ordered, only_england())
        return {
            "answered": self._in_words(),
            "dates": ordered,
            "line": draw(ordered, self.now),
            "of_days": by_step(warnings),
        }

    def act(self, form: Form) -> str:
        answers = self.answers
        if answers.missing(CODES):
            raise Refused(_("Some answers are missing. Go back and answer the questions that are left."))
        keep: dict[str, Any] = {"by": self.request.user, "now": self.now}
        added = [actions.create_organisation(name=name, kind=kind, **keep) for name, kind in answers.more()]
        cohort = actions.create_cohort(
            programme=self._programme(),
            pattern=answers.pattern,
            number=answers.of("name")["number"],
            title=answers.of("name")["title"],
            starts_on=self._start(),
            organisations=[*answers.organisations(), *added],
            strands=answers.of("strands")["strands"],
            words=answers.words(),
            contact=answers.of("contact"),
            **keep,
        )
        if answers.leaders():
            actions.list_leaders(cohort=cohort, leaders=answers.leaders(), **keep)
        answers.forget()
        return reverse("cohorts:first_steps", args=[cohort.pk])

    def _start(self) -> date:
        return date.fromisoformat(self.answers.of("start")["starts_on"])

    def _programme(self) -> Programme:
        given = self.answers.of("name")
        if given["programme"] == questions.NEW:
            hosts = {str(one.pk): one for one in queries.hosts_kept_by(self.by, self.now)}
            if given["host"] not in hosts:
                raise Refused(_("You can no longer start a programme there. Choose another one."))
            made = {"host": hosts[given["host"]], "name": given["programme_name"], "by": self.by, "now": self.now}
            return actions.create_programme(**made)
        allowed = {str(one.pk): one for one in queries.programmes_for(self.by, self.now)}
        if given["programme"] not in allowed:
            raise Refused(_("You can no longer create a cohort in this programme. Choose another one."))
        return allowed[given["programme"]]

    def _in_words(self) -> dict[str, Any]:
        answers, name = self.answers, self.answers.of("name")
        programmes = {str(one.pk): one.name for one in queries.programmes_for(self.by, self.now)}
        kinds = dict(ORGANISATION_KINDS)
        new = [_("%(name)s (new, %(kind)s)") % {"name": one, "kind": kinds[kind]} for one, kind in answers.more()]
        return {
            "pattern": dict(PATTERNS)[answers.pattern],
            "programme": programmes.get(str(name["programme"])) or name.get("programme_name", ""),
            "title": name["title"],
            "number": name["number"],
            "start": self._start(),
            "organisations": [one.name for one in answers.organisations()] + new,
            "leaders": [one["name"] for one in answers.leaders()],
            "who": answers.of("leaders").get("who", ""),
            "strands": [words for code, words in STRANDS if code in answers.of("strands")["strands"]],
            "words": answers.words(),
            "contact": answers.of("contact"),
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
        answers.keep(PROGRAMME, {"programme": str(made.pk)})
        return reverse("cohorts:new", args=[answers.missing(CODES) or "pattern"])
