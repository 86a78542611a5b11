"""From the words in a cell to an answer as the form takes it. What cannot be understood is a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications import grades
from turnabout.applications.answers import tidy
from turnabout.applications.naming import plain
from turnabout.applications.questions.shape import DAY, EMAILS, LINES, MANY, NAMED, ONE, YES, Question
from turnabout.applications.questions.shared import NOT_IN_LIST
from turnabout.importing import aliases

MOST_SHOWN = 8
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$")
PARTS = re.compile(r"^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})(?:[ ,].*)?$")
WORDS = re.compile(r"^(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})[ \-,]*(\d{4})(?:[ ,].*)?$")
AFC = re.compile(r"^(?:nhs )?(?:agenda for change |afc )?(?:pay )?(?:band |band|b|afc ?)([1-9][a-d]?)$")
BARE_BAND = re.compile(r"^[1-9][a-d]?$")
LOCAL_PAY = re.compile(r"^(?:scp|spinal column points?|point) ?(\d{1,2})$")


class Unclear(ValueError):
    """A cell cannot be understood; the message says what would be."""


def answer(question: Question, cell: str, *, heading: str = "", month_first: bool = False) -> Any:
    """The answer in a cell that is not empty, as `answers.check` takes it. Raises `Unclear`.

    Many choices are parted by semicolons or line ends, as Microsoft Forms parts them. A day is read in the order day,
    month, year unless `month_first`. A bare number is a band under a `heading` that says so.
    """
    text = tidy(cell)
    if question.name == "grade" and question.kind == ONE:
        bare = BARE_BAND.match(plain(text)) and "band" in plain(heading).split()
        return _grade(question, f"Band {text}" if bare else text)
    if question.kind == ONE:
        return _one(question, text)
    if question.kind == MANY:
        return _many(question, text)
    if question.kind == YES:
        return _yes(question, text)
    if question.kind == DAY:
        return _day(question, text, month_first)
    if question.kind in (EMAILS, LINES):
        parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        return "\n".join(part for part in parts if plain(part) not in aliases.NOTHING)
    return text


def is_month_first(cells: Iterable[str], within: tuple[date, date] | None = None) -> bool:
    """Whether the days of a column are written as Americans do: some second number is over 12, and no first one is.

    Where no number tells, it is the order in which more of the days lie `within` a first and a last day, if said.
    """
    found = [match for cell in cells if (match := PARTS.match(tidy(cell)))]
    first, second = [int(one[1]) for one in found], [int(one[2]) for one in found]
    if any(each > 12 for each in (*first, *second)) or within is None:
        return any(each > 12 for each in second) and not any(each > 12 for each in first)
    likely = {order: sum(_lies(one, order, within) for one in found) for order in (False, True)}
    return likely[True] > likely[False]


def _lies(match: re.Match[str], month_first: bool, within: tuple[date, date]) -> bool:
    try:
        return within[0] <= _parts(match, month_first) <= within[1]
    except ValueError:
        return False


def _parts(match: re.Match[str], month_first: bool) -> date:
    first, second, year = (int(one) for one in match.groups())
    day, month = (second, first) if month_first else (first, second)
    return date(year + 2000 if year < 100 else year, month, day)


def _one(question: Question, text: str) -> str:
    code = _choice(question, text)
    if code is None:
        raise Unclear(_unknown(question, [text]))
    return code


def _many(question: Question, text: str) -> list[str]:
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
    found = [_choice(question, part) for part in parts]
    if None in found and len(parts) == 1 and "," in parts[0]:
        parts = [part for part in parts[0].split(",") if part.strip()]
        found = [_choice(question, part) for part in parts]
    if None in found:
        if len(parts) == 1 and plain(text) in aliases.NOTHING:
            return []
        raise Unclear(_unknown(question, [part for part, code in zip(parts, found, strict=True) if code is None]))
    return list(dict.fromkeys(code for code in found if code is not None))


def _choice(question: Question, text: str) -> str | None:
    """The code of the choice that some words mean: its code, its words, what else it is called, or its beginning."""
    said = plain(text)
    named = {plain(words): code for code, words in question.choices}
    codes = {code for code, _words in question.choices}
    if text.strip() in codes:
        return text.strip()
    if said in named:
        return named[said]
    also = aliases.CHOICES.get(question.name, {}).get(said)
    if also in codes:
        return also
    begun = {code for words, code in named.items() if said and f"{words} ".startswith(f"{said} ")}
    if question.kind == ONE and not begun and said in aliases.YES | aliases.NO and {"yes", "no"} <= codes:
        return "yes" if said in aliases.YES else "no"
    return begun.pop() if len(begun) == 1 else None


def _yes(question: Question, text: str) -> bool:
    said = plain(text)
    if said in aliases.YES or said == plain(question.label):
        return True
    if said in aliases.NO:
        return False
    raise Unclear(_("“%(typed)s” is neither yes nor no. Write “yes” or “no”.") % {"typed": text[:60]})


def _day(question: Question, text: str, month_first: bool) -> str:
    try:
        if match := ISO.match(text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        if match := PARTS.match(text):
            return _parts(match, month_first).isoformat()
        if (match := WORDS.match(text)) and match[2][:3].lower() in MONTHS:
            return date(int(match[3]), MONTHS.index(match[2][:3].lower()) + 1, int(match[1])).isoformat()
    except ValueError:
        pass
    raise Unclear(_("“%(typed)s” is no date. Write it like 6 February 2024.") % {"typed": text[:60]})


def _grade(question: Question, text: str) -> str:
    """The grade that some words mean; what is in no list is “not in the list”, and the words are kept beside it."""
    said = plain(text)
    if (code := _choice(question, text)) is not None:
        return code
    by_name: dict[str, set[str]] = {}
    for code, words in question.choices:
        short = str(words).partition(": ")[2] or str(words)
        for name in (short, code.removeprefix(grades.LOCAL)):
            by_name.setdefault(plain(name), set()).add(code)
    known = {code for code, _words in question.choices}
    if len(by_name.get(said, ())) == 1:
        return by_name[said].copy().pop()
    if (match := AFC.match(said)) and f"AfC {match[1]}" in known:
        return f"AfC {match[1]}"
    if match := LOCAL_PAY.match(said):
        return _spine(int(match[1]), known)
    return NOT_IN_LIST


def _spine(point: int, known: set[str]) -> str:
    for code in known:
        if match := re.match(r"^SCP (\d+)(?:-(\d+)|\+)$", code):
            least, most = int(match[1]), int(match[2] or 99)
            if least <= point <= most:
                return code
    return NOT_IN_LIST


def _unknown(question: Question, typed: Sequence[str]) -> str:
    said = "; ".join(f"“{one.strip()[:60]}”" for one in typed[:3])
    names = [str(words) for _code, words in question.choices]
    if question.kind != NAMED and len(names) <= MOST_SHOWN:
        return _("%(typed)s is none of the answers. These are: %(names)s.") % {"typed": said, "names": "; ".join(names)}
    return _("%(typed)s is none of the answers. Write it as it stands in the list on the form.") % {"typed": said}


def left_words(question: Question, answers: Mapping[str, Any], cell: str) -> dict[str, Any]:
    """What else follows from an answer: of a grade in no list, what it is called."""
    if question.name == "grade" and answers.get("grade") == NOT_IN_LIST and not answers.get("grade_words"):
        return {"grade_words": " ".join(tidy(cell).split())[:200]}
    return {}
