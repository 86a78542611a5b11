"""What somebody offers and tells to nobody pairs them, and no reason of any round gives it away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cohorts.world import World
from tests.engine.matching.people import mentee, mentor
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, page_of
from turnabout.applications import actions as applications
from turnabout.applications import queries as forms
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.engine.matching import Problem, Result, as_data, explain_round, solve_round
from turnabout.foundation.encryption import vault
from turnabout.matching import queries
from turnabout.matching.silence import explained
from turnabout.matching.wording import sentences

SILENT = frozenset({"m1"})


def round_in_which_m1_offers(topic: str) -> tuple[Problem, Result]:
    """The same pairs whichever of the two topics it is; the leader l2 is left alone, and would take "race"."""
    problem = Problem(
        mentors=(mentor("m1", offers={topic}), mentor("m2", offers={"faith"}), mentor("m3", offers={"age"})),
        mentees=(
            mentee("l1", wants={"race", "disability"}),
            mentee("l2", wants={"race"}, level=2, organisation="city"),
            mentee("l3", wants={"faith"}),
        ),
    )
    outcome = solve_round(problem)
    assert isinstance(outcome, Result)
    assert {pair.couple for pair in outcome.pairs} == {("m1", "l1"), ("m2", "l3")}
    return problem, outcome


def test_no_reason_in_a_round_tells_which_topic_somebody_offers_in_silence() -> None:
    race, disability = (round_in_which_m1_offers(topic) for topic in ("race", "disability"))
    assert explain_round(*race).unmatched != explain_round(*disability).unmatched, "else there is nothing to hide"
    assert as_data(explained(*race, SILENT)) == as_data(explained(*disability, SILENT))


def test_the_silent_ones_pair_says_its_total_and_nothing_that_made_it() -> None:
    told = {one.mentor: one for one in explained(*round_in_which_m1_offers("race"), SILENT).pairs}
    assert [phrase.key for phrase in told["m1"].to_coordinator] == ["pair.total_only"]
    assert "460 points" in sentences([as_data(told["m1"].to_coordinator[0])])[0]
    assert "topics.all_wanted" in [phrase.key for phrase in told["m2"].to_coordinator]
    assert told["m1"].to_mentee == explain_round(*round_in_which_m1_offers("race")).pairs[0].to_mentee


def test_a_silent_one_who_is_left_alone_has_no_counts_either() -> None:
    problem, result = round_in_which_m1_offers("race")
    told = {one.ref: one for one in explained(problem, result, {"m3"}).unmatched}["m3"]
    assert [phrase.key for phrase in told.to_coordinator] == ["unmatched.total_only"]
    assert (told.removed, told.scarcity, told.partners_before_rules) == ((), (), 0)


def test_a_round_in_which_nobody_is_silent_is_explained_as_ever() -> None:
    problem, result = round_in_which_m1_offers("race")
    assert explained(problem, result, frozenset()) == explain_round(problem, result)


def test_somebody_with_two_places_keeps_the_open_partner_in_the_count() -> None:
    problem = Problem(
        mentors=(mentor("m1"), mentor("m2")),
        mentees=(mentee("l1", capacity=2), mentee("l2", wants={"age"})),
    )
    result = solve_round(problem)
    assert isinstance(result, Result)
    told = explained(problem, result, SILENT)
    assert {one.mentor for one in told.pairs} == {"m1", "m2"}
    assert [one.ref for one in told.unmatched] == ["l2"]


@pytest.fixture
def ready(world: World) -> Ready:
    return Ready.make(world, AMARA, IDRIS, HELEN, GARETH)


def offers(ready: Ready, name: str, topics: Any, quietly: Any = ()) -> None:
    person = ready.person(name)
    application = forms.mine(person, ready.cohort)
    applications.offer_experience(
        application=application, topics=topics, quietly=quietly, wording=EXPERIENCE_NOW, by=person, now=MATCHING
    )


def overview(ready: Ready) -> str:
    text = page_of(ready.coordinator, "matching:overview", ready.cohort.pk).content.decode()
    return text[text.index("<main") :]


def test_the_page_shows_the_total_only_and_nothing_else_is_stored(ready: Ready) -> None:
    offers(ready, "Amara Okafor", {"race": "nobody"}, ["race"])
    found = ready.run()
    page = overview(ready)
    assert "What it is made of is not shown" in page
    pair = found.pairs.get(mentor__person__name="Amara Okafor")
    assert f"The total is {pair.fit} points." in page
    stored = vault.unlock(pair, "reasons", by=ready.coordinator, purpose="a test")
    assert "components" not in stored
    assert [one["key"] for one in stored["to_coordinator"]] == ["pair.total_only"]
    other = found.pairs.get(mentor__person__name="Idris Vale")
    assert "components" in vault.unlock(other, "reasons", by=ready.coordinator, purpose="a test")


def test_what_is_told_to_nobody_and_may_not_be_used_pairs_nobody(ready: Ready) -> None:
    offers(ready, "Amara Okafor", {"race": "nobody"})
    offers(ready, "Idris Vale", {"race": "nobody", "disability": "coordinator"})
    found = ready.run()
    assert ready.couples(found) == {("Idris Vale", "Gareth Pryce")}
    assert "Amara Okafor" in ready.left_over(found)


@pytest.mark.parametrize("how", ["told to nobody from now on", "taken back"])
def test_what_is_no_longer_told_leaves_the_reasons_of_rounds_that_were_run(ready: Ready, how: str) -> None:
    found = ready.run()
    assert "is offered" in words_of(ready, found, "Amara Okafor")
    if how == "taken back":
        person = ready.person("Amara Okafor")
        applications.withdraw_experience(application=forms.mine(person, ready.cohort), by=person, now=MATCHING)
    else:
        offers(ready, "Amara Okafor", {"race": "nobody"}, ["race"])
    after = words_of(ready, found, "Amara Okafor")
    assert "offered" not in after and "levels above" not in after
    assert "What counted is not shown any more" in after
    assert "offered" in words_of(ready, found, "Idris Vale")


def test_the_counts_of_others_lose_what_was_taken_back(world: World) -> None:
    ready = Ready.make(world, AMARA, HELEN, GARETH)
    found = ready.run()
    alone = next(iter(ready.left_over(found)))
    assert "offered by 1" in unmatched_words(ready, found, alone)
    person = ready.person("Amara Okafor")
    applications.withdraw_experience(application=forms.mine(person, ready.cohort), by=person, now=MATCHING)
    assert "offered by" not in unmatched_words(ready, found, alone)


def words_of(ready: Ready, found: Any, mentor_name: str) -> str:
    told = queries.pairs(ready.coordinator, found, MATCHING)
    return next(one.words for one in told if one.thing.mentor.person.name == mentor_name)


def unmatched_words(ready: Ready, found: Any, name: str) -> str:
    told = queries.unmatched(ready.coordinator, found, MATCHING)
    return next(one.words for one in told if one.thing.participation.person.name == name)
