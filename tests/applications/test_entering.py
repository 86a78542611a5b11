"""An application that a co-ordinator enters for somebody who rang, sent paper or stands in a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.applications.walk import DURING, FORMS, declarations, sent, start
from tests.cohorts.world import at
from tests.selection import walk as selecting
from tests.selection.walk import TELLING
from turnabout.applications import actions, entered, queries
from turnabout.applications.models import Application, Release
from turnabout.applications.permissions import APPLICANTS_LINK, may_correct_entered
from turnabout.applications.web import entry_forms
from turnabout.applications.wordings import EXPERIENCE_BY, EXPERIENCE_NOW, LIVED_EXPERIENCE
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import ReadinessMark
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection

TODAY = date(2023, 12, 4)


def answers_of(cohort: Any, role: str = "mentor") -> dict[str, dict[str, Any]]:
    """What a whole form holds, without what has a consent of its own."""
    whole = {code: dict(given) for code, given in FORMS[role].items()}
    whole["about"]["organisation"] = str(cohort.organisations.order_by("name")[0].pk)
    return whole


def enter(world: Any, cohort: Any, **but: Any) -> Application:
    whole: dict[str, Any] = {
        "cohort": cohort,
        "role": "mentor",
        "email": "amara.okafor@example.org",
        "name": "Amara Okafor",
        "answers": answers_of(cohort, but.get("role", "mentor")),
        "how": "phone",
        "received_on": TODAY,
        "by": world.coordinator,
        "now": DURING,
    }
    return actions.enter(**(whole | but))


def run_the_clock(now: Any) -> None:
    with clock.borrowed(now):
        queue.tick(now)
        queue.drain()


def events(name: str) -> int:
    return AuditEvent.objects.filter(event=name).count()


def test_what_is_whole_is_done_and_nothing_else_is_lost(world, cohort):
    answers = answers_of(cohort)
    answers["why"] = {"why": "Because nobody asked.", "hope": ""}
    application = enter(world, cohort, answers=answers)
    application.refresh_from_db()
    assert application.status == "draft" and entered.is_entered(application)
    assert "about" in application.sections_done and "why" not in application.sections_done
    assert queries.half_filled(application, application.person, DURING)["why"]["why"] == "Because nobody asked."
    assert queries.answers(application, application.person, DURING)["job_title"] == "Staff nurse"
    assert Message.objects.count() == 0 and events("application.entered") == 1


@pytest.mark.parametrize("role", ["mentor", "mentee", "either"])
def test_every_form_can_be_entered_whole(world, cohort, role):
    application = enter(world, cohort, role=role)
    asked = {one.code for one in queries.sections(application) if not one.own_consent}
    assert set(application.sections_done) == asked


def test_somebody_without_an_address_is_somebody_all_the_same(world, cohort):
    one, other = (enter(world, cohort, email="", name=name) for name in ("Amara Okafor", "Bea Lund"))
    assert one.person.email is None and other.person != one.person


def test_an_account_keeps_its_name_and_is_not_given_away(world, cohort):
    known = Person.objects.make(name="Amara O.", email="amara.okafor@example.org")
    application = enter(world, cohort, email="  AMARA.Okafor@example.org ")
    known.refresh_from_db()
    assert application.person == known and known.name == "Amara O."
    assert application.entered_name == "Amara Okafor"


def test_two_who_enter_somebody_new_at_once_make_one_account(world, cohort):
    made: list[Person] = []

    def faster(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """A colleague stores the same person between our look and our write."""
        result = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "amara.okafor@example.org" in (params or ()) and not made:
            made.append(Person(name="Amara O.", email="amara.okafor@example.org"))
            made[0].save()
        return result

    with connection.execute_wrapper(faster):
        application = enter(world, cohort)
    assert application.person == made[0] and not application.entered_new
    assert Application.objects.get().person == made[0]


@pytest.mark.parametrize("address", [f"a@{'b.' * 125}example.org", f"{'a' * 60}@{'ﬃ' * 60}.{'b' * 60}.org"])
def test_an_address_that_no_column_holds_is_refused_before(world, cohort, address):
    with pytest.raises(Refused, match="email address"):
        enter(world, cohort, email=address)
    answers = answers_of(cohort)
    answers["manager"] = {**answers["manager"], "manager_email": address}
    application = enter(world, cohort, answers=answers)
    assert "manager" not in application.sections_done and application.manager_email == ""
    assert not entry_forms.EnterForm({"email": address}, cohort=cohort).is_valid()


def test_lived_experience_is_no_part_of_what_is_entered(world, cohort):
    with pytest.raises(ValueError, match="own consent"):
        enter(world, cohort, answers=answers_of(cohort) | {"experience": {"topics": ["race"]}})
    assert not Application.objects.exists() and not Person.objects.filter(name="Amara Okafor").exists()


@pytest.mark.parametrize("begin", [start, sent])
def test_whoever_has_an_application_here_is_not_entered_again(world, cohort, begin):
    begin(cohort)
    with pytest.raises(Refused, match="sent or only begun") as refusal:
        enter(world, cohort)
    assert refusal.value.field == "email" and Application.objects.count() == 1
    assert events("application.entered") == 0


def test_nobody_enters_one_for_themself(world, cohort):
    with pytest.raises(Refused, match="for yourself"):
        enter(world, cohort, email=world.coordinator.email)


def test_nobody_but_a_co_ordinator_enters_one(world, cohort):
    with pytest.raises(Refused) as refusal:
        enter(world, cohort, by=world.outsider)
    assert refusal.value.decision.hidden


def test_an_own_leader_is_entered_by_somebody_else(world, cohort):
    boss = {"manager_name": "", "manager_email": "helen.marlowe@example.org", "talk_first": False}
    role = world.coordinator.roles.filter(kind="coordinator").first()
    cohorts.name_manager(role=role, manager_email=boss["manager_email"], by=world.administrator, now=DURING)
    with pytest.raises(Refused, match="report to this person"):
        enter(world, cohort, role="mentee", email="helen.marlowe@example.org", name="Helen Marlowe")


@pytest.mark.parametrize("role", ["mentor", "mentee", "either"])
def test_nobody_learns_from_it_whether_an_own_leader_has_applied(world, cohort, role):
    start(cohort, role="mentor", name="Helen Marlowe")
    keeps = world.coordinator.roles.filter(kind="coordinator").first()
    cohorts.name_manager(role=keeps, manager_email="helen.marlowe@example.org", by=world.administrator, now=DURING)
    with pytest.raises(Refused, match="report to this person"):
        enter(world, cohort, role=role, email="helen.marlowe@example.org", name="Helen Marlowe")


def test_what_arrived_in_time_is_entered_after_closing_and_what_did_not_is_not(world, cohort):
    after = at(2024, 1, 29, 9)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=at(2024, 1, 27, 0))
    cohort.refresh_from_db()
    with pytest.raises(Refused, match="after applications had closed"):
        enter(world, cohort, received_on=date(2024, 1, 27), now=after)
    assert enter(world, cohort, received_on=date(2024, 1, 26), now=after).pk


def test_no_day_to_come_is_a_day_of_arrival(world, cohort):
    with pytest.raises(Refused, match="today or an earlier day"):
        enter(world, cohort, received_on=TODAY + timedelta(days=1))


def offer(application: Application, world: Any, **but: Any) -> Application:
    whole = {"topics": {"race": "coordinator"}, "words": "What I hear at handover.", "agreed": True}
    return actions.offer_for_them(application=application, by=world.coordinator, now=DURING, **(whole | but))


def test_lived_experience_is_kept_after_a_yes_and_not_before(world, cohort):
    application = enter(world, cohort)
    with pytest.raises(Refused, match="before they agree"):
        offer(application, world, agreed=False)
    application.refresh_from_db()
    assert not application.topics and not ConsentEvent.objects.exists()
    offer(application, world)
    event = ConsentEvent.objects.get()
    assert event.wording == EXPERIENCE_BY["phone"] and event.by_id == world.coordinator.pk
    assert queries.choices(application, application.person).tiers["race"] == "coordinator"


def test_paper_has_words_of_its_own_and_a_list_has_none(world, cohort):
    offer(enter(world, cohort, how="paper"), world)
    assert ConsentEvent.objects.get().wording == EXPERIENCE_BY["paper"]
    listed = enter(world, cohort, how="import", email="bea.lund@example.org", name="Bea Lund")
    with pytest.raises(Refused, match="A list holds no consent"):
        offer(listed, world)


def test_nothing_said_to_a_co_ordinator_is_for_nobody(world, cohort):
    with pytest.raises(Refused, match="who may know"):
        offer(enter(world, cohort), world, topics={"race": "nobody"})


def confirm(application: Application, token: str, **but: Any) -> Application:
    whole: dict[str, Any] = {"declarations": declarations(application), "in_conversation": True}
    return actions.confirm_entered(
        application=application, token=token, by=APPLICANTS_LINK, now=DURING, **(whole | but)
    )


def link_of(application: Application, world: Any) -> str:
    return actions.send_entry_link(application=application, by=world.coordinator, now=DURING)


def test_a_link_confirms_what_was_entered_and_sends_it(world, cohort):
    application = enter(world, cohort)
    token = link_of(application, world)
    letter = Message.objects.get(kind="applications.please_check")
    assert "mentor" not in (letter.subject + letter.body).replace("reverse mentoring", "").casefold()
    confirm(application, token)
    application.refresh_from_db()
    assert (application.status, application.confirmed_how) == ("submitted", "link")
    assert application.taken_at and application.link_until is None
    assert ledger.stands(application.person, "later_cohorts", cohort.pk)
    assert Release.objects.filter(application=application).exists()
    assert Message.objects.filter(kind="applications.entry_confirmed").count() == 1
    with pytest.raises(Refused):
        confirm(application, token)


def test_a_link_confirms_nothing_unfinished_and_nothing_undeclared(world, cohort):
    application = enter(world, cohort)
    token = link_of(application, world)
    with pytest.raises(Refused, match="What I offer to talk about"):
        confirm(application, token, in_conversation=False)
    with pytest.raises(Refused, match="declaration"):
        confirm(application, token, declarations=["privacy"])
    with pytest.raises(Refused, match="expired"):
        confirm(application, "x" * 43)
    application.refresh_from_db()
    assert application.status == "draft" and events("application.entry_confirmed") == 0


def test_a_new_link_ends_the_one_before(world, cohort):
    application = enter(world, cohort)
    old = link_of(application, world)
    link_of(application, world)
    with pytest.raises(Refused, match="expired"):
        confirm(application, old)


def told_a_decision(world: Any, cohort: Any) -> Application:
    """Somebody else applied, and was told: decisions are out while applications are being chosen from."""
    application = selecting.sent(cohort, name="Idris Vaughan")
    selecting.decide(application, world)
    cohort = selecting.close(cohort, world)
    selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
    return Application.objects.select_related("cohort", "person").get(pk=application.pk)


def call(application: Application, world: Any, **but: Any) -> Application:
    whole = {
        "declarations": declarations(application),
        "called_on": TODAY,
        "whom": "Joan Whitfield rang Amara Okafor",
        "read_back": True,
        "in_conversation": True,
        "by": world.coordinator,
        "now": DURING,
    }
    return actions.record_call(application=application, **(whole | but))


@pytest.mark.parametrize("email", ["amara.okafor@example.org", ""])
def test_a_recorded_call_confirms_it_with_a_copy_for_whoever_has_an_address(world, cohort, email):
    application = call(enter(world, cohort, email=email), world)
    application.refresh_from_db()
    assert (application.status, application.confirmed_how) == ("submitted", "call")
    assert application.called_on == TODAY and events("application.call_recorded") == 1
    assert Message.objects.filter(kind="applications.entry_confirmed").count() == (1 if email else 0)


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"read_back": False}, "Read the answers"),
        ({"whom": " "}, "who spoke with whom"),
        ({"called_on": TODAY + timedelta(days=1)}, "between"),
        ({"called_on": TODAY - timedelta(days=1)}, "between"),
        ({"declarations": []}, "declaration"),
    ],
)
def test_a_call_that_is_half_told_confirms_nothing(world, cohort, but, why):
    application = enter(world, cohort)
    with pytest.raises(Refused, match=why):
        call(application, world, **but)
    application.refresh_from_db()
    assert application.status == "draft" and not application.called_whom


def test_without_an_address_there_is_no_link(world, cohort):
    with pytest.raises(Refused, match="no email address"):
        link_of(enter(world, cohort, email=""), world)


def test_whoever_it_is_about_takes_it_over_by_changing_it(world, cohort):
    application = enter(world, cohort)
    token = link_of(application, world)
    actions.keep(application=application, section="why", typed={"why": "Rather so"}, by=application.person, now=DURING)
    application.refresh_from_db()
    assert not entered.is_entered(application)
    assert may_correct_entered(world.coordinator, application, DURING).hidden
    with pytest.raises(Refused):
        confirm(application, token)
    with pytest.raises(Refused):
        actions.remove_entered(application=application, by=world.coordinator, now=DURING)
    run_the_clock(DURING + timedelta(days=60))
    assert Application.objects.count() == 1


def test_a_co_ordinator_corrects_it_and_an_account_keeps_its_name(world, cohort):
    known = Person.objects.make(name="Amara O.", email="amara.okafor@example.org")
    application = enter(world, cohort)
    about = answers_of(cohort)["about"] | {"name": "Amara Okafor-Lund", "job_title": "Ward sister"}
    actions.correct_entered(application=application, section="about", answers=about, by=world.coordinator, now=DURING)
    application.refresh_from_db()
    known.refresh_from_db()
    assert (application.entered_name, application.job_title) == ("Amara Okafor-Lund", "Ward sister")
    assert known.name == "Amara O."
    with pytest.raises(Refused):
        actions.correct_entered(application=application, section="about", answers=about, by=world.outsider, now=DURING)


def test_not_from_me_removes_all_of_it(world, cohort):
    application = enter(world, cohort)
    offer(application, world)
    actions.refuse_entered(application=application, token=link_of(application, world), by=APPLICANTS_LINK, now=DURING)
    assert not Application.objects.exists()
    left = Person.objects.get(pk=application.person_id)  # the ledger's evidence needs an id, and nothing else
    assert (left.name, left.email, left.is_active) == ("", None, False)
    assert not ledger.stands(left, LIVED_EXPERIENCE, cohort.pk)


def test_an_account_that_was_there_before_stays(world, cohort):
    known = Person.objects.make(name="Amara O.", email="amara.okafor@example.org")
    actions.remove_entered(application=enter(world, cohort), by=world.coordinator, now=DURING)
    assert Person.objects.filter(pk=known.pk).exists() and not Application.objects.exists()


def test_what_nobody_confirms_is_removed_by_the_clock(world, cohort):
    application = enter(world, cohort)
    run_the_clock(DURING + timedelta(days=27))
    assert Application.objects.filter(pk=application.pk).exists()
    run_the_clock(DURING + timedelta(days=28))
    assert not Application.objects.exists() and not Person.objects.filter(pk=application.person_id).exists()


def test_it_is_confirmed_after_closing_until_decisions_are_out(world, cohort):
    application = enter(world, cohort, received_on=TODAY)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=at(2024, 1, 27, 0))
    token = link_of(application, world)
    confirm(application, token)
    application.refresh_from_db()
    assert application.status == "submitted"


def test_after_the_stage_of_choosing_nothing_is_confirmed(world, cohort):
    application = enter(world, cohort)
    token = link_of(application, world)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=at(2024, 1, 27, 0))
    cohort.refresh_from_db()
    cohorts.prepare(cohort=cohort, by=world.coordinator, now=DURING)
    with pytest.raises(Refused, match="Decisions have been sent out"):
        confirm(application, token)


def test_decisions_stay_out_whatever_those_do_who_were_told(world, cohort):
    told = told_a_decision(world, cohort)
    actions.withdraw(application=told, by=told.person, now=TELLING)
    assert not Application.objects.filter(status="decided").exists()
    with pytest.raises(Refused, match="Decisions have been sent out"):
        enter(world, told.cohort, email="bea.lund@example.org", name="Bea Lund", now=TELLING)


def test_whoever_was_in_time_puts_it_right_and_sends_it_after_closing(world, cohort):
    application = enter(world, cohort)
    cohorts.close_applications(cohort=cohort, by=CLOCK, now=at(2024, 1, 27, 0))
    after = at(2024, 1, 29, 9)
    person = application.person
    application.refresh_from_db()
    actions.offer_experience(
        application=application, topics=[], wording=EXPERIENCE_NOW, in_conversation=True, by=person, now=after
    )
    actions.submit(application=application, declarations=declarations(application), by=person, now=after)
    assert application.status == "submitted"


def test_whoever_has_no_address_withdraws_by_ringing(world, cohort):
    application = call(enter(world, cohort, email=""), world)
    with pytest.raises(Refused):
        actions.withdraw(application=application, by=world.outsider, now=DURING)
    actions.withdraw(application=application, by=world.coordinator, now=DURING)
    assert application.status == "withdrawn"


def test_whoever_has_an_address_withdraws_alone(world, cohort):
    application = call(enter(world, cohort), world)
    with pytest.raises(Refused):
        actions.withdraw(application=application, by=world.coordinator, now=DURING)
    assert application.status == "submitted"


def test_what_is_removed_leaves_no_letter_and_sends_none(world, cohort):
    application = enter(world, cohort)
    link_of(application, world)
    run_the_clock(DURING)
    link_of(application, world)
    person = application.person
    actions.remove_entered(application=application, by=world.coordinator, now=DURING)
    run_the_clock(DURING + timedelta(days=1))
    assert sorted(one.status for one in Message.objects.all()) == ["cancelled", "sent"]
    kept = Message.objects.values_list("to_address", "subject", "body", "calendar", "to_person")
    assert set(kept) == {("", "", "", "", None)}
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_waiting_letter_with_a_dead_link_does_not_go(world, cohort):
    application = enter(world, cohort)
    for _again in range(2):
        link_of(application, world)
    letters = Message.objects.filter(kind="applications.please_check")
    assert sorted(one.status for one in letters) == ["cancelled", "waiting"]
    assert "(the link was in the message)" in letters.get(status="cancelled").body


def test_an_account_that_anything_else_is_kept_of_stays(world, cohort):
    application = enter(world, cohort)
    assert ReadinessMark.objects.update(marked_by=application.person)
    actions.remove_entered(application=application, by=world.coordinator, now=DURING)
    assert Person.objects.get(pk=application.person_id).email == "amara.okafor@example.org"
