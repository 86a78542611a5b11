"""A form whose deed writes to people: the first press shows who would be told what, the second one does it.

class ChangeDate(ForeseenPage):
    ...
    def deed(self, form) -> str: ...     # call one action, return the address of the next page

To show, the deed is done and undone, so `deed` touches nothing but the database. When anything of what would be sent
has changed between the two presses, nothing is done and the page says so.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design.pages import FormPage
from turnabout.foundation.mail import foreseen
from turnabout.foundation.mail.foreseen import Foreseen

OURS = ("csrfmiddlewaretoken", "idempotency_key", "seen", "again")


class ForeseenPage(FormPage):
    """`button` says what the second press does; `look` may pass over the first one when there is nothing to see."""

    look_template: ClassVar[str] = "design/foreseen.jinja"
    button: ClassVar[Any]

    def deed(self, form: Any) -> str:
        """Call one action with the form's clean data; return the address of the next page."""
        raise TypeError(f"{type(self).__name__} does not say what its form does: give it `deed`.")

    def look(self, form: Any, messages: list[Foreseen]) -> dict[str, Any] | None:
        """What the first press shows besides the messages (`heading`, `change`, `warnings`, `also`, all optional);
        None to do the deed at once. It is asked while the deed is done and not yet undone."""
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST, request.FILES, **self.form_arguments())
        if "again" in request.POST or not form.is_valid():
            return self.show(form=form, status=200 if "again" in request.POST else 422)
        if not request.POST.get("seen"):
            shown = self._foresee(form)
            self.thing = self.find()  # as it stands: the deed was undone
            if isinstance(shown, HttpResponseBase):
                return shown
            if shown is not None:
                return self.show(form=form, template=self.look_template, **shown)
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        with foreseen.listening() as messages:
            address = self.deed(form)
        seen = self.request.POST.get("seen")
        if seen and seen != foreseen.seal(messages):
            raise Refused(
                _("Since you looked, something has changed in who would be told what. Nothing was done. Look again.")
            )
        return address

    def _foresee(self, form: Any) -> dict[str, Any] | HttpResponseBase | None:
        try:
            with foreseen.undone() as messages:
                self.deed(form)
                extra = self.look(form, messages)
        except Refused as refusal:
            if refusal.decision.hidden:
                raise Http404 from refusal
            self.thing = self.find()
            form.add_error(None, refusal.reason)
            return self.show(form=form, status=409)
        if extra is None:
            return None
        given = [(name, value) for name in self.request.POST for value in self.request.POST.getlist(name)]
        return {
            "groups": foreseen.grouped(messages),
            "told": len(messages),
            "seen": foreseen.seal(messages),
            "given": [(name, value) for name, value in given if name not in OURS],
            "button": self.button,
            **extra,
        }
