"""Who can see this: every thing that somebody gave, and by name who can see it now and who may see it later.

Made of the rules that the readers' queries ask (`applications.sharing`), so that it cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications import queries as applications
from turnabout.applications.cases import INDEPENDENT, handlers_unscoped
from turnabout.applications.models import EITHER, Application
from turnabout.applications.permissions import may_view_release
from turnabout.applications.sent import may_be_read
from turnabout.applications.sharing import (
    ASSESSOR,
    BY_TIER,
    COORDINATOR,
    LEAD,
    MANAGER,
    MATCHING,
    PARTNER,
    PERSON,
    PROPOSED,
    RULES,
    TOLD,
    TRAINER,
    Choices,
    Thing,
    readers_of,
)
from turnabout.applications.topics import words_of
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.design.next_steps import Step
from turnabout.foundation.design.pages import Page
from turnabout.home.permissions import may_look_as_they_will
from turnabout.matching import queries as matching
from turnabout.monitoring.queries import has_answered
from turnabout.partnerships import queries as partnerships
from turnabout.partnerships.permissions import LIVE
from turnabout.selection import queries as selection
from turnabout.selection.panel import has_panel


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was given: who can see it now, and who may see it later and when."""

    what: str
    now: list[str]
    later: list[str]


@dataclass(frozen=True, slots=True)
class Moment:
    """One reader: by name whoever can look now, and who will be able to, and when."""

    now: list[str] = field(default_factory=list)
    later: str = ""


class WhoSees(Page):
    """The table, for whoever gave the things in it."""

    permission = may_look_as_they_will
    template = "home/who_sees.jinja"
    thing: Application

    def find(self) -> Application | None:
        return applications.find(self.by, self.kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return {"rows": rows(self.thing, self.by, self.now)}


def to_who_sees(viewer: Any, application: Application, now: datetime) -> Iterator[Step]:
    """From what somebody shares, to who can see it."""
    if may_look_as_they_will(viewer, application, now):
        yield Step(_("Who can see this: every answer, by name"), reverse("home:who_sees", args=[application.pk]))


READERS = (COORDINATOR, ASSESSOR, TRAINER, PROPOSED, PARTNER, MANAGER, LEAD, MATCHING)
"""Who stands on the page, in this order."""


def rows(application: Application, viewer: Any, now: datetime) -> list[Row]:
    """A row for each thing that the viewer gave, in the order of the rules, then for what else is known of them."""
    choices = applications.choices(application, viewer) or Choices()
    answers = applications.answers(application, viewer, now)
    seen = moments_of(application, viewer, now)
    found: list[Row] = []
    for thing in RULES[application.role]:
        if thing.code == "topics" and thing.chosen == BY_TIER:
            found += [
                _row(_("You offer to talk about: %(topic)s") % {"topic": words_of([topic])[0]}, seen,
                     readers_of(thing, choices, topic))
                for topic in choices.topics
            ]  # fmt: skip
        elif thing.code == "first_name":
            if PROPOSED in (readers := readers_of(thing, choices)):
                found.append(_row(str(thing.label), seen, readers & {PROPOSED}))
        elif thing.code != "choices" and _given(thing, answers):
            found.append(_row(str(thing.label), seen, readers_of(thing, choices)))
    return found + list(_told(application, viewer, now, seen))


def _told(application: Application, viewer: Any, now: datetime, seen: dict[str, Moment]) -> Iterator[Row]:
    """What is known of the viewer without a question: the same rows whatever is decided or answered behind them."""
    release = applications.release_of(viewer, application, now)
    asked = release is not None and not release._state.adding and release.status != "not_asked"
    choices = Choices(
        tell_role=asked and bool(release.show_role),  # type: ignore[union-attr]
        tell_reason=asked and bool(release.show_reason),  # type: ignore[union-attr]
    )
    for thing in TOLD:
        if thing.code == "equality":
            if has_answered(viewer, application.cohort):
                yield Row(str(thing.label), [_("Nobody: counted in totals only")], [])
        elif thing.code != "refusal" and (asked or not thing.code.startswith("manager_")):
            readers = readers_of(thing, choices)
            hidden = thing.code.startswith("manager_") and PERSON not in readers
            yield _row(str(thing.label), seen, readers, nobody=_("Nobody") if hidden else "")


def moments_of(application: Application, viewer: Any, now: datetime) -> dict[str, Moment]:
    """For each reader whoever can look now, by name, and who will be able to; nobody whom the viewer may not know of.

    A leader is never told that a reverse mentor is being asked about them: until that person has said yes, a leader's
    page says the same as if there were nobody.
    """
    cohort, day = application.cohort, day_of(now)
    own = selection.mine_in(viewer, cohort)
    contacts = frozenset(one.pk for one in people_with_role_unscoped(INDEPENDENT, cohort, day))
    handlers = handlers_unscoped(application, now)
    keepers = [_keeper(one, contacts) for one in handlers if one.pk != viewer.pk]
    trainers = [one.name for one in people_with_role_unscoped("trainer", cohort, day)] if own else []
    gone = application.status == "withdrawn"
    return {
        COORDINATOR: Moment(keepers) if may_be_read(application) else Moment([], _sent(keepers, application)),
        ASSESSOR: _assessors(application),
        TRAINER: Moment(
            [_("%(name)s, trainer: for your session") % {"name": name} for name in trainers],
            "" if trainers or gone else _("A trainer: for your session"),
        ),
        PROPOSED: _proposed(application, viewer, own),
        PARTNER: _partner(application, viewer),
        MANAGER: _manager(application, viewer, now),
        LEAD: Moment([], "" if gone else _("The lead of your organisation: while you take part")),
        MATCHING: Moment([], "" if gone else _("Matching, to find you a partner: no person reads it there")),
    }


def _assessors(application: Application) -> Moment:
    """Not by name: an assessor is not to be spoken to about an application, and does not know whose it is."""
    if not has_panel(application.cohort):
        return Moment()
    words = _("Assessors, who are not told whose words they read")
    if application.status == "submitted" and application.role != EITHER:
        return Moment([words])
    waits = application.status in ("draft", "submitted")
    return Moment([], _("%(who)s: once you have sent it") % {"who": words} if waits else "")


def _keeper(person: Any, contacts: Collection[Any]) -> str:
    if person.pk in contacts:
        return _("%(name)s, independent contact") % {"name": person.name}
    return _("%(name)s, co-ordinator") % {"name": person.name}


def _manager(application: Application, viewer: Any, now: datetime) -> Moment:
    """By name once asked; nobody where no manager is asked, or nobody is asked any more."""
    release = applications.release_of(viewer, application, now)
    if release is None or not may_view_release(viewer, release, now):
        return Moment()
    later = _("Your line manager: once asked for your time")
    if release._state.adding or release.status == "not_asked":
        return Moment([], later)
    return Moment([_("%(name)s, who was asked for your time") % {"name": release.to_name or _("Your line manager")}])


def _sent(keepers: list[str], application: Application) -> str:
    if application.status == "withdrawn":
        return ""
    who = "; ".join(keepers) or _("The co-ordinator")
    return _("%(who)s: once you have sent it") % {"who": who}


def _proposed(application: Application, viewer: Any, own: Any) -> Moment:
    later = (
        _("A leader who is proposed to you: after your yes to them")
        if application.offers
        else _("A reverse mentor who is asked about you: before their answer")
    )
    if own is None or own.status != "taking_part":
        return Moment([], later if application.status != "withdrawn" else "")
    names = matching.asked_about(viewer, own)
    return Moment([_("%(name)s, who is being asked about you") % {"name": name} for name in names], later)


def _partner(application: Application, viewer: Any) -> Moment:
    mentor = application.offers
    found = partnerships.mine(viewer).filter(cohort=application.cohort, status__in=LIVE)
    named = _("%(name)s, your reverse mentee") if mentor else _("%(name)s, your reverse mentor")
    names = [named % {"name": one.partner_of(viewer).name} for one in found]
    if names or application.status == "withdrawn":
        return Moment(names)
    later = _("Your reverse mentee: once you both say yes")
    return Moment([], later if mentor else _("Your reverse mentor: once you both say yes"))


def _row(what: str, seen: dict[str, Moment], readers: frozenset[str], nobody: str = "") -> Row:
    here = [seen[reader] for reader in READERS if reader in readers]
    now = [name for one in here for name in one.now]
    return Row(what, now or [nobody or _("Only\u00a0you")], [one.later for one in here if one.later])


def _given(thing: Thing, answers: dict[str, Any]) -> bool:
    names = thing.questions or ("name",)
    return any(answers.get(name) not in (None, "", [], (), False) for name in names)
