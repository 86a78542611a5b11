"""The pages between a draft and its opening: letters, checklist, what others are asked, and the assessment."""

from __future__ import annotations

import re
import uuid
from io import BytesIO

import pikepdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cohorts.world import make_ready
from turnabout.cohorts import actions, dpia, readiness
from turnabout.cohorts.models import ReadinessMark, Role, Undertaking
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.documents.page import on_paper
from turnabout.foundation.documents.tree import Table
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import tried
from turnabout.foundation.mail.models import Message


@pytest.fixture(autouse=True)
def _today(world):
    with clock.borrowed(world.now):
        yield


@pytest.fixture
def cohort(world):
    return world.cohort()


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def named(keeper, cohort, kind="sponsor", name="Dana Reed"):
    email = f"{name.lower().replace(' ', '.')}@example.org"
    answer = send(keeper, reverse("cohorts:name_for", args=[cohort.pk, kind]), {"name": name, "email": email})
    role = Role.objects.get(kind=kind, cohort=cohort, person__email=email)
    assert answer["Location"] == reverse("cohorts:letter", args=[role.pk])
    return role


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_sponsor_is_named_written_to_and_answers_by_signing_in(keeper, cohort):
    steps = reverse("cohorts:first_steps", args=[cohort.pk])
    assert "Sponsor Name this person." in text(keeper.get(steps))
    role = named(keeper, cohort)
    assert "Sponsor: Dana Reed The letter is ready." in text(keeper.get(steps))
    letter = reverse("cohorts:letter", args=[role.pk])
    preview = text(keeper.get(letter))
    assert Message.objects.count() == 0
    assert send(keeper, letter)["Location"] == steps
    queue.drain()
    sent = mail.outbox[-1]
    assert sent.to == ["dana.reed@example.org"]
    assert sent.subject in preview
    assert "Sent on Friday 1 September 2023. Waiting for Dana Reed." in text(keeper.get(steps))

    theirs = reverse("cohorts:asked", args=[role.pk])
    assert theirs in sent.body
    assert Client().get(theirs)["Location"].startswith(reverse("account_request_login_code"))
    dana = as_person(role.person)
    assert dana.get(reverse("home:start"))["Location"] == theirs
    assert "paid time" in text(dana.get(theirs))
    assert send(dana, theirs)["Location"] == theirs
    assert "You did this on Friday 1 September 2023." in text(dana.get(theirs))
    assert "Dana Reed has made the pledge, on Friday 1 September 2023." in text(keeper.get(steps))


def test_the_letter_pressed_twice_goes_once(keeper, cohort):
    letter = reverse("cohorts:letter", args=[named(keeper, cohort).pk])
    key = {"idempotency_key": str(uuid.uuid4())}
    assert keeper.post(letter, key)["Location"] == keeper.post(letter, key)["Location"]
    assert Message.objects.count() == 1


def test_a_letter_that_no_server_takes_is_said_where_one_waits_for_its_reader(keeper, cohort):
    role = named(keeper, cohort)
    send(keeper, reverse("cohorts:letter", args=[role.pk]))
    tried(message=Message.objects.get(), fault=ValueError("no such address"), by=CLOCK, now=clock.now())
    shown = text(keeper.get(reverse("cohorts:first_steps", args=[cohort.pk])))
    assert "The letter could not be delivered. Check the address" in shown


def test_a_signature_on_paper_is_recorded_with_the_coordinators_name(keeper, cohort, world):
    role = named(keeper, cohort, "dpo", "Desmond Carrow")
    record = reverse("cohorts:record", args=[role.pk])
    assert "you can show it" in text(keeper.get(record))
    send(keeper, record)
    checklist = text(keeper.get(reverse("cohorts:readiness", args=[cohort.pk])))
    assert "Desmond Carrow, on Friday 1 September 2023. Recorded by Joan Whitfield." in checklist
    taken_back = reverse("cohorts:take_back", args=[role.pk])
    assert send(keeper, taken_back)["Location"] == reverse("cohorts:first_steps", args=[cohort.pk])
    assert Undertaking.objects.get().given_at is None


def test_only_one_sponsor_and_three_key_holders_are_asked_for(keeper, cohort):
    page = reverse("cohorts:name_for", args=[cohort.pk, "sponsor"])
    named(keeper, cohort)
    assert "first end the role" in text(keeper.get(page))
    for name in ("Ivo Thackray", "Leonie Marsden", "Tobias Quill"):
        holders = reverse("cohorts:name_for", args=[cohort.pk, "key_holder"])
        assert "Who is it?" in text(keeper.get(holders))
        named(keeper, cohort, "key_holder", name)
    assert "Who is it?" not in text(keeper.get(holders))


def test_a_line_is_marked_and_the_mark_is_taken_away_again(keeper, cohort):
    page = reverse("cohorts:mark", args=[cohort.pk, "privacy_wording"])
    assert "what it says is right for the organisations" in text(keeper.get(page))
    checklist = reverse("cohorts:readiness", args=[cohort.pk])
    assert send(keeper, page)["Location"] == checklist
    shown = text(keeper.get(checklist))
    assert "Marked as done: The privacy wording has been checked." in shown
    assert "Joan Whitfield, on Friday 1 September 2023." in shown
    send(keeper, page)
    assert not ReadinessMark.objects.exists()


def test_a_line_that_needs_others_first_says_so_and_has_no_button(keeper, cohort):
    page = reverse("cohorts:mark", args=[cohort.pk, "key_holders_practised"])
    shown = text(keeper.get(page))
    assert "Three key holders must have agreed first. So far 0 have." in shown
    assert "Mark it as done" not in shown
    assert send(keeper, page).status_code == 409


def test_each_line_says_who_must_do_what_and_leads_there(keeper, cohort):
    checklist = keeper.get(reverse("cohorts:readiness", args=[cohort.pk])).content.decode()
    for name, args in (
        ("cohorts:dpia", [cohort.pk]),
        ("cohorts:name_for", [cohort.pk, "dpo"]),
        ("home:privacy", []),
        ("home:agreement", [cohort.pk]),
        ("cohorts:mark", [cohort.pk, "agreement_text"]),
        ("cohorts:taking_part", [cohort.pk]),
        ("cohorts:contacts", [cohort.programme.host_id]),
    ):
        address = reverse(name, args=args)
        assert f'href="{address}"' in checklist
        assert keeper.get(address).status_code == 200


def test_a_stage_that_waits_says_what_it_waits_for(keeper, cohort):
    stage = reverse("cohorts:stage", args=[cohort.pk, "open"])
    shown = keeper.get(stage)
    assert "The data-protection assessment is signed" in text(shown)
    assert reverse("cohorts:readiness", args=[cohort.pk]) in shown.content.decode()
    assert send(keeper, stage).status_code == 409


def test_the_assessment_says_what_this_cohort_is(keeper, cohort, world):
    page = reverse("cohorts:dpia", args=[cohort.pk])
    shown = text(keeper.get(page))
    for words in (
        "Fenwick Integrated Care runs the programme. Together with Fenwick Council",
        "Race and ethnicity, Disability and long-term conditions, LGBTQ+",
        "Schedule 1, paragraph 8",
        "12 months after the decision",
        "Advice of the data-protection officer",
    ):
        assert words in shown
    assert "treated as special data itself" not in shown
    single = world.cohort(number=6, strands=["lgbtq"], organisations=[world.host])
    other = text(keeper.get(reverse("cohorts:dpia", args=[single.pk])))
    assert "treated as special data itself" in other
    assert "runs the programme alone" in other


def test_the_assessment_is_read_by_the_officer_and_by_nobody_who_was_not_asked(keeper, cohort, world):
    page = reverse("cohorts:dpia", args=[cohort.pk])
    officer = named(keeper, cohort, "dpo", "Desmond Carrow")
    sponsor = named(keeper, cohort)
    assert as_person(officer.person).get(page).status_code == 200
    assert "Signed by" not in text(as_person(officer.person).get(page))
    actions.undertake(role=officer, by=officer.person, now=world.now)
    assert "Signed by Desmond Carrow on Friday 1 September 2023." in text(keeper.get(page))
    for stranger in (sponsor.person, world.outsider):
        assert as_person(stranger).get(page).status_code == 404


def test_the_assessment_is_a_tagged_file_too(keeper, cohort):
    shown = keeper.get(reverse("cohorts:dpia", args=[cohort.pk]))
    address = reverse("cohorts:dpia_file", args=[cohort.pk])
    assert address in shown.content.decode()
    given = keeper.get(address)
    assert given["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(given.content)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.docinfo["/Title"]).startswith("Data-protection impact assessment: ")
        assert len(read.pages) > 3


def test_the_paper_says_whether_it_is_signed_and_has_room_to_write(keeper, cohort, world):
    unsigned = on_paper(dpia.document(cohort, None), kind="")
    assert "Not signed yet" in unsigned
    assert unsigned.count('<div class="app-blank"></div>') > 10
    officer = named(keeper, cohort, "dpo", "Desmond Carrow")
    actions.undertake(role=officer, by=officer.person, now=world.now)
    signed = readiness.LINES["dpia_signed"].found(cohort, world.now)
    assert "Signed by Desmond Carrow on Friday 1 September 2023." in on_paper(dpia.document(cohort, signed), kind="")


def test_every_row_of_the_assessment_has_all_its_cells(cohort):
    tables = [part for one in dpia.document(cohort, None).sections for part in one.parts if isinstance(part, Table)]
    assert len(tables) > 3
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.head)}


@pytest.mark.parametrize("page", ["first_steps", "readiness", "dpia", "dpia_file"])
def test_these_pages_are_not_there_for_anybody_else(client, cohort, world, page):
    for stranger in (world.outsider, world.administrator):
        client.force_login(stranger)
        assert client.get(reverse(f"cohorts:{page}", args=[cohort.pk])).status_code == 404


def test_what_somebody_was_asked_is_theirs_alone(keeper, cohort, world):
    role = named(keeper, cohort)
    theirs = reverse("cohorts:asked", args=[role.pk])
    other = named(keeper, cohort, "key_holder", "Ivo Thackray")
    for stranger in (world.coordinator, world.outsider, other.person):
        assert as_person(stranger).get(theirs).status_code == 404
    assert as_person(role.person).get(reverse("cohorts:letter", args=[role.pk])).status_code == 404


def test_a_kind_or_a_line_that_does_not_exist_is_not_here(keeper, cohort):
    assert keeper.get(reverse("cohorts:name_for", args=[cohort.pk, "assessor"])).status_code == 404
    assert keeper.get(reverse("cohorts:mark", args=[cohort.pk, "height"])).status_code == 404


def test_a_role_that_asks_nothing_has_no_letter(keeper, cohort, world):
    given = {"name": "Sam Ridley", "email": "sam@example.org", "kind": "assessor", "cohort": cohort}
    role = actions.appoint(**given, by=world.coordinator, now=world.now)
    assert keeper.get(reverse("cohorts:letter", args=[role.pk])).status_code == 404
    assert as_person(role.person).get(reverse("cohorts:asked", args=[role.pk])).status_code == 404


def test_the_checklist_of_a_ready_draft_leads_on_to_opening_it(keeper, cohort, world):
    stage = reverse("cohorts:stage", args=[cohort.pk, "open"])
    address = reverse("cohorts:readiness", args=[cohort.pk])
    assert f'href="{stage}"' not in keeper.get(address).content.decode()
    make_ready(cohort, by=world.coordinator, now=world.now)
    assert f'href="{stage}"' in keeper.get(address).content.decode()
