from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from turnabout.foundation import clock
from turnabout.foundation.design.dates import span
from turnabout.foundation.design.forms import DateField, Form, TimeField, as_heading, with_hints, with_privacy
from turnabout.training.kinds import BOOKED
from turnabout.training.models import Session
from turnabout.training.queries import Choice, Group, Offer
from turnabout.training.web.presenters import places_left


class PressForm(Form):
    """A deed behind one button: nothing to fill in."""


class ChooseForm(Form):
    """One of the sessions of a choice."""

    session = forms.ChoiceField(
        label=_("Which date suits you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the dates"), "invalid_choice": _("Choose one of the dates")},
    )

    def __init__(self, *args: Any, choice: Choice, offers: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = list(offers)
        field = self.fields["session"]
        asked = _("%(title)s: which date suits you?") if len(offers) > 1 else _("%(title)s: book a place?")
        field.label = asked % {"title": choice.title}
        field.choices = [  # type: ignore[attr-defined]
            (str(one.session.pk), span(one.session.starts_at, one.session.ends_at)) for one in offers
        ]
        own = choice.booking.session_id if choice.booking else None
        with_hints(field, {str(one.session.pk): places_left(one, own) for one in offers})
        as_heading(field)
        if own is not None or len(offers) == 1:
            self.initial["session"] = str(own or offers[0].session.pk)


class TitlesForm(Form):
    """What stands in one's own calendar."""

    titles = with_privacy(
        forms.ChoiceField(
            label=_("What should your calendar say?"),
            choices=[
                ("neutral", _("The neutral title, the same for everything")),
                ("own", _("What each session is, for example “Peer support”")),
            ],
            widget=forms.RadioSelect,
        ),
        _("Whoever can see your calendar: colleagues, an assistant, people in a meeting where you share your screen."),
    )


class WhenForm(Form):
    """When a session is: a day and two times, in London."""

    day = DateField(label=_("Day"), help_text=_("For example, 6 2 2024"))
    starts = TimeField(label=_("Starts at"), help_text=_("For example, 10am or 14:30"))
    ends = TimeField(label=_("Ends at"))

    def clean(self) -> dict[str, Any]:
        """The two instants, from the day and the London times."""
        given = super().clean() or {}
        for box, name in (("starts", "starts_at"), ("ends", "ends_at")):
            given[name] = self._instant(given.get("day"), given.get(box), box)
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends", _("A session must end after it starts"))
        return given

    def _instant(self, day: Any, at: Any, box: str) -> datetime | None:
        if day is None or at is None:
            return None
        try:
            return clock.london(day, at)
        except (clock.NoSuchTime, clock.TwiceThatDay):
            self.add_error(box, _("The clocks change at that time on that day. Choose another time."))
            return None


def when_of(session: Session) -> dict[str, Any]:
    """A session's day and times as the boxes of `WhenForm` hold them."""
    start, end = session.starts_at.astimezone(clock.LONDON), session.ends_at.astimezone(clock.LONDON)
    return {"day": start.date(), "starts": start.time(), "ends": end.time()}


class SessionForm(WhenForm):
    """When and where a session is, and how many can come."""

    WHERE: ClassVar = ("place", "map_link", "link", "access", "capacity")

    place = with_privacy(
        forms.CharField(
            label=_("Place"),
            required=False,
            max_length=200,
            help_text=_("It stands in people’s calendars, so name the room and not the programme."),
        ),
        _("Everybody booked, and whoever can see their calendars."),
    )
    map_link = forms.URLField(
        label=_("Link to a map"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"])],
        error_messages={"invalid": _("Enter a link that begins with https://")},
    )
    link = forms.URLField(label=_("Link to join online"), required=False, max_length=500, assume_scheme="https")
    access = with_privacy(
        forms.CharField(
            label=_("Getting there and taking part"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_(
                "The same for everybody: the way in without steps, captions, breaks. Never what one person needs."
            ),
        ),
        _("Everybody who can book it, on their own pages. No message carries it."),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Leave it empty if there is no limit."),
        error_messages={
            "min_value": _("There must be at least 1 place. To have none, call the session off."),
            "max_value": _("Enter up to 1,000 places, or leave it empty if there is no limit."),
            "invalid": _("Enter the places as a whole number, like 40"),
        },
    )

    def __init__(self, *args: Any, session: Session | None, **kwargs: Any) -> None:
        if session is not None:
            kwargs["initial"] = when_of(session) | {name: getattr(session, name) for name in self.WHERE}
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", *self.WHERE)}


ALONE = "-"


class AddSessionForm(SessionForm):
    """One more session: its kind, and whether it is one more date of a choice that is there."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.code, kind.label) for kind in BOOKED],
        widget=forms.RadioSelect,
    )
    group = forms.ChoiceField(
        label=_("Is it one more date of something that is planned?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Then whoever has not been there and has no booking can book it, and is written to. For peer support and "
            "action learning everybody is, so that nobody learns who has been there."
        ),
    )
    title = forms.CharField(
        label=_("Title (optional)"),
        required=False,
        max_length=120,
        help_text=_("The people it is for read it on their pages. Messages keep the neutral title."),
    )
    field_order = ("kind", "group", "title")

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, session=None, **kwargs)
        self.initial["group"] = ALONE
        self.kinds = {one.group: one.kind for one in groups}
        choices = [(ALONE, _("No, it is by itself")), *((one.group, one.title) for one in groups)]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        group = given["group"] = given.get("group", "").removeprefix(ALONE)
        if group and given.get("kind") and self.kinds[group].code != given["kind"]:
            self.add_error("group", _("That choice is of another kind. Choose one of the same kind, or “by itself”"))
        return given

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return super().values() | {name: self.cleaned_data[name] for name in ("kind", "group", "title")}


class OpenSessionForm(WhenForm):
    """When and where everybody may come and ask."""

    place = with_privacy(
        forms.CharField(
            label=_("Place (optional)"),
            required=False,
            max_length=200,
            help_text=_("Name the building, the room, and the street if people come from elsewhere."),
        ),
        _("Everybody: it stands on a public page."),
    )
    link = with_privacy(
        forms.URLField(
            label=_("Link to join online (optional)"), required=False, max_length=500, assume_scheme="https"
        ),
        _("Co-ordinators and trainers of this cohort, unless you tick the box below."),
    )
    link_public = forms.BooleanField(
        label=_("Show the link on the public page, so that everybody can join without asking"),
        required=False,
        help_text=_(
            "Anybody on the internet can then join, so use a waiting room. If you leave it, the page says where to "
            "ask for the link."
        ),
    )
    access = with_privacy(
        forms.CharField(
            label=_("Getting there and taking part (optional)"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_(
                "For example: the way in without steps, captions, a hearing loop, how to ask without speaking."
            ),
        ),
        _("Everybody: it stands on a public page."),
    )

    def __init__(self, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        if session is not None:
            more = ("place", "link", "link_public", "access")
            kwargs["initial"] = when_of(session) | {name: getattr(session, name) for name in more}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not (given.get("place") or given.get("link")) and not {"place", "link"} & set(self.errors):
            self.add_error("place", _("Say where it is: a place, a link to join online, or both"))
        if given.get("link_public") and not given.get("link") and "link" not in self.errors:
            self.add_error("link", _("Enter the link that is to be shown, or take the tick away"))
        return given

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("starts_at", "ends_at", "place", "link", "link_public", "access")
        return {name: self.cleaned_data[name] for name in names}
