"""The end of a partnership: at any time with no fault, or because mentoring is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from tests.matching.walk import page_of, press
from tests.partnerships.walk import BOOKING, FIRST, Paired
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.moves.models import StatusChange
from turnabout.partnerships import actions, queries
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.selection import actions as selection


def end(paired: Paired, by: object = None) -> Partnership:
    return actions.end(partnership=paired.partnership, by=by or paired.mentor, now=BOOKING)


@pytest.mark.parametrize("who", ["mentor", "mentee", "coordinator"])
def test_either_or_their_co_ordinator_ends_it_in_the_same_words(paired: Paired, who: str) -> None:
    end(paired, getattr(paired, who))
    assert paired.partnership.status == "ended"
    told = {}
    for person, partner in ((paired.mentor, paired.mentee), (paired.mentee, paired.mentor)):
        (message,) = paired.heard(person, "ended")
        told[person.pk] = message.body.replace(person.name, "A").replace(partner.name, "B")
    assert len(set(told.values())) == 1
    assert "No reason was asked, and nobody is at fault." in told[paired.mentor.pk]


def test_once_it_has_ended_neither_reads_where_the_other_works(paired: Paired) -> None:
    def read_by(person: Person) -> str:
        with clock.borrowed(BOOKING):
            return page_of(person, "partnerships:pair", paired.partnership.pk).content.decode()

    assert "Staff nurse" in read_by(paired.mentee) and "Chief nurse" in read_by(paired.mentor)
    end(paired)
    for person, partner in ((paired.mentor, paired.mentee), (paired.mentee, paired.mentor)):
        shown = read_by(person)
        assert partner.name in shown
        assert not [work for work in ("Staff nurse", "Chief nurse", "Organisation") if work in shown]


def test_the_record_says_ended_and_nothing_else(paired: Paired) -> None:
    end(paired)
    (change,) = StatusChange.objects.filter(table="partnerships.partnership")
    assert (change.move, change.reason) == ("end", "")
    (line,) = AuditEvent.objects.filter(event="partnership.ended")
    assert set(line.details) <= {"moves", "no_fault", "messages"} and line.details["no_fault"] is True


def test_nobody_else_ends_it_and_nobody_twice(paired: Paired) -> None:
    with pytest.raises(Refused, match="not here"):
        end(paired, paired.ready.world.outsider)
    end(paired)
    with pytest.raises(Refused, match="now “Ended”"):
        end(paired, paired.mentee)


def test_planned_meetings_are_taken_out_of_both_diaries_and_held_ones_stay(meeting: Paired) -> None:
    held = meeting.planned()
    actions.mark_held(meeting=held, by=meeting.mentor, now=FIRST)
    coming = meeting.planned(FIRST + timedelta(weeks=4))
    waiting = meeting.propose(FIRST + timedelta(weeks=8))
    actions.end(partnership=meeting.partnership, by=meeting.mentee, now=FIRST + timedelta(days=1))
    assert [Meeting.objects.get(pk=one.pk).status for one in (held, coming, waiting)] == [
        "held",
        "cancelled",
        "cancelled",
    ]
    assert set(Meeting.objects.values_list("cancelled_by_role", flat=True)) == {""}
    gone = [
        message for message in meeting.heard(meeting.mentor, "meeting_cancelled") if str(coming.pk) in message.calendar
    ]
    (event,) = Calendar.from_ical(gone[0].calendar).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_nothing_more_is_booked_in_a_pair_that_has_ended(meeting: Paired) -> None:
    made = meeting.propose()
    end(meeting)
    with pytest.raises(Refused, match="have ended"):
        meeting.propose(FIRST + timedelta(weeks=1))
    with pytest.raises(Refused):
        meeting.accept(made)


@pytest.mark.parametrize("by", ["themselves", "the co-ordinator"])
def test_leaving_the_cohort_ends_the_partnership(meeting: Paired, by: str) -> None:
    made = meeting.planned()
    part = meeting.ready.part("Helen Marlowe")
    author = part.person if by == "themselves" else meeting.coordinator
    selection.withdraw(participation=part, by=author, now=BOOKING)
    made.refresh_from_db()
    assert (meeting.partnership.status, made.status) == ("ended", "cancelled")
    assert len(meeting.heard(meeting.mentor, "ended")) == 1
    assert meeting.ready.pair("Amara Okafor", "Helen Marlowe").status == "ended"
    change = StatusChange.objects.get(table="partnerships.partnership", move="leave")
    assert change.by_id == author.pk


def closing(paired: Paired) -> None:
    keep = {"cohort": paired.ready.cohort, "by": paired.coordinator, "now": FIRST}
    cohorts.launch(**keep)  # type: ignore[arg-type]
    cohorts.begin_closing(**keep)  # type: ignore[arg-type]


def test_pairs_are_completed_together_once_mentoring_closes(meeting: Paired) -> None:
    keep = {"cohort": meeting.ready.cohort, "by": meeting.coordinator, "now": FIRST}
    with pytest.raises(Refused, match="when mentoring ends"):
        actions.complete_all(**keep)  # type: ignore[arg-type]
    closing(meeting)
    keep["cohort"].refresh_from_db()  # type: ignore[union-attr]
    assert actions.complete_all(**keep) == 1  # type: ignore[arg-type]
    assert meeting.partnership.status == "completed"
    assert queries.running_unscoped(meeting.ready.cohort).count() == 0
    for person in (meeting.mentor, meeting.ready.world.outsider):
        with pytest.raises(Refused, match="not here"):
            actions.complete_all(**{**keep, "by": person})  # type: ignore[arg-type]


def test_a_pair_that_never_signed_is_ended_when_mentoring_closes(paired: Paired) -> None:
    paired.sign(paired.mentor)
    closing(paired)
    cohort = paired.ready.cohort
    cohort.refresh_from_db()
    assert actions.complete_all(cohort=cohort, by=paired.coordinator, now=FIRST) == 0
    assert paired.partnership.status == "ended"


def test_the_co_ordinator_ends_and_completes_through_the_pages(meeting: Paired) -> None:
    cohort, pair = meeting.ready.cohort, meeting.partnership
    closing(meeting)
    with clock.borrowed(FIRST):
        assert press(meeting.coordinator, "partnerships:complete", cohort.pk).status_code == 302
        refused = press(meeting.coordinator, "partnerships:end_for_them", cohort.pk, pair.pk)
    assert meeting.partnership.status == "completed"
    assert refused.status_code == 403
