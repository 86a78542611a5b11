"""Judging what somebody answered: clean values, or a sentence for each fault. Nothing is stored or thrown away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from turnabout.applications import naming
from turnabout.applications.questions.lists import NONE_OF_THESE
from turnabout.applications.questions.shape import (
    ALL,
    DAY,
    EMAIL,
    EMAILS,
    LINES,
    MANY,
    NAMED,
    NUMBER,
    ONE,
    TEXT,
    WORDS,
    YES,
    Question,
    Section,
)  # fmt: skip
from turnabout.applications.questions.shared import NOT_IN_LIST
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import LONGEST_EMAIL, normal_email
from turnabout.foundation.design.fields import WordLimit

LONGEST_LINE = 200
CHARACTERS_TO_A_WORD = 40
MOST_LINES = 40
MOST_PEOPLE = 200_000
MOST_NAMED = 8
"""So many names of a list stand in the sentence about one that is not in it."""
UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""Control characters, and halves of a character, which no database and no page can hold."""


@dataclass
class Checked:
    """The clean answers of a section, and for each faulty question a sentence that says what to do."""

    clean: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


class _Fault(Exception):
    """One answer cannot be taken; the message is for the person who gave it."""


def check(section: Section, given: Mapping[str, Any], *, own_email: str | None = None) -> Checked:
    """Judge the answers `given` to a section whose lists are written out; what is not given counts as empty.

    Raises `ValueError` for a question that the section does not ask.
    """
    if unknown := set(given) - {question.name for question in section.questions}:
        raise ValueError(f"{section.code} does not ask {sorted(unknown)}.")
    checked = Checked()
    for question in section.questions:
        try:
            value = _KINDS[question.kind](question, given.get(question.name))
            if question.required and value in ("", None, [], False):
                raise _Fault(missing(question))
        except _Fault as fault:
            checked.faults[question.name] = str(fault)
        else:
            checked.clean[question.name] = value
    if rule := _TOGETHER.get(section.code):
        rule(checked, own_email)
    return checked


def judged(section: Section, given: Mapping[str, Any], own_email: str | None) -> dict[str, Any]:
    """The clean answers of a section; `Refused` with a sentence for every fault when there are any."""
    checked = check(section, given, own_email=own_email)
    if checked.faults:
        raise Refused(" ".join(_sentence(fault) for fault in checked.faults.values()))
    return checked.clean


def missing(question: Question) -> str:
    """What is said when a question that must be answered was not."""
    if question.missing:
        return str(question.missing)
    if question.kind == MANY:
        return _("Choose at least one answer to “%(question)s”") % {"question": question.label}
    if question.kind == ONE:
        return _("Choose an answer to “%(question)s”") % {"question": question.label}
    return _("Write an answer to “%(question)s”") % {"question": question.label}


def tidy(text: Any) -> str:
    """One spelling of what was typed: NFC, one kind of line end, no outer space, no control or half characters."""
    lines = unicodedata.normalize("NFC", str(text if text is not None else "")).replace("\r\n", "\n")
    return UNPRINTED.sub("", lines.replace("\r", "\n")).strip()


def _sentence(fault: str) -> str:
    return fault if fault.endswith((".", "!", "?")) else f"{fault}."


def _text(question: Question, value: Any) -> str:
    text = " ".join(tidy(value).split())
    if len(text) > LONGEST_LINE:
        raise _Fault(
            _("“%(question)s” can have up to %(limit)d characters, and you have written %(written)d")
            % {"question": question.label, "limit": LONGEST_LINE, "written": len(text)}
        )
    return text


def _words(question: Question, value: Any) -> str:
    text = tidy(value)
    try:
        WordLimit(question.limit)(text)
    except ValidationError as fault:
        raise _Fault(fault.messages[0]) from fault
    if len(text) > question.limit * CHARACTERS_TO_A_WORD:
        raise _Fault(
            _("This is %(written)d characters long and cannot be read. Write up to %(limit)d words.")
            % {"written": len(text), "limit": question.limit}
        )
    return text


def _one(question: Question, value: Any) -> str:
    chosen = str(value) if value not in (None, "") else ""
    if chosen and chosen not in dict(question.choices):
        raise _Fault(_("Choose one of the answers in the list"))
    return chosen


def _named(question: Question, value: Any) -> str:
    typed = _text(question, value)
    chosen = naming.found(typed, question.choices) if typed else ""
    if typed and not chosen:
        names = [str(name) for _code, name in question.choices]
        shown = "; ".join(names) if len(names) <= MOST_NAMED else _("choose one from the list")
        raise _Fault(
            _("“%(typed)s” does not take part. These do: %(names)s. Ask us if yours should be among them")
            % {"typed": typed[:60], "names": shown}
        )
    return chosen


def _many(question: Question, value: Any) -> list[str]:
    chosen = {str(each) for each in (value or ())}
    known = [code for code, _words in question.choices]
    if chosen - set(known):
        raise _Fault(_("Choose one of the answers in the list"))
    if NONE_OF_THESE in chosen and len(chosen) > 1:
        raise _Fault(_("Either tick what applies, or “none of these”, but not both"))
    return [code for code in known if code in chosen]


def _all(question: Question, value: Any) -> list[str]:
    chosen = _many(question, value)
    if len(chosen) < len(question.choices):
        raise _Fault(_("Tick every line under “%(question)s”, or ask first") % {"question": question.label})
    return chosen


def _yes(question: Question, value: Any) -> bool:
    return value is True or str(value).lower() in ("on", "yes", "true", "1")


def _number(question: Question, value: Any) -> int | None:
    text = re.sub(r"[\s,]", "", tidy(value))
    if not text:
        return None
    digits = text.lstrip("0") or "0"
    too_long = len(digits) > len(str(MOST_PEOPLE))  # Python refuses to read a number of thousands of digits
    if not text.isascii() or not text.isdigit() or too_long or int(digits) > MOST_PEOPLE:
        raise _Fault(_("Enter a whole number, like 12, for “%(question)s”") % {"question": question.label})
    return int(digits)


def _email(question: Question, value: Any) -> str:
    address = normal_email(tidy(value))
    if len(address) > LONGEST_EMAIL:
        raise _Fault(_("An email address can have up to %(limit)d characters") % {"limit": LONGEST_EMAIL})
    if address and not _is_email(address):
        raise _Fault(_("Enter an email address in the correct format, like name@example.com"))
    return address


def _emails(question: Question, value: Any) -> list[str]:
    found = [normal_email(each) for line in _lines(question, value) for each in re.split(r"[;,\s]+", line) if each]
    if wrong := [each for each in found if not _is_email(each)]:
        raise _Fault(
            _("“%(entry)s” is no email address. Write one work email address to a line, like name@example.com")
            % {"entry": wrong[0][:60]}
        )
    return list(dict.fromkeys(found))


def _lines(question: Question, value: Any) -> list[str]:
    whole = "\n".join(map(str, value)) if isinstance(value, list | tuple) else value
    lines = [" ".join(line.split()) for line in tidy(whole).split("\n")]
    found = list(dict.fromkeys(line for line in lines if line))
    if len(found) > MOST_LINES or any(len(line) > LONGEST_LINE for line in found):
        raise _Fault(
            _("Write up to %(lines)d lines for “%(question)s”, and keep each short")
            % {"lines": MOST_LINES, "question": question.label}
        )
    return found


def _day(question: Question, value: Any) -> date | None:
    if value in (None, "") or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        words = _("“%(question)s” must be a real date, for example 6 2 2024") % {"question": question.label}
        raise _Fault(words) from None


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_EMAIL


def _example_or_none(checked: Checked, own_email: str | None) -> None:
    if "changed_decision" not in checked.clean:
        return
    if not checked.clean["changed_decision"] and not checked.clean.get("no_example_yet"):
        checked.faults["changed_decision"] = _(
            "Describe a time you changed a decision, or tick “I can’t think of one yet”"
        )


def _offer_or_talk(checked: Checked, own_email: str | None) -> None:
    offers = checked.clean.get("topics") or checked.clean.get("topics_words")
    if checked.clean.get("in_conversation") and offers:
        checked.faults["in_conversation"] = _(
            "Either say here what you offer, or tick “I’d rather say this in conversation”: untick one of them"
        )
    elif "topics" in checked.clean and not offers and not checked.clean.get("in_conversation"):
        checked.faults["topics"] = _("Tick what you offer to talk about, or tick “I’d rather say this in conversation”")


def _manager_or_talk(checked: Checked, own_email: str | None) -> None:
    address = checked.clean.get("manager_email")
    if address == "" and not checked.clean.get("talk_first"):
        checked.faults["manager_email"] = _(
            "Enter your manager’s work email, or tick “I want to talk to the co-ordinator first”"
        )
    elif address and own_email and address == normal_email(own_email):
        checked.faults["manager_email"] = _(
            "This is your own address. Enter the address of whoever agrees to your time"
        )


_KINDS: dict[str, Callable[[Question, Any], Any]] = {
    TEXT: _text, WORDS: _words, ONE: _one, NAMED: _named, MANY: _many, ALL: _all, YES: _yes, NUMBER: _number,
    EMAIL: _email, EMAILS: _emails, LINES: _lines, DAY: _day,
}  # fmt: skip


def _grade_or_words(checked: Checked, own_email: str | None) -> None:
    clean = checked.clean
    if clean.get("grade") != NOT_IN_LIST:
        clean["grade_words"] = clean["nearest"] = ""
        return
    if not clean.get("grade_words"):
        checked.faults.setdefault("grade_words", _("Write what your grade is called"))
    if not clean.get("nearest"):
        checked.faults.setdefault("nearest", _("Choose the level that is nearest to your grade in pay"))


_TOGETHER: dict[str, Callable[[Checked, str | None], None]] = {
    "why": _example_or_none,
    "grade": _grade_or_words,
    "experience": _offer_or_talk,
    "manager": _manager_or_talk,
}
