"""One person's sealed answers as the bytes that go into the box, and back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from turnabout.foundation.encryption import box
from turnabout.surveys.items import Item
from turnabout.surveys.kinds import Answer
from turnabout.surveys.models import Questionnaire

Answers = Mapping[str, Answer]


def bound_to(questionnaire: Questionnaire, person: UUID) -> bytes:
    """What an entry is tied to: one moved to another person or questionnaire does not open there."""
    return f"{questionnaire.pk}|{person}|{questionnaire.stage}|{questionnaire.version}".encode()


def seal(questionnaire: Questionnaire, person: UUID, answers: Answers) -> bytes:
    """The answers, padded to the instrument's one size and sealed to the holders' key; nobody here can open them."""
    return box.seal(
        answers,
        bytes(questionnaire.public_key),
        info=bound_to(questionnaire, person),
        size=questionnaire.instrument.size,
    )


def without_words(answers: Answers, items: tuple[Item, ...]) -> dict[str, Answer]:
    """The answers but for everything that a person wrote in their own words."""
    written = {item.code for item in items if item.kind == "text"}
    return {code: value for code, value in answers.items() if code not in written}
