"""Either role: one person, one application, both roles' questions; a co-ordinator places them once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import at
from tests.selection.walk import decide
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation, Verdict

AFTER = at(2024, 1, 29, 10)


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def either(cohort):
    return walk.start(cohort, "either")


def again(application):
    return Application.objects.get(pk=application.pk)


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def begin(cohort, role):
    return reverse("applications:begin", args=[cohort.programme.slug, cohort.slug, role])


def to(name, application):
    return reverse(f"applications:{name}", args=[application.pk])


def answers(application):
    return queries.answers(again(application), application.person, DURING)


def place(world, application, role, now=AFTER):
    return actions.place_in_role(application=again(application), role=role, by=world.coordinator, now=now)


def test_the_form_for_either_role_asks_what_both_ask_and_nothing_twice(cohort, either):
    def asked(role, name):
        application = either if role == "either" else walk.start(cohort, role, name)
        return [one.name for section in queries.sections(application) for one in section.questions]

    both, mentor, mentee = asked("either", ""), asked("mentor", "Ann Other"), asked("mentee", "Helen Marlowe")
    assert len(both) == len(set(both))
    renamed = {"topics": "learn_topics", "topics_words": "learn_words"}
    assert {*mentor, *(renamed.get(name, name) for name in mentee)} == set(both)


def test_whoever_would_take_either_role_chooses_among_the_sessions_of_both(either):
    asked = {one.name: one for one in queries.section(either, "meeting").questions}
    said = [str(said) for _code, said in asked["can_attend"].choices]
    assert any(one.startswith("Briefing for reverse mentors, first date: ") for one in said)
    assert any(one.startswith("Training for reverse mentees, second date: ") for one in said)


def test_the_form_for_either_role_is_filled_in_and_sent(either):
    assert walk.send(walk.fill(either)).status == "submitted"
    found = answers(either)
    assert found["topics"] == ["race", "faith"]
    assert found["learn_topics"] == ["disability"]
    assert found["learn_words"] == "What a hidden condition costs."
    assert set(again(either).declarations) == {"privacy", "time", "no_group", "no_use", "commitment", "no_line"}


def test_somebody_who_began_in_one_role_is_told_kindly_at_the_other(client, cohort):
    application = walk.start(cohort)
    client.force_login(application.person)
    there = client.get(begin(cohort, "mentee"))
    assert there.url == to("either", application)
    page = words(client.get(there.url))
    assert "One application is enough for both roles." in page
    assert press(client, there.url).url == to("task_list", application)
    assert again(application).role == "either"
    assert client.get(begin(cohort, "mentor")).url == to("task_list", application)
    assert "either role" in words(client.get(to("task_list", application)))


def test_somebody_who_has_sent_one_is_told_how_to_change_it(client, cohort):
    application = walk.sent(cohort)
    client.force_login(application.person)
    there = client.get(begin(cohort, "either")).url
    refused = client.get(there)
    assert refused.status_code == 403
    assert "Press “Change my application” on your own page first." in words(refused)


def test_the_page_before_the_form_offers_either_role_and_speaks_of_a_second_address(world, client, cohort, board):
    client.force_login(world.outsider)
    page = words(client.get(begin(cohort, "mentor")))
    assert begin(cohort, "either") in page
    assert "begun here before, with another email address?" in page
    assert "The co-ordinator places you in one of them" in words(client.get(begin(cohort, "either")))
    assert "either" not in words(client.get(begin(board, "mentor")))
    assert client.get(begin(board, "either")).status_code == 403


def test_widening_keeps_every_answer_and_asks_what_is_new(cohort):
    mentor = walk.fill(walk.start(cohort))
    actions.apply_for_either(application=mentor, by=mentor.person, now=DURING)
    assert answers(mentor)["why"] == "Because nobody asked me in nine years."
    assert answers(mentor)["topics"] == ["race", "faith"]
    with pytest.raises(Refused, match="Not finished yet: About you; How and when you can meet"):
        walk.send(again(mentor))
    assert walk.send(walk.fill(again(mentor))).status == "submitted"


def test_what_a_leader_wanted_to_learn_is_never_taken_for_what_they_offer(cohort):
    mentee = walk.fill(walk.start(cohort, "mentee", "Helen Marlowe"))
    typed = {"topics": ["age"], "topics_words": "word " * 200}
    actions.keep(application=mentee, section="learning", typed=typed, by=mentee.person, now=DURING)
    actions.apply_for_either(application=again(mentee), by=mentee.person, now=DURING)
    found = answers(mentee)
    assert found["learn_topics"] == ["race", "carers"]
    assert not found["topics"]
    assert not ledger.stands(mentee.person, LIVED_EXPERIENCE, cohort.pk)
    half = queries.half_filled(again(mentee), mentee.person, DURING)["learning"]
    assert half == {"learn_topics": ["age"], "learn_words": "word " * 200}


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_widens_or_places_what_is_not_theirs_to(world, cohort, either, who):
    with pytest.raises(Refused) as refusal:
        actions.apply_for_either(application=walk.start(cohort, name="Ann Other"), by=getattr(world, who), now=DURING)
    assert refusal.value.decision.hidden
    walk.send(walk.fill(either))
    for by in (world.outsider, either.person):
        with pytest.raises(Refused) as refusal:
            actions.place_in_role(application=again(either), role="mentor", by=by, now=DURING)
        assert refusal.value.decision.hidden


def test_placed_as_a_reverse_mentor_somebody_has_a_whole_application_of_that_role(world, cohort, either):
    walk.send(walk.fill(either))
    placed = place(world, either, "mentor", DURING)
    assert (placed.role, placed.can_attend) == ("mentor", ["mentor_briefing_a"])
    assert set(placed.declarations) == {"privacy", "time", "no_line"}
    assert {one.state for one in queries.progress(placed, placed.person, DURING)} == {"done"}
    assert answers(placed)["topics"] == ["race", "faith"]
    assert ledger.stands(placed.person, LIVED_EXPERIENCE, cohort.pk)


def test_placed_as_a_reverse_mentee_they_want_to_learn_and_offer_nothing(world, cohort, either):
    walk.send(walk.fill(either))
    placed = place(world, either, "mentee", DURING)
    assert (placed.role, placed.can_attend) == ("mentee", ["mentee_training_b"])
    found = answers(placed)
    assert (found["topics"], found["topics_words"]) == (["disability"], "What a hidden condition costs.")
    assert not ledger.stands(placed.person, LIVED_EXPERIENCE, cohort.pk)
    assert bytes(again(placed).learning) == b""
    assert {one.state for one in queries.progress(placed, placed.person, DURING)} == {"done"}


def test_placing_is_done_once_and_leaves_one_line_that_says_the_role(world, either):
    walk.send(walk.fill(either))
    lines = AuditEvent.objects.count()
    place(world, either, "mentor", DURING)
    assert AuditEvent.objects.count() == lines + 1
    assert AuditEvent.objects.order_by("number").last().details["role"] == "mentor"
    with pytest.raises(Refused, match="This person has one role already"):
        place(world, either, "mentee", DURING)


def test_nobody_is_accepted_before_they_have_a_role(world, cohort, either):
    walk.send(walk.fill(either))
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=AFTER)
    with pytest.raises(Refused, match="Place them in one of the two roles first"):
        selection.decide(application=again(either), outcome="accept", by=world.coordinator, now=AFTER)
    assert not Verdict.objects.exists()
    place(world, either, "mentee")
    decide(again(either), world, now=AFTER)
    selection.release(cohort=cohort, by=world.coordinator, now=AFTER)
    assert Participation.objects.get(person=either.person).role == "mentee"


def test_the_coordinators_page_says_what_is_removed_and_leads_back(world, client, either):
    walk.send(walk.fill(either))
    client.force_login(world.coordinator)
    page = words(client.get(to("place", either)))
    assert "In which role does Amara Okafor take part?" in page
    assert "the lived experience they offered as a reverse mentor is removed" in page
    assert press(client, to("place", either), role="").status_code == 422
    assert press(client, to("place", either), role="mentor").status_code == 302
    assert again(either).role == "mentor"


def test_where_i_stand_shows_the_dates_of_both_roles_until_one_is_chosen(world, client, either):
    walk.send(walk.fill(either))
    client.force_login(either.person)
    page = words(client.get(to("standing", either)))
    assert "Briefing for reverse mentors, first date" in page
    assert "Training for reverse mentees, first date" in page
    place(world, either, "mentor", DURING)
    assert "Training for reverse mentees" not in words(client.get(to("standing", either)))


def test_withdrawing_takes_the_lived_experience_of_either_role_with_it(cohort, either):
    walk.send(walk.fill(either))
    actions.withdraw(application=again(either), by=either.person, now=DURING)
    assert bytes(again(either).topics) == b""
    assert not ledger.stands(either.person, LIVED_EXPERIENCE, cohort.pk)
