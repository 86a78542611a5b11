"""Equality answers: optional, locked, apart from everything that decides, and deleted when asked."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import World, at
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.encryption import vault
from turnabout.monitoring import actions, queries
from turnabout.monitoring.codes import ETHNICITY, ITEMS, SAY_NOT
from turnabout.monitoring.models import Row
from turnabout.monitoring.permissions import may_count, may_record, may_take_back

ANSWERS = {"ethnicity": "chinese", "disability": "yes", "sexual_orientation": SAY_NOT, "age_band": "35_44"}


@pytest.fixture
def sent(db):
    world = World.make(at(2023, 9, 1, 9))
    return walk.sent(world.open_cohort())


def record(application, answers=ANSWERS, **given):
    whole = {"cohort": application.cohort, "person": application.person, "by": application.person, "now": DURING}
    return actions.record(answers=answers, **(whole | given))


def stored(application):
    row = Row.objects.get(cohort=application.cohort, person=application.person)
    return vault.unlock(row, "answers", by=application.person, purpose="a test")


@pytest.mark.parametrize(
    ("answer", "code"),
    [("chinese", "R"), ("arab", "S"), ("roma", "C"), ("african", "N"), (SAY_NOT, "Z"), ("", "99")],
)
def test_ethnic_groups_are_counted_under_their_national_code(answer, code):
    assert ETHNICITY.national(answer) == code


def test_every_question_can_be_declined_and_every_national_ethnic_category_is_reached():
    for item in ITEMS:
        assert item.answers[-1].code == SAY_NOT, item.name
    reached = {answer.national for answer in ETHNICITY.answers} | {ETHNICITY.skipped}
    assert reached == set("ABCDEFGHJKLMNPRSZ") | {"99"}


def test_an_answer_is_kept_with_its_national_code_and_what_is_skipped_is_not_known(sent):
    record(sent)
    kept = stored(sent)
    assert kept["ethnicity"] == {"given": "chinese", "national": "R"}
    assert kept["sexual_orientation"]["national"] == "Z"
    assert kept["religion"] == {"given": "", "national": "N"}


def test_no_answer_is_readable_in_the_database_and_the_audit_line_says_nothing_of_it(sent):
    record(sent)
    row = Row.objects.get()
    for word in (b"chinese", b"35_44", b"ethnicity"):
        assert word not in bytes(row.answers)
    line = AuditEvent.objects.get(event="monitoring.recorded")
    assert line.details == {}
    assert line.thing_id == str(sent.cohort_id)


def test_sending_again_replaces_the_row_and_there_is_one_for_each_person_and_cohort(sent):
    record(sent)
    record(sent, {"ethnicity": "indian"})
    assert Row.objects.count() == 1
    assert stored(sent)["ethnicity"]["national"] == "H"
    assert stored(sent)["disability"]["given"] == ""


def test_taking_back_deletes_the_row(sent):
    record(sent)
    assert queries.has_answered(sent.person, sent.cohort)
    actions.take_back(cohort=sent.cohort, person=sent.person, by=sent.person, now=DURING)
    assert not Row.objects.exists()
    assert not queries.has_answered(sent.person, sent.cohort)


def test_nobody_answers_for_somebody_else_or_before_sending(sent):
    other = walk.start(sent.cohort, "mentee", "Helen Marlowe")
    with pytest.raises(Refused) as refusal:
        record(other)
    assert refusal.value.decision.hidden
    with pytest.raises(Refused):
        record(sent, by=other.person)
    leader = walk.send(walk.fill(other))
    with pytest.raises(Refused):
        record(sent, by=leader.person)
    with pytest.raises(Refused):
        actions.take_back(cohort=sent.cohort, person=sent.person, by=leader.person, now=DURING)
    assert not Row.objects.exists()


def test_an_answer_that_is_not_in_the_list_is_refused(sent):
    with pytest.raises(Refused, match="Choose one of the answers"):
        record(sent, {"age_band": "old"})
    with pytest.raises(ValueError, match="no questions"):
        record(sent, {"shoe_size": "9"})


def test_the_application_knows_nothing_of_the_row(sent):
    """What is offered is never filled in from what is monitored, and no table leads from a person to their row."""
    record(sent)
    again = Application.objects.get(pk=sent.pk)
    related = {one.related_model for one in again.person._meta.related_objects if not one.hidden}
    assert Row not in related
    assert Row not in {one.related_model for one in again.cohort._meta.related_objects if not one.hidden}


def test_nothing_is_counted_while_people_still_apply(db):
    world = World.make(at(2023, 9, 1, 9))
    cohort = world.open_cohort()
    sent = walk.sent(cohort)
    with pytest.raises(Refused, match="once applications have closed"):
        actions.tables(
            cohort=cohort, people=[sent.person_id], items=["religion"], purpose="x", by=world.coordinator, now=DURING
        )
    assert not may_count(world.coordinator, cohort, DURING)


def test_a_cohort_that_does_not_ask_takes_no_answer_and_counts_none(db):
    world = World.make(at(2023, 9, 1, 9))
    draft = world.ready_cohort()
    draft = cohorts.switch_stages(cohort=draft, off=["monitoring"], by=world.coordinator, now=world.now)
    cohort = cohorts.open_applications(cohort=draft, by=world.coordinator, now=world.now)
    sent = walk.sent(cohort)
    with pytest.raises(Refused, match="does not ask equality questions"):
        actions.record(cohort=cohort, person=sent.person, answers={}, by=sent.person, now=DURING)
    assert "does not ask" in str(may_record(sent.person, cohort, DURING).reason)
    assert may_take_back(sent.person, cohort, DURING)
    assert "does not ask" in str(may_count(world.coordinator, cohort, DURING).reason)


@pytest.fixture
def browser(client, sent):
    client.force_login(sent.person)
    with clock.borrowed(DURING):
        yield client


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def to(name, sent):
    return reverse(f"monitoring:{name}", args=[sent.cohort_id])


def test_the_page_is_offered_after_sending_and_no_longer_once_answered(browser, sent):
    standing = reverse("applications:standing", args=[sent.pk])
    assert to("form", sent) in browser.get(standing).content.decode()
    page = words(browser.get(to("form", sent)))
    assert "counted in totals only" in page
    assert "checked" not in page
    done = press(browser, to("form", sent), ethnicity_group="asian", ethnicity_asian="chinese", religion="sikh")
    assert done.url == to("done", sent)
    assert stored(sent)["ethnicity"]["national"] == "R"
    assert to("form", sent) not in browser.get(standing).content.decode()


def test_an_answer_once_given_is_never_shown_again(browser, sent):
    press(browser, to("form", sent), religion="sikh")
    page = words(browser.get(to("form", sent)))
    assert "You have answered already." in page
    assert "checked" not in page


def test_only_the_exact_group_under_the_broad_choice_counts(browser, sent):
    press(browser, to("form", sent), ethnicity_group="black", ethnicity_black="african", ethnicity_asian="indian")
    assert stored(sent)["ethnicity"] == {"given": "african", "national": "N"}


def test_a_broad_group_asks_for_the_exact_one_and_keeps_the_other_answers(browser, sent):
    response = press(browser, to("form", sent), ethnicity_group="white", religion="sikh")
    assert response.status_code == 422
    assert "Choose the group that fits best" in words(response)
    assert 'value="sikh" checked' in words(response)
    assert not Row.objects.exists()


def test_an_empty_page_may_be_sent(browser, sent):
    assert press(browser, to("form", sent)).status_code == 302
    assert stored(sent)["ethnicity"]["national"] == "99"


def test_the_answers_are_deleted_from_the_page(browser, sent):
    press(browser, to("form", sent), religion="sikh")
    done = press(browser, to("take_back", sent))
    assert "are deleted" in words(browser.get(done.url))
    assert not Row.objects.exists()


def test_the_pages_are_not_here_for_whoever_sent_nothing(client, sent):
    for name in ("Pat Other", "Idris Vale"):
        client.force_login(walk.person(name))
        with clock.borrowed(DURING):
            for page in ("form", "done", "take_back"):
                assert client.get(to(page, sent)).status_code == 404
