"""What one of two is told of the other: each tier, each moment, with and without consent, by a table of hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from turnabout.applications.sharing import AGREED, BEFORE, COORDINATOR, NOBODY, PARTNER, PROPOSED, pack
from turnabout.cohorts.models import Organisation
from turnabout.foundation.accounts.models import Person
from turnabout.selection.models import Participation
from turnabout.selection.partners import told
from turnabout.selection.queries import as_agreed

TOLD = {(BEFORE, PROPOSED), (BEFORE, PARTNER), (AGREED, PARTNER)}
"""The only tiers and moments in which a partner reads a topic or the own words, and only while the consent stands."""


def mentor(**words: Any) -> tuple[Participation, dict[str, Any]]:
    part = Participation(
        role="mentor",
        person=Person(name="Amara Okafor"),
        job_title="Staff nurse",
        organisation=Organisation(name="Fenwick Council"),
    )
    return part, words


@pytest.mark.parametrize(
    ("tier", "moment", "consent"),
    list(product((NOBODY, COORDINATOR, AGREED, BEFORE), (PROPOSED, PARTNER), (True, False))),
)
def test_a_partner_is_told_by_tier_moment_and_consent(tier: str, moment: str, consent: bool) -> None:
    offer = pack({"race": tier, "own_words": tier}, ["race"] if tier == NOBODY else [])
    part, words = mentor(offer=offer, topics_words="Mine.")
    read = told(part, as_agreed(words, "mentor", consent), moment)
    expected = consent and (tier, moment) in TOLD
    assert (read.topics, read.words) == ((("Race and ethnicity",), "Mine.") if expected else ((), ""))


@pytest.mark.parametrize(
    ("shown", "moment", "expected"),
    [
        ([], PROPOSED, ("", "", "", "")),
        (["first_name"], PROPOSED, ("Amara", "", "", "")),
        (["job"], PROPOSED, ("", "Staff nurse", "Fenwick Council", "")),
        (["about_me"], PROPOSED, ("", "", "", "Slowly.")),
        ([], PARTNER, ("Amara Okafor", "Staff nurse", "Fenwick Council", "Slowly.")),
    ],
)
def test_before_both_agree_a_leader_sees_of_a_reverse_mentor_what_is_ticked(
    shown: list[str], moment: str, expected: tuple[str, ...]
) -> None:
    part, words = mentor(shown=shown, about_me="Slowly.")
    read = told(part, as_agreed(words, "mentor", True), moment)
    assert (read.name, read.job_title, read.organisation, read.about_me) == expected


@pytest.mark.parametrize(("tick", "moment"), list(product((True, False), (PROPOSED, PARTNER))))
def test_what_is_off_limits_is_told_to_a_partner_who_was_ticked_and_never_before(tick: bool, moment: str) -> None:
    part, words = mentor(off_limits="My family.", off_limits_topics=["faith"], tell_off_limits=tick)
    read = told(part, as_agreed(words, "mentor", True), moment)
    expected = tick and moment == PARTNER
    assert bool(read.off_limits) == bool(read.off_limits_words) == expected


@pytest.mark.parametrize("moment", [PROPOSED, PARTNER])
def test_nobody_is_told_why_a_reverse_mentor_applies_or_what_they_hope(moment: str) -> None:
    part, words = mentor(why="zqx-why", hope="zqx-hope", avoid={"emails": ["zqx@example.org"], "teams": []})
    assert "zqx" not in str(told(part, as_agreed(words, "mentor", True), moment))
