"""The pages of matching: who gets them, what they show, and what they ask of the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cohorts.world import World
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who, page_of, press
from turnabout.cohorts.actions import roles
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.next_steps import DECISIONS, MINE, steps
from turnabout.foundation.mail.models import Message
from turnabout.matching import queries
from turnabout.matching.models import Round

pytestmark = pytest.mark.usefixtures("in_march")


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_only_the_cohorts_own_co_ordinators_see_a_round(four: Ready) -> None:
    found = four.run()
    pair = four.pair("Amara Okafor", "Helen Marlowe")
    addresses = [
        ("matching:overview", four.cohort.pk),
        ("matching:run", four.cohort.pk),
        ("matching:holds", four.cohort.pk),
        ("matching:let_in", four.part("Amara Okafor").pk),
        ("matching:publish", found.pk),
        ("matching:discard", found.pk),
        ("matching:close", pair.pk),
    ]
    for name, pk in addresses:
        for person in (four.person("Amara Okafor"), four.person("Helen Marlowe"), four.world.outsider):
            assert page_of(person, name, pk).status_code == 404, name
        assert page_of(None, name, pk).status_code == 302, name
    for person in (four.coordinator, four.world.outsider, four.person("Amara Okafor"), four.person("Helen Marlowe")):
        assert page_of(person, "matching:answer", pair.pk).status_code == 404


def test_a_co_ordinator_who_takes_part_sees_neither_their_own_pair_nor_its_answers(four: Ready) -> None:
    helen = four.person("Helen Marlowe")
    roles.give_role(person=helen, kind="coordinator", cohort=four.cohort, by=four.coordinator, now=MATCHING)
    found = four.run()
    pair = four.pair("Amara Okafor", "Helen Marlowe")
    refused = page_of(helen, "matching:overview", four.cohort.pk)
    assert refused.status_code == 403
    assert "another co-ordinator runs its matching" in text(refused)
    assert queries.pairs(helen, found, MATCHING) == []
    assert queries.unmatched(helen, found, MATCHING) == []
    for name, pk in (("publish", found.pk), ("discard", found.pk), ("close", pair.pk), ("answer", pair.pk)):
        assert page_of(helen, f"matching:{name}", pk).status_code in (403, 404), name
    assert not [step for step in steps(DECISIONS, helen, four.cohort, MATCHING) if "matching" in step.url]


def test_the_page_shows_every_pair_with_reasons_and_nobody_of_another_cohort(four: Ready) -> None:
    four.run()
    other = Ready.make(four.world, Who("Nell Farrow"), Who("Otto Lane", "mentee"), number=6)
    other.run()
    shown = text(page_of(four.coordinator, "matching:overview", four.cohort.pk))
    for words in ("Amara Okafor", "Gareth Pryce", "Every rule allows this pair", "Ask these people", "<svg"):
        assert words in shown
    assert "Nell Farrow" not in shown


def test_a_name_with_marks_in_it_stays_words(four: Ready) -> None:
    four.publish()
    Person.objects.filter(name="Amara Okafor").update(name="<b>Amara</b> Okafor")
    shown = text(page_of(four.coordinator, "matching:overview", four.cohort.pk))
    assert "<b>Amara" not in shown and shown.count("&lt;b&gt;Amara&lt;/b&gt; Okafor") >= 4


def test_running_publishing_and_putting_aside_through_the_pages(four: Ready) -> None:
    assert "No round yet" in text(page_of(four.coordinator, "matching:overview", four.cohort.pk))
    assert press(four.coordinator, "matching:run", four.cohort.pk).status_code == 302
    press(four.coordinator, "matching:discard", Round.objects.get(number=1).pk)
    press(four.coordinator, "matching:run", four.cohort.pk)
    found = Round.objects.get(number=2)
    assert press(four.coordinator, "matching:publish", found.pk).status_code == 302
    assert Message.objects.filter(kind="matching.mentor_asked").count() == 2
    for name in ("matching:publish", "matching:discard"):
        refused = page_of(four.coordinator, name, found.pk)
        assert refused.status_code == 403 and "no longer wait for you" in text(refused)


def test_a_round_needs_a_cohort_that_has_got_so_far(world: World) -> None:
    cohort = world.open_cohort()
    refused = page_of(world.coordinator, "matching:run", cohort.pk)
    assert refused.status_code == 403 and "Matching starts once people are trained" in text(refused)


def test_stopping_to_wait_is_offered_while_somebody_is_asked(four: Ready) -> None:
    four.publish()
    pair = four.pair("Amara Okafor", "Helen Marlowe")
    assert "Waiting for an answer" in text(page_of(four.coordinator, "matching:overview", four.cohort.pk))
    press(four.coordinator, "matching:close", pair.pk)
    pair.refresh_from_db()
    assert pair.status == "not_going_ahead"
    assert page_of(four.coordinator, "matching:close", pair.pk).status_code == 403


def test_keeping_somebody_out_and_letting_them_in_through_the_pages(two: Ready) -> None:
    amara = two.part("Amara Okafor")
    assert page_of(two.coordinator, "matching:let_in", amara.pk).status_code == 403
    assert press(two.coordinator, "matching:holds", two.cohort.pk).status_code == 422
    press(two.coordinator, "matching:holds", two.cohort.pk, who=str(amara.pk), kind="hr")
    again = press(two.coordinator, "matching:holds", two.cohort.pk, who=str(amara.pk), kind="hr")
    assert again.status_code == 409 and "already" in text(again)
    shown = text(page_of(two.coordinator, "matching:holds", two.cohort.pk))
    assert "Human Resources asked to wait" in shown and "Let in" in shown
    press(two.coordinator, "matching:let_in", amara.pk, kind="hr")
    assert not amara.holds.filter(lifted_at=None).exists()


def test_the_next_steps_of_everybody(two: Ready) -> None:
    amara, helen = two.part("Amara Okafor"), two.part("Helen Marlowe")

    def day() -> list[str]:
        return [str(one.text) for one in steps(DECISIONS, two.coordinator, two.cohort, MATCHING)]

    def mine(person: Person, part: object) -> list[str]:
        return [str(one.text) for one in steps(MINE, person, part, MATCHING)]

    assert "Run matching: 1 reverse mentors and 1 reverse mentees are ready" in day()
    found = two.run()
    assert "Look at the proposed pairs, and ask people" in day()
    two.publish(found)
    assert not [words for words in day() if "matching" in words or "pairs" in words]
    assert "Say yes or no to a partner" in mine(amara.person, amara)
    assert "Say yes or no to a partner" not in mine(helen.person, helen)


def queries_of(person: Person, name: str, pk: object) -> int:
    page_of(person, name, pk)
    with CaptureQueriesContext(connection) as caught:
        assert page_of(person, name, pk).status_code == 200
    return len(caught)


def test_the_page_asks_the_database_as_often_for_one_pair_as_for_three(world: World) -> None:
    one = Ready.make(world, AMARA, HELEN, Who("Tom Reed", modes=("phone",)))
    one.publish()
    more = (Who("Nell Farrow"), Who("Otto Lane", "mentee"), Who("Ines Birch", modes=("phone",)))
    three = Ready.make(world, AMARA, IDRIS, HELEN, GARETH, *more, Who("Tom Reed", modes=("phone",)), number=6)
    three.publish()
    assert (one.cohort.rounds.get().pairs.count(), three.cohort.rounds.get().pairs.count()) == (1, 3)
    counts = [queries_of(world.coordinator, "matching:overview", ready.cohort.pk) for ready in (one, three)]
    assert counts[0] == counts[1]
