"""Another route is offered from a fixed list, in neutral words; the other role can be taken up at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.test_deciding import NEVER_IN_A_LETTER
from tests.selection.test_pages import page_of
from tests.selection.walk import DECIDING, TELLING, close, decide, sent
from turnabout.applications import actions as applications
from turnabout.applications import queries as forms
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_begin_other_form
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import ROUTES, Participation, Verdict

LATER = at(2024, 2, 5, 10)


def told(cohort: Cohort, world: World, application: Application, outcome: str = "other_route", **given: Any) -> Any:
    decide(application, world, outcome, **given)
    if cohort.status == "open":
        close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    application.refresh_from_db()
    return application


def test_the_routes_are_four_and_none_says_who_somebody_is() -> None:
    assert [code for code, _words in ROUTES] == ["next_cohort", "other_role", "conversation", "network"]
    for _code, words in ROUTES:
        assert not NEVER_IN_A_LETTER.search(str(words))


@pytest.mark.parametrize("route", [code for code, _words in ROUTES])
def test_the_letter_offers_the_route_with_a_link_and_gives_nobody_away(
    route: str, world: World, cohort: Cohort
) -> None:
    application = told(cohort, world, sent(cohort), route=route)
    letter = Message.objects.get(kind="selection.other_route")
    assert not NEVER_IN_A_LETTER.search(letter.subject + letter.body)
    assert "{" not in letter.subject + letter.body
    assert f"/applications/{application.pk}/decision/" in letter.body
    assert cohort.contact_email in letter.body
    assert application.status == "decided"
    assert not Participation.objects.exists()
    assert queries.outcomes_unscoped(cohort) == {"other_route": 1}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"outcome": "other_route"}, "Choose which other route"),
        ({"outcome": "other_route", "route": "lottery"}, "Choose which other route"),
        ({"outcome": "other_route", "route": "network", "reason": "capacity"}, "decline only"),
        ({"outcome": "accept", "route": "network"}, "A route goes with"),
        ({"outcome": "accept", "rank": 1}, "reserve list only"),
        ({"outcome": "reserve", "rank": 0}, "number from 1"),
        ({"outcome": "reserve", "rank": 1000}, "number from 1"),
    ],
)
def test_a_route_or_a_rank_in_the_wrong_place_is_refused_and_writes_nothing(
    given: dict[str, Any], says: str, world: World, cohort: Cohort
) -> None:
    application = sent(cohort)
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match=says):
        decide(application, world, **given)
    assert not Verdict.objects.exists() and AuditEvent.objects.count() == lines


def test_whoever_is_invited_takes_the_other_role_up_and_is_decided_on_anew(world: World, cohort: Cohort) -> None:
    application = told(cohort, world, sent(cohort), route="other_role")
    cohort.refresh_from_db()
    amara = application.person
    assert may_begin_other_form(amara, application, LATER)
    other = applications.begin_other_form(application=application, by=amara, now=LATER)
    assert (other.role, other.status, other.sections_done) == ("mentee", "draft", [])
    assert not ledger.stands(amara, "lived_experience", cohort.pk)
    known = forms.answers(other, amara, LATER)
    assert known["job_title"] == "Staff nurse" and not known["topics"]
    assert queries.shortlist(world.coordinator, cohort, LATER) == []
    with pytest.raises(Refused, match="Not finished yet"):
        applying.send(other, LATER)
    other = applying.send(applying.fill(other, LATER, but={"about": {"name": "Amara Okafor"}}), LATER)
    assert queries.waiting(world.coordinator, cohort, LATER) == (1, 0)
    decide(other, world, now=LATER)
    actions.release(cohort=cohort, by=world.coordinator, now=LATER)
    assert Participation.objects.get().role == "mentee"


@pytest.mark.parametrize("given", [{"outcome": "other_route", "route": "network"}, {"outcome": "reserve"}])
def test_nobody_who_was_not_invited_begins_the_other_form(given: dict[str, str], world: World, cohort: Cohort) -> None:
    application = told(cohort, world, sent(cohort), **given)
    with pytest.raises(Refused, match="people who were invited"):
        applications.begin_other_form(application=application, by=application.person, now=LATER)
    with pytest.raises(Refused) as refusal:
        applications.begin_other_form(application=application, by=world.outsider, now=LATER)
    assert refusal.value.decision.hidden
    application.refresh_from_db()
    assert (application.role, application.status) == ("mentor", "decided")
    assert ledger.stands(application.person, "lived_experience", cohort.pk)


def test_the_other_form_is_in_time_until_matching_begins(world: World, cohort: Cohort) -> None:
    application = told(cohort, world, sent(cohort), route="other_role")
    applications.begin_other_form(application=application, by=application.person, now=LATER)
    applying.fill(application, LATER, but={"about": {"name": "Amara Okafor"}})
    for step in ("prepare", "start_matching"):
        getattr(cohorts, step)(cohort=cohort, by=world.coordinator, now=LATER)
    application = Application.objects.select_related("cohort", "person").get()
    with pytest.raises(Refused, match="Applications closed"):
        applying.send(application, LATER)


def test_a_late_form_of_somebody_else_stays_late(world: World, cohort: Cohort) -> None:
    draft = applying.fill(applying.start(cohort))
    close(cohort, world)
    draft.cohort.refresh_from_db()
    with pytest.raises(Refused, match="Applications closed"):
        applying.send(draft, DECIDING)


@pytest.fixture
def board(world: World) -> Cohort:
    return world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))


def test_in_a_board_programme_the_other_role_is_not_offered(world: World, board: Cohort) -> None:
    application = sent(board)
    with pytest.raises(Refused, match="its people are named by you"):
        decide(application, world, "other_route", route="other_role")
    decide(application, world, "other_route", route="network")
    with clock.borrowed(DECIDING):
        shown = page_of(world.coordinator, "selection:decide", board.pk, application.pk).content.decode()
    assert "Joining a staff network" in shown and "Take part in the other role" not in shown


def test_in_a_board_programme_a_coordinator_decides_alone(world: World, board: Cohort) -> None:
    application = sent(board)
    decide(application, world)
    close(board, world)
    assert actions.release(cohort=board, by=world.coordinator, now=TELLING) == 1
    assert Participation.objects.get().person == application.person
