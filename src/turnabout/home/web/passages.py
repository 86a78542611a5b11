"""What co-ordinators can write for the public pages, one thing a page: its questions, and what stands without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.web.forms import MARKDOWN
from turnabout.foundation.design.forms import Form
from turnabout.home.web.kit import words as kit
from turnabout.home.web.pack import words
from turnabout.selection import personspec

TICKED = "yes"
SHORT, LONG, TRANSCRIPT = 1_000, 4_000, 20_000
PACK = {
    "why": _("Why do you do it?"),
    "do": _("What does somebody in this role do?"),
    "time": _("How much time does it take?"),
    "share": _("What should they know about what they share?"),
    "support": _("What support do they get?"),
    "privacy": _("What should they know about their privacy?"),
}


def box(label: Any, limit: int, rows: int = 4, hint: Any = "") -> forms.CharField:
    """A text that may be left empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=False, widget=widget, help_text=hint)


def address(label: Any, hint: Any = "") -> forms.URLField:
    """An address on the web that may be left empty."""
    field = forms.URLField(label=label, max_length=500, required=False, assume_scheme="https", help_text=hint)
    wrong = _("Enter the whole address, beginning with https://")
    field.validators = [URLValidator(schemes=["http", "https"], message=wrong), MaxLengthValidator(500)]
    return field


class PassageForm(Form):
    """The base of these forms: made for a cohort, cleaned into words by name."""

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        self.cohort = cohort
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, str]:
        """What was written, as it is stored: a ticked box is "yes"."""
        given = self.cleaned_data
        return {name: TICKED if value is True else value or "" for name, value in given.items()}


class AwardsForm(PassageForm):
    text = box(_("Awards (optional)"), SHORT, 4, MARKDOWN)


class ShortForm(PassageForm):
    what = box(
        _("What it is, in a few sentences"),
        kit.WHAT,
        4,
        _("Whoever takes the poster from the wall must not be taken for somebody of one group: name none."),
    )
    who = box(_("Who it is for, in one or two sentences"), kit.WHO, 3)


class SiteForm(PassageForm):
    name = forms.CharField(label=_("Name of the site (optional)"), max_length=200, required=False)
    url = address(_("Address of the site (optional)"), _("For example, https://www.example.org/inclusion"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("name") and not given.get("url") and "url" not in self.errors:
            self.add_error("url", _now("Enter the address of the site, or take its name out"))
        return given


class VideoForm(PassageForm):
    title = forms.CharField(label=_("Title of the video (optional)"), max_length=200, required=False)
    url = address(
        _("Address of the video (optional)"),
        _("People are sent there. It is not shown inside this page, so that no other site sees who reads here."),
    )
    captions = forms.BooleanField(label=_("It has captions"), required=False)
    transcript = box(
        _("What is said in it, in writing (optional)"), TRANSCRIPT, 8, _("People who cannot hear it read this instead.")
    )
    transcript_url = address(_("Or the address of a transcript (optional)"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("url") and not given.get("title"):
            self.add_error("title", ValidationError(_now("Write the title of the video: it is the link’s words")))
        if given.get("url") and not (given["captions"] or given.get("transcript") or given.get("transcript_url")):
            self.add_error(
                "captions",
                _now(
                    "Some people cannot hear a video. Tick this if it has captions, or give what is said in it in "
                    "writing"
                ),
            )
        return given


class SpecificationForm(PassageForm):
    """A sentence for each criterion, which keeps its place and its meaning, and lines of what helps."""

    role = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in personspec.SPECIFICATION:
            if one.role == self.role:
                self.fields[one.code] = box(one.words, 300, 2)
        self.fields["helpful"] = box(
            _("What also helps, and nobody has to have"), SHORT, 5, _("Write each thing on a line of its own.")
        )


class MentorSpecificationForm(SpecificationForm):
    role = personspec.MENTOR


class MenteeSpecificationForm(SpecificationForm):
    role = personspec.MENTEE


class PackForm(PassageForm):
    why, do, time, share, support, privacy = (
        box(label, LONG, 6, MARKDOWN if name == "do" else "") for name, label in PACK.items()
    )


Defaults = Callable[[Cohort], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to write: its heading, its questions, what stands there of itself, and where it is seen."""

    code: str
    heading: Any
    form: type[PassageForm]
    defaults: Defaults = lambda cohort: {}
    place: str = ""


def _sentences(role: str) -> Defaults:
    def defaults(cohort: Cohort) -> Mapping[str, str]:
        found = {one.code: said for one, said in personspec.in_words(role, {})}
        return found | {"helpful": "\n".join(personspec.helpful(role, {}))}

    return defaults


THINGS: Mapping[str, Thing] = {
    one.code: one
    for one in (
        Thing("awards", _("Awards"), AwardsForm, place="awards"),
        Thing("short", _("In short, for the poster and the newsletter"), ShortForm, kit.said),
        Thing("video", _("Video"), VideoForm, place="video"),
        Thing("site", _("Your own site"), SiteForm, place="contact"),
        Thing(
            "specification-mentor",
            _("What we look for in a reverse mentor"),
            MentorSpecificationForm,
            _sentences("mentor"),
            "apply",
        ),
        Thing(
            "specification-mentee",
            _("What we look for in a reverse mentee"),
            MenteeSpecificationForm,
            _sentences("mentee"),
            "apply",
        ),
        Thing(
            "pack-mentor",
            _("Information pack for reverse mentors"),
            PackForm,
            lambda cohort: words.defaults(cohort, "mentor"),
        ),
        Thing(
            "pack-mentee",
            _("Information pack for reverse mentees"),
            PackForm,
            lambda cohort: words.defaults(cohort, "mentee"),
        ),
    )
}
