"""Help, privacy and accessibility: linked from the foot of every page, open to everybody."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts import queries
from turnabout.foundation.design.pages import PUBLIC, Page


class Help(Page):
    permission = PUBLIC
    template = "home/help.jinja"

    def context(self) -> dict[str, Any]:
        return {"cohorts": queries.running_cohorts()}


class Privacy(Page):
    permission = PUBLIC
    template = "home/privacy.jinja"


class Accessibility(Page):
    permission = PUBLIC
    template = "home/accessibility.jinja"
