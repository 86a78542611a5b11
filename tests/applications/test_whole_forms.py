"""Every question that a programme asks, where it is asked, and what becomes of the answers."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import at, make_ready
from tests.selection.walk import decide
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.applications.naming import plain
from turnabout.applications.questions.shape import WORDS
from turnabout.applications.wordings import LATER_COHORTS, LATER_NOW, OWN_LIFE, OWN_LIFE_NOW
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.consent import ledger
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.encryption import vault
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation
from turnabout.selection.queries import profile

AFTER = at(2024, 1, 29, 10)


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


def again(application):
    return Application.objects.get(pk=application.pk)


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def to(name, application, *more):
    return reverse(f"applications:{name}", args=[application.pk, *more])


def names(application):
    return {one.name for section in queries.sections(application) for one in section.questions}


def save(application, section, **answers):
    whole = walk.FORMS[application.role][section] | answers
    return actions.save_section(
        application=again(application), section=section, answers=whole, by=application.person, now=DURING
    )


def events(person, purpose):
    found = ConsentEvent.objects.filter(person=person, purpose=purpose).order_by("number")
    return [(one.kind, one.wording) for one in found]


def test_a_system_programme_asks_a_reverse_mentor_everything(cohort):
    asked = names(walk.start(cohort))
    for name in (
        "pronouns", "working_pattern", "travel", "network", "mentoring_experience", "support_turn_to",
        "support_check_in", "later_cohorts", "adjustments_needs", "avoid_emails", "about_me", "off_limits", "grade",
    ):  # fmt: skip
        assert name in asked
    assert not {"line_size", "influence", "identity", "diary_email"} & asked


def test_a_system_programme_asks_a_reverse_mentee_everything(cohort):
    asked = names(walk.start(cohort, "mentee", "Helen Marlowe"))
    for name in (
        "line_size", "boards", "influence", "observe", "observe_limits", "objective", "objective_by", "diary_name",
        "diary_email", "pronouns", "working_pattern", "travel", "topics", "changed_decision", "no_example_yet",
    ):  # fmt: skip
        assert name in asked
    assert not {"identity", "support_turn_to", "network"} & asked


def test_a_board_programme_keeps_its_shorter_form(board):
    short = walk.start(board)
    longer = {"hope", "pronouns", "working_pattern", "travel", "network", "support_turn_to", "later_cohorts"}
    assert not longer & names(short)
    assert [one.code for one in queries.sections(short)] == [
        "about", "grade", "meeting", "why", "experience", "boundaries", "apart", "adjustments", "manager",
    ]  # fmt: skip


def test_nobody_is_asked_for_a_title_and_a_trade_union_is_left_alone(client, cohort):
    application = walk.start(cohort)
    client.force_login(application.person)
    assert "title" not in names(application)
    page = words(client.get(to("section", application, "background")))
    assert "please do not tell us whether you belong to one" in page
    assert "We do not ask which one." in page


@pytest.mark.parametrize("field", ["pronouns", "travel", "mentoring_experience", "network", "support"])
def test_what_may_tell_something_private_is_stored_locked(cohort, field):
    application = again(walk.fill(walk.start(cohort)))
    stored = bytes(getattr(application, field))
    assert stored
    for said in (b"she", b"by car", b"new starters", b"yes", b"sister"):
        assert said not in stored
    assert vault.unlock(application, field, by=application.person, purpose="test")


def test_every_limit_of_words_is_counted_as_one_types(client, cohort):
    for role, name in (("mentor", "Amara Okafor"), ("mentee", "Helen Marlowe")):
        application = walk.start(cohort, role, name)
        client.force_login(application.person)
        for section in queries.sections(application):
            limits = [one for one in section.questions if one.kind == WORDS]
            if not limits or section.own_consent:
                continue
            page = client.get(to("section", application, section.code)).content.decode()
            assert page.count('data-count-type="words"') == len(limits), section.code
            for one in limits:
                assert f"You can write up to {one.limit} words" in page


def test_the_sections_are_honest_about_the_time_they_take(cohort):
    for role, name in (("mentor", "Amara Okafor"), ("mentee", "Helen Marlowe"), ("either", "Ann Other")):
        for section in queries.sections(walk.start(cohort, role, name)):
            written = sum(one.limit for one in section.questions if one.kind == WORDS and one.required)
            assert section.minutes >= max(1, written // 60), section.code


@pytest.mark.parametrize("typed", ["Fenwick Council", "  the fenwick   COUNCIL ", "fenwick council."])
def test_an_organisation_may_be_typed_in_any_spelling(world, cohort, typed):
    application = walk.start(cohort)
    assert save(application, "about", organisation=typed).organisation == world.partner


def test_and_is_the_same_as_its_sign():
    assert plain("Health & Care") == plain("health AND care") == plain("The Health and  Care")
    assert plain("Health & Care") != plain("Health Care")


def test_an_organisation_that_does_not_take_part_is_named_with_those_that_do(cohort):
    application = walk.start(cohort)
    with pytest.raises(Refused) as refusal:
        save(application, "about", organisation="Elsewhere Trust")
    assert "“Elsewhere Trust” does not take part" in refusal.value.reason
    assert "Fenwick Council; Fenwick Integrated Care" in refusal.value.reason
    with pytest.raises(Refused, match="Choose or type the organisation"):
        save(application, "about", organisation="")


def test_many_organisations_are_typed_and_a_few_are_ticked(world, client, cohort):
    application = walk.start(cohort)
    client.force_login(application.person)
    assert 'type="radio"' in words(client.get(to("section", application, "about")))
    more = [
        cohorts.create_organisation(name=f"Fenwick & Dale {n}", kind="nhs", by=world.administrator, now=DURING)
        for n in range(3)
    ]
    wide = world.just_open(number=8, organisations=[world.host, world.partner, *more])
    typist = walk.start(wide, name="Ann Other")
    client.force_login(typist.person)
    page = words(client.get(to("section", typist, "about")))
    assert '<datalist id="id_organisation_names">' in page
    assert 'list="id_organisation_names"' in page
    assert '<option value="Fenwick &amp; Dale 2">' in page
    about = {**walk.MENTOR["about"], "organisation": "fenwick and dale 2"}
    assert press(client, to("section", typist, "about"), **about).status_code == 302
    assert again(typist).organisation == more[2]
    assert 'value="Fenwick &amp; Dale 2"' in words(client.get(to("section", typist, "about")))
    wrong = press(client, to("section", typist, "about"), **{**about, "organisation": "Nowhere"})
    assert wrong.status_code == 422
    assert 'value="Nowhere"' in words(wrong)


def test_teams_and_places_are_held_out_while_one_types_and_anything_else_may_be_written(world, client, cohort):
    cohorts.set_list(
        organisation=world.host, kind="team", names=["Urgent care", "Estates"], by=world.coordinator, now=DURING
    )
    cohorts.set_list(organisation=world.partner, kind="place", names=["Town Hall"], by=world.coordinator, now=DURING)
    application = walk.start(cohort)
    client.force_login(application.person)
    page = words(client.get(to("section", application, "about")))
    assert 'list="id_directorate_names"' in page
    assert '<option value="Estates"></option><option value="Urgent care"></option>' in page
    assert "Town Hall" in words(client.get(to("section", application, "meeting")))
    save(application, "about", organisation=str(world.host.pk), directorate="A team of my own")
    assert again(application).directorate == "A team of my own"
    assert "Town Hall" not in words(client.get(to("section", application, "meeting"))), "another organisation's place"
    assert "A team of my own" not in cohorts.set_list(
        organisation=world.host, kind="team", names=["Urgent care"], by=world.coordinator, now=DURING
    )


def test_letters_about_later_cohorts_are_a_consent_of_their_own(cohort):
    application = walk.start(cohort)
    save(application, "contact", later_cohorts=True)
    assert ledger.stands(application.person, LATER_COHORTS, cohort.pk)
    save(application, "contact", later_cohorts=True)
    save(application, "contact", later_cohorts=False)
    assert events(application.person, LATER_COHORTS) == [("given", LATER_NOW), ("withdrawn", LATER_NOW)]


def test_what_helps_can_be_changed_after_sending_and_reaches_later_rooms_at_once(world, client, cohort):
    application = walk.sent(cohort)
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=AFTER)
    decide(application, world, now=AFTER)
    selection.release(cohort=cohort, by=world.coordinator, now=AFTER)
    client.force_login(application.person)
    with clock.borrowed(AFTER):
        assert to("any_time", application, "adjustments") in words(client.get(to("standing", application)))
        page = words(client.get(to("any_time", application, "adjustments")))
        assert "You can change this at any time." in page
        assert "A quiet room on Fridays." in page
        saved = press(
            client,
            to("any_time", application, "adjustments"),
            adjustments_needs=["bsl", "room"],
            adjustments_words="New",
        )
        assert saved.url == to("standing", application)
        assert "Your change is saved." in words(client.get(saved.url))
    assert again(application).status == "decided"
    place = Participation.objects.get(person=application.person)
    assert profile(place, place.person, "test")["adjustments"] == ["bsl", "room"]


def test_support_and_letters_can_be_changed_after_sending_too(client, cohort):
    application = walk.sent(cohort)
    client.force_login(application.person)
    assert press(client, to("any_time", application, "contact")).status_code == 302
    assert events(application.person, LATER_COHORTS)[-1][0] == "withdrawn"
    press(client, to("any_time", application, "support"), support_turn_to="A friend", support_check_in="no")
    found = queries.answers(again(application), application.person, DURING)
    assert (found["support_turn_to"], found["support_check_in"]) == ("A friend", "no")
    assert client.get(to("any_time", application, "why")).status_code == 404
    too_long = press(client, to("any_time", application, "support"), support_turn_to="word " * 60)
    assert too_long.status_code == 422
    assert "Take out 10 words" in words(too_long)


def test_what_helps_is_changed_by_nobody_else_and_not_in_a_draft(world, client, cohort):
    draft, sent = walk.start(cohort, name="Ann Other"), walk.sent(cohort)
    client.force_login(draft.person)
    refused = client.get(to("any_time", draft, "adjustments"))
    assert refused.status_code == 403
    assert "open the section in your form" in words(refused)
    for other in (world.coordinator, world.outsider, draft.person):
        client.force_login(other)
        assert client.get(to("any_time", sent, "adjustments")).status_code == 404
        assert press(client, to("any_time", sent, "adjustments")).status_code == 404
    actions.withdraw(application=again(sent), by=sent.person, now=DURING)
    with pytest.raises(Refused, match="You no longer take part"):
        actions.change_any_time(application=again(sent), section="adjustments", answers={}, by=sent.person, now=DURING)


def test_a_named_leader_changes_what_helps_at_any_time(world, client, board):
    application, token = walk.named(world, board, at(2024, 2, 6, 9))
    actions.confirm(
        application=application, token=token, answers=walk.LEADER, by=queries.by_link(), now=at(2024, 2, 7, 9)
    )
    client.force_login(application.person)
    with clock.borrowed(at(2024, 3, 6, 9)):
        saved = press(client, to("any_time", application, "adjustments"), adjustments_needs=["breaks"])
        assert saved.status_code == 302
    place = Participation.objects.get(person=application.person)
    assert profile(place, place.person, "test")["adjustments"] == ["breaks"]


@pytest.fixture
def asking(world):
    """A cohort that asks its leaders about their own life."""
    draft = world.cohort(number=7)
    cohorts.set_policies(
        cohort=draft,
        organisations=[world.host, world.partner],
        strands=draft.strands,
        given=draft.policies | {"asks_identity": 1},
        by=world.coordinator,
        now=world.now,
    )
    ready = make_ready(draft, by=world.coordinator, now=world.now)
    return cohorts.open_applications(cohort=ready, by=world.coordinator, now=world.now)


def declare(application, strands, now=DURING):
    return actions.declare_identity(
        application=again(application), strands=strands, wording=OWN_LIFE_NOW, by=application.person, now=now
    )


def test_a_leaders_own_life_is_asked_only_where_the_cohort_chose_to(client, cohort, asking):
    plain_one = walk.start(cohort, "mentee", "Helen Marlowe")
    asked = walk.start(asking, "mentee", "Helen Marlowe")
    client.force_login(asked.person)
    assert client.get(to("identity", plain_one)).status_code == 404
    assert "Your own life" not in words(client.get(to("task_list", plain_one)))
    assert "Optional" in words(client.get(to("task_list", asked)))
    page = words(client.get(to("identity", asked)))
    for said in ("Who can see this", "Why we ask", "To take it back", "Nobody is chosen or turned down because of it"):
        assert said in page
    mentor = walk.start(asking, name="Ann Other")
    client.force_login(mentor.person)
    assert client.get(to("identity", mentor)).status_code == 404


def test_a_leaders_own_life_is_kept_under_its_own_consent_or_not_at_all(client, asking):
    leader = walk.start(asking, "mentee", "Helen Marlowe")
    client.force_login(leader.person)
    refused = press(client, to("identity", leader), identity=["race"])
    assert refused.status_code == 422
    assert "Tick to agree" in words(refused)
    assert bytes(again(leader).identity) == b""
    with pytest.raises(ValueError, match="own consent"):
        actions.save_section(
            application=leader, section="identity", answers={"identity": ["race"]}, by=leader.person, now=DURING
        )
    assert press(client, to("identity", leader), identity=["race"], consent="on").status_code == 302
    press(client, to("identity", leader), identity=["race", "disability"], consent="on")
    assert queries.answers(again(leader), leader.person, DURING)["identity"] == ["race", "disability"]
    press(client, to("identity", leader))
    assert bytes(again(leader).identity) == b""
    kinds = ["given", "changed", "withdrawn"]
    assert events(leader.person, OWN_LIFE) == [(kind, OWN_LIFE_NOW) for kind in kinds]


def test_an_application_is_sent_without_a_word_about_ones_own_life(asking):
    leader = walk.fill(walk.start(asking, "mentee", "Helen Marlowe"))
    assert walk.send(leader).status == "submitted"
    declare(leader, ["lgbtq"])
    assert again(leader).status == "submitted"
    actions.withdraw(application=again(leader), by=leader.person, now=DURING)
    assert bytes(again(leader).identity) == b""
    assert events(leader.person, OWN_LIFE)[-1][0] == "withdrawn"


def test_a_leaders_own_life_is_no_part_of_what_is_decided_on(world, client, asking):
    leader = walk.fill(walk.start(asking, "mentee", "Helen Marlowe"))
    declare(leader, ["lgbtq"])
    walk.send(again(leader))
    client.force_login(world.coordinator)
    page = words(client.get(reverse("selection:decide", args=[asking.pk, leader.pk])))
    assert "I keep hearing only good news." in page
    assert "part of your own life" not in page


def test_whoever_keeps_a_diary_is_told_nothing_and_may_be_named(client, cohort):
    leader = walk.start(cohort, "mentee", "Helen Marlowe")
    client.force_login(leader.person)
    page = words(client.get(to("section", leader, "diary")))
    assert "Who can see this" in page
    save(leader, "diary", diary_name="Dee Diary", diary_email="Dee.Diary@example.org")
    assert again(leader).diary_email == "dee.diary@example.org"
