"""The next cohort after the likeness of the last one, and the stages that a cohort goes without."""

from __future__ import annotations

import re
import uuid
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from tests.applications.walk import DURING, sent
from tests.cohorts.world import at, make_ready
from turnabout.applications.models import Application
from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.actions.copying import COPIED, ITS_OWN
from turnabout.cohorts.closing import digest
from turnabout.cohorts.models import Cohort, Role
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.resources import actions as resources
from turnabout.resources.models import Resource
from turnabout.stories.permissions import may_enter
from turnabout.surveys.permissions import may_plan

NEXT = date(2025, 4, 7)


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def copy(source, world, **given):
    whole = {"source": source, "title": "Cohort 6", "starts_on": NEXT, "by": world.coordinator, "now": DURING}
    return actions.copy_cohort(**(whole | given))


@pytest.fixture
def last(world):
    """An open cohort with dates, rules, stages and a library of its own, and an application."""
    cohort = world.cohort()
    given = {"cohort": cohort, "by": world.coordinator, "now": world.now}
    actions.switch_stages(off=["peer_support"], **given)
    actions.set_nations(nations=["england", "wales"], **given)
    hours = {"starts_at": at(2024, 2, 7, 15), "ends_at": at(2024, 2, 7, 16)}
    actions.change_date(step="mentee_training_a", **hours, **given)
    window = {"starts_at": clock.london(date(2024, 10, 7), time(0)), "ends_at": clock.end_of(date(2024, 10, 18))}
    actions.change_date(step="end", kind=planner.WINDOW, said="in October", **window, **given)
    resources.add_resource(**given, title="A talk", url="https://example.org/talk", kind="video", topics=["race"])
    make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(**given)
    sent(cohort)
    return Cohort.objects.get(pk=cohort.pk)


def test_the_next_cohort_has_everything_it_was_set_up_with_and_the_next_number(world, last):
    made = copy(last, world)
    assert {name: getattr(made, name) for name in COPIED} == {name: getattr(last, name) for name in COPIED}
    assert set(made.organisations.all()) == set(last.organisations.all())
    assert (made.number, made.status, made.title, made.slug) == (6, "draft", "Cohort 6", "cohort-6")
    assert (made.frozen_digest, made.extended_from) == ("", None)


def test_its_dates_stand_as_many_weeks_from_the_new_start_with_their_own_times(world, last):
    made = copy(last, world)
    was, now = ({one.step: one for one in queries.dates(cohort)} for cohort in (last, made))
    assert set(was) == set(now)
    assert now["mentee_training_a"].when == "Wednesday 5 February 2025, 3pm to 4pm"
    assert (now["end"].kind, now["end"].when) == (planner.WINDOW, "in October")
    for step, one in was.items():
        days = now[step].starts_at.astimezone(clock.LONDON).date() - one.starts_at.astimezone(clock.LONDON).date()
        assert days == timedelta(weeks=52)


def test_no_person_and_no_application_comes_along(world, last):
    made = copy(last, world)
    assert not Application.objects.filter(cohort=made).exists()
    assert [(role.person, role.kind) for role in Role.objects.filter(cohort=made)] == [
        (world.coordinator, "coordinator")
    ]


def test_the_library_is_copied_and_the_old_one_stays(world, last):
    made = copy(last, world)
    assert [one.title for one in Resource.objects.filter(cohort=made)] == ["A talk"]
    assert Resource.objects.filter(cohort=last).count() == 1


def test_what_the_cohort_says_in_public_is_copied_and_each_goes_its_own_way(world, last):
    given = {"cohort": last, "by": world.coordinator, "now": DURING}
    actions.change_passage(thing="awards", values={"awards": "Highly commended in 2023"}, **given)
    actions.change_passage(thing="awards", values={"awards": "Winner in 2024"}, **given)
    made = copy(last, world)
    assert queries.passages(made) == queries.passages(last) == {"awards": {"awards": "Winner in 2024"}}
    assert made.passages.get().version == 1
    actions.change_passage(cohort=made, thing="awards", values={"awards": "None yet"}, by=world.coordinator, now=DURING)
    last = Cohort.objects.get(pk=last.pk)
    assert queries.passages(last) == {"awards": {"awards": "Winner in 2024"}}


def test_every_thing_that_hangs_on_a_cohort_is_copied_or_named_here_as_left_behind():
    """A model of this room that a cohort has many of must be thought of when the next cohort is made."""
    here = {one.name for one in Cohort._meta.related_objects if one.related_model._meta.app_label == "cohorts"}
    assert here == {"dates", "passages", "roles", "readiness_marks", "listed_leaders", "short_link"}, f"{here}"


def test_copying_is_one_action(world, last):
    before = AuditEvent.objects.count()
    made = copy(last, world)
    (line,) = AuditEvent.objects.order_by("number")[before:]
    assert (line.event, line.thing_id) == ("cohort.copied", str(made.pk))


def test_every_field_of_a_cohort_is_either_copied_or_its_own():
    columns = {field.name for field in Cohort._meta.get_fields() if field.concrete and not field.many_to_many}
    assert columns == {*COPIED, *ITS_OWN, "frozen_digest", "version"}


def test_whoever_keeps_only_the_cohort_itself_is_told_who_can_copy_it(world, last):
    actions.give_role(person=world.outsider, kind="coordinator", cohort=last, by=world.coordinator, now=DURING)
    with pytest.raises(Refused, match="Ask one of them to copy this one"):
        copy(last, world, by=world.outsider)
    assert Cohort.objects.count() == 1


def test_a_stranger_cannot_copy_and_does_not_learn_that_there_is_one(world, last):
    with pytest.raises(Refused) as refusal:
        copy(last, world, by=world.outsider)
    assert refusal.value.decision.hidden


def test_the_list_and_the_set_up_offer_to_copy_the_last_cohort(keeper, world, last):
    page = reverse("cohorts:copy", args=[last.pk])
    for offered in (reverse("cohorts:list"), reverse("cohorts:new", args=["pattern"])):
        assert page in keeper.get(offered).content.decode()
    form = keeper.get(page).content.decode()
    assert 'value="Cohort 6"' in form
    given = {"title": "Cohort 6", "starts_on_day": 7, "starts_on_month": 4, "starts_on_year": 2025}
    with clock.borrowed(DURING):
        made = send(keeper, page, given)
    assert made["Location"] == reverse("home:preview", args=[Cohort.objects.get(number=6).pk])


def test_a_stage_that_is_switched_off_takes_its_dates_along_and_brings_them_back(world):
    cohort = world.cohort()
    given = {"cohort": cohort, "by": world.coordinator, "now": world.now}
    whole = {one.step: one.starts_at for one in queries.dates(cohort)}
    actions.switch_stages(off=["end_questionnaire", "midpoint"], **given)
    left = {one.step for one in queries.dates(Cohort.objects.get(pk=cohort.pk))}
    assert set(whole) - left == {"end_questionnaire", "end_questionnaire_closes", "midpoint"}
    assert (cohort.has("midpoint"), cohort.has("sharing_session")) == (False, True)
    actions.switch_stages(off=[], **given)
    assert {one.step: one.starts_at for one in queries.dates(Cohort.objects.get(pk=cohort.pk))} == whole


def test_stages_are_fixed_when_the_cohort_opens_and_frozen_with_its_rules(world):
    cohort = world.cohort()
    given = {"cohort": cohort, "by": world.coordinator, "now": world.now}
    whole = digest(cohort)
    actions.switch_stages(off=["midpoint"], **given)
    assert digest(cohort) != whole
    make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(**given)
    with pytest.raises(Refused, match="This was fixed when the cohort opened"):
        actions.switch_stages(off=[], **given)


@pytest.mark.parametrize("stage", ["consent", "briefing", "agreement", "matching"])
def test_what_every_pair_needs_cannot_be_switched_off(world, stage):
    cohort = world.cohort()
    with pytest.raises(ValueError, match="can be switched off"):
        actions.switch_stages(cohort=cohort, off=[stage], by=world.coordinator, now=world.now)
    with pytest.raises(KeyError):
        cohort.has(stage)


def test_pages_and_steps_of_a_stage_that_is_switched_off_are_gone(keeper, world):
    cohort = world.cohort()
    day = reverse("home:day", args=[cohort.pk])
    assert "Last questionnaire" in text(keeper.get(day))
    page = reverse("cohorts:switches", args=[cohort.pk])
    on = [switch.code for switch in planner.SWITCHES if switch.code not in ("end_questionnaire", "testimonials")]
    send(keeper, page, {"on": on})
    cohort = Cohort.objects.get(pk=cohort.pk)
    assert cohort.switched_off == ["end_questionnaire", "testimonials"]
    shown = text(keeper.get(day))
    assert "Last questionnaire" not in shown
    assert "What people said" not in shown
    assert "This cohort goes without: End questionnaire; What people said." in text(
        keeper.get(reverse("cohorts:plan", args=[cohort.pk]))
    )
    assert "switched off" in may_plan(world.coordinator, cohort, world.now).reason
    assert "switched off" in may_enter(world.coordinator, cohort, world.now).reason


def test_a_cohort_without_an_end_questionnaire_is_led_on_to_its_end(world):
    from turnabout.cohorts.web.decisions import decisions

    cohort = world.cohort()
    given = {"by": world.coordinator}
    actions.switch_stages(cohort=cohort, off=["end_questionnaire"], now=world.now, **given)
    make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(cohort=cohort, now=world.now, **given)
    actions.close_applications(cohort=cohort, now=at(2024, 1, 30), **given)
    for lead_on in (actions.prepare, actions.start_matching, actions.launch):
        lead_on(cohort=cohort, now=at(2024, 4, 8), **given)
    cohort = Cohort.objects.get(pk=cohort.pk)
    (step,) = decisions(world.coordinator, cohort, at(2024, 10, 7))
    assert step.url == reverse("cohorts:stage", args=[cohort.pk, "begin_closing"])
