"""Who takes part, what is frozen of them, and how their part ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.walk import TELLING, accepted, close, decide, sent
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import link_holder
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves import apply as moves
from turnabout.selection import actions, graduation, queries
from turnabout.selection.models import Participation, Verdict
from turnabout.selection.statuses import PARTICIPATION

LATER = at(2024, 3, 1)
OVER = at(2024, 10, 14)


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Graduation without the rules of later rooms, so that a test can give its own."""
    monkeypatch.setattr(graduation, "RULES", [])


def walk_to_the_end(cohort: Cohort, world: World) -> Cohort:
    for step in ("prepare", "start_matching", "launch", "begin_closing"):
        cohort = getattr(cohorts, step)(cohort=cohort, by=world.coordinator, now=OVER)
    return cohort


def test_what_matching_may_use_is_frozen_under_the_persons_own_key(world: World, cohort: Cohort) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    assert amara.key_owner() == amara.person_id
    assert queries.profile(amara, amara.person, "looking at my own") == {
        "topics": ["race", "faith"],
        "silent": False,
        "avoid": {"emails": ["grim.boss@example.org"], "teams": ["Estates"]},
        "adjustments": ["captions"],
        "adjustments_words": "A quiet room on Fridays.",
        "why": "Because nobody asked me in nine years.",
        "hope": "How a rota feels from the other end.",
    }
    stored = bytes(Participation.objects.values_list("profile", flat=True).get())
    assert b"nine years" not in stored and b"race" not in stored
    assert (amara.level, amara.modes, amara.manager_email) == (3, ["in_person", "video"], "rae.linton@example.org")


def test_reading_somebody_elses_profile_is_audited_with_its_purpose(world: World, cohort: Cohort) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    before = AuditEvent.objects.count()
    queries.profile(amara, world.coordinator, "explaining a match")
    line = AuditEvent.objects.order_by("number").last()
    assert AuditEvent.objects.count() == before + 1
    assert line is not None and (line.event, line.details["purpose"]) == ("sensitive.read", "explaining a match")


def test_experience_taken_back_after_acceptance_leaves_matching_at_once(world: World, cohort: Cohort) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    application = amara.person.applications.get()
    applications.withdraw_experience(application=application, by=amara.person, now=LATER)
    amara.refresh_from_db()
    assert queries.profile(amara, amara.person, "looking at my own")["topics"] == []
    assert not ledger.stands(amara.person, "lived_experience", cohort.pk)


def test_topics_are_empty_without_consent_even_if_a_copy_were_left(world: World, cohort: Cohort) -> None:
    """The second lock: the frozen copy is not trusted, the ledger of consent is."""
    [amara] = accepted(cohort, world, "Amara Okafor")
    stored = bytes(amara.profile)
    applications.withdraw_experience(application=amara.person.applications.get(), by=amara.person, now=LATER)
    Participation.objects.filter(pk=amara.pk).update(profile=stored)
    amara.refresh_from_db()
    assert queries.profile(amara, amara.person, "looking at my own")["topics"] == []


def test_a_named_leader_takes_part_on_confirming(world: World) -> None:
    cohort = world.ready_cohort(pattern="board", number=1, starts_on=date(2023, 11, 6))
    cohort = cohorts.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    application, token = applying.named(world, cohort, world.now)
    leader = link_holder("the leader's link")
    applications.confirm(application=application, token=token, answers=applying.LEADER, by=leader, now=at(2023, 9, 2))
    gareth = Participation.objects.get()
    assert (gareth.person.name, gareth.role, gareth.level) == ("Gareth Pryce", "mentee", 9)
    assert queries.profile(gareth, gareth.person, "looking at my own")["topics"] == ["race"]


def test_withdrawing_the_application_ends_the_participation(world: World, cohort: Cohort) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    applications.withdraw(application=amara.person.applications.get(), by=amara.person, now=LATER)
    amara.refresh_from_db()
    assert amara.status == "withdrawn"
    [change] = moves.history(PARTICIPATION, amara)
    assert (change.move, change.by_id, change.reason) == ("withdraw", amara.person_id, "")


def test_somebody_stops_and_no_reason_is_kept(world: World, cohort: Cohort) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    actions.withdraw(participation=amara, by=amara.person, now=LATER)
    assert amara.status == "withdrawn"
    assert Message.objects.filter(kind="selection.stopped", to_person=amara.person).count() == 1
    with pytest.raises(Refused):
        actions.withdraw(participation=amara, by=amara.person, now=LATER)


def by_themselves(amara: Participation, world: World) -> None:
    actions.withdraw(participation=amara, by=amara.person, now=LATER)


def by_the_coordinator(amara: Participation, world: World) -> None:
    actions.withdraw(participation=amara, by=world.coordinator, now=LATER)


def with_the_application(amara: Participation, world: World) -> None:
    applications.withdraw(application=amara.person.applications.get(), by=amara.person, now=LATER)


@pytest.mark.parametrize("stop", [by_themselves, by_the_coordinator, with_the_application])
def test_whoever_stops_leaves_no_lived_experience_behind(world: World, cohort: Cohort, stop: Any) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    stop(amara, world)
    amara.refresh_from_db()
    application = amara.person.applications.get()
    assert amara.status == "withdrawn"
    assert (bytes(amara.profile), bytes(application.topics), bytes(application.topics_words)) == (b"", b"", b"")
    assert not ledger.stands(amara.person, "lived_experience", cohort.pk)
    events = ConsentEvent.objects.filter(person=amara.person, purpose="lived_experience").order_by("number")
    assert [event.kind for event in events] == ["given", "withdrawn"]
    assert queries.profile(idris, idris.person, "looking at my own")["topics"] == ["race", "faith"]


@pytest.mark.parametrize("status", ["withdrawn", "graduated", "finished"])
def test_experience_taken_back_leaves_the_copy_of_whoever_no_longer_takes_part(
    world: World, cohort: Cohort, status: str
) -> None:
    [amara] = accepted(cohort, world, "Amara Okafor")
    Participation.objects.filter(pk=amara.pk).update(status=status)
    applications.withdraw_experience(application=amara.person.applications.get(), by=amara.person, now=LATER)
    amara.refresh_from_db()
    left = vault.unlock(amara, "profile", by=amara.person, purpose="looking at my own") or {}
    assert left.get("topics", []) == []
    assert (left == {}) is (status == "withdrawn")


def test_nobody_else_can_stop_somebody(world: World, cohort: Cohort) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    for by in (idris.person, world.outsider):
        with pytest.raises(Refused) as refusal:
            actions.withdraw(participation=amara, by=by, now=LATER)
        assert refusal.value.decision.hidden
    actions.withdraw(participation=amara, by=world.coordinator, now=LATER)


def test_each_sees_their_own_and_keepers_see_everybody(world: World, cohort: Cohort) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    assert queries.mine(amara.person) == [amara]
    assert queries.find_participation(idris.person, amara.pk, LATER) is None
    assert queries.find_participation(world.coordinator, amara.pk, LATER) == amara
    assert list(queries.participations(world.coordinator, cohort, "mentor")) == [amara, idris]
    assert list(queries.participations(world.coordinator, cohort, "mentee")) == []
    assert list(queries.participations(amara.person, cohort)) == []
    assert list(queries.participations(world.outsider, cohort)) == []


def test_people_graduate_by_rule_and_not_by_choice(world: World, cohort: Cohort, no_rules: None) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    cohort = walk_to_the_end(cohort, world)
    graduation.rule(lambda cohort: {amara.pk, idris.pk})
    graduation.rule(lambda cohort: {amara.pk})
    assert queries.would_graduate(world.coordinator, cohort, OVER) == [(amara, True), (idris, False)]
    assert actions.complete_participations(cohort=cohort, by=world.coordinator, now=OVER) == [amara]
    amara.refresh_from_db()
    idris.refresh_from_db()
    assert (amara.status, idris.status) == ("graduated", "finished")
    [letter] = Message.objects.filter(kind="selection.graduated")
    assert letter.to_person == amara.person
    assert "reverse" not in (letter.subject + letter.body).lower()
    assert actions.complete_participations(cohort=cohort, by=world.coordinator, now=OVER) == []
    assert Message.objects.filter(kind="selection.graduated").count() == 1


def test_nobody_graduates_where_no_rule_was_given(world: World, cohort: Cohort, no_rules: None) -> None:
    accepted(cohort, world, "Amara Okafor")
    cohort = walk_to_the_end(cohort, world)
    assert actions.complete_participations(cohort=cohort, by=world.coordinator, now=OVER) == []


def test_nobody_graduates_before_mentoring_ended_or_by_an_outsider(world: World, cohort: Cohort) -> None:
    accepted(cohort, world, "Amara Okafor")
    with pytest.raises(Refused, match="when mentoring has ended"):
        actions.complete_participations(cohort=cohort, by=world.coordinator, now=LATER)
    cohort = walk_to_the_end(cohort, world)
    with pytest.raises(Refused) as refusal:
        actions.complete_participations(cohort=cohort, by=world.outsider, now=OVER)
    assert refusal.value.decision.hidden


def test_only_a_graduate_of_the_same_role_is_let_off(world: World, cohort: Cohort, no_rules: None) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    first = amara.pk
    graduation.rule(lambda cohort: {first})
    for newcomer in (amara, idris):
        with pytest.raises(Refused, match="graduated in the same role"):
            actions.exempt_alumnus(participation=newcomer, by=world.coordinator, now=LATER)
    cohort = walk_to_the_end(cohort, world)
    actions.complete_participations(cohort=cohort, by=world.coordinator, now=OVER)
    again = next_cohort(world)
    amara, idris = accepted_again(again, world, "Amara Okafor", "Idris Vale")
    actions.exempt_alumnus(participation=amara, by=world.coordinator, now=at(2025, 2, 1))
    amara.refresh_from_db()
    assert amara.alumnus_exempt
    with pytest.raises(Refused, match="graduated in the same role"):
        actions.exempt_alumnus(participation=idris, by=world.coordinator, now=at(2025, 2, 1))
    with pytest.raises(Refused) as refusal:
        actions.exempt_alumnus(participation=amara, by=amara.person, now=at(2025, 2, 1))
    assert refusal.value.decision.hidden


def next_cohort(world: World) -> Cohort:
    return cohorts.open_applications(
        cohort=world.ready_cohort(number=6, starts_on=date(2025, 4, 7)), by=world.coordinator, now=at(2024, 11, 1)
    )


def accepted_again(cohort: Cohort, world: World, *names: str) -> list[Participation]:
    now = at(2024, 12, 2)
    for name in names:
        application = sent(cohort, "mentor", name, now)
        decide(application, world, now=now)
    close(cohort, world, at(2025, 1, 30))
    actions.release(cohort=cohort, by=world.coordinator, now=at(2025, 1, 31))
    found: Any = Participation.objects.filter(cohort=cohort).order_by("person__name")
    return list(found.select_related("person", "cohort"))


def on_reserve(cohort: Cohort, world: World) -> Verdict:
    decide(sent(cohort, "mentor", "Idris Vale"), world, "reserve")
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    return Verdict.objects.select_related("application__person").get()


def test_a_place_that_becomes_free_goes_to_somebody_on_the_reserve_list(world: World, cohort: Cohort) -> None:
    verdict = on_reserve(cohort, world)
    idris = actions.offer_place(verdict=verdict, by=world.coordinator, now=LATER)
    assert (idris.person.name, idris.status, idris.accepted_at) == ("Idris Vale", "taking_part", LATER)
    kinds = [one.kind for one in Message.objects.filter(to_person=idris.person).order_by("queued_at")]
    assert kinds[-2:] == ["selection.reserve", "selection.accepted"]
    decision = queries.my_decision(idris.person, verdict.application_id)
    assert decision is not None and decision.outcome == "accept"
    with pytest.raises(Refused, match="not on the reserve list now"):
        actions.offer_place(verdict=verdict, by=world.coordinator, now=LATER)
    assert Participation.objects.count() == 1


def test_no_place_is_offered_by_outsiders_or_to_whoever_withdrew(world: World, cohort: Cohort) -> None:
    verdict = on_reserve(cohort, world)
    with pytest.raises(Refused) as refusal:
        actions.offer_place(verdict=verdict, by=world.outsider, now=LATER)
    assert refusal.value.decision.hidden
    application = verdict.application
    applications.withdraw(application=application, by=application.person, now=LATER)
    with pytest.raises(Refused, match="not on the reserve list now"):
        actions.offer_place(verdict=verdict, by=world.coordinator, now=LATER)
    assert not Participation.objects.exists()


def test_telling_nobody_accepts_nobody(world: World, cohort: Cohort) -> None:
    sent(cohort)
    close(cohort, world)
    with pytest.raises(Refused):
        actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert not Participation.objects.exists()
