"""The seven questions of setting a cohort up: a form for each, with what already stands in its boxes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import planner
from turnabout.cohorts.models import PATTERNS, Cohort, Organisation, Programme
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.strands import CODES, STRANDS
from turnabout.cohorts.web.forms import ON_THE_PUBLIC_PAGE
from turnabout.foundation.design.forms import DateField, Form, as_heading, with_hints, with_privacy, with_reveals

NEW = "new"
"""Stands for the programme that is made together with the cohort."""
HEAD_START = 2
"""Weeks from today to the opening that is proposed."""
COUNCIL = re.compile(r"\b(council|borough|authority)\b", re.IGNORECASE)
HEALTH = re.compile(r"\b(nhs|trust|hospitals?|integrated care|icb|healthcare|care board)\b", re.IGNORECASE)
KINDS = ("nhs", "council", "other")
MOST_LEADERS = 60


class PatternForm(Form):
    pattern = with_hints(
        as_heading(
            forms.ChoiceField(
                label=_("Which kind of programme is it?"),
                choices=PATTERNS,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose the kind of programme")},
            )
        ),
        {
            "system": _("An open call: staff of one or more organisations apply as reverse mentor or reverse mentee."),
            "board": _("You name the leaders and they confirm by a link. Reverse mentors are invited to apply."),
        },
    )


class NameForm(Form):
    """What the cohort is called, and the programme it belongs to: one that is there, or a new one."""

    programme = with_reveals(forms.ChoiceField(label=_("Programme"), widget=forms.RadioSelect), {NEW: "programme_name"})
    programme_name = forms.CharField(
        label=_("Name of the new programme"),
        max_length=200,
        required=False,
        help_text=_("Its cohorts follow one another, year after year."),
    )
    host = forms.ChoiceField(label=_("Organisation that runs the new programme"), required=False)
    title = forms.CharField(
        label=_("Name of the cohort"),
        max_length=100,
        help_text=_("For example, Cohort 5, 2023/24. It stands on the public page and in its address."),
    )
    number = forms.IntegerField(
        label=_("Number of the cohort"),
        min_value=1,
        max_value=999,
        help_text=_("1 for the first cohort of this programme, 2 for the second, and so on."),
        widget=forms.NumberInput(attrs={"size": 3}),
    )

    def __init__(self, *args: Any, programmes: list[Programme], hosts: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        self.hosts = {str(one.pk): one for one in hosts}
        known = [(pk, f"{one.name}, {one.host.name}") for pk, one in self.programmes.items()]
        choices = [*known, (NEW, _("A new programme"))] if hosts else known
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]
        self.fields["host"].choices = [(pk, one.name) for pk, one in self.hosts.items()]  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["programme"].widget = forms.HiddenInput()
            self.fields["programme"].reveals = {}  # type: ignore[attr-defined]
            self.initial["programme"] = choices[0][0]
        if len(hosts) <= 1:
            del self.fields["host"]
        if not hosts:
            del self.fields["programme_name"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = given.get("programme")
        if chosen == NEW:
            given["host"] = given.get("host") or next(iter(self.hosts))
            name = given["programme_name"] = given.get("programme_name", "").strip()
            if not name:
                self.add_error("programme_name", gettext("Write a name for the new programme"))
            elif self.hosts[given["host"]].programmes.filter(name__iexact=name).exists():
                taken = gettext("There is already a programme with this name. Choose it above, or write another name")
                self.add_error("programme_name", taken)
        elif chosen and Cohort.objects.filter(programme=chosen, number=given.get("number") or 0).exists():
            words = gettext("This programme already has a cohort %(number)d. The next free number is %(next)d")
            self.add_error("number", words % {"number": given["number"], "next": next_number(chosen)})
        return given


class OrganisationsForm(Form):
    organisations = forms.MultipleChoiceField(
        label=_("Whose staff can take part?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=_("Organisations that are not in the list (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One on each line, by its full name. If the name does not say what it is, write NHS, council or other "
            "after a comma."
        ),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], may_add: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined]
        self.names = {one.name.lower(): str(one.pk) for one in organisations}
        if not may_add:
            del self.fields["more"]
            self.fields["organisations"].help_text = _(
                "If one is missing, ask the administrator of this site to add it."
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        written = [place_of(line) for line in given.get("more", "").splitlines() if line.strip()]
        known = [self.names[name.lower()] for name, _kind in written if name.lower() in self.names]
        given["organisations"] = list(dict.fromkeys([*given.get("organisations", []), *known]))
        fresh = {name.lower(): [name, kind] for name, kind in written if name.lower() not in self.names}
        given["more"] = "\n".join(", ".join(one) for one in fresh.values())
        if not given["organisations"] and not fresh:
            self.add_error("organisations", gettext("Choose at least one organisation whose staff can take part"))
        return given


class NamedLeadersForm(Form):
    """The leaders of a Board programme, one on each line; they may be left for later."""

    leaders = with_privacy(
        as_heading(
            forms.CharField(
                label=_("Who are the leaders?"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 8}),
                help_text=_(
                    "One on each line: name, work email, job title, with commas between. For example, Helen Marlowe, "
                    "helen.marlowe@example.org, Chief nurse. You can leave this empty and do it later."
                ),
            )
        ),
        _("The co-ordinators of this cohort. Nobody is written to before you open the cohort and name each leader."),
    )

    def clean_leaders(self) -> str:
        found = leaders_in(self.cleaned_data["leaders"])
        return "\n".join(", ".join(filter(None, one.values())) for one in found)


class WhoLeadsForm(Form):
    """Who the leaders of a system programme are, in words for the public page."""

    who = with_privacy(
        as_heading(
            forms.CharField(
                label=_("Who are the leaders?"),
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("In a few words, as they stand on the public page: who can apply as a reverse mentee."),
            )
        ),
        ON_THE_PUBLIC_PAGE,
    )


class StrandsForm(Form):
    strands = as_heading(
        forms.MultipleChoiceField(
            label=_("Which experience is the programme about?"),
            choices=STRANDS,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Choose none if experience of any protected characteristic is welcome."),
        )
    )


class StartForm(Form):
    starts_on = as_heading(
        DateField(
            label=_("On which day does the mentoring start?"),
            help_text=_(
                "For example, 8 4 2024. Choose a Monday if you can. Every other date is counted from that week, "
                "and you can change each of them afterwards."
            ),
            error_messages={"required": _("Enter the day on which the mentoring starts")},
        )
    )


def leaders_in(text: str) -> list[dict[str, str]]:
    """The leaders written one on a line; raises `ValidationError` that names each line with a fault."""
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, email, title = ([part.strip() for part in re.split(r"[,;\t]", line, maxsplit=2)] + ["", ""])[:3]
        try:
            validate_email(email)
            if not name:
                raise ValidationError("")
        except ValidationError:
            words = gettext("Line %(number)d: write a name and a work email, with a comma between them")
            faults.append(words % {"number": number})
            continue
        found.append({"name": name[:200], "email": email, "job_title": title[:200]})
    if len(found) > MOST_LEADERS:
        faults.append(gettext("Write at most %(most)d leaders here") % {"most": MOST_LEADERS})
    if faults:
        raise ValidationError(faults)
    return found


def place_of(line: str) -> tuple[str, str]:
    """An organisation's name and kind, as a line says them: by a word after the last comma, else by its name."""
    name, _comma, last = line.rpartition(",")
    if name.strip() and last.strip().lower() in KINDS:
        return name.strip(), last.strip().lower()
    whole = line.strip()
    return whole, "council" if COUNCIL.search(whole) else "nhs" if HEALTH.search(whole) else "other"


def next_number(programme: Any) -> int:
    """The number after the last cohort of a programme."""
    last = Cohort.objects.filter(programme=programme).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def first_start(pattern: str, now: datetime) -> date:
    """The Monday on which mentoring can start if the cohort opens in two weeks."""
    weeks = -planner.OFFSETS[pattern][0].week + HEAD_START + 1
    today = day_of(now)
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def first_strands(pattern: str) -> list[str]:
    """The strands that stand ready: an open call names them, a Board welcomes any experience."""
    return [] if pattern == planner.BOARD else list(CODES)
