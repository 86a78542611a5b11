"""What can be changed at any time, also after an application was sent and decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from turnabout.applications import changes, consents, entered, storage
from turnabout.applications.answers import judged
from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import may_change_any_time, may_declare
from turnabout.applications.queries import any_time_sections
from turnabout.applications.queries import section as section_of
from turnabout.applications.wordings import OWN
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note


@action("application.changed_any_time", about="application")
def change_any_time(
    *, application: Application, section: str, answers: Mapping[str, Any], by: Person, now: datetime
) -> Application:
    """Change what helps somebody to take part, who looks after them, or which letters they get, at any time.

    Later rooms hear of it at once. Refused with a sentence for every fault. Raises `KeyError` for a section that
    cannot be changed at any time.
    """
    storage.hold(application)
    require(may_change_any_time(by, application, now))
    asked = {one.code: one for one in any_time_sections(application)}[section]
    columns = storage.write(application, asked, judged(asked, answers, application.person.email))
    application.save(update_fields=sorted(columns))
    if "later_cohorts" in columns:
        consents.of_letters(application, by=by, now=now)
    if "adjustments" in columns:
        changes.tell(application, by=by, now=now)
    note(section=section)
    return application


@action("application.identity_declared", about="application")
def declare_identity(
    *, application: Application, strands: Sequence[str], wording: str, by: Person, now: datetime
) -> Application:
    """Declare which strands are part of a leader's own life, under its own consent; none of them takes it all back.

    Refused where the cohort does not ask. Raises `KeyError` for a wording that was never shown.
    """
    storage.hold(application)
    require(may_declare(by, application, now))
    entered.take_over(application, by=by, now=now)
    OWN[wording]
    clean = judged(section_of(application, consents.IDENTITY), {"identity": strands}, None)
    consents.declare(application, clean["identity"], wording, by=by, now=now)
    note(wording=wording)
    return application
