"""The forms about a manager's release: asking, answering by link, and what the co-ordinator does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.applications.managers import Who
from turnabout.applications.models import HOW
from turnabout.foundation.design.forms import Form, WordLimit, with_hints, with_privacy, with_reveals

MOST_WORDS = 150
MOST_CHARACTERS = 6_000
YES, CONDITIONS, NOT_NOW = "yes", "conditions", "not_now"
SPOKEN, ASK, AGAIN, OTHERWISE, NOT_NEEDED, COVERED, MINE = (
    "spoken", "ask", "again", "otherwise", "not_needed", "covered", "mine",
)  # fmt: skip


def _words(rows: int = 4) -> forms.CharField:
    return forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[WordLimit(MOST_WORDS)],
        max_length=MOST_CHARACTERS,
    )


ROLE, TIME = "role", "time"
"""What the applicant chooses instead of the days alone: the role as well, or no more than how much time it takes."""


class AskForm(Form):
    """To whom the letter goes."""

    name = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        help_text=gettext_lazy("The link goes to this address, and to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the address to which the letter goes")},
    )
    told = forms.ChoiceField(required=False, widget=forms.HiddenInput(), choices=[("", ""), (ROLE, ""), (TIME, "")])

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of %(who)s") % {"who": who.yours}
        self.fields["email"].label = _("Work email of %(who)s") % {"who": who.yours}


class AnswerForm(Form):
    """What a manager answers. `who` is the applicant's name, which the words need."""

    answer = with_reveals(
        with_hints(
            forms.ChoiceField(
                widget=forms.RadioSelect,
                choices=(
                    (YES, gettext_lazy("Yes")),
                    (CONDITIONS, gettext_lazy("Yes, with conditions")),
                    (NOT_NOW, gettext_lazy("Not now")),
                ),
                error_messages={"required": gettext_lazy("Choose yes, yes with conditions, or not now")},
            ),
            {NOT_NOW: gettext_lazy("Nobody is turned down because of this.")},
        ),
        {CONDITIONS: "conditions", NOT_NOW: "reason"},
    )
    conditions = _words()
    reason = _words()
    show_reason = forms.BooleanField(required=False)
    cover = _words()
    will_not_pry = forms.BooleanField(required=False)
    will_be_fair = forms.BooleanField(required=False)

    def __init__(self, *args: Any, who: str, **kwargs: Any) -> None:
        labels = {
            "answer": _("Can you release %(who)s for these hours?"),
            "conditions": _("Which conditions?"),
            "reason": _("Why not now?"),
            "show_reason": _("If I say not now, %(who)s may read why"),
            "cover": _("What do you need so that the work is covered? (optional)"),
            "will_not_pry": _("I will not ask what is discussed"),
            "will_be_fair": _("I will not treat %(who)s worse for taking part, or for asking to"),
        }
        hints = {
            "conditions": _("For example, not on days with a clinic."),
            "reason": _("In a few words. Leave it empty if you would rather say it to the co-ordinator."),
            "cover": _("For example, somebody for the rota on the training day. The co-ordinator helps to arrange it."),
            "will_be_fair": _("To treat somebody worse for this can be victimisation under the Equality Act 2010."),
        }
        seen = {
            "conditions": _("The co-ordinator and %(who)s."),
            "reason": _("The co-ordinator. %(who)s only if you tick the box below."),
            "cover": _("The co-ordinator."),
        }
        super().__init__(*args, **kwargs)
        for name, words in labels.items():
            self.fields[name].label = words % {"who": who}
        for name, words in hints.items():
            self.fields[name].help_text = words
        for name, words in seen.items():
            with_privacy(self.fields[name], words % {"who": who})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answer = given.get("answer")
        if answer == CONDITIONS and not (given.get("conditions") or "").strip() and "conditions" not in self.errors:
            self.add_error("conditions", _("Write which conditions there are"))
        if answer in (YES, CONDITIONS):
            for name in ("will_not_pry", "will_be_fair"):
                if not given.get(name):
                    label = {"label": self.fields[name].label}
                    self.add_error(name, _("Tick “%(label)s”, or choose “Not now”") % label)
        return given


class KeepForm(Form):
    """What a co-ordinator does about one release: only what can be done now is offered."""

    deed = forms.ChoiceField(
        label=gettext_lazy("What happens now?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happens now")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Work email of their manager"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(label=gettext_lazy("How did the manager confirm it?"), required=False, choices=HOW)

    def __init__(self, *args: Any, deeds: list[tuple[str, Any, Any]], asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deed = self.fields["deed"]
        deed.choices = [(code, words) for code, words, _hint in deeds]  # type: ignore[attr-defined]
        with_hints(deed, {code: hint for code, _words, hint in deeds if hint})
        offered = {code for code, _words, _hint in deeds}
        self.fields["how"].choices = [("", _("Choose")), *HOW]  # type: ignore[attr-defined]
        reveals = {}
        if OTHERWISE in offered:
            reveals[OTHERWISE] = "how"
        else:
            del self.fields["how"]
        if ASK in offered and asks:
            reveals[ASK] = "email"
        else:
            del self.fields["email"]
        with_reveals(deed, reveals)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("deed") == OTHERWISE and not given.get("how"):
            self.add_error("how", _("Choose how the manager confirmed it"))
        if (
            given.get("deed") == ASK
            and "email" in self.fields
            and not given.get("email")
            and "email" not in self.errors
        ):
            self.add_error("email", _("Enter the work email of their manager"))
        return given
