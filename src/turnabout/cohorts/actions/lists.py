"""The lists of an organisation's teams and places, which are held out to whoever types one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import LISTS, Listed, Organisation
from turnabout.cohorts.permissions import may_keep_lists
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note

MOST, LONGEST = 500, 200


@action("organisation.list_set", about="organisation")
def set_list(*, organisation: Organisation, kind: str, names: Iterable[str], by: Any, now: datetime) -> list[str]:
    """Write the whole list of teams or of places (`kind`) of an organisation; returns the names in it.

    Refused for anybody but an administrator or a co-ordinator whose cohort it takes part in, for more than `MOST`
    names, for one longer than `LONGEST` characters, and for an email address: no list holds people. Raises
    `ValueError` for an unknown kind. What people have typed already is not touched.
    """
    if kind not in dict(LISTS):
        raise ValueError(f"There is no list {kind!r}; there are {[code for code, _words in LISTS]}.")
    require(may_keep_lists(by, organisation, now))
    wanted = list(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))
    if len(wanted) > MOST:
        raise Refused(_("A list holds up to %(most)d names. Leave some out.") % {"most": MOST})
    for name in wanted:
        if len(name) > LONGEST:
            raise Refused(_("“%(name)s…” is too long for a list. Write one name to a line.") % {"name": name[:40]})
        if "@" in name:
            raise Refused(
                _("“%(name)s” looks like an email address. A list holds teams and places, not people.")
                % {"name": name[:60]}
            )
    Listed.objects.filter(organisation=organisation, kind=kind).exclude(name__in=wanted).delete()
    there = set(Listed.objects.filter(organisation=organisation, kind=kind).values_list("name", flat=True))
    Listed.objects.bulk_create(
        Listed(organisation=organisation, kind=kind, name=name) for name in wanted if name not in there
    )
    note(kind=kind, names=len(wanted))
    return sorted(wanted)
