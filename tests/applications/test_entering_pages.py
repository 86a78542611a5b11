"""Who opens the pages of what was entered for somebody, and what stands on them; every private word is marked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications.test_entering import answers_of, enter, link_of, offer, told_a_decision
from tests.applications.walk import DURING, declarations
from tests.selection.walk import TELLING
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.permissions import APPLICANTS_LINK
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent

MARKED = {
    "why": "zqwhyzq",
    "hope": "zqhopezq",
    "travel": "zqtravelzq",
    "off_limits": "zqlimitszq",
    "about_me": "zqmezq",
}
OFFERED = "zqofferzq"
PAGES = ("entry", "entry_section", "entry_experience", "ask_to_confirm", "record_call", "remove_entry")


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def entry(world, cohort):
    """A whole form, entered on paper, with a marked word in every private text, and lived experience beside it."""
    answers = answers_of(cohort)
    for given in answers.values():
        given.update({name: word for name, word in MARKED.items() if name in given})
    application = enter(world, cohort, answers=answers, how="paper")
    offer(application, world, words=OFFERED)
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def other(world):
    """A co-ordinator of another programme."""
    lena = Person.objects.make(name="Lena Moss", email="lena.moss@example.org")
    cohorts.give_role(
        person=lena, kind="coordinator", organisation=world.partner, by=world.administrator, now=world.now
    )
    return lena


def where(page: str, application: Application) -> str:
    more = ["why"] if page == "entry_section" else []
    return reverse(f"applications:{page}", args=[application.pk, *more])


def press(client: Any, address: str, **given: Any) -> Any:
    return client.post(address, {"idempotency_key": str(uuid4()), **given})


def marks(response: Any) -> set[str]:
    text = response.content.decode()
    return {word for word in (*MARKED.values(), OFFERED) if word in text}


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_there_for_whoever_keeps_the_cohort_and_for_nobody_else(client, world, entry, other, page):
    for person in (world.outsider, other, entry.person, world.administrator):
        client.force_login(person)
        response = client.get(where(page, entry))
        assert response.status_code == 404 and not marks(response), person
    client.force_login(world.coordinator)
    response = client.get(where(page, entry))
    assert response.status_code == 200
    assert OFFERED not in response.content.decode()


def test_the_answers_are_read_where_they_are_read_back(client, world, entry):
    client.force_login(world.coordinator)
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    assert marks(client.get(where("record_call", entry))) == set(MARKED.values())
    assert AuditEvent.objects.filter(event="sensitive.read").count() > before


def test_the_list_says_no_more_than_who_waits(client, world, cohort, entry):
    client.force_login(world.coordinator)
    response = client.get(reverse("applications:entered", args=[cohort.pk]))
    assert "Amara Okafor" in response.content.decode() and not marks(response)


@pytest.mark.parametrize("page", PAGES)
def test_once_it_is_taken_over_the_co_ordinator_finds_nothing(client, world, cohort, entry, page):
    actions.keep(application=entry, section="why", typed={"why": "zqmine"}, by=entry.person, now=DURING)
    client.force_login(world.coordinator)
    response = client.get(where(page, entry))
    assert response.status_code == 404 and not marks(response)
    assert "Amara Okafor" not in client.get(reverse("applications:entered", args=[cohort.pk])).content.decode()
    assert queries.entered_half_filled(entry, world.coordinator, DURING) == {}


def test_the_link_shows_the_answers_without_what_is_offered(client, world, entry):
    link = reverse("applications:check_entered", args=[link_of(entry, world)])
    response = client.get(link)
    assert response.headers["Cache-Control"] == "no-store" and marks(response) == set(MARKED.values())
    assert "Race" not in response.content.decode()
    press(client, link, declarations=declarations(entry))
    entry.refresh_from_db()
    assert entry.status == "submitted"
    gone = client.get(link)
    assert not marks(gone) and "Amara" not in gone.content.decode()


def test_the_person_signs_in_and_finds_their_own_form(client, entry):
    client.force_login(entry.person)
    page = client.get(reverse("applications:task_list", args=[entry.pk])).content.decode()
    assert "we heard from you, and wrote this down" in page
    why = client.get(reverse("applications:section", args=[entry.pk, "why"])).content.decode()
    assert MARKED["why"] in why


def test_a_slip_in_an_address_is_asked_about_and_nothing_is_lost(client, world, cohort):
    client.force_login(world.coordinator)
    given = {
        "how": "phone", "role": "mentor", "name": "Amara Okafor", "email": "amara@gmial.com",
        "received_on_day": "4", "received_on_month": "12", "received_on_year": "2023",
    }  # fmt: skip
    address = reverse("applications:enter", args=[cohort.pk])
    response = press(client, address, **given)
    page = response.content.decode()
    assert response.status_code == 422 and "amara@gmail.com" in page and 'value="Amara Okafor"' in page
    assert not Application.objects.exists()
    assert press(client, address, **given, sure="on").status_code == 302
    assert Application.objects.get().person.email == "amara@gmial.com"


def test_an_address_that_is_here_already_is_said_beside_its_box(client, world, cohort, entry):
    client.force_login(world.coordinator)
    given = {
        "how": "phone", "role": "mentor", "name": "Bea Lund", "email": entry.person.email,
        "received_on_day": "4", "received_on_month": "12", "received_on_year": "2023",
    }  # fmt: skip
    response = press(client, reverse("applications:enter", args=[cohort.pk]), **given)
    assert response.status_code == 409 and "sent or only begun" in response.content.decode()


def test_a_second_co_ordinator_does_not_write_over_the_first_unawares(client, world, entry):
    client.force_login(world.coordinator)
    seen = queries.version_of(entry, "why")
    address = where("entry_section", entry)
    assert press(client, address, seen=seen, why="First", hope="Hope").status_code == 302
    response = press(client, address, seen=seen, why="Second", hope="Hope")
    assert response.status_code == 409 and "First" in response.content.decode()
    entry.refresh_from_db()
    assert queries.entered_answers(entry, world.coordinator, DURING)["why"] == "First"


def test_what_is_typed_is_kept_now_and_then(client, world, entry):
    client.force_login(world.coordinator)
    address = reverse("applications:keep_entry", args=[entry.pk, "why"])
    response = client.post(address, {"seen": queries.version_of(entry, "why"), "why": "Half", "hope": ""})
    assert response.status_code == 200
    entry.refresh_from_db()
    assert queries.entered_half_filled(entry, world.coordinator, DURING)["why"]["why"] == "Half"


def test_the_decision_page_says_how_it_arrived_and_the_applicant_is_not_told_who_spoke(client, world, cohort):
    application = enter(world, cohort)
    actions.record_call(
        application=application,
        declarations=declarations(application),
        called_on=date(2023, 12, 4),
        whom="Joan rang Amara",
        read_back=True,
        in_conversation=True,
        by=world.coordinator,
        now=DURING,
    )
    client.force_login(world.coordinator)
    address = reverse("selection:decide", args=[cohort.pk, application.pk])
    assert "Joan rang Amara" in client.get(address).content.decode()
    application.refresh_from_db()
    mine = queries.arrival(application, application.person, DURING)
    assert mine is not None and mine.called_whom == ""


def test_a_link_of_another_kind_is_not_the_applicants(client, world, cohort, entry):
    assert client.get(reverse("applications:check_entered", args=["x" * 43])).status_code == 404
    assert queries.entry_by_token("", DURING) is None
    assert APPLICANTS_LINK.id is None


def test_whoever_rings_without_an_address_is_withdrawn_by_the_co_ordinator(client, world, cohort, other):
    application = enter(world, cohort, email="")
    actions.record_call(
        application=application,
        declarations=declarations(application),
        called_on=date(2023, 12, 4),
        whom="Joan rang Amara",
        read_back=True,
        in_conversation=True,
        by=world.coordinator,
        now=DURING,
    )
    address = reverse("applications:withdraw_for_them", args=[application.pk])
    for person in (world.outsider, other):
        client.force_login(person)
        assert client.get(address).status_code == 404
    client.force_login(world.coordinator)
    decide = client.get(reverse("selection:decide", args=[cohort.pk, application.pk])).content.decode()
    assert address in decide
    assert press(client, address).status_code == 302
    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert client.get(address).status_code == 403


def test_once_decisions_are_out_nobody_reads_it_any_more_and_it_can_be_removed(world, cohort, entry, client):
    told_a_decision(world, cohort)
    client.force_login(world.coordinator)
    with clock.borrowed(TELLING):
        for page in ("entry", "entry_section", "ask_to_confirm", "record_call", "entry_experience"):
            refused = client.get(where(page, entry))
            assert "Decisions have been sent out" in refused.content.decode() and not marks(refused), page
        with pytest.raises(Refused, match="Decisions have been sent out"):
            queries.entered_answers(entry, world.coordinator, TELLING)
        listed = client.get(reverse("applications:entered", args=[cohort.pk])).content.decode()
        assert where("remove_entry", entry) in listed and where("entry", entry) + '"' not in listed
        assert press(client, where("remove_entry", entry)).status_code == 302
    assert not Application.objects.filter(pk=entry.pk).exists()


def test_whoever_holds_the_link_is_told_that_it_is_too_late_before_they_press(world, cohort, entry, client):
    address = reverse("applications:check_entered", args=[link_of(entry, world)])
    send = "Send my application"
    assert send in client.get(address).content.decode()
    told_a_decision(world, cohort)
    with clock.borrowed(DURING):
        page = client.get(address).content.decode()
        assert "Decisions have been sent out" in page and "Delete it" in page
        assert send not in page and "Put something right first" not in page
        assert "Decisions have been sent out" in press(client, address).content.decode()
