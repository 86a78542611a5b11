"""Starting a form, and saving its sections, whole or half-filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from turnabout.applications import consents, storage
from turnabout.applications.answers import judged
from turnabout.applications.models import WISHES, Application
from turnabout.applications.permissions import may_edit, may_start
from turnabout.applications.queries import section as section_of
from turnabout.applications.queries import version_of
from turnabout.applications.questions.shape import Section
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault


class Overtaken(Refused):
    """Another window or device wrote this section since the page was made; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This section was changed in another window or on another device since you opened it here. Nothing is "
                "lost: both texts are below. Choose which one to keep."
            )
        )


LONGEST_KEPT = 20_000
"""Characters of one half-filled answer that are kept for the applicant. Far above any limit, far below an attack."""


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
    asked = section_of(application, section)
    if asked.own_consent:
        raise ValueError("Lived experience is offered under its own consent: call offer_experience.")
    clean = judged(asked, answers, application.person.email)
    if _overtaken(application, section, seen) and not _stands(application, asked, clean, by):
        raise Overtaken
    columns = storage.write(application, asked, clean)
    if storage.OF_THE_PERSON in clean and clean[storage.OF_THE_PERSON] != application.person.name:
        application.person.name = clean[storage.OF_THE_PERSON]
        application.person.save(update_fields=["name"])
    columns |= storage.settle(application, section, by=by)
    if application.level is None:  # another employer, where the grade chosen before means nothing
        application.sections_done = [code for code in application.sections_done if code != "grade"]
    application.save(update_fields=sorted(columns))
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
    asked = section_of(application, section)
    if asked.own_consent:
        raise ValueError("Nothing of the lived experience is stored before its own consent.")
    names = [question.name for question in asked.questions]
    too_long = [name for name in names if sum(map(len, _texts(typed.get(name)))) > LONGEST_KEPT]
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    kept = {name: _whole(typed[name]) for name in names if name in typed and name not in too_long}
    if _overtaken(application, section, seen) and begun.get(section) != kept:
        raise Overtaken
    begun[section] = kept
    vault.lock(application, "unfinished", begun)
    if application.submitted_at is None:  # else its last complete answers still stand, and are sent at closing
        application.sections_done = [code for code in application.sections_done if code != section]
    storage.count(application, section)
    application.save(update_fields=["unfinished", "sections_done", "versions"])
    note(section=section)
    return too_long


def _overtaken(application: Application, section: str, seen: int | None) -> bool:
    return seen is not None and seen != version_of(application, section)


def _stands(application: Application, asked: Section, clean: Mapping[str, Any], by: Person) -> bool:
    """Whether the section holds exactly these answers already, and nothing half-filled."""
    begun = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    if asked.code in begun or asked.code not in application.sections_done:
        return False
    return storage.read(application, [asked], by=by, purpose="going on with a form") == clean


def _whole(value: Any) -> Any:
    """What was typed as it can be kept: a half of a character, which no text can hold, becomes a question mark."""
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value or "")]
