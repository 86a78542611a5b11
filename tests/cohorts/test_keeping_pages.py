"""The pages on which a cohort is kept: dates, words, rules, roles, stages; and an administrator's organisations."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cohorts.world import at
from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort, Organisation, Role
from turnabout.foundation import clock
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs.models import Due

NOW = at(2024, 1, 23, 10)


@pytest.fixture(autouse=True)
def _today():
    with clock.borrowed(NOW):
        yield


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


def look_and_send(client, address, data):
    """Press once to see who would be told, and once more to do it."""
    shown = send(client, address, data)
    assert shown.status_code == 200
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', shown.content.decode())
    return send(client, address, {**data, "seen": seen[1]})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def boxes(day, month, year, **more):
    return {"day_day": day, "day_month": month, "day_year": year, **more}


def test_a_deadline_is_extended_on_its_page(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:change_date", args=[cohort.pk, "applications_close"])
    assert "until the very end of this day" in text(keeper.get(page))
    assert look_and_send(keeper, page, boxes(2, 2, 2024))["Location"] == reverse("cohorts:plan", args=[cohort.pk])
    assert Due.objects.get(job="cohorts.close_applications").due_at == at(2024, 2, 3, 0)
    assert "Friday 2 February 2024" in text(keeper.get(reverse("cohorts:plan", args=[cohort.pk])))


def test_a_session_is_moved_in_the_times_that_people_write(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:change_date", args=[cohort.pk, "mentor_briefing_a"])
    look_and_send(keeper, page, boxes(6, "March", 2024, starts="1.30pm", ends="5pm"))
    moved = queries.date_of(Cohort.objects.get(pk=cohort.pk), "mentor_briefing_a")
    assert (moved.starts_at, moved.ends_at) == (at(2024, 3, 6, 13, 30), at(2024, 3, 6, 17))


@pytest.mark.parametrize(
    ("step", "data", "status", "words"),
    [
        ("applications_close", boxes(31, 2, 2024), 422, "must be a real date"),
        ("applications_close", boxes(99999999999, 2, 2024), 422, "must be a real date"),
        ("applications_close", boxes(31, 12, 9999), 422, "must be between 1900 and 2200"),
        ("mentor_briefing_a", boxes(1, 1, "0001", starts="1pm", ends="5pm"), 422, "must be between 1900 and 2200"),
        ("applications_close", boxes(1, 1, 2024), 409, "already over"),
        ("mentor_briefing_a", boxes(5, 3, 2024, starts="5pm", ends="1pm"), 409, "end must be after the beginning"),
        ("mentor_briefing_a", boxes(31, 3, 2024, starts="1:30am", ends="5pm"), 422, "the clocks went forward"),
        ("mentor_briefing_a", boxes(5, 3, 2024, starts="teatime", ends="5pm"), 422, "Enter a time like 10am"),
    ],
)
def test_a_date_that_cannot_be_is_said_and_what_was_typed_stays(keeper, world, step, data, status, words):
    cohort = world.just_open()
    response = send(keeper, reverse("cohorts:change_date", args=[cohort.pk, step]), data)
    assert response.status_code == status
    assert words in text(response)
    assert f'value="{data["day_day"]}"' in response.content.decode()


def test_a_date_that_has_passed_has_no_link_and_its_page_says_why(keeper, world):
    cohort = world.just_open()
    plan = keeper.get(reverse("cohorts:plan", args=[cohort.pk])).content.decode()
    past = reverse("cohorts:change_date", args=[cohort.pk, "applications_open"])
    assert past not in plan
    assert reverse("cohorts:change_date", args=[cohort.pk, "start"]) in plan
    refused = keeper.get(past)
    assert refused.status_code == 403
    assert "This date has passed" in text(refused)


def test_a_step_that_the_cohort_has_not_is_not_here(keeper, world):
    cohort = world.just_open()
    assert keeper.get(reverse("cohorts:change_date", args=[cohort.pk, "invitations"])).status_code == 404


def test_the_plan_shows_every_date_as_a_picture_and_as_a_list(keeper, world):
    cohort = world.just_open()
    body = keeper.get(reverse("cohorts:plan", args=[cohort.pk])).content.decode()
    assert body.count("<circle") == 19 + 1
    assert "21. Follow-up after twelve months" in body
    assert "style=" not in body


def test_words_and_contact_are_changed_and_shown_in_preview(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:words", args=[cohort.pk])
    assert "0116 496 0000" in keeper.get(page).content.decode()
    given = {
        "what": "New words.",
        "who_for": "All.",
        "how_to_apply": "Here.",
        "name": "The team",
        "email": "team@example.org",
        "phone": "",
    }
    assert send(keeper, page, given)["Location"] == reverse("home:preview", args=[cohort.pk])
    changed = Cohort.objects.get(pk=cohort.pk)
    assert (changed.what, changed.contact_phone, changed.version) == ("New words.", "", 2)


def test_words_over_the_limit_come_back_whole(keeper, world):
    cohort = world.just_open()
    long = "word " * 500
    given = {"what": long, "who_for": "All.", "how_to_apply": "Here.", "name": "T", "email": "t@example.org"}
    response = send(keeper, reverse("cohorts:words", args=[cohort.pk]), given)
    assert response.status_code == 422
    assert long.strip() in response.content.decode()
    assert Cohort.objects.get(pk=cohort.pk).what == cohort.what


def test_the_rules_of_a_draft_can_be_changed_and_those_of_an_open_cohort_not(keeper, world):
    draft, opened = world.cohort(number=6), world.just_open(number=5)
    given = {
        "organisations": [str(world.host.pk)],
        "strands": [],
        "meetings_planned": 5,
        "meetings_to_graduate": 3,
        "meeting_minutes": 45,
        "most_mentees": 1,
    }
    assert send(keeper, reverse("cohorts:rules", args=[draft.pk]), given).status_code == 302
    changed = Cohort.objects.get(pk=draft.pk)
    assert (changed.policies["meeting_minutes"], changed.policies["most_mentees"]) == (45, 1)
    assert (changed.strands, [one.pk for one in changed.organisations.all()]) == ([], [world.host.pk])
    refused = send(keeper, reverse("cohorts:rules", args=[opened.pk]), given)
    assert refused.status_code == 403
    assert "This was fixed when the cohort opened" in text(refused)


def test_a_role_is_given_and_ended_on_its_page(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:roles", args=[cohort.pk])
    given = {"name": "Sam Ridley", "email": "sam.ridley@example.org", "kind": "assessor"}
    send(keeper, page, given)
    assert "Sam Ridley now has the role “Assessor”." in text(keeper.get(page))
    role = Role.objects.get(kind="assessor")
    end = reverse("cohorts:end_role", args=[role.pk])
    assert "Nobody is written to." in text(keeper.get(end))
    send(keeper, end)
    assert "Sam Ridley" not in text(keeper.get(page))
    assert keeper.get(end).status_code == 404


def test_the_last_coordinator_is_told_why_the_role_cannot_end(keeper, world):
    cohort = world.just_open()
    only = cohort.roles.get(kind="coordinator")
    refused = send(keeper, reverse("cohorts:end_role", args=[only.pk]))
    assert refused.status_code == 409
    assert "Give somebody else the role first." in text(refused)


def test_a_stage_says_what_will_happen_before_the_button(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:stage", args=[cohort.pk, "close"])
    assert "What people have not sent stays with them as a draft." in text(keeper.get(page))
    send(keeper, page)
    assert Cohort.objects.get(pk=cohort.pk).status == "choosing"
    again = keeper.get(page)
    assert "It may have been done already." in text(again)
    assert "<form" not in again.content.decode().split("<main", 1)[1].split("</main", 1)[0]


def test_a_stage_pressed_by_two_people_is_made_once(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:stage", args=[cohort.pk, "close"])
    assert send(keeper, page).status_code == 302
    second = send(keeper, page)
    assert second.status_code == 409


def test_every_move_of_the_table_has_its_page():
    from turnabout.cohorts.statuses import COHORT
    from turnabout.cohorts.web.stages import STAGES

    assert set(STAGES) == {move.name for move in COHORT.moves}


def test_an_administrator_adds_an_organisation_and_names_its_coordinator(client, world):
    client.force_login(world.administrator)
    made = send(client, reverse("cohorts:new_organisation"), {"name": "Hollow Trust", "kind": "nhs"})
    trust = Organisation.objects.get(name="Hollow Trust")
    assert made["Location"] == reverse("cohorts:organisation", args=[trust.pk])
    send(client, made["Location"], {"name": "Lena Moss", "email": "lena@example.org", "kind": "coordinator"})
    assert "Lena Moss" in text(client.get(made["Location"]))
    assert queries.hosts_for(Person.objects.get(email="lena@example.org"), NOW) == [trust]


def test_a_second_organisation_of_one_name_is_refused_in_words(client, world):
    client.force_login(world.administrator)
    refused = send(client, reverse("cohorts:new_organisation"), {"name": "fenwick council", "kind": "council"})
    assert refused.status_code == 409
    assert "already an organisation with this name" in text(refused)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_list_of_cohorts_makes_as_many_queries_for_three_as_for_one(keeper, world):
    other = world.just_open(number=1)
    one = queries_of(keeper, reverse("cohorts:list"))
    world.just_open(number=2)
    world.just_open(number=3)
    assert queries_of(keeper, reverse("cohorts:list")) == one
    stranger = Person.objects.make(name="Owen Castle", email="owen@example.org")
    keep = {"by": world.administrator, "now": world.now}
    actions.give_role(person=stranger, kind="coordinator", organisation=world.partner, **keep)
    keeper.force_login(stranger)
    assert other.title not in text(keeper.get(reverse("cohorts:list")))


def test_the_list_of_roles_makes_as_many_queries_for_three_as_for_one(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:roles", args=[cohort.pk])
    one = queries_of(keeper, page)
    for name in ("sam", "nadia"):
        given = {"name": name, "email": f"{name}@example.org", "kind": "trainer", "cohort": cohort}
        actions.appoint(**given, by=world.coordinator, now=NOW)
    assert queries_of(keeper, page) == one


def test_the_list_of_organisations_makes_as_many_queries_for_four_as_for_two(client, world):
    client.force_login(world.administrator)
    two = queries_of(client, reverse("cohorts:organisations"))
    for name in ("A", "B"):
        actions.create_organisation(name=name, kind="other", by=world.administrator, now=NOW)
    assert queries_of(client, reverse("cohorts:organisations")) == two


def test_what_calendars_call_a_cohort_is_set_on_its_page_and_gives_nobody_away(keeper, world):
    cohort = world.just_open()
    page = reverse("cohorts:calendar_title", args=[cohort.pk])
    assert "Leadership and inclusion programme" in keeper.get(page).content.decode()
    assert send(keeper, page, {"title": "  Wednesday   circle "}).status_code == 302
    assert Cohort.objects.get(pk=cohort.pk).calendar_title == "Wednesday circle"
    for title in ("Reverse mentoring for mentees", "Race and leadership", "LGBTQ+ circle"):
        refused = send(keeper, page, {"title": title})
        assert refused.status_code == 409
        assert "Others see calendars" in text(refused)
    assert send(keeper, page, {"title": " "}).status_code == 422
    assert Cohort.objects.get(pk=cohort.pk).calendar_title == "Wednesday circle"
