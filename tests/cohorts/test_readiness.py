"""The readiness checklist through the actions alone: what is asked, given, marked, and what waits for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cohorts.world import at, make_ready
from turnabout.cohorts import actions, permissions, queries, readiness
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message

STEPS = tuple(readiness.STEPS)
MOVES = {
    "open": permissions.may_open,
    "match": permissions.may_begin_matching,
    "launch": permissions.may_launch,
    "begin_closing": permissions.may_begin_asking,
}


def named(world, cohort, kind="sponsor", name="Dana Reed"):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return actions.appoint(name=name, email=email, kind=kind, cohort=cohort, by=world.coordinator, now=world.now)


def missing(cohort, step, now):
    return [line.code for line in readiness.missing(cohort, step, now)]


def mark(world, cohort, line):
    return actions.mark_ready(cohort=cohort, line=line, by=world.coordinator, now=world.now)


def test_a_new_draft_lacks_all_but_the_contact(world):
    cohort = world.cohort()
    assert missing(cohort, "open", world.now) == ["dpia_signed", "privacy_wording", "host_support", "sponsor_named"]
    assert missing(cohort, "match", world.now) == ["agreement_text", "sponsor_pledge"]
    assert missing(cohort, "launch", world.now) == ["employer_support"]
    assert missing(cohort, "begin_closing", world.now) == ["key_holders_practised"]


@pytest.mark.parametrize("step", [one for one in STEPS if one != readiness.FIRST_MEETING])
def test_each_line_blocks_its_own_step_and_no_other(world, step):
    others = tuple(one for one in STEPS if one != step)
    cohort = make_ready(world.cohort(), by=world.coordinator, now=world.now, steps=others)
    for one, may in MOVES.items():
        decision = may(world.coordinator, cohort, world.now)
        assert bool(decision) == (one != step), (one, decision.reason)


def contact(world, organisation, kind):
    given = {"name": f"Some {kind}", "phone": "0116 496 0203"}
    return actions.add_contact(organisation=organisation, kind=kind, contact=given, by=world.coordinator, now=world.now)


def test_the_host_s_line_is_found_in_its_contacts_and_a_network_is_not_waited_for(world):
    cohort = world.cohort()
    for kind in ("speak_up", "wellbeing"):
        contact(world, world.host, kind)
        assert "host_support" in missing(cohort, "open", world.now)
    hr = contact(world, world.host, "hr")
    assert "host_support" not in missing(cohort, "open", world.now)
    actions.remove_contact(contact=hr, by=world.coordinator, now=world.now)
    assert "host_support" in missing(cohort, "open", world.now)


def test_before_the_first_meeting_each_organisation_has_its_own_contacts_or_the_host_stands_in(world):
    cohort = world.cohort()
    contact(world, world.partner, "speak_up")
    contact(world, world.partner, "wellbeing")
    assert missing(cohort, "launch", world.now) == [], "the host sends nobody else's people anywhere"
    away = world.partner.support_contacts.get(kind="wellbeing")
    actions.remove_contact(contact=away, by=world.coordinator, now=world.now)
    assert missing(cohort, "launch", world.now) == ["employer_support"]
    for kind in ("speak_up", "wellbeing"):
        contact(world, world.host, kind)
    [state] = [one for one in readiness.states(cohort, world.now) if one.line.code == "employer_support"]
    assert state.done is not None and world.partner.name in str(state.done.note)


@pytest.mark.parametrize("line", ["host_support", "employer_support"])
def test_nobody_marks_by_hand_what_the_contacts_say(world, line):
    with pytest.raises(Refused):
        mark(world, world.cohort(), line)


@pytest.mark.parametrize("step", STEPS)
def test_the_refusal_names_every_line_that_is_missing(world, step):
    cohort = world.cohort()
    reason = str(MOVES[step](world.coordinator, cohort, world.now).reason)
    for line in readiness.missing(cohort, step, world.now):
        assert str(line.label) in reason


def test_a_cohort_cannot_open_before_it_is_ready_and_nothing_is_written(world):
    cohort = world.cohort()
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match="The sponsor is named"):
        actions.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    cohort.refresh_from_db()
    assert (cohort.status, AuditEvent.objects.count()) == ("draft", lines)


def test_the_clock_asks_nobody_what_changed_before_the_key_holders_have_practised(world):
    first_three = STEPS[:3]
    cohort = make_ready(world.cohort(), by=world.coordinator, now=world.now, steps=first_three)
    assert not permissions.may_begin_asking(CLOCK, cohort, world.now)
    make_ready(cohort, by=world.coordinator, now=world.now)
    assert permissions.may_begin_asking(CLOCK, cohort, world.now)


def test_a_mark_says_who_made_it_and_when_and_leaves_one_line(world):
    cohort = world.cohort()
    mark(world, cohort, "privacy_wording")
    state = queries.find_line(world.coordinator, cohort, "privacy_wording", world.now)
    assert (state.done.by, state.done.at) == ("Joan Whitfield", world.now)
    line = AuditEvent.objects.filter(event="readiness.marked").get()
    assert (line.details["line"], line.thing_id) == ("privacy_wording", str(cohort.pk))


def test_a_mark_made_twice_is_one_mark_and_keeps_its_first_day(world):
    cohort = world.cohort()
    first = mark(world, cohort, "agreement_text")
    later = world.now + timedelta(days=3)
    again = actions.mark_ready(cohort=cohort, line="agreement_text", by=world.coordinator, now=later)
    assert (again.pk, again.marked_at) == (first.pk, world.now)


def test_a_mark_that_is_taken_away_blocks_again_and_leaves_a_line(world):
    cohort = world.cohort()
    mark(world, cohort, "privacy_wording")
    actions.unmark(cohort=cohort, line="privacy_wording", by=world.coordinator, now=world.now)
    assert "privacy_wording" in missing(cohort, "open", world.now)
    assert AuditEvent.objects.filter(event="readiness.unmarked").count() == 1


def test_once_the_step_was_taken_what_was_marked_stays(world):
    cohort = world.just_open()
    with pytest.raises(Refused, match="has gone on from here"):
        actions.unmark(cohort=cohort, line="privacy_wording", by=world.coordinator, now=world.now)
    actions.unmark(cohort=cohort, line="agreement_text", by=world.coordinator, now=world.now)
    assert missing(cohort, "match", world.now) == ["agreement_text"]


@pytest.mark.parametrize("line", ["dpia_signed", "sponsor_named", "sponsor_pledge", "contact"])
def test_what_shows_by_itself_cannot_be_marked(world, line):
    cohort = world.cohort()
    with pytest.raises(Refused, match="shows by itself"):
        mark(world, cohort, line)


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_nobody_but_a_coordinator_marks_or_asks(world, who):
    cohort = world.cohort()
    role, stranger = named(world, cohort), getattr(world, who)
    for deed, given in (
        (actions.mark_ready, {"cohort": cohort, "line": "privacy_wording"}),
        (actions.unmark, {"cohort": cohort, "line": "privacy_wording"}),
        (actions.ask, {"role": role}),
        (actions.record_undertaking, {"role": role}),
        (actions.undertake, {"role": role}),
        (actions.take_back, {"role": role}),
    ):
        with pytest.raises(Refused) as refusal:
            deed(**given, by=stranger, now=world.now)
        assert refusal.value.decision.hidden, deed


def test_an_unknown_line_is_not_here(world):
    with pytest.raises(Refused) as refusal:
        mark(world, world.cohort(), "height")
    assert refusal.value.decision.hidden


def test_a_later_room_adds_a_line_that_blocks_its_step(world, monkeypatch):
    monkeypatch.setattr(readiness, "LINES", dict(readiness.LINES))
    cohort = make_ready(world.cohort(), by=world.coordinator, now=world.now)
    readiness.add(readiness.Line("film", "match", "The film has captions", who="You look at the film."))
    assert "The film has captions" in str(permissions.may_begin_matching(world.coordinator, cohort, world.now).reason)
    assert permissions.may_open(world.coordinator, cohort, world.now)
    mark(world, cohort, "film")
    assert permissions.may_begin_matching(world.coordinator, cohort, world.now)


def test_the_sponsor_is_written_to_and_pledges_for_themselves(world):
    cohort = world.cohort()
    sponsor = named(world, cohort)
    actions.ask(role=sponsor, by=world.coordinator, now=world.now)
    letter = Message.objects.get(kind="cohorts.ask_sponsor")
    assert (letter.to_address, letter.scope) == ("dana.reed@example.org", cohort.pk)
    assert [role.pk for role in queries.asks_of(sponsor.person, world.now)] == [sponsor.pk]
    later = world.now + timedelta(days=2)
    actions.undertake(role=sponsor, by=sponsor.person, now=later)
    done = queries.find_line(world.coordinator, cohort, "sponsor_pledge", later).done
    assert (done.by, done.at, str(done.note)) == ("Dana Reed", later, "")
    assert queries.asks_of(sponsor.person, later) == []
    with pytest.raises(Refused, match="done this already"):
        actions.undertake(role=sponsor, by=sponsor.person, now=later)


def test_what_a_coordinator_recorded_says_so(world):
    cohort = world.cohort()
    sponsor = named(world, cohort)
    actions.record_undertaking(role=sponsor, by=world.coordinator, now=world.now)
    done = queries.find_line(world.coordinator, cohort, "sponsor_pledge", world.now).done
    assert str(done.note) == "Recorded by Joan Whitfield."


def test_a_coordinator_does_not_record_their_own_pledge(world):
    cohort = world.cohort()
    own = actions.give_role(
        person=world.coordinator, kind="sponsor", cohort=cohort, by=world.coordinator, now=world.now
    )
    with pytest.raises(Refused, match="about yourself"):
        actions.record_undertaking(role=own, by=world.coordinator, now=world.now)
    assert actions.undertake(role=own, by=world.coordinator, now=world.now).given_by == world.coordinator


def test_whoever_runs_the_cohort_cannot_sign_its_assessment(world):
    with pytest.raises(Refused, match="must not run the cohort"):
        actions.give_role(
            person=world.coordinator, kind="dpo", cohort=world.cohort(), by=world.coordinator, now=world.now
        )


def test_a_signature_under_other_facts_does_not_count(world):
    cohort = world.cohort()
    officer = named(world, cohort, "dpo", "Desmond Carrow")
    actions.undertake(role=officer, by=officer.person, now=world.now)
    assert "dpia_signed" not in missing(cohort, "open", world.now)
    changed = {"given": {}, "strands": ["race"], "organisations": [world.host, world.partner]}
    actions.set_policies(cohort=cohort, **changed, by=world.coordinator, now=world.now)
    assert "dpia_signed" in missing(cohort, "open", world.now)
    actions.undertake(role=officer, by=officer.person, now=world.now)
    assert "dpia_signed" not in missing(cohort, "open", world.now)


def test_a_pledge_ends_with_the_role_of_whoever_made_it(world):
    cohort = world.cohort()
    sponsor = named(world, cohort)
    actions.undertake(role=sponsor, by=sponsor.person, now=world.now)
    later = world.now + timedelta(days=10)
    actions.end_role(role=sponsor, by=world.coordinator, now=later)
    assert missing(cohort, "match", later) == ["agreement_text", "sponsor_pledge"]
    assert "sponsor_named" in missing(cohort, "open", later)
    with pytest.raises(Refused) as refusal:
        actions.undertake(role=sponsor, by=sponsor.person, now=later)
    assert refusal.value.decision.hidden


def test_a_pledge_is_taken_back_by_whoever_made_it_and_by_nobody_else(world):
    cohort = world.cohort()
    sponsor = named(world, cohort)
    actions.undertake(role=sponsor, by=sponsor.person, now=world.now)
    with pytest.raises(Refused, match="only they can take it back"):
        actions.take_back(role=sponsor, by=world.coordinator, now=world.now)
    actions.take_back(role=sponsor, by=sponsor.person, now=world.now)
    assert "sponsor_pledge" in missing(cohort, "match", world.now)
    with pytest.raises(Refused, match="nothing to take back"):
        actions.take_back(role=sponsor, by=sponsor.person, now=world.now)


def test_what_was_recorded_by_mistake_is_taken_back_until_its_step_was_taken(world):
    cohort = world.cohort()
    officer = named(world, cohort, "dpo", "Desmond Carrow")
    actions.record_undertaking(role=officer, by=world.coordinator, now=world.now)
    actions.take_back(role=officer, by=world.coordinator, now=world.now)
    assert "dpia_signed" in missing(cohort, "open", world.now)
    actions.record_undertaking(role=officer, by=world.coordinator, now=world.now)
    make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(cohort=cohort, by=world.coordinator, now=at(2023, 11, 11, 9))
    with pytest.raises(Refused, match="has gone on from here"):
        actions.take_back(role=officer, by=world.coordinator, now=at(2023, 11, 12))


def test_three_key_holders_must_have_agreed_before_their_practice_is_marked(world):
    cohort = world.cohort()
    for number, name in enumerate(("Ivo Thackray", "Leonie Marsden", "Tobias Quill")):
        with pytest.raises(Refused, match=f"So far {number} have"):
            mark(world, cohort, "key_holders_practised")
        holder = named(world, cohort, "key_holder", name)
        actions.undertake(role=holder, by=holder.person, now=world.now)
    mark(world, cohort, "key_holders_practised")
    assert missing(cohort, "begin_closing", world.now) == []


@pytest.mark.parametrize("kind", ["sponsor", "dpo", "key_holder"])
def test_no_letter_says_what_the_programme_is_about(world, kind):
    cohort = world.cohort()
    role = named(world, cohort, kind)
    actions.ask(role=role, by=world.coordinator, now=world.now)
    letter = Message.objects.get(to_person=role.person)
    said = f"{letter.subject} {letter.body}".lower()
    for word in ("reverse", "mentor", "race", "ethnic", "disab", "lgbt", "strand"):
        assert word not in said
    assert f"/roles/{role.pk}/asked/" in said


def test_the_checklist_is_for_coordinators_alone(world):
    cohort = world.cohort()
    sponsor = named(world, cohort)
    for stranger in (world.outsider, world.administrator, sponsor.person):
        assert queries.checklist(stranger, cohort, world.now) == []
        assert queries.find_line(stranger, cohort, "contact", world.now) is None
        assert queries.asked_in(stranger, cohort, "sponsor", world.now) == []
        assert queries.listed_leaders(stranger, cohort, world.now) == []
