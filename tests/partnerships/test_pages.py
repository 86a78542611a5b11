"""The pages of a pair and of its co-ordinator: who gets them, and what they show and ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cohorts.world import World
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, Ready, Who, page_of, press
from tests.partnerships.walk import BOOKING, FIRST, Paired
from turnabout.foundation import clock
from turnabout.foundation.design.navigation import _sources
from turnabout.foundation.design.next_steps import DECISIONS, MINE, PROMISED, steps
from turnabout.partnerships import actions, agreement
from turnabout.partnerships.models import Meeting, Signature


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    with clock.borrowed(BOOKING):
        yield


def text(answer: Any) -> str:
    return answer.content.decode()


OURS = ("pair", "agreement", "sign", "propose", "end")
DEEDS = ("accept", "decline", "held", "missed", "cancel")


def test_a_pair_is_seen_by_its_two_people_and_nobody_else(world: World) -> None:
    ready = Ready.make(world, AMARA, IDRIS, HELEN, GARETH)
    ours = Paired.make(ready).sign_both()
    others = Paired.make(ready, "Idris Vale", "Gareth Pryce")
    made = ours.planned()
    strangers = (others.mentor, others.mentee, ready.coordinator, world.outsider)
    for person in strangers:
        for name in OURS:
            assert page_of(person, f"partnerships:{name}", ours.partnership.pk).status_code == 404, name
        for name in DEEDS:
            assert page_of(person, f"partnerships:{name}", made.pk).status_code == 404, name
            assert press(person, f"partnerships:{name}", made.pk, reason="work").status_code == 404, name
    assert page_of(None, "partnerships:pair", ours.partnership.pk).status_code == 302
    made.refresh_from_db()
    assert made.status == "accepted"
    shown = text(page_of(ours.mentor, "partnerships:pair", ours.partnership.pk))
    assert "Helen Marlowe" in shown and "Gareth Pryce" not in shown and "Idris Vale" not in shown


def test_a_co_ordinator_sees_who_is_paired_and_how_far_but_not_where_they_meet(meeting: Paired) -> None:
    actions.mark_held(meeting=meeting.planned(), by=meeting.mentor, now=FIRST)
    cohort = meeting.ready.cohort
    shown = text(page_of(meeting.coordinator, "partnerships:overview", cohort.pk))
    assert "Amara Okafor" in shown and "1 of 6" in shown and "Northgate library" not in shown
    for person in (meeting.mentor, meeting.mentee, meeting.ready.world.outsider):
        for name, *pks in (
            ("overview", cohort.pk),
            ("complete", cohort.pk),
            ("end_for_them", cohort.pk, meeting.partnership.pk),
        ):
            assert page_of(person, f"partnerships:{name}", *pks).status_code == 404


def test_the_agreement_is_read_then_signed_and_each_reads_their_copy(paired: Paired) -> None:
    pk = paired.partnership.pk
    assert "Step 1 of 2" in text(page_of(paired.mentor, "partnerships:agreement", pk))
    unticked = press(paired.mentor, "partnerships:sign", pk)
    assert unticked.status_code == 422 and "Tick the box" in text(unticked)
    stale = press(paired.mentor, "partnerships:sign", pk, agreed="on", read="0" * 64)
    assert stale.status_code == 409 and "changed while you read it" in text(stale)
    assert press(paired.mentor, "partnerships:sign", pk, agreed="on").status_code == 302
    assert Signature.objects.get().person == paired.mentor
    assert "This copy is yours" in text(page_of(paired.mentor, "partnerships:agreement", pk))
    assert "Step 1 of 2" in text(page_of(paired.mentee, "partnerships:agreement", pk))


def test_the_page_that_was_read_carries_the_words_that_are_signed(paired: Paired) -> None:
    shown = text(page_of(paired.mentor, "partnerships:sign", paired.partnership.pk))
    assert f'value="{agreement.digest(paired.ready.cohort)}"' in shown


def test_a_meeting_from_proposal_to_held_through_the_pages(meeting: Paired) -> None:
    pk = meeting.partnership.pk
    given = {"day_day": "16", "day_month": "4", "day_year": "2024", "starts": "10am", "mode": "video", "place": "A"}
    assert press(meeting.mentee, "partnerships:propose", pk).status_code == 422
    for odd in ({"day_day": "99999999999"}, {"day_day": "31", "day_month": "12", "day_year": "9999", "starts": "11pm"}):
        assert press(meeting.mentee, "partnerships:propose", pk, **{**given, **odd}).status_code == 422
    press(meeting.mentee, "partnerships:propose", pk, **given)
    made = Meeting.objects.get()
    shown = text(page_of(meeting.mentor, "partnerships:pair", pk))
    assert "Yes, that suits me" in shown and "Ask for another time" in shown and "We met" not in shown
    press(meeting.mentor, "partnerships:accept", made.pk)
    assert "Cancel this meeting" in text(page_of(meeting.mentor, "partnerships:pair", pk))
    with clock.borrowed(FIRST + timedelta(hours=1)):
        assert "We met" in text(page_of(meeting.mentee, "partnerships:pair", pk))
        press(meeting.mentee, "partnerships:held", made.pk)
        assert "1: held, 16 April" in text(page_of(meeting.mentor, "partnerships:pair", pk))
        refused = page_of(meeting.mentee, "partnerships:cancel", made.pk)
    assert refused.status_code == 403 and "This meeting is “Held”" in text(refused)


def test_the_end_page_says_what_will_happen_and_the_pair_page_says_that_it_has(meeting: Paired) -> None:
    meeting.planned()
    pk = meeting.partnership.pk
    shown = text(page_of(meeting.mentor, "partnerships:end", pk))
    for words in ("Helen Marlowe gets a message", "Tuesday 16 April 2024, 10am", "no reason", "cannot be undone"):
        assert words in shown
    press(meeting.mentor, "partnerships:end", pk)
    after = text(page_of(meeting.mentee, "partnerships:pair", pk))
    assert "Ended" in after and "Propose a date" not in after and "End our meetings" not in after
    assert page_of(meeting.mentee, "partnerships:end", pk).status_code == 403


def mine(paired: Paired, who: Any, now: datetime = BOOKING) -> list[str]:
    part = paired.ready.part(who.name)
    return [str(one.text) for one in steps(MINE, who, part, now) if "our-pair" in one.url]


def test_each_is_told_their_own_next_step(paired: Paired) -> None:
    sign = "Read and sign the agreement with {}"
    assert mine(paired, paired.mentor) == [sign.format("Helen Marlowe")]
    assert mine(paired, paired.mentee) == [sign.format("Amara Okafor")]
    paired.sign_both()
    assert mine(paired, paired.mentor) == []
    assert mine(paired, paired.mentee) == ["Propose a date for the next meeting with Amara Okafor"]
    made = paired.propose()
    assert mine(paired, paired.mentor) == ["Helen Marlowe proposes a date: say whether it suits"]
    assert mine(paired, paired.mentee) == []
    paired.accept(made)
    assert mine(paired, paired.mentor) == ["Meet Helen Marlowe"]
    part = paired.ready.part(paired.mentor.name)
    (meet,) = [one for one in steps(MINE, paired.mentor, part, BOOKING) if "our-pair" in one.url]
    assert meet.where == ", ".join(part for part in (made.get_mode_display(), made.place) if part)
    after = FIRST + timedelta(hours=1)
    assert mine(paired, paired.mentor, after) == ["Did you meet Helen Marlowe?"]
    assert "Did you meet Amara Okafor?" in mine(paired, paired.mentee, after)
    actions.mark_held(meeting=made, by=paired.mentor, now=after)
    assert mine(paired, paired.mentor, after) == []


def test_the_links_across_the_top_lead_to_the_pair(world: World) -> None:
    ready = Ready.make(world, AMARA, IDRIS, Who("Helen Marlowe", "mentee", capacity=2))
    one = Paired.make(ready)
    assert [str(link.words) for link in links(one.mentor)] == ["Our pair"]
    Paired.make(ready, "Idris Vale", "Helen Marlowe")
    assert sorted(str(link.words) for link in links(one.mentee)) == ["With Amara Okafor", "With Idris Vale"]
    assert links(world.outsider) == []


def links(person: Any) -> list[Any]:
    found = [link for source in _sources for link in source(person, BOOKING)]
    return [link for link in found if link.name == "partnerships:pair"]


def test_the_day_asks_to_complete_pairs_once_mentoring_closes(meeting: Paired) -> None:
    cohort = meeting.ready.cohort

    def asks() -> bool:
        return any(
            "Complete the pairs" in str(one.text) for one in steps(DECISIONS, meeting.coordinator, cohort, FIRST)
        )

    assert not asks()
    cohort.status = "closing"
    assert asks()


def queries_of(person: Any, name: str, pk: Any) -> int:
    page_of(person, name, pk)
    with CaptureQueriesContext(connection) as caught:
        assert page_of(person, name, pk).status_code == 200
    return len(caught)


def test_pages_ask_the_database_as_often_for_one_row_as_for_three(world: World) -> None:
    one = Paired.make(Ready.make(world, AMARA, HELEN)).sign_both()
    one.propose()
    first = queries_of(one.mentor, "partnerships:pair", one.partnership.pk)
    for number in (1, 2):
        one.propose(FIRST + number * timedelta(weeks=4))
    assert queries_of(one.mentor, "partnerships:pair", one.partnership.pk) == first
    before = queries_of(one.coordinator, "partnerships:overview", one.ready.cohort.pk)
    people = (
        Who("Nell Farrow"),
        Who("Tom Reed"),
        IDRIS,
        GARETH,
        Who("Otto Lane", "mentee"),
        Who("Ines Birch", "mentee"),
    )
    three = Ready.make(world, *people, number=6)
    found = three.publish()
    for pair in found.pairs.select_related("mentor__person", "mentee__person"):
        Paired.make(three, pair.mentor.person.name, pair.mentee.person.name).sign_both()
    assert found.pairs.count() == 3
    assert queries_of(one.coordinator, "partnerships:overview", three.cohort.pk) == before


def test_my_mentoring_keeps_what_one_signed_in_sight(paired: Paired) -> None:
    part = paired.ready.part("Amara Okafor")
    shown = text(page_of(paired.mentor, "home:mine", part.pk))
    assert "What you said you would do" not in shown, "nothing is signed yet"
    paired.sign_both()
    made = paired.planned()
    actions.mark_held(meeting=made, by=paired.mentor, now=FIRST + timedelta(hours=1))
    shown = text(page_of(paired.mentor, "home:mine", part.pk))
    assert "Keep to the agreement with Helen Marlowe" in shown
    assert "Meet Helen Marlowe 6 times</a>: 1 meeting held so far" in shown
    assert list(steps(PROMISED, paired.mentee, part, FIRST)) == []
