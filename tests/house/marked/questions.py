"""What can be recognised of an answer, written by hand: which questions are marked, how, and which cannot be.

Every word that an author types is `zq`, their two letters, the name of the question, `qz`. Where an answer is chosen
from a list, the words of a choice that nobody else takes stand for it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from turnabout.applications.questions.mentee import INFLUENCE, OBSERVE
from turnabout.applications.questions.shared import ADJUSTMENTS, PATTERNS, STAFF_GROUPS
from turnabout.applications.topics import TOPICS
from turnabout.cohorts.strands import STRANDS
from turnabout.monitoring.codes import ETHNICITY

STANDS_FOR = {
    "name": "surname address",
    "first_name": "firstname",
    "job": "job_title",
    "why": "why",
    "hope": "hope",
    "background": "mentoring_experience",
    "topics": "topics",
    "words": "topics_words",
    "about_me": "about_me",
    "off_limits": "off_limits off_limits_topics",
    "support": "support_turn_to",
    "learning": "learn_topics learn_words",
    "example": "changed_decision",
    "observe": "observe observe_limits",
    "position": "line_size boards",
    "influence": "influence objective objective_by",
    "identity": "identity",
    "diary": "diary_name diary_email",
    "pronouns": "pronouns",
    "work": "directorate staff_group grade_words",
    "times": "base",
    "travel": "travel working_pattern",
    "avoid": "avoid_emails avoid_teams",
    "adjustments": "adjustments_needs",
    "adjustments_words": "adjustments_words",
    "manager": "manager_name manager_email",
    "decision": "letter",
    "manager_conditions": "conditions",
    "manager_reason": "reason",
    "manager_cover": "cover",
    "equality": "ethnicity",
}
"""By hand, as the table is: to which of its things each question belongs. Two more questions are the own name's parts,
one is the own address, and the last five are what others write about somebody and what is counted."""
UNMARKED = {
    "organisation": "which organisations take part is public",
    "modes": "three choices that every pair's page names; two people need one in common",
    "available": "as many half-days as would serve as markers are needed to meet at all",
    "can_attend": "the dates of the sessions are everybody's",
    "capacity": "a number that is everywhere",
    "grade": "its own words are typed (`grade_words`), so that the choice is “not in the list”",
    "nearest": "nine levels that stand on many pages",
    "network": "a yes",
    "support_check_in": "a yes",
    "in_conversation": "a tick, and whoever sets it offers nothing",
    "open_to_any": "a tick",
    "no_example_yet": "a tick, and whoever sets it has no example",
    "later_cohorts": "a tick",
    "show_off_limits": "a tick; what it opens is marked",
    "shown_before": "three ticks; what they open is marked",
    "talk_first": "a tick, after which no manager is asked",
    "is_chief_executive": "a tick",
    "declarations": "the same for everybody",
}
"""Questions whose answers nothing could be recognised by, and why."""
THING_OF = {question: thing for thing, questions in STANDS_FOR.items() for question in questions.split()}
TYPED = {name.replace("_", ""): name for name in THING_OF}
LISTS: dict[str, Collection[Any]] = {
    "topics": TOPICS,
    "off_limits_topics": TOPICS,
    "learn_topics": TOPICS,
    "identity": STRANDS,
    "adjustments_needs": ADJUSTMENTS,
    "staff_group": STAFF_GROUPS,
    "working_pattern": PATTERNS,
    "influence": INFLUENCE,
    "observe": OBSERVE,
    "ethnicity": [(one.code, one.words) for one in ETHNICITY.answers],
}
