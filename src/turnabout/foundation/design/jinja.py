"""The Jinja environment of every page: NHS components, our own templates, gettext, dates in London."""

from __future__ import annotations

from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from markupsafe import Markup

from turnabout.engine.workflow import Table
from turnabout.foundation import clock
from turnabout.foundation.design import dates, navigation
from turnabout.foundation.design.forms import fields_of, problems_of
from turnabout.foundation.documents import page, prose, tree
from turnabout.foundation.ids import new_id
from turnabout.foundation.mail.html import markdown
from turnabout.foundation.moves.apply import TABLES


def environment(**options: Any) -> jinja2.Environment:
    """The environment for Django's Jinja backend; `loader` from the settings' template folders comes first."""
    ours = options.pop("loader")
    options |= {"undefined": jinja2.ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader([ours, jinja2.PackageLoader("nhsuk_frontend_jinja")]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        **options,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters |= FILTERS
    env.globals |= GLOBALS

    def status_tag(table: Table | str, status: str) -> Markup:
        """The NHS tag for a status, in the words and colour of its table (or the table's name)."""
        known = TABLES[table] if isinstance(table, str) else table
        one = known.status(status)
        macros: Any = env.get_template("nhsuk/components/tag/macro.jinja").module
        return Markup(macros.tag({"text": str(one.label), "colour": one.colour}))

    env.globals["status_tag"] = status_tag
    env.filters["status_tag"] = lambda status, table: status_tag(table, status)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page called `name`; an unknown name is an error, not an empty link."""
    return reverse(name, args=args, kwargs=kwargs)


def url_or_nothing(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page called `name`, or "" when this installation has no such page."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _markdown(text: str | None) -> Markup:
    return Markup(markdown(str(text or "")))


FILTERS: dict[str, Any] = {
    "day": dates.day,
    "day_time": dates.day_time,
    "span": dates.span,
    "month": dates.month,
    "deadline": dates.deadline,
    "markdown": _markdown,
    "prose": lambda text, under=2: prose.as_html(str(text or ""), under),
    "data_address": page.data_address,
}
GLOBALS: dict[str, Any] = {
    "url": url,
    "url_or_nothing": url_or_nothing,
    "static": static,
    "settings": settings,
    "today": clock.today,
    "new_id": new_id,
    "language": translation.get_language,
    "messages_of": lambda request: get_messages(request) if request else [],
    "links_of": navigation.links_of,
    "with_today": dates.with_today,
    "fields_of": fields_of,
    "problems_of": problems_of,
    "part_kind": tree.name_of,
    "part_template": tree.drawn_by,
}
