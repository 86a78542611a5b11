"""Letters are read and edited one by one before anybody is told, and what changed since is said."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cohorts.world import World, at
from tests.selection.walk import DECIDING, TELLING, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Dropped, Participation, Verdict

ADDED = "Thank you for the hour you gave us on the telephone."


def held(cohort: Cohort, world: World, name: str = "Amara Okafor", outcome: str = "accept", **given: str) -> Verdict:
    decide(sent(cohort, "mentor", name), world, outcome, **given)
    return Verdict.objects.select_related("application__cohort", "application__person").get(
        application__person__name=name
    )


def usual(verdict: Verdict, world: World) -> str:
    return queries.letter(verdict, world.coordinator).body


def edited(verdict: Verdict, world: World, words: str = "", **given: object) -> Verdict:
    words = words or usual(verdict, world).replace("\n\nNext,", f"\n\n{ADDED}\n\nNext,")
    by, now = given.pop("by", world.coordinator), given.pop("now", DECIDING)
    return actions.edit_letter(verdict=verdict, words=words, by=by, now=now, **given)  # type: ignore[arg-type]


def test_an_edited_letter_goes_out_word_for_word_and_its_reader_finds_it_again(world: World, cohort: Cohort) -> None:
    verdict = held(cohort, world)
    other = held(cohort, world, "Idris Vale")
    edited(verdict, world)
    close(cohort, world)
    [first, second] = queries.letters(world.coordinator, cohort, DECIDING)
    assert (first.edited, second.edited) == (True, False)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    message = Message.objects.get(to_person=verdict.application.person, kind="selection.accepted")
    assert message.body == first.body and ADDED in message.body
    assert ADDED not in Message.objects.get(to_person=other.application.person, kind="selection.accepted").body
    amara = verdict.application.person
    decision = queries.my_decision(amara, verdict.application_id)
    assert decision is not None and ADDED in queries.letter(decision, amara).body


def test_an_edited_letter_is_locked_under_its_readers_key_with_who_edited_it(world: World, cohort: Cohort) -> None:
    verdict = edited(held(cohort, world), world)
    assert (verdict.letter_edited_by, verdict.letter_edited_at) == (world.coordinator.pk, DECIDING)
    with connection.cursor() as cursor:
        cursor.execute("SELECT letter FROM selection_verdict")
        [(stored,)] = cursor.fetchall()
    assert b"telephone" not in bytes(stored)
    with vaulted(), pytest.raises(vault.Unreadable):
        vault.shred(verdict.application.person_id)
        vault.unlock(Verdict.objects.get(), "letter", by=world.coordinator, purpose="a test")


def vaulted():
    from contextlib import contextmanager

    from turnabout.foundation.audit import trail

    @contextmanager
    def inside():
        reset = trail._frame.set(trail._Frame("test"))
        try:
            yield
        finally:
            trail._frame.reset(reset)

    return inside()


def test_reading_the_letters_is_audited_with_its_purpose(world: World, cohort: Cohort) -> None:
    edited(held(cohort, world), world)
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    queries.letters(world.coordinator, cohort, DECIDING)
    lines = AuditEvent.objects.filter(event="sensitive.read")
    assert lines.count() == before + 1
    assert lines.order_by("-pk")[0].details == {
        "what": "selection.verdict.letter",
        "rows": 1,
        "purpose": "reading the letters before they go out",
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "cannot be empty"),
        (" \n\n ", "cannot be empty"),
        ("Dear {name},\n\nYou have a place. {contact}", r"“\{name\}” looks like a place"),
        ("Dear Amara,\n\nCome on [date]. inclusion@example.org", "still to be filled in"),
        ("Dear Amara,\n\nCome on ____. inclusion@example.org", "still to be filled in"),
        ("Dear Amara,\n\nYou have a place.", "no longer says whom to ask"),
        ("As a reverse mentor you can ask inclusion@example.org", "Take out “reverse mentor”"),
        ("Your disability network meets on Friday. inclusion@example.org", "Take out “disability”"),
        ("inclusion@example.org" + "x" * 5000, "Take out 21 characters"),
    ],
)
def test_a_letter_that_cannot_go_out_is_refused_with_a_sentence(
    words: str, says: str, world: World, cohort: Cohort
) -> None:
    verdict = held(cohort, world)
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match=says):
        edited(verdict, world, words or " ")
    verdict.refresh_from_db()
    assert verdict.letter_edited_at is None and AuditEvent.objects.count() == lines


def test_a_link_in_a_letter_is_no_place_to_fill_in(world: World, cohort: Cohort) -> None:
    words = "Dear Amara,\n\nRead [this page](https://example.org/). Ask Inclusion@Example.org."
    assert edited(held(cohort, world), world, words).letter_edited_at is not None


def test_the_standard_words_are_not_kept_as_an_edit_and_can_be_gone_back_to(world: World, cohort: Cohort) -> None:
    verdict = held(cohort, world)
    standard = usual(verdict, world)
    assert edited(verdict, world, standard.replace("\n", "\r\n") + "\n").letter_edited_at is None
    verdict = edited(verdict, world)
    verdict = actions.standard_letter(verdict=verdict, by=world.coordinator, now=DECIDING)
    assert (verdict.letter, verdict.letter_edited_at, verdict.letter_edited_by) == (b"", None, None)
    assert usual(verdict, world) == standard


def test_another_decision_has_its_own_letter(world: World, cohort: Cohort) -> None:
    verdict = edited(held(cohort, world), world)
    decide(verdict.application, world, now=at(2024, 1, 31))
    verdict.refresh_from_db()
    assert verdict.letter_edited_at is not None, "the same decision again keeps its letter"
    decide(verdict.application, world, "reserve", now=at(2024, 2, 1))
    verdict.refresh_from_db()
    assert verdict.letter_edited_at is None and "reserve list" in usual(verdict, world)


def test_two_coordinators_editing_one_letter_overwrite_nothing(world: World, cohort: Cohort) -> None:
    verdict = held(cohort, world)
    lena, seen = second_coordinator(world), queries.mark_of_letter(verdict)
    edited(verdict, world, seen=seen)
    with pytest.raises(Refused, match="Joan Whitfield changed this letter"):
        edited(verdict, world, "Mine. inclusion@example.org", seen=seen, by=lena)
    assert ADDED in usual(Verdict.objects.get(), world)


def test_a_letter_that_was_told_or_is_ones_own_can_not_be_edited(world: World, cohort: Cohort) -> None:
    verdict = held(cohort, world)
    own = sent(cohort, "mentor", "Joan Whitfield")
    lena = second_coordinator(world)
    decide(own, world, by=lena)
    joans = Verdict.objects.get(application=own)
    for by, which in ((world.coordinator, joans), (world.outsider, verdict), (verdict.application.person, verdict)):
        for deed in (lambda: edited(which, world, "x inclusion@example.org", by=by), lambda: back(which, by)):  # noqa: B023
            with pytest.raises(Refused) as refusal:
                deed()
            assert refusal.value.decision.hidden
    close(cohort, world)
    actions.release(cohort=cohort, by=lena, now=TELLING)
    with pytest.raises(Refused, match="already told"):
        edited(verdict, world, "Dear Amara, inclusion@example.org")


def back(verdict: Verdict, by: object) -> Verdict:
    return actions.standard_letter(verdict=verdict, by=by, now=DECIDING)  # type: ignore[arg-type]


def test_a_contact_that_changed_since_holds_every_letter_back(world: World, cohort: Cohort) -> None:
    edited(held(cohort, world), world)
    held(cohort, world, "Idris Vale")
    close(cohort, world)
    Cohort.objects.update(contact_email="new.team@example.org")
    with pytest.raises(Refused, match="Edit the letter to each of these people first: Amara Okafor"):
        actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert not Message.objects.filter(kind="selection.accepted").exists()
    assert not Participation.objects.exists()
    assert set(Verdict.objects.values_list("status", flat=True)) == {"held"}


def test_whoever_changed_or_withdrew_since_is_dropped_and_that_is_said(world: World, cohort: Cohort) -> None:
    amara, idris = held(cohort, world), held(cohort, world, "Idris Vale")
    held(cohort, world, "Sol Marsh")
    applications.reopen(application=amara.application, by=amara.application.person, now=at(2024, 1, 10))
    applications.withdraw(application=idris.application, by=idris.application.person, now=at(2024, 1, 11))
    found = queries.dropped(world.coordinator, cohort, DECIDING)
    assert [(one.application.person.name, one.why) for one in found] == [
        ("Amara Okafor", "changed"),
        ("Idris Vale", "withdrew"),
    ]
    assert {one.name for one in Dropped._meta.fields}.isdisjoint({"outcome", "reason", "letter"})
    assert queries.dropped(world.outsider, cohort, DECIDING) == []
    applications.submit(
        application=Application.objects.get(pk=amara.application_id), by=amara.application.person, now=at(2024, 1, 12)
    )
    decide(amara.application, world, "reserve")
    assert [one.why for one in queries.dropped(world.coordinator, cohort, DECIDING)] == ["withdrew"]
    close(cohort, world)
    assert actions.release(cohort=cohort, by=world.coordinator, now=TELLING) == 2
    assert queries.dropped(world.coordinator, cohort, TELLING) == []


def test_nothing_is_released_when_the_list_is_not_the_one_that_was_read(world: World, cohort: Cohort) -> None:
    amara = held(cohort, world)
    held(cohort, world, "Idris Vale")
    close(cohort, world)
    seen = queries.mark_of_all(queries.held(world.coordinator, cohort, DECIDING))
    applications.withdraw(application=amara.application, by=amara.application.person, now=DECIDING)
    with pytest.raises(Refused, match="Something changed since you read this list"):
        actions.release(cohort=cohort, seen=seen, by=world.coordinator, now=TELLING)
    assert not Message.objects.filter(kind="selection.accepted").exists()
    now_seen = queries.mark_of_all(queries.held(world.coordinator, cohort, DECIDING))
    assert actions.release(cohort=cohort, seen=now_seen, by=world.coordinator, now=TELLING) == 1


def test_of_two_coordinators_who_release_one_does_and_the_other_is_told(world: World, cohort: Cohort) -> None:
    held(cohort, world)
    close(cohort, world)
    lena = second_coordinator(world)
    seen = queries.mark_of_all(queries.held(lena, cohort, DECIDING))
    actions.release(cohort=cohort, seen=seen, by=world.coordinator, now=TELLING)
    with pytest.raises(Refused, match="Joan Whitfield released the last letters"):
        actions.release(cohort=cohort, seen=seen, by=lena, now=TELLING)
    assert Message.objects.filter(kind="selection.accepted").count() == 1


def test_a_coordinators_own_decision_is_left_for_a_colleague_to_tell(world: World, cohort: Cohort) -> None:
    own = sent(cohort, "mentor", "Joan Whitfield")
    lena = second_coordinator(world)
    decide(own, world, by=lena)
    held(cohort, world)
    close(cohort, world)
    [only] = queries.held(world.coordinator, cohort, DECIDING)
    assert only.application.person.name == "Amara Okafor"
    assert actions.release(cohort=cohort, by=world.coordinator, now=TELLING) == 1
    own.refresh_from_db()
    assert own.status == "submitted" and queries.my_decision(own.person, own.pk) is None
    assert actions.release(cohort=cohort, by=lena, now=TELLING) == 1
    assert queries.my_decision(own.person, own.pk) is not None


def test_a_decision_is_undone_until_it_is_told(world: World, cohort: Cohort) -> None:
    verdict = edited(held(cohort, world), world)
    application = verdict.application
    with pytest.raises(Refused) as refusal:
        actions.take_back(application=application, by=world.outsider, now=DECIDING)
    assert refusal.value.decision.hidden
    actions.take_back(application=application, by=world.coordinator, now=DECIDING)
    assert not Verdict.objects.exists()
    assert queries.waiting(world.coordinator, cohort, DECIDING) == (1, 0)
    decide(application, world)
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert ADDED not in Message.objects.get(kind="selection.accepted").body
    with pytest.raises(Refused, match="already told"):
        actions.take_back(application=application, by=world.coordinator, now=TELLING)


def test_totals_are_exact_by_role_organisation_and_outcome(world: World, cohort: Cohort) -> None:
    held(cohort, world)
    held(cohort, world, "Idris Vale", "reserve")
    decide(sent(cohort, "mentee", "Helen Marlowe"), world)
    totals = queries.totals(queries.held(world.coordinator, cohort, DECIDING))
    assert totals.everybody == {"accept": 2, "reserve": 1}
    assert [(str(words), dict(many)) for words, many in totals.roles] == [
        ("Reverse mentee", {"accept": 1}),
        ("Reverse mentor", {"accept": 1, "reserve": 1}),
    ]
    assert [dict(many) for _words, many in totals.organisations] == [{"accept": 2, "reserve": 1}]
    assert queries.held(world.outsider, cohort, DECIDING) == []
