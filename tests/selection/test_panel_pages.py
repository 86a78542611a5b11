"""The panel's pages: who gets which, what an assessor can find there of anybody, and the whole way in a browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications import walk as applying
from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World
from tests.selection.test_looks import sign_in, travel
from tests.selection.test_pages import page_of, press, text
from tests.selection.walk import DECIDING, assessors, checked, says, second_coordinator, sent
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.documents import pdf
from turnabout.foundation.documents.tree import texts
from turnabout.selection import actions
from turnabout.selection.models import Assessment, PanelCopy, Settlement, Verdict
from turnabout.selection.web.paper import paper_of

PLANTED = {
    "name": "Zora Quillfeather",
    "directorate": "Plumbago Ward",
    "job_title": "Lamplighter in chief",
    "base": "Ossuary Lane",
    "manager_name": "Wilf Underhay",
    "manager_email": "wilf.underhay@example.org",
    "pronouns": "zqpronoun",
    "travel": "zqtravel",
    "about_me": "zqaboutme",
    "off_limits": "zqofflimits",
    "topics_words": "zqtopics",
    "avoid": "zqavoid@example.org",
    "adjustments": "zqadjust",
    "support": "zqsupport",
    "slip": "zqslip",
}
"""What says whose an application is, or is no panel's business. Nothing of it may stand on an assessor's page."""


def planted(cohort: Cohort, world: World) -> Application:
    """An application full of planted words, whose answers name their writer once more."""
    it = PLANTED
    application = applying.start(cohort, "mentor", it["name"], applying.DURING)
    but = {
        "about": {"name": it["name"], "directorate": it["directorate"], "job_title": it["job_title"],
                  "pronouns": it["pronouns"]},
        "meeting": {"base": it["base"], "travel": it["travel"]},
        "why": {"why": f"As {it['slip']} and Zora I want this.", "hope": "How a rota feels from the other end."},
        "boundaries": {"about_me": it["about_me"], "off_limits": it["off_limits"]},
        "apart": {"avoid_emails": [it["avoid"]]},
        "adjustments": {"adjustments_words": it["adjustments"]},
        "support": {"support_turn_to": it["support"]},
        "manager": {"manager_name": it["manager_name"], "manager_email": it["manager_email"]},
    }  # fmt: skip
    application = applying.send(applying.fill(application, but=but), applying.DURING)
    return checked(application, world, hidden=[it["slip"], "Zora"])


def tells_of(application: Application) -> set[str]:
    """Every word by which somebody could be recognised, and the ids by which their things are known elsewhere."""
    person = application.person
    words = {*PLANTED.values(), "Zora", "Quillfeather", person.email, str(person.pk), str(application.pk)}
    words |= {str(application.organisation_id), str(application.organisation), "AfC", "Nursing", "nursing"}
    return {word for word in words if word}


@pytest.fixture
def in_january() -> Iterator[None]:
    with clock.borrowed(DECIDING):
        yield


@pytest.fixture
def before_panel(world: World, cohort: Cohort, in_january: None) -> dict[str, Any]:
    """One planted application with two assessors, given out."""
    application = planted(cohort, world)
    actions.set_panel(cohort=cohort, readers=2, criteria=["M3", "M4", "N1"], by=world.coordinator, now=DECIDING)
    sam, tess = assessors(cohort, world, 2)
    actions.give_out(cohort=cohort, by=world.coordinator, now=DECIDING)
    return {"application": application, "sam": sam, "tess": tess}


PAGES = ("assessing", "declare", "assess", "hand_back")
TABLE = {
    "panel": {"keeper": 200},
    "panel_settings": {"keeper": 200},
    "call_in": {"keeper": 200},
    "check": {"keeper": 200},
    "settle": {"keeper": 403},
    "assessing": {"sam": 200, "tess": 200},
    "declare": {"sam": 200, "tess": 200},
    "assessing_paper": {"sam": 200, "tess": 200},
    "assess": {"sam": 200},
    "hand_back": {"sam": 200},
    "reopen": {"sam": 403},
}
"""By hand: who gets which page while two assessors read one application. Whoever is not named gets 404."""


def test_each_page_is_for_whoever_it_is_for(world: World, cohort: Cohort, before_panel: dict[str, Any]) -> None:
    application, sam = before_panel["application"], before_panel["sam"]
    mine = Assessment.objects.get(assessor=sam)
    elsewhere = Person.objects.make(name="Otto Lane", email="otto.lane@example.org")
    people = {
        "keeper": world.coordinator, "sam": sam, "tess": before_panel["tess"], "applicant": application.person,
        "outsider": world.outsider, "administrator": world.administrator, "elsewhere": elsewhere,
    }  # fmt: skip
    given = {key: [cohort.pk, application.pk] for key in ("check", "settle")} | {"call_in": [cohort.pk, sam.pk]}
    given |= {key: [mine.pk] for key in ("assess", "hand_back", "reopen")}
    for name, row in TABLE.items():
        for who, person in people.items():
            got = page_of(person, f"selection:{name}", *given.get(name, [cohort.pk])).status_code
            assert got == row.get(who, 404), f"{name} as {who}"
        assert page_of(None, f"selection:{name}", *given.get(name, [cohort.pk])).status_code == 302
    assert page_of(sam, "selection:assess", uuid4()).status_code == 404


def test_nothing_that_an_assessor_gets_says_or_hints_whose_it_is(
    world: World, cohort: Cohort, before_panel: dict[str, Any]
) -> None:
    """Page source, headers, cookies and the paper, before and after both have finished."""
    application = before_panel["application"]
    tells = tells_of(application)
    for stage in ("before", "after"):
        for who in ("sam", "tess"):
            person = before_panel[who]
            client = Client()
            client.force_login(person)
            mine = Assessment.objects.get(assessor=person)
            addresses = [reverse(f"selection:{name}", args=[cohort.pk]) for name in ("assessing", "declare")]
            addresses += [reverse(f"selection:{name}", args=[mine.pk]) for name in ("assess", "hand_back")]
            for address in [*addresses, "/", reverse("home:start")]:
                answer = client.get(address, follow=True)
                source = f"{answer.content.decode()} {dict(answer.headers)} {client.cookies}"
                assert "I want this" in source or "assess/" not in address
                assert not [word for word in tells if word in source], f"{address} {stage}"
            paper = client.get(reverse("selection:assessing_paper", args=[cohort.pk]))
            assert paper.headers["Content-Disposition"] == 'inline; filename="to-assess.pdf"'
            words = _words_in(paper.content, person, cohort)
            assert ("I want this" in words) is (stage == "before")
            assert not [word for word in tells if word in words]
        if stage == "before":
            for mine in Assessment.objects.select_related("assessor", "application__cohort"):
                says(mine)


def _words_in(content: bytes, person: Any, cohort: Cohort) -> str:
    """What the document is made of, and what the file's own properties say."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        properties = f"{dict(opened.docinfo)} {opened.open_metadata()}"
    document = paper_of(person, cohort, DECIDING)
    parts = [texts((section.heading, section.parts)) for section in document.sections]
    return " ".join([document.title, document.subtitle, *(words for part in parts for words in part), properties])


def test_the_search_would_notice_a_slip_that_nobody_hid(
    world: World, cohort: Cohort, before_panel: dict[str, Any]
) -> None:
    application = before_panel["application"]
    checked(application, world, hidden=["Zora"])
    mine = Assessment.objects.get(assessor=before_panel["sam"])
    assert PLANTED["slip"] in text(page_of(before_panel["sam"], "selection:assess", mine.pk))


def test_an_assessor_arrives_at_what_waits_for_them(world: World, cohort: Cohort, before_panel: dict[str, Any]) -> None:
    client = Client()
    client.force_login(before_panel["sam"])
    landed = client.get(reverse("home:start"))
    assert landed["Location"] == reverse("selection:assessing", args=[cohort.pk])


def test_half_an_assessment_is_kept_and_a_whole_one_leads_to_the_next(
    world: World, cohort: Cohort, in_january: None
) -> None:
    for name in ("Amara Okafor", "Idris Vale"):
        checked(sent(cohort, "mentor", name), world)
    [sam] = assessors(cohort, world, 1)
    first, second = actions.give_out(cohort=cohort, by=world.coordinator, now=DECIDING)
    half = press(sam, "selection:assess", first.pk, score_M3="2", note_M3="It is there.", then="later")
    assert half["Location"] == reverse("selection:assessing", args=[cohort.pk])
    shown = text(page_of(sam, "selection:assess", first.pk))
    assert "It is there." in shown
    refused = press(sam, "selection:assess", first.pk, score_M3="0", then="next")
    assert refused.status_code == 422
    for words in ("Choose 0, 1 or 2 for M4", "what was missing", "Say whether what we look for is shown"):
        assert words in text(refused)
    whole = {"score_M3": "2", "score_M4": "1", "recommends": "yes", "then": "next"}
    done = press(sam, "selection:assess", first.pk, **whole)
    assert done["Location"] == reverse("selection:assess", args=[second.pk])


@pytest.mark.parametrize("many", [3, 60])
def test_lists_ask_as_often_for_many_as_for_one(many: int, world: World, cohort: Cohort, in_january: None) -> None:
    [sam] = assessors(cohort, world, 1)
    checked(sent(cohort, "mentor", "Amara Okafor"), world)
    actions.give_out(cohort=cohort, by=world.coordinator, now=DECIDING)

    def asked(person: Any, name: str) -> int:
        client = Client()
        client.force_login(person)
        client.get(address := reverse(f"selection:{name}", args=[cohort.pk]))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    pages = ((sam, "assessing"), (world.coordinator, "panel"), (world.coordinator, "shortlist"))
    one = [asked(*page) for page in pages]
    for n in range(many):
        checked(sent(cohort, "mentor", f"Person {chr(65 + n // 26)}{chr(65 + n % 26)}"), world)
    actions.give_out(cohort=cohort, by=world.coordinator, now=DECIDING)
    assert [asked(*page) for page in pages] == one


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_two_assessors_and_a_co_ordinator_from_the_check_to_the_decision(visitor: Visit, width: int) -> None:
    world = World.make(DECIDING.replace(year=2023, month=9, day=1))
    cohort = world.open_cohort()
    application = applying.start(cohort, "mentor", "Amara Okafor", applying.DURING)
    words = {"why": "As a Black nurse at Northgate I want leaders to hear what the night shift hears.",
             "hope": "How a rota feels from the other end."}  # fmt: skip
    applying.send(applying.fill(application, but={"why": words}), applying.DURING)
    actions.set_panel(cohort=cohort, readers=2, criteria=["M3", "M4", "N1"], by=world.coordinator, now=DECIDING)
    travel(DECIDING)
    sam, tess = (Person.objects.make(name=name, email=f"{name.split()[0].lower()}@example.org")
                 for name in ("Sam Ridley", "Tess Marwood"))  # fmt: skip
    joan = visitor(width=width)
    sign_in(joan, world.coordinator)
    for person in (sam, tess):
        joan.goto(reverse("cohorts:roles", args=[cohort.pk]))
        joan.get_by_label("Full name").fill(person.name)
        joan.get_by_label("Email address", exact=True).fill(person.email)
        joan.get_by_label("Assessor", exact=True).check()
        joan.get_by_role("button", name="Give this role").click()
        joan.get_by_text("now has the role").wait_for()
    for n, person in enumerate((sam, tess)):
        visit = visitor(width=width, javascript=bool(n))
        sign_in(visit, person)
        visit.goto(reverse("selection:assessing", args=[cohort.pk]))
        visit.check("panel-assessing-first") if not n else None
        visit.get_by_role("button", name="Say whom I know").click()
        visit.get_by_label("People you know too well to be fair to").fill("not an address")
        visit.get_by_role("button", name="Keep this").click()
        visit.get_by_role("heading", name="There is a problem").wait_for()
        visit.check("panel-declare-error")
        visit.get_by_label("People you know too well to be fair to").fill("old.friend@example.org")
        visit.get_by_role("button", name="Keep this").click()
        visit.get_by_text("nobody else reads it").wait_for()
    joan.goto(reverse("selection:panel", args=[cohort.pk]))
    joan.check("panel")
    joan.get_by_role("button", name="Check the next one").click()
    joan.check("panel-check")
    box = joan.get_by_label("Words to hide from the panel")
    assert "Black" in box.input_value()
    box.fill("Black nurse at Northgate")
    joan.get_by_role("button", name="Let the panel read it").click()
    joan.get_by_text("That was the last one to check").wait_for()
    joan.get_by_role("button", name="Give out to the panel").click()
    joan.get_by_text("2 readings are given out").wait_for()
    for n, person in enumerate((sam, tess)):
        visit = visitor(width=width)
        sign_in(visit, person)
        visit.goto(reverse("selection:assessing", args=[cohort.pk]))
        visit.check("panel-assessing")
        visit.get_by_role("button", name="Go on with the next one").click()
        visit.get_by_text("[words hidden]").first.wait_for()
        assert "Northgate" not in visit.content()
        visit.get_by_role("button", name="Save and next").click()
        visit.get_by_role("heading", name="There is a problem").wait_for()
        visit.check("panel-assess-errors")
        for code, score in (("M3", "2" if n else "0"), ("M4", "1")):
            visit.locator(f"input[name=score_{code}][value='{score}']").check()
        if not n:
            visit.get_by_label("Note on M3").fill("Nothing about other teams.")
        visit.get_by_label("Yes: what we look for is shown" if n else "Not yet: something is not shown").check()
        visit.check("panel-assess")
        visit.get_by_role("button", name="Save and next").click()
        visit.get_by_text("you have assessed everything").wait_for()
        assert not visit.complaints
    mine = Assessment.objects.get(assessor=tess)
    visit.goto(reverse("selection:assess", args=[mine.pk]))
    visit.get_by_text("Nothing about other teams.").wait_for()
    visit.check("panel-assessed")
    joan.goto(reverse("selection:panel", args=[cohort.pk]))
    joan.get_by_role("link", name="Amara Okafor").click()
    joan.check("panel-settle")
    joan.locator("input[name=score_M3][value='1']").check()
    joan.get_by_label("Yes: what we look for is shown").check()
    joan.get_by_label("Why?").fill("The second sentence speaks of every night shift.")
    joan.get_by_role("button", name="Settle it").click()
    joan.get_by_text("It is settled. You can decide now.").wait_for()
    joan.check("panel-decide")
    joan.get_by_label("Accept").check()
    joan.get_by_role("button", name="Keep this decision").click()
    joan.get_by_text("Your decision is kept").wait_for()
    joan.check("panel-shortlist")
    assert Verdict.objects.get().outcome == "accept"
    assert Settlement.objects.get().scores == {"M3": 1, "M4": 1}
    assert not joan.complaints
    assert PanelCopy.objects.count() == 1
    travel(DECIDING + timedelta(0))
    lena = second_coordinator(world)
    assert page_of(lena, "selection:panel", cohort.pk).status_code == 200
    assert pdf.available()
