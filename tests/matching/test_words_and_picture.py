"""The engine's reasons in words, and the round as a picture."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cohorts.world import World
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who
from turnabout.engine import matching as engine
from turnabout.engine.matching import Rule, UnmatchedReason
from turnabout.matching import queries
from turnabout.matching.web.picture import LONGEST, picture
from turnabout.matching.wording import SENTENCES, sentence

LITERAL = re.compile(r'Phrase\("([a-z_]+\.[a-z_]+)"')
HINDRANCES = re.compile(r'"([a-z_]+)": not person\.')
BUILT = re.compile(r'Phrase\(f"([a-z_.{}]+)"')
SCORED = {
    "base": ("permitted",),
    "topics": ("open", "all_wanted", "some_wanted"),
    "seniority": ("unknown", "same", "one", "two_or_more", "mentor_senior"),
    "organisation": ("unknown", "same", "different"),
}
"""What each component of a fit can say, written by hand; the words must stand in the engine's text."""


def keys_of_the_engine() -> set[str]:
    """Every key that the engine can say, read out of its own text."""
    folder = Path(engine.__file__).parent
    text = "".join((folder / name).read_text() for name in ("phrases.py", "explain.py"))
    assert set(BUILT.findall(text)) == {
        "unmatched.{reason}",
        "hindrance.{name}",
        "removed.{rule}",
        "line.unknown_for_{side}",
        "organisation.{where}",
        "{name}.{key}",
    }
    assert set(SCORED) == set(engine.Policy().components) | {"base"}
    assert all(f'"{word}"' in text for words in SCORED.values() for word in words)
    found = set(LITERAL.findall(text)) | {f"hindrance.{name}" for name in HINDRANCES.findall(text)}
    found |= {f"unmatched.{reason}" for reason in UnmatchedReason} | {f"removed.{rule}" for rule in Rule}
    found |= {f"{name}.{word}" for name, words in SCORED.items() for word in words}
    return found | {f"line.unknown_for_{side}" for side in ("mentor", "mentee")}


def test_every_phrase_of_the_engine_has_a_sentence() -> None:
    assert len(keys_of_the_engine()) > 30
    assert keys_of_the_engine() - set(SENTENCES) == set()


def test_a_phrase_without_a_sentence_is_noticed() -> None:
    with pytest.raises(KeyError):
        sentence({"key": "planted.phrase", "values": []})


def test_every_sentence_reads_with_the_values_that_go_with_it(world: World) -> None:
    people = (AMARA, IDRIS, HELEN, Who("Nell Farrow", modes=("phone",)), Who("Gareth Pryce", "mentee", ("carers",)))
    ready = Ready.make(world, *people)
    found = ready.run()
    told = [*queries.pairs(ready.coordinator, found, MATCHING), *queries.unmatched(ready.coordinator, found, MATCHING)]
    assert len(told) == 4
    for one in told:
        assert one.words and "{" not in one.words and one.words.endswith(".")
    assert any("Race and ethnicity: offered by 3, wanted by 1." in one.words for one in told)


def test_the_picture_crosses_no_lines_where_it_need_not(four: Ready) -> None:
    found = four.run()
    drawn = picture(list(found.pairs.select_related("mentor__person", "mentee__person")))
    assert drawn is not None
    assert [name.text for name in drawn.mentors] == ["Amara Okafor", "Idris Vale"]
    assert [name.text for name in drawn.mentees] == ["Helen Marlowe", "Gareth Pryce"]
    assert all(first.end < second.end for first, second in pairwise(drawn.lines))


def test_a_better_fit_has_a_heavier_line_and_whoever_is_left_over_stands_below(world: World) -> None:
    ready = Ready.make(world, AMARA, Who("Tom Reed"), Who("Wilhelmina Featherstonehaugh-Reed"), HELEN, GARETH)
    found = ready.run()
    alone = [one.participation for one in found.unmatched.select_related("participation__person")]
    pairs = list(found.pairs.select_related("mentor__person", "mentee__person"))
    drawn = picture(pairs, alone)
    assert drawn is not None
    assert len({pair.fit for pair in pairs}) == 2
    assert sorted(line.weight for line in drawn.lines) == [1, 8]
    assert [name.paired for name in drawn.mentors] == [True, True, False]
    assert all(len(name.text) <= LONGEST for name in drawn.mentors)
    assert drawn.height >= max(name.y for name in drawn.mentors)


def test_there_is_no_picture_of_nothing() -> None:
    assert picture([]) is None
