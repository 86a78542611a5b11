"""Which groups appear follows from the plan and from head-counts, and from nothing else."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnabout.engine.disclosure import planning
from turnabout.engine.disclosure.ledger import Entry, Ledger
from turnabout.engine.disclosure.planning import Group, Plan, PlanFault, Question, SettledPlan, settle
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.publishing import Counts, entries, publish
from turnabout.engine.disclosure.statements import Reason

SALT = b"sixteen random b"


def group(key: str, people: int, start: int = 0, invited: int | None = None) -> Group:
    return Group(key, frozenset(f"p{number}" for number in range(start, start + people)), invited or people)


def settled(*sizes: int, policy: Policy | None = None, ledger: Ledger | None = None) -> SettledPlan:
    """Organisations of these sizes under one total, the total wanted most."""
    groups = [group(f"org{number}", size, sum(sizes[:number])) for number, size in enumerate(sizes)]
    wanted = ("everyone", *(each.key for each in groups))
    plan = Plan((Question("E-B01", wanted),), policy or Policy())
    return settle(plan, [group("everyone", sum(sizes)), *groups], salt=SALT, ledger=ledger)


def reasons(plan: SettledPlan) -> dict[str, Reason | None]:
    return {line.group.key: line.reason for line in plan.lines}


def test_a_board_of_eight_and_eight_is_shown_together_and_never_apart() -> None:
    assert reasons(settled(8, 8)) == {"everyone": None, "org0": Reason.FEW, "org1": Reason.FEW}


def test_a_remainder_too_small_hides_the_part_that_would_give_it_away() -> None:
    assert reasons(settled(12, 14, 4)) == {
        "everyone": None,
        "org0": None,
        "org1": Reason.REMAINDER,  # everyone less both would leave the four
        "org2": Reason.FEW,
    }


def test_a_group_is_shown_only_if_no_answers_could_give_it_away() -> None:
    """Twelve and twelve obey every rule about sizes, and still some answers would break them."""
    assert reasons(settled(12, 12)) == {"everyone": None, "org0": Reason.UNPROVEN, "org1": Reason.UNPROVEN}


def test_a_large_programme_shows_both_roles() -> None:
    assert reasons(settled(41, 41)) == {"everyone": None, "org0": None, "org1": None}


def test_nothing_is_shown_of_fewer_people_than_the_organisation_chose() -> None:
    assert reasons(settled(16, policy=Policy(threshold=20)))["everyone"] is Reason.FEW
    assert reasons(settled(0, 0))["everyone"] is Reason.FEW


def test_overlapping_groups_leave_no_small_corner() -> None:
    """Sex by band: one man alone in the higher bands."""
    women_low, women_high, men_low, men_high = (
        frozenset(f"{kind}{number}" for number in range(size))
        for kind, size in (("a", 35), ("b", 25), ("c", 30), ("d", 1))
    )
    answered = [
        Group("everyone", women_low | women_high | men_low | men_high, 91),
        Group("men", men_low | men_high, 31),
        Group("high", women_high | men_high, 26),
    ]
    plan = Plan((Question("E-B01", ("everyone", "men", "high")),))
    assert reasons(settle(plan, answered, salt=SALT)) == {"everyone": None, "men": None, "high": Reason.REMAINDER}


def test_settling_never_sees_an_answer() -> None:
    assert set(inspect.signature(settle).parameters) == {"plan", "answered", "salt", "ledger"}
    assert set(inspect.signature(Group).parameters) == {"key", "members", "invited"}


@settings(max_examples=12)
@given(st.data())
def test_what_is_hidden_is_the_same_whatever_was_answered(data: st.DataObject) -> None:
    plan = settled(12, 14, 4)
    everyone, part = plan.wanted
    counts = []
    for _ in range(2):
        agreed, others = data.draw(st.integers(0, 12)), data.draw(st.integers(0, 18))
        counts.append(Counts({everyone: agreed + others, part: agreed}))
    first, second = (publish(plan, each, Ledger(), code="1") for each in counts)
    assert [type(said) for said in first] == [type(said) for said in second]


def printed_once(plan: SettledPlan) -> Ledger:
    whole = {key: len(line.group.members) for key, line in zip(plan.wanted, plan.lines, strict=False)}
    return Ledger().extended(entries(plan, publish(plan, Counts(whole), Ledger(), code="1")))


@pytest.mark.parametrize(
    ("stay", "join", "reason"),
    [
        (30, 0, None),  # the same people again
        (29, 0, Reason.CHANGE),  # one withdrew
        (21, 0, Reason.CHANGE),  # nine withdrew
        (30, 9, Reason.CHANGE),  # nine joined
        (21, 20, Reason.CHANGE),  # many joined, and nine left
    ],
)
def test_a_figure_is_not_printed_again_for_almost_the_same_people(stay: int, join: int, reason: Reason | None) -> None:
    ledger = printed_once(settled(30))
    now = Group("everyone", group("", stay).members | group("", join, 100).members, 60)
    again = settle(Plan((Question("E-B01", ("everyone",)),)), [now], salt=SALT, ledger=ledger)
    assert reasons(again) == {"everyone": reason}
    other = settle(Plan((Question("E-B02", ("everyone",)),)), [now], salt=SALT, ledger=ledger)
    assert reasons(other) == {"everyone": None}


def test_a_new_figure_is_printed_when_ten_have_joined() -> None:
    ledger = printed_once(settled(30))
    now = group("everyone", 60)
    again = settle(Plan((Question("E-B01", ("everyone",)),)), [now], salt=SALT, ledger=ledger)
    assert reasons(again) == {"everyone": None}


def test_too_many_groups_to_prove_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reasons(settled(41, 41))["org0"] is None
    monkeypatch.setattr(planning, "REPORTS_AT_MOST", 24)
    assert reasons(settled(41, 41)) == {"everyone": None, "org0": Reason.UNPROVEN, "org1": Reason.UNPROVEN}


def test_contributors_are_known_by_a_salted_fingerprint() -> None:
    plan = settled(16)
    again = settle(plan.plan, [group("everyone", 16), group("org0", 16)], salt=b"another salt, 16")
    assert plan.contributors(plan.lines[0]) != again.contributors(again.lines[0])
    assert plan.contributors(plan.lines[0]) == settled(16).contributors(plan.lines[0])


def test_faults_in_a_plan_are_explained() -> None:
    with pytest.raises(PlanFault, match="stands twice"):
        Plan((Question("q", ("a",)), Question("q", ("b",))))
    with pytest.raises(PlanFault, match="at least one group"):
        Plan((Question("q", ()),))
    with pytest.raises(PlanFault, match="not given"):
        settle(Plan((Question("q", ("a",)),)), [group("b", 12)], salt=SALT)
    with pytest.raises(PlanFault, match="given twice"):
        settle(Plan((Question("q", ("a",)),)), [group("a", 12), group("a", 13)], salt=SALT)
    with pytest.raises(PlanFault, match="random bytes"):
        settle(Plan((Question("q", ("a",)),)), [group("a", 12)], salt=b"short")
    with pytest.raises(PlanFault, match="than were invited"):
        group("a", 12, invited=11)


def test_an_entry_of_the_ledger_comes_back_from_storage() -> None:
    entry = printed_once(settled(30)).entries[0]
    assert Entry.from_record(entry.to_record()) == entry
    assert "p1" not in repr(entry) and "p1" not in repr(settled(16)) and "p1" not in repr(group("a", 12))
