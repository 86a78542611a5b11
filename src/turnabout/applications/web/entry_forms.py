"""The forms of a co-ordinator who enters an application for somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.applications.models import MENTOR, PAPER, PHONE, ROLES, WISHES, Application
from turnabout.applications.questions import Question, Section, declared_by
from turnabout.applications.questions.shape import ALL
from turnabout.applications.sharing import NOBODY, TIER_WORDS, TIERS
from turnabout.applications.web.forms import SectionForm, section_form
from turnabout.applications.wordings import EXPERIENCE, EXPERIENCE_BY
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.accounts.models import LONGEST_EMAIL
from turnabout.foundation.accounts.typos import meant
from turnabout.foundation.design.fields import DateField, with_privacy
from turnabout.foundation.design.forms import Form

DECLARATIONS = "declarations"
HOW = ((PHONE, gettext_lazy("By telephone")), (PAPER, gettext_lazy("On paper")))


class EnterForm(Form):
    """Who it is for, in which role, and how and when it arrived."""

    how = forms.ChoiceField(label=gettext_lazy("How did it arrive?"), choices=HOW, widget=forms.RadioSelect)
    received_on = DateField(
        label=gettext_lazy("On which day?"),
        help_text=gettext_lazy("The day of the call, or the day on which the paper arrived. For example, 6 2 2024"),
    )
    role = forms.ChoiceField(label=gettext_lazy("Which role?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Their full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("Their email address"),
        max_length=LONGEST_EMAIL,
        required=False,
        help_text=gettext_lazy(
            "Read it back to them letter by letter: a link to everything you write goes to it. Leave it empty if they "
            "have none; then they confirm in a call."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    sure = forms.BooleanField(label=gettext_lazy("The address is right as I wrote it"), required=False)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [one for one in ROLES if one[0] == MENTOR] if cohort.pattern == BOARD else list(WISHES)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        with_privacy(
            self.fields["email"], _("You and your colleagues, while it is not confirmed and once it is. Nobody else.")
        )
        if not meant(str(self.data.get("email", ""))):
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        better = meant(self.cleaned_data.get("email") or "")
        if better and not self.cleaned_data.get("sure"):
            self.add_error(
                "email", _("Did they mean %(better)s? Change it, or tick below that it is right") % {"better": better}
            )
        return self.cleaned_data


class ExperienceForm(SectionForm):
    """What somebody offers, who may know, and that they agreed to it themselves. Nothing is kept without that."""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        offered = self._raw(self.section.question("topics")) or self._raw(self.section.question("topics_words"))
        if offered and not self.errors and not given.get("agreed"):
            self.add_error("agreed", _("Tick that they agreed, or take it out: without their yes nothing is kept"))
        return given

    def tiers(self) -> dict[str, str]:
        """The one answer to who may know, for each topic that was ticked."""
        return dict.fromkeys(self.given()["topics"] or (), self.cleaned_data["tier"])


def experience_form(section: Section, application: Application) -> type[ExperienceForm]:
    """The form for what somebody offers: the section's own questions, who may know, and their consent."""
    plain = section_form(section)
    fields: dict[str, Any] = dict(plain.base_fields)
    fields["tier"] = forms.ChoiceField(
        label=_("Who may know of it, as they say?"),
        choices=[(tier, TIER_WORDS[tier]) for tier in TIERS if tier != NOBODY],
        initial=TIERS[1],
        widget=forms.RadioSelect,
        help_text=_("They can choose for each thing by itself later, on their own page."),
    )
    read = _("I read these words aloud, and heard a yes: “%(words)s”")
    signed = _("The paper holds these words above their signature: “%(words)s”")
    wording = EXPERIENCE[EXPERIENCE_BY[application.entered_how]]
    said = (signed if application.entered_how == PAPER else read) % {"words": wording}
    fields["agreed"] = forms.BooleanField(label=said, required=False)
    return type("ExperienceForm", (ExperienceForm,), {**fields, "section": section})


def declared(application: Application, title: Any) -> Section:
    """What whoever sends this form declares, as a section of one question."""
    question = Question(DECLARATIONS, ALL, title, choices=declared_by(application.role))
    return Section(DECLARATIONS, "", 1, (question,))


def confirm_form(application: Application, *, talk: bool) -> type[SectionForm]:
    """What whoever it is about ticks when they confirm: `talk` asks about lived experience that nobody wrote down."""
    section = declared(application, _("Before you send it"))
    fields: dict[str, Any] = dict(section_form(section).base_fields)
    if talk:
        fields = {"in_conversation": _talk(_("I’d rather say in conversation what I offer to talk about"))} | fields
    return type("ConfirmForm", (SectionForm,), {**fields, "section": section})


def call_form(application: Application, *, talk: bool) -> type[SectionForm]:
    """What a co-ordinator writes down of a call in which somebody agreed to what was entered."""
    section = declared(application, _("They agreed to each of these"))
    fields: dict[str, Any] = {
        "whom": forms.CharField(
            label=_("Who spoke with whom?"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
        ),
        "called_on": DateField(label=_("On which day?"), help_text=_("For example, 6 2 2024")),
    }
    if talk:
        fields["in_conversation"] = _talk(_("They would rather say in conversation what they offer to talk about"))
    fields |= dict(section_form(section).base_fields)
    fields["read_back"] = forms.BooleanField(
        label=_("I read every answer and every declaration back to them, and they agreed that it is right"),
        error_messages={"required": _("Read everything back first, and tick that they agreed")},
    )
    return type("CallForm", (SectionForm,), {**fields, "section": section})


def _talk(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)
