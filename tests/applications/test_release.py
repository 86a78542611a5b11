"""A manager's release of somebody's time: asked for, answered by link, reminded of, settled without an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.applications import walk
from tests.applications.walk import DURING
from tests.cohorts.world import at, until
from tests.selection.walk import accepted, decide, second_coordinator
from turnabout.applications import actions, duties, queries, reminding
from turnabout.applications.models import Application, Release, ReleaseLink, ReleaseTask
from turnabout.applications.permissions import LEADERS_LINK, MANAGERS_LINK
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK, VISITOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.consent import ledger
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection

ASKED = at(2023, 12, 4, 11)
"""A Monday: the reminders fall on the Mondays one and two weeks later; the end, with Christmas between, on the 27th."""
PROMISES = {"will_not_pry": True, "will_be_fair": True}


@pytest.fixture
def sent(world, cohort):
    return walk.sent(cohort)


def ask(application, now=ASKED, **given):
    return actions.ask_manager(application=application, by=application.person, now=now, **given)


def answer(release, token, how="yes", now=ASKED, **given):
    return actions.answer_release(
        release=release, token=token, answer=how, by=MANAGERS_LINK, now=now, **(PROMISES | given)
    )


def refused(match, deed, **given):
    """The deed is refused with such a reason, and writes nothing: no audit line, and no message."""
    before = AuditEvent.objects.count(), Message.objects.count()
    with pytest.raises(Refused, match=match):
        deed(**given)
    assert (AuditEvent.objects.count(), Message.objects.count()) == before


def again(release):
    return Release.objects.get(pk=release.pk)


def tasks(release):
    return {(one.kind, one.owner.name if one.owner else "") for one in release.tasks.filter(done_at=None)}


def letters(kind):
    return list(Message.objects.filter(kind=f"applications.{kind}"))


def test_nobody_is_written_to_before_the_applicant_presses_the_button(sent):
    assert Release.objects.get(application=sent).status == "not_asked"
    assert not Message.objects.exclude(to_address=sent.person.email).exists()
    assert not Due.objects.filter(key__startswith="release").exists()


def test_the_applicant_has_their_manager_asked_by_a_link_whose_secret_is_not_stored(sent):
    release, token = ask(sent)
    [letter] = letters("ask_manager")
    assert (letter.to_address, letter.to_person) == ("rae.linton@example.org", None)
    assert f"/answer/{token}/" in letter.body
    assert token not in repr([*Release.objects.values(), *ReleaseLink.objects.values()])
    assert again(release).status == "asked"
    assert ledger.stands(sent.person, "ask_manager", sent.cohort_id)
    with clock.borrowed(ASKED):
        queue.drain()
    [letter] = letters("ask_manager")
    assert letter.status == "sent"
    assert token not in letter.body


def test_asking_leaves_one_audit_line(sent):
    before = AuditEvent.objects.count()
    ask(sent)
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.latest("number").event == "release.asked"


def test_only_the_applicant_asks_and_only_once_they_have_sent_their_application(world, cohort, sent):
    for other in (world.outsider, world.coordinator, CLOCK, VISITOR):
        with pytest.raises(Refused):
            actions.ask_manager(application=sent, by=other, now=ASKED)
    draft = walk.fill(walk.start(cohort, name="Idris Vale"))
    refused("not sent", ask, application=draft)
    ask(sent)
    refused("was asked on Monday 4 December 2023", ask, application=sent)


@pytest.mark.parametrize(
    ("email", "says"), [("rae", "correct format"), ("Amara.Okafor@example.org", "applicant’s own address")]
)
def test_a_slip_in_the_address_is_said_and_nobody_is_written_to(sent, email, says):
    refused(says, ask, application=sent, email=email)


def test_without_any_address_nobody_can_be_asked(world, cohort):
    fields = {"manager_name": "", "manager_email": "", "talk_first": True}
    sent = walk.send(walk.fill(walk.start(cohort), but={"manager": fields}))
    refused("Enter your manager’s work email", ask, application=sent)
    release, _token = ask(sent, email="rae.linton@example.org")
    assert release.to_email == "rae.linton@example.org"


def test_a_manager_says_yes_and_the_link_is_used_up(sent):
    release, token = ask(sent)
    answer(release, token)
    assert again(release).status == "supported"
    assert queries.by_managers_token(token, ASKED).state == "used"
    refused("not good any more", answer, release=release, token=token)
    assert [one.to_address for one in letters("release_news")] == [sent.person.email]


def test_looking_at_a_link_uses_nothing_up(sent):
    release, token = ask(sent)
    for _ in range(3):
        assert queries.by_managers_token(token, ASKED).state == "open"
    assert queries.by_managers_token(token + "x", ASKED) is None
    assert queries.by_managers_token("", ASKED) is None
    assert again(release).status == "asked"


def test_conditions_are_read_by_the_applicant_and_the_co_ordinator_and_reading_is_noted(world, sent):
    release, token = ask(sent)
    answer(
        release, token, "conditions", conditions="Not on clinic days.", reason="thrown away", cover="Two night shifts"
    )
    release = again(release)
    assert release.status == "supported_with_conditions"
    mine = queries.my_release(sent.person, release, ASKED)
    assert (mine.conditions, mine.reason) == ("Not on clinic days.", "")
    assert not AuditEvent.objects.filter(event="sensitive.read").exists()
    said = queries.words_of(release, world.coordinator, ASKED)
    assert (said.conditions, said.reason, said.cover) == ("Not on clinic days.", "", "Two night shifts")
    read = AuditEvent.objects.filter(event="sensitive.read")
    assert {line.details["purpose"] for line in read} == {"reading what a manager answered about paid time"}
    assert queries.my_release(world.coordinator, release, ASKED) is None
    for other in (world.outsider, sent.person):
        with pytest.raises(Refused):
            queries.words_of(release, other, ASKED)


def test_what_a_manager_writes_is_locked_under_the_applicants_key(sent):
    release, token = ask(sent)
    answer(release, token, "not_now", reason="Winter is hard.", cover="The rota")
    stored = repr(Release.objects.values().get())
    assert "Winter" not in stored
    assert "rota" not in stored
    assert again(release).key_owner() == sent.person_id


@pytest.mark.parametrize(("shown", "read"), [(False, ""), (True, "Winter is hard.")])
def test_why_not_now_is_read_by_the_applicant_only_if_the_manager_lets_them(sent, shown, read):
    release, token = ask(sent)
    answer(release, token, "not_now", reason="Winter is hard.", show_reason=shown, will_not_pry=False)
    assert queries.my_release(sent.person, again(release), ASKED).reason == read


def test_not_now_decides_nothing_and_asks_the_co_ordinator_to_talk(world, cohort, sent):
    release, token = ask(sent)
    answer(release, token, "not_now")
    assert tasks(release) == {("not_now", "Joan Whitfield")}
    assert Application.objects.get(pk=sent.pk).status == "submitted"
    cohorts.close_applications(cohort=cohort, by=world.coordinator, now=at(2024, 1, 29))
    verdict = decide(sent, world, now=at(2024, 1, 30))
    assert verdict.outcome == "accept"
    selection.release(cohort=cohort, by=world.coordinator, now=at(2024, 2, 2))
    assert again(release).status == "not_now"


def test_a_yes_needs_both_promises_and_conditions_need_words(sent):
    release, token = ask(sent)
    refused("Tick both promises", answer, release=release, token=token, will_be_fair=False)
    refused(
        "Tick both promises", answer, release=release, token=token, how="conditions", conditions="x", will_not_pry=False
    )
    refused("which conditions", answer, release=release, token=token, how="conditions", conditions=" ")
    with pytest.raises(KeyError):
        answer(release, token, "perhaps")
    assert queries.by_managers_token(token, ASKED).state == "open"


def test_nobody_answers_without_the_link(world, sent):
    release, token = ask(sent)
    for other in (world.coordinator, sent.person, VISITOR, CLOCK, LEADERS_LINK):
        with pytest.raises(Refused) as refusal:
            actions.answer_release(release=release, token=token, answer="yes", by=other, now=ASKED, **PROMISES)
        assert refusal.value.decision.hidden
    with pytest.raises(Refused):
        answer(release, "x" * 43)


def test_another_persons_link_answers_nothing(cohort, sent):
    release, _token = ask(sent)
    other = walk.send(walk.fill(walk.start(cohort, name="Idris Vale"), but={"about": {"name": "Idris Vale"}}))
    _theirs, token = ask(other)
    with pytest.raises(Refused):
        answer(release, token)
    assert again(release).status == "asked"


def test_cover_becomes_a_task_with_an_owner_until_somebody_marks_it_done(world, sent):
    release, token = ask(sent)
    answer(release, token, cover="Two night shifts")
    assert tasks(release) == {("cover", "Joan Whitfield")}
    lena = second_coordinator(world)
    actions.take_over(release=release, by=lena, now=ASKED)
    assert tasks(release) == {("cover", "Lena Moss")}
    refused("somebody else takes care", actions.take_over, release=release, by=lena, now=ASKED)
    actions.cover_arranged(release=release, by=world.coordinator, now=ASKED)
    [done] = ReleaseTask.objects.filter(release=release)
    assert (done.done_at, done.done_by) == (ASKED, world.coordinator.pk)
    refused("No cover was waiting", actions.cover_arranged, release=release, by=lena, now=ASKED)
    assert queries.open_tasks(world.coordinator, sent.cohort, ASKED) == []


def test_a_task_about_a_co_ordinators_own_application_is_somebody_elses(world, cohort):
    lena = second_coordinator(world)
    application = actions.start(cohort=cohort, person=lena, role="mentor", by=lena, now=DURING)
    walk.send(walk.fill(application, but={"manager": {"talk_first": True}, "about": {"name": "Lena Moss"}}))
    assert tasks(application.release) == {("talk", "Joan Whitfield")}
    assert [one.kind for one in queries.open_tasks(world.coordinator, cohort, ASKED)] == ["talk"]
    assert queries.open_tasks(lena, cohort, ASKED) == []
    assert queries.find_release(lena, application.release.pk, ASKED) is None


def test_reminders_go_out_after_five_and_ten_working_days_and_then_the_co_ordinator_has_a_task(sent):
    release, token = ask(sent)
    until(at(2023, 12, 11, 8))
    assert letters("remind_manager") == []
    until(at(2023, 12, 11, 9))
    assert len(letters("remind_manager")) == 1
    until(at(2023, 12, 18, 9))
    assert len(letters("remind_manager")) == 2
    assert tasks(release) == set()
    until(at(2023, 12, 27, 23, 59))
    assert again(release).status == "asked"
    until(clock.end_of(at(2023, 12, 27).date()))
    assert again(release).status == "expired"
    assert tasks(release) == {("silent", "Joan Whitfield")}
    assert len(letters("remind_manager")) == 2
    assert queries.by_managers_token(token, at(2024, 1, 2)).state == "expired"
    until(at(2024, 3, 1))
    assert len(letters("remind_manager")) == 2


def test_bank_holidays_of_the_cohort_s_nations_are_no_working_days(sent):
    """St Andrew's Day is a holiday in Scotland alone: asked on the Friday before it fell on a Monday."""
    cohort, asked = sent.cohort, at(2026, 11, 27, 11)
    assert cohort.nations == ["england"]
    assert (reminding.reminder_on(asked, 5, cohort), reminding.reminder_on(asked, 10, cohort)) == (
        date(2026, 12, 4),
        date(2026, 12, 11),
    )
    cohort.nations = ["england", "scotland"]
    assert (reminding.reminder_on(asked, 5, cohort), reminding.reminder_on(asked, 10, cohort)) == (
        date(2026, 12, 7),
        date(2026, 12, 14),
    )


def test_a_manager_who_is_asked_before_christmas_has_the_same_number_of_working_days(sent):
    release, _token = ask(sent, now=at(2023, 12, 21, 11))
    assert release.until == clock.end_of(date(2024, 1, 16))
    until(at(2024, 1, 2, 8))
    assert letters("remind_manager") == []
    until(at(2024, 1, 2, 9))
    assert len(letters("remind_manager")) == 1


def test_the_first_letter_still_works_after_a_reminder(sent):
    release, token = ask(sent)
    until(at(2023, 12, 18, 10))
    answer(release, token, now=at(2023, 12, 18, 10))
    assert again(release).status == "supported"
    assert ReleaseLink.objects.filter(release=release, used=False).count() == 0


@pytest.mark.parametrize("how", ["answer", "withdraw", "stop", "otherwise", "waive", "decline", "call off"])
def test_reminders_stop_when_nobody_waits_any_more(world, cohort, sent, how):
    release, token = ask(sent)
    keep = {"by": world.coordinator, "now": ASKED}
    if how == "answer":
        answer(release, token)
    elif how == "withdraw":
        actions.withdraw(application=sent, by=sent.person, now=ASKED)
    elif how == "stop":
        actions.stop_asking(release=release, by=sent.person, now=ASKED)
    elif how == "otherwise":
        actions.confirm_otherwise(release=release, how="call", **keep)
    elif how == "waive":
        actions.waive(release=release, **keep)
    elif how == "decline":
        cohorts.close_applications(cohort=cohort, **keep)
        decide(sent, world, "decline", reason="capacity", **keep)
        selection.release(cohort=cohort, **keep)
    else:
        cohorts.call_off(cohort=cohort, **keep)
    until(at(2024, 2, 1))
    assert letters("remind_manager") == []
    assert not release.tasks.filter(done_at=None).exists()
    assert again(release).status != "expired"


def test_no_manager_is_reminded_of_somebody_who_stopped_taking_part(world, cohort):
    (amara,) = accepted(cohort, world, "Amara Okafor")
    application = Application.objects.get(person=amara.person)
    told = at(2024, 2, 5, 10)
    ask(application, told)
    selection.withdraw(participation=amara, by=amara.person, now=told)
    until(at(2024, 4, 1))
    assert letters("remind_manager") == []


@pytest.mark.parametrize("how", ["withdraw", "stop", "waive", "call off"])
def test_a_manager_is_not_told_why_a_link_is_no_longer_needed(world, cohort, sent, how):
    release, token = ask(sent)
    if how == "withdraw":
        actions.withdraw(application=sent, by=sent.person, now=ASKED)
    elif how == "stop":
        actions.stop_asking(release=release, by=sent.person, now=ASKED)
    elif how == "waive":
        actions.waive(release=release, by=world.coordinator, now=ASKED)
    else:
        cohorts.call_off(cohort=cohort, by=world.coordinator, now=ASKED)
    assert queries.by_managers_token(token, ASKED) is None
    with pytest.raises(Refused):
        answer(release, token)
    assert len(Message.objects.filter(to_address="rae.linton@example.org")) == 1


def test_stopping_takes_the_consent_back_and_asking_again_gives_it_anew(sent):
    release, old = ask(sent)
    actions.stop_asking(release=release, by=sent.person, now=ASKED)
    assert not ledger.stands(sent.person, "ask_manager", sent.cohort_id)
    refused("can no longer be done", actions.stop_asking, release=release, by=sent.person, now=ASKED)
    release, token = ask(sent)
    assert ledger.stands(sent.person, "ask_manager", sent.cohort_id)
    assert queries.by_managers_token(old, ASKED) is None
    assert queries.by_managers_token(token, ASKED).state == "open"


def test_an_old_link_can_ask_for_a_new_one_which_goes_to_the_same_address(sent):
    release, token = ask(sent)
    late = at(2024, 1, 8, 10)
    until(late)
    new = actions.send_managers_link(release=release, token=token, by=MANAGERS_LINK, now=late)
    assert [one.to_address for one in letters("new_managers_link")] == ["rae.linton@example.org"]
    assert queries.by_managers_token(token, late).state == "expired"
    answer(release, new, now=late)
    assert again(release).status == "supported"
    assert tasks(release) == set()


def test_an_answer_can_be_changed_by_a_new_link_and_stands_until_then(sent):
    release, token = ask(sent)
    answer(release, token)
    later = ASKED + timedelta(hours=1)
    new = actions.send_managers_link(release=release, token=token, by=MANAGERS_LINK, now=later)
    assert again(release).status == "supported"
    answer(release, new, "conditions", now=later, conditions="From May on.")
    assert again(release).status == "supported_with_conditions"


def test_new_links_are_few_so_that_an_old_one_is_no_nuisance(sent):
    release, token = ask(sent)
    given = {"release": release, "token": token, "by": MANAGERS_LINK}
    refused("11:10am", actions.send_managers_link, **given, now=ASKED + timedelta(minutes=9))
    at_times = [ASKED + timedelta(minutes=10 * n) for n in range(1, 6)]
    for now in at_times:
        actions.send_managers_link(**given, now=now)
    refused("short while ago", actions.send_managers_link, **given, now=at_times[-1] + timedelta(hours=3))
    actions.send_managers_link(**given, now=ASKED + timedelta(days=1, minutes=1))
    with pytest.raises(Refused):
        actions.send_managers_link(**(given | {"token": "x" * 43}), now=ASKED + timedelta(days=3))


@pytest.fixture
def talker(world, cohort):
    return walk.send(walk.fill(walk.start(cohort), but={"manager": {"talk_first": True}}))


def test_talk_first_sends_nothing_and_asks_the_co_ordinator_to_talk(talker):
    assert tasks(talker.release) == {("talk", "Joan Whitfield")}
    until(at(2024, 3, 1))
    assert not Message.objects.filter(to_address="rae.linton@example.org").exists()
    assert talker.release.status == "not_asked"


def test_after_the_talk_the_co_ordinator_asks_with_the_applicants_agreement(world, talker):
    keep = {"release": talker.release, "by": world.coordinator, "now": ASKED}
    refused("Talk with the applicant first", actions.ask_for_them, agreed=False, **keep)
    release, _token = actions.ask_for_them(agreed=True, **keep)
    assert (again(release).status, release.show_role, release.hide_days, tasks(release)) == (
        "asked",
        False,
        True,
        set(),
    )
    assert ledger.stands(talker.person, "ask_manager", talker.cohort_id)
    assert "Amara Okafor has agreed that you are asked." in letters("ask_manager")[0].body
    assert len(letters("release_news")) == 1


def test_after_the_talk_the_applicant_may_ask_themself(talker):
    release, _token = ask(talker)
    assert tasks(release) == set()


def test_a_manager_may_confirm_otherwise_and_how_is_kept(world, talker):
    keep = {"release": talker.release, "by": world.coordinator, "now": ASKED}
    refused("Say how", actions.confirm_otherwise, how="pigeon", **keep)
    release = actions.confirm_otherwise(how="call", **keep)
    assert (again(release).status, again(release).settled_how, tasks(release)) == ("confirmed_otherwise", "call", set())
    refused("This is settled", ask, application=talker)


def test_a_co_ordinator_may_decide_that_no_manager_needs_to_confirm(world, talker):
    release = actions.waive(release=talker.release, by=world.coordinator, now=ASKED)
    assert (again(release).status, tasks(release)) == ("not_needed", set())


def test_a_talk_is_noted_without_a_word_of_it(world, talker):
    keep = {"release": talker.release, "by": world.coordinator, "now": ASKED}
    actions.note_talk(**keep)
    assert again(talker.release).status == "not_asked"
    refused("No talk was waiting", actions.note_talk, **keep)


def test_only_the_cohorts_co_ordinators_settle_and_never_their_own(world, sent):
    given = {"release": sent.release, "now": ASKED}
    for other in (world.outsider, sent.person, world.administrator):
        for deed, more in (
            (actions.waive, {}),
            (actions.confirm_otherwise, {"how": "call"}),
            (actions.ask_for_them, {"agreed": True}),
            (actions.note_talk, {}),
            (actions.take_over, {}),
            (actions.cover_arranged, {}),
        ):
            with pytest.raises(Refused) as refusal:
                deed(by=other, **given, **more)
            assert refusal.value.decision.hidden


def test_sent_again_with_another_manager_everything_begins_anew(sent):
    release, token = ask(sent)
    answer(release, token)
    actions.reopen(application=sent, by=sent.person, now=ASKED)
    walk.send(sent, ASKED)
    assert again(release).status == "supported"
    actions.reopen(application=sent, by=sent.person, now=ASKED)
    manager = {**walk.MENTOR["manager"], "manager_email": "new.boss@example.org"}
    actions.save_section(application=sent, section="manager", answers=manager, by=sent.person, now=ASKED)
    walk.send(sent, ASKED)
    assert again(release).status == "not_asked"
    assert queries.by_managers_token(token, ASKED) is None


def test_a_manager_may_answer_while_the_application_is_being_changed(sent):
    release, token = ask(sent)
    actions.reopen(application=sent, by=sent.person, now=ASKED)
    answer(release, token)
    assert again(release).status == "supported"


def test_applying_after_all_begins_anew_and_writes_to_nobody(sent):
    release, _token = ask(sent)
    actions.withdraw(application=sent, by=sent.person, now=ASKED)
    assert again(release).status == "cancelled"
    actions.start_again(application=sent, by=sent.person, now=ASKED)
    walk.send(walk.fill(sent), ASKED)
    assert again(release).status == "not_asked"
    assert len(Message.objects.filter(to_address="rae.linton@example.org")) == 1


def test_named_leaders_have_their_chair_asked_once_they_have_said_yes(world, board):
    now = at(2024, 2, 6, 10)
    application, token = walk.named(world, board, now, is_chief_executive=True)
    refused("not sent", ask, application=application, now=now)
    actions.confirm(application=application, token=token, answers=walk.LEADER, by=LEADERS_LINK, now=now)
    assert application.release.status == "not_asked"
    release, token = ask(application, now)
    [letter] = letters("ask_manager")
    assert "You are asked as the Chair." in letter.body
    assert letter.to_address == "chair@example.org"
    answer(release, token, now=now)
    assert again(release).status == "supported"


def test_a_cohort_that_asks_no_managers_writes_to_none(world, cohort, monkeypatch):
    monkeypatch.setattr("turnabout.cohorts.models.Cohort.has", lambda self, stage: stage != "manager", raising=False)
    sent = walk.sent(cohort)
    assert not Release.objects.exists()
    refused("no manager is asked", ask, application=sent)
    assert queries.releases(world.coordinator, cohort, ASKED) == []
    assert queries.release_words(world.coordinator, [sent], ASKED) == {}


def test_the_state_in_a_few_words_is_for_the_cohorts_co_ordinators(world, cohort, sent):
    other = walk.send(walk.fill(walk.start(cohort, name="Idris Vale"), but={"about": {"name": "Idris Vale"}}))
    release, token = ask(sent)
    answer(release, token, "not_now", reason="Winter is hard.")
    told = queries.release_words(world.coordinator, [sent, other], ASKED)
    assert told == {sent.pk: "Manager says not now", other.pk: "Manager not asked"}
    assert queries.release_words(world.outsider, [sent, other], ASKED) == {}
    assert queries.release_of(world.outsider, sent, ASKED) is None
    assert queries.release_of(sent.person, sent, ASKED) == release
    assert queries.release_of(world.coordinator, sent, ASKED) == release
    assert queries.release_counts_unscoped(cohort) == {"yes": 0, "conditions": 0, "not_now": 1, "none": 1}


def test_a_duty_that_waits_is_not_made_twice(sent):
    release, token = ask(sent)
    answer(release, token, "not_now", cover="The rota")
    new = actions.send_managers_link(release=release, token=token, by=MANAGERS_LINK, now=ASKED + timedelta(hours=1))
    answer(release, new, "not_now", cover="The rota", now=ASKED + timedelta(hours=1))
    assert tasks(release) == {("not_now", "Joan Whitfield"), ("cover", "Joan Whitfield")}
    assert set(duties.ABOUT_THE_ANSWER) == {"talk", "not_now", "silent"}
