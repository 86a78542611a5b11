"""The outbox of a cohort: what its co-ordinator reads, holds, changes and words, and what is kept from them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.home.test_cases import reports_to
from tests.matching.walk import AMARA, HELEN, apply_as
from tests.selection.walk import second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.cohorts import giving_away
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, steps
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail import actions, delivery, editing, optional, wording
from turnabout.foundation.mail.models import Message, Stopped, Wording
from turnabout.foundation.mail.types import KINDS
from turnabout.home import outbox

pytestmark = pytest.mark.django_db
RECEIVED = "applications.received"
NOW = applying.DURING + timedelta(hours=1)
LINK = "https://mentoring.example.org/manager/" + "A" * 43 + "/"


@pytest.fixture
def cohort(world: World) -> Cohort:
    return world.just_open()


@pytest.fixture
def received(cohort: Cohort) -> Message:
    """Amara has sent her application, and the message that says so has not gone yet."""
    sent(cohort)
    return Message.objects.get(kind=RECEIVED)


def deliver(moment: datetime = NOW) -> None:
    with clock.borrowed(moment):
        queue.tick(moment)
        queue.drain()


def read(world: World, name: str, *args: Any, by: Any = None, data: Any = None, now: datetime = NOW) -> Any:
    client = Client()
    client.force_login(by or world.coordinator)
    with clock.borrowed(now):
        address = reverse(name, args=args)
        return client.get(address) if data is None else client.post(address, data)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def kinds_seen(world: World, cohort: Cohort, status: str = "", by: Any = None) -> list[tuple[str, str]]:
    found = outbox.listed(by or world.coordinator, cohort, NOW, status=status)
    return [(one.message.kind, one.to) for one in found.lines]


def word(world: World, cohort: Cohort, kind: str = RECEIVED, **given: Any) -> Wording:
    return actions.set_wording(scope=cohort.pk, kind=kind, **given, by=world.coordinator, now=NOW)


def standard(kind: str = RECEIVED) -> str:
    return KINDS[kind].standard()[1]


def test_what_waits_is_shown_and_what_went_is_one_press_away(world: World, cohort: Cohort, received: Message) -> None:
    page = text(read(world, "home:messages", cohort.pk))
    assert "We have your application" in page
    assert "Amara Okafor" in page
    deliver()
    assert "Everything has gone" in text(read(world, "home:messages", cohort.pk))
    received.refresh_from_db()
    assert kinds_seen(world, cohort, "sent")[0] == (RECEIVED, "Amara Okafor")
    one = text(read(world, "home:message", cohort.pk, received.pk))
    assert "Thank you. We have your application." in one


def test_it_can_be_held_changed_and_sent_on_the_pages(world: World, cohort: Cohort, received: Message) -> None:
    assert read(world, "home:message_deed", cohort.pk, received.pk, "hold", data={}).status_code == 302
    deliver()
    assert not mail.outbox
    given = {"subject": "We have it", "body": f"Dear Amara,\n\nWe have it.\n\nAsk {cohort.contact_email}."}
    assert read(world, "home:message_words", cohort.pk, received.pk, data=given).status_code == 302
    assert read(world, "home:message_deed", cohort.pk, received.pk, "send", data={}).status_code == 302
    deliver()
    assert [one.subject for one in mail.outbox] == ["We have it"]
    assert read(world, "home:message_deed", cohort.pk, received.pk, "copy", data={}).status_code == 302
    deliver()
    assert [one.subject for one in mail.outbox] == ["We have it", "We have it"]
    first, second = (one.extra_headers["Message-ID"] for one in mail.outbox)
    assert first != second


def test_what_was_sent_can_no_longer_be_changed_or_stopped(world: World, cohort: Cohort, received: Message) -> None:
    deliver()
    received.refresh_from_db()
    by = {"by": world.coordinator, "now": NOW}
    for deed in (actions.hold, actions.cancel, actions.send_now):
        with pytest.raises(Refused):
            deed(message=received, **by)
    with pytest.raises(Refused, match="its words stay as they are"):
        actions.change_words(message=received, subject="Hello", body="Hello", **by)


def test_two_people_at_one_message_the_second_is_told(world: World, cohort: Cohort, received: Message) -> None:
    stale = Message.objects.get(pk=received.pk)
    actions.cancel(message=received, by=world.coordinator, now=NOW)
    with pytest.raises(Refused, match="Cancelled"):
        actions.hold(message=stale, by=world.coordinator, now=NOW)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Dear Amara,\n\nThank you for offering your lived experience.", "lived experience"),
        ("x" * 5001, "shorter"),
        ("", "Write the message"),
    ],
)
def test_words_that_cannot_go_out_are_refused_and_kept_on_the_page(
    world: World, cohort: Cohort, received: Message, body: str, says: str
) -> None:
    page = read(world, "home:message_words", cohort.pk, received.pk, data={"subject": "Hello", "body": body})
    assert page.status_code == 422
    assert says in text(page)
    assert body[:40] in page.content.decode()
    received.refresh_from_db()
    assert "We have your application" in received.body


# Whose messages a co-ordinator sees.


def test_nobody_else_finds_a_message(world: World, cohort: Cohort, received: Message) -> None:
    for by in (world.outsider, received.to_person):
        assert read(world, "home:messages", cohort.pk, by=by).status_code == 404
        for name, more in (("message", ()), ("message_words", ()), ("message_deed", ("hold",))):
            assert read(world, f"home:{name}", cohort.pk, received.pk, *more, by=by).status_code == 404
        with pytest.raises(Refused):
            actions.cancel(message=received, by=by, now=NOW)


def test_a_message_of_another_cohort_is_not_found_under_this_one(world: World, cohort: Cohort) -> None:
    other = world.cohort(number=6)
    stray = Message.objects.create(
        kind=RECEIVED, scope=other.pk, to_person=world.outsider, to_address="x@example.org", queued_at=NOW
    )
    assert read(world, "home:message", cohort.pk, stray.pk).status_code == 404
    assert read(world, "home:message", other.pk, stray.pk).status_code == 200


def test_messages_about_ones_own_leader_are_another_s(world: World) -> None:
    cohort = world.open_cohort()
    for who in (AMARA, HELEN):
        apply_as(cohort, who, world)
    reports_to(world, "helen.marlowe@example.org")
    lena = second_coordinator(world)
    assert [to for _kind, to in kinds_seen(world, cohort)] == ["Amara Okafor"]
    assert {to for _kind, to in kinds_seen(world, cohort, by=lena)} == {"Amara Okafor", "Helen Marlowe"}
    hers = Message.objects.get(kind=RECEIVED, to_person__name="Helen Marlowe")
    assert read(world, "home:message", cohort.pk, hers.pk).status_code == 404
    with pytest.raises(Refused):
        actions.cancel(message=hers, by=world.coordinator, now=NOW)
    actions.hold(message=hers, by=lena, now=NOW)
    assert outbox.held_together(world.coordinator, cohort, NOW) == []
    with pytest.raises(Refused, match="Nothing of this kind"):
        actions.let_all_go(scope=cohort.pk, kind=RECEIVED, by=world.coordinator, now=NOW)
    assert actions.let_all_go(scope=cohort.pk, kind=RECEIVED, by=lena, now=NOW) == 1


def test_letters_to_the_manager_of_ones_own_leader_are_withheld_too(world: World, cohort: Cohort) -> None:
    application = sent(cohort, "mentee", "Helen Marlowe")
    Message.objects.create(
        kind="applications.remind_manager",
        scope=cohort.pk,
        about=application.pk,
        to_address="chair@example.org",
        queued_at=NOW,
    )
    assert len(kinds_seen(world, cohort)) == 2
    reports_to(world, "helen.marlowe@example.org")
    assert kinds_seen(world, cohort) == []


def test_a_co_ordinator_does_not_find_their_own_messages_here(world: World, cohort: Cohort) -> None:
    Message.objects.create(
        kind=RECEIVED, scope=cohort.pk, to_person=world.coordinator, to_address="a@b.org", queued_at=NOW
    )
    assert kinds_seen(world, cohort) == []


def test_people_whom_nobody_may_learn_are_counted_and_not_named(world: World, cohort: Cohort) -> None:
    person = applying.start(cohort, "mentor", "Idris Vale", applying.DURING).person
    hidden = Message.objects.create(
        kind="applications.closing_moved_unsent",
        scope=cohort.pk,
        to_person=person,
        to_address=person.email,
        subject="A day",
        body="Dear Idris Vale",
        queued_at=NOW,
    )
    page = text(read(world, "home:messages", cohort.pk))
    assert "The last day has changed: 1" in page
    assert "Idris" not in page
    assert read(world, "home:message", cohort.pk, hidden.pk).status_code == 404


def test_what_a_pair_reads_is_not_shown_to_anybody_else(world: World, cohort: Cohort) -> None:
    closed = Message.objects.create(
        kind="partnerships.meeting_proposed",
        scope=cohort.pk,
        to_person=world.outsider,
        to_address="pat@example.org",
        subject="On Tuesday at the café",
        body="Idris proposes to meet at the café",
        queued_at=NOW,
    )
    page = text(read(world, "home:message", cohort.pk, closed.pk))
    assert "for its reader alone" in page
    assert "café" not in page
    assert read(world, "home:message_words", cohort.pk, closed.pk).status_code == 404
    assert "café" not in text(read(world, "home:message_deed", cohort.pk, closed.pk, "hold"))


def test_a_one_time_link_is_never_shown_and_survives_other_words(world: World, cohort: Cohort) -> None:
    asked = Message.objects.create(
        kind="applications.ask_manager",
        scope=cohort.pk,
        to_address="boss@example.org",
        subject="Can you release Amara?",
        body=f"Please answer:\n\n<{LINK}>",
        queued_at=NOW,
    )
    assert "A" * 43 not in text(read(world, "home:message", cohort.pk, asked.pk))
    form = text(read(world, "home:message_words", cohort.pk, asked.pk))
    assert "A" * 43 not in form
    assert "{link}" in form
    by = {"by": world.coordinator, "now": NOW}
    with pytest.raises(Refused, match=r"Keep \{link\}"):
        actions.change_words(message=asked, subject="Hello", body="Please answer.", **by)
    for elsewhere in ("[here](https://evil.example/{link})", "https://evil.example/{link}", "{link} {link}"):
        with pytest.raises(Refused, match="by itself"):
            actions.change_words(message=asked, subject="Hello", body=f"Answer {elsewhere}", **by)
    actions.change_words(message=asked, subject="Hello", body="Answer here: {link} please", **by)
    asked.refresh_from_db()
    assert asked.body == f"Answer here: <{LINK}> please"
    Message.objects.filter(pk=asked.pk).update(status="sent")
    with pytest.raises(Refused, match="good once"):
        actions.send_again(message=Message.objects.get(pk=asked.pk), **by)


# The cohort's own words.


def test_a_cohort_s_own_words_are_what_is_sent_from_then_on(world: World, cohort: Cohort) -> None:
    word(world, cohort, subject="{programme}: thank you, {name}", body=f"{standard()}\n\nSee you soon, {{name}}.")
    sent(cohort)
    written = Message.objects.get(kind=RECEIVED)
    assert written.subject == f"{cohort.calendar_title}: thank you, Amara Okafor"
    assert written.body.endswith("See you soon, Amara Okafor.")
    elsewhere = world.just_open(number=6)
    sent(elsewhere, name="Idris Vale")
    assert "See you soon" not in Message.objects.get(kind=RECEIVED, scope=elsewhere.pk).body


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda body: body.replace("{closes}", "{deadline}"), "no place called {deadline}"),
        (lambda body: body + " {name.__class__}", "no place called {name.__class__}"),
        (lambda body: body + " {name!r}", "no place called {name!r}"),
        (lambda body: body + " {", "stands alone"),
        (lambda body: body.replace("{page}", "our site"), "Keep {page}"),
        (lambda body: body + " Your disability matters.", "Take out “disability”"),
        (lambda body: body + " As a reverse mentor you matter.", "Take out “reverse mentor”"),
    ],
)
def test_wrong_words_are_refused_with_the_right_ones_and_nothing_is_lost(
    world: World, cohort: Cohort, change: Any, says: str
) -> None:
    body = change(standard())
    page = read(world, "home:message_kind", cohort.pk, RECEIVED, data={"subject": "Hello", "body": body})
    assert page.status_code == 422
    plain = text(page).replace("&#39;", "'")
    assert says in plain
    if "no place" in says:
        assert "{name}, {programme}, {closes}, {page}, {ask}" in plain
    assert not Wording.objects.exists()
    with pytest.raises(Refused):
        word(world, cohort, subject="Hello", body=body)


def test_a_look_fills_the_words_in_for_a_real_person_and_keeps_nothing(
    world: World, cohort: Cohort, received: Message
) -> None:
    given = {"subject": "Hello {name}", "body": f"{standard()}\n\nUntil soon, {{name}}.", "look": "1"}
    page = text(read(world, "home:message_kind", cohort.pk, RECEIVED, data=given))
    assert "These words are not kept yet." in page
    assert "Until soon, Amara Okafor." in page
    assert not Wording.objects.exists()


def test_the_standard_words_given_back_are_the_standard_words(world: World, cohort: Cohort) -> None:
    subject, body = KINDS[RECEIVED].standard()
    own = word(world, cohort, subject=subject, body=body.replace("\n", "\r\n"))
    assert (own.subject, own.body) == ("", "")


def test_words_that_no_longer_fit_do_not_stop_the_message(world: World, cohort: Cohort) -> None:
    Wording.objects.create(scope=cohort.pk, kind=RECEIVED, subject="Hi", body="{gone}", changed_at=NOW)
    sent(cohort)
    assert "We have your application" in Message.objects.get(kind=RECEIVED).body


def test_a_kind_that_is_held_first_waits_for_the_co_ordinator(world: World, cohort: Cohort) -> None:
    word(world, cohort, held_first=True)
    for name in ("Amara Okafor", "Idris Vale"):
        sent(cohort, name=name)
    deliver()
    assert not mail.outbox
    page = text(read(world, "home:messages", cohort.pk))
    assert "We have your application: 2 messages" in page
    assert "2 messages are held" in text(read(world, "home:day", cohort.pk))
    assert "2 messages are held." in text(read(world, "home:held", cohort.pk, RECEIVED, "let-go"))
    read(world, "home:held", cohort.pk, RECEIVED, "let-go", data={})
    deliver()
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(event="messages.let_go").count() == 1
    assert read(world, "home:held", cohort.pk, RECEIVED, "let-go").status_code == 404


def test_what_people_need_cannot_be_switched_off_and_a_reminder_can(world: World, cohort: Cohort) -> None:
    with pytest.raises(Refused, match="need this message"):
        word(world, cohort, switched_off=True)
    assert "Do not send this at all" not in text(read(world, "home:message_kind", cohort.pk, RECEIVED))
    assert "Do not send this at all" in text(read(world, "home:message_kind", cohort.pk, "surveys.closing_soon"))
    assert word(world, cohort, "surveys.closing_soon", switched_off=True).switched_off


def test_every_kind_of_a_cohort_is_listed_and_can_be_looked_at(world: World, cohort: Cohort) -> None:
    listed = {one.sort.kind for _words, of_room in outbox.kinds(world.coordinator, cohort, NOW) for one in of_room}
    assert set(KINDS) - listed == outbox.NOT_OF_A_COHORT
    for kind in listed:
        assert read(world, "home:message_kind", cohort.pk, kind).status_code == 200, kind
    assert read(world, "home:message_kind", cohort.pk, "account.code").status_code == 404


def test_the_standard_words_of_every_kind_keep_to_the_rules(world: World, cohort: Cohort) -> None:
    for kind, sort in KINDS.items():
        subject, body = sort.standard()
        assert list(wording.faults(sort, cohort.pk, subject, body)) == [], kind


# When, to whom, and not any more.


def test_what_others_cause_waits_for_working_hours_and_can_go_at_once(world: World, cohort: Cohort) -> None:
    friday_evening, monday = at(2023, 12, 22, 19), at(2023, 12, 27, 8)  # Monday and Tuesday are bank holidays
    role_kind = "surveys.please_answer"
    to = world.outsider
    words = {"kind": role_kind, "scope": cohort.pk, "subject": "Questions", "body": "Please answer."}
    written = actions.queue_message(**words, to=to, by=world.coordinator, now=friday_evening)
    assert written.not_before == monday
    deliver(monday - timedelta(minutes=1))
    assert not mail.outbox
    deliver(monday)
    assert len(mail.outbox) == 1
    second = actions.queue_message(**words, to=to, by=world.coordinator, now=friday_evening)
    actions.send_now(message=second, by=world.coordinator, now=friday_evening)
    deliver(friday_evening)
    assert len(mail.outbox) == 2


def test_what_follows_one_s_own_press_goes_at_once_at_night(world: World, cohort: Cohort) -> None:
    night = at(2023, 12, 2, 23)
    sent(cohort, now=night)
    deliver(night)
    assert [one.to for one in mail.outbox] == [["amara.okafor@example.org"]]


def test_nothing_more_goes_to_somebody_who_withdrew(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    held = Message.objects.get(kind=RECEIVED)
    actions.hold(message=held, by=world.coordinator, now=NOW)
    applications.withdraw(application=application, by=application.person, now=NOW)
    actions.let_go(message=held, by=world.coordinator, now=NOW)
    deliver()
    held.refresh_from_db()
    assert held.status == "cancelled"
    assert [one.subject for one in mail.outbox] == [f"{cohort.calendar_title}: you have withdrawn"]


def reminder(cohort: Cohort, to: Any, now: datetime = NOW) -> Message:
    """An optional message, as a real one is written."""
    words = {"kind": "surveys.closing_soon", "scope": cohort.pk, "subject": "Soon", "body": "They close soon."}
    return actions.queue_message(**words, to=to, by=to, now=now)


def test_an_optional_message_is_stopped_by_one_press_without_signing_in(world: World, cohort: Cohort) -> None:
    person = world.outsider
    reminder(cohort, person)
    deliver(NOW)
    [letter] = mail.outbox
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in letter.body
    assert stop in letter.alternatives[0].content
    path = stop[stop.index("/no-more/") :]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not Stopped.objects.exists(), "looking stops nothing"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200, "it must not be sent elsewhere"
    assert client.post(path).status_code == 302
    assert Stopped.objects.get().person == person
    sort = KINDS["surveys.closing_soon"]
    assert optional.wanted(sort, cohort.pk, [person, world.coordinator]) == [world.coordinator]
    assert optional.wanted(KINDS[RECEIVED], cohort.pk, [person]) == [person], "what people need still comes"
    assert client.get(path[:-4] + "xyz/").status_code == 404


def test_what_people_need_has_no_way_out_at_its_end(world: World, cohort: Cohort, received: Message) -> None:
    deliver()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "no-more" not in mail.outbox[0].body


def test_a_failed_message_is_the_co_ordinator_s_first_task(world: World, cohort: Cohort, received: Message) -> None:
    Message.objects.filter(pk=received.pk).update(status="failed", trouble="no such person")
    day = text(read(world, "home:day", cohort.pk))
    assert "1 message could not be delivered" in day
    page = text(read(world, "home:message", cohort.pk, received.pk))
    assert "Ask Amara Okafor for another one" in page
    received.to_person.email = "amara.new@example.org"
    received.to_person.save()
    read(world, "home:message_deed", cohort.pk, received.pk, "again", data={})
    deliver()
    assert [one.to for one in mail.outbox] == [["amara.new@example.org"]]


def test_pages_ask_as_often_for_one_message_as_for_many(
    world: World, cohort: Cohort, django_assert_max_num_queries: Any
) -> None:
    def asked() -> int:
        with django_assert_max_num_queries(60) as counted:
            read(world, "home:messages", cohort.pk)
        return len(counted)

    sent(cohort)
    few = asked()
    for name in ("Idris Vale", "Bea Hart", "Cal Stone"):
        sent(cohort, name=name)
    assert asked() == few


# What must not go, must not double, and must not be lost.


def on_its_way(message: Message) -> Message:
    """A worker has begun to hand the message over and has not come back."""
    assert delivery._take(str(message.pk), NOW) is not None
    return Message.objects.get(pk=message.pk)


def test_nobody_holds_changes_or_stops_a_message_that_is_on_its_way(
    cohort: Cohort, world: World, received: Message
) -> None:
    by = {"by": world.coordinator, "now": NOW}
    leased = on_its_way(received)
    for deed in (actions.hold, actions.cancel, actions.send_now):
        with pytest.raises(Refused, match="on its way"):
            deed(message=leased, **by)
    with pytest.raises(Refused, match="on its way"):
        actions.change_words(message=leased, subject="Hello", body="Hello.", **by)


def test_a_second_job_for_a_message_on_its_way_leaves_another_try_behind(received: Message) -> None:
    on_its_way(received)
    Due.objects.all().delete()
    assert delivery._take(str(received.pk), NOW) is None
    assert Due.objects.get().due_at == NOW + delivery.LEASE
    deliver(NOW + delivery.LEASE)
    assert len(mail.outbox) == 1


def test_what_nobody_could_let_go_is_not_held(world: World, cohort: Cohort) -> None:
    word(world, cohort, held_first=True)
    reports_to(world, "helen.marlowe@example.org")
    sent(cohort, "mentee", "Helen Marlowe")
    sent(cohort)
    statuses = dict(Message.objects.filter(kind=RECEIVED).values_list("to_person__name", "status"))
    assert statuses == {"Helen Marlowe": "waiting", "Amara Okafor": "held"}


def test_two_people_who_change_one_message_the_second_is_shown_the_words_of_the_first(
    world: World, cohort: Cohort, received: Message
) -> None:
    form = read(world, "home:message_words", cohort.pk, received.pk).content.decode()
    seen = form.split('name="seen" value="')[1].split('"')[0]
    first = {"subject": "First", "body": "The words of the first.", "seen": seen}
    assert read(world, "home:message_words", cohort.pk, received.pk, data=first).status_code == 302
    second = {"subject": "Second", "body": "The words of the second.", "seen": seen}
    page = read(world, "home:message_words", cohort.pk, received.pk, data=second)
    assert page.status_code == 409
    assert "The words of the first." in text(page)
    assert "The words of the second." in text(page)
    received.refresh_from_db()
    assert received.subject == "First"


def test_two_people_who_word_one_kind_the_second_is_told(world: World, cohort: Cohort) -> None:
    seen = editing.mark(*KINDS[RECEIVED].standard())
    word(world, cohort, subject="First", body=standard(), seen=seen)
    with pytest.raises(Refused, match="Somebody else has changed this"):
        word(world, cohort, subject="Second", body=standard(), seen=seen)


def test_a_very_long_subject_stops_nobody(world: World, cohort: Cohort) -> None:
    word(world, cohort, subject="{programme} " + "x" * 180, body=standard())
    sent(cohort)
    written = Message.objects.get(kind=RECEIVED)
    assert len(written.subject) == 200
    assert written.subject.endswith("…")


def test_a_letter_to_a_manager_does_not_go_once_the_applicant_has_withdrawn(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    letter = Message.objects.create(
        kind="applications.ask_manager",
        scope=cohort.pk,
        about=application.pk,
        to_address="b@example.org",
        queued_at=NOW,
    )
    applications.withdraw(application=application, by=application.person, now=NOW)
    queue.enqueue("mail.deliver", message=str(letter.pk))
    deliver()
    letter.refresh_from_db()
    assert letter.status == "cancelled"
    assert "b@example.org" not in {one.to[0] for one in mail.outbox}


def test_optional_news_that_waits_does_not_go_to_whoever_has_stopped_it(world: World, cohort: Cohort) -> None:
    waiting = reminder(cohort, world.outsider, at(2023, 12, 2, 12))  # a Saturday
    actions.stop_optional(person=world.outsider, scope=cohort.pk, by=world.outsider, now=NOW)
    deliver(at(2023, 12, 4, 9))
    waiting.refresh_from_db()
    assert (waiting.status, mail.outbox) == ("cancelled", [])
    Message.objects.filter(pk=waiting.pk).update(status="sent")
    with pytest.raises(Refused, match="has stopped"):
        actions.send_again(message=Message.objects.get(pk=waiting.pk), by=world.coordinator, now=NOW)


def test_whoever_began_an_application_and_never_sent_it_is_not_named(world: World, cohort: Cohort) -> None:
    draft = applying.start(cohort, "mentor", "Idris Vale", applying.DURING)
    applications.withdraw(application=draft, by=draft.person, now=NOW)
    assert Message.objects.filter(kind="applications.withdrawn").exists()
    assert kinds_seen(world, cohort) == kinds_seen(world, cohort, "sent") == []


def test_that_somebody_read_a_message_is_noted(world: World, cohort: Cohort, received: Message) -> None:
    read(world, "home:message", cohort.pk, received.pk)
    assert AuditEvent.objects.filter(event="message.read", by_id=world.coordinator.pk).count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "reverse\u2011mentor",
        "re\u00adverse mentor",
        "autistic",
        "BSL",
        "an adjustment",
        "pregnancy",
        "LGBTQ+",
        "Racist",
    ],
)
def test_words_that_give_somebody_away_are_found_however_they_are_written(words: str) -> None:
    assert giving_away.found_in(f"Thank you for {words} and all.")


def test_a_message_that_comes_back_later_is_the_first_task_and_goes_to_the_new_address(
    world: World, cohort: Cohort, received: Message
) -> None:
    deliver()
    page = read(world, "home:message_deed", cohort.pk, received.pk, "came-back", data={})
    assert page.status_code == 302
    received.refresh_from_db()
    assert received.status == "failed"
    assert "could not be delivered" in str(next(iter(steps(DECISIONS, world.coordinator, cohort, NOW))).text)
    person = received.to_person
    assert person is not None
    Person.objects.filter(pk=person.pk).update(email="amara.now@example.org")
    assert read(world, "home:message_deed", cohort.pk, received.pk, "again", data={}).status_code == 302
    mail.outbox.clear()
    deliver()
    assert [one.to for one in mail.outbox] == [["amara.now@example.org"]]


def test_one_whose_link_was_good_once_is_not_sent_without_it(world: World, cohort: Cohort, received: Message) -> None:
    deliver()
    actions.came_back(message=received, by=world.coordinator, now=NOW)
    Message.objects.filter(pk=received.pk).update(kind="applications.please_confirm")
    received.refresh_from_db()
    with pytest.raises(Refused, match="good once"):
        actions.try_again(message=received, by=world.coordinator, now=NOW)
