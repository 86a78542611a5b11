"""Help, privacy and accessibility: linked from the foot of every page, open to everybody.

Nothing here is ever noted: not who opened the help page, nor that anybody did.
"""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects

from turnabout.applications import queries as applications
from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.queries import Support
from turnabout.foundation.design.pages import PUBLIC, Page
from turnabout.home.web.ways import current
from turnabout.selection import queries as selection


class Help(Page):
    permission = PUBLIC
    template = "home/help.jinja"

    def context(self) -> dict[str, Any]:
        cohorts = queries.running_cohorts()
        return {"cohorts": cohorts, "support": own_support(self.by) or hosts_support(cohorts)}


def own_support(reader: Any) -> list[Support]:
    """Whom the reader can turn to, by the organisation that they take part or applied from; [] when there is none.

    A place that goes on counts before one that is over, and both before an application, whatever came of it.
    """
    place = current(selection.mine(reader))
    if place is not None:
        return queries.support_for(place.organisation, place.cohort.programme.host)
    applied = applications.all_mine(reader)
    return queries.support_for(applied[0].organisation, applied[0].cohort.programme.host) if applied else []


def hosts_support(cohorts: list[Cohort]) -> list[Support]:
    """The contacts of the organisations that run a cohort now, each once, for whoever has no place in any."""
    hosts: dict[Any, Organisation] = {one.programme.host_id: one.programme.host for one in cohorts}
    prefetch_related_objects(list(hosts.values()), "support_contacts")
    return [support for host in hosts.values() for support in queries.support_for(None, host)]


class Privacy(Page):
    permission = PUBLIC
    template = "home/privacy.jinja"


class Accessibility(Page):
    permission = PUBLIC
    template = "home/accessibility.jinja"
