"""Forms in the look of the design system. Write words; the components draw themselves.

class TopicForm(Form):
    topic = forms.CharField(label=_("What would you like to talk about?"), widget=forms.Textarea,
                            validators=[WordLimit(150)])
    first_day = DateField(label=_("First day"), help_text=_("For example, 6 2 2024"))
    sharing = with_privacy(forms.ChoiceField(...), _("Your mentee, once you both agree to be paired."))
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.foundation.design.components import NHSBoundField
from turnabout.foundation.design.fields import (
    DateField,
    TimeField,
    WordLimit,
    as_heading,
    side_by_side,
    with_hints,
    with_privacy,
    with_reveals,
    with_suggestions,
)

__all__ = [
    "DateField",
    "Form",
    "ModelForm",
    "NHSRenderer",
    "TimeField",
    "WordLimit",
    "as_heading",
    "side_by_side",
    "with_hints",
    "with_privacy",
    "with_reveals",
    "with_suggestions",
]
GENERIC = forms.Field.default_error_messages["required"]


class NHSRenderer(TemplatesSetting):
    """Draws every form of the site, other packages' forms among them, with the design system's components."""

    form_template_name = "design/form_fields.jinja"
    field_template_name = "design/field.jinja"
    bound_field_class = NHSBoundField


class Words:
    """Gives each field that was told no message of its own a sentence that names it and says what to do."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = field.label if field.label is not None else name.replace("_", " ").capitalize()
            field.label = label
            if field.error_messages.get("required", GENERIC) == GENERIC:
                field.error_messages["required"] = required_message(field, str(label))
            field.validators = [_in_words(validator, str(label)) for validator in field.validators]
            if isinstance(field, forms.ChoiceField) and "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = gettext_lazy("Choose one of the answers in the list")


class Form(Words, forms.Form):
    """The base of every form of ours."""


class ModelForm(Words, forms.ModelForm):
    """The base of every form of ours that fills a model."""


def required_message(field: forms.Field, label: str) -> str:
    """What is said when `field`, labelled `label`, was left empty."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on") % {"label": label}
    if isinstance(widget, forms.FileInput):
        return _("Choose a file for “%(label)s”") % {"label": label}
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.SelectMultiple):
        return _("Choose at least one answer to “%(label)s”") % {"label": label}
    if isinstance(widget, forms.Select | forms.RadioSelect):
        return _("Choose an answer to “%(label)s”") % {"label": label}
    if label.endswith("?"):
        return _("Write an answer to “%(label)s”") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}


def fields_of(form: forms.BaseForm) -> Iterator[BoundField]:
    """The visible fields in their order, without those that a choice of another field reveals."""
    revealed = {name for field in form.fields.values() for name in getattr(field, "reveals", {}).values()}
    yield from (field for field in form.visible_fields() if field.name not in revealed)


def problems_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of the form, as the error summary takes it: its words and where it leads."""
    errors: ErrorDict = form.errors
    general = [{"text": str(error)} for error in form.non_field_errors()]
    return general + [
        {"text": str(error), "href": f"#{_anchor(form[name])}"}
        for name in form.fields
        if name in errors
        for error in errors[name]
    ]


def _anchor(field: BoundField) -> str:
    return field.anchor if isinstance(field, NHSBoundField) else str(field.auto_id)


def _in_words(validator: Any, label: str) -> Any:
    """The same check with a message that teaches, unless its author gave one."""
    if type(validator) is MaxLengthValidator and validator.message == MaxLengthValidator.message:
        message = _("“%(label)s” can have up to %(limit)s characters, and you have written %(written)s") % {
            "label": label.replace("%", "%%"),
            "limit": "%(limit_value)d",
            "written": "%(show_value)d",
        }
        return MaxLengthValidator(validator.limit_value, message=message)
    if type(validator) is EmailValidator and validator.message == EmailValidator.message:
        return EmailValidator(
            message=gettext_lazy("Enter an email address in the correct format, like name@example.com")
        )
    return validator
