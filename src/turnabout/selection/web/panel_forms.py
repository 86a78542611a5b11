"""The forms of a panel: setting it up, checking for it, assessing, and settling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.forms import Form, side_by_side, with_hints, with_privacy
from turnabout.selection.actions.assessing import LONGEST_NOTE
from turnabout.selection.models import RECOMMENDS, SCORES
from turnabout.selection.personspec import BRIEFING, PANEL, SPECIFICATION, Criterion, settled_outside

LATER, NEXT = "later", "next"
READERS = (
    ("", _("By number: one below 20 applications, two from there on")),
    ("1", _("One")),
    ("2", _("Two")),
)
CHECKERS = _("The co-ordinators of this cohort. Assessors see the answers without these words.")


def lines_of(text: str) -> list[str]:
    """The lines of a box that somebody filled in, empty ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


SCORABLE = [one for one in SPECIFICATION if one.judged in (PANEL, BRIEFING)]


class PanelForm(Form):
    """By how many each application is read, and what they score."""

    readers = forms.ChoiceField(
        label=_("How many assessors read each application?"),
        choices=READERS,
        widget=forms.Select,
        required=False,
        help_text=_("Each of them scores alone. Where two differ much, you settle it."),
    )
    criteria = with_hints(
        forms.MultipleChoiceField(
            label=_("What do they score?"),
            choices=[
                (one.code, f"{one.code}: {one.words}") for one in SPECIFICATION if one.judged in (PANEL, BRIEFING)
            ],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one criterion for each role")},
            help_text=_("M is for reverse mentors, N for reverse mentees."),
        ),
        {one.code: _("Usually seen at the briefing") for one in SPECIFICATION if one.judged == BRIEFING},
    )


class CheckForm(Form):
    """The words to hide from the panel, a piece to a line, and what is settled outside it."""

    hidden = with_privacy(
        forms.CharField(
            label=_("Words to hide from the panel"),
            widget=forms.Textarea(attrs={"rows": 6}),
            required=False,
            help_text=_(
                "One piece to a line, as it stands in the answers. It is hidden everywhere. We have filled in what may "
                "give the person away: take out what is harmless, and add what we missed."
            ),
        ),
        CHECKERS,
    )
    settled = forms.MultipleChoiceField(
        label=_("What no assessor judges: tick what is met"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("It is for you and your colleagues, and is shown beside the decision."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settled"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.code}: {one.words}") for one in settled_outside(role)
        ]

    def clean_hidden(self) -> list[str]:
        """One piece to a line."""
        return lines_of(self.cleaned_data["hidden"])


class DeclareForm(Form):
    """Whom an assessor knows too well to be fair to."""

    emails = with_privacy(
        forms.CharField(
            label=_("People you know too well to be fair to"),
            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": False}),
            required=False,
            help_text=_(
                "One work email address to a line: friends, family, people you work with every day. Your own managers "
                "and whoever you manage are left out by themselves."
            ),
        ),
        _("Nobody. It only keeps their applications from you."),
    )
    teams = forms.CharField(
        label=_("Teams you know too well"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One team to a line, written as it is known at work."),
    )

    def clean_emails(self) -> list[str]:
        """One address to a line."""
        return lines_of(self.cleaned_data["emails"])

    def clean_teams(self) -> list[str]:
        """One team to a line."""
        return lines_of(self.cleaned_data["teams"])


class Scoring(Form):
    """A score for each criterion, and a recommendation."""

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], said: Mapping[str, str] | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.criteria, words = list(criteria), said or {}
        for one in self.criteria:
            label = f"{one.code}: {words.get(one.code) or one.words}"
            self.fields[f"score_{one.code}"] = side_by_side(
                forms.ChoiceField(label=label, choices=SCORES, widget=forms.RadioSelect, required=False)
            )
        self.fields["recommends"] = forms.ChoiceField(
            label=_("Is what we look for shown?"), choices=RECOMMENDS, widget=forms.RadioSelect, required=False
        )
        self._more()

    def _more(self) -> None:
        """Fields after the scores."""

    def scores(self) -> dict[str, str]:
        """The scores that were given, by criterion."""
        found = {one.code: self.cleaned_data.get(f"score_{one.code}", "") for one in self.criteria}
        return {code: score for code, score in found.items() if score}

    def check_scores(self) -> None:
        """Say beside each criterion, and at the end, what is missing."""
        for one in self.criteria:
            if not self.cleaned_data.get(f"score_{one.code}"):
                self.add_error(f"score_{one.code}", _("Choose 0, 1 or 2 for %(code)s") % {"code": one.code})
        if not self.cleaned_data.get("recommends"):
            self.add_error("recommends", _("Say whether what we look for is shown"))


class AssessForm(Scoring):
    """What one assessor says of one application; the second button keeps it half-filled."""

    def _more(self) -> None:
        for one in self.criteria:
            self.fields[f"note_{one.code}"] = forms.CharField(
                label=_("Note on %(code)s") % {"code": one.code},
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                max_length=LONGEST_NOTE,
                help_text=_("Needed with a 0: say what was missing."),
            )

    @property
    def then(self) -> str:
        """Which button was pressed."""
        return LATER if self.data.get("then") == LATER else NEXT

    def boxes(self) -> list[tuple[Criterion, Any, Any]]:
        """Each criterion with its score and its note."""
        return [(one, self[f"score_{one.code}"], self[f"note_{one.code}"]) for one in self.criteria]

    def notes(self) -> dict[str, str]:
        """The notes by criterion."""
        return {one.code: self.cleaned_data.get(f"note_{one.code}", "") for one in self.criteria}

    def clean(self) -> dict[str, Any]:
        """Whole, unless it is only kept for later."""
        given = super().clean() or {}
        if self.then == NEXT:
            self.check_scores()
            for one in self.criteria:
                if given.get(f"score_{one.code}") == "0" and not given.get(f"note_{one.code}", "").strip():
                    words = _("Say in a note on %(code)s what was missing") % {"code": one.code}
                    self.add_error(f"note_{one.code}", words)
        return given


class SettleForm(Scoring):
    """Which scores and which recommendation stand, and why."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def _more(self) -> None:
        self.fields["words"] = with_privacy(
            forms.CharField(
                label=_("Why?"),
                widget=forms.Textarea(attrs={"rows": 3}),
                required=False,
                max_length=LONGEST_NOTE,
                help_text=_("A sentence, so that a colleague can follow it."),
            ),
            _("The co-ordinators of this cohort."),
        )

    def clean(self) -> dict[str, Any]:
        """Everything is needed."""
        given = super().clean() or {}
        self.check_scores()
        if not given.get("words", "").strip():
            self.add_error("words", _("Say why, in a sentence"))
        return given
