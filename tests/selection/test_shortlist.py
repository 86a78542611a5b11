"""The shortlist: filtered, sorted, counted, read page by page, and decided on for several at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.test_pages import KEY, _queries, text
from tests.selection.walk import DECIDING, TELLING, assessed, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.applications.models import Application
from turnabout.applications.permissions import MANAGERS_LINK
from turnabout.applications.statuses import RELEASE
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.selection import actions, manager_release, queries
from turnabout.selection.models import Verdict
from turnabout.selection.queries import Choice

NAMES = ("Amara Okafor", "Idris Vale", "Sol Marsh")


@pytest.fixture(autouse=True)
def in_january() -> Iterator[None]:
    with clock.borrowed(DECIDING):
        yield


def listed(world: World, cohort: Cohort, page: int = 1, **choice: str) -> list[str]:
    found = queries.listed(world.coordinator, cohort, DECIDING, Choice(**choice), page)
    return [line.application.person.name for line in found.lines]


def page(person: Any, cohort: Cohort, **asked: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(reverse("selection:shortlist", args=[cohort.pk]), asked)


def at_work_elsewhere(application: Application, world: World) -> None:
    Application.objects.filter(pk=application.pk).update(organisation=world.partner)


def test_it_is_filtered_by_role_organisation_and_state_and_counts_each(world: World, cohort: Cohort) -> None:
    amara, idris, sol = (sent(cohort, "mentor", name) for name in NAMES)
    Application.objects.update(organisation=world.host)
    helen = sent(cohort, "mentee", "Helen Marlowe")
    at_work_elsewhere(helen, world)
    decide(amara, world)
    applications.withdraw(application=sol, by=sol.person, now=DECIDING)
    found = queries.listed(world.coordinator, cohort, DECIDING, Choice())
    assert found.roles == {"mentee": 1, "mentor": 3}
    assert found.states == {"to_decide": 2, "held": 1, "told": 0, "confirmed": 0, "withdrawn": 1}
    assert listed(world, cohort, role="mentee") == ["Helen Marlowe"]
    assert listed(world, cohort, organisation=str(world.partner.pk)) == ["Helen Marlowe"]
    assert listed(world, cohort, state="held") == ["Amara Okafor"]
    assert listed(world, cohort, state="to_decide", role="mentor") == ["Idris Vale"]
    assert idris.person.name in listed(world, cohort, organisation=str(world.host.pk))


def test_it_is_sorted_as_asked(world: World, cohort: Cohort) -> None:
    minutes = iter(range(3))
    sol, idris, amara = (sent(cohort, "mentor", name, at(2023, 12, 4, 10, next(minutes))) for name in reversed(NAMES))
    Application.objects.update(organisation=world.host)
    at_work_elsewhere(idris, world)
    decide(sol, world)
    assert listed(world, cohort) == [idris.person.name, amara.person.name, sol.person.name]
    assert listed(world, cohort, order="name") == sorted(NAMES)
    assert listed(world, cohort, order="sent") == list(reversed(NAMES))
    assert listed(world, cohort, order="organisation")[0] == idris.person.name


def test_neither_filter_nor_order_says_where_somebody_works_who_withdrew(world: World, cohort: Cohort) -> None:
    amara, idris, sol = (sent(cohort, "mentor", name) for name in NAMES)
    for one, place in ((amara, world.partner), (idris, world.host), (sol, world.host)):
        Application.objects.filter(pk=one.pk).update(organisation=place)
    applications.withdraw(application=amara, by=amara.person, now=DECIDING)
    for place in (world.host, world.partner):
        assert "Amara Okafor" not in listed(world, cohort, organisation=str(place.pk))
    assert listed(world, cohort, order="organisation")[-1] == "Amara Okafor"
    assert str(world.partner) not in text(page(world.coordinator, cohort)).split("<tbody")[1]


AFRESH = ("id", "person_id", "status")


def crowd(cohort: Cohort, many: int, first: int = 0) -> None:
    """So many more applications, written as rows: copies of one that was really sent."""
    one = Application.objects.filter(cohort=cohort, status="submitted").order_by("pk")[0]
    fields = [field.attname for field in Application._meta.concrete_fields if field.attname not in AFRESH]
    people = [
        Person(name=f"Applicant {n:03}", email=f"applicant.{n:03}@example.org") for n in range(first, first + many)
    ]
    Person.objects.bulk_create(people)
    made = Application.objects.bulk_create(
        Application(id=uuid4(), person=person, **{name: getattr(one, name) for name in fields}) for person in people
    )
    Application.objects.filter(pk__in=[each.pk for each in made]).update(status="submitted")


def test_it_asks_as_often_for_fifty_as_for_three_and_for_one(world: World, cohort: Cohort) -> None:
    client = Client()
    client.force_login(world.coordinator)
    address = reverse("selection:shortlist", args=[cohort.pk])
    sent(cohort)
    client.get(address)
    one = _queries(client, address)
    crowd(cohort, 2)
    three = _queries(client, address)
    crowd(cohort, 57, first=2)
    fifty = _queries(client, address)
    assert one == three == fifty
    shown = text(client.get(address))
    assert shown.count('name="ticked"') == 50 and "page 2 of 2" in shown
    second = text(client.get(address, {"page": "2"}))
    assert second.count('name="ticked"') == 10 and "page 1 of 2" in second
    for nonsense in ("0", "-1", "99", "x", "9" * 40):
        assert client.get(address, {"page": nonsense}).status_code == 200


def test_nonsense_in_the_address_shows_everybody(world: World, cohort: Cohort) -> None:
    sent(cohort)
    shown = page(world.coordinator, cohort, role="<b>", organisation="'--", state="x", order="; drop")
    assert shown.status_code == 200 and "Amara Okafor" in text(shown)
    assert "<b>" not in text(shown)


def test_outsiders_get_an_empty_page_of_nothing(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    for viewer in (world.outsider, application.person):
        found = queries.listed(viewer, cohort, DECIDING, Choice())
        assert (found.lines, found.found, dict(found.roles), dict(found.states)) == ([], 0, {}, {})
        assert queries.find_applications(viewer, cohort, [application.pk], DECIDING) == []


def accept(world: World, cohort: Cohort, *given: Application, outcome: str = "accept", by: Any = None) -> list[Verdict]:
    by = by or world.coordinator
    return actions.decide_several(cohort=cohort, applications=given, outcome=outcome, by=by, now=DECIDING)


def test_several_are_accepted_at_once_in_one_action(world: World, cohort: Cohort) -> None:
    three = [assessed(sent(cohort, "mentor", name), world) for name in NAMES]
    before = AuditEvent.objects.count()
    assert len(accept(world, cohort, *three)) == 3
    [line] = AuditEvent.objects.order_by("pk")[before:]
    assert line.event == "verdicts.decided"
    assert (line.details["outcome"], line.details["decided"], line.details["mentor"]) == ("accept", 3, 3)
    assert sorted(line.details["applications"]) == sorted(str(one.pk) for one in three)
    assert set(Verdict.objects.values_list("outcome", "status")) == {("accept", "held")}


def test_when_one_of_several_fails_none_is_decided_and_each_reason_is_listed(world: World, cohort: Cohort) -> None:
    amara, idris, sol = (assessed(sent(cohort, "mentor", name), world) for name in NAMES)
    lena = second_coordinator(world)
    decide(amara, world, "reserve", by=lena)
    Application.objects.filter(pk=idris.pk).update(level=None)
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused) as refusal:
        accept(world, cohort, amara, idris, sol)
    head, *why = map(str, refusal.value.reason)
    assert head.startswith("Nothing was decided. 2 applications are in the way")
    assert sorted(one.partition(":")[0] for one in why) == ["Amara Okafor", "Idris Vale"]
    assert any("Lena Moss decided “Reserve list”" in one for one in why)
    assert any("could not be paired" in one for one in why)
    assert Verdict.objects.count() == 1 and AuditEvent.objects.count() == lines


@pytest.mark.parametrize("outcome", ["decline", "other_route", "maybe"])
def test_a_decline_is_never_given_to_several_at_once(outcome: str, world: World, cohort: Cohort) -> None:
    with pytest.raises(Refused, match="for several people at once"):
        accept(world, cohort, sent(cohort), outcome=outcome)


def test_several_of_another_cohort_are_not_here(world: World, cohort: Cohort) -> None:
    elsewhere = world.open_cohort(number=6)
    other, own = sent(elsewhere, "mentor", "Sol Marsh"), sent(cohort, "mentor", "Joan Whitfield")
    with pytest.raises(Refused, match="Tick at least one"):
        accept(world, cohort, other)
    with pytest.raises(Refused, match="your own application"):
        accept(world, cohort, own)
    with pytest.raises(Refused) as refusal:
        accept(world, cohort, own, by=world.outsider)
    assert refusal.value.decision.hidden and not Verdict.objects.exists()


def press(world: World, cohort: Cohort, **given: Any) -> Any:
    client = Client()
    client.force_login(world.coordinator)
    address = reverse("selection:shortlist", args=[cohort.pk])
    key = KEY.findall(text(client.get(address)))[0]
    return client.post(address, {"idempotency_key": key} | given)


def test_ticked_ones_are_accepted_by_one_press(world: World, cohort: Cohort) -> None:
    amara, idris, _sol = (assessed(sent(cohort, "mentor", name), world) for name in NAMES)
    response = press(world, cohort, ticked=[str(amara.pk), str(idris.pk)], outcome="accept")
    assert response.status_code == 302
    assert set(Verdict.objects.values_list("application", flat=True)) == {amara.pk, idris.pk}


def test_a_press_without_ticks_and_one_that_half_fails_come_back_with_sentences(world: World, cohort: Cohort) -> None:
    amara, idris, _sol = (assessed(sent(cohort, "mentor", name), world) for name in NAMES)
    for ticked in ([], ["nonsense", "'"]):
        empty = press(world, cohort, ticked=ticked, outcome="accept")
        assert empty.status_code == 422 and "Tick the people you want to decide on" in text(empty)
    Application.objects.filter(pk=idris.pk).update(organisation=None)
    refused = press(world, cohort, ticked=[str(amara.pk), str(idris.pk)], outcome="accept")
    assert refused.status_code == 409
    assert "Nothing was decided" in text(refused) and "Idris Vale: This application does not say" in text(refused)
    assert len(re.findall(r'name="ticked"[^>]* checked', text(refused))) == 2
    assert not Verdict.objects.exists()


def test_whoever_would_take_either_role_is_placed_before_they_have_a_place(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    Application.objects.filter(pk=application.pk).update(role="either")
    for outcome in ("accept", "reserve"):
        with pytest.raises(Refused, match="Place them in one of the two roles first"):
            decide(application, world, outcome)
    with pytest.raises(Refused) as refusal:
        accept(world, cohort, application)
    assert "Place them in one of the two roles first" in str(refusal.value.reason)
    shown = text(page(world.coordinator, cohort))
    assert "Place in a role first" in shown and 'name="ticked"' not in shown
    decide(application, world, "other_route", route="network")


def test_what_managers_answered_stands_beside_those_who_can_be_read(
    world: World, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara, idris, _sol = (sent(cohort, "mentor", name) for name in NAMES)
    applications.withdraw(application=idris, by=idris.person, now=DECIDING)
    monkeypatch.setattr(manager_release, "SAYERS", [])
    assert "Paid time" not in text(page(world.coordinator, cohort))
    asked: list[set[Any]] = []

    def said(viewer: Any, chosen: Any, now: Any) -> dict[Any, str]:
        asked.append({one.pk for one in chosen})
        return {amara.pk: "Released with conditions"}

    manager_release.said_by(said)
    shown = text(page(world.coordinator, cohort))
    assert "Released with conditions" in shown and "Paid time" in shown
    assert len(asked) == 1 and idris.pk not in asked[0]


def test_the_shortlist_says_how_far_each_manager_s_release_is(world: World, cohort: Cohort) -> None:
    amara, _idris, _sol = (sent(cohort, "mentor", name) for name in NAMES)
    release, token = applications.ask_manager(application=amara, by=amara.person, now=DECIDING)
    shown = text(page(world.coordinator, cohort))
    assert "Paid time" in shown and str(RELEASE.status("asked").label) in shown
    answer = {"answer": "conditions", "conditions": "zqx-conditions", "will_not_pry": True, "will_be_fair": True}
    applications.answer_release(release=release, token=token, **answer, by=MANAGERS_LINK, now=DECIDING)
    shown = text(page(world.coordinator, cohort))
    assert str(RELEASE.status("supported_with_conditions").label) in shown
    assert str(RELEASE.status("not_asked").label) in shown, "nobody has asked Idris's manager yet"
    assert "zqx-conditions" not in shown, "what a manager wrote stands on its own page"


def test_nothing_in_this_room_reads_equality_monitoring_or_counts_strands(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    close(cohort, world)
    client = Client()
    client.force_login(world.coordinator)
    with clock.borrowed(TELLING):
        for name in ("shortlist", "release", "reserve"):
            shown = text(client.get(reverse(f"selection:{name}", args=[cohort.pk])))
            main = shown[shown.index("<main") : shown.index("</main")]
            assert not re.search(r"ethnic|disab|lgbt|strand|monitoring", main, re.IGNORECASE), name


def test_one_name_at_one_organisation_twice_is_marked(world: World, cohort: Cohort, client: Client) -> None:
    for name in ("Amara Okafor", "Idris Vale"):
        sent(cohort, name=name)
    second = applying.start(cohort, name="Ann Other")
    applying.send(applying.fill(second, but={"about": {"name": "  amara   OKAFOR "}}))
    marked = "Another application has this name and organisation."
    client.force_login(world.coordinator)
    here = reverse("selection:shortlist", args=[cohort.pk])
    assert text(client.get(here)).count(marked) == 2
    lines = queries.listed(world.coordinator, cohort, DECIDING, Choice()).lines
    assert {line.application.person.name.split()[0].lower() for line in lines if line.namesake} == {"amara"}
    applications.withdraw(application=second, by=second.person, now=DECIDING)
    assert marked not in text(client.get(here))
