"""The pages on which co-ordinators enter, publish and take back what people said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.stories import actions, queries
from turnabout.stories.models import Testimonial
from turnabout.stories.permissions import may_enter, may_keep_stories, may_publish, may_take_back
from turnabout.stories.web.forms import TestimonialForm


class List(Page):
    permission = may_keep_stories
    template = "stories/list.jinja"

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"testimonials": queries.kept(self.by, self.thing, self.now)}


class New(FormPage):
    permission = may_enter
    template = "stories/new.jinja"
    form_class = TestimonialForm

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def act(self, form: Form) -> str:
        actions.add_testimonial(cohort=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        return reverse("stories:list", args=[self.thing.pk])


class _One(FormPage):
    """One testimonial and one thing to do with it."""

    thing: Testimonial

    def find(self) -> Testimonial | None:
        return queries.find(self.by, self.kwargs["testimonial"], self.now)

    def context(self) -> dict[str, Any]:
        return {"back": self.back()}

    def back(self) -> str:
        """The list it stands in, for a co-ordinator; for its author, the start."""
        if may_keep_stories(self.by, self.thing.cohort, self.now):
            return reverse("stories:list", args=[self.thing.cohort_id])
        return "/"


class Publish(_One):
    permission = may_publish
    template = "stories/publish.jinja"

    def act(self, form: Form) -> str:
        actions.publish(testimonial=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("It now stands on the public page."))
        return self.back()


class TakeBack(_One):
    permission = may_take_back
    template = "stories/take_back.jinja"

    def act(self, form: Form) -> str:
        back = self.back()
        actions.take_back(testimonial=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("It is off every page, and its words are erased."))
        return back
