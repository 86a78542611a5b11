"""House test 8: a page asks the database as often for many rows as for one, and shows nobody else's rows.

Two programmes lie in one database: one with eight pairs, one with a single pair. Every page of the first is compared
with the same page of the second, so that a new list is judged without being named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from tests.house.asking import OWN, Answer
from tests.house.looking import Seen
from tests.house.test_permissions import PUBLIC_PAGES, none, of

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]
Compared = Iterable[tuple[str, Answer, Answer]]

EVERYBODYS = PUBLIC_PAGES | {"applications:begin", "applications:continue"}
"""Pages that say what everybody may know: which programmes there are. They name nobody who takes part."""
BY_NAME = {
    "demo:cast",
    "demo:sign_in",
    "demo:line_manager",
    "applications:leader",
    "applications:leader_no",
    "applications:manager",
    "applications:check_entered",
}
"""Pages that name somebody to whoever opens them: the demo's people are invented, and a link is its holder's."""
LISTS = {
    "applications:entered",
    "applications:leaders",
    "applications:releases",
    "cohorts:roles",
    "home:public",
    "importing:rows",
    "matching:overview",
    "matching:holds",
    "partnerships:overview",
    "resources:list",
    "selection:shortlist",
    "selection:people",
    "stories:list",
    "training:session",
    "training:untrained",
    "selection:release on 2023-08-28",
    "selection:graduation on 2024-03-26",
    "training:register on 2023-09-14",
}
"""The lists that are certainly longer in the first programme: else the comparison would compare nothing."""


def unequal(compared: Compared) -> Iterator[str]:
    """Pages that ask more often for many rows than for one."""
    for page, many, few in compared:
        if many.status == few.status and many.queries != few.queries:
            yield f"{page} as {many.role}: {few.queries} queries for few rows, {many.queries} for many"


def strangers(answers: Iterable[Answer], theirs: set[str]) -> Iterator[str]:
    """Pages that show what belongs to a programme of other people."""
    for one in answers:
        if found := one.shown & theirs:
            yield f"{one}: shows {', '.join(sorted(found))}, of another programme"


def compared(seen: Seen) -> Iterator[tuple[str, Answer, Answer]]:
    ours = {(one.page, one.role): one for one in seen.answers if one.method == "GET" and one.whose == OWN}
    yield from ((one.page, ours[one.page, one.role], one) for one in seen.mirrored)
    yield from ((page, many, few) for (page, _role), (many, few) in seen.later.items())


def of_one_programme(seen: Seen) -> Iterator[Answer]:
    """What people who belong to the first programme alone get for its pages; the public ones left out."""
    others = {"coordinator_other", "applicant_other", "partner_lead_other", "outsider", "anonymous"}
    yield from (one for one in seen.answers if one.role not in others and one.page not in EVERYBODYS)
    yield from (many for many, _few in seen.later.values())


def test_every_page_asks_as_often_for_many_rows_as_for_one(seen: Seen) -> None:
    none(unequal(compared(seen)))


def test_lists_that_grow_by_other_means_ask_as_often(seen: Seen) -> None:
    none(unequal((page, many, few) for page, (few, many) in seen.grown.items()))
    assert {page for page, (few, many) in seen.grown.items() if not few.shown < many.shown} == set()


def test_nobody_else_s_rows_are_on_any_page(seen: Seen) -> None:
    none(strangers(of_one_programme(seen), seen.theirs - seen.ours))
    none(strangers((one for one in seen.mirrored if one.page not in EVERYBODYS), seen.ours - seen.theirs))


def test_no_page_for_everybody_names_anybody_who_takes_part(seen: Seen) -> None:
    none(strangers((one for one in seen.answers if one.role == "anonymous" and one.page not in BY_NAME), seen.names))


def test_the_lists_really_are_longer(seen: Seen) -> None:
    longer = {
        page
        for page, many, few in compared(seen)
        if many.status == few.status == 200 and len(many.shown & seen.ours) > len(few.shown & seen.theirs) > 0
    }
    assert longer >= LISTS, sorted(LISTS - longer)


def test_a_planted_list_that_asks_for_each_row_is_caught(seen: Seen) -> None:
    ours = {(one.page, one.role): one for one in seen.planted if one.method == "GET" and one.whose == OWN}
    pairs = [(one.page, ours[one.page, one.role], one) for one in seen.planted_mirrored]
    found = list(unequal(pairs))
    assert of(found, "slow")
    assert not of(found, "mixing")


def test_a_planted_list_of_everybody_is_caught(seen: Seen) -> None:
    found = of(strangers(seen.planted, seen.theirs - seen.ours), "mixing")
    assert any("as coordinator_own: shows" in fault for fault in found)
