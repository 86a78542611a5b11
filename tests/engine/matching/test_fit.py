"""What a pair's fit is made of."""

from typing import Any

import pytest
from engine.matching.people import one_of_each

from turnabout.engine.matching import BadPolicy, ChainException, Policy, TopicShares, Weights
from turnabout.engine.matching.scoring import score_pairs


def parts(mentor_facts: dict, mentee_facts: dict, **policy: Any) -> dict[str, int]:
    scores = score_pairs(one_of_each(mentor_facts, mentee_facts, policy=Policy(**policy)))
    named = dict(scores.of(0, 0))
    assert sum(named.values()) == scores.fit[0, 0]
    return named


def test_a_pair_that_has_everything_scores_the_most() -> None:
    assert parts({}, {}) == {"base": 50, "topics": 350, "seniority": 100, "organisation": 100}


@pytest.mark.parametrize(
    ("offers", "wants", "points"),
    [
        ({"race"}, {"race"}, 350),
        ({"race", "age", "faith"}, {"race"}, 350),
        ({"race"}, {"race", "age"}, 210),
        ({"race", "age"}, {"race", "age", "faith"}, 280),
        ({"race", "age", "faith"}, {"race", "age", "faith", "disability"}, 350),
        ({"race"}, {"age"}, 0),
    ],
)
def test_topics_score_by_how_much_of_what_is_wanted_is_offered(offers: set, wants: set, points: int) -> None:
    assert parts({"offers": offers}, {"wants": wants})["topics"] == points


def test_being_open_to_any_topic_scores_less_than_sharing_one() -> None:
    assert parts({"offers": {"age"}, "open": True}, {})["topics"] == 105
    assert parts({"open": True}, {"open": True})["topics"] == 350


@pytest.mark.parametrize(
    ("mentor_level", "mentee_level", "points"),
    [(1, 9, 100), (6, 8, 100), (7, 8, 60), (8, 8, 30), (9, 8, 10), (None, 8, 30), (4, None, 30)],
)
def test_seniority_scores_the_gap_and_a_blank_counts_as_level(
    mentor_level: int | None, mentee_level: int | None, points: int
) -> None:
    assert parts({"level": mentor_level}, {"level": mentee_level})["seniority"] == points


@pytest.mark.parametrize(
    ("own", "other", "points"), [("city", "county", 100), ("city", " City", 0), ("", "city", 0), ("", "", 0)]
)
def test_another_organisation_scores_and_an_unknown_one_does_not(own: str, other: str, points: int) -> None:
    assert parts({"organisation": own}, {"organisation": other})["organisation"] == points


def test_a_component_that_is_switched_off_is_not_there_at_all() -> None:
    assert parts({}, {}, components=frozenset({"seniority"})) == {"base": 50, "seniority": 100}


def test_weights_can_be_changed_up_to_a_fit_of_1050() -> None:
    assert sum(parts({}, {}, weights=Weights(topics=900, seniority=0, organisation=100)).values()) == 1050


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"weights": Weights(topics=801)}, "add up to 1001"),
        ({"weights": Weights(topics=-1)}, "weight of topics is -1"),
        ({"weights": Weights(topics=35.5)}, "whole number"),  # type: ignore[arg-type]
        ({"topic_shares": TopicShares(one=101)}, "share one is 101"),
        ({"components": frozenset({"charm"})}, "no score component 'charm'"),
        ({"chain_depth": 0}, "at least one level"),
        ({"chain_exceptions": (ChainException(senior="l", depth=0, reason="x"),)}, "at least one level"),
        ({"chain_exceptions": (ChainException(senior="l", depth=1, reason=" "),)}, "no reason"),
        ({"chain_exceptions": (ChainException(senior="l", depth=1, reason="x"),) * 2}, "two exceptions"),
        ({"seed": "lucky"}, "seed is 'lucky'"),
    ],
)
def test_a_policy_that_cannot_be_scored_by_is_refused(facts: dict, told: str) -> None:
    with pytest.raises(BadPolicy, match=told):
        Policy(**facts)
