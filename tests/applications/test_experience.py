"""Lived experience is offered under its own consent, locked, and taken back as easily as it was given."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from tests.applications import walk
from tests.applications.walk import DURING
from turnabout.applications import actions, changes, queries
from turnabout.applications.models import Application
from turnabout.applications.wordings import EXPERIENCE_NOW, LIVED_EXPERIENCE
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent

SECRET = "What the ward says when I pray."


@pytest.fixture
def mentor(cohort):
    return walk.start(cohort)


def offer(application, **given):
    whole = {"topics": ["race"], "wording": EXPERIENCE_NOW, "by": application.person, "now": DURING}
    return actions.offer_experience(application=application, **(whole | given))


def test_an_offer_writes_the_consent_the_words_and_the_version_that_was_shown(mentor):
    offer(mentor, topics=["faith", "race"], words=SECRET)
    event = ConsentEvent.objects.get()
    assert (event.purpose, event.kind, event.wording) == (LIVED_EXPERIENCE, "given", EXPERIENCE_NOW)
    assert event.scope == mentor.cohort_id
    answers = queries.answers(mentor, mentor.person, DURING)
    assert (answers["topics"], answers["topics_words"]) == (["race", "faith"], SECRET)


def test_a_wording_that_was_never_shown_is_no_consent(mentor):
    with pytest.raises(KeyError):
        offer(mentor, wording="whatever-you-like")
    assert not ConsentEvent.objects.exists()


def test_the_ordinary_doors_take_no_lived_experience(mentor):
    with pytest.raises(ValueError, match="own consent"):
        actions.save_section(
            application=mentor, section="experience", answers={"topics": ["race"]}, by=mentor.person, now=DURING
        )
    with pytest.raises(ValueError, match="before its own consent"):
        actions.keep(application=mentor, section="experience", typed={"topics": ["race"]}, by=mentor.person, now=DURING)


def test_saying_it_in_conversation_stores_nothing_but_that(mentor):
    offer(mentor, topics=[], in_conversation=True)
    assert mentor.in_conversation
    assert mentor.topics == b""
    assert not ConsentEvent.objects.exists()
    assert "experience" in mentor.sections_done


def test_one_offers_or_talks_but_not_both_and_not_neither(mentor):
    with pytest.raises(Refused, match="untick one of them"):
        offer(mentor, in_conversation=True)
    with pytest.raises(Refused, match="rather say this in conversation"):
        offer(mentor, topics=[])


def test_taking_it_back_removes_it_at_once_and_keeps_only_the_fact(mentor):
    offer(mentor, words=SECRET)
    actions.withdraw_experience(application=mentor, by=mentor.person, now=DURING)
    again = Application.objects.get(pk=mentor.pk)
    assert (bytes(again.topics), bytes(again.topics_words)) == (b"", b"")
    assert "experience" not in again.sections_done
    assert not ledger.stands(mentor.person, LIVED_EXPERIENCE, mentor.cohort_id)
    assert [event.kind for event in ConsentEvent.objects.order_by("number")] == ["given", "withdrawn"]


def test_it_can_be_offered_and_taken_back_after_sending_too(cohort):
    sent = walk.sent(cohort)
    actions.withdraw_experience(application=sent, by=sent.person, now=DURING)
    assert sent.status == "submitted"
    offer(sent, topics=["disability"])
    assert queries.answers(sent, sent.person, DURING)["topics"] == ["disability"]


def test_withdrawing_from_the_programme_takes_the_offer_back(cohort):
    sent = walk.sent(cohort)
    actions.withdraw(application=sent, by=sent.person, now=DURING)
    assert bytes(Application.objects.get(pk=sent.pk).topics) == b""
    assert not ledger.stands(sent.person, LIVED_EXPERIENCE, cohort.pk)
    with pytest.raises(Refused, match="You have withdrawn"):
        offer(sent)


def test_later_rooms_hear_of_both_in_the_same_transaction(mentor, monkeypatch):
    heard = []
    monkeypatch.setattr(
        changes, "_listeners", [lambda application, *, by, now: heard.append(bytes(application.topics))]
    )
    offer(mentor)
    actions.withdraw_experience(application=mentor, by=mentor.person, now=DURING)
    assert heard[0] != b""
    assert heard[1] == b""


def test_later_rooms_hear_of_a_withdrawal_while_they_still_have_a_place_to_remove_it_from(cohort, monkeypatch):
    sent = walk.sent(cohort)
    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda application, *, by, now: told.append(application.status)])
    actions.withdraw(application=sent, by=sent.person, now=DURING)
    assert told == ["submitted"]


def test_only_the_mentor_themself_offers(world, cohort, mentor):
    for other in (world.coordinator, world.outsider):
        with pytest.raises(Refused) as refusal:
            offer(mentor, by=other)
        assert refusal.value.decision.hidden
    leader = walk.start(cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused):
        offer(leader)


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_shows_what_somebody_wrote():
    """Database file, write-ahead log and all: neither the words nor the ticks are readable without the key."""
    from tests.cohorts.world import World, at

    world = World.make(at(2023, 9, 1, 9))
    application = walk.start(world.just_open())
    walk.fill(application)
    actions.keep(
        application=application,
        section="boundaries",
        typed={"about_me": "half-a-thought-of-mine"},
        by=application.person,
        now=DURING,
    )
    planted = "a planted sentence in a plain column"
    wide = {"directorate": planted, "job_title": planted, "base": planted}  # one may lie across two pages
    Application.objects.filter(pk=application.pk).update(**wide)
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's files")
    path = Path(connection.settings_dict["NAME"])
    stored = b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))
    with sqlite3.connect(path) as other:
        dump = "\n".join(other.iterdump()).encode()
    other.close()
    assert planted.encode() in stored, "the search must be able to find something"
    for secret in (
        SECRET,
        "half-a-thought-of-mine",
        "Because nobody asked me in nine years.",
        "A quiet room on Fridays.",
        "grim.boss@example.org",
        "My family abroad.",
    ):
        assert secret.encode() not in stored + dump, secret
        assert secret.encode().hex().encode() not in dump.lower(), secret
    assert b'"faith"' not in stored
