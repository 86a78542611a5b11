"""Three purposes, three stores, each with its own basis in law; and the law's own conditions on the first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.dpia.shape import section
from turnabout.foundation.documents.tree import Section, Table


def sections(cohort: Any) -> list[Section]:
    """The part on purposes and legal bases."""
    return [_purposes(cohort), _monitoring(), _consent()]


def _purposes(cohort: Any) -> Section:
    head = (
        _("Store"),
        _("Equality questions"),
        _("Lived experience that people offer"),
        _("Adjustments and wellbeing"),
    )
    lead = _(
        "Data for one purpose is kept apart from data for another, in the program and not only on paper. The program "
        "has no path by which the first store can reach choosing or pairing."
    )
    parts: tuple[Any, ...] = (lead, Table(_("Three purposes, three stores"), head, _rows()))
    if len(cohort.strands) == 1:
        parts += (
            _(
                "This cohort names one strand. Taking part in it can therefore tell others about a person. The list of "
                "people and of pairs is treated as special data itself: it is shown to co-ordinators only."
            ),
        )
    return section("purposes", _("Purposes and legal bases"), parts)


def _rows() -> tuple[tuple[Any, ...], ...]:
    return (
        (
            _("Purpose"),
            _("To see whether all groups of staff can take part, in totals only"),
            _("To propose pairs that suit both"),
            _("So that everybody can come, hear, see and take part"),
        ),
        (
            _("Basis"),
            _("Article 6(1)(e), public task, with the public sector equality duty"),
            _("Article 6(1)(e), public task"),
            _("Article 6(1)(c) and (e), the duties of an employer"),
        ),
        (
            _("Condition for special data"),
            _("Article 9(2)(g), with Data Protection Act 2018, Schedule 1, paragraph 8"),
            _("Article 9(2)(a), explicit consent: separate, noted, and taken back as easily as given"),
            _("Article 9(2)(b), with Schedule 1, paragraph 1"),
        ),
        (
            _("Who sees it"),
            _("Nobody, one by one. Only protected totals leave it."),
            _("The co-ordinators of this cohort. A partner sees only what the person chose."),
            _("The co-ordinator, and the trainer for that session: what is needed, never why"),
        ),
        (
            _("It must never"),
            _("Choose, pair or describe a person"),
            _("Be demanded; be used as equality data; reach a manager or HR"),
            _("Be part of how well a pair fits"),
        ),
    )


def _monitoring() -> Section:
    return section(
        "paragraph_8",
        _("What paragraph 8 asks"),
        (
            (
                _("The answers serve to review equality between groups, and are used for no decision about a person."),
                _("They are not used where that is likely to cause somebody serious harm or distress."),
                _("Anybody can tell us in writing to stop using theirs, and we do within 30 days."),
                _("An appropriate policy document says so, and is kept until six months after the last use."),
            ),
        ),
    )


def _consent() -> Section:
    return section(
        "consent",
        _("Whether consent is free"),
        (
            _(
                "Between an employer and staff, consent is only free if nothing hangs on it. Here taking part, pay and "
                "prospects do not depend on naming any experience. Each consent stands alone, no box is ticked "
                "beforehand, and the wording that somebody agreed to is kept with the time. What is taken back is "
                "hidden at once and leaves matching; only the fact and the time stay."
            ),
        ),
    )
