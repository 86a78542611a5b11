"""What poster and newsletter say: the programme's own words, cut at the end of a sentence where they are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from turnabout.cohorts import joining
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.dates import day, deadline, span
from turnabout.foundation.documents import prose
from turnabout.foundation.documents.tree import Heading, Note, Points, Text, Words
from turnabout.home.web.public import doors
from turnabout.training import opening

WHAT: Final = 420
WHO: Final = 260
"""The most characters that stand on one poster."""
PLACE: Final = 80
LONGEST_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is said of a cohort on paper. `what` and `who` are one paragraph each; `when` is one sentence."""

    programme: str
    cohort: str
    host: str
    what: str
    who: str
    roles: tuple[tuple[str, str], ...]
    when: str
    address: str
    questions: str
    contact: tuple[str, str, str]

    @property
    def spoken(self) -> str:
        """The address without what nobody says or types."""
        return re.sub(r"^https?://", "", self.address)


def facts(cohort: Cohort, passages: Mapping[str, Mapping[str, str]], now: datetime) -> Facts:
    """What is said of `cohort` today; `passages` are the co-ordinators' own words."""
    own = said(cohort) | {name: value for name, value in passages.get("short", {}).items() if value}
    return Facts(
        programme=cohort.programme.name,
        cohort=cohort.title,
        host=cohort.programme.host.name_in_print,
        what=cut(_plain(own["what"]), WHAT),
        who=cut(_plain(own["who"]), WHO),
        roles=tuple((str(one["heading"]), str(one["text"])) for one in doors(cohort, is_open=False)),
        when=_when(cohort),
        address=joining.address(cohort),
        questions=_questions(cohort, now),
        contact=(cohort.contact_name, cohort.contact_email, cohort.contact_phone),
    )


def said(cohort: Cohort) -> dict[str, str]:
    """The short words that stand where the co-ordinators wrote none: the beginning of the public page's own."""
    return {"what": cut(_plain(cohort.what), WHAT), "who": cut(_plain(cohort.who_for), WHO)}


def _when(cohort: Cohort) -> str:
    closes, opens = cohort.closes_at, cohort.opens_at
    if closes is None:
        return ""
    end = {"end": deadline(closes), "start": day(opens) if opens else ""}
    if cohort.pattern == "system":
        return (_("Apply from %(start)s to %(end)s.") if opens else _("Apply by %(end)s.")) % end
    return _("Confirm or apply by %(end)s.") % end


def _questions(cohort: Cohort, now: datetime) -> str:
    session = opening.next_open(cohort, now)
    if session is None:
        return ""
    when = span(session.starts_at, session.ends_at)
    place = session.place or _("online")
    said = {"when": when, "place": cut(place, PLACE)}
    return _("Come and ask: %(when)s, %(place)s. Everybody may come. You need not give a name.") % said


def _plain(markdown: str) -> str:
    """Markdown as one paragraph of plain words."""
    return " ".join(_sentences_of(prose.parts(markdown)))


def _sentences_of(parts: Any) -> Iterator[str]:
    for one in parts:
        if isinstance(one, Words | Heading):
            yield _ended(_letters(one.text))
        elif isinstance(one, Points):
            yield from (_ended(_letters(line)) for line in one.lines)
        elif isinstance(one, Note):
            yield from _sentences_of(one.parts)


def _letters(text: Text) -> str:
    whole = text if isinstance(text, str) else "".join(run.text for run in text)
    return " ".join(whole.split())


def _ended(words: str) -> str:
    return words if not words or words[-1] in ".!?:;…" else f"{words}."


def cut(words: str, limit: int) -> str:
    """Whole sentences up to `limit` characters; where the first is longer, whole words of it."""
    words = re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", r"\1 ", words)
    if len(words) <= limit:
        return words
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", words):
        if len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or words[: limit - 1].rpartition(" ")[0] + "…"
