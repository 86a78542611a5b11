"""A forecast in words: why somebody fits nobody, and what would help. Nothing here is read; all of it was gathered.

Which of the rules that stay private keeps two people apart is never said: the words for all of them are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.models import EITHER, MENTOR, Application
from turnabout.applications.topics import TOPICS, words_of
from turnabout.engine.matching import Lone, OrganisationOutlook, TopicOutlook
from turnabout.foundation.design.bars import Bars, side_by_side
from turnabout.matching.forecast import Forecast
from turnabout.matching.wording import MODES

MOST_ADVICE = 6
"""Things that would help in all, the most helpful first; more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody who fits nobody: what stops it, and what would help, in sentences."""

    application: Application
    why: list[str]
    helps: list[str]


def alone(given: Forecast) -> list[Alone]:
    """Everybody who fits nobody, by role and name."""
    if given.found is None:
        return []
    told = [
        Alone(given.people[one.ref], list(_why(one)), list(_helps(one, given)))
        for one in given.found.lone
        if one.ref in given.lone
    ]
    return sorted(told, key=lambda one: (one.application.role != MENTOR, one.application.person.name.lower()))


def topics(given: Forecast, strands: Iterable[str]) -> list[tuple[str, TopicOutlook]]:
    """The topics that anybody offers or wants, and the cohort's own strands, which come first, in words."""
    if given.found is None:
        return []
    first = set(strands)
    places = {code: place for place, (code, _words) in enumerate(TOPICS)}
    found = [one for one in given.found.topics if one.offering or one.wanting or one.topic in first]
    found.sort(key=lambda one: (one.topic not in first, places.get(one.topic, len(places)), one.topic))
    return [(words_of([one.topic])[0], one) for one in found]


def organisations(given: Forecast, names: Iterable[str]) -> list[tuple[str, OrganisationOutlook]]:
    """The organisations that take part, those without anybody too, in the order of names; then who named none."""
    found = {one.organisation: one for one in given.found.organisations} if given.found else {}
    known = sorted({*names, *found} - {""}, key=str.lower)
    rows = [(name, found.get(name) or OrganisationOutlook(name, 0, 0, 0, 0, 0)) for name in known]
    return [*rows, *([(_("Not said"), found[""])] if "" in found else [])]


def picture(rows: Iterable[tuple[str, TopicOutlook]]) -> Bars | None:
    """For each topic three bars: who offers it, who wants it, and the pairs that could share it."""
    return side_by_side(
        (
            name,
            (
                (one.offering, _("Offered by %(n)d") % {"n": one.offering}),
                (one.wanting, _("Wanted by %(n)d") % {"n": one.wanting}),
                (one.pairs, ngettext("Up to %(n)d pair", "Up to %(n)d pairs", one.pairs) % {"n": one.pairs}),
            ),
        )
        for name, one in rows
    )


def advice(given: Forecast) -> list[str]:
    """What would make more pairs possible, the most helpful first; nothing when nothing would."""
    if given.found is None:
        return []
    found: list[tuple[int, str]] = []
    for name, one in topics(given, ()):
        found.append((one.with_mentors, _("Find more reverse mentors who offer: %(topic)s.") % {"topic": name}))
        wanted = _("Find more reverse mentees who want to learn about: %(topic)s.") % {"topic": name}
        found.append((one.with_mentees, wanted))
    found.append((given.found.if_mentees_took_two, _("Ask reverse mentees whether they could take two partners.")))
    found.append((given.found.if_mentors_took_two, _("Ask reverse mentors whether they could take two partners.")))
    found.append((given.found.if_all_could_meet, _("Ask people for further ways to meet, such as by video.")))
    best = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])[:MOST_ADVICE]
    return [f"{words} {_up_to(gain)}" for gain, words in best]


def _up_to(gain: int) -> str:
    return ngettext("That allows %(n)d more pair.", "That allows up to %(n)d more pairs.", gain) % {"n": gain}


def _why(one: Lone) -> Iterator[str]:
    mentor = one.role == MENTOR
    if not one.others:
        yield _("There is no reverse mentee yet.") if mentor else _("There is no reverse mentor yet.")
        return
    if one.topic:
        yield _("No topic in common with people who would fit otherwise: %(n)d.") % {"n": one.topic}
    if one.meeting:
        yield _("No way to meet in common with people who would fit otherwise: %(n)d.") % {"n": one.meeting}
    if one.apart:
        yield _("Not available to them, though they would fit: %(n)d.") % {"n": one.apart}
    if not (one.topic or one.meeting or one.apart):
        yield _("Nobody fits on topics and on ways to meet.")


def _helps(one: Lone, given: Forecast) -> Iterator[str]:
    application = given.people[one.ref]
    if one.others and one.topic:
        yield from _about_topics(one, application, given)
    if one.others and one.meeting:
        yield _about_meeting(one, application)
    if one.apart or not (one.topic or one.meeting):
        yield from _newcomer(one)


def _about_topics(one: Lone, application: Application, given: Forecast) -> Iterator[str]:
    topics = ", ".join(words_of(sorted(given.told(one.ref, one.role))))
    if one.role == MENTOR and topics:
        yield _("A reverse mentee who wants to learn about: %(topics)s.") % {"topics": topics}
    elif one.role == MENTOR and application.in_conversation:
        yield _("They would rather say in a conversation what they offer. Ask when it suits them.")
    elif one.role == MENTOR:
        yield _("You see nothing that they offer. Do not ask them: a round may still find somebody for them.")
    elif topics:
        yield _("A reverse mentor who offers: %(topics)s.") % {"topics": topics}
    else:
        yield _("Ask what they want to learn about.")


def _about_meeting(one: Lone, application: Application) -> str:
    if not application.modes or not one.ways:
        return _("Ask how they could meet.")
    way, opens = one.ways[0]
    words = _("Ask whether they could also meet %(way)s. People whom that opens: %(n)d.")
    return words % {"way": MODES.get(way, way), "n": opens}


def _newcomer(one: Lone) -> Iterator[str]:
    if one.role == MENTOR:
        yield _("One more reverse mentee, from another team.")
    else:
        yield _("One more reverse mentor, from another team.")


def counted(given: Forecast) -> dict[str, Any]:
    """How many people count in which role, and how many of them fit nobody yet."""
    roles = [one.role for one in given.people.values()]
    return {"everybody": len(roles), "either": roles.count(EITHER), "alone": len(given.lone)}
