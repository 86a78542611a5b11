"""A change of date shows who will be told what before it is made; more time is given with one press."""

from __future__ import annotations

import re
import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from tests.applications.walk import DURING, sent, start
from tests.cohorts.world import at, make_ready
from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.models import Message

WINDOW = {
    "kind": "window",
    "first_day": 1,
    "first_month": 4,
    "first_year": 2024,
    "last_day": 31,
    "last_month": 5,
    "last_year": 2024,
    "said": "",
}


@pytest.fixture(autouse=True)
def _today():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


@pytest.fixture
def cohort(world):
    """An open cohort with somebody who began and did not send (Idris), and somebody who sent (Helen)."""
    made = world.just_open()
    start(made, "mentor", "Idris Vale"), sent(made, "mentee", "Helen Marlowe")
    Message.objects.all().delete()
    return made


def send(client, address, data=None):
    return client.post(address, {"idempotency_key": uuid.uuid4(), **(data or {})})


def seen(response):
    return re.search(r'name="seen" value="([0-9a-f]+)"', response.content.decode())[1]


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def boxes(day, month, year, name="day", **more):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year, **more}


def at_its_date(cohort, step="applications_close", page="cohorts:change_date"):
    return reverse(page, args=[cohort.pk, step])


def closing(cohort):
    return Cohort.objects.get(pk=cohort.pk).closes_at


def test_the_first_press_shows_who_is_told_what_and_changes_nothing(keeper, cohort):
    lines, jobs = AuditEvent.objects.count(), list(Due.objects.values_list("key", "due_at"))
    shown = send(keeper, at_its_date(cohort), boxes(2, 2, 2024))
    words = text(shown)
    assert "Nothing has been changed yet, and nobody has been written to." in words
    assert "Now Friday 26 January 2024" in words
    assert "From then on Friday 2 February 2024" in words
    assert "2 messages go out." in words
    assert "To 1 person: Leadership and inclusion programme: the last day has changed Helen Marlowe" in words
    assert "It is now the end of Friday 2 February 2024." in words
    assert closing(cohort) == at(2024, 1, 27, 0)
    assert (AuditEvent.objects.count(), Message.objects.count()) == (lines, 0)
    assert list(Due.objects.values_list("key", "due_at")) == jobs


def test_who_has_begun_and_sent_nothing_is_named_nowhere(keeper, cohort):
    shown = send(keeper, at_its_date(cohort), boxes(2, 2, 2024))
    assert "You are not told who they are" in text(shown)
    from turnabout.applications.models import Application

    begun = Application.objects.get(person__name="Idris Vale")
    for trace in ("Idris", "Vale", str(begun.pk), str(begun.person_id)):
        assert trace not in shown.content.decode()


def test_the_second_press_does_it_once_and_writes_to_them(keeper, cohort):
    page, given = at_its_date(cohort), boxes(2, 2, 2024)
    given |= {"seen": seen(send(keeper, page, given)), "idempotency_key": str(uuid.uuid4())}
    for _press in range(2):
        assert send(keeper, page, given)["Location"] == reverse("cohorts:plan", args=[cohort.pk])
    assert closing(cohort) == at(2024, 2, 3, 0)
    assert Message.objects.count() == 2
    assert AuditEvent.objects.filter(event="cohort.date_changed").count() == 1


def test_nothing_is_done_when_somebody_else_would_be_told_by_now(keeper, cohort):
    page, given = at_its_date(cohort), boxes(2, 2, 2024)
    mark = seen(send(keeper, page, given))
    sent(cohort, "mentor", "Sol Marsh")
    Message.objects.all().delete()
    refused = send(keeper, page, {**given, "seen": mark})
    assert refused.status_code == 409
    assert "something has changed in who would be told what" in text(refused)
    assert (closing(cohort), Message.objects.count()) == (at(2024, 1, 27, 0), 0)
    assert "3 messages go out." in text(send(keeper, page, given))


def test_going_back_keeps_what_was_entered(keeper, cohort):
    given = boxes(2, 2, 2024)
    back = send(keeper, at_its_date(cohort), {**given, "again": "1", "seen": "x"})
    assert back.status_code == 200
    assert 'name="day_day"' in back.content.decode()
    assert 'value="2"' in back.content.decode()


def test_a_date_that_nobody_hears_of_says_so(keeper, cohort):
    shown = text(send(keeper, at_its_date(cohort, "report"), boxes(5, 11, 2024)))
    assert "Nobody is written to." in shown
    assert "The public page shows" not in shown


def test_in_a_draft_only_a_warning_is_worth_a_stop(keeper, world):
    draft = world.cohort()
    assert send(keeper, at_its_date(draft, "report"), boxes(5, 11, 2024)).status_code == 302
    warned = send(keeper, at_its_date(draft, "report"), boxes(25, 12, 2024))
    assert "A bank holiday in England: Christmas Day." in text(warned)
    assert "You can go on all the same." in text(warned)
    given = boxes(25, 12, 2024) | {"seen": seen(warned)}
    assert send(keeper, at_its_date(draft, "report"), given).status_code == 302


def test_a_date_in_a_wrong_order_is_warned_of_and_never_refused(keeper, cohort):
    page, given = at_its_date(cohort, "decisions"), boxes(9, 2, 2024)
    shown = send(keeper, page, given)
    assert "People cannot come to a session before they hear whether they take part." in text(shown)
    assert send(keeper, page, {**given, "seen": seen(shown)}).status_code == 302
    plan = text(keeper.get(reverse("cohorts:plan", args=[cohort.pk])))
    assert "These dates do not go together" in plan


def test_the_plan_names_what_each_date_meets_in_the_nations_of_the_cohort(keeper, cohort):
    plan = reverse("cohorts:plan", args=[cohort.pk])
    assert "Many schools in England are on holiday: February half term." in text(keeper.get(plan))
    page = reverse("cohorts:nations", args=[cohort.pk])
    assert send(keeper, page, {"nations": ["scotland", "wales"]})["Location"] == plan
    assert "Many schools in Wales and Scotland are on holiday: February half term." in text(keeper.get(plan))
    assert send(keeper, page, {}).status_code == 422


def test_more_time_is_given_with_its_reason_on_the_public_page(keeper, cohort):
    page = reverse("cohorts:extend", args=[cohort.pk])
    given = boxes(2, 2, 2024, "closes_on", reason="Many of you asked for <b>more</b> time.")
    shown = send(keeper, page, given)
    assert "1 message goes out." in text(shown)
    assert "2 messages go out." in text(send(keeper, page, {**given, "tell_applicants": "on"}))
    assert send(keeper, page, {**given, "seen": seen(shown)}).status_code == 302
    assert closing(cohort) == at(2024, 2, 3, 0)
    assert Due.objects.get(job="cohorts.close_applications").due_at == at(2024, 2, 3, 0)
    keeper.logout()
    public = keeper.get(reverse("home:public", args=[cohort.programme.slug, cohort.slug])).content.decode()
    assert "Extended to the end of Friday 2 February 2024." in public
    assert "Many of you asked for &lt;b&gt;more&lt;/b&gt; time." in public


def test_a_second_extension_keeps_the_first_instant(world, cohort):
    for day in (date(2024, 2, 2), date(2024, 2, 9)):
        actions.extend_applications(cohort=cohort, closes_on=day, by=world.coordinator, now=DURING)
    assert Cohort.objects.get(pk=cohort.pk).extended_from == at(2024, 1, 27, 0)
    lines = AuditEvent.objects.filter(event="cohort.extended").order_by("number")
    assert [line.details["was"][:10] for line in lines] == ["2024-01-27", "2024-02-03"]


def test_more_time_is_refused_for_an_earlier_day_and_once_applications_are_closed(world, cohort):
    given = {"cohort": cohort, "by": world.coordinator, "now": DURING}
    with pytest.raises(Refused, match="gives nobody more time"):
        actions.extend_applications(closes_on=date(2024, 1, 26), **given)
    actions.close_applications(**given)
    with pytest.raises(Refused, match="only while applications are open"):
        actions.extend_applications(closes_on=date(2024, 2, 2), **given)


def test_somebody_who_keeps_another_cohort_can_neither_look_nor_extend(client, world, cohort):
    client.force_login(world.outsider)
    for page in (at_its_date(cohort), reverse("cohorts:extend", args=[cohort.pk])):
        assert send(client, page, boxes(2, 2, 2024)).status_code == 404


def test_a_window_is_printed_wherever_the_date_is(keeper, world):
    draft = world.cohort()
    page = at_its_date(draft, "start", "cohorts:loosen_date")
    assert send(keeper, page, WINDOW).status_code == 302
    assert queries.date_of(Cohort.objects.get(pk=draft.pk), "start").when == "April or May 2024"
    for name in ("cohorts:plan", "home:preview", "home:day"):
        assert "April or May 2024" in text(keeper.get(reverse(name, args=[draft.pk])))


def test_a_date_to_be_confirmed_is_said_with_the_words_given_and_can_be_fixed_later(keeper, world):
    draft = world.cohort()
    loose = at_its_date(draft, "sharing_session", "cohorts:loosen_date")
    send(keeper, loose, {"kind": "to_be_confirmed", "said": "once the Board met"})
    assert "to be confirmed (once the Board met)" in text(keeper.get(reverse("home:preview", args=[draft.pk])))
    fixed = keeper.get(at_its_date(draft, "sharing_session")).content.decode()
    assert 'value="14:00"' in fixed
    send(keeper, at_its_date(draft, "sharing_session"), boxes(9, 10, 2024, starts="2pm", ends="4pm"))
    again = queries.date_of(Cohort.objects.get(pk=draft.pk), "sharing_session")
    assert (again.when, again.said) == ("Wednesday 9 October 2024, 2pm to 4pm", "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "window"}, "Enter the first day it may be"),
        ({**WINDOW, "last_month": 3}, "The last day must not come before the first"),
        ({}, "Choose what you know of the day"),
    ],
)
def test_half_a_window_comes_back_with_what_is_missing(keeper, world, given, words):
    response = send(keeper, at_its_date(world.cohort(), "start", "cohorts:loosen_date"), given)
    assert response.status_code == 422
    assert words in text(response)


@pytest.mark.parametrize("step", ["applications_open", "applications_close"])
def test_a_cohort_opens_only_with_a_fixed_first_and_last_day(world, step):
    draft = world.cohort()
    instants = {"starts_at": clock.london(date(2024, 1, 1), time(0)), "ends_at": clock.end_of(date(2024, 1, 31))}
    given = {"cohort": draft, "by": world.coordinator, "now": world.now}
    actions.change_date(step=step, kind=planner.WINDOW, **instants, **given)
    with pytest.raises(Refused, match="must be fixed days before you open the cohort"):
        actions.open_applications(**given)


def test_the_last_day_of_an_open_cohort_stays_a_fixed_day(world, cohort):
    instants = {"starts_at": clock.london(date(2024, 2, 1), time(0)), "ends_at": clock.end_of(date(2024, 2, 29))}
    given = {"cohort": cohort, "by": world.coordinator, "now": DURING}
    for kind in (planner.WINDOW, planner.TO_BE_CONFIRMED):
        with pytest.raises(Refused, match="People rely on this day to the second"):
            actions.change_date(step="applications_close", kind=kind, **instants, **given)


def test_the_public_page_of_a_cohort_with_loose_dates_says_them_in_words(keeper, world):
    draft = world.cohort()
    given = {"cohort": draft, "by": world.coordinator, "now": world.now}
    instants = {"starts_at": clock.london(date(2024, 3, 1), time(0)), "ends_at": clock.end_of(date(2024, 3, 31))}
    for step in ("mentor_briefing_a", "decisions"):
        actions.change_date(step=step, kind=planner.TO_BE_CONFIRMED, **instants, **given)
    actions.change_date(step="start", kind=planner.WINDOW, **instants, **given)
    make_ready(**given)
    actions.open_applications(**given)
    public = text(keeper.get(reverse("home:public", args=[draft.programme.slug, draft.slug])))
    assert "When you hear from us: to be confirmed." in public
    assert "March 2024 Mentoring starts" in public
    assert "to be confirmed or Monday 11 March 2024, 9am to 1pm" in public
