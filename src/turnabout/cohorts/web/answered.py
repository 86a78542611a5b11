"""What was answered while a cohort is set up, kept in the session until the draft is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest

from turnabout.cohorts import planner
from turnabout.cohorts.models import Organisation
from turnabout.cohorts.web import questions
from turnabout.cohorts.web.words import first_words

KEPT = "new cohort"


class Answers:
    """What was answered so far, as the session keeps it."""

    def __init__(self, request: HttpRequest) -> None:
        self.session = request.session
        self.given: dict[str, dict[str, Any]] = dict(request.session.get(KEPT, {}))

    def keep(self, code: str, clean: dict[str, Any]) -> None:
        if code == "pattern" and clean != self.given.get("pattern"):
            for other in ("leaders", "strands", "start"):  # they are asked, or stand ready, in another way
                self.given.pop(other, None)
        self.given[code] = {name: one.isoformat() if isinstance(one, date) else one for name, one in clean.items()}
        self.session[KEPT] = self.given

    def forget(self) -> None:
        self.session.pop(KEPT, None)

    def missing(self, codes: Iterable[str]) -> str | None:
        """The first of the questions `codes` without an answer."""
        return next((code for code in codes if code not in self.given), None)

    def of(self, code: str) -> dict[str, Any]:
        return dict(self.given.get(code, {}))

    @property
    def pattern(self) -> str:
        return str(self.of("pattern").get("pattern", planner.SYSTEM))

    def organisations(self) -> list[Organisation]:
        """Those that take part and are known already."""
        return list(Organisation.objects.filter(pk__in=self.of("organisations").get("organisations", [])))

    def more(self) -> list[tuple[str, str]]:
        """Those that are made together with the cohort: name and kind."""
        return [questions.place_of(line) for line in self.of("organisations").get("more", "").splitlines()]

    def leaders(self) -> list[dict[str, str]]:
        """The leaders of a Board programme who were written down."""
        return questions.leaders_in(self.of("leaders").get("leaders", ""))

    def words(self) -> dict[str, Any]:
        """What the public page starts with."""
        return first_words(self.pattern, self.of("leaders").get("who", ""))
