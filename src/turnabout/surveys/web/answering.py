"""The pages of somebody who was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.surveys import actions, queries
from turnabout.surveys.items import OPEN
from turnabout.surveys.models import Questionnaire
from turnabout.surveys.permissions import may_answer, may_read_about
from turnabout.surveys.web.forms import AnswerForm
from turnabout.surveys.web.presenters import how_it_will_read


class About(Page):
    """What is asked, how sealing works and how a result will read, before the first question."""

    permission = may_read_about
    template = "surveys/about.jinja"

    def find(self) -> Questionnaire | None:
        return queries.mine(self.by, self.kwargs["id"])

    def context(self) -> dict[str, Any]:
        return {
            "lines": how_it_will_read(self.thing, queries.items_for(self.by, self.thing)),
            "answered": queries.has_answered(self.by, self.thing),
            "open": queries.can_answer(self.by, self.thing, self.now),
        }


@method_decorator(sensitive_post_parameters(), name="dispatch")
class GiveAnswers(FormPage):
    """Every question on one plain page. What is typed lives in this request and nowhere else until it is sealed."""

    permission = may_answer
    template = "surveys/answer.jinja"
    form_class = AnswerForm

    def find(self) -> Questionnaire | None:
        return queries.mine(self.by, self.kwargs["id"])

    def form_arguments(self) -> dict[str, Any]:
        return {"items": queries.items_for(self.by, self.thing)}

    def context(self) -> dict[str, Any]:
        return {"answered": queries.has_answered(self.by, self.thing)}

    @sensitive_variables()
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sending twice replaces, so no key of the form is kept: it would hold the minute of the answer."""
        form = AnswerForm(request.POST, **self.form_arguments())
        if not form.is_valid():
            return self.show(form=form, status=422)
        try:
            actions.answer(
                questionnaire=self.thing, person=self.by, answers=form.cleaned_data, by=self.by, now=self.now
            )
        except Refused as refusal:
            if refusal.decision.hidden:
                raise Http404 from None
            form.add_error(None, refusal.reason)
            return self.show(form=form, status=409)
        return HttpResponseRedirect(reverse("surveys:received", args=[self.thing.pk]))


class Received(Page):
    """The answers are in the box. The page shows none of them: nobody could, without the key."""

    permission = may_read_about
    template = "surveys/received.jinja"

    def find(self) -> Questionnaire | None:
        found = queries.mine(self.by, self.kwargs["id"])
        return found if found is not None and queries.has_answered(self.by, found) else None

    def context(self) -> dict[str, Any]:
        items = queries.items_for(self.by, self.thing)
        return {
            "open": queries.can_answer(self.by, self.thing, self.now),
            "asked_openly": any(item.channel == OPEN for item in items),
        }


class TakeBack(FormPage):
    """Take one's answers out of the box again, unseen."""

    permission = may_answer
    template = "surveys/take_back.jinja"

    def find(self) -> Questionnaire | None:
        """Pressing twice finds nothing to delete and leads to the same place; there is a page only for answers."""
        found = queries.mine(self.by, self.kwargs["id"])
        there = found is not None and (self.request.method == "POST" or queries.has_answered(self.by, found))
        return found if there else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Deleting twice deletes once, so no key of the form is kept: it would hold who pressed, and the minute."""
        if queries.has_answered(self.by, self.thing):
            try:
                actions.take_back(questionnaire=self.thing, person=self.by, by=self.by, now=self.now)
            except Refused as refusal:
                return self.refuse(refusal.decision)
        messages.success(request, _("Your answers are deleted. You can answer again until the questions close."))
        return HttpResponseRedirect(reverse("surveys:about", args=[self.thing.pk]))
