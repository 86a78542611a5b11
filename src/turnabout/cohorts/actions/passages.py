"""A cohort's further words for the public: one passage at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from turnabout.cohorts import checks
from turnabout.cohorts.models import Cohort, Passage
from turnabout.cohorts.permissions import may_edit
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.audit.trail import action, note


@action("cohort.passage_changed", about="cohort")
def change_passage(
    *, cohort: Cohort, thing: str, values: Mapping[str, str], seen: str | None = None, by: Any, now: datetime
) -> Passage:
    """Put new words into one passage of the public pages; a value left empty is what the page says of itself.

    `seen` is the `passages.fingerprint` of what stood there when the writer began: raises `ChangedMeanwhile`, and
    writes nothing, when somebody else saved other words since. None asks for no such care. Refused for an address
    that is not http or https; raises `ValueError` for a thing that no page prints.
    """
    require(may_edit(by, cohort, now))
    checks.passage(thing, values)
    kept = {name: value.replace("\r\n", "\n").strip() for name, value in values.items() if value.strip()}
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two first writers of one passage stand in one line
    found = Passage.objects.filter(cohort=cohort, thing=thing).first()
    checks.unchanged(seen, found.values if found else {}, kept)
    if found is None:
        found = Passage.objects.create(cohort=cohort, thing=thing, values=kept)
    else:
        found.values, found.version = kept, found.version + 1
        found.save(update_fields=["values", "version"])
    getattr(cohort, "_prefetched_objects_cache", {}).pop("passages", None)
    note(passage=thing, version=found.version)
    return found
