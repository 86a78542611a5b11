"""Answers spoilt in every way a slip or a hand could spoil them.

Each takes a round and its right answer, and returns the answer spoilt and sealed anew, so that the digest alone
does not give it away; or None where this answer cannot be spoilt so.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from engine.matching.plain import at_stake, broken_rules, parts

from turnabout.engine.matching import MatchedPair, Problem, Result, solve_round
from turnabout.engine.matching.result import Prices, sealed

Spoil = Callable[[Problem, Result], Result | None]


def right_pair(problem: Problem, one: str, other: str) -> MatchedPair:
    """The pair as an honest answer would write it down."""
    mentor, mentee = problem.mentors[problem.mentor_index[one]], problem.mentees[problem.mentee_index[other]]
    named = tuple(parts(problem, mentor, mentee).items())
    couple = (one, other)
    return MatchedPair(
        mentor=one,
        mentee=other,
        fit=sum(points for _, points in named),
        components=named,
        locked=couple in problem.locked,
        kept=couple in problem.previous,
    )


def with_couples(problem: Problem, result: Result, couples: list[tuple[str, str]]) -> Result:
    """The same answer with other pairs, everything about them written down rightly."""
    paired = {ref for couple in couples for ref in couple}
    return replace(
        result,
        pairs=tuple(right_pair(problem, *couple) for couple in sorted(couples)),
        unmatched_mentors=tuple(one.ref for one in problem.mentors if one.ref not in paired),
        unmatched_mentees=tuple(one.ref for one in problem.mentees if one.ref not in paired),
    )


def open_couples(result: Result) -> list[tuple[str, str]]:
    return [pair.couple for pair in result.pairs if not pair.locked]


def couples_of(result: Result) -> list[tuple[str, str]]:
    return [pair.couple for pair in result.pairs]


def drop_a_pair(problem: Problem, result: Result) -> Result | None:
    couples = open_couples(result)
    return with_couples(problem, result, [c for c in couples_of(result) if c != couples[0]]) if couples else None


def drop_a_locked_pair(problem: Problem, result: Result) -> Result | None:
    locked = sorted(problem.locked)
    return with_couples(problem, result, [c for c in couples_of(result) if c != locked[0]]) if locked else None


def swap_two_pairs(problem: Problem, result: Result) -> Result | None:
    couples = open_couples(result)
    if len(couples) < 2 or len({ref for couple in couples[:2] for ref in couple}) < 4:
        return None
    (one, his), (two, hers) = couples[:2]
    rest = [couple for couple in couples_of(result) if couple not in couples[:2]]
    return with_couples(problem, result, [*rest, (one, hers), (two, his)])


def add_a_pair_without_places(problem: Problem, result: Result) -> Result | None:
    more = sorted(set(at_stake(problem)) - set(couples_of(result)))
    return with_couples(problem, result, [*couples_of(result), more[0]]) if more else None


def add_a_forbidden_pair(problem: Problem, result: Result) -> Result | None:
    for one in problem.mentors:
        for other in problem.mentees:
            free = one.ref in result.unmatched_mentors and other.ref in result.unmatched_mentees
            if free and broken_rules(problem, one, other):
                return with_couples(problem, result, [*couples_of(result), (one.ref, other.ref)])
    return None


def double_a_pair(problem: Problem, result: Result) -> Result | None:
    if not result.pairs:
        return None
    return with_couples(problem, result, [*couples_of(result), result.pairs[0].couple])


def double_a_pair_with_places_for_it(problem: Problem, result: Result) -> Result | None:
    taken = Counter(ref for pair in result.pairs for ref in pair.couple)
    capacity = {person.ref: person.capacity for person in (*problem.mentors, *problem.mentees)}
    for couple in couples_of(result):
        if all(taken[ref] < capacity[ref] for ref in couple):
            return with_couples(problem, result, [*couples_of(result), couple])
    return None


def pair_a_stranger(problem: Problem, result: Result) -> Result | None:
    if not result.pairs:
        return None
    return replace(result, pairs=(replace(result.pairs[0], mentee="stranger"), *result.pairs[1:]))


def turn_a_pair_round(problem: Problem, result: Result) -> Result | None:
    if not result.pairs:
        return None
    first = result.pairs[0]
    return replace(result, pairs=(replace(first, mentor=first.mentee, mentee=first.mentor), *result.pairs[1:]))


def another_answer(problem: Problem, result: Result) -> Result | None:
    """The best answer of the same round without one of its pairs: lawful, but worse."""
    for couple in open_couples(result):
        other = solve_round(replace(problem, forbidden=problem.forbidden | {couple}))
        assert isinstance(other, Result)
        return with_couples(problem, result, couples_of(other))
    return None


def another_answer_with_its_own_proof(problem: Problem, result: Result) -> Result | None:
    for couple in open_couples(result):
        other = solve_round(replace(problem, forbidden=problem.forbidden | {couple}))
        assert isinstance(other, Result)
        return replace(with_couples(problem, result, couples_of(other)), certificate=other.certificate)
    return None


def another_equal_answer(problem: Problem, result: Result) -> Result | None:
    """An answer as good by every good but the tie-break."""
    for seed in range(4):
        other = solve_round(replace(problem, policy=replace(problem.policy, seed=seed)))
        assert isinstance(other, Result)
        if couples_of(other) != couples_of(result):
            return replace(with_couples(problem, result, couples_of(other)), certificate=other.certificate)
    return None


def change_a_pair(**changes: Callable[[MatchedPair], object]) -> Spoil:
    def spoil(problem: Problem, result: Result) -> Result | None:
        if not result.pairs:
            return None
        first = result.pairs[0]
        changed = replace(first, **{name: change(first) for name, change in changes.items()})
        return replace(result, pairs=(changed, *result.pairs[1:]))

    return spoil


def shuffle_the_pairs(problem: Problem, result: Result) -> Result | None:
    return replace(result, pairs=result.pairs[::-1]) if len(result.pairs) > 1 else None


def forget_an_unmatched_person(problem: Problem, result: Result) -> Result | None:
    if not result.unmatched_mentees:
        return None
    return replace(result, unmatched_mentees=result.unmatched_mentees[1:])


def list_somebody_as_unmatched(problem: Problem, result: Result) -> Result | None:
    if not result.pairs:
        return None
    return replace(result, unmatched_mentors=(result.pairs[0].mentor, *result.unmatched_mentors))


def forge(good: str, change: Callable[[Prices], Prices]) -> Spoil:
    def spoil(problem: Problem, result: Result) -> Result | None:
        certificate = result.certificate
        if good == "worst_off":
            if certificate.worst_off is None:
                return None
            cover = change(certificate.worst_off.cover)
            changed = replace(certificate, worst_off=replace(certificate.worst_off, cover=cover))
        else:
            changed = replace(certificate, **{good: change(getattr(certificate, good))})
        return replace(result, certificate=changed) if changed != certificate else None

    return spoil


def shift_the_floor(step: int) -> Spoil:
    def spoil(problem: Problem, result: Result) -> Result | None:
        worst_off = result.certificate.worst_off
        if worst_off is None:
            return None
        changed = replace(result.certificate, worst_off=replace(worst_off, fit=worst_off.fit + step))
        return replace(result, certificate=changed)

    return spoil


def forget_the_floor(problem: Problem, result: Result) -> Result | None:
    if result.certificate.worst_off is None:
        return None
    return replace(result, certificate=replace(result.certificate, worst_off=None))


def raised(prices: Prices) -> Prices:
    return replace(prices, bound=prices.bound + 1)


def lowered(prices: Prices) -> Prices:
    return replace(prices, bound=prices.bound - 1)


def turned_negative(prices: Prices) -> Prices:
    def negative(side: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        return tuple((ref, -abs(price)) for ref, price in side)

    return replace(prices, mentors=negative(prices.mentors), mentees=negative(prices.mentees))


def with_a_stranger(prices: Prices) -> Prices:
    return replace(prices, mentors=(*prices.mentors, ("zz stranger", 1)))


def named_twice(prices: Prices) -> Prices:
    return replace(prices, mentees=prices.mentees * 2)


def beyond_all_numbers(prices: Prices) -> Prices:
    return replace(prices, mentees=tuple((ref, 1 << 80) for ref, _ in prices.mentees))


def as_fractions(prices: Prices) -> Prices:
    return replace(prices, mentees=tuple((ref, price + 0.5) for ref, price in prices.mentees))


def digits(field: str) -> Spoil:
    def spoil(problem: Problem, result: Result) -> Result | None:
        return replace(result, **{field: "0" * 64})

    return spoil


GOODS = ("most", "worst_off", "kept", "total", "tie")
FORGERIES = (raised, lowered, turned_negative, with_a_stranger, named_twice, beyond_all_numbers, as_fractions)
SPOILT: dict[str, Spoil] = {
    "a pair dropped": drop_a_pair,
    "a locked pair dropped": drop_a_locked_pair,
    "two pairs swapped": swap_two_pairs,
    "a person over capacity": add_a_pair_without_places,
    "a forbidden pair added": add_a_forbidden_pair,
    "a pair doubled": double_a_pair,
    "a pair doubled that has places for it": double_a_pair_with_places_for_it,
    "a stranger paired": pair_a_stranger,
    "a pair turned round": turn_a_pair_round,
    "a worse answer": another_answer,
    "a worse answer with a proof of its own": another_answer_with_its_own_proof,
    "an equal answer of another tie-break": another_equal_answer,
    "a fit raised": change_a_pair(fit=lambda pair: pair.fit + 1),
    "a component raised and the fit with it": change_a_pair(
        fit=lambda pair: pair.fit + 5, components=lambda pair: (("base", 55), *pair.components[1:])
    ),
    "a component renamed": change_a_pair(components=lambda pair: (("charm", 50), *pair.components[1:])),
    "a pair wrongly locked": change_a_pair(locked=lambda pair: not pair.locked),
    "a pair wrongly kept": change_a_pair(kept=lambda pair: not pair.kept),
    "pairs out of order": shuffle_the_pairs,
    "an unmatched person forgotten": forget_an_unmatched_person,
    "a paired person listed as unmatched": list_somebody_as_unmatched,
    "the floor raised": shift_the_floor(1),
    "the floor lowered": shift_the_floor(-1),
    "the floor forgotten": forget_the_floor,
    "another problem's digest": digits("problem_digest"),
    "another policy's digest": digits("policy_digest"),
    "another version": digits("engine_version"),
} | {f"proof of {good} {change.__name__}": forge(good, change) for good in GOODS for change in FORGERIES}


def spoil(kind: str, problem: Problem, result: Result) -> Result | None:
    spoilt = SPOILT[kind](problem, result)
    try:
        return spoilt if spoilt is None else sealed(spoilt)
    except TypeError:  # a fraction has no digest
        return spoilt
