"""Every sentence the disclosure engine can say, in plain English, by key.

The screens translate by key and parameters; the English here is the default and what the attacker reads.
A key that has once been printed keeps its English: new words get a new key, so that a frozen report reads
the same for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Final

Parameter = str | int


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with `{names}` in it; `one` is its form when the parameter named by `counts` is 1."""

    english: str
    one: str = ""
    counts: str = ""


_AGREED = {
    "agreed.2.0": "Fewer than half of those who answered agreed.",
    "agreed.2.1": "Half or more of those who answered agreed.",
    "agreed.3.0": "Fewer than one in three of those who answered agreed.",
    "agreed.3.1": "Between one and two in three of those who answered agreed.",
    "agreed.3.2": "At least two in three of those who answered agreed.",
    "agreed.4.0": "Fewer than one in four of those who answered agreed.",
    "agreed.4.1": "Between one in four and half of those who answered agreed.",
    "agreed.4.2": "Between half and three in four of those who answered agreed.",
    "agreed.4.3": "At least three in four of those who answered agreed.",
    "agreed.5.0": "Fewer than one in five of those who answered agreed.",
    "agreed.5.1": "Between one and two in five of those who answered agreed.",
    "agreed.5.2": "Between two and three in five of those who answered agreed.",
    "agreed.5.3": "Between three and four in five of those who answered agreed.",
    "agreed.5.4": "At least four in five of those who answered agreed.",
}

_LADDER = {
    "ladder.2.0": "This is the lower of the two answers a group of this size can be given.",
    "ladder.2.1": "This is the higher of the two answers a group of this size can be given.",
    "ladder.3.0": "This is the lowest of the three answers a group of this size can be given.",
    "ladder.3.1": "This is the middle one of the three answers a group of this size can be given.",
    "ladder.3.2": "This is the highest of the three answers a group of this size can be given.",
    "ladder.4.0": "This is the lowest of the four answers a group of this size can be given.",
    "ladder.4.1": "This is the second lowest of the four answers a group of this size can be given.",
    "ladder.4.2": "This is the second highest of the four answers a group of this size can be given.",
    "ladder.4.3": "This is the highest of the four answers a group of this size can be given.",
    "ladder.5.0": "This is the lowest of the five answers a group of this size can be given.",
    "ladder.5.1": "This is the second lowest of the five answers a group of this size can be given.",
    "ladder.5.2": "This is the middle one of the five answers a group of this size can be given.",
    "ladder.5.3": "This is the second highest of the five answers a group of this size can be given.",
    "ladder.5.4": "This is the highest of the five answers a group of this size can be given.",
}

_WITHHELD = {
    "withheld.few": "Fewer than {fewest} people answered, so we do not give figures.",
    "withheld.remainder": "A figure for this group would give away a smaller group, so we do not give one.",
    "withheld.change": "A figure for almost the same people has been given before, so we do not give another.",
    "withheld.unproven": "We could not prove that a figure for this group keeps each answer private, so we do "
    "not give one.",
}

_RESPONDENTS = {
    "respondents.answered": "About {answered} people answered.",
    "respondents.some": "About {invited} people were invited and about {answered} answered.",
    "respondents.everybody": "About {answered} people were invited and all of them answered.",
}

# About a leader's own deeds and own open answers, and about the programme: the only exact numbers there are.
_EXACT = {
    "open.all": Template(
        "All {agreed} of the {answered} {people} who answered agreed. {invited} were invited.",
        "The only one of the {people} who answered agreed. {invited} were invited.",
        "answered",
    ),
    "open.some": Template(
        "{agreed} of the {answered} {people} who answered agreed. {invited} were invited.",
    ),
    "open.none": Template(
        "None of the {answered} {people} who answered agreed. {invited} were invited.",
        "The only one of the {people} who answered did not agree. {invited} were invited.",
        "answered",
    ),
    "open.nobody": Template("None of the {people} answered. {invited} were invited."),
    "deed.took_part": Template("{done} of the {of} {people} took part."),
    "deed.meetings_held": Template("{done} of the {of} meetings planned were held."),
    "deed.meetings_cancelled": Template("{people} cancelled {done} of the {of} meetings planned."),
    "deed.commitments_kept": Template("{done} of the {of} commitments made by {people} have been kept."),
    "size.pairs": Template("{count} pairs met.", "{count} pair met.", "count"),
    "size.matched": Template("{count} pairs were matched.", "{count} pair was matched.", "count"),
    "size.sessions": Template("{count} sessions were held.", "{count} session was held.", "count"),
    "size.meetings": Template("{count} meetings were held.", "{count} meeting was held.", "count"),
    "size.participants": Template("{count} people took part.", "{count} person took part.", "count"),
    "size.organisations": Template("{count} organisations took part.", "{count} organisation took part.", "count"),
}

# Read by the co-ordinator while planning, before anybody has answered; never part of a release.
_PLANNING = {
    "planning.most": "With {invited} {people} the most this report can say is: “{strongest}”",
    "planning.none": "With {invited} {people} this report can give no figures for sealed answers.",
}

TEMPLATES: Final[Mapping[str, Template]] = MappingProxyType(
    {key: Template(english) for table in (_AGREED, _LADDER, _WITHHELD, _RESPONDENTS, _PLANNING)
     for key, english in table.items()}
    | _EXACT
)  # fmt: skip


class UnknownSentence(KeyError):
    """There is no sentence of that name, or a parameter is missing or one too many."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a key of `TEMPLATES` with its parameters; `text` is the English for them.

    Raises `UnknownSentence` unless the parameters are exactly those the template names.
    """

    key: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    def __post_init__(self) -> None:
        if self.key not in TEMPLATES:
            raise UnknownSentence(f"There is no sentence “{self.key}” in the wording table.")
        needed, given = parameters_of(self.key), sorted(name for name, _ in self.parameters)
        if needed != given:
            raise UnknownSentence(f"The sentence “{self.key}” takes the parameters {needed}, not {given}.")

    @property
    def text(self) -> str:
        """The sentence in English."""
        template = TEMPLATES[self.key]
        values = dict(self.parameters)
        singular = template.one and values[template.counts] == 1
        return (template.one if singular else template.english).format(**values)


def parameters_of(key: str) -> list[str]:
    """The names of the parameters that the sentence `key` takes, in alphabetical order."""
    template = TEMPLATES[key]
    forms = (template.english, template.one)
    return sorted({name for form in forms for _, name, _, _ in Formatter().parse(form) if name})


def say(key: str, **parameters: Parameter) -> Sentence:
    """The sentence `key` with these parameters, in a fixed order so that equal sentences are equal."""
    return Sentence(key, tuple(sorted(parameters.items())))


_ONES: Final = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    """A number from 0 to 99 in English words; sentences about sealed answers hold no digit."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
