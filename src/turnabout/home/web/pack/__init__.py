"""The information pack of a role: one document, which the page and the file are both made from.

It holds what somebody needs to decide, in the order in which they ask. What the co-ordinators wrote stands in the
place of what it says of itself. It says nothing that changes with the day, so a printed one stays true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.documents import prose
from turnabout.foundation.documents.tree import Document, Facts, Figure, Part, Points, Run, Section, Table, Words
from turnabout.home.web.pack import words
from turnabout.home.web.pack.picture import line_of
from turnabout.home.web.words import when
from turnabout.selection import personspec
from turnabout.training import opening

ROLES = ("mentor", "mentee")
Passages = Mapping[str, Mapping[str, str]]


def pack(cohort: Cohort, role: str, passages: Passages) -> Document:
    """The pack of `cohort` for a "mentor" or a "mentee"; `passages` are the co-ordinators' own words."""
    own = words.defaults(cohort, role) | dict(passages.get(f"pack-{role}", {}))
    sections = (
        Section("what", _("What it is"), prose.parts(cohort.what)),
        Section("why", _("Why we do it"), prose.parts(own["why"])),
        Section("who", _("Who can take part"), (*prose.parts(cohort.who_for), *_organisations(cohort))),
        Section("do", _("What you do"), prose.parts(own["do"])),
        Section("time", _("The time it takes"), prose.parts(own["time"])),
        Section("dates", _("The dates"), _dates(cohort, role)),
        Section("specification", _("What we look for"), _specification(role, passages)),
        Section("apply", _("How to apply"), (*prose.parts(cohort.how_to_apply), *_by_when(cohort))),
        Section("share", _("What you share, and who sees it"), (*prose.parts(own["share"]), words.who_sees(role))),
        Section("support", _("Support for you"), prose.parts(own["support"])),
        Section("contact", _("Ask us"), (*_come_and_ask(cohort), _contact(cohort))),
        Section("privacy", _("Your privacy in short"), prose.parts(own["privacy"])),
    )
    return Document(
        title=str(words.TITLES[role]),
        subtitle=cohort.title,
        sections=tuple(section for section in sections if section.parts),
        language=get_language() or "en-gb",
        author=cohort.programme.host.name,
        subject=f"{cohort.programme.name}, {cohort.title}",
    )


def name_of_file(cohort: Cohort, role: str) -> str:
    """What the file is called, of letters that every system knows."""
    return f"{cohort.programme.slug}-{cohort.slug}-{role}.pdf"


def _organisations(cohort: Cohort) -> tuple[Part, ...]:
    names = tuple(one.name for one in cohort.organisations.all())
    if len(names) < 2:
        return ()
    return (Words(_("Staff of these organisations can take part:")), Points(names))


def _dates(cohort: Cohort, role: str) -> tuple[Part, ...]:
    dates = [one for one in queries.dates_for(cohort, role) if one.public]
    if not dates:
        return ()
    head = (_("What happens"), _("When"))
    rows = tuple((f"{number}. {one.words}", when(one)) for number, one in enumerate(dates, 1))
    table = Table(_("The dates of %(cohort)s") % {"cohort": cohort.title}, head, rows)
    alt = _("The dates on one line, numbered as in the table that follows.")
    svg = line_of(dates)
    training = Words(str(words.ONE_OF[role]))
    return (Figure(svg, alt, table) if svg else table, training)


def _specification(role: str, passages: Passages) -> tuple[Part, ...]:
    given = passages.get(f"specification-{role}", {})
    rows = tuple((said, str(one.how_to_show)) for one, said in personspec.in_words(role, given))
    head = (_("What"), _("How you can show it"))
    helpful = tuple(prose.line(one) for one in personspec.helpful(role, given))
    more: tuple[Part, ...] = (Words(_("It also helps if:")), Points(helpful)) if helpful else ()
    caption = _("What we look for, and how you can show it")
    return (Words(str(words.SPECIFICATION[role])), Table(caption, head, rows), *more)


def _by_when(cohort: Cohort) -> tuple[Part, ...]:
    address = settings.BASE_URL + reverse("home:public", args=[cohort.programme.slug, cohort.slug])
    link = Run(address, href=address)
    if cohort.closes_at is None:
        return (Words((Run(_("Apply here: ")), link)),)
    by = _("Apply by %(end)s, here: ") if cohort.pattern == "system" else _("Confirm or apply by %(end)s, here: ")
    return (Words((Run(by % {"end": deadline(cohort.closes_at)}, strong=True), link)),)


def _come_and_ask(cohort: Cohort) -> tuple[Part, ...]:
    """Where open question sessions are told of; not their days, which a printed pack would get wrong."""
    if not opening.plans_some(cohort):
        return ()
    address = settings.BASE_URL + reverse("training:questions", args=[cohort.programme.slug, cohort.slug])
    words = _("You can come and ask at an open session, without signing in or giving a name. When and where: ")
    return (Words((Run(words), Run(address, href=address))),)


def _contact(cohort: Cohort) -> Facts:
    email, phone = cohort.contact_email, cohort.contact_phone
    rows: list[tuple[str, Any]] = [(_("Who"), cohort.contact_name)]
    if email:
        rows.append((_("Email"), (Run(email, href=f"mailto:{email}"),)))
    if phone:
        rows.append((_("Telephone"), (Run(phone, href=f"tel:{phone.replace(' ', '')}"),)))
    return Facts(tuple(rows))
