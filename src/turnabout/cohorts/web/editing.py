"""Pages on which a co-ordinator writes what everybody will read: looked at first, and never over somebody else's.

class Awards(Editing):
    def stands(self) -> dict[str, str]: ...           # what is saved now, by the name of the field
    def write(self, form, seen) -> str: ...           # call the action, return the next address
    def look(self, form) -> Any: ...                  # what the template shows as the look of it
"""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from turnabout.cohorts.checks import ChangedMeanwhile
from turnabout.cohorts.passages import fingerprint
from turnabout.foundation.design.pages import FormPage

KEPT = 25_000
"""How many characters of a text that is far too long come back in its box."""


class Editing(FormPage):
    """A page with words in a form. Pressing “look” shows them as they will be; nothing is saved by it."""

    meanwhile = False
    """Whether somebody else has saved other words since the writer began."""

    def stands(self) -> dict[str, str]:
        """What is saved now, by the name of the field; read afresh, for somebody else may have just saved."""
        raise TypeError(f"{type(self).__name__} does not say what stands: give it `stands`.")

    def write(self, form: Any, seen: str | None) -> str:
        """Call one action with the form's clean data; return the address of the next page."""
        raise TypeError(f"{type(self).__name__} does not say what its form does: give it `write`.")

    def look(self, form: Any) -> Any:
        """What the template takes to show the words as everybody will read them."""
        return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST, request.FILES, **self.form_arguments())
        if not form.is_valid():
            shorten(form)
            return self.show(form=form, status=422)
        if "look" in request.POST:
            return self.show(form=form, looked=self.look(form))
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        try:
            return self.write(form, self.request.POST.get("seen"))
        except ChangedMeanwhile:
            self.meanwhile = True
            raise

    def show(self, *, status: int = 200, **more: Any) -> Any:
        stands = self.stands()
        given = self.request.POST.get("seen") if self.request.method == "POST" and not self.meanwhile else None
        more["seen"] = fingerprint(stands) if given is None else given
        more["theirs"] = _theirs(more["form"], stands) if self.meanwhile else []
        return super().show(status=status, **more)


def shorten(form: BaseForm) -> None:
    """Keep the first characters of every text that is far too long, and say so beside the box."""
    given = form.data.copy()  # type: ignore[attr-defined]
    for name in form.fields:
        value = given.get(form.add_prefix(name))
        if isinstance(value, str) and len(value) > KEPT:
            given[form.add_prefix(name)] = value[:KEPT]
            kept = _("The first %(count)s characters of it are kept below.") % {"count": f"{KEPT:,}"}
            form.add_error(name, kept)
    form.data = given


def _theirs(form: BaseForm, stands: dict[str, str]) -> list[tuple[Any, str]]:
    """The label of each field that somebody else has written otherwise, and what they wrote."""
    return [
        (form[name].label, stands.get(name, ""))
        for name in form.fields
        if stands.get(name) and _as_stored(form[name].value()) != _as_stored(stands[name])
    ]


def _as_stored(value: Any) -> str:
    """A typed value as it would be kept: a ticked box is "yes", and a browser's line ends are one sign."""
    return "yes" if value in (True, "on") else str(value or "").replace("\r\n", "\n").strip()
