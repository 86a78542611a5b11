"""The makers of everything a reader may be told. Each holds what its sentence says and nothing finer.

A banded statement knows its place on the ladder, never the count behind it nor the size of the group; exact
numbers exist only for what leaders did or said openly of themselves and for the size of the programme
(policy D4).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from turnabout.engine.disclosure.bands import about, bands
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.wording import TEMPLATES, Sentence, in_words, parameters_of, say

MOST_UNPRINTED_DIFFERENCE = 4  # policy D5: a difference of 1 to 4 people would point at who did not answer


class NotForPrint(ValueError):
    """Somebody asked for a statement that may not be made; the message says which rule stands in the way."""


class Reason(StrEnum):
    """Why a figure is not given. Each follows from head-counts and earlier releases, never from answers (D6)."""

    FEW = "few"
    REMAINDER = "remainder"
    CHANGE = "change"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Banded:
    """The one sentence about one sealed question for one group: band `index` (from 0) of `of` (policy D2, D3).

    `question` and `group` are keys of the plan; `contributors` is the salted fingerprint of the people whose
    answers are in it, which only the auditor can match with people.
    """

    question: str
    group: str
    index: int
    of: int
    contributors: str

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        return say(f"agreed.{self.of}.{self.index}")

    @property
    def ladder(self) -> Sentence:
        """Where this answer stands among the answers a group of this size can be given."""
        return say(f"ladder.{self.of}.{self.index}")

    @property
    def low(self) -> Fraction:
        """The least share of those who answered that the sentence allows; it is included."""
        return Fraction(self.index, self.of)

    @property
    def high(self) -> Fraction:
        """The share at which the band ends; it belongs to the next band, except in the highest."""
        return Fraction(self.index + 1, self.of)

    def holds_of(self, agreed: int, answered: int) -> bool:
        """Whether the sentence is true of `agreed` out of `answered` people (for a rehearsal, which knows both)."""
        share = Fraction(agreed, answered)
        return self.low <= share and (share < self.high or self.index == self.of - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """No figure for this question and group, and why; `fewest` is the least group a figure may be about."""

    question: str
    group: str
    reason: Reason
    fewest: int

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        if self.reason is Reason.FEW:
            return say("withheld.few", fewest=in_words(self.fewest))
        return say(f"withheld.{self.reason.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """About how many people answered, to the nearest five, and of how many invited where that is safe (D5)."""

    group: str
    answered: int
    invited: int | None
    everybody: bool

    @classmethod
    def rounded(cls, group: str, *, answered: int, invited: int, policy: Policy) -> Respondents:
        """Round exact head-counts; `invited` is left out when only one to four people did not answer.

        Raises `NotForPrint` if fewer answered than a figure may be about.
        """
        if answered < policy.fewest or invited < answered:
            raise NotForPrint(f"How many of “{group}” answered is not printed for a group this small.")
        missing = invited - answered
        said = about(invited) if missing == 0 or missing > MOST_UNPRINTED_DIFFERENCE else None
        return cls(group=group, answered=about(answered), invited=said, everybody=missing == 0)

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        if self.invited is None:
            return say("respondents.answered", answered=self.answered)
        if self.everybody:
            return say("respondents.everybody", answered=self.answered)
        return say("respondents.some", answered=self.answered, invited=self.invited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """How many leaders agreed with a sentence about their own change: exact, as they were told (policy D4).

    `role` must be "mentee" and `channel` "open": raises `NotForPrint` for anybody else's answers and for a
    sealed question. `people` is the programme's word for leaders.
    """

    question: str
    role: str
    channel: str
    agreed: int
    answered: int
    invited: int
    people: str = "leaders"

    def __post_init__(self) -> None:
        if self.role != "mentee" or self.channel != "open":
            raise NotForPrint(
                f"“{self.question}” is not a leader's open question about themselves. Only those are printed as "
                f"exact numbers; everything else is sealed and printed in bands."
            )
        _must_be_words(self.people)
        if not 0 <= self.agreed <= self.answered <= self.invited:
            raise NotForPrint(f"“{self.question}”: more agreed than answered, or more answered than were invited.")

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        numbers: dict[str, str | int] = {
            "answered": self.answered,
            "invited": self.invited,
            "people": self.people,
        }
        if not self.answered:
            return say("open.nobody", invited=self.invited, people=self.people)
        if not self.agreed:
            return say("open.none", **numbers)
        key = "open.all" if self.agreed == self.answered else "open.some"
        return say(key, agreed=self.agreed, **numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What leaders did, exactly: `deed` names a sentence `deed.*` of the wording table (policy D4)."""

    deed: str
    done: int
    of: int
    people: str = "leaders"

    def __post_init__(self) -> None:
        _must_be_listed("deed", self.deed)
        _must_be_words(self.people)
        if not 0 <= self.done <= self.of:
            raise NotForPrint(f"“{self.deed}”: more was done than there was to do, or less than nothing.")

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        key = f"deed.{self.deed}"
        named = {"people": self.people} if "people" in parameters_of(key) else {}
        return say(key, done=self.done, of=self.of, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big the programme is, exactly: `size` names a sentence `size.*` of the wording table (policy D4)."""

    size: str
    count: int

    def __post_init__(self) -> None:
        _must_be_listed("size", self.size)
        if self.count < 0:
            raise NotForPrint(f"“{self.size}”: a programme cannot have fewer than none.")

    @property
    def sentence(self) -> Sentence:
        """What the reader is told."""
        return say(f"size.{self.size}", count=self.count)


def _must_be_listed(kind: str, name: str) -> None:
    if f"{kind}.{name}" not in TEMPLATES:
        listed = sorted(key.removeprefix(f"{kind}.") for key in TEMPLATES if key.startswith(f"{kind}."))
        raise NotForPrint(f"“{name}” is not among the exact numbers a report may give. Those are: {listed}.")


def _must_be_words(people: str) -> None:
    if not people or any(letter.isnumeric() or letter in "%‰" for letter in people):
        raise NotForPrint(f"“{people}” is the word for a group of people, so it holds no figures.")


Statement = Banded | Withheld | Respondents | Open | Deed | Size


def ladder(answered: int, policy: Policy) -> tuple[Sentence, ...]:
    """Every answer that a group in which `answered` people answered can be given, lowest first; maybe none."""
    return tuple(say(f"agreed.{band.of}.{band.index}") for band in bands(answered, policy))


def most_we_could_say(invited: int, people: str, policy: Policy) -> Sentence:
    """What the co-ordinator reads when planning: the strongest sentence if all `invited` people answer."""
    steps = ladder(invited, policy)
    if not steps:
        return say("planning.none", invited=invited, people=people)
    return say("planning.most", invited=invited, people=people, strongest=steps[-1].text)
