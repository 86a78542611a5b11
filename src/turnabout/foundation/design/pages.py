"""What every page is: one question answered, one permission declared, at most one action called.

class Submit(FormPage):
    permission = may_submit              # may_<verb>(by, thing, now) -> Decision, or PUBLIC, or SIGNED_IN
    template = "applications/submit.jinja"
    form_class = SubmitForm

    def find(self) -> Application: ...   # through a query that takes the viewer; Http404 when absent
    def act(self, form) -> str: ...      # call one action, return the address of the next page
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from turnabout.foundation.accounts.actors import VISITOR
from turnabout.foundation.accounts.decisions import YES, Decision, Refused
from turnabout.foundation.design import brands
from turnabout.foundation.design.errors import not_now
from turnabout.foundation.ids import new_id
from turnabout.foundation.ids.models import UsedKey, digest_of

LOOK_EVERY = 0.1
"""Seconds between two looks at whether an earlier press is over."""


def PUBLIC(by: Any, thing: Any, now: datetime) -> Decision:
    """Anybody may see it."""
    return YES


def SIGNED_IN(by: Any, thing: Any, now: datetime) -> Decision:
    """Anybody who is signed in may see it; the page shows each person their own."""
    return YES


class Page(View):
    """A page to read. `self.thing`, `self.by` and `self.now` are set before `context` is asked."""

    permission: ClassVar[Callable[..., Decision]]
    template: ClassVar[str]
    layout: ClassVar[str] = ""
    """The frame of the pages that say what went wrong, where it is not the site's own."""
    request: HttpRequest
    thing: Any
    by: Any
    now: datetime

    def find(self) -> Any:
        """What the page is about, through a query that takes the viewer; raise `Http404` when there is none."""
        return None

    def context(self) -> dict[str, Any]:
        """What the template shows besides `thing`, `by` and `now`."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        permission = type(self).permission
        self.now = request.now  # type: ignore[attr-defined]
        signed_in = request.user.is_authenticated
        self.by = request.user if signed_in else VISITOR
        if permission is not PUBLIC and not signed_in:
            return redirect_to_login(request.get_full_path())
        self.thing = self.find()
        decision = permission(self.by, self.thing, self.now)
        if not decision:
            return self.refuse(decision)
        response = super().dispatch(request, *args, **kwargs)
        if signed_in or permission is not PUBLIC:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def refuse(self, decision: Decision) -> HttpResponse:
        """The page for a refusal: the same as for something absent when it must not be known to exist."""
        if decision.hidden:
            raise Http404
        return not_now(self.request, reason=decision.reason)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show()

    def show(self, *, status: int = 200, template: str = "", **more: Any) -> HttpResponse:
        """The page itself, or another `template` with what it shows."""
        shown = {"thing": self.thing, "by": self.by, "now": self.now, "page": self, **self.context(), **more}
        shown.setdefault("brand", brands.over(self.thing))
        return render(self.request, template or self.template, shown, status=status)


class FormPage(Page):
    """A page with one form and one action. Pressing twice, going back or a second tab does the deed once."""

    form_class: ClassVar[type[forms.BaseForm]] = forms.Form

    def form_arguments(self) -> dict[str, Any]:
        """What the form's constructor takes besides data and files (`initial`, `instance`, choices)."""
        return {}

    def act(self, form: Any) -> str:
        """Call one action with the form's clean data; return the address of the next page.

        That address is kept, so it must hold no secret.
        """
        raise TypeError(f"{type(self).__name__} does not say what its form does: give it `act`.")

    def last_word(self) -> bool:
        """Whether a refusal of this form now is final: then no earlier press of it may do the deed after all."""
        return False

    def patience(self) -> float:
        """How many seconds a refusal waits for an earlier press of the same form that may still be under way."""
        return 0.0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show(form=self.form_class(**self.form_arguments()))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before the permission: the first press may have ended it, and the second still belongs where that led.
        if request.method == "POST" and (done := self._done()) is not None:
            return HttpResponseRedirect(done.outcome or request.path)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST, request.FILES, **self.form_arguments())
        if not form.is_valid():
            return self.show(form=form, status=422)
        try:
            with transaction.atomic():
                used = self._claim()
                used.outcome = self.act(form)
                used.save(update_fields=["outcome"])
        except IntegrityError:
            if (done := self._done()) is None:
                raise
            return HttpResponseRedirect(done.outcome or request.path)
        except Refused as refusal:
            if refusal.decision.hidden:
                raise Http404 from refusal
            if (done := self._done_after_all()) is not None:
                return HttpResponseRedirect(done.outcome or request.path)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
            return self.show(form=form, status=409)
        return HttpResponseRedirect(used.outcome)

    def _key(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.request.POST.get("idempotency_key", ""))
        except ValueError:
            return None

    def _done(self) -> UsedKey | None:
        """What this person did with this key on this page before, if anything."""
        key, user = self._key(), self.request.user
        if key is None:
            return None
        whose = {"person": user.pk} if user.is_authenticated else {"person__isnull": True}
        return UsedKey.objects.filter(key=key, path=digest_of(self.request.path), **whose).first()

    def _done_after_all(self) -> UsedKey | None:
        """What an earlier press did that was under way while this one was refused, if anything.

        Where a refusal is the last word the key is used up by it: whoever was told so must not be overruled by an
        earlier press that comes through afterwards.
        """
        until = time.monotonic() + (self.patience() if self._key() else 0.0)
        while (done := self._done()) is None and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
        if done is None and self.last_word():
            try:
                with transaction.atomic():
                    self._claim()
            except IntegrityError:
                return self._done()
        return done

    def _claim(self) -> UsedKey:
        key, person = self._key(), self.by if self.by is not VISITOR else None
        path = digest_of(self.request.path)
        if key is None or UsedKey.objects.filter(key=key).exclude(path=path, person=person).exists():
            key = new_id()  # a key of another page or person says nothing here
        return UsedKey.objects.create(key=key, person=person, path=path, used_at=self.now)
