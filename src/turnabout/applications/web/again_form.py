"""The form of whoever comes back: a tick for each thing that is still right, and what has to be said anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from turnabout.applications.actions.returning import SAME, STILL, TALK
from turnabout.applications.models import Application
from turnabout.applications.queries import Again
from turnabout.applications.questions import Question, Section, declared_by
from turnabout.applications.questions.shape import ALL
from turnabout.applications.web.forms import SectionForm, section_form
from turnabout.applications.wordings import EXPERIENCE, EXPERIENCE_NOW, LATER, LATER_NOW


class AgainForm(SectionForm):
    """Every judgement about an answer is `answers.check`'s; this adds what becomes of lived experience."""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("offer") == SAME and not given.get("agreed"):
            self.add_error("agreed", _("Tick to agree, or choose to talk about it: without it nothing is kept"))
        return given


def again_form(application: Application, left: Again | None) -> type[AgainForm]:
    """The form for what `queries.again` found."""
    asked: list[Question] = [Question("still", ALL, _("Is this still right?"), choices=STILL)]
    if left is not None and left.sessions is not None:
        asked.append(left.sessions)
    asked.append(Question("declarations", ALL, _("Before you send it"), choices=declared_by(application.role)))
    section = Section("again", "", 1, tuple(asked))
    fields = dict(section_form(section).base_fields)
    if left is not None and left.talks:
        fields = _experience(left) | fields
    if "contact" in application.sections_done and not application.later_cohorts:
        fields["later_cohorts"] = forms.BooleanField(label=LATER[LATER_NOW], required=False)
    order = ["still", "can_attend", "offer", "agreed", "later_cohorts", "declarations"]
    sorted_fields: dict[str, Any] = {name: fields[name] for name in order if name in fields}
    return type("AgainForm", (AgainForm,), {**sorted_fields, "section": section})


def _experience(left: Again) -> dict[str, Any]:
    choices = [(SAME, _("I offer the same again, with the same people allowed to know"))] if left.offered else []
    choices += [(TALK, _("I’d rather say this in conversation"))]
    fields: dict[str, Any] = {
        "offer": forms.ChoiceField(
            label=_("What do you offer to talk about?"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what becomes of what you offer to talk about")},
        )
    }
    if left.offered:
        fields["agreed"] = forms.BooleanField(label=EXPERIENCE[EXPERIENCE_NOW], required=False)
    return fields
