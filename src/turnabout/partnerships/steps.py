"""What this room asks of people: an agreement to sign, a date to answer or to propose, a meeting that took place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.dates import day, day_time, span
from turnabout.foundation.design.navigation import Link
from turnabout.foundation.design.next_steps import Step
from turnabout.partnerships import permissions, queries
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.selection.models import Participation


def of_mine(viewer: Any, participation: Participation, now: datetime) -> Iterator[Step]:
    """My mentoring: what each running pair of this participation asks of the viewer."""
    for partnership in queries.mine(viewer).filter(status__in=permissions.LIVE):
        if participation.pk in (partnership.mentor_id, partnership.mentee_id):
            yield from _of_pair(viewer, partnership, now)


def promised(viewer: Any, participation: Participation, now: datetime) -> Iterator[Step]:
    """My mentoring: what the viewer signed, and how many of the meetings in it have been held."""
    own = queries.mine(viewer).filter(status__in=permissions.LIVE) if participation.person_id == viewer.pk else ()
    for partnership in own:
        if participation.pk not in (partnership.mentor_id, partnership.mentee_id):
            continue
        name = {"name": partnership.partner_of(viewer).name}
        signed = next((one for one in queries.signatures(viewer, partnership) if one.person_id == viewer.pk), None)
        if signed is None:
            continue
        words = _("Keep to the agreement with %(name)s") % name
        when = _("signed on %(day)s") % {"day": day(signed.signed_at)}
        yield Step(words, reverse("partnerships:agreement", args=[partnership.pk]), signed.signed_at, detail=when)
        held = sum(one.status == "held" for one in queries.meetings(viewer, partnership))
        all_of_them = partnership.cohort.policies["meetings_planned"]
        words = ngettext("Meet %(name)s once", "Meet %(name)s %(all)d times", all_of_them) % {
            **name,
            "all": all_of_them,
        }
        so_far = ngettext("%(held)d meeting held so far", "%(held)d meetings held so far", held) % {"held": held}
        yield Step(words, reverse("partnerships:pair", args=[partnership.pk]), signed.signed_at, detail=so_far)


def to_complete(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: pairs to complete when mentoring is over."""
    if cohort.status in permissions.CLOSING and permissions.may_complete_all(viewer, cohort, now):
        many = queries.running_unscoped(cohort).count()
        if many:
            words = _("Complete the pairs: %(many)d still meet") % {"many": many}
            yield Step(words, reverse("partnerships:complete", args=[cohort.pk]))


def links(person: Any, now: datetime) -> Iterator[Link]:
    """The way to one's pair from every page: “Our pair”, or the partners' names when there are two."""
    found = list(queries.mine(person).filter(status__in=permissions.LIVE))
    for partnership in found:
        name = _("With %(name)s") % {"name": partnership.partner_of(person).name}
        yield Link(
            _("Our pair") if len(found) == 1 else name, "partnerships:pair", {"partnership": partnership.pk}, place=25
        )


def _of_pair(viewer: Any, partnership: Partnership, now: datetime) -> Iterator[Step]:
    name = {"name": partnership.partner_of(viewer).name}
    pair = reverse("partnerships:pair", args=[partnership.pk])
    if permissions.may_sign(viewer, partnership, now):
        words = _("Read and sign the agreement with %(name)s") % name
        yield Step(words, reverse("partnerships:agreement", args=[partnership.pk]), urgent=True)
    meetings = queries.meetings(viewer, partnership)
    for meeting in meetings:
        yield from _of_meeting(viewer, meeting, name, pair, now)
    standing = [one for one in meetings if one.status in ("proposed", "accepted", "held")]
    waiting = any(one.status != "held" and one.starts_at > now for one in standing)
    if (
        not waiting
        and len(standing) < partnership.cohort.policies["meetings_planned"]
        and permissions.may_propose_meeting(viewer, partnership, now)
    ):
        words = _("Propose a date for the next meeting with %(name)s") % name
        yield Step(words, reverse("partnerships:propose", args=[partnership.pk]), urgent=True)


def _of_meeting(viewer: Any, meeting: Meeting, name: dict[str, str], pair: str, now: datetime) -> Iterator[Step]:
    when = day_time(meeting.starts_at)
    if meeting.status == "proposed" and permissions.may_accept_meeting(viewer, meeting, now):
        yield Step(_("%(name)s proposes a date: say whether it suits") % name, pair, meeting.starts_at, True, when)
    elif meeting.status == "accepted" and meeting.ends_at <= now:
        yield Step(_("Did you meet %(name)s?") % name, pair, meeting.starts_at, True, when)
    elif meeting.status == "accepted":
        whole = span(meeting.starts_at, meeting.ends_at)
        where = ", ".join(part for part in (str(meeting.get_mode_display()), meeting.place) if part)
        yield Step(_("Meet %(name)s") % name, pair, meeting.starts_at, False, whole, where)
