"""How each field becomes a component of the design system: which macro draws it, and what the macro is told.

The words come from the field (label, help text, choices), so a form's author writes words and no HTML.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from turnabout.foundation.design.fields import BOXES, DateBoxes, WordLimit

WIDTHS = {2, 3, 4, 5, 10, 20, 30}
OWN_ATTRIBUTES = {"type", "size", "rows", "autocomplete", "inputmode", "spellcheck", "autocapitalize"}
NOT_WANTED = {
    "maxlength",
    "minlength",
    "required",
    "placeholder",
    "class",
    "id",
    "cols",
    "step",
    "min",
    "max",
    "style",
}
"""Attributes that are left out: a limit in the browser cuts pasted words off without a sound, and a placeholder
disappears when it is needed. The server says what is wrong, and keeps the words."""


class NHSBoundField(BoundField):
    """A field on its form that knows how the design system draws it."""

    @property
    def component(self) -> str:
        """The name of the macro."""
        widget = self.field.widget
        if isinstance(widget, DateBoxes):
            return "dateInput"
        if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.SelectMultiple):
            return "checkboxes"  # before radios, which Django's CheckboxSelectMultiple also is
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.Select):
            return "select"
        if isinstance(widget, forms.Textarea):
            return "characterCount" if self._limit() else "textarea"
        if isinstance(widget, forms.FileInput):
            return "fileUpload"
        return "passwordInput" if isinstance(widget, forms.PasswordInput) else "input"

    @property
    def anchor(self) -> str:
        """The id that the error summary leads to: the first box or the first choice."""
        if isinstance(self.field.widget, DateBoxes):
            return f"{self.auto_id}_{(self._wrong_boxes() or BOXES)[0]}"
        return str(self.auto_id)

    @property
    def params(self) -> dict[str, Any]:
        """What the macro is told."""
        params: dict[str, Any] = {"name": self.html_name}
        if self.help_text:
            params["hint"] = {"html" if hasattr(self.help_text, "__html__") else "text": str(self.help_text)}
        if self.errors:
            params["errorMessage"] = {"text": " ".join(str(error) for error in self.errors)}
        asked: dict[str, Any] = {"text": str(self.label)}
        if getattr(self.field, "heading", False):
            asked |= {"isPageHeading": True, "size": "l"}
        elif self.component in {"radios", "checkboxes", "dateInput"}:
            asked |= {"size": "s"}
        if isinstance(self.field.widget, forms.CheckboxInput):
            return params | self._single(params.pop("hint", None))
        if self.component in {"radios", "checkboxes"}:
            close = {"inline": True, "small": True} if getattr(self.field, "side_by_side", False) else {}
            return (
                params
                | close
                | {
                    "idPrefix": self.auto_id,
                    "fieldset": {"legend": asked},
                    "items": self._choices(),
                }
            )
        if self.component == "dateInput":
            return params | {"id": self.auto_id, "fieldset": {"legend": asked}, "items": self._boxes()}
        return params | {"id": self.auto_id, "label": asked, **self._typed()}

    @property
    def privacy(self) -> str:
        """Who can see the answer, in words or as safe HTML; empty when nothing was said."""
        said = getattr(self.field, "privacy", "")
        return said if hasattr(said, "__html__") else str(said)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The names that are held out to whoever types."""
        return tuple(getattr(self.field, "suggestions", ()))

    def _typed(self) -> dict[str, Any]:
        widget, attrs = self.field.widget, {**self.field.widget.attrs}
        given = {name: attrs[name] for name in OWN_ATTRIBUTES & set(attrs)}
        attributes = {name: value for name, value in attrs.items() if name not in OWN_ATTRIBUTES | NOT_WANTED}
        if self.field.disabled:
            attributes["readonly"] = ""
        if self.suggestions:
            attributes |= {"list": f"{self.auto_id}_names", "autocomplete": "off"}
        told: dict[str, Any] = {"attributes": attributes}
        told |= {name: value for name, value in given.items() if name not in {"size", "type"}}
        if self.component == "select":
            return told | {"items": self._options()}
        if self.component == "fileUpload":
            return told | {"multiple": getattr(widget, "allow_multiple_selected", False)}
        value = widget.format_value(self.value())
        if not isinstance(widget, forms.PasswordInput):
            told["value"] = "" if value is None else str(value)
        if isinstance(widget, forms.Textarea):
            return told | {"rows": given.get("rows", 8), **self._limit()}
        if given.get("size") in WIDTHS:
            told["width"] = given["size"]
        return told | self._kind(widget)

    def _kind(self, widget: forms.Widget) -> dict[str, Any]:
        if getattr(widget, "input_type", "") == "email":
            return {
                "type": "email",
                "autocomplete": widget.attrs.get("autocomplete", "email"),
                "spellcheck": False,
            }
        if isinstance(widget, forms.NumberInput):
            whole = isinstance(self.field, forms.IntegerField)
            return {"inputmode": "numeric" if whole else "decimal", "width": widget.attrs.get("size", 4)}
        if isinstance(widget, forms.TimeInput):
            return {"width": widget.attrs.get("size", 10)}
        kind = widget.attrs.get("type") or getattr(widget, "input_type", "text")
        return {"type": kind} if kind in {"url", "tel", "search"} else {}

    def _limit(self) -> dict[str, Any]:
        for validator in self.field.validators:
            if isinstance(validator, WordLimit):
                words = _("You can write up to %{count} words")
                return {"maxlength": validator.limit_value, "countType": "words", "textareaDescriptionText": words}
        for validator in self.field.validators:
            if isinstance(validator, MaxLengthValidator):
                limit = validator.limit_value
                words = _("You can write up to %{count} characters")
                return {"maxlength": limit() if callable(limit) else limit, "textareaDescriptionText": words}
        return {}

    def _single(self, hint: dict[str, str] | None) -> dict[str, Any]:
        item: dict[str, Any] = {"value": "on", "text": str(self.label), "checked": bool(self.value())}
        if hint:
            item["hint"] = hint
        return {"idPrefix": self.auto_id, "items": [item]}

    def _choices(self) -> list[dict[str, Any]]:
        chosen = self.value()
        several = isinstance(chosen, list | tuple | set)
        values = {str(one) for one in chosen} if several else {str(chosen)}
        hints, reveals = getattr(self.field, "choice_hints", {}), getattr(self.field, "reveals", {})
        items: list[dict[str, Any]] = []
        for value, words in _flat(self.field.choices):  # type: ignore[attr-defined]
            if value in ("", None):
                continue
            item: dict[str, Any] = {"value": str(value), "text": str(words), "checked": str(value) in values}
            if hint := hints.get(value) or hints.get(str(value)):
                item["hint"] = {"text": str(hint)}
            if other := reveals.get(value) or reveals.get(str(value)):
                item["conditional"] = {"html": self.form[other].as_field_group()}
            items.append(item)
        return items

    def _options(self) -> list[dict[str, Any]]:
        chosen = str("" if self.value() is None else self.value())
        choices = list(_flat(self.field.choices))  # type: ignore[attr-defined]
        return [
            {
                "value": "" if value is None else str(value),
                "text": str(words) if value not in ("", None) or set(str(words)) != {"-"} else _("Choose"),
                "selected": str("" if value is None else value) == chosen,
            }
            for value, words in choices
        ]

    def _boxes(self) -> list[dict[str, Any]]:
        typed = self.field.widget.boxes(self.value())
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        wrong = self._wrong_boxes()
        return [
            {
                "name": f"{self.html_name}_{box}",
                "id": f"{self.auto_id}_{box}",
                "label": labels[box],
                "value": typed[box],
                "width": 4 if box == "year" else 2,
                "error": box in wrong,
            }
            for box in BOXES
        ]

    def _wrong_boxes(self) -> list[str]:
        if not self.form.is_bound or not self.errors:
            return []
        first = self.form.errors.as_data()[self.name][0]
        return list((first.params or {}).get("boxes", BOXES))


def _flat(choices: Any) -> Any:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield value, words
