"""A co-ordinator sets up a cohort through the pages alone: seven questions, a check, and a page of what is left."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from tests.cohorts.world import at, make_ready
from turnabout.cohorts.models import Cohort, ListedLeader, Organisation, Programme
from turnabout.foundation import clock

SEVEN = ("pattern", "name", "organisations", "leaders", "strands", "start", "contact")
START = {"starts_on_day": "8", "starts_on_month": "April", "starts_on_year": "2024"}
LEADERS = "Helen Marlowe, helen.marlowe@example.org, Chief nurse\n\nGareth Pryce\tGareth.Pryce@example.org"


@pytest.fixture(autouse=True)
def _today(world):
    with clock.borrowed(world.now):
        yield


def send(client, address, data):
    """Press the button of the page at `address`, with the key that its form carries."""
    return client.post(address, {"idempotency_key": uuid.uuid4(), **data})


def ask(client, question, answer):
    return send(client, reverse("cohorts:new", args=[question]), answer)


def page(client, question):
    return client.get(reverse("cohorts:new", args=[question])).content.decode()


def answered(client, world, **changed):
    """Answer all seven questions and stand before the check page."""
    whole = {
        "pattern": {"pattern": "system"},
        "name": {"programme": str(world.programme.pk), "title": "Cohort 5, 2023/24", "number": "5"},
        "organisations": {"organisations": [str(world.host.pk), str(world.partner.pk)]},
        "leaders": {"who": "executive directors of both organisations."},
        "strands": {"strands": ["race", "lgbtq"]},
        "start": START,
        "contact": {"name": "Inclusion team", "email": "inclusion@example.org", "phone": "0116 496 0000"},
    } | changed
    for question in SEVEN:
        response = ask(client, question, whole[question])
        assert response.status_code == 302, response.content.decode()
    assert response["Location"] == reverse("cohorts:check")
    return response


def public(cohort):
    return reverse("home:public", args=[cohort.programme.slug, cohort.slug])


def test_a_coordinator_goes_from_the_first_question_to_an_open_cohort(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    check = client.get(reverse("cohorts:check")).content.decode()
    for words in ("Saturday 11 November 2023", "Tuesday 6 February 2024, 10am to 11am", "Monday 8 April 2024"):
        assert words in check
    assert "Many schools in England are on holiday: February half term." in check
    made = send(client, reverse("cohorts:check"), {})
    cohort = Cohort.objects.get()
    assert made["Location"] == reverse("cohorts:first_steps", args=[cohort.pk])
    left = client.get(made["Location"]).content.decode()
    assert "1 of 5 are done before it can open" in left
    preview = client.get(reverse("home:preview", args=[cohort.pk])).content.decode()
    assert "This is the public page in preview." in preview
    assert client.get(public(cohort)).status_code == 404
    make_ready(cohort, by=world.coordinator, now=world.now)
    assert "Go on to open the cohort" in client.get(made["Location"]).content.decode()
    pressed = send(client, reverse("cohorts:stage", args=[cohort.pk, "open"]), {})
    assert pressed["Location"] == reverse("home:day", args=[cohort.pk])
    shown = client.get(public(cohort)).content.decode()
    assert "leaders who want to listen and learn: executive directors of both organisations." in shown


def test_there_are_exactly_seven_questions_and_each_says_which_one_it_is(client, world):
    client.force_login(world.coordinator)
    for number, question in enumerate(SEVEN, start=1):
        assert f"question {number} of 7" in page(client, question)


def test_every_question_can_be_left_as_it_stands(client, world):
    """Nobody has to think of anything: what is filled in makes a cohort that opens in two weeks."""
    client.force_login(world.coordinator)
    for question in SEVEN:
        response = ask(client, question, filled_in(page(client, question)))
        assert response.status_code == 302, response.content.decode()
    assert send(client, reverse("cohorts:check"), {}).status_code == 302
    cohort = Cohort.objects.get()
    assert (cohort.pattern, cohort.number, cohort.programme) == ("system", 1, world.programme)
    assert [one.name for one in cohort.organisations.all()] == [world.host.name]
    assert (cohort.contact_name, cohort.contact_email) == (world.coordinator.name, world.coordinator.email)
    assert cohort.starts_on.weekday() == 0
    assert (cohort.opens_at - world.now).days in range(14, 22)


def filled_in(html):
    """What a browser sends of a form that nobody touched."""
    form = html[html.index("<form") : html.rindex("</form>")]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        boxes = given.get("type") in ("radio", "checkbox")
        if "name" in given and (not boxes or re.search(r"\schecked", tag)):
            sent.setdefault(given["name"], []).append(given.get("value", ""))
    for name, words in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = words.strip()
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


def test_the_first_programme_is_made_on_the_way(client, world):
    Programme.objects.all().delete()
    client.force_login(world.coordinator)
    assert "Reverse mentoring for inclusion" in page(client, "name")
    answered(client, world, name=filled_in(page(client, "name")))
    send(client, reverse("cohorts:check"), {})
    programme = Cohort.objects.get().programme
    assert (programme.name, programme.host) == ("Reverse mentoring for inclusion", world.host)


def test_another_programme_can_be_made_on_the_way_and_needs_a_name_of_its_own(client, world):
    client.force_login(world.coordinator)
    new = {"programme": "new", "title": "Cohort 1", "number": "1"}
    assert "Write a name for the new programme" in ask(client, "name", new).content.decode()
    taken = ask(client, "name", new | {"programme_name": world.programme.name}).content.decode()
    assert "There is already a programme with this name" in taken
    answered(client, world, name=new | {"programme_name": "Board programme"})
    send(client, reverse("cohorts:check"), {})
    assert Cohort.objects.get().programme.name == "Board programme"


def test_a_number_that_is_taken_is_said_at_once_with_the_next_one(client, world):
    world.cohort(number=5)
    client.force_login(world.coordinator)
    given = {"programme": str(world.programme.pk), "title": "Cohort 5", "number": "5"}
    assert "The next free number is 6" in ask(client, "name", given).content.decode()


def test_leaders_of_a_board_are_kept_with_the_draft_and_nobody_is_written_to(client, world):
    client.force_login(world.coordinator)
    board = {"pattern": {"pattern": "board"}, "leaders": {"leaders": LEADERS}, "strands": {}}
    answered(client, world, **board)
    assert "Helen Marlowe, Gareth Pryce" in client.get(reverse("cohorts:check")).content.decode()
    made = send(client, reverse("cohorts:check"), {})
    kept = list(ListedLeader.objects.values_list("name", "email", "job_title"))
    assert kept == [
        ("Helen Marlowe", "helen.marlowe@example.org", "Chief nurse"),
        ("Gareth Pryce", "gareth.pryce@example.org", ""),
    ]
    assert "Nobody has been written to" in client.get(made["Location"]).content.decode()


def test_a_line_without_an_address_is_named_and_nothing_typed_is_lost(client, world):
    client.force_login(world.coordinator)
    ask(client, "pattern", {"pattern": "board"})
    wrong = ask(client, "leaders", {"leaders": "Helen Marlowe, helen.marlowe@example.org\nGareth Pryce"})
    assert wrong.status_code == 422
    assert "Line 2: write a name and a work email" in wrong.content.decode()
    assert "Gareth Pryce</textarea>" in wrong.content.decode()


def test_leaders_written_down_are_named_one_after_the_other_once_the_cohort_is_open(client, world):
    client.force_login(world.coordinator)
    answered(client, world, pattern={"pattern": "board"}, leaders={"leaders": LEADERS}, strands={})
    send(client, reverse("cohorts:check"), {})
    cohort = make_ready(Cohort.objects.get(), by=world.coordinator, now=world.now)
    send(client, reverse("cohorts:stage", args=[cohort.pk, "open"]), {})
    day = client.get(reverse("home:day", args=[cohort.pk])).content.decode()
    assert "Name 2 leaders you wrote down" in day
    address = reverse("applications:name_leader", args=[cohort.pk])
    form = client.get(address).content.decode()
    assert 'value="Helen Marlowe"' in form
    assert 'value="Chief nurse"' in form
    first = filled_in(form) | {"organisation": str(world.host.pk), "grade": "Board Executive"}
    assert send(client, address, first)["Location"] == address
    second = client.get(address).content.decode()
    assert 'value="Gareth Pryce"' in second
    last = filled_in(second) | {
        "organisation": str(world.host.pk),
        "grade": "NED",
        "job_title": "Non-executive director",
    }
    assert send(client, address, last)["Location"] == reverse("applications:leaders", args=[cohort.pk])
    assert "leaders you wrote down" not in client.get(reverse("home:day", args=[cohort.pk])).content.decode()


def test_an_administrator_adds_the_organisations_on_the_way(client, world):
    world.coordinator.is_administrator = True
    world.coordinator.save()
    client.force_login(world.coordinator)
    more = "Larkfield Borough Council\nLarkfield Voices, other\nFENWICK COUNCIL\nLarkfield Hospitals"
    answered(client, world, organisations={"organisations": [str(world.host.pk)], "more": more})
    assert "Larkfield Borough Council (new, Council)" in client.get(reverse("cohorts:check")).content.decode()
    send(client, reverse("cohorts:check"), {})
    kinds = dict(Organisation.objects.filter(name__startswith="Larkfield").values_list("name", "kind"))
    expected = {"Larkfield Borough Council": "council", "Larkfield Voices": "other", "Larkfield Hospitals": "nhs"}
    assert kinds == expected
    taking_part = {one.name for one in Cohort.objects.get().organisations.all()}
    assert taking_part == {world.host.name, world.partner.name, *expected}


def test_somebody_who_is_no_administrator_is_told_whom_to_ask_for_an_organisation(client, world):
    client.force_login(world.coordinator)
    assert "ask the administrator of this site" in page(client, "organisations")
    ask(client, "organisations", {"organisations": [str(world.host.pk)], "more": "Larkfield Hospitals"})
    assert not client.session["new cohort"]["organisations"].get("more")


def test_no_organisation_at_all_is_asked_again(client, world):
    client.force_login(world.coordinator)
    assert "Choose at least one organisation" in ask(client, "organisations", {}).content.decode()


def test_another_pattern_asks_anew_what_it_asks_in_another_way(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    again = ask(client, "pattern", {"pattern": "board"})
    assert again["Location"] == reverse("cohorts:new", args=["leaders"])
    assert "one on each line" in page(client, "leaders").lower()


def test_the_button_pressed_twice_makes_one_cohort(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    key = {"idempotency_key": str(uuid.uuid4())}
    first = client.post(reverse("cohorts:check"), key)
    second = client.post(reverse("cohorts:check"), key)
    assert first["Location"] == second["Location"]
    assert Cohort.objects.count() == 1


def test_answers_survive_a_mistake_and_a_look_back(client, world):
    client.force_login(world.coordinator)
    ask(client, "pattern", {"pattern": "system"})
    wrong = ask(client, "name", {"title": "Cohort 5, 2023/24", "number": "five"})
    assert wrong.status_code == 422
    assert 'value="five"' in wrong.content.decode()
    assert 'value="Cohort 5, 2023/24"' in wrong.content.decode()
    back = client.get(reverse("cohorts:new", args=["pattern"])).content.decode()
    assert re.search(r'value="system"[^>]*checked', back)


def test_an_answer_changed_on_the_check_page_leads_back_to_it(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    changed = send(client, reverse("cohorts:new", args=["start"]), START | {"starts_on_month": "5"})
    assert changed["Location"] == reverse("cohorts:check")
    assert "Wednesday 8 May 2024" in client.get(changed["Location"]).content.decode()


def test_the_check_page_sends_back_to_the_first_question_without_an_answer(client, world):
    client.force_login(world.coordinator)
    ask(client, "pattern", {"pattern": "system"})
    assert client.get(reverse("cohorts:check"))["Location"] == reverse("cohorts:new", args=["name"])
    early = send(client, reverse("cohorts:check"), {})
    assert early.status_code == 409
    assert not Cohort.objects.exists()


def test_a_number_that_was_taken_meanwhile_is_said_and_the_answers_stay(client, world):
    client.force_login(world.coordinator)
    answered(client, world)
    world.cohort(number=5)
    taken = send(client, reverse("cohorts:check"), {})
    assert taken.status_code == 409
    assert "already has a cohort 5" in taken.content.decode()
    assert "Inclusion team" in taken.content.decode()


def test_the_next_number_and_the_host_are_proposed(client, world):
    world.cohort(number=4)
    client.force_login(world.coordinator)
    assert 'value="5"' in page(client, "name")
    scope = page(client, "organisations")
    assert re.search(rf'type="checkbox" value="{world.host.pk}"[^>]*checked', scope)
    assert not re.search(rf'value="{world.partner.pk}"[^>]*checked', scope)


@pytest.mark.parametrize(("pattern", "words"), [("board", "members of our Board"), ("system", "staff of any grade")])
def test_the_words_of_the_pattern_stand_ready(client, world, pattern, words):
    client.force_login(world.coordinator)
    answered(client, world, pattern={"pattern": pattern})
    assert words in client.get(reverse("cohorts:check")).content.decode()


@pytest.mark.parametrize("odd", [{"starts_on_year": "0001"}, {"starts_on_year": "9999"}, {"starts_on_day": "9" * 11}])
def test_a_start_that_no_calendar_can_be_counted_from_is_asked_again(client, world, odd):
    client.force_login(world.coordinator)
    start = {"starts_on_day": "31", "starts_on_month": "12", "starts_on_year": "2023"}
    assert send(client, reverse("cohorts:new", args=["start"]), {**start, **odd}).status_code == 422


def test_a_board_programme_is_set_up_without_an_open_call(client, world):
    client.force_login(world.coordinator)
    start = {"starts_on_day": "2", "starts_on_month": "10", "starts_on_year": "2023"}
    answered(client, world, pattern={"pattern": "board"}, start=start)
    check = client.get(reverse("cohorts:check")).content.decode()
    assert "Invitations go out" in check
    assert "Applications open" not in check


def test_a_new_programme_becomes_the_answer_to_its_question(client, world):
    client.force_login(world.coordinator)
    given = {"name": "Board programme", "host": str(world.host.pk)}
    made = send(client, reverse("cohorts:new_programme"), given)
    assert made["Location"] == reverse("cohorts:new", args=["pattern"])
    programme = Programme.objects.get(name="Board programme")
    assert re.search(rf'value="{programme.pk}"[^>]*checked', page(client, "name"))


def test_a_programme_of_somebody_else_s_organisation_is_not_on_offer(client, world):
    client.force_login(world.coordinator)
    given = {"name": "Theirs", "host": str(world.partner.pk)}
    assert send(client, reverse("cohorts:new_programme"), given).status_code == 422
    assert not Programme.objects.filter(name="Theirs").exists()


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_setting_up_a_cohort_is_not_there_for_anybody_else(client, world, who):
    client.force_login(getattr(world, who))
    assert client.get(reverse("cohorts:new", args=["pattern"])).status_code == 404
    assert client.get(reverse("cohorts:check")).status_code == 404


def test_a_question_that_does_not_exist_is_not_here(client, world):
    client.force_login(world.coordinator)
    assert client.get(reverse("cohorts:new", args=["colour"])).status_code == 404


def test_a_draft_that_is_not_ready_says_on_its_preview_what_is_missing(client, world):
    cohort = world.cohort(starts_on=at(2023, 9, 4).date())
    client.force_login(world.coordinator)
    preview = client.get(reverse("home:preview", args=[cohort.pk])).content.decode()
    assert "has already passed" in preview
    assert "Go on to open" not in preview
    refused = send(client, reverse("cohorts:stage", args=[cohort.pk, "open"]), {})
    assert refused.status_code == 409
