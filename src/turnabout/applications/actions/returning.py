"""Somebody who took part before goes on from their last application: nothing is typed again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from turnabout.applications import consents, earlier, experience, storage
from turnabout.applications.actions.sending import submit
from turnabout.applications.answers import check
from turnabout.applications.earlier import Earlier
from turnabout.applications.models import WISHES, Application
from turnabout.applications.permissions import may_confirm_again, may_start
from turnabout.applications.queries import section as section_of
from turnabout.applications.queries import sections
from turnabout.applications.queries.returning import MEETING, SESSIONS
from turnabout.applications.sharing import OWN_WORDS
from turnabout.applications.topics import CODES
from turnabout.applications.wordings import EXPERIENCE
from turnabout.applications.writing import as_typed, written
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault

STILL = (
    ("work", _("Where I work, what I do, my grade and who confirms my time are still as they stand here")),
    ("times", _("Where, how and when I can meet is still as it stands here")),
    ("rest", _("The rest of my answers still say what I mean")),
)
"""What is confirmed of an application that goes on, each with a tick of its own."""
SAME, TALK = "same", "talk"
"""What somebody says of lived experience on the one page: the same as before, or rather in conversation."""
ASKED_ANEW = ("name", "can_attend", "later_cohorts")
"""What is not taken over: the sessions are this cohort's own, and a consent is given anew or not at all."""


@action("application.continued")
def continue_earlier(*, cohort: Cohort, person: Person, role: str, by: Person, now: datetime) -> Application:
    """Start somebody's own application with the answers of their last one in this programme, under their own key.

    A section that is whole is done. Lived experience, declarations, sessions and letters about later cohorts are not
    taken over: they are asked anew. Refused as a start is, and without anything to go on from. Raises `ValueError` for
    an unknown role.
    """
    if role not in dict(WISHES):
        raise ValueError(f"There is no role {role!r}; there are {[code for code, _words in WISHES]}.")
    before = earlier.earlier_answers(person, cohort)
    application = Application(cohort=cohort, person=person, role=role, started_at=now, started_by=by.id)
    require(may_start(by, application, now))
    if before is None:
        raise Refused(_("There is no earlier application of yours to go on from. Start a new one."))
    application.continued_from = before.title
    _take_over(application, before)
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as fault:
        raise Refused(_("You already have an application to this programme. Go on with that one.")) from fault
    note(role=role, taken_over=len(application.sections_done))
    return application


@action("application.confirmed_again", about="application")
def confirm_again(
    *,
    application: Application,
    still: Collection[str],
    declarations: Iterable[str],
    wording: str,
    can_attend: Collection[str] = (),
    offer: str = "",
    agreed: bool = False,
    later_cohorts: bool = False,
    by: Person,
    now: datetime,
) -> Application:
    """Confirm what was taken over, say what has to be said anew, and send it; all of it, or nothing.

    `still` are the codes of `STILL`, each of which has to be there. `offer` says what becomes of lived experience:
    `SAME` offers what was offered before, if its consent stands and under a new one (`agreed`, to the words of version
    `wording`); `TALK` says that they would rather talk. Refused with a sentence for whatever is missing.
    """
    storage.hold(application)
    require(may_confirm_again(by, application, now))
    if {code for code, _words in STILL} - set(still):
        raise Refused(_("Tick each line that is still right, or change the answer first."), field="still")
    if MEETING not in application.sections_done:
        _choose(application, can_attend, by)
    if offer == SAME:
        _offer_again(application, agreed, wording, by, now)
    elif offer == TALK and application.offers:
        application.in_conversation = True
        experience.put(application, {}, (), "", wording, by=by, now=now)
    if later_cohorts:
        application.later_cohorts = True
        application.save(update_fields=["later_cohorts"])
    consents.of_letters(application, by=by, now=now)
    submit(application=application, declarations=declarations, by=by, now=now)
    note(offer=offer)
    return application


def _take_over(application: Application, before: Earlier) -> None:
    cohort = application.cohort
    given = earlier.carried(before, application.role, cohort.pattern, cohort.policies)
    half: dict[str, dict[str, Any]] = {}
    for code in [one.code for one in sections(application)]:
        asked = section_of(application, code)  # again for each: its lists depend on the organisation
        if asked.own_consent:
            continue
        known = {name: _sound(value) for name, value in given.get(code, {}).items() if name not in ASKED_ANEW}
        known = {one.name: known[one.name] for one in asked.questions if one.name in known}
        if any(one.name == storage.OF_THE_PERSON for one in asked.questions):
            known[storage.OF_THE_PERSON] = application.person.name
        checked = check(asked, known, own_email=application.person.email)
        for name in checked.faults:
            known.pop(name, None)  # a choice that is no longer there, such as an organisation that takes no part
        if checked.faults and known:
            half[code] = as_typed(asked, known)
        elif not checked.faults:
            if known:  # a section of which nothing is known, and in which nothing need be said, stays as it is
                storage.write(application, asked, checked.clean)
            application.sections_done = [*application.sections_done, code]
            storage.count(application, code)
    if application.level is None:
        application.sections_done = [code for code in application.sections_done if code != "grade"]
    vault.lock(application, "unfinished", half)


def _sound(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _choose(application: Application, can_attend: Collection[str], by: Person) -> None:
    """The sessions of this cohort beside what was taken over of how and when they can meet."""
    begun: Mapping[str, Any] = vault.unlock(application, "unfinished", by=by, purpose="going on with a form") or {}
    if MEETING not in begun:
        return
    written(application, MEETING, {**begun[MEETING], SESSIONS: list(can_attend)}, None, by=by)


def _offer_again(application: Application, agreed: bool, wording: str, by: Person, now: datetime) -> None:
    before = earlier.earlier_answers(application.person, application.cohort)
    if before is None or before.offered is None or not application.offers:
        raise Refused(_("What you offered before is not there any more. Say anew what you offer."), field="offer")
    if not agreed:
        raise Refused(_("Tick to agree, or choose to talk about it: without it nothing is kept."), field="agreed")
    EXPERIENCE[wording]
    offered = before.offered
    known = CODES | ({OWN_WORDS} if offered.words else set())
    tiers = {code: tier for code, tier in offered.tiers.items() if code in known}
    quiet = [code for code in offered.quiet if code in tiers]
    application.open_to_any = offered.open_to_any
    experience.put(application, tiers, quiet, offered.words, wording, by=by, now=now)
