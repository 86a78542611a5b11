"""Open question sessions: for everybody, with a public page, without booking or names."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.training.changes import check_times
from turnabout.training.kinds import DROP_IN, KINDS
from turnabout.training.models import Session
from turnabout.training.permissions import may_change, may_plan_open

MOST = 20


@action("session.opened_to_all")
def plan_open(
    *,
    cohort: Cohort,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    link: str = "",
    link_public: bool = False,
    access: str = "",
    by: Person,
    now: datetime,
) -> Session:
    """Plan a session to which everybody may come to ask; its page is public once the cohort has opened.

    Refused for a time in the past, an end before the start, and without a place or a link. The link stands on the
    public page only with `link_public`.
    """
    require(may_plan_open(by, cohort, now))
    _check(starts_at, ends_at, place, link, now)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    number = cohort.sessions.filter(kind=DROP_IN).count() + 1
    if number > MOST:
        raise Refused(_("That is enough: %(most)d open question sessions are planned already.") % {"most": MOST})
    step = f"{DROP_IN}_{number}"
    with translation.override("en-gb"):
        title = str(KINDS[DROP_IN].title)
    note(step=step)
    return Session.objects.create(
        cohort=cohort,
        kind=DROP_IN,
        step=step,
        choose_group=step,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        link=link.strip(),
        link_public=link_public,
        access=access.strip(),
        planned_at=now,
        planned_by=by.id,
    )


@action("session.open_changed", about="session")
def change_open(
    *,
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    link: str = "",
    link_public: bool = False,
    access: str = "",
    by: Person,
    now: datetime,
) -> Session:
    """Give an open session that has not begun another time or place. Nobody is booked, so its page tells.

    Refused as in `plan_open`; raises `ValueError` for a session that people book.
    """
    session = Session.objects.select_for_update().select_related("cohort").get(pk=session.pk)
    if not session.sort.everybody:
        raise ValueError(f"The session {session.pk} is not for everybody: change it with change_session.")
    require(may_change(by, session, now))
    _check(starts_at, ends_at, place, link, now)
    session.starts_at, session.ends_at, session.place, session.link = starts_at, ends_at, place.strip(), link.strip()
    session.link_public, session.access = link_public, access.strip()
    session.save()
    return session


def _check(starts_at: datetime, ends_at: datetime, place: str, link: str, now: datetime) -> None:
    check_times(starts_at, ends_at, now)
    if not (place.strip() or link.strip()):
        raise Refused(_("Say where it is: a place, a link to join online, or both."), field="place")
