"""Where everybody lands when they sign in, the co-ordinator's day, and a participant's own page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import at, make_ready
from tests.home.test_public import page, queries_of
from tests.selection.walk import accepted, close, sent
from tests.training.walk import AFTER, Prepared
from turnabout.applications import actions as applications
from turnabout.cohorts import actions
from turnabout.foundation import clock
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.next_steps import Step
from turnabout.matching import actions as matching
from turnabout.selection import actions as selection


def lands(client, person, moment=None):
    """Where `person` is led from /start/."""
    client.force_login(person)
    with clock.borrowed(moment or at(2024, 2, 20)):
        return client.get("/start/")["Location"]


def test_a_coordinator_of_one_cohort_lands_on_its_day(client, world):
    cohort = world.open_cohort()
    assert lands(client, world.coordinator) == reverse("home:day", args=[cohort.pk])


def test_a_coordinator_of_none_or_several_lands_on_the_list(client, world):
    assert lands(client, world.coordinator) == reverse("cohorts:list")
    world.open_cohort(number=1)
    world.open_cohort(number=2)
    assert lands(client, world.coordinator) == reverse("cohorts:list")


def test_an_administrator_lands_on_the_organisations(client, world):
    assert lands(client, world.administrator) == reverse("cohorts:organisations")


def test_a_participant_lands_on_their_mentoring(client, world):
    (amara,) = accepted(world.open_cohort(), world, "Amara Okafor")
    assert lands(client, amara.person) == reverse("home:mine", args=[amara.pk])


def test_an_applicant_lands_where_they_stand(client, world):
    application = sent(world.open_cohort())
    assert lands(client, application.person) == reverse("applications:standing", args=[application.pk])


def appointed(world, cohort, name, kind):
    email = f"{name.split()[0].lower()}@example.org"
    given = {"name": name, "email": email, "kind": kind, "cohort": cohort}
    return actions.appoint(**given, by=world.coordinator, now=world.now).person


def test_a_board_reader_lands_on_the_reports(client, world):
    ruth = appointed(world, world.open_cohort(), "Ruth Ashdown", "board_reader")
    assert lands(client, ruth) == reverse("reporting:shelf")
    assert client.get(lands(client, ruth)).status_code == 200


def test_a_trainer_lands_on_the_sessions_of_the_cohort_that_goes_on(client, world):
    over, going_on = world.open_cohort(number=4), world.just_open(number=5)
    actions.call_off(cohort=over, by=world.coordinator, now=world.now)
    for cohort in (over, going_on):
        nadia = appointed(world, cohort, "Nadia Brook", "trainer")
    assert lands(client, nadia) == reverse("training:sessions", args=[going_on.pk])
    assert client.get(lands(client, nadia)).status_code == 200


def test_an_old_application_does_not_stand_before_a_role(client, world):
    application = sent(world.open_cohort())
    assert application.person.name == "Amara Okafor"
    applications.withdraw(application=application, by=application.person, now=applying.DURING)
    assert lands(client, application.person) == reverse("applications:standing", args=[application.pk])
    person = application.person
    keep = {"by": world.coordinator, "now": world.now}
    actions.give_role(person=person, kind="board_reader", cohort=application.cohort, **keep)
    assert lands(client, person) == reverse("reporting:shelf")


def test_somebody_without_any_part_lands_on_the_programmes(client, world):
    assert lands(client, world.outsider) == reverse("home:front")


def test_a_visitor_is_asked_to_sign_in_first(client, db):
    assert "/account/" in client.get("/start/")["Location"]


def day(client, world, cohort, moment):
    client.force_login(world.coordinator)
    return page(client, reverse("home:day", args=[cohort.pk]), moment)


def test_an_empty_day_says_that_nothing_waits_and_what_comes_next(client, world):
    cohort = world.open_cohort()
    shown = day(client, world, cohort, at(2023, 12, 4))
    assert "Nothing needs you. Next: Applications close, Friday 26 January 2024." in shown


def test_a_draft_asks_first_for_what_its_opening_waits_for(client, world):
    cohort = world.cohort()
    early = day(client, world, cohort, at(2023, 9, 4))
    assert "Before it opens: see to 4 things" in early
    assert "The sponsor is named" in early
    assert "open the cohort" not in early


def test_what_a_later_step_waits_for_is_asked_for_four_weeks_before_it(client, world):
    cohort = make_ready(world.cohort(), by=world.coordinator, now=world.now, steps=("open",))
    actions.open_applications(cohort=cohort, by=world.coordinator, now=world.now)
    actions.close_applications(cohort=cohort, by=world.coordinator, now=world.now)
    assert "Before matching: see to" not in day(client, world, cohort, at(2024, 2, 16))
    assert "Before matching: see to 1 thing" in day(client, world, cohort, at(2024, 2, 20))
    actions.prepare(cohort=cohort, by=world.coordinator, now=world.now)
    pressing = day(client, world, cohort, at(2024, 3, 19))
    assert "Pressing." in pressing
    assert "Begin matching" not in pressing


def test_a_draft_asks_to_be_opened_and_presses_once_it_should_be_open(client, world):
    cohort = world.ready_cohort()
    early = day(client, world, cohort, at(2023, 9, 4))
    assert "Look at the public page, and open the cohort" in early
    assert "Pressing." not in early
    assert "Pressing." in day(client, world, cohort, at(2023, 11, 12))


@pytest.mark.parametrize(
    ("walk", "moment", "heading"),
    [
        (["close_applications"], (2024, 1, 30), "Begin training and briefing"),
        (["close_applications", "prepare"], (2024, 3, 12), "Begin matching"),
        (["close_applications", "prepare", "start_matching"], (2024, 4, 1), "Start the mentoring"),
        (["close_applications", "prepare", "start_matching", "launch"], (2024, 9, 17), "Begin to ask what changed"),
    ],
)
def test_the_next_stage_is_asked_for_from_a_week_before_its_day(client, world, walk, moment, heading):
    cohort = world.open_cohort()
    for step in walk:
        getattr(actions, step)(cohort=cohort, by=world.coordinator, now=world.now)
    assert heading in day(client, world, cohort, at(*moment))
    assert heading not in day(client, world, cohort, at(*moment) - timedelta(days=21))


def test_the_most_pressing_decision_of_all_rooms_stands_first(client, world, monkeypatch):
    cohort = world.open_cohort()
    monkeypatch.setitem(next_steps._offers, next_steps.DECISIONS, [offer("Later", False), offer("At once", True)])
    shown = day(client, world, cohort, at(2023, 12, 4))
    assert shown.index("At once") < shown.index("Later")


def offer(words: str, urgent: bool) -> Any:
    def steps(viewer: Any, thing: Any, now: Any) -> list[Step]:
        return [Step(words, "/somewhere/", now + timedelta(days=1), urgent, "Because.")]

    return steps


def test_the_day_of_a_board_programme_leads_to_its_leaders(client, world):
    board = world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))
    client.force_login(world.coordinator)
    with clock.borrowed(world.now):
        body = client.get(reverse("home:day", args=[board.pk])).content.decode()
    assert reverse("applications:leaders", args=[board.pk]) in body
    system = world.open_cohort(number=7)
    with clock.borrowed(world.now):
        body = client.get(reverse("home:day", args=[system.pk])).content.decode()
    assert reverse("applications:leaders", args=[system.pk]) not in body


def test_my_mentoring_says_my_role_what_comes_next_and_whom_to_ask(client, world):
    (amara,) = accepted(world.open_cohort(), world, "Amara Okafor")
    client.force_login(amara.person)
    shown = page(client, reverse("home:mine", args=[amara.pk]), at(2024, 2, 20))
    assert "You take part as a reverse mentor." in shown
    assert "Ask your line manager to release you" in shown
    assert "Training for reverse mentees" not in shown
    assert "inclusion@example.org" in shown


def test_my_mentoring_has_one_button_for_what_presses_most_and_lists_the_rest(client, world, monkeypatch):
    (amara,) = accepted(world.open_cohort(), world, "Amara Okafor")
    monkeypatch.setitem(next_steps._offers, next_steps.MINE, [offer("Read this", False), offer("Answer now", True)])
    client.force_login(amara.person)
    shown = page(client, reverse("home:mine", args=[amara.pk]), at(2024, 2, 20))
    assert shown.index("Answer now") < shown.index("Also waiting for you") < shown.index("Read this")


def test_my_mentoring_names_the_partner_once_both_have_said_yes(client, world):
    ready = Prepared.make(world)
    keep: dict[str, Any] = {"by": world.coordinator, "now": AFTER}
    ready.mark("mentee_training_a", AFTER, came=[ready.helen])
    ready.mark("mentor_briefing_a", AFTER, came=[ready.amara])
    actions.start_matching(cohort=ready.cohort, **keep)
    found = matching.publish(found=matching.run_round(cohort=ready.cohort, **keep), **keep)
    (pair,) = found.pairs.all()
    matching.answer(pair=pair, yes=True, by=ready.amara.person, now=AFTER)
    mine = reverse("home:mine", args=[ready.amara.pk])
    client.force_login(ready.amara.person)
    assert "your reverse mentee" not in page(client, mine, AFTER)
    matching.answer(pair=pair, yes=True, by=ready.helen.person, now=AFTER)
    assert "Helen Marlowe , your reverse mentee" in page(client, mine, AFTER)
    client.force_login(ready.helen.person)
    assert "Amara Okafor , your reverse mentor" in page(client, reverse("home:mine", args=[ready.helen.pk]), AFTER)


def test_a_second_cohort_is_one_press_away(client, world):
    (first,) = accepted(world.open_cohort(number=4), world, "Amara Okafor")
    (second,) = accepted(world.open_cohort(number=5), world, "Amara Okafor")
    client.force_login(first.person)
    with clock.borrowed(at(2024, 2, 20)):
        body = client.get(reverse("home:mine", args=[first.pk])).content.decode()
    assert reverse("home:mine", args=[second.pk]) in body


def test_what_goes_on_is_shown_before_what_was_left(client, world):
    (first,) = accepted(world.open_cohort(number=4), world, "Amara Okafor")
    (second,) = accepted(world.open_cohort(number=5), world, "Amara Okafor")
    selection.withdraw(participation=second, by=second.person, now=at(2024, 2, 19))
    assert lands(client, first.person) == reverse("home:mine", args=[first.pk])


def test_my_mentoring_is_mine_alone(client, world):
    amara, idris = accepted(world.open_cohort(), world, "Amara Okafor", "Idris Vale")
    for person in (idris.person, world.coordinator, world.outsider):
        client.force_login(person)
        assert client.get(reverse("home:mine", args=[amara.pk])).status_code == 404


def test_somebody_who_takes_no_part_reads_what_will_be_here(client, world):
    client.force_login(world.outsider)
    assert "You do not take part in a cohort yet" in page(client, "/my-mentoring/", at(2024, 2, 20))


def test_the_links_across_the_top_are_what_the_person_has(client, world):
    cohort = world.open_cohort()
    applying.sent(cohort, "mentor", "Idris Vale")
    close(cohort, world)
    client.force_login(world.coordinator)
    assert "Cohorts" in page(client, "/", at(2024, 2, 20))
    client.force_login(world.outsider)
    assert "Cohorts" not in page(client, "/", at(2024, 2, 20))


def test_the_day_makes_as_many_queries_for_a_cohort_beside_two_others_as_alone(client, world):
    cohort = world.open_cohort(number=1)
    client.force_login(world.coordinator)
    one = queries_of(client, reverse("home:day", args=[cohort.pk]))
    world.open_cohort(number=2)
    world.open_cohort(number=3)
    assert queries_of(client, reverse("home:day", args=[cohort.pk])) == one
