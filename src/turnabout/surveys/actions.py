"""Writes of questionnaires: plan, open, answer, close, open the box."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import date_of
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import box, vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.surveys import opening, planning
from turnabout.surveys.claims import CLAIMS
from turnabout.surveys.instruments import END, newest
from turnabout.surveys.items import OPEN, SEALED
from turnabout.surveys.kinds import Answer, WrongAnswer, kind_of
from turnabout.surveys.models import Box, Invitation, OpenAnswer, Publication, Questionnaire
from turnabout.surveys.permissions import may_answer, may_open_box, may_open_questionnaire, may_plan
from turnabout.surveys.sealing import seal
from turnabout.surveys.statuses import QUESTIONNAIRE
from turnabout.surveys.timing import put_on_the_clock, send_no_more

DAYS_TO_ANSWER = 14


@sensitive_variables("passphrase")
@action("questionnaire.planned")
def plan_questionnaire(
    *, cohort: Cohort, passphrase: str, pooled: bool | None = None, by: Any, now: datetime
) -> Questionnaire:
    """Fix what will be counted at the end and make the box's key, kept under `passphrase` and nowhere else.

    While it is only planned it can be planned again, with another passphrase. `pooled` says whether entries stay
    sealed after the opening to be counted with a later cohort's; a Board programme, too small to stand alone,
    says so unless told otherwise. Refused where one person alone may not hold the key, for a passphrase under
    twelve characters, and once the questionnaire was sent.
    """
    require(may_plan(by, cohort, now))
    try:
        keys = box.make_keys(passphrase)
    except box.WeakPassphrase:
        words = _("A passphrase needs at least %(least)d characters. Four or five words in a row are easy to keep.")
        raise Refused(words % {"least": box.SHORTEST_PASSPHRASE}) from None
    instrument = newest(END)
    found = Questionnaire.objects.select_for_update().filter(cohort=cohort, stage=END).first()
    questionnaire = found or Questionnaire(id=new_id(), cohort=cohort, stage=END)
    questionnaire.version = instrument.version
    questionnaire.public_key, questionnaire.protected_key = keys.public, keys.protected
    questionnaire.pooled = cohort.pattern == "board" if pooled is None else pooled
    claims = [[claim.code, claim.item, claim.group] for claim in CLAIMS[END]]
    questionnaire.plan = {"claims": claims, "policy": planning.POLICY.digest}
    questionnaire.save()
    note(version=instrument.version, pooled=questionnaire.pooled, again=found is not None)
    return questionnaire


@action("questionnaire.opened_to_answers", about="questionnaire")
def open_questionnaire(*, questionnaire: Questionnaire, by: Any, now: datetime) -> Questionnaire:
    """Ask everybody who takes part, in their present roles, until the planned closing day (else two weeks).

    Sends one message to each and puts the reminder and the closing on the clock. Refused with nobody to ask, and
    the second time.
    """
    questionnaire = _locked(questionnaire)
    require(may_open_questionnaire(by, questionnaire, now))
    people = Participation.objects.filter(cohort=questionnaire.cohort, status="taking_part").order_by("id")
    asked = [
        Invitation(id=new_id(), questionnaire=questionnaire, person_id=person, role=role)
        for person, role in people.values_list("person_id", "role")
    ]
    if not asked:
        raise Refused(_("Nobody takes part in this cohort, so there is nobody to ask."))
    Invitation.objects.bulk_create(asked)
    invited = {role: sum(one.role == role for one in asked) for role in questionnaire.instrument.items}
    questionnaire.plan = questionnaire.plan | {"invited": invited}
    questionnaire.closes_at = _closing(questionnaire.cohort, now)
    questionnaire.save()
    put_on_the_clock(questionnaire, now)
    moves.apply(QUESTIONNAIRE, questionnaire, "open", by=by, now=now)
    note(invited=len(asked))
    return questionnaire


@sensitive_variables()
@action("questionnaire.answered", about="questionnaire", by_the_day=True)
def answer(*, questionnaire: Questionnaire, person: Any, answers: Mapping[str, Answer], by: Any, now: datetime) -> None:
    """Keep one person's answers: all of them at once, sealed or under their own key before anything is stored.

    `answers` has a value for each question the person is asked (1 to 5, words, or None for "prefer not to say"
    and for no words). Sending again replaces everything; nothing of the earlier answers or of the time is kept.
    Refused for anybody but the person, before opening, from the closing instant on, and for an answer that its
    question does not allow; the reason never repeats an answer.
    """
    if by != person:
        raise Refused(_("Only you can send your answers."))
    questionnaire = _locked(questionnaire)
    require(may_answer(by, questionnaire, now))
    role = questionnaire.invitations.values_list("role", flat=True).get(person=person)
    items = planning.askable(questionnaire, role)
    if set(answers) != {item.code for item in items}:
        raise Refused(_("Answer every question, or choose “Prefer not to say”. You need not write anything."))
    try:
        clean = {item.code: kind_of(item).clean(answers[item.code], item) for item in items}
    except WrongAnswer as wrong:
        raise Refused(str(wrong)) from None
    sealed = seal(questionnaire, person.pk, {i.code: clean[i.code] for i in items if i.channel == SEALED})
    Box.objects.update_or_create(questionnaire=questionnaire, person=person, defaults={"sealed": sealed})
    for item in items:
        if item.channel == OPEN:
            _keep_open(questionnaire, person, item.code, clean[item.code])


@action("questionnaire.taken_out", about="questionnaire", by_the_day=True)
def take_out(*, questionnaire: Questionnaire, person: Any, by: Any, now: datetime) -> None:
    """Delete what `person` sent, and stop asking them; what has been printed stays. Refused once the box is open."""
    questionnaire = _locked(questionnaire)
    if questionnaire.status == "opened":
        raise Refused(_("The box has been opened. What was printed stays, and holds nobody's own answer."))
    for rows in (questionnaire.entries, questionnaire.open_answers, questionnaire.invitations):
        rows.filter(person=person).delete()


@action("questionnaire.taken_back", about="questionnaire", by_the_day=True)
def take_back(*, questionnaire: Questionnaire, person: Any, by: Any, now: datetime) -> None:
    """Delete what `person` sent, as though they had not answered; they may answer again until it closes.

    Refused for anybody but the person, and once it has closed.
    """
    if by != person:
        raise Refused(_("Only you can take your answers back."))
    questionnaire = _locked(questionnaire)
    require(may_answer(by, questionnaire, now))
    for rows in (questionnaire.entries, questionnaire.open_answers):
        rows.filter(person=person).delete()


@action("questionnaire.reminded", about="questionnaire")
def remind(*, questionnaire: Questionnaire, by: Any, now: datetime) -> Questionnaire:
    """Remind everybody who was asked, answered or not, once."""
    questionnaire = _locked(questionnaire)
    if questionnaire.status != "open" or questionnaire.reminded:
        raise Refused(_("Everybody has been reminded already, or the questionnaire is not open."))
    questionnaire.reminded = True
    questionnaire.save()
    send("surveys.closing_soon", thing=questionnaire, by=by, now=now)
    return questionnaire


@action("questionnaire.closing_moved", about="questionnaire")
def move_closing(*, questionnaire: Questionnaire, closes_at: datetime, by: Any, now: datetime) -> Questionnaire:
    """Close at another instant, and tell everybody who was asked; refused when it is not open, or that has passed."""
    questionnaire = _locked(questionnaire)
    if questionnaire.status != "open" or closes_at <= now:
        raise Refused(_("The closing day can be moved while the questionnaire is open, to a day that is to come."))
    moved = questionnaire.closes_at != closes_at
    questionnaire.closes_at = closes_at
    questionnaire.save()
    put_on_the_clock(questionnaire, now)
    if moved:
        send("surveys.closing_moved", thing=questionnaire, by=by, now=now)
    return questionnaire


@action("questionnaire.closed", about="questionnaire")
def close(*, questionnaire: Questionnaire, by: Any, now: datetime) -> Questionnaire:
    """Take no more answers. The clock does it at the closing instant, a co-ordinator may do it before."""
    questionnaire = _locked(questionnaire)
    moves.apply(QUESTIONNAIRE, questionnaire, "close", by=by, now=now)
    for job in ("close", "remind"):
        queue.unschedule(f"surveys.{job}:{questionnaire.pk}")
    send_no_more(questionnaire, now)
    return questionnaire


@sensitive_variables()
@action("questionnaire.box_opened", about="questionnaire")
def open_box(*, questionnaire: Questionnaire, passphrase: str, by: Any, now: datetime) -> Publication:
    """Open the box, once, in memory, and publish the planned statements; nothing else leaves it.

    One transaction: either everything is printed and the box marked opened, or it stays sealed and can be
    opened again. Free text is dropped unread. Unless pooling was announced, entries and key are destroyed.
    Refused before closing, a second time, for a wrong passphrase, and when the attacker was not defeated.
    """
    questionnaire = _locked(questionnaire)
    require(may_open_box(by, questionnaire, now))
    try:
        opened = opening.open_questionnaire_box(questionnaire, passphrase, by=by)
    except opening.NotOpened as refusal:
        raise Refused(_why(refusal.reason)) from None
    published = Publication(
        id=new_id(),
        questionnaire=questionnaire,
        record=opened.release.to_record(),
        digest=opened.release.digest,
        made_on=day_of(now),
    )
    vault.lock(published, "behind", opened.behind)
    published.save()
    _leave_behind(questionnaire, opened.kept)
    moves.apply(QUESTIONNAIRE, questionnaire, "open_box", by=by, now=now)
    note(release=published.digest, audit="passed")
    return published


def _leave_behind(questionnaire: Questionnaire, kept: Mapping[Any, bytes]) -> None:
    """Sealed again without anybody's words where pooling was announced; else entries and key destroyed."""
    if questionnaire.pooled:
        for pk, sealed in kept.items():
            Box.objects.filter(pk=pk).update(sealed=sealed)
        return
    questionnaire.entries.update(sealed=b"")
    questionnaire.protected_key = b""
    questionnaire.save()


def _why(reason: str) -> str:
    if reason == "passphrase":
        return _("This is not the passphrase of this box. Nothing was opened. Check it and try again.")
    return _(
        "The box was not opened and nothing was printed, because the check that protects people's answers did not "
        "pass (%(reason)s). The answers are still sealed. You can try again; if it fails again, tell whoever runs "
        "this site what stands here."
    ) % {"reason": reason}


def _keep_open(questionnaire: Questionnaire, person: Any, item: str, value: Answer) -> None:
    """One character, whatever was answered, so that the length of what is stored says nothing."""
    rows = OpenAnswer.objects.filter(questionnaire=questionnaire, person=person, item=item)
    row = rows.first() or OpenAnswer(id=new_id(), questionnaire=questionnaire, person=person, item=item)
    vault.lock(row, "value", str(value or 0))
    row.save()


def _closing(cohort: Cohort, now: datetime) -> datetime:
    planned = date_of(cohort, "end_questionnaire_closes")
    if planned is not None and planned.exact and planned.ends_at > now:
        return planned.ends_at
    return clock.end_of(day_of(now) + timedelta(days=DAYS_TO_ANSWER))


def _locked(questionnaire: Questionnaire) -> Questionnaire:
    """The row as it is now, held until this transaction ends: two presses come one after the other."""
    assert transaction.get_connection().in_atomic_block
    return Questionnaire.objects.select_for_update().select_related("cohort").get(pk=questionnaire.pk)
