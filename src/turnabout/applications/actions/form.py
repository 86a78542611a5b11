"""Starting a form, and saving its sections, whole or half-filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from turnabout.applications import consents, entered, storage
from turnabout.applications.models import WISHES, Application
from turnabout.applications.permissions import may_edit, may_start
from turnabout.applications.writing import kept, written
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note


@action("application.started")
def start(*, cohort: Cohort, person: Person, role: str, by: Person, now: datetime) -> Application:
    """Start somebody's own application to `cohort` in `role`.

    Refused before opening and after closing, for a second application to the same cohort, and for a reverse mentee
    of a Board programme, whose leaders are named. Raises `ValueError` for an unknown role.
    """
    if role not in dict(WISHES):
        raise ValueError(f"There is no role {role!r}; there are {[code for code, _words in WISHES]}.")
    application = Application(cohort=cohort, person=person, role=role, started_at=now, started_by=by.id)
    require(may_start(by, application, now))
    organisations = list(cohort.organisations.all()[:2])
    if len(organisations) == 1:
        application.organisation = organisations[0]
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as fault:
        raise Refused(_("You already have an application to this programme. Go on with that one.")) from fault
    note(role=role)
    return application


@action("application.section_saved", about="application")
def save_section(
    *,
    application: Application,
    section: str,
    answers: Mapping[str, Any],
    seen: int | None = None,
    by: Person,
    now: datetime,
) -> Application:
    """Save one complete section of the applicant's own draft; what is special is encrypted under their key.

    `answers` holds a value for each question of the section by its name; see `queries.sections`. `seen` is the
    `queries.version_of` the section that the applicant had before them: when another window wrote it since, and wrote
    something else, it is `Overtaken`. Refused with a sentence for every fault. Raises `KeyError` for an unknown
    section, and `ValueError` for an unknown question or for lived experience, which `offer_experience` takes under
    its own consent.
    """
    storage.hold(application)
    require(may_edit(by, application, now))
    entered.take_over(application, by=by, now=now)
    columns = written(application, section, answers, seen, by=by)
    if "later_cohorts" in columns:
        consents.of_letters(application, by=by, now=now)
    note(section=section)
    return application


@action("application.kept", about="application")
def keep(
    *,
    application: Application,
    section: str,
    typed: Mapping[str, Any],
    seen: int | None = None,
    by: Person,
    now: datetime,
) -> list[str]:
    """Keep what was typed into a section that is not right yet, word for word, over any limit, under the key.

    Returns the names of the answers that were too long even to keep (more than `LONGEST_KEPT` characters). With `seen`
    it is `Overtaken`, like `save_section`, when another window wrote something else since. Raises `ValueError` for
    lived experience: nothing of it is stored before its consent.
    """
    storage.hold(application)
    require(may_edit(by, application, now))
    entered.take_over(application, by=by, now=now)
    too_long = kept(application, section, typed, seen, by=by)
    note(section=section)
    return too_long
