"""Words in an application that would tell the panel who wrote it: finding likely ones, and hiding what is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

HIDDEN = _("[words hidden]")
SHORTEST = 3
"""Letters below which a word from somebody's record is too common to look for."""
TELLING = (
    "black", "brown", "white", "asian", "african", "caribbean", "indian", "pakistani", "bangladeshi", "chinese",
    "arab", "nigerian", "polish", "irish", "roma", "gypsy", "traveller", "mixed race", "minority ethnic", "immigrant",
    "refugee", "muslim", "christian", "hindu", "sikh", "jewish", "buddhist", "catholic", "hijab", "turban", "mosque",
    "church", "temple", "synagogue", "gurdwara", "ramadan", "gay", "lesbian", "bisexual", "queer", "lgbt", "lgbtq",
    "lgbt+", "lgbtq+", "trans", "transgender", "non-binary", "nonbinary", "my husband", "my wife", "disabled",
    "disability", "wheelchair", "deaf", "blind", "hearing aid", "hearing loss", "guide dog", "autistic", "autism",
    "adhd", "dyslexia", "dyslexic", "neurodivergent", "neurodiverse", "chronic illness", "cancer", "diabetes",
    "epilepsy", "depression", "anxiety", "bipolar", "sickle cell", "menopause", "pregnant", "maternity", "woman",
    "man", "mother", "father",
)  # fmt: skip
"""Words that often name a characteristic of whoever writes them. What is found is only offered: a person decides."""


def suspects(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """Words in `texts` that may tell who wrote them, as they stand there, in the order of their first place.

    `known` is what the record says of the person: names, organisation, team, job. Each whole phrase is looked for, and
    each of its words of `SHORTEST` letters or more that begins with a capital.
    """
    phrases = {one.strip() for one in known if len(one.strip()) >= SHORTEST}
    words = {word for one in phrases for word in re.findall(r"[\w’'-]+", one)}
    phrases |= {word for word in words if len(word) >= SHORTEST and word[0].isupper()}
    found: dict[str, str] = {}
    for text in map(_composed, texts):
        hits = [hit for phrase in {*phrases, *TELLING} for hit in _pattern(phrase).finditer(text)]
        for hit in sorted(hits, key=lambda one: (one.start(), -one.end())):
            found.setdefault(hit.group().casefold(), hit.group())
    longest = sorted(found.values(), key=len, reverse=True)
    inside = {one for n, one in enumerate(longest) for other in longest[:n] if _pattern(one).search(other)}
    return [one for one in found.values() if one not in inside]


def hide(text: str, phrases: Iterable[str]) -> str:
    """`text` with each of `phrases` hidden wherever it stands as whole words, in any case, spacing and composition."""
    wanted = sorted({one for one in phrases if one.strip()}, key=len, reverse=True)
    if not wanted:
        return text
    return re.sub("|".join(_pattern(one).pattern for one in wanted), str(HIDDEN), _composed(text), flags=re.IGNORECASE)


def absent(texts: Iterable[str], phrases: Iterable[str]) -> list[str]:
    """Those of `phrases` that stand in none of `texts`: a slip of the pen, and nothing would be hidden."""
    whole = [_composed(text) for text in texts]
    return [phrase for phrase in phrases if not any(_pattern(phrase).search(text) for text in whole)]


def _composed(text: str) -> str:
    """One way of writing an accent: else the same name would be two."""
    return unicodedata.normalize("NFC", text)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = _composed(phrase).split()
    inner = r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\w)" if words and re.match(r"\w", words[0]) else ""
    after = r"(?!\w)" if words and re.search(r"\w$", words[-1]) else ""
    return re.compile(before + inner + after, re.IGNORECASE)
