"""Meetings: proposed by the reverse mentee, answered by the reverse mentor, held, missed or cancelled."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, IDRIS, Ready, Who, press
from tests.partnerships.walk import BOOKING, FIRST, Paired
from turnabout.applications.topics import TOPICS
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.calendar import feed as calendar_of
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves.apply import history
from turnabout.partnerships import actions, queries
from turnabout.partnerships.models import Meeting
from turnabout.partnerships.statuses import MEETING
from turnabout.selection import actions as selection
from turnabout.selection import graduation
from turnabout.training import feeds

AFTER = FIRST + timedelta(hours=2)
WEEK = timedelta(weeks=1)


def test_the_reverse_mentee_proposes_and_only_the_reverse_mentor_is_asked(meeting: Paired) -> None:
    made = meeting.propose()
    assert (made.status, made.ends_at) == ("proposed", FIRST + timedelta(minutes=60))
    (message,) = meeting.heard(meeting.mentor, "meeting_proposed")
    assert "Tuesday 16 April 2024, 10am" in message.body and not message.calendar
    assert meeting.heard(meeting.mentee, "meeting_proposed") == []


def test_nothing_is_booked_before_both_have_signed(paired: Paired) -> None:
    paired.sign(paired.mentee)
    with pytest.raises(Refused, match="once both of you have signed"):
        paired.propose()


def test_the_reverse_mentor_does_not_propose_and_outsiders_learn_nothing(meeting: Paired) -> None:
    with pytest.raises(Refused, match="reverse mentee proposes"):
        meeting.propose(by=meeting.mentor)
    for person in (meeting.coordinator, meeting.ready.world.outsider):
        with pytest.raises(Refused, match="not here"):
            meeting.propose(by=person)
    assert not Meeting.objects.exists()


def test_a_time_that_has_passed_or_is_taken_is_refused(meeting: Paired) -> None:
    with pytest.raises(Refused, match="has passed"):
        meeting.propose(BOOKING)
    with pytest.raises(Refused, match="how you will meet"):
        meeting.propose(mode="pigeon")
    meeting.propose()
    for minutes in (-59, 0, 59):
        with pytest.raises(Refused, match="already have a meeting"):
            meeting.propose(FIRST + timedelta(minutes=minutes))
    assert meeting.propose(FIRST + timedelta(minutes=60)).status == "proposed"


def test_no_more_than_six_are_planned_until_one_is_cancelled(meeting: Paired) -> None:
    made = [meeting.propose(FIRST + number * WEEK) for number in range(6)]
    with pytest.raises(Refused, match="All 6 meetings"):
        meeting.propose(FIRST + 6 * WEEK)
    actions.cancel_meeting(meeting=made[0], reason="work", by=meeting.mentee, now=BOOKING)
    assert meeting.propose(FIRST + 6 * WEEK).status == "proposed"


def test_a_reverse_mentor_of_two_cannot_be_in_two_places(world: World) -> None:
    people = (Who("Amara Okafor", capacity=2), Who("Helen Marlowe", "mentee"), Who("Gareth Pryce", "mentee"))
    ready = Ready.make(world, *people)
    one = Paired.make(ready).sign_both()
    other = Paired.make(ready, "Amara Okafor", "Gareth Pryce").sign_both()
    one.planned()
    second = other.propose(FIRST + timedelta(minutes=30))
    with pytest.raises(Refused, match="already have a meeting"):
        other.accept(second)
    assert actions.decline_meeting(meeting=second, by=other.mentor, now=BOOKING).status == "declined"


def test_a_leader_with_two_reverse_mentors_cannot_propose_the_same_hour_twice(world: World) -> None:
    ready = Ready.make(world, AMARA, IDRIS, Who("Helen Marlowe", "mentee", capacity=2))
    Paired.make(ready).sign_both().propose()
    other = Paired.make(ready, "Idris Vale", "Helen Marlowe").sign_both()
    with pytest.raises(Refused, match="already have a meeting"):
        other.propose()


def test_accepting_puts_it_into_both_diaries_under_a_neutral_title(meeting: Paired) -> None:
    made = meeting.planned()
    for who in (meeting.mentor, meeting.mentee):
        (message,) = meeting.heard(who, "meeting_accepted")
        (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
        assert message.method == "REQUEST" and event["SUMMARY"] == "Leadership and inclusion programme"
        assert event["DTSTART"].params["TZID"] == "Europe/London"
        assert event.decoded("DTSTART").utcoffset() == timedelta(hours=1)
        assert event.decoded("DTSTART") == FIRST and event.decoded("DTEND") == FIRST + timedelta(hours=1)
        assert str(event["UID"]).startswith(f"meeting-{made.pk}@") and event["SEQUENCE"] == 0
        assert str(event["ATTENDEE"]) == f"mailto:{who.email}"
        assert "Helen" not in message.calendar or who == meeting.mentee


def test_cancelling_takes_the_same_entry_out_of_both_diaries(meeting: Paired) -> None:
    made = meeting.planned()
    actions.cancel_meeting(meeting=made, reason="leave", by=meeting.mentor, now=BOOKING)
    made.refresh_from_db()
    assert (made.status, made.cancelled_by_role, made.sequence) == ("cancelled", "mentor", 1)
    for who in (meeting.mentor, meeting.mentee):
        (message,) = meeting.heard(who, "meeting_cancelled")
        (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
        assert (message.method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
        assert str(event["UID"]).startswith(f"meeting-{made.pk}@")
        assert "leave" not in message.body.lower()


def test_why_a_meeting_was_cancelled_lies_open_nowhere(meeting: Paired) -> None:
    made = meeting.planned()
    actions.cancel_meeting(meeting=made, reason="leave", by=meeting.mentor, now=BOOKING)
    made.refresh_from_db()
    assert [change.reason for change in history(MEETING, made)] == ["", ""]
    assert b"leave" not in bytes(made.why_cancelled)
    assert vault.unlock(made, "why_cancelled", by=meeting.mentor, purpose="a test") == "leave"
    assert not [line for line in AuditEvent.objects.all() if "leave" in str(line.details)]


def test_cancelling_needs_a_reason_from_the_list_and_comes_before_the_hour(meeting: Paired) -> None:
    made = meeting.planned()
    with pytest.raises(Refused, match="why the meeting is cancelled"):
        actions.cancel_meeting(meeting=made, reason="bored", by=meeting.mentor, now=BOOKING)
    with pytest.raises(Refused, match="Say whether you met"):
        actions.cancel_meeting(meeting=made, reason="work", by=meeting.mentor, now=FIRST)
    with pytest.raises(Refused, match="not here"):
        actions.cancel_meeting(meeting=made, reason="work", by=meeting.coordinator, now=BOOKING)


def test_only_the_reverse_mentor_answers_and_only_in_time(meeting: Paired) -> None:
    made = meeting.propose()
    with pytest.raises(Refused, match="You proposed this date"):
        actions.accept_meeting(meeting=made, by=meeting.mentee, now=BOOKING)
    with pytest.raises(Refused, match="has passed"):
        meeting.accept(made, now=FIRST)
    assert meeting.accept(made, now=FIRST - timedelta(seconds=1)).status == "accepted"
    with pytest.raises(Refused, match="now “In the diary”"):
        meeting.accept(made)


def test_asking_for_another_time_tells_the_reverse_mentee_alone(meeting: Paired) -> None:
    actions.decline_meeting(meeting=meeting.propose(), by=meeting.mentor, now=BOOKING)
    assert len(meeting.heard(meeting.mentee, "meeting_declined")) == 1
    assert meeting.heard(meeting.mentor, "meeting_declined") == []
    assert meeting.propose().status == "proposed"


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_either_says_that_it_was_held_but_not_before_it_began(meeting: Paired, who: str) -> None:
    made, person = meeting.planned(), getattr(meeting, who)
    with pytest.raises(Refused, match="once the meeting has begun"):
        actions.mark_held(meeting=made, by=person, now=FIRST - timedelta(seconds=1))
    assert actions.mark_held(meeting=made, by=person, now=FIRST).status == "held"
    with pytest.raises(Refused, match="now “Held”"):
        actions.mark_held(meeting=made, by=meeting.mentor, now=AFTER)


def test_a_date_that_nobody_agreed_to_was_not_held(meeting: Paired) -> None:
    made = meeting.propose()
    with pytest.raises(Refused):
        actions.mark_held(meeting=made, by=meeting.mentor, now=AFTER)


def test_a_meeting_that_did_not_take_place_names_nobody_and_writes_to_nobody(meeting: Paired) -> None:
    made = meeting.planned()
    with pytest.raises(Refused, match="still to come"):
        actions.mark_missed(meeting=made, by=meeting.mentee, now=BOOKING)
    actions.mark_missed(meeting=made, by=meeting.mentee, now=AFTER)
    made.refresh_from_db()
    assert (made.status, made.cancelled_by_role) == ("cancelled", "")
    assert meeting.heard(meeting.mentor, "meeting_cancelled") == []


def test_pressing_twice_proposes_once(meeting: Paired) -> None:
    given = {"day_day": "16", "day_month": "4", "day_year": "2024", "starts": "10am", "mode": "video"}
    key = str(uuid.UUID(int=7))
    with clock.borrowed(BOOKING):
        for _again in range(2):
            answer = press(meeting.mentee, "partnerships:propose", meeting.partnership.pk, key=key, **given)
            assert answer.status_code == 302
    assert Meeting.objects.get().starts_at == FIRST


def test_an_hour_that_the_clocks_skip_is_asked_for_again(meeting: Paired) -> None:
    given = {"day_day": "30", "day_month": "3", "day_year": "2025", "starts": "1:30am", "mode": "video"}
    with clock.borrowed(BOOKING):
        answer = press(meeting.mentee, "partnerships:propose", meeting.partnership.pk, **given)
    assert answer.status_code == 422 and "The clocks change at that time" in answer.content.decode()


def test_my_calendar_holds_my_meetings_and_nobody_elses(meeting: Paired) -> None:
    meeting.planned()
    part = meeting.ready.part("Amara Okafor")
    (entry,) = queries.entries(meeting.mentor, part)
    assert (entry.title, entry.starts_at, entry.cancelled) == ("Leadership and inclusion programme", FIRST, False)
    assert queries.entries(meeting.mentee, part) == []


def test_meetings_stand_in_the_one_feed_beside_the_sessions(meeting: Paired) -> None:
    meeting.planned()
    [entry] = [one for one in feeds.everything(meeting.mentor, BOOKING) if one.uid.startswith("meeting-")]
    assert (entry.title, entry.starts_at) == ("Leadership and inclusion programme", FIRST)
    part = meeting.ready.part("Amara Okafor")
    sessions = [one.uid for one in feeds.entries_of(meeting.mentor, part, BOOKING) if one.uid != entry.uid]
    assert sessions, "the briefing that she came to"
    selection.withdraw(participation=part, by=meeting.mentor, now=BOOKING)
    assert all(one.cancelled for one in feeds.everything(meeting.mentor, BOOKING))


def test_somebody_graduates_after_as_many_meetings_as_the_cohort_decided(meeting: Paired) -> None:
    part = meeting.ready.part("Amara Okafor")
    for number in range(4):
        assert part.pk not in graduation.graduating(part.cohort)
        when = FIRST + number * WEEK
        actions.mark_held(meeting=meeting.planned(when), by=meeting.mentor, now=when)
    assert part.pk in graduation.graduating(part.cohort)


def test_no_message_gives_away_what_it_is_about(meeting: Paired) -> None:
    made = meeting.planned()
    actions.decline_meeting(meeting=meeting.propose(FIRST + WEEK), by=meeting.mentor, now=BOOKING)
    actions.cancel_meeting(meeting=made, reason="access", by=meeting.mentee, now=BOOKING)
    actions.end(partnership=meeting.partnership, by=meeting.mentor, now=BOOKING)
    sent = list(Message.objects.filter(kind__regex="^(matching|partnerships)[.]"))
    assert len({message.kind for message in sent}) == 9
    forbidden = [str(words).lower() for _code, words in TOPICS] + ["reverse mentor", "reverse mentee", "strand"]
    forbidden += ["caption", "quiet room", "adjustment", "nine years", "only good news"]
    for message in sent:
        text = f"{message.subject} {message.body} {message.calendar}".lower()
        assert [words for words in forbidden if words in text] == [], message.kind


def test_the_half_year_has_summer_time_in_it(meeting: Paired) -> None:
    winter = at(2024, 11, 5, 10)
    made = meeting.planned(winter)
    (message,) = meeting.heard(meeting.mentor, "meeting_accepted")
    (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
    assert event.decoded("DTSTART").utcoffset() == timedelta(0) and made.starts_at == winter


@pytest.mark.parametrize(
    "moment", [at(2024, 3, 27, 10), at(2024, 4, 3, 10), at(2024, 10, 3, 14), at(2024, 10, 30, 9)], ids=str
)
def test_two_readers_find_a_meeting_at_its_hour_in_london_on_both_sides_of_the_clocks(
    meeting: Paired, moment: datetime
) -> None:
    """The clocks went forward on 31 March 2024 and back on 27 October."""
    meeting.accept(meeting.propose(moment, now=moment - timedelta(days=9)), now=moment - timedelta(days=8))
    told = Message.objects.filter(to_person=meeting.mentor).exclude(calendar="").latest("queued_at")
    with clock.borrowed(moment - timedelta(days=1)):
        feed = calendar_of(queries.entries(meeting.mentor, meeting.ready.part("Amara Okafor")), name="Ours")
    for text in (told.calendar, feed):
        [event] = Calendar.from_ical(text).walk("VEVENT")
        other = vobject.readOne(text).vevent
        for starts in (event["DTSTART"].dt, other.dtstart.value):
            assert starts == moment
            assert starts.astimezone(clock.LONDON).hour == moment.astimezone(clock.LONDON).hour == starts.hour
