"""What a co-ordinator writes to many at once, as kinds of message: the words are theirs."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.types import When, message

NEEDED, NEWS = "home.needed", "home.news"


class Bulk(NamedTuple):
    """One text to several people of a cohort."""

    cohort: Cohort
    people: list[Person]
    subject: str
    body: str


def _words(bulk: Bulk, to: Any) -> dict[str, str]:
    cohort = bulk.cohort
    phone = f", {cohort.contact_phone}" if cohort.contact_phone else ""
    return {
        "programme": cohort.calendar_title,
        "subject": bulk.subject,
        "words": bulk.body.replace("{name}", to.name),
        "contact": f"{cohort.contact_name}: {cohort.contact_email}{phone}",
    }


for _kind, _label, _more in (
    (NEEDED, _("What people need to know"), {}),
    (NEWS, _("News that people can do without"), {"optional": True}),
):
    message(
        _kind,
        label=_label,
        whom=_("Those whom a co-ordinator chooses"),
        when=When(upon=_("a co-ordinator writes to many at once")),
        subject=_("{programme}: {subject}"),
        body=_("{words}\n\nIf you have a question, ask {contact}."),
        audience=lambda bulk: bulk.people,
        variables=_words,
        scope=lambda bulk: bulk.cohort.pk,
        office_hours=True,
        **_more,
    )
