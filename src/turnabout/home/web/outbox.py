"""A cohort's outbox: what waits, is held, went or could not go, and how each kind of message reads."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.mail import actions
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.moves import apply as moves
from turnabout.home import outbox
from turnabout.home.permissions import may_see_message, may_see_outbox, may_write_to_many
from turnabout.home.web.of_cohort import OfCohort
from turnabout.home.web.outbox_forms import PressForm, WordsForm


class _OfMessage:
    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Message | None:
        self.cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        return outbox.find(self.by, self.cohort, self.kwargs["message"], self.now)


class Messages(OfCohort, Page):
    """What needs somebody first; then what is held, what waits, and what went."""

    permission = may_see_outbox
    template = "home/messages.jinja"

    def context(self) -> dict[str, Any]:
        known = [status.name for status in MESSAGE.statuses]
        status = self.request.GET.get("show", "")
        status = status if status in known else ""
        found = outbox.listed(self.by, self.thing, self.now, status=status, page=_number(self.request))
        here = f"{self.request.path}?show={status}&page="
        return {
            "listed": found,
            "only": status,
            "may_write": may_write_to_many(self.by, self.thing, self.now),
            "statuses": [(one.name, one.label, found.counts.get(one.name, 0)) for one in MESSAGE.statuses],
            "held": outbox.held_together(self.by, self.thing, self.now),
            "unnamed": outbox.unnamed(self.by, self.thing, self.now),
            "before": f"{here}{found.page - 1}" if found.page > 1 else "",
            "after": f"{here}{found.page + 1}" if found.page < found.pages else "",
        }


class OneMessage(_OfMessage, Page):
    """One message as its recipient reads it, what became of it, and what can be done."""

    permission = may_see_message
    template = "home/message.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if outbox.line(self.thing).readable:
            actions.note_reading(message=self.thing, by=self.by, now=self.now)
        return super().get(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            "cohort": self.cohort,
            "line": outbox.line(self.thing),
            "history": moves.history(MESSAGE, self.thing),
            "deeds": [(name, deed) for name, deed in DEEDS.items() if deed.offered(self.thing)],
            "changeable": self.thing.status in outbox.TO_SEE_TO and outbox.line(self.thing).readable,
        }


class Words(_OfMessage, FormPage):
    """Other words for one message that has not gone."""

    permission = may_see_message
    template = "home/message_words.jinja"
    form_class = WordsForm

    def find(self) -> Message | None:
        found = super().find()
        return found if found is not None and outbox.line(found).readable else None

    def form_arguments(self) -> dict[str, Any]:
        return {"message": self.thing}

    def context(self) -> dict[str, Any]:
        return {"cohort": self.cohort, "line": outbox.line(self.thing)}

    def act(self, form: WordsForm) -> str:
        given = form.cleaned_data
        actions.change_words(
            message=self.thing,
            subject=given["subject"],
            body=given["body"],
            seen=given["seen"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _now("The message has other words now."))
        return reverse("home:message", args=[self.kwargs["cohort"], self.thing.pk])


class Deed(NamedTuple):
    """One thing to do with a message: the action, from which statuses, and the words for it."""

    action: Any
    sources: tuple[str, ...]
    button: Any
    what: Any
    done: Any

    def offered(self, message: Message) -> bool:
        """Whether it can be done with a message as it stands."""
        return message.status in self.sources


DEEDS = {
    "send": Deed(
        actions.send_now,
        ("waiting", "held"),
        _("Send it now"),
        _("It goes at once, also outside working hours."),
        _("The message is on its way."),
    ),
    "let-go": Deed(
        actions.let_go,
        ("held",),
        _("Let it go"),
        _("It goes as soon as it may: in working hours, if it is one of those that wait for them."),
        _("The message is no longer held."),
    ),
    "hold": Deed(
        actions.hold,
        ("waiting",),
        _("Hold it"),
        _("It stays here until a co-ordinator lets it go."),
        _("The message is held."),
    ),
    "again": Deed(
        actions.try_again,
        ("failed",),
        _("Try again"),
        _("It goes to the address that this person has now. If that was wrong, ask them for another first."),
        _("The message is tried again."),
    ),
    "copy": Deed(
        actions.send_again,
        ("sent",),
        _("Send it again"),
        _("A copy with the same words goes to the address that we have for this person now."),
        _("A copy is on its way."),
    ),
    "came-back": Deed(
        actions.came_back,
        ("sent",),
        _("It came back"),
        _("For when an answer says that there is no such address. It then stands with what could not be delivered."),
        _("It is noted that the message came back."),
    ),
    "never": Deed(
        actions.cancel,
        ("waiting", "held", "failed"),
        _("Never send it"),
        _("It does not go, and this cannot be undone. Nobody is told."),
        _("The message will not be sent."),
    ),
}


class Do(_OfMessage, FormPage):
    """One deed with one message: what it does, and the button."""

    permission = may_see_message
    template = "home/message_deed.jinja"
    form_class = PressForm

    def find(self) -> Message | None:
        if self.kwargs["deed"] not in DEEDS:
            raise Http404
        return super().find()

    def context(self) -> dict[str, Any]:
        return {"cohort": self.cohort, "line": outbox.line(self.thing), "deed": DEEDS[self.kwargs["deed"]]}

    def act(self, form: PressForm) -> str:
        deed = DEEDS[self.kwargs["deed"]]
        deed.action(message=self.thing, by=self.by, now=self.now)
        messages.success(self.request, str(deed.done))
        return reverse("home:messages", args=[self.kwargs["cohort"]])


class HeldKind(OfCohort, FormPage):
    """Everything of one kind that is held: let all of it go, or none of it ever."""

    permission = may_see_outbox
    template = "home/held.jinja"
    form_class = PressForm
    deeds: ClassVar = {"let-go": actions.let_all_go, "never": actions.drop_all}

    def find(self) -> Cohort | None:
        cohort = super().find()
        held = outbox.held_together(self.by, cohort, self.now) if cohort is not None else []
        self.held = next((one for one in held if one.sort.kind == self.kwargs["kind"]), None)
        return cohort if self.held is not None and self.kwargs["deed"] in self.deeds else None

    def context(self) -> dict[str, Any]:
        return {"held": self.held, "never": self.kwargs["deed"] == "never"}

    def act(self, form: PressForm) -> str:
        deed, kind = self.deeds[self.kwargs["deed"]], self.kwargs["kind"]
        many = deed(scope=self.thing.pk, kind=kind, by=self.by, now=self.now)
        gone = ngettext("%(n)d message is on its way.", "%(n)d messages are on their way.", many)
        dropped = ngettext("%(n)d message will not be sent.", "%(n)d messages will not be sent.", many)
        messages.success(self.request, (dropped if self.kwargs["deed"] == "never" else gone) % {"n": many})
        return reverse("home:messages", args=[self.thing.pk])


def _number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) if given.isdecimal() and len(given) < 6 else 1
