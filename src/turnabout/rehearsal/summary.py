"""What a rehearsal reports. Every number is queried, but for the truth behind a claim, which only it can know."""

from __future__ import annotations

from collections import Counter
from typing import Any

from turnabout.applications import queries as applications
from turnabout.engine.statistics import weighted_kappa, wilson
from turnabout.foundation.clock import LONDON
from turnabout.foundation.mail.models import Message
from turnabout.matching import queries as rounds
from turnabout.partnerships import queries as partnerships
from turnabout.rehearsal.world import World, there
from turnabout.selection import queries as selection
from turnabout.stories import queries as stories
from turnabout.surveys import queries as surveys
from turnabout.training import queries as training

PLACES = 4


def summary(world: World) -> dict[str, Any]:
    """The whole summary, in the order in which a person would ask; stages that were not reached are absent."""
    cohort = world.cohort
    opened = world.at("applications_open" if world.fixture.pattern == "system" else "invitations")
    found: dict[str, Any] = {
        "fixture": world.fixture.name,
        "seed": world.seed,
        "started": opened.astimezone(LONDON).date().isoformat(),
        "ended": world.ended.astimezone(LONDON).date().isoformat() if world.ended else None,
        "people": _people(cohort),
        "applications": _applications(cohort),
        "training": training.counts(cohort),
    }
    if rounds.published_unscoped(cohort):
        found["matching"] = _matching(cohort)
        found["partnership"] = _partnership(cohort)
    if progress := surveys.progress_unscoped(cohort):
        found["surveys"] = {
            name: {"invited": one.invited, "answered": one.answered} for name, one in sorted(progress.items())
        }
    if surveys.statements(cohort):
        found["claims"] = _claims(world)
        found["report"] = _report(cohort)
    told = stories.kept(world.coordinator, cohort, world.ended) if world.ended else []
    found["stories"] = {"testimonials_published": sum(one.status == "published" for one in told)}
    found["messages"] = _messages()
    return found


def _people(cohort: Any) -> dict[str, int]:
    people = selection.everybody_unscoped(cohort)
    roles = Counter(one.role for one in people)
    return {
        "participants": len(people),
        "mentors": roles["mentor"],
        "mentees": roles["mentee"],
        "organisations": len({one.organisation_id for one in people}),
    }


def _panel(cohort: Any) -> dict[str, float]:
    kappa = weighted_kappa(selection.agreement_unscoped(cohort), selection.HIGHEST_SCORE)
    return {} if kappa is None else {"panel_kappa": round(kappa, PLACES)}


def _applications(cohort: Any) -> dict[str, Any]:
    counts = applications.counts_unscoped(cohort)
    outcomes, told = selection.outcomes_unscoped(cohort), selection.told_unscoped(cohort)
    total: Counter[str] = Counter()
    for statuses in counts.values():
        total.update(statuses)
    sent = {
        role: sum(many for status, many in statuses.items() if status not in ("draft", "withdrawn"))
        for role, statuses in counts.items()
    }
    return {
        "submitted": sum(sent.values()),
        "drafts": total["draft"],
        "withdrawn": total["withdrawn"],
        "accepted": outcomes.get("accept", 0) + total["confirmed"],
        "reserve": outcomes.get("reserve", 0),
        "declined": outcomes.get("decline", 0),
        "other_route": outcomes.get("other_route", 0),
        "promoted": told["promoted"],
        "letters_edited": told["edited"],
        "by_role": sent,
        "manager": applications.release_counts_unscoped(cohort),
        "continued": applications.continued_unscoped(cohort),
        **_panel(cohort),
    }


def _matching(cohort: Any) -> dict[str, Any]:
    first, *again = rounds.published_unscoped(cohort)
    pairs = rounds.proposed_unscoped(first)
    everybody = [pair for found in (first, *again) for pair in rounds.proposed_unscoped(found)]
    trained = training.trained_ids(cohort)
    mentees = Counter(pair.mentee_id for pair in pairs)
    return {
        "pairs": len(pairs),
        "rematches": sum(len(rounds.proposed_unscoped(found)) for found in again),
        "two_mentor_mentees": sum(many > 1 for many in mentees.values()),
        "unmatched": rounds.left_over_unscoped(first),
        "worst_fit": first.worst_fit,
        "total_fit": first.total_fit,
        "same_level_pairs": sum(pair.mentor.level == pair.mentee.level for pair in pairs),
        "mentor_senior_pairs": sum(pair.mentor.level > pair.mentee.level for pair in pairs),
        "untrained_pairs": sum(not {pair.mentor_id, pair.mentee_id} <= trained for pair in everybody),
        "management_line_pairs": sum(_in_one_line(cohort, pair) for pair in everybody),
        "unexplained": sum(rounds.unexplained_unscoped(found) for found in (first, *again)),
        "verified": all(found.verified for found in (first, *again)),
    }


def _in_one_line(cohort: Any, pair: Any) -> bool:
    """Whether one of the two stands above the other, walked from managers' addresses; not the engine's own check.

    A chief executive stands above everybody: where the cohort exempts them, only direct reports count.
    """
    above = {one.person.email: one.manager_email for one in selection.everybody_unscoped(cohort)}
    for lower, senior in ((pair.mentor, pair.mentee), (pair.mentee, pair.mentor)):
        seen: list[str] = []
        address = lower.manager_email
        while address and address not in seen:
            seen.append(address)
            address = above.get(address, "")
        exempt = cohort.chief_executive_exempt and senior.is_chief_executive
        if senior.person.email in (seen[:1] if exempt else seen):
            return True
    return False


def _partnership(cohort: Any) -> dict[str, Any]:
    counts = partnerships.counts_unscoped(cohort)
    pairs, met, off = counts["partnerships"], counts["meetings"], counts["cancelled"]
    held, many = met.get("held", 0), sum(pairs.values())
    return {
        "active": pairs.get("active", 0),
        "completed": pairs.get("completed", 0),
        "ended_no_fault": pairs.get("ended", 0),
        "meetings_held": held,
        "meetings_per_pair_mean": round(held / many, PLACES) if many else 0,
        "cancelled": {"mentor": off.get("mentor", 0), "mentee": off.get("mentee", 0)},
    }


def _report(cohort: Any) -> dict[str, Any]:
    release = there(surveys.release(cohort))
    audit = there(release.audit)
    return {
        "statements": len(list(release)),
        "attack": {"targets": audit.targets, "min_width": audit.min_width, "passed": audit.passed},
    }


def _claims(world: World) -> dict[str, Any]:
    found = {}
    for said in surveys.statements(world.cohort):
        answers = [agreed for role in said.claim.roles for agreed in world.agreed[role, said.claim.item]]
        progress = surveys.progress_unscoped(world.cohort)
        invited = sum(one.invited for name, one in progress.items() if name.endswith(said.claim.roles))
        found[said.claim.code] = {"truth": _truth(answers, invited), "published": said.text}
    return found


def _truth(answers: list[bool], invited: int) -> dict[str, Any]:
    share = wilson(sum(answers), len(answers))
    return {
        "n": share.n,
        "invited": invited,
        "share": round(share.share, PLACES),
        "wilson_low": round(share.low, PLACES),
        "wilson_high": round(share.high, PLACES),
    }


def _messages() -> dict[str, int]:
    sent = Message.objects.filter(status="sent").count()
    return {"sent": sent, "failed": Message.objects.filter(status="failed").count()}
