"""Every component and every kind of field on one page, as a form author writes them and as people see them.

Shown in the demo; the design room's own tests look at the same page, so what stands here is what works.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _

from turnabout.foundation.design.forms import (
    DateField,
    Form,
    TimeField,
    WordLimit,
    with_hints,
    with_privacy,
    with_reveals,
)
from turnabout.foundation.design.pages import PUBLIC, FormPage

WAYS = [("email", "By email"), ("phone", "By telephone")]
TOPICS = [("a", "Getting a first job"), ("b", "Being new to this country"), ("c", "Working nights")]


class GalleryForm(Form):
    """One field of each kind. The author writes words and rules; the field draws itself as an NHS component."""

    name = forms.CharField(label="Full name", max_length=40, error_messages={"required": "Enter your full name"})
    email = forms.EmailField(label="Work email address", help_text="We write there about this only")
    why = with_privacy(
        forms.CharField(label="Why do you want to take part?", widget=forms.Textarea, validators=[WordLimit(12)]),
        "The two people who assess your application",
    )
    notes = forms.CharField(label="Anything else", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    first_day = DateField(label="First day", help_text="For example, 6 2 2024")
    starts = TimeField(label="Start time", help_text="For example, 10am or 14:30")
    way = with_reveals(
        forms.ChoiceField(label="How shall we reach you?", choices=WAYS, widget=forms.RadioSelect),
        {"phone": "number"},
    )
    number = forms.CharField(label="Telephone number", required=False, widget=forms.TextInput(attrs={"size": 20}))
    topics = with_hints(
        forms.MultipleChoiceField(label="What would you talk about?", choices=TOPICS), {"b": "Any country"}
    )
    band = forms.ChoiceField(label="Pay band", choices=[("", "---------"), ("5", "Band 5"), ("6", "Band 6")])
    people = forms.IntegerField(label="How many people do you lead?", min_value=0)
    paper = forms.FileField(label="A file", required=False)
    secret = forms.CharField(label="Passphrase", widget=forms.PasswordInput, required=False)
    agree = forms.BooleanField(label="I will keep what I hear to myself")
    origin = forms.CharField(widget=forms.HiddenInput, required=False, initial="gallery")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == "phone" and not data.get("number"):
            self.add_error("number", "Enter a telephone number")
        return data


class Gallery(FormPage):
    """The component gallery. What is sent from it is thanked for and kept nowhere."""

    permission = PUBLIC
    form_class = GalleryForm
    template = "design/gallery.jinja"

    def context(self) -> dict[str, Any]:
        return {
            "here": self.request.path,
            "events": [
                {"day": date(2023, 11, 11), "what": "Applications open"},
                {"day": date(2024, 1, 12), "what": "Applications close", "href": self.request.path},
                {"day": datetime(2024, 4, 8, 9, tzinfo=UTC), "what": "Mentoring begins"},
            ],
            "starts": datetime(2024, 2, 6, 10, tzinfo=UTC),
            "ends": datetime(2024, 2, 6, 11, tzinfo=UTC),
            "day_here": date(2024, 2, 6),
            "meetings": [
                {"state": "held", "words": "held, 6 February"},
                {"state": "cancelled", "words": "cancelled"},
                {"state": "agreed", "words": "agreed, 5 March"},
                {"state": "proposed", "words": "proposed, 2 April"},
            ],
            "markdown_words": "Some **bold** words, and <script>alert(1)</script> that does nothing.",
        }

    def act(self, form: Any) -> str:
        messages.success(self.request, _("Thank you, %(name)s") % {"name": form.cleaned_data["name"]})
        return self.request.path
