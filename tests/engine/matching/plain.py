"""The rules, the score and the order of goods in the plainest form there is: one pair at a time, every way tried.

Nothing here is taken from the engine but the words of its input. What the engine answers is compared with this.
"""

import hashlib
import json
from functools import cache
from itertools import combinations

from turnabout.engine.matching import Mentee, Mentor, Participant, Problem

Couple = tuple[str, str]


def line_above(problem: Problem, ref: str) -> list[str]:
    above = {person: manager for person, manager in problem.managers}
    above |= {person.ref: person.manager for person in (*problem.mentors, *problem.mentees) if person.manager}
    return [above[ref], *line_above(problem, above[ref])] if ref in above else []


def in_line(problem: Problem, lower: str, senior: str) -> bool:
    line = line_above(problem, lower)
    if senior not in line:
        return False
    reaches = [problem.policy.chain_depth or 99]
    reaches += [exception.depth for exception in problem.policy.chain_exceptions if exception.senior == senior]
    return line.index(senior) + 1 <= min(reaches)


def broken_rules(problem: Problem, one: Mentor, other: Mentee) -> set[str]:
    couple, broken = (one.ref, other.ref), set()
    if not all(person.trained and person.consented and person.active for person in (one, other)):
        broken.add("not_ready")
    if not (one.hr_clear and other.hr_clear) or couple in problem.hr_links:
        broken.add("hr")
    if in_line(problem, one.ref, other.ref) or in_line(problem, other.ref, one.ref):
        broken.add("management_line")
    if avoids(one, other) or avoids(other, one):
        broken.add("avoid")
    if couple in problem.earlier and couple not in problem.asked_again:
        broken.add("paired_before")
    if couple in problem.forbidden:
        broken.add("forbidden")
    if not one.modes & other.modes or not (one.adjustments_feasible and other.adjustments_feasible):
        broken.add("no_way_to_meet")
    if not one.offers & other.wants and not one.open and not other.open:
        broken.add("no_common_topic")
    if couple not in problem.locked and (not places(problem, one) or not places(problem, other)):
        broken.add("no_place")
    return broken


def avoids(one: Participant, other: Participant) -> bool:
    unwanted = {team.upper().replace(" ", "") for team in one.avoid_teams}
    return other.ref in one.avoid or (other.team != "" and other.team.upper().replace(" ", "") in unwanted)


def places(problem: Problem, person: Participant) -> int:
    return person.capacity - sum(person.ref in couple for couple in problem.locked)


def parts(problem: Problem, one: Mentor, other: Mentee) -> dict[str, int]:
    policy, shared = problem.policy, len(one.offers & other.wants)
    topics, seniority = policy.topic_shares, policy.seniority_shares
    if shared == 0:
        topic = topics.open if one.open or other.open else 0
    elif shared == len(other.wants):
        topic = topics.all_wanted
    else:
        topic = {1: topics.one, 2: topics.two}.get(shared, topics.three)
    if one.level is None or other.level is None:
        gap = seniority.unknown
    elif other.level < one.level:
        gap = seniority.mentor_senior
    else:
        gap = {0: seniority.same, 1: seniority.one}.get(other.level - one.level, seniority.two_or_more)
    organisations = {person.organisation.strip().lower() for person in (one, other)}
    elsewhere = len(organisations - {""}) == 2
    shares = {"topics": topic, "seniority": gap, "organisation": 100 if elsewhere else 0}
    on = {name: share for name, share in shares.items() if name in policy.components}
    return {"base": 50} | {name: getattr(policy.weights, name) * share // 100 for name, share in on.items()}


def fit(problem: Problem, one: Mentor, other: Mentee) -> int:
    return sum(parts(problem, one, other).values())


def at_stake(problem: Problem) -> dict[Couple, int]:
    """The fit of every permitted pair that is not locked."""
    return {
        (one.ref, other.ref): fit(problem, one, other)
        for one in problem.mentors
        for other in problem.mentees
        if (one.ref, other.ref) not in problem.locked and not broken_rules(problem, one, other)
    }


def tie_break(problem: Problem, couple: Couple) -> int:
    spelled = json.dumps([problem.policy.seed, *couple]).encode()
    return int.from_bytes(hashlib.sha256(spelled).digest()[:4], "big") // 2


Worth = tuple[int, int, int, int]


def best(problem: Problem, floor: int) -> tuple[Worth, frozenset[Couple]]:
    """Try every way to pair people at or above a fit; return (pairs, kept, total, hashes) of the best, and it."""
    fits = {couple: score for couple, score in at_stake(problem).items() if score >= floor}

    def worth(couple: Couple) -> Worth:
        return (1, int(couple in problem.previous), fits[couple], tie_break(problem, couple))

    worths = {couple: worth(couple) for couple in fits}
    mentors = [(one.ref, places(problem, one)) for one in problem.mentors]
    mentees = [other.ref for other in problem.mentees]

    @cache
    def rest(turn: int, left: tuple[int, ...]) -> tuple[Worth, frozenset[Couple]]:
        if turn == len(mentors):
            return (0, 0, 0, 0), frozenset()
        ref, own = mentors[turn]
        able = [column for column, place in enumerate(left) if place and (ref, mentees[column]) in fits]
        found = []
        for size in range(own + 1):
            for chosen in combinations(able, size):
                after = tuple(place - (column in chosen) for column, place in enumerate(left))
                total, couples = rest(turn + 1, after)
                mine = frozenset((ref, mentees[column]) for column in chosen)
                for couple in mine:
                    total = tuple(map(sum, zip(total, worths[couple], strict=True)))
                found.append((total, couples | mine))
        return max(found, key=lambda one: one[0])

    return rest(0, tuple(places(problem, other) for other in problem.mentees))


def best_floor(problem: Problem) -> tuple[int, int | None]:
    """The most pairs at stake, and the best fit that the worst-off of so many can have (None without a pair)."""
    most = best(problem, 0)[0][0]
    if not most:
        return 0, None
    return most, max(level for level in set(at_stake(problem).values()) if best(problem, level)[0][0] == most)
