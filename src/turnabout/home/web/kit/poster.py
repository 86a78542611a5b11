"""One sheet of A4 for a wall: what it is, two roles, until when, and how to get to the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.documents import pdf, qr
from turnabout.foundation.documents.page import address_of, data_address, in_words
from turnabout.foundation.documents.tree import Beside, Document, Note, Part, Run, Section, Words
from turnabout.foundation.documents.tree import Facts as Rows
from turnabout.home.web.kit.words import WHAT, WHO, Facts, cut

_RULES: Final = (Path(__file__).parent / "poster.css").read_text(encoding="utf-8")
SIZES: Final = (15, 13, 11, 9.5)
"""Points, the largest first: long words make small letters."""
LOOKS: Final = tuple(f"{_RULES}html {{ font-size: {size}pt; }}\n" for size in SIZES)
SMALLEST: Final = (f"{LOOKS[-1]}h1 {{ font-size: 1.8em; }}\n",)
SHARES: Final = (1.0, 0.6, 0.3)
"""How much of the words is kept: less only where no size of letters gets more of them on the sheet."""
NAME: Final = 90
"""The most characters of a name on the sheet."""


def on_one_sheet(cohort: Cohort, told: Facts, *, colour: str = "") -> bytes:
    """The poster of `cohort` as a file of one page; raises `TooLong` when even a few of its words do not fit."""
    for share in SHARES:
        looks = LOOKS if share == SHARES[0] else SMALLEST
        try:
            return pdf.one_page(poster(cohort, told, share=share), kind=_name(told.host), looks=looks, colour=colour)
        except pdf.TooLong:
            if share == SHARES[-1]:
                raise
    raise AssertionError("the last share is made or raises")


def poster(cohort: Cohort, told: Facts, *, share: float = 1.0) -> Document:
    """The poster of `cohort`. It is for everybody who passes it, and says nothing of whoever takes it down."""
    ways = _("Two ways to take part") if len(told.roles) > 1 else _("How to take part")
    what, who = (cut(in_words(words), int(most * share)) for words, most in ((told.what, WHAT), (told.who, WHO)))
    sections = (
        Section("front_sheet", "", (*_logo(cohort), Words(what))),
        Section("who", _("Who it is for"), (Words(who),) if who else ()),
        Section("roles", ways, (Rows(tuple(told.roles)),)),
        Section("when", _("When, and where to read more"), (*_when(told), _code(told))),
        Section("contact", _("Ask us"), (*_questions(told), Words(_contact(told)))),
    )
    return Document(
        title=_name(told.programme),
        subtitle=_name(told.cohort),
        sections=tuple(section for section in sections if section.parts),
        language=get_language() or "en-gb",
        author=told.host,
        subject=f"{told.programme}, {told.cohort}",
    )


def _name(words: str) -> str:
    return cut(in_words(words), NAME)


def _logo(cohort: Cohort) -> tuple[Part, ...]:
    host = cohort.programme.host
    logo = queries.logo(host.pk, host.logo_version) if host.shows_own_logo else None
    return (Beside(address_of(logo, "image/png"), host.name_in_print),) if logo else ()


def _when(told: Facts) -> tuple[Part, ...]:
    return (Note((Words((Run(told.when, strong=True),)),)),) if told.when else ()


def _code(told: Facts) -> Beside:
    alt = _("A square code for a camera. It leads to %(address)s.") % {"address": told.spoken}
    words: tuple[Any, ...] = (
        Words(_("Point the camera of a phone at the square, or type this address:")),
        Words((Run(told.spoken, strong=True, href=told.address),)),
        Words(_("It is for everybody: read it, ask, pass it on. Nobody notes who looks.")),
    )
    return Beside(data_address(qr.svg(told.address)), alt, words)


def _questions(told: Facts) -> tuple[Part, ...]:
    return (Words(cut(told.questions, 2 * NAME)),) if told.questions else ()


def _contact(told: Facts) -> tuple[Run, ...]:
    name, email, phone = told.contact
    runs = [Run(_name(name))] if name else []
    if email:
        runs += [Run(", "), Run(email, href=f"mailto:{email}")]
    if phone:
        runs += [Run(", "), Run(phone, href=f"tel:{phone.replace(' ', '')}")]
    return tuple(runs[1:] if runs and runs[0].text == ", " else runs)
