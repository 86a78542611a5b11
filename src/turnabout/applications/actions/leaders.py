"""Leaders of a Board programme: the co-ordinator names them, and they say yes or no by a one-time link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.applications import grades, storage, tokens
from turnabout.applications.answers import judged
from turnabout.applications.models import MENTEE, Application
from turnabout.applications.permissions import expired, may_confirm, may_name_leaders, may_send_link
from turnabout.applications.queries import section as section_of
from turnabout.applications.statuses import APPLICATION
from turnabout.cohorts import checks
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.foundation import ids
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves

SECTION = "leader"
LATE = timedelta(days=14)
"""How long a link is good that is sent after the last day to confirm."""


@action("application.leader_named", about="cohort")
def name_leader(
    *,
    cohort: Cohort,
    name: str,
    email: str,
    job_title: str,
    organisation: Organisation,
    level: int,
    manager_email: str = "",
    is_chief_executive: bool = False,
    directorate: str = "",
    by: Person,
    now: datetime,
) -> tuple[Application, str]:
    """Name a leader of a Board programme and send them a one-time link; returns the application and the secret.

    `level` is 1 to 9 on the shared scale. Only the digest of the secret is stored. Refused for anybody but a
    co-ordinator, for an organisation that does not take part, and for somebody who is in the cohort already.
    """
    require(may_name_leaders(by, cohort, now))
    _check(cohort, name, email, organisation, level, manager_email)
    person = Person.objects.filter(email=normal_email(email)).first()
    if person is None:
        person = Person.objects.make(name=name, email=email)
    if Application.objects.filter(cohort=cohort, person=person).exists():
        raise Refused(_("%(email)s is in this cohort already. Nobody was written to.") % {"email": person.email})
    application = Application(
        cohort=cohort, person=person, role=MENTEE, named=True, organisation=organisation, started_at=now,
        started_by=by.id, job_title=job_title.strip(), directorate=directorate.strip(), level=level,
        manager_email=normal_email(manager_email), is_chief_executive=is_chief_executive,
    )  # fmt: skip
    token = _new_token(application, now)
    application.save(force_insert=True)
    _invite(application, token, by, now)
    note(application=str(application.pk))
    return application, token


@action("application.link_sent", about="application")
def send_new_link(*, application: Application, by: Person, now: datetime) -> str:
    """Send a leader who has not answered another link, and return its secret; the one before stops working."""
    storage.hold(application)
    require(may_send_link(by, application, now))
    token = _new_token(application, now)
    application.save(update_fields=["link_digest", "link_until"])
    _invite(application, token, by, now)
    return token


@action("application.confirmed", about="application")
def confirm(
    *, application: Application, token: str, answers: Mapping[str, Any], by: Person | Outside, now: datetime
) -> Application:
    """A named leader says yes, with the answers of the section "leader" by the names of its questions.

    Refused with a sentence for every fault in them, when the link is not this leader's, used, or expired.
    """
    _open_with(application, token, by, now)
    asked = section_of(application, SECTION)
    clean = judged(asked, answers, application.person.email)
    columns = storage.write(application, asked, clean)
    application.sections_done = [SECTION]
    application.save(update_fields=sorted({*columns, "sections_done"}))
    moves.apply(APPLICATION, application, "confirm", by=by, now=now)
    return application


@action("application.turned_down", about="application")
def turn_down(*, application: Application, token: str, by: Person | Outside, now: datetime) -> Application:
    """A named leader says no, without a reason; the co-ordinator sees that they did, and nobody else is told."""
    _open_with(application, token, by, now)
    moves.apply(APPLICATION, application, "turn_down", by=by, now=now)
    return application


def _open_with(application: Application, token: str, by: Person | Outside, now: datetime) -> None:
    storage.hold(application)
    require(may_confirm(by, application, now))
    if not tokens.fits(token, application.link_digest):
        raise Refused(expired(application.cohort))


def _new_token(application: Application, now: datetime) -> str:
    token = ids.token()
    confirm_by = application.cohort.closes_at
    application.link_digest = tokens.digest_of(token)
    application.link_until = confirm_by if confirm_by is not None and confirm_by > now else now + LATE
    return token


def _invite(application: Application, token: str, by: Person, now: datetime) -> None:
    link = f"{settings.BASE_URL}{reverse('applications:leader', args=[token])}"
    send("applications.please_confirm", thing=application, by=by, now=now, link=link)


def _check(cohort: Cohort, name: str, email: str, organisation: Organisation, level: int, manager_email: str) -> None:
    if not name.strip():
        raise Refused(_("Enter the leader’s full name."))
    for address in (email, manager_email):
        checks.email(address)
    if not email.strip():
        raise Refused(_("Enter the leader’s work email: the link goes to it."))
    if organisation not in cohort.organisations.all():
        raise Refused(_("%(name)s does not take part in this cohort.") % {"name": organisation.name})
    if not grades.LEAST <= level <= grades.MOST:
        raise Refused(_("The level is a number from 1 to 9."))
