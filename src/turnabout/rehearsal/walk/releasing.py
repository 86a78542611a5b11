"""Managers are asked for the time, and answer by link, late or not at all; the co-ordinator sees to the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from turnabout.applications import queries as forms
from turnabout.applications.actions import managers, release
from turnabout.foundation import clock
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.people import Invented
from turnabout.rehearsal.world import World, there

SOON = timedelta(hours=2)
OVER = 16
"""Working days after which a request without an answer is certainly over."""
BEFORE_MIDPOINT, AFTER_MIDPOINT = timedelta(days=6), timedelta(days=4)
WEEKEND = (5, 6)


def beats_of(world: World, one: Invented, sent: datetime) -> Iterator[Beat]:
    """What becomes of one applicant's request, counted from the instant at which they sent their application."""
    if not world.cohort.has("manager"):
        return
    asked = sent + SOON
    if one.manager_says == "talk_first":
        asked = _later(asked, 3)
        yield Beat(asked, "The co-ordinator talks with somebody first", _talk(one))
    else:
        yield Beat(asked, "Somebody has their manager asked", _ask(one))
    if one.manager_says == "silent":
        yield Beat(_later(asked, OVER), "The co-ordinator asks why a manager is silent", _see_to(one, "silent"))
        if one.manager_name:
            again = world.halfway(time(9, 30)) - BEFORE_MIDPOINT
            yield Beat(again, "Somebody has their manager asked again", _ask(one))
            yield Beat(again + BEFORE_MIDPOINT + AFTER_MIDPOINT, "A manager answers at last", _answer(one))
        return
    answered = _later(asked, one.manager_after)
    yield Beat(answered, "A manager answers", _answer(one))
    if one.manager_says == "not_now":
        yield Beat(_later(answered, 2), "The co-ordinator talks about a “not now”", _see_to(one, "not_now"))
    if one.manager_says == "conditions":
        yield Beat(_later(answered, 4), "Cover is arranged", _see_to(one, "cover"))


def manager_of(email: str) -> str:
    """Under which name the world keeps the secret of the link that the manager of `email` was sent."""
    return f"manager of {email}"


def _ask(one: Invented) -> Callable[[World, datetime], None]:
    def deed(world: World, now: datetime) -> None:
        person = world.who[one.email]
        application = there(forms.mine(person, world.cohort))
        _release, world.tokens[manager_of(one.email)] = release.ask_manager(
            application=application, email=one.manager_email, by=person, now=now
        )

    return deed


def _talk(one: Invented) -> Callable[[World, datetime], None]:
    """The first who wanted to talk lets the co-ordinator ask; of the others one manager rings, one is not needed."""

    def deed(world: World, now: datetime) -> None:
        talkers = [other.email for other in world.people if other.manager_says == "talk_first"]
        keep = {"release": _of(world, one, now), "by": world.coordinator, "now": now}
        if (turn := talkers.index(one.email)) == 0:
            _release, world.tokens[manager_of(one.email)] = release.ask_for_them(agreed=True, **keep)
        elif turn % 2:
            release.confirm_otherwise(how="call", **keep)
        else:
            release.waive(**keep)

    return deed


def _answer(one: Invented) -> Callable[[World, datetime], None]:
    def deed(world: World, now: datetime) -> None:
        token = world.tokens.get(manager_of(one.email), "")
        link = forms.by_managers_token(token, now)
        if link is None:  # somebody withdrew meanwhile, or nobody needs an answer any more
            return
        says = one.manager_says if one.manager_says in ("conditions", "not_now") else "yes"
        managers.answer_release(
            release=link.release,
            token=token,
            answer=says,
            conditions=world.words("Not on days with a clinic.") if says == "conditions" else "",
            reason=world.words("Two people are away until the spring.") if says == "not_now" else "",
            cover=world.words("Somebody for the rota on the training day.") if says == "conditions" else "",
            will_not_pry=True,
            will_be_fair=True,
            by=forms.by_managers_link(),
            now=now,
        )

    return deed


def _see_to(one: Invented, kind: str) -> Callable[[World, datetime], None]:
    """The co-ordinator does what waits about somebody, if it still does."""

    def deed(world: World, now: datetime) -> None:
        waiting = forms.open_tasks(world.coordinator, world.cohort, now)
        person = world.who[one.email]
        if any(task.kind == kind and task.release.application.person_id == person.pk for task in waiting):
            see_to = release.cover_arranged if kind == "cover" else release.note_talk
            see_to(release=_of(world, one, now), by=world.coordinator, now=now)

    return deed


def _of(world: World, one: Invented, now: datetime) -> Any:
    application = there(forms.mine(world.who[one.email], world.cohort))
    return there(forms.release_of(world.coordinator, application, now))


def _later(moment: datetime, days: int) -> datetime:
    """Twenty past eleven, so many working days after the day of `moment`."""
    day = moment.astimezone(clock.LONDON).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() not in WEEKEND
    return clock.london(day, time(11, 20))
