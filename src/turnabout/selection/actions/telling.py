"""Editing a letter that is held, and telling everybody together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.applications.cases import is_apart, not_for
from turnabout.applications.models import Application
from turnabout.applications.statuses import APPLICATION
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.models import StatusChange
from turnabout.selection.intake import take_part
from turnabout.selection.letters import (
    Letter,
    faults,
    is_same,
    keeps_contact,
    lost_contact,
    put,
    standard,
    written,
)
from turnabout.selection.mark import mark_of_all, mark_of_letter
from turnabout.selection.models import ACCEPT, OTHER_ROLE, Dropped, Verdict
from turnabout.selection.permissions import may_edit_letter, may_send_letters
from turnabout.selection.queries import held_unscoped, name_of
from turnabout.selection.statuses import VERDICT


@action("verdict.letter_edited", about="verdict")
def edit_letter(*, verdict: Verdict, words: str, seen: str | None = None, by: Person, now: datetime) -> Verdict:
    """Keep `words` as the letter of a decision that is held, locked under the applicant's key; nothing is sent.

    Refused with every reason at once: empty, too long, a place still to be filled in, words that give somebody away,
    or no line that says whom to ask. `seen` is what `queries.mark_of_letter` gave for the letter that was before the
    co-ordinator: when a colleague changed it since, it is refused. The standard words are not kept twice.
    """
    verdict = _held(verdict)
    require(may_edit_letter(by, verdict, now))
    if seen is not None and seen != mark_of_letter(verdict):
        raise Refused(_changed_meanwhile(verdict))
    words = words.replace("\r\n", "\n").strip()
    if why := list(faults(words, verdict.application.cohort)):
        raise Refused(why)
    usual = is_same(words, standard(verdict).body)
    vault.lock(verdict, "letter", None if usual else words)
    verdict.letter_edited_at, verdict.letter_edited_by = (None, None) if usual else (now, by.id)
    verdict.save(update_fields=["letter", "letter_edited_at", "letter_edited_by"])
    return verdict


@action("verdict.letter_standard", about="verdict")
def standard_letter(*, verdict: Verdict, by: Person, now: datetime) -> Verdict:
    """Put the standard letter in the place of an edited one, whose words are forgotten."""
    verdict = _held(verdict)
    require(may_edit_letter(by, verdict, now))
    vault.lock(verdict, "letter", None)
    verdict.letter_edited_at = verdict.letter_edited_by = None
    verdict.save(update_fields=["letter", "letter_edited_at", "letter_edited_by"])
    return verdict


@action("verdicts.released", about="cohort")
def release(*, cohort: Cohort, seen: str | None = None, by: Person, now: datetime) -> int:
    """Tell all applicants whose decision is held, together: letters to the outbox, places made. Returns how many.

    It happens in one transaction, or not at all. Refused while applications are open; when nothing is held; when an
    edited letter lost its contact line because the contact changed; and when the letters are not those that were
    `seen` (what `queries.mark_of_all` gave for them). The co-ordinator's own is left for a colleague to tell.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_send_letters(by, cohort, now))
    held = _locked(cohort, by)
    if not held:
        raise Refused(_nothing_held(cohort))
    if seen is not None and seen != mark_of_all(held):
        raise Refused(
            _("Something changed since you read this list, so nothing was sent. This is how it is now: read it again.")
        )
    letters = written(held, by=by, purpose="sending the letters")
    _check_contact(letters, cohort, not_for(by, cohort, now))
    for letter in letters:
        verdict = letter.verdict
        moves.apply(VERDICT, verdict, "release", by=by, now=now)
        why = OTHER_ROLE if verdict.route == OTHER_ROLE else verdict.outcome
        moves.apply(APPLICATION, verdict.application, "decide", by=by, now=now, reason=why)
        put(letter, by=by, now=now)
    take_part([verdict.application for verdict in held if verdict.outcome == ACCEPT], by=by, now=now)
    Dropped.objects.filter(application__cohort=cohort).delete()
    note(released=len(held), edited=sum(letter.edited for letter in letters))
    return len(held)


def _held(verdict: Verdict) -> Verdict:
    """The verdict as it is now, its application locked first, as everywhere."""
    Application.objects.select_for_update(of=("self",)).get(pk=verdict.application_id)
    found = Verdict.objects.filter(pk=verdict.pk).select_related("application__cohort", "application__person")
    if (now := found.first()) is None:
        raise Refused(_("This decision was taken back meanwhile, and its letter with it. Go back and look again."))
    return now


def _locked(cohort: Cohort, by: Person) -> list[Verdict]:
    """What is held, of everybody but `by`; applications are locked before verdicts, as everywhere."""
    waiting = Application.objects.select_for_update(of=("self",)).filter(cohort=cohort, status="submitted")
    ready = [one.pk for one in waiting.order_by("pk")]
    held = held_unscoped(cohort).select_for_update(of=("self",)).exclude(application__person=by)
    return list(held.filter(application__in=ready))


def _check_contact(letters: Sequence[Letter], cohort: Cohort, above: Collection[str]) -> None:
    lost = [one for one in letters if one.edited and not keeps_contact(one.body, cohort)]
    if lost:
        about = [one.verdict.application for one in lost]
        names = [one.person.name for one in about if not is_apart(one, above)]
        if len(names) < len(about):
            names.append(str(_("somebody whose case is not yours, by whoever takes it")))
        head = _("Nothing was sent. Edit the letter to each of these people first: %(names)s.")
        raise Refused([head % {"names": ", ".join(names)}, lost_contact(cohort)])


def _nothing_held(cohort: Cohort) -> str:
    told = Verdict.objects.filter(application__cohort=cohort, status="released").values_list("pk", flat=True)
    ids = [str(pk) for pk in told]
    last = StatusChange.objects.filter(table=VERDICT.name, move="release", thing_id__in=ids).order_by("-at").first()
    if last is None:
        return _("No decision waits to be released. Decide on the applications first.")
    who = name_of(last.by_id) or _("Somebody")
    return _(
        "No decision waits to be released. %(name)s released the last letters, so there is nothing left to do."
    ) % {"name": who}


def _changed_meanwhile(verdict: Verdict) -> str:
    who = name_of(verdict.letter_edited_by or verdict.decided_by) or _("Somebody")
    return _(
        "%(name)s changed this letter or its decision while you were writing, so nothing was saved. Your words are "
        "still in the box: copy them, open the letter again, and put them in."
    ) % {"name": who}
