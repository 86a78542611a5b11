"""Who may know what: every choice a tier, every question a rule, and nothing to be read from the outside."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications import walk
from tests.applications.test_pages import press, words
from tests.applications.walk import DURING
from turnabout.applications import actions, queries, sharing
from turnabout.applications.models import Application
from turnabout.applications.questions import form_of
from turnabout.applications.sharing import AGREED, BEFORE, COORDINATOR, NOBODY, RULES, Choices
from turnabout.applications.topics import TOPICS
from turnabout.applications.wordings import EXPERIENCE_NOW, LIVED_EXPERIENCE
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.encryption import vault
from turnabout.selection.intake import profile_of

OPENED = {
    NOBODY: set(),
    COORDINATOR: {"coordinator"},
    AGREED: {"coordinator", "partner"},
    BEFORE: {"coordinator", "partner", "proposed"},
}
"""Who reads a topic in each tier, written by hand."""


@pytest.fixture
def mentor(cohort: Any) -> Application:
    return walk.start(cohort)


def offer(application: Application, topics: Any, **given: Any) -> Application:
    whole = {"topics": topics, "wording": EXPERIENCE_NOW, "by": application.person, "now": DURING}
    return actions.offer_experience(application=application, **(whole | given))


@pytest.mark.parametrize("tier", OPENED)
@pytest.mark.parametrize("reader", ["coordinator", "trainer", "proposed", "partner"])
def test_each_tier_opens_to_the_readers_of_the_table_and_to_nobody_else(tier: str, reader: str) -> None:
    choices = Choices({"race": tier})
    assert choices.seen_by(reader) == (["race"] if reader in OPENED[tier] else [])


@pytest.mark.parametrize(("role", "named"), [("mentor", False), ("mentee", False), ("mentee", True), ("either", False)])
def test_every_question_of_every_form_has_exactly_one_rule(role: str, named: bool) -> None:
    asked = {
        question.name
        for pattern in ("system", "board")
        for section in form_of(role, pattern, named=named)
        for question in section.questions
    }
    ruled = [name for thing in RULES[role] for name in thing.questions]
    assert len(ruled) == len(set(ruled))
    assert asked <= set(ruled)


@pytest.mark.parametrize("named", [False, True])
def test_what_a_proposed_partner_reads_of_a_leader_is_said_beside_the_question(named: bool) -> None:
    shown = {name for thing in RULES["mentee"] if "proposed" in thing.readers for name in thing.questions}
    said = {
        question.name
        for section in form_of("mentee", "board" if named else "system", named=named)
        for question in section.questions
        if "proposed" in str(question.who or section.who)
    }
    asked = {
        question.name
        for section in form_of("mentee", "board" if named else "system", named=named)
        for question in section.questions
    }
    assert shown & asked <= said


def test_a_topic_that_is_told_to_nobody_is_used_only_if_that_was_ticked(mentor: Application) -> None:
    offer(mentor, {"race": NOBODY, "faith": NOBODY, "age": COORDINATOR}, quietly=["faith"])
    choices = queries.choices(mentor, mentor.person)
    assert choices is not None
    assert (choices.used(), choices.silent) == (["faith", "age"], True)


def test_what_is_not_ticked_is_not_stored(mentor: Application) -> None:
    offer(mentor, {"race": BEFORE})
    stored = vault.unlock(mentor, "topics", by=mentor.person, purpose="a test")
    assert stored["kept"] == {"race": {"tier": BEFORE, "uses": ["matching"]}}


def test_the_length_of_what_is_stored_does_not_tell_how_much_is_offered(mentor: Application) -> None:
    everything = [code for code, _words in TOPICS]
    lengths, profiles = set(), set()
    for topics in ([everything[0]], everything[:3], everything):
        for tier in (NOBODY, BEFORE, COORDINATOR):
            offer(mentor, dict.fromkeys(topics, tier), quietly=topics if tier == NOBODY else ())
            lengths.add(len(bytes(mentor.topics)))
            vault.lock(mentor, "why", profile_of(mentor, by=mentor.person))
            profiles.add(len(bytes(mentor.why)))
    assert len(lengths) == 1
    assert len(profiles) == 1, "nor does the copy that is made for matching"


def test_another_tier_is_a_consent_changed_and_the_same_again_is_none(mentor: Application) -> None:
    offer(mentor, {"race": COORDINATOR})
    offer(mentor, {"race": COORDINATOR})
    offer(mentor, {"race": BEFORE})
    offer(mentor, {"race": BEFORE}, words="Only mine.", words_for=AGREED)
    actions.withdraw_experience(application=mentor, by=mentor.person, now=DURING)
    events = ConsentEvent.objects.filter(purpose=LIVED_EXPERIENCE).order_by("number")
    assert [(event.kind, event.wording) for event in events] == [
        ("given", EXPERIENCE_NOW),
        ("changed", EXPERIENCE_NOW),
        ("changed", EXPERIENCE_NOW),
        ("withdrawn", EXPERIENCE_NOW),
    ]
    assert not ledger.stands(mentor.person, LIVED_EXPERIENCE, mentor.cohort_id)


def test_a_changed_consent_stands(mentor: Application) -> None:
    offer(mentor, {"race": COORDINATOR}, wording="lived-experience-1")
    offer(mentor, {"race": COORDINATOR})
    assert ConsentEvent.objects.order_by("number").last().kind == "changed", "the words are others"
    assert ledger.stands(mentor.person, LIVED_EXPERIENCE, mentor.cohort_id)


def test_an_offer_from_before_there_were_tiers_is_the_co_ordinators_alone(mentor: Application) -> None:
    offer(mentor, {"race": BEFORE})
    vault.lock(mentor, "topics", ["race", "faith"])
    mentor.save(update_fields=["topics"])
    choices = queries.choices(Application.objects.get(pk=mentor.pk), mentor.person)
    assert choices is not None
    assert {reader: choices.seen_by(reader) for reader in sharing.READERS} == {
        "coordinator": ["race", "faith"],
        "trainer": [],
        "proposed": [],
        "partner": [],
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"topics": {"race": "everybody"}}, "who may know of it"),
        ({"topics": {"race": COORDINATOR}, "quietly": ["race"]}, "Only what you tell nobody"),
        ({"topics": {"race": COORDINATOR}, "quietly": ["faith"]}, "Only what you tell nobody"),
        ({"topics": {}, "words": "Mine.", "words_for": NOBODY}, "nothing else can be done with them"),
    ],
)
def test_an_offer_that_makes_no_sense_is_refused_and_nothing_is_kept(
    mentor: Application, given: dict[str, Any], said: str
) -> None:
    before = AuditEvent.objects.count()
    with pytest.raises(Refused, match=said):
        offer(mentor, **given)
    again = Application.objects.get(pk=mentor.pk)
    assert (bytes(again.topics), ConsentEvent.objects.count(), AuditEvent.objects.count()) == (b"", 0, before)


def test_own_words_alone_are_an_offer(mentor: Application) -> None:
    offer(mentor, {}, words="Being the only one.", words_for=AGREED)
    assert "experience" in mentor.sections_done
    assert ledger.stands(mentor.person, LIVED_EXPERIENCE, mentor.cohort_id)


def test_a_co_ordinator_unlocks_only_what_they_may_read(cohort: Any, world: Any) -> None:
    sent = walk.sent(cohort)
    offer(sent, {"race": NOBODY, "age": COORDINATOR})
    before = AuditEvent.objects.count()
    read = queries.answers(sent, world.coordinator, DURING)
    lines = AuditEvent.objects.order_by("number")[before:]
    opened = {line.details["what"].rpartition(".")[2] for line in lines}
    assert read["topics"] == ["age"]
    assert "topics" in opened and "why" in opened
    assert not {"off_limits", "off_limits_topics"} & opened


def test_a_co_ordinator_cannot_tell_a_topic_kept_from_them_from_none(cohort: Any, world: Any) -> None:
    hidden, talker = walk.sent(cohort), walk.sent(cohort, name="Idris Vale")
    offer(hidden, {"race": NOBODY}, quietly=["race"])
    offer(talker, {}, in_conversation=True)
    one, other = (queries.answers(each, world.coordinator, DURING) for each in (hidden, talker))
    assert {"topics", "topics_words"} & (set(one) | set(other)) == set()
    assert set(one) == set(other)


def test_boundaries_are_changed_after_sending_and_only_by_their_author(cohort: Any, world: Any) -> None:
    sent = walk.sent(cohort)
    answers = {"off_limits_topics": ["faith"], "shown_before": ["job"], "show_off_limits": True}
    actions.change_boundaries(application=sent, answers=answers, by=sent.person, now=DURING)
    read = queries.answers(sent, sent.person, DURING)
    assert (read["off_limits_topics"], read["shown_before"], read["off_limits"]) == (["faith"], ["job"], None)
    with pytest.raises(Refused) as refusal:
        actions.change_boundaries(application=sent, answers=answers, by=world.coordinator, now=DURING)
    assert refusal.value.decision.hidden


def test_nothing_is_chosen_beforehand_and_a_row_left_open_is_named(client: Client, mentor: Application) -> None:
    client.force_login(mentor.person)
    address = reverse("applications:experience", args=[mentor.pk])
    second = press(client, address, topics=["race", "faith"], choose="yes")
    page = words(second)
    assert page.count('type="radio"') == 8
    assert "checked" not in page[page.index("<main") :]
    refused = press(client, address, topics=["race", "faith"], who_race=COORDINATOR, consent="on")
    assert refused.status_code == 422
    assert "Choose who may know about “Religion or belief”" in words(refused)
    assert not ConsentEvent.objects.exists()
    taken = press(
        client, address, topics=["race", "faith"], who_race=COORDINATOR, who_faith=NOBODY, use_faith="on", consent="on"
    )
    assert taken.url == reverse("applications:sharing", args=[mentor.pk])
    choices = queries.choices(Application.objects.get(pk=mentor.pk), mentor.person)
    assert choices == Choices(
        {"race": COORDINATOR, "faith": NOBODY}, frozenset({"faith"}), frozenset({"first_name", "job", "about_me"})
    )


def test_the_tick_to_use_it_in_silence_counts_only_beside_nobody(client: Client, mentor: Application) -> None:
    """A box that was ticked under "Nobody", and then left behind by another choice, does nothing."""
    client.force_login(mentor.person)
    address = reverse("applications:experience", args=[mentor.pk])
    press(client, address, topics=["race"], who_race=COORDINATOR, use_race="on", consent="on")
    choices = queries.choices(Application.objects.get(pk=mentor.pk), mentor.person)
    assert choices is not None and not choices.silent
