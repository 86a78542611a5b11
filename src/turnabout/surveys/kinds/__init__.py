"""One room for each sort of question: how it is asked, what counts as an answer, how much room it needs sealed."""

from __future__ import annotations

from typing import Protocol

from django import forms

from turnabout.surveys.items import Item
from turnabout.surveys.kinds.agree5 import Agree5
from turnabout.surveys.kinds.text import Text
from turnabout.surveys.kinds.wrong import WrongAnswer

__all__ = ["KINDS", "Kind", "WrongAnswer", "kind_of"]

Answer = int | str | None


class Kind(Protocol):
    """What each sort of question can do."""

    def clean(self, value: object, item: Item) -> Answer:
        """The answer as it is kept, None for "prefer not to say" or nothing; raises `WrongAnswer`."""

    def field(self, item: Item) -> forms.Field:
        """The form field that asks it."""

    def room(self, item: Item) -> int:
        """The most bytes any answer takes in the sealed entry's JSON, quotes included."""


KINDS: dict[str, Kind] = {"agree5": Agree5(), "text": Text()}


def kind_of(item: Item) -> Kind:
    """The sort of question that `item` is; `KeyError` when there is no room for it."""
    return KINDS[item.kind]
