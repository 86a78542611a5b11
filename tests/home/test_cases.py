"""Nobody runs a case of their own leader: the co-ordinator is told and refused, the independent contact takes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import at
from tests.home.test_first_pages import lands
from tests.home.test_public import page
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who, address, apply_as, press
from tests.selection.walk import TELLING, assessed, close, decide, second_coordinator, sent
from turnabout.applications import actions as writing
from turnabout.applications import cases
from turnabout.applications import permissions as of_applications
from turnabout.applications import queries as applications
from turnabout.applications.models import Application
from turnabout.cohorts import actions, independence, queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message
from turnabout.home import outbox
from turnabout.matching import actions as matching
from turnabout.matching import queries as rounds
from turnabout.partnerships import actions as partnerships
from turnabout.partnerships.models import Partnership
from turnabout.selection import actions as selection
from turnabout.selection import queries as shortlist
from turnabout.selection.models import Participation
from turnabout.training import queries as sessions

NOW = at(2024, 2, 20)
HER = address("Helen Marlowe")
ELSEWHERE = "chair@example.org"


def reports_to(world: Any, email: str, person: Person | None = None) -> None:
    """The co-ordinator says once whom they report to."""
    who = person or world.coordinator
    role = who.roles.order_by("from_on", "id").filter(kind="coordinator", organisation__isnull=False).get()
    actions.name_manager(role=role, manager_email=email, by=who, now=world.now)


def name_contact(world: Any, cohort: Cohort, name: str = "Ivy Stand", manager: str = ELSEWHERE) -> Person:
    given = {"name": name, "email": address(name), "kind": "independent_contact", "manager_email": manager}
    return actions.appoint(**given, cohort=cohort, by=world.coordinator, now=world.now).person


@pytest.fixture
def applied(world: Any) -> Cohort:
    """Helen, to whom the co-ordinator reports, and Gareth have applied as reverse mentees, Amara as reverse mentor."""
    cohort = world.open_cohort()
    for who in (AMARA, HELEN, GARETH):
        apply_as(cohort, who, world)
    reports_to(world, HER)
    return close(cohort, world)


def of(cohort: Cohort, name: str) -> Application:
    found = Application.objects.select_related("person", "cohort__programme", "organisation")
    return found.get(cohort=cohort, person__name=name)


def refused(deed: Callable[[], Any], words: str = "You report to this person") -> None:
    before = AuditEvent.objects.count()
    with pytest.raises(Refused, match=words):
        deed()
    assert AuditEvent.objects.count() == before


# Who stands above whom


def test_a_manager_is_above_and_so_is_everybody_above_them(world, applied):
    assert cases.reports_to_a_mentee(world.coordinator, "", applied, NOW)
    assert HER in cases.not_for(world.coordinator, applied, NOW)


def test_a_line_is_walked_through_people_of_other_cohorts_and_through_roles(world):
    earlier = world.open_cohort(number=4)
    apply_as(earlier, Who("Mid Manager", "mentee", manager=address("Top Manager")), world)
    cohort = world.open_cohort(number=5)
    apply_as(cohort, HELEN, world)
    top = {"name": "Top Manager", "email": address("Top Manager"), "kind": "board_reader", "manager_email": HER}
    actions.appoint(**top, cohort=earlier, by=world.coordinator, now=world.now)
    reports_to(world, address("Mid Manager"))
    assert cases.reports_to_a_mentee(world.coordinator, "", cohort, NOW)


def test_what_the_co_ordinator_said_in_a_form_of_their_own_counts_too(world):
    earlier = world.open_cohort(number=4)
    apply_as(earlier, Who("Joan Whitfield", manager=HER), world)
    cohort = world.open_cohort(number=5)
    assert not cases.reports_to_a_mentee(world.coordinator, "", cohort, NOW)
    apply_as(cohort, HELEN, world)
    assert cases.reports_to_a_mentee(world.coordinator, "", cohort, NOW)


def test_managers_who_name_one_another_end_the_walk(world):
    earlier = world.open_cohort(number=4)
    for one, other in (("Mid Manager", "Top Manager"), ("Top Manager", "Mid Manager")):
        apply_as(earlier, Who(one, "mentee", manager=address(other)), world)
    reports_to(world, address("Mid Manager"))
    above = cases.not_for(world.coordinator, earlier, NOW)
    assert above == {address("Mid Manager"), address("Top Manager")}


def test_a_draft_a_reverse_mentor_and_whoever_has_left_make_no_conflict(world):
    cohort = world.open_cohort()
    reports_to(world, HER)
    draft = applying.start(cohort, "mentee", "Helen Marlowe")
    assert not cases.reports_to_a_mentee(world.coordinator, "", cohort, applying.DURING)
    sent_one = applying.send(applying.fill(draft, but={"about": {"name": "Helen Marlowe"}}))
    assert cases.reports_to_a_mentee(world.coordinator, "", cohort, applying.DURING)
    writing.withdraw(application=sent_one, by=sent_one.person, now=applying.DURING)
    assert not cases.reports_to_a_mentee(world.coordinator, "", cohort, applying.DURING)
    other = world.open_cohort(number=6)
    apply_as(other, Who("Helen Marlowe"), world)
    assert not cases.reports_to_a_mentee(world.coordinator, "", other, NOW)


# The co-ordinator is told, and refused


def day(client: Any, world: Any, cohort: Cohort) -> str:
    client.force_login(world.coordinator)
    return page(client, reverse("home:day", args=[cohort.pk]), NOW)


def test_the_co_ordinator_is_told_and_their_first_task_is_to_name_a_contact(client, world, applied):
    shown = day(client, world, applied)
    assert "You report to somebody in this cohort." in shown
    assert shown.index("Name an independent contact") < shown.index("wait for a decision")
    name_contact(world, applied)
    shown = day(client, world, applied)
    assert "You report to somebody in this cohort. Ivy Stand takes their case." in shown
    assert "Go to it : Name an independent contact" not in shown


def test_nobody_is_told_anything_where_nobody_reports_to_anybody(client, world):
    cohort = world.open_cohort()
    apply_as(cohort, HELEN, world)
    shown = day(client, world, cohort)
    assert "You report to somebody" not in shown
    assert "We do not know whom you report to" in shown
    reports_to(world, ELSEWHERE)
    shown = day(client, world, cohort)
    assert "You report to somebody" not in shown
    assert "We do not know whom you report to" not in shown


def test_the_co_ordinator_neither_reads_nor_decides_it(client, world, applied):
    hers = of(applied, "Helen Marlowe")
    refused(lambda: applications.answers(hers, world.coordinator, NOW))
    refused(lambda: decide(hers, world))
    client.force_login(world.coordinator)
    shown = client.get(reverse("selection:decide", args=[applied.pk, hers.pk]))
    assert shown.status_code == 403
    assert "You report to this person" in shown.content.decode()
    listed = page(client, reverse("selection:shortlist", args=[applied.pk]), NOW)
    assert "Gareth Pryce" in listed
    assert "Helen Marlowe" not in listed
    assert decide(of(applied, "Gareth Pryce"), world).outcome == "accept"


def test_the_refusal_names_whoever_takes_the_case(world, applied):
    hers = of(applied, "Helen Marlowe")
    refused(lambda: decide(hers, world), "Name an independent contact")
    name_contact(world, applied)
    refused(lambda: decide(hers, world), "Ivy Stand takes their case")


def test_a_colleague_who_reports_to_nobody_there_goes_on_as_before(world, applied):
    lena = second_coordinator(world)
    assert decide(of(applied, "Helen Marlowe"), world, by=lena).outcome == "accept"


# The independent contact


def test_the_contact_reads_and_decides_that_case_and_no_other(client, world, applied):
    ivy = name_contact(world, applied)
    assert lands(client, ivy, NOW) == reverse("home:cases", args=[applied.pk])
    shown = page(client, reverse("home:cases", args=[applied.pk]), NOW)
    assert "Helen Marlowe" in shown
    assert "Gareth Pryce" not in shown
    assert "Amara Okafor" not in shown
    hers, his = of(applied, "Helen Marlowe"), of(applied, "Gareth Pryce")
    assert client.get(reverse("selection:decide", args=[applied.pk, hers.pk])).status_code == 200
    assert client.get(reverse("selection:decide", args=[applied.pk, his.pk])).status_code == 404
    assessed(hers, world, NOW, by=ivy)
    gone = press(ivy, "selection:decide", applied.pk, hers.pk, outcome="accept")
    assert gone["Location"] == reverse("home:cases", args=[applied.pk])
    assert hers.verdict.decided_by == ivy.pk
    with pytest.raises(Refused) as refusal:
        decide(his, world, by=ivy)
    assert refusal.value.decision.hidden


def test_reading_a_case_is_audited_with_its_purpose(client, world, applied):
    ivy = name_contact(world, applied)
    client.force_login(ivy)
    client.get(reverse("selection:decide", args=[applied.pk, of(applied, "Helen Marlowe").pk]))
    assert [one for one in AuditEvent.objects.filter(by_id=ivy.pk) if "deciding on an application" in str(one.details)]


def test_the_contact_sees_nothing_else_of_the_cohort(client, world, applied):
    client.force_login(name_contact(world, applied))
    for name in ("home:day", "selection:shortlist", "selection:people", "selection:release", "cohorts:roles"):
        assert client.get(reverse(name, args=[applied.pk])).status_code == 404
    for name in ("matching:overview", "matching:holds", "partnerships:overview", "cohorts:plan"):
        assert client.get(reverse(name, args=[applied.pk])).status_code == 404


def test_the_co_ordinator_does_not_open_the_page_of_cases(client, world, applied):
    client.force_login(world.coordinator)
    assert client.get(reverse("home:cases", args=[applied.pk])).status_code == 404


def test_the_contact_alone_hears_that_she_could_not_be_written_to(client, world, applied):
    ivy, hers = name_contact(world, applied), of(applied, "Helen Marlowe")
    Message.objects.filter(to_person=hers.person).update(status="failed")
    Message.objects.filter(to_person=of(applied, "Gareth Pryce").person).update(status="failed")
    told = Message.objects.filter(to_person=hers.person).first()
    assert told is not None
    given = {"kind": "matching.closed", "scope": applied.pk, "to_person": hers.person, "subject": "x", "body": "y"}
    unnamed = Message.objects.create(**given, queued_at=NOW)
    Message.objects.filter(pk=unnamed.pk).update(status="failed")
    where = reverse("home:cases", args=[applied.pk])
    client.force_login(ivy)
    shown = page(client, where, NOW)
    assert "We are looking again" not in shown, "that is for nobody to know"
    assert shown.count("We have your application") == 1, "hers, and nobody else's"
    assert "Ring them, or ask them for another address." in shown
    assert outbox.failed_in_cases(world.coordinator, applied, [hers.person_id], NOW) == {}
    assert outbox.in_trouble(world.coordinator, applied, NOW)["failed"] == 1, "of the two only the other one"


def test_without_a_conflict_the_contact_has_no_case(client, world):
    cohort = world.open_cohort()
    apply_as(cohort, HELEN, world)
    ivy = name_contact(world, close(cohort, world))
    client.force_login(ivy)
    assert "No case waits for you" in page(client, reverse("home:cases", args=[cohort.pk]), NOW)
    assert not of_applications.may_read_answers(ivy, of(cohort, "Helen Marlowe"), NOW)


@pytest.mark.parametrize(
    ("name", "manager", "why"),
    [
        ("Helen Marlowe", ELSEWHERE, "takes part in the cohort or has applied"),
        ("Gareth Pryce", ELSEWHERE, "takes part in the cohort or has applied"),
        ("Amara Okafor", ELSEWHERE, "takes part in the cohort or has applied"),
        ("Joan Whitfield", ELSEWHERE, "A co-ordinator of the cohort"),
        ("Una Under", HER, "same management line"),
        ("Ivy Stand", "", "whom the independent contact reports to"),
        ("Ivy Stand", address("Ivy Stand"), "Nobody is their own manager"),
    ],
)
def test_whoever_stands_in_the_line_or_in_the_cohort_cannot_be_the_contact(world, applied, name, manager, why):
    refused(lambda: name_contact(world, applied, name, manager), why)
    assert cases.contact_of(applied, NOW) is None


def test_whoever_stands_between_the_two_cannot_be_the_contact(world):
    cohort = world.open_cohort()
    apply_as(cohort, HELEN, world)
    earlier = world.open_cohort(number=4)
    apply_as(earlier, Who("Mid Manager", "mentee", manager=HER), world)
    reports_to(world, address("Mid Manager"))
    refused(lambda: name_contact(world, cohort, "Mid Manager", ELSEWHERE), "same management line")


def test_a_contact_who_comes_into_the_line_later_no_longer_takes_the_case(world, applied):
    ivy = name_contact(world, applied)
    hers = of(applied, "Helen Marlowe")
    assert cases.may_handle(ivy, hers, NOW)
    earlier = world.open_cohort(number=4)
    apply_as(earlier, Who("Ivy Stand", manager=HER), world)
    assert not cases.may_handle(ivy, hers, NOW)
    assert cases.contact_of(applied, NOW) is None
    assert cases.conflict(world.coordinator, applied, NOW).contact is None


# What comes after a place


def test_her_letter_goes_out_with_the_others_and_the_co_ordinator_does_not_read_it(client, world, applied):
    ivy = name_contact(world, applied)
    decide(of(applied, "Helen Marlowe"), world, by=ivy)
    decide(of(applied, "Gareth Pryce"), world)
    decide(of(applied, "Amara Okafor"), world)
    assert shortlist.waiting(world.coordinator, applied, NOW) == (0, 3)
    client.force_login(world.coordinator)
    shown = page(client, reverse("selection:release", args=[applied.pk]), NOW)
    assert "Helen Marlowe" not in shown
    assert "1 more letter goes out with these." in shown
    assert selection.release(cohort=applied, by=world.coordinator, now=TELLING) == 3
    assert Participation.objects.filter(cohort=applied, person__email=HER).exists()


def test_a_place_from_the_reserve_list_is_offered_by_the_contact(world, applied):
    ivy = name_contact(world, applied)
    verdict = decide(of(applied, "Helen Marlowe"), world, "reserve", by=ivy)
    selection.release(cohort=applied, by=world.coordinator, now=TELLING)
    verdict.refresh_from_db()
    refused(lambda: selection.offer_place(verdict=verdict, by=world.coordinator, now=NOW))
    assert selection.offer_place(verdict=verdict, by=ivy, now=NOW).person.email == HER


def test_a_free_place_that_goes_to_her_is_not_offered_and_does_not_name_her(client, world):
    cohort = world.open_cohort()
    for who in (GARETH, HELEN):
        apply_as(cohort, who, world)
    close(cohort, world)
    decide(of(cohort, "Gareth Pryce"), world)
    hers = decide(of(cohort, "Helen Marlowe"), world, "reserve")
    selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
    left = Participation.objects.get(person__name="Gareth Pryce")
    selection.withdraw(participation=left, by=left.person, now=NOW)
    assert [first.pk for _role, first in shortlist.free_places(world.coordinator, cohort, NOW)] == [hers.pk]
    reports_to(world, HER)
    assert shortlist.free_places(world.coordinator, cohort, NOW) == [("mentee", None)]
    client.force_login(world.coordinator)
    for where in ("selection:free_place", "selection:reserve"):
        given = [cohort.pk, "mentee"] if where.endswith("place") else [cohort.pk]
        shown = page(client, reverse(where, args=given), NOW)
        assert "It is not yours to offer" in shown
        assert "Helen Marlowe" not in shown
    offer = {"cohort": cohort, "role": "mentee", "by": world.coordinator, "now": NOW}
    for seen in (hers.pk, left.pk):
        refused(lambda seen=seen: selection.offer_next(seen=seen, **offer))
    with pytest.raises(Refused, match="Nobody is on the reserve list"):
        selection.order_reserve(cohort=cohort, ranks={hers.pk: 1}, by=world.coordinator, now=NOW)


def test_that_her_decision_was_dropped_is_not_told_to_whoever_reports_to_her(world, applied):
    ivy = name_contact(world, applied)
    decide(of(applied, "Helen Marlowe"), world, by=ivy)
    hers = of(applied, "Helen Marlowe")
    writing.withdraw(application=hers, by=hers.person, now=TELLING)
    other = second_coordinator(world)
    assert [one.application.person.name for one in shortlist.dropped(other, applied, TELLING)] == ["Helen Marlowe"]
    assert shortlist.dropped(world.coordinator, applied, TELLING) == []


def test_a_leader_who_would_take_either_role_is_a_case_until_they_are_placed(client, world):
    cohort = world.open_cohort()
    with clock.borrowed(applying.DURING):
        draft = applying.start(cohort, "either", "Helen Marlowe")
        applying.send(applying.fill(draft, but={"about": {"name": "Helen Marlowe"}}))
    reports_to(world, HER)
    close(cohort, world)
    ivy = name_contact(world, cohort)
    hers = of(cohort, "Helen Marlowe")
    assert cases.conflict(world.coordinator, cohort, NOW) is not None
    refused(lambda: writing.place_in_role(application=hers, role="mentee", by=world.coordinator, now=TELLING))
    assert not of_applications.may_read_answers(world.coordinator, hers, TELLING)
    client.force_login(ivy)
    place = reverse("applications:place", args=[hers.pk])
    assert client.get(place).status_code == 200
    assert [one.pk for one in cases.cases(ivy, cohort, TELLING)] == [hers.pk]
    assert writing.place_in_role(application=hers, role="mentee", by=ivy, now=TELLING).role == "mentee"


@pytest.fixture
def matched(world: Any) -> Ready:
    """Four people wait for a partner; then the co-ordinator says that they report to one of them."""
    ready = Ready.make(world, AMARA, IDRIS, HELEN, GARETH)
    reports_to(world, HER)
    return ready


def test_stopping_and_keeping_out_of_rounds_are_the_contacts(world, matched):
    ivy, hers = name_contact(world, matched.cohort), matched.part("Helen Marlowe")
    by: dict[str, Any] = {"by": world.coordinator, "now": MATCHING}
    refused(lambda: matching.hold_back(participation=hers, kind="hr", **by))
    refused(lambda: selection.withdraw(participation=hers, **by))
    refused(lambda: selection.exempt_alumnus(participation=hers, **by))
    by["by"] = ivy
    matching.hold_back(participation=hers, kind="hr", **by)
    assert rounds.holds(world.coordinator, matched.cohort, MATCHING) == []
    refused(lambda: matching.let_in(participation=hers, kind="hr", by=world.coordinator, now=MATCHING))
    gone = press(ivy, "matching:let_in", hers.pk, kind="hr")
    assert gone["Location"] == reverse("home:cases", args=[matched.cohort.pk])
    with pytest.raises(Refused) as refusal:
        matching.hold_back(participation=matched.part("Gareth Pryce"), kind="hr", **by)
    assert refusal.value.decision.hidden
    assert selection.withdraw(participation=hers, **by).status == "withdrawn"


def test_what_is_arranged_for_her_is_read_by_the_contact_and_not_by_whoever_reports_to_her(client, world, matched):
    ivy, hers = name_contact(world, matched.cohort), matched.part("Helen Marlowe")
    answers = {"adjustments_needs": ["captions"], "adjustments_words": "A quiet room on Mondays."}
    form = of(matched.cohort, "Helen Marlowe")
    writing.change_any_time(application=form, section="adjustments", answers=answers, by=hers.person, now=MATCHING)
    client.force_login(ivy)
    shown = page(client, reverse("home:cases", args=[matched.cohort.pk]), MATCHING)
    assert "Captions or speech to text" in shown and "A quiet room on Mondays." in shown
    hers.refresh_from_db()
    assert sessions.needs_of_case(world.coordinator, hers, MATCHING) is None
    assert sessions.needs_of_case(world.outsider, hers, MATCHING) is None


def test_why_she_was_paired_is_not_shown_to_whoever_reports_to_her(client, world, matched):
    found = matched.run()
    told = {one.thing.mentee.person.name: one for one in rounds.pairs(world.coordinator, found, MATCHING)}
    assert told["Helen Marlowe"].apart
    assert told["Helen Marlowe"].reasons == {}
    assert told["Gareth Pryce"].words
    client.force_login(world.coordinator)
    shown = page(client, reverse("matching:overview", args=[matched.cohort.pk]), MATCHING)
    assert shown.count("Not shown to you, because you report to this person.") == 1
    assert shown.count("Not shown to you") == 2  # nor how far it is, which tells who said no


def test_nobody_but_the_contact_stops_waiting_for_her_answer(client, world, matched):
    ivy = name_contact(world, matched.cohort)
    found = matched.publish()
    asked = found.pairs.select_related("round__cohort", "mentor__person", "mentee__person")
    hers = asked.get(mentee__person__email=HER)
    refused(lambda: matching.close(pair=hers, by=world.coordinator, now=MATCHING))
    client.force_login(world.coordinator)
    shown = client.get(reverse("matching:overview", args=[matched.cohort.pk])).content.decode()
    assert reverse("matching:close", args=[hers.pk]) not in shown
    client.force_login(ivy)
    listed = client.get(reverse("home:cases", args=[matched.cohort.pk])).content.decode()
    assert reverse("matching:close", args=[hers.pk]) in listed
    asked = page(client, reverse("matching:close", args=[hers.pk]), MATCHING)
    assert "Helen Marlowe" in asked
    assert hers.mentor.person.name not in asked, "who was proposed to her is not the contact's to know"
    assert matching.close(pair=hers, by=ivy, now=MATCHING).status not in ("mentor_asked", "mentee_asked")


def test_her_pair_is_ended_by_the_contact_and_not_by_whoever_reports_to_her(client, world, matched):
    ivy = name_contact(world, matched.cohort)
    found = matched.publish()
    for pair in found.pairs.select_related("round__cohort", "mentor__person", "mentee__person"):
        matched.agree(pair)
    met = Partnership.objects.select_related("cohort", "mentor__person", "mentee__person")
    hers = met.get(mentee__person__email=HER)
    later = MATCHING + timedelta(days=3)
    refused(lambda: partnerships.end(partnership=hers, by=world.coordinator, now=later))
    client.force_login(world.coordinator)
    end = reverse("partnerships:end_for_them", args=[matched.cohort.pk, hers.pk])
    shown = client.get(reverse("partnerships:overview", args=[matched.cohort.pk])).content.decode()
    assert end not in shown
    assert shown.count("end/") == 1
    assert client.get(end).status_code == 403
    client.force_login(ivy)
    assert end in client.get(reverse("home:cases", args=[matched.cohort.pk])).content.decode()
    assert client.get(end).status_code == 200
    assert partnerships.end(partnership=hers, by=ivy, now=later).status == "ended"


# What somebody says of their own manager


def test_a_manager_is_said_once_and_changed_by_somebody_else(world, applied):
    role = world.coordinator.roles.get(organisation__isnull=False)
    refused(
        lambda: actions.name_manager(role=role, manager_email=ELSEWHERE, by=world.coordinator, now=NOW),
        "You have said whom you report to",
    )
    assert actions.name_manager(role=role, manager_email=ELSEWHERE, by=world.administrator, now=NOW).manager_email
    assert not cases.reports_to_a_mentee(world.coordinator, "", applied, NOW)


def test_a_stranger_says_nobodys_manager(world, applied):
    role = world.coordinator.roles.get(organisation__isnull=False)
    for by in (world.outsider, name_contact(world, applied)):
        with pytest.raises(Refused) as refusal:
            actions.name_manager(role=role, manager_email=ELSEWHERE, by=by, now=NOW)
        assert refusal.value.decision.hidden


def test_the_line_in_the_audit_trail_holds_no_address(world, applied):
    assert HER not in str(list(AuditEvent.objects.filter(event="role.manager_named").values_list("details", flat=True)))


def test_the_manager_is_said_on_a_page(client, world):
    cohort = world.open_cohort()
    client.force_login(world.coordinator)
    shown = client.get(reverse("home:day", args=[cohort.pk])).content.decode()
    role = world.coordinator.roles.order_by("from_on", "id").filter(kind="coordinator")
    where = next(one for one in (reverse("cohorts:manager", args=[one.pk]) for one in role) if one in shown)
    assert "You can say this once" in client.get(where).content.decode()
    pk = where.split("/")[2]
    press(world.coordinator, "cohorts:manager", pk, manager_email="Chair@Example.org")
    assert world.coordinator.roles.get(pk=pk).manager_email == ELSEWHERE


# A sponsor


def test_a_sponsor_who_reports_to_a_reverse_mentee_does_not_approve_alone(world):
    cohort = world.open_cohort()
    given = {"name": "Sal Sponsor", "email": "sal@example.org", "kind": "board_reader", "manager_email": HER}
    sal = actions.appoint(**given, cohort=cohort, by=world.coordinator, now=world.now).person
    assert not independence.sponsor_conflicted(sal, cohort, NOW)
    assert independence.may_approve_alone(sal, cohort, NOW)
    sent(cohort, "mentee", "Helen Marlowe")
    assert independence.sponsor_conflicted(sal, cohort, NOW)
    decision = independence.may_approve_alone(sal, cohort, NOW)
    assert not decision
    assert "your approval alone is not enough" in str(decision.reason)
    assert not independence.sponsor_conflicted(world.outsider, cohort, NOW)


def test_the_pledge_of_a_sponsor_in_the_line_of_a_reverse_mentee_waits_for_a_second_one(world):
    cohort = world.open_cohort()
    keep = {"cohort": cohort, "by": world.coordinator, "now": world.now}

    def pledge(name: str, **manager: str) -> None:
        email = f"{name.split()[0].lower()}@example.org"
        role = actions.appoint(name=name, email=email, kind="sponsor", **manager, **keep)
        actions.ask(role=role, by=world.coordinator, now=NOW)
        actions.undertake(role=role, by=role.person, now=NOW)

    def stands() -> bool:
        return queries.find_line(world.coordinator, cohort, "sponsor_pledge", NOW).done is not None

    sent(cohort, "mentee", "Helen Marlowe")
    for one in queries.asked_in(world.coordinator, cohort, "sponsor", NOW):
        actions.end_role(role=one, by=world.coordinator, now=NOW)
    pledge("Sal Sponsor", manager_email=HER)
    assert not stands(), "their approval alone is not enough"
    pledge("Otto Outside", manager_email="chair.elsewhere@example.org")
    assert stands()


def test_a_named_leader_counts_before_they_have_answered(world):
    board = world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))
    applying.named(world, board, world.now, "Helen Marlowe")
    reports_to(world, HER)
    assert cases.reports_to_a_mentee(world.coordinator, "", board, world.now)
