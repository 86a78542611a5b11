"""What must be in place before a cohort may take its next step: lines as data, each of which blocks exactly one step.

A line is either found out from what is stored (`found`), or a co-ordinator marks it as done. A later room adds its
own in `AppConfig.ready`:

readiness.add(Line("film_captioned", MATCH, _("The film has captions"), who=_("…"), said=_("…")))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import dpia
from turnabout.cohorts.independence import sponsor_conflicted
from turnabout.cohorts.models import Cohort, Role
from turnabout.cohorts.statuses import COHORT
from turnabout.cohorts.support import ALWAYS_FOUND, HOST_NEEDS, kinds_missing
from turnabout.foundation.clock import LONDON

OPEN, MATCH, FIRST_MEETING, QUESTIONNAIRE = "open", "match", "launch", "begin_closing"
"""The moves of a cohort that wait for lines."""
STEPS = {
    OPEN: _("Before it opens"),
    MATCH: _("Before matching"),
    FIRST_MEETING: _("Before the first meeting"),
    QUESTIONNAIRE: _("Before the last questionnaire"),
}
KEY_HOLDERS = 3
STEP_OF = {"dpo": OPEN, "sponsor": MATCH, "key_holder": QUESTIONNAIRE}
"""The step that waits for what the holder of a role takes on."""


@dataclass(frozen=True, slots=True)
class Done:
    """That a line is done: who saw to it and when, where that is known."""

    by: str = ""
    at: datetime | None = None
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which to see to a line: words, the name of the address, what it takes besides the cohort."""

    words: Any
    name: str
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that must be in place.

    `who` says who must do what; `said` is what somebody asserts who marks it; `found(cohort, now)` finds out, for a
    line that nobody marks; `first(cohort, now)` is the reason why it cannot be marked yet, or "".
    """

    code: str
    step: str
    label: Any
    who: Any
    said: Any = ""
    found: Callable[[Cohort, datetime], Done | None] | None = None
    first: Callable[[Cohort, datetime], Any] = lambda cohort, now: ""
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A line as it stands in one cohort."""

    cohort: Cohort
    line: Line
    done: Done | None

    @property
    def by_hand(self) -> bool:
        """Whether a co-ordinator marks it."""
        return self.line.found is None


LINES: dict[str, Line] = {}


def add(line: Line) -> Line:
    """Make `line` part of every cohort's checklist."""
    LINES[line.code] = line
    return line


def states(cohort: Cohort, now: datetime, step: str = "") -> list[State]:
    """Every line of the checklist, or those that block `step`, as they stand at `now`."""
    wanted = [line for line in LINES.values() if step in ("", line.step)]
    return _as_they_stand(sorted(wanted, key=lambda one: list(STEPS).index(one.step)), cohort, now)


def state_of(cohort: Cohort, code: str, now: datetime) -> State | None:
    """One line as it stands; None when there is no such line."""
    return _as_they_stand([LINES[code]], cohort, now)[0] if code in LINES else None


def _as_they_stand(lines: list[Line], cohort: Cohort, now: datetime) -> list[State]:
    marks = {}
    if any(line.found is None for line in lines):
        marks = {mark.line: mark for mark in cohort.readiness_marks.select_related("marked_by")}
    return [State(cohort, line, _done(line, cohort, marks.get(line.code), now)) for line in lines]


def _done(line: Line, cohort: Cohort, mark: Any, now: datetime) -> Done | None:
    if line.found is not None:
        return line.found(cohort, now)
    return Done(mark.marked_by.name, mark.marked_at) if mark is not None else None


def missing(cohort: Cohort, step: str, now: datetime) -> list[Line]:
    """The lines that still block `step`."""
    return [one.line for one in states(cohort, now, step) if one.done is None]


def is_past(cohort: Cohort, step: str) -> bool:
    """Whether the cohort has taken `step`, or never will."""
    order = [status.name for status in COHORT.statuses]
    return order.index(cohort.status) > order.index(COHORT.move(step).sources[-1])


def next_step(cohort: Cohort) -> str | None:
    """The step that the cohort has yet to take; None when nothing more waits for a line."""
    return next((step for step in STEPS if not is_past(cohort, step)), None)


def holders(cohort: Cohort, kind: str, now: datetime) -> list[Role]:
    """Today's roles of one kind in the cohort itself, with what each holder undertook, the earliest named first."""
    today = now.astimezone(LONDON).date()
    held = cohort.roles.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), kind=kind, from_on__lte=today)
    return list(held.select_related("person", "undertaking__given_by").order_by("from_on", "person__name", "id"))


def has_given(role: Role, cohort: Cohort) -> bool:
    """Whether the holder has taken on what they were asked for, as the cohort stands now."""
    undertaking = getattr(role, "undertaking", None)
    if undertaking is None or undertaking.given_at is None:
        return False
    return role.kind != "dpo" or bool(undertaking.given_for == dpia.facts(cohort))


def _given(kind: str) -> Callable[[Cohort, datetime], Done | None]:
    def found(cohort: Cohort, now: datetime) -> Done | None:
        for role in holders(cohort, kind, now):
            if has_given(role, cohort) and not (kind == "sponsor" and sponsor_conflicted(role.person, cohort, now)):
                undertaking = role.undertaking
                recorded = undertaking.given_by_id != role.person_id
                note = _("Recorded by %(name)s.") % {"name": undertaking.given_by} if recorded else ""
                return Done(role.person.name, undertaking.given_at, note)
        return None

    return found


def _named(cohort: Cohort, now: datetime) -> Done | None:
    found = holders(cohort, "sponsor", now)
    return Done(note=found[0].person.name) if found else None


def _contact(cohort: Cohort, now: datetime) -> Done | None:
    named = cohort.contact_name.strip() and cohort.contact_email.strip()
    return Done(note=f"{cohort.contact_name}, {cohort.contact_email}") if named else None


def _three_holders(cohort: Cohort, now: datetime) -> Any:
    agreed = sum(has_given(role, cohort) for role in holders(cohort, "key_holder", now))
    if agreed >= KEY_HOLDERS:
        return ""
    words = _("Three key holders must have agreed first. So far %(agreed)d have.")
    return words % {"agreed": agreed}


def _host_support(cohort: Cohort, now: datetime) -> Done | None:
    host = cohort.programme.host
    return None if kinds_missing(host, HOST_NEEDS) else Done(note=host.name)


def _everybodys_support(cohort: Cohort, now: datetime) -> Done | None:
    host = cohort.programme.host
    without = [one for one in cohort.organisations.order_by("name") if one != host and kinds_missing(one, ALWAYS_FOUND)]
    if not kinds_missing(host, ALWAYS_FOUND):
        names = ", ".join(one.name for one in without)
        return Done(note=_("The host’s contacts stand in for %(names)s.") % {"names": names} if without else "")
    return None if without or not cohort.organisations.exists() else Done()


DPIA_PAGE = Page(_("Read the assessment"), "cohorts:dpia")

for _line in (
    Line(
        "dpia_signed",
        OPEN,
        _("The data-protection assessment is signed"),
        _(
            "The data-protection officer reads the assessment, which is filled in already, and signs it. They do it "
            "online once you write to them; or they sign it on paper and you record that."
        ),
        found=_given("dpo"),
        pages=(DPIA_PAGE, Page(_("Ask the data-protection officer"), "cohorts:name_for", {"kind": "dpo"})),
    ),
    Line(
        "privacy_wording",
        OPEN,
        _("The privacy wording has been checked"),
        _("You read the privacy page with whoever answers for privacy notices where you work."),
        said=_("We have read the privacy page, and what it says is right for the organisations that take part."),
        pages=(Page(_("Read the privacy page"), "home:privacy"), DPIA_PAGE),
    ),
    Line(
        "contact",
        OPEN,
        _("There is somebody to ask"),
        _("You name a person or a team, with an email address. Both stand on the public page."),
        found=_contact,
        pages=(Page(_("Change the contact"), "cohorts:words"),),
    ),
    Line(
        "host_support",
        OPEN,
        _("The host has contacts for support"),
        _(
            "You write down whom people can turn to in the organisation that runs the programme: to speak up, for "
            "wellbeing, and in Human Resources for advice about work. Ask each of them first. A staff network is good "
            "to have, and nothing waits for it."
        ),
        found=_host_support,
        pages=(Page(_("Write down the host’s contacts"), "cohorts:contacts"),),
    ),
    Line(
        "sponsor_named",
        OPEN,
        _("The sponsor is named"),
        _("You name the senior person who stands behind the programme."),
        found=_named,
        pages=(Page(_("Name the sponsor"), "cohorts:name_for", {"kind": "sponsor"}),),
    ),
    Line(
        "agreement_text",
        MATCH,
        _("The agreement’s text is approved"),
        _("You read the agreement that each pair will sign, with the organisations that take part."),
        said=_("We have read the agreement that each pair signs, and the organisations that take part approve it."),
        pages=(Page(_("Read the agreement"), "home:agreement"),),
    ),
    Line(
        "sponsor_pledge",
        MATCH,
        _("The sponsor has made their pledge"),
        _("The sponsor pledges time, and a public answer to what is found. They do it online once you write to them."),
        found=_given("sponsor"),
        pages=(Page(_("Ask the sponsor"), "cohorts:name_for", {"kind": "sponsor"}),),
    ),
    Line(
        "employer_support",
        FIRST_MEETING,
        _("Everybody’s employer has contacts for support"),
        _(
            "Each organisation that takes part writes down whom its people can turn to, to speak up and for wellbeing. "
            "Where one has nobody, the host’s contacts stand in, and the help page says so."
        ),
        found=_everybodys_support,
        pages=(
            Page(_("See each organisation’s contacts"), "cohorts:taking_part"),
            Page(_("Write down the host’s contacts"), "cohorts:contacts"),
        ),
    ),
    Line(
        "key_holders_practised",
        QUESTIONNAIRE,
        _("The key holders have practised"),
        _(
            "Three people agree to hold a key to the sealed answers. Each chooses a passphrase of four or five words, "
            "and shows you a week later that they can still type it, without telling you what it is. This version "
            "does not do the practice with them yet: you see to it, and mark it here."
        ),
        said=_("Each of the three key holders has shown that they still know their passphrase."),
        first=_three_holders,
        pages=(Page(_("Ask the key holders"), "cohorts:name_for", {"kind": "key_holder"}),),
    ),
):
    add(_line)
