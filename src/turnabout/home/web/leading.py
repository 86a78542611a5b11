"""The page of an organisation's lead: which of its own people take part, and the dates; nothing of anybody else's."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts import queries
from turnabout.cohorts.models import Organisation
from turnabout.foundation.design.pages import Page
from turnabout.home.permissions import may_see_organisation
from turnabout.home.web.words import events
from turnabout.selection.own_people import own_people


class OurOrganisation(Page):
    permission = may_see_organisation
    template = "home/our_organisation.jinja"
    thing: Organisation

    def find(self) -> Organisation | None:
        return next((one for one in queries.led_by(self.by, self.now) if one.pk == self.kwargs["organisation"]), None)

    def context(self) -> dict[str, Any]:
        found = own_people(self.by, self.thing, self.now)
        return {"cohorts": [(one, events(queries.public_dates(one.cohort))) for one in found]}
