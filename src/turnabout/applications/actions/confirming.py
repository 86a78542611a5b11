"""What was entered for somebody: they are asked to confirm it, they do or do not, or it is removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.applications import consents, entered, experience, sharing, storage, tokens
from turnabout.applications.answers import LONGEST_LINE, judged, tidy
from turnabout.applications.models import BY_CALL, BY_LINK, Application
from turnabout.applications.permissions import (
    APPLICANTS_LINK,
    expired,
    may_expire_entry,
    may_offer_for_them,
    may_record_call,
    may_remove_entered,
    may_send_entry_link,
)
from turnabout.applications.queries import section as section_of
from turnabout.applications.questions import declared_by
from turnabout.applications.statuses import APPLICATION
from turnabout.applications.wordings import EXPERIENCE_BY
from turnabout.cohorts.permissions import day_of
from turnabout.foundation import ids
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import NOT_YOURS, Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.mail.keeping import take_back
from turnabout.foundation.mail.models import Message
from turnabout.foundation.moves import apply as moves

PLEASE_CHECK = "applications.please_check"


@action("application.experience_written_down", about="application")
def offer_for_them(
    *,
    application: Application,
    topics: Mapping[str, str],
    words: str = "",
    words_for: str = sharing.COORDINATOR,
    in_conversation: bool = False,
    open_to_any: bool = False,
    agreed: bool,
    by: Any,
    now: datetime,
) -> Application:
    """Write down what somebody offers of lived experience, after they agreed to it in a call or signed it on paper.

    `topics` says for each code who may know, as in `offer_experience`; nobody is told in silence of what was said to a
    co-ordinator. `agreed` says that the words of `EXPERIENCE_BY` were read aloud and answered with yes, or stand above
    the signature; without it nothing of the kind is stored. The ledger keeps that version and who wrote it down. With
    `in_conversation`, or with nothing on offer, no consent is needed, and what stood before is removed. Refused for
    what came in a list.
    """
    storage.hold(application)
    require(may_offer_for_them(by, application, now))
    given = {
        "topics": list(topics),
        "topics_words": words,
        "in_conversation": in_conversation,
        "open_to_any": open_to_any,
    }
    clean = judged(section_of(application, experience.SECTION), given, None)
    _check_tiers({**topics, **({sharing.OWN_WORDS: words_for} if clean["topics_words"] else {})})
    offered = {code: topics[code] for code in clean["topics"]}
    if clean["topics_words"]:
        offered[sharing.OWN_WORDS] = words_for
    if offered and not agreed:
        raise Refused(
            _("Nothing of this is kept before they agree to it themselves. Tick that they did."), field="agreed"
        )
    application.in_conversation, application.open_to_any = clean["in_conversation"], clean["open_to_any"]
    wording = EXPERIENCE_BY[application.entered_how]
    experience.put(application, offered, (), clean["topics_words"], wording, by=by, now=now)
    note(wording=wording if offered else "", how=application.entered_how)
    return application


@action("application.entry_link_sent", about="application")
def send_entry_link(*, application: Application, by: Any, now: datetime) -> str:
    """Ask whoever it is about, by a one-time link, to check what was entered; returns its secret.

    An earlier link stops working, and a letter with it that has not gone yet is taken back. It is good until what was
    entered would be removed.
    """
    storage.hold(application)
    require(may_send_entry_link(by, application, now))
    token = ids.token()
    application.link_digest, application.link_until = tokens.digest_of(token), entered.kept_until(application)
    application.save(update_fields=["link_digest", "link_until"])
    link = f"{settings.BASE_URL}{reverse('applications:check_entered', args=[token])}"
    take_back(Message.objects.filter(kind=PLEASE_CHECK, about=application.pk), now=now)
    send(PLEASE_CHECK, thing=application, by=by, now=now, link=link)
    return token


@action("application.entry_confirmed", about="application")
def confirm_entered(
    *,
    application: Application,
    token: str,
    declarations: Iterable[str],
    in_conversation: bool = False,
    by: Outside,
    now: datetime,
) -> Application:
    """Whoever it is about says by their link that what was entered is right, declares what is asked, and it is sent.

    `in_conversation` says that they would rather talk about lived experience, where nothing of it was written down.
    Refused when the link is not theirs, used or expired, when a section is missing, and after decisions went out.
    """
    _open_with(application, token, by, now)
    _say_in_conversation(application, in_conversation)
    _declare(application, declarations)
    _send(application, BY_LINK, by=by, now=now)
    return application


@action("application.call_recorded", about="application")
def record_call(
    *,
    application: Application,
    declarations: Iterable[str],
    called_on: date,
    whom: str,
    read_back: bool,
    in_conversation: bool = False,
    by: Any,
    now: datetime,
) -> Application:
    """Write down that the answers and the declarations were read back to whoever it is about, who agreed to each.

    `whom` names who spoke with whom. They are sent a copy letter if there is an address. Refused like a confirmation
    by link, and without `read_back`.
    """
    storage.hold(application)
    require(may_record_call(by, application, now))
    whom = " ".join(tidy(whom).split())
    if not whom or len(whom) > LONGEST_LINE:
        raise Refused(_("Write who spoke with whom, in up to 200 characters."), field="whom")
    if called_on > day_of(now) or application.entered_at is None or called_on < day_of(application.entered_at):
        raise Refused(
            _("The call was between the day on which this was entered and today. Check the day."), field="called_on"
        )
    if not read_back:
        raise Refused(
            _("Read the answers and the declarations back first, and tick that they agreed."), field="read_back"
        )
    application.called_on, application.called_whom = called_on, whom
    _say_in_conversation(application, in_conversation)
    _declare(application, declarations)
    _send(application, BY_CALL, by=by, now=now)
    return application


@action("application.entry_removed", about="application")
def remove_entered(*, application: Application, by: Any, now: datetime) -> None:
    """A co-ordinator removes what they entered: everything of it, at once."""
    storage.hold(application)
    require(may_remove_entered(by, application, now))
    entered.forget(application, by=by, now=now)


@action("application.entry_refused", about="application")
def refuse_entered(*, application: Application, token: str, by: Outside, now: datetime) -> None:
    """The holder of the link says that it is not from them, or that they want it gone: it is removed at once."""
    _open_with(application, token, by, now)
    entered.forget(application, by=by, now=now)


@action("application.entry_expired", about="application")
def expire_entered(*, application: Application, by: Outside, now: datetime) -> None:
    """The clock removes what nobody confirmed in time."""
    storage.hold(application)
    require(may_expire_entry(by, application, now))
    entered.forget(application, by=by, now=now)


def _open_with(application: Application, token: str, by: Outside, now: datetime) -> None:
    storage.hold(application)
    if by.label != APPLICANTS_LINK.label or application.entered_at is None:
        raise Refused(NOT_YOURS)
    good = application.link_until is not None and now < application.link_until
    if not good or not tokens.fits(token, application.link_digest):
        raise Refused(expired(application.cohort))


def _declare(application: Application, declarations: Iterable[str]) -> None:
    ticked = set(declarations)
    application.declarations = [code for code, _words in declared_by(application.role) if code in ticked]


def _say_in_conversation(application: Application, wanted: bool) -> None:
    """Where nothing of lived experience was written down, the wish to talk about it makes the section whole."""
    if wanted and application.offers and experience.SECTION not in application.sections_done:
        application.in_conversation = True
        application.sections_done = [*application.sections_done, experience.SECTION]


def _send(application: Application, how: str, *, by: Any, now: datetime) -> None:
    columns = ["declarations", "in_conversation", "sections_done", "called_on", "called_whom", "confirmed_how"]
    application.confirmed_how = how
    application.save(update_fields=columns)
    moves.apply(APPLICATION, application, "confirm_entered", by=by, now=now)
    application.submitted_at, application.submitted_by = now, by.id
    application.taken_at, application.taken_by = now, by.id
    application.link_until = None
    application.save(update_fields=["submitted_at", "submitted_by", "taken_at", "taken_by", "link_until"])
    entered.stop(application)
    consents.of_letters(application, by=by, now=now)
    note(role=application.role, how=how)


def _check_tiers(tiers: Mapping[str, str]) -> None:
    told: Collection[str] = [tier for tier in sharing.TIERS if tier != sharing.NOBODY]
    if set(tiers.values()) - set(told):
        raise Refused(_("Choose for each thing on offer who may know of it."))
