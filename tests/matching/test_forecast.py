"""How many pairs are possible: what is counted, who may look, and what nobody can learn from it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who, address, apply_as, page_of
from tests.selection.walk import TELLING, close, decide, second_coordinator
from turnabout.applications import actions as applications
from turnabout.applications import queries as forms
from turnabout.applications.models import Application
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.matching import actions
from turnabout.matching.forecast import LARGEST, Forecast, forecast
from turnabout.matching.models import Pair, Round
from turnabout.matching.web import outlook
from turnabout.selection import actions as selection

NOW = applying.DURING
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture(autouse=True)
def _in_december() -> Any:
    with clock.borrowed(NOW):
        yield


@pytest.fixture
def cohort(world: World) -> Cohort:
    return world.just_open()


def looked(
    world: World, cohort: Cohort, group: str = "everybody", by: Person | None = None, now: Any = NOW
) -> Forecast:
    return forecast(actions.look_ahead(cohort=cohort, group=group, by=by or world.coordinator, now=now))


def most(world: World, cohort: Cohort, group: str = "everybody") -> int:
    found = looked(world, cohort, group).found
    return found.most if found else 0


def page(world: World, cohort: Cohort, **given: str) -> str:
    """The page without ids and without the cohort's own title, so that two cohorts can be compared."""
    client = Client()
    client.force_login(world.coordinator)
    answer = client.get(reverse("matching:forecast", args=[cohort.pk]), given)
    assert answer.status_code == 200, answer.content.decode()
    text = answer.content.decode()
    return ID.sub("ID", text[text.index("<main") :]).replace(cohort.title, "THE COHORT")


def offer(application: Application, topics: Any, quietly: Any = ()) -> None:
    applications.offer_experience(
        application=application, topics=topics, quietly=quietly, wording=EXPERIENCE_NOW, by=application.person, now=NOW
    )


def test_two_who_fit_are_one_possible_pair_and_nobody_fits_nobody(world: World, cohort: Cohort) -> None:
    for who in (AMARA, HELEN):
        apply_as(cohort, who, world)
    shown = page(world, cohort)
    assert "1 pair is possible" in shown and "with the 2 people who count now" in shown
    assert "Everybody fits somebody." in shown
    assert "<svg" in shown and "Up to 1 pair" in shown
    assert "Fenwick Council" in shown, "an organisation without anybody stands there too"


def test_a_draft_counts_for_nothing(world: World, cohort: Cohort) -> None:
    apply_as(cohort, AMARA, world)
    applying.fill(applying.start(cohort, "mentee", "Helen Marlowe"))
    assert most(world, cohort) == 0
    assert "Helen Marlowe" not in page(world, cohort)
    assert "There is no reverse mentee yet." in page(world, cohort)


def test_before_anybody_applied_the_page_says_what_will_be_there(world: World, cohort: Cohort) -> None:
    assert "Nobody to count yet" in page(world, cohort)


def test_whoever_withdrew_counts_no_more(world: World, cohort: Cohort) -> None:
    apply_as(cohort, AMARA, world)
    helen = apply_as(cohort, HELEN, world)
    assert most(world, cohort) == 1
    applications.withdraw(application=helen, by=helen.person, now=NOW)
    assert most(world, cohort) == 0


def test_the_switch_counts_the_reserve_list_or_the_accepted_alone(world: World, cohort: Cohort) -> None:
    sent = [apply_as(cohort, who, world) for who in (AMARA, HELEN, IDRIS, GARETH, Who("Nell Farrow"))]
    decide(sent[0], world)
    decide(sent[1], world)
    decide(sent[2], world, "reserve")
    decide(sent[4], world, "decline", reason="capacity")
    assert [len(looked(world, cohort, group).people) for group in ("everybody", "reserve", "accepted")] == [3, 4, 2]
    assert [most(world, cohort, group) for group in ("everybody", "reserve", "accepted")] == [1, 2, 1]
    assert "2 pairs are possible" in page(world, cohort, count="reserve")
    assert "1 pair is possible" in page(world, cohort, count="accepted")
    assert page(world, cohort, count="nonsense") == page(world, cohort)


def test_named_leaders_who_said_yes_count_as_accepted(world: World) -> None:
    now = world.now
    cohort = world.just_open(pattern="board", starts_on=date(2024, 4, 8))
    leader, token = applying.named(world, cohort, now)
    assert len(looked(world, cohort, now=now).people) == 0
    applications.confirm(application=leader, token=token, answers=applying.LEADER, by=forms.by_link(), now=now)
    given = looked(world, cohort, "accepted", now=now)
    assert [one.person.name for one in given.people.values()] == ["Gareth Pryce"]
    assert [one.others for one in given.found.lone] == [0]  # type: ignore[union-attr]


def test_the_reserve_list_and_places_that_were_left_follow_what_happened(world: World, cohort: Cohort) -> None:
    for who in (AMARA, HELEN):
        decide(apply_as(cohort, who, world), world)
    cohort = close(cohort, world)
    selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert most(world, cohort) == 1
    part = Ready(world, cohort).part("Amara Okafor")
    selection.withdraw(participation=part, by=part.person, now=TELLING)
    assert most(world, cohort) == 0


@pytest.mark.parametrize(
    ("who", "why", "helps"),
    [
        (
            Who("Tom Reed", topics=("faith",)),
            "No topic in common with people who would fit otherwise: 1.",
            "A reverse mentee who wants to learn about: Religion or belief.",
        ),
        (
            Who("Tom Reed", modes=("phone",)),
            "No way to meet in common with people who would fit otherwise: 1.",
            "Ask whether they could also meet in person. People whom that opens: 1.",
        ),
        (
            Who("Tom Reed", manager=address("Helen Marlowe")),
            "Not available to them, though they would fit: 1.",
            "One more reverse mentee, from another team.",
        ),
        (
            Who("Tom Reed", topics=("faith",), modes=("phone",)),
            "Nobody fits on topics and on ways to meet.",
            "One more reverse mentee, from another team.",
        ),
    ],
)
def test_whoever_fits_nobody_is_named_with_what_stops_it_and_what_would_help(
    world: World, cohort: Cohort, who: Who, why: str, helps: str
) -> None:
    for one in (AMARA, HELEN, who):
        apply_as(cohort, one, world)
    [alone] = outlook.alone(looked(world, cohort))
    assert (alone.application.person.name, alone.why, alone.helps) == ("Tom Reed", [why], [helps])
    assert "Tom Reed" in page(world, cohort) and ">Amara Okafor<" not in page(world, cohort)


def test_what_would_help_most_is_said_with_how_many_pairs_it_allows(world: World, cohort: Cohort) -> None:
    for one in (AMARA, Who("Tom Reed"), HELEN, Who("Nell Farrow", "mentee", topics=("disability",))):
        apply_as(cohort, one, world)
    shown = page(world, cohort)
    assert "Find more reverse mentors who offer: Disability and long-term conditions. That allows 1 more pair." in shown
    assert "Ask reverse mentees whether they could take two partners. That allows 1 more pair." in shown


def test_whoever_would_take_either_role_counts_where_more_pairs_result(world: World, cohort: Cohort) -> None:
    apply_as(cohort, Who("Amara Okafor", topics=("disability",)), world)
    applying.sent(cohort, "either", "Idris Vale")
    assert most(world, cohort) == 1, "Idris wants to learn about disability"
    assert "1 person would take either role." in page(world, cohort)
    assert "as reverse mentors 0, as reverse mentees 1" in page(world, cohort)


# What nobody can learn from it.


def test_what_is_offered_in_silence_changes_not_one_letter_of_the_page(world: World, cohort: Cohort) -> None:
    amara = apply_as(cohort, AMARA, world)
    for one in (HELEN, IDRIS, GARETH, Who("Nell Farrow", "mentee", topics=("faith",))):
        apply_as(cohort, one, world)
    told = page(world, cohort)
    seen = []
    for topics, quietly in (
        ({"race": "nobody"}, ["race"]),
        ({"faith": "nobody"}, ["faith"]),
        ({"faith": "nobody"}, []),
        ({"faith": "nobody", "race": "nobody"}, ["race"]),
    ):
        offer(amara, topics, quietly)
        seen.append(page(world, cohort))
    applications.withdraw_experience(application=amara, by=amara.person, now=NOW)
    seen.append(page(world, cohort))
    assert len(set(seen)) == 1 and seen[0] != told
    assert "You see nothing that they offer. Do not ask them" in seen[0]


def test_a_topic_told_to_a_co_ordinator_counts_whatever_else_is_silent(world: World, cohort: Cohort) -> None:
    amara = apply_as(cohort, AMARA, world)
    apply_as(cohort, HELEN, world)
    offer(amara, {"race": "coordinator", "faith": "nobody"}, ["faith"])
    open_page = page(world, cohort)
    offer(amara, {"race": "coordinator"})
    assert page(world, cohort) == open_page
    assert "1 pair is possible" in open_page and "Religion" not in open_page


def test_a_consent_taken_back_takes_the_offer_out_of_the_forecast(world: World, cohort: Cohort) -> None:
    amara = apply_as(cohort, AMARA, world)
    apply_as(cohort, HELEN, world)
    applications.withdraw_experience(application=amara, by=amara.person, now=NOW)
    assert most(world, cohort) == 0


def test_the_page_is_the_same_whether_she_avoids_him_he_avoids_her_or_they_stand_in_one_line(world: World) -> None:
    def apart(**said: Any) -> dict[str, dict[str, Any]]:
        return {"apart": {"avoid_emails": [], "avoid_teams": []} | said}

    her, him = address("Amara Okafor"), address("Helen Marlowe")
    worlds = [
        (Who("Amara Okafor", answers=apart(avoid_emails=[him])), HELEN),
        (AMARA, Who("Helen Marlowe", "mentee", answers=apart(avoid_emails=[her]))),
        (AMARA, Who("Helen Marlowe", "mentee", answers=apart(avoid_teams=["urgent care"]))),
        (Who("Amara Okafor", manager=him), HELEN),
    ]
    seen = set()
    for number, people in enumerate(worlds, 5):
        cohort = world.just_open(number=number)
        for one in people:
            apply_as(cohort, one, world)
        seen.add(page(world, cohort))
    assert len(seen) == 1
    shown = seen.pop()
    assert "Not available to them, though they would fit: 1." in shown and "avoid" not in shown.lower()


def test_two_who_were_asked_before_are_told_of_in_the_same_words(world: World) -> None:
    ready = Ready.make(world, AMARA, HELEN)
    ready.publish()
    ready.answer("Amara Okafor", False, Pair.objects.get())
    later = world.just_open(number=6)
    for one in (AMARA, HELEN):
        apply_as(later, one, world)
    shown = page(world, later)
    assert "0 pairs are possible" in shown and shown.count("Not available to them, though they would fit: 1.") == 2


def reports_to(world: World, email: str) -> None:
    role = world.coordinator.roles.get(kind="coordinator", organisation__isnull=False)
    cohorts.name_manager(role=role, manager_email=email, by=world.coordinator, now=world.now)


def test_nothing_of_a_co_ordinators_own_leader_is_in_what_they_see(world: World, cohort: Cohort) -> None:
    apply_as(cohort, AMARA, world)
    before = page(world, cohort)
    reports_to(world, address("Helen Marlowe"))
    apply_as(cohort, HELEN, world)
    assert page(world, cohort) == before
    lena = second_coordinator(world)
    assert looked(world, cohort, by=lena).found.most == 1  # type: ignore[union-attr]


def test_a_co_ordinators_own_application_is_not_in_what_they_see(world: World, cohort: Cohort) -> None:
    apply_as(cohort, AMARA, world)
    before = page(world, cohort)
    apply_as(cohort, Who("Joan Whitfield", "mentee"), world)
    assert page(world, cohort) == before


# Who may look, and when.


def test_only_the_cohorts_own_co_ordinators_may_look(world: World, cohort: Cohort) -> None:
    amara = apply_as(cohort, AMARA, world)
    for person in (amara.person, world.outsider, world.administrator):
        assert page_of(person, "matching:forecast", cohort.pk).status_code == 404
        with pytest.raises(Refused):
            looked(world, cohort, by=person)
    assert page_of(None, "matching:forecast", cohort.pk).status_code == 302


def test_it_is_there_from_the_opening_until_matching_begins(world: World, in_march: None) -> None:
    draft = world.cohort(number=7)
    refused = page_of(world.coordinator, "matching:forecast", draft.pk)
    assert refused.status_code == 403 and "Nobody can apply yet" in refused.content.decode()
    ready = Ready.make(world, AMARA, HELEN)
    refused = page_of(world.coordinator, "matching:forecast", ready.cohort.pk)
    assert refused.status_code == 403 and "Matching has begun" in refused.content.decode()
    assert MATCHING and not Round.objects.exists()


def test_the_day_leads_to_it_only_while_it_is_there(world: World, cohort: Cohort) -> None:
    words = "How many pairs today’s applicants allow"
    assert words in page_of(world.coordinator, "home:day", cohort.pk).content.decode()
    draft = world.cohort(number=7)
    assert words not in page_of(world.coordinator, "home:day", draft.pk).content.decode()


def test_one_look_leaves_one_line_that_says_who_and_what_for(world: World, cohort: Cohort) -> None:
    for one in (AMARA, HELEN):
        apply_as(cohort, one, world)
    before = AuditEvent.objects.count()
    page_of(world.coordinator, "matching:forecast", cohort.pk)
    [line] = AuditEvent.objects.order_by("number")[before:]
    assert (line.event, line.thing_id) == ("forecast.looked_at", str(cohort.pk))
    read = [f"applications.application.{name} x2" for name in ("topics", "learning", "avoid")]
    assert line.details["read"] == [f"{one} for looking at how many pairs are possible" for one in read]


# Bad input, and many people.


def test_a_circle_of_managers_is_told_with_names_and_no_address(world: World, cohort: Cohort) -> None:
    apply_as(cohort, Who("Amara Okafor", manager=address("Helen Marlowe")), world)
    apply_as(cohort, Who("Helen Marlowe", "mentee", manager=address("Amara Okafor")), world)
    shown = page(world, cohort)
    assert "We cannot count yet" in shown and "They are: Amara Okafor, Helen Marlowe." in shown
    assert "example.org" not in shown


def test_more_people_than_can_be_counted_at_once_are_told_so(
    world: World, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (AMARA, HELEN):
        apply_as(cohort, one, world)
    monkeypatch.setattr("turnabout.matching.forecast.LARGEST", 1)
    assert LARGEST == 600
    before = AuditEvent.objects.count()
    shown = page(world, cohort)
    assert "Too many people to work this out while you wait" in shown and "There are 2." in shown
    [line] = AuditEvent.objects.order_by("number")[before:]
    assert "read" not in line.details, "nothing was unlocked"


def test_a_name_with_marks_in_it_stays_words(world: World, cohort: Cohort) -> None:
    apply_as(cohort, AMARA, world)
    Person.objects.filter(name="Amara Okafor").update(name="<b>Amara</b>")
    assert "<b>Amara" not in page(world, cohort) and "&lt;b&gt;Amara" in page(world, cohort)


def test_the_page_asks_the_database_as_often_for_two_people_as_for_seven(world: World) -> None:
    few, many = world.just_open(number=5), world.just_open(number=6)
    for cohort, people in (
        (few, (AMARA, HELEN)),
        (many, (AMARA, HELEN, IDRIS, GARETH, Who("Nell Farrow"), Who("Otto Lane", "mentee"), Who("Tom Reed"))),
    ):
        for one in people:
            apply_as(cohort, one, world)

    def asked(cohort: Cohort) -> int:
        page(world, cohort)
        with CaptureQueriesContext(connection) as caught:
            page(world, cohort)
        return len(caught)

    assert asked(few) == asked(many)
