"""A manager's release of somebody's time: asked for, stopped, or settled by the co-ordinator without the link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from turnabout.applications import duties, links, reminding, storage
from turnabout.applications.models import COVER, HOW, Application, Release, ReleaseTask
from turnabout.applications.permissions import may_ask, may_keep_release, may_send_letter_again
from turnabout.applications.statuses import RELEASE
from turnabout.applications.wordings import ASK_MANAGER, ASK_MANAGER_NOW, ASK_MANAGER_WORDS
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.consent import ledger
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves


@action("release.asked", about="application")
def ask_manager(
    *,
    application: Application,
    email: str = "",
    name: str = "",
    show_role: bool = False,
    hide_days: bool = False,
    wording: str = ASK_MANAGER_NOW,
    by: Person,
    now: datetime,
) -> tuple[Release, str]:
    """The applicant has their manager asked by a one-time link; returns the release and the secret of the link.

    `email` and `name` are the manager's; empty means those of the application. The manager learns the role only with
    `show_role`; with `hide_days` they learn how much time at most and in which months, but no day. Pressing is the
    consent to the words of version `wording`. Refused without an address, for the applicant's own address, and unless
    `may_ask`. Raises `KeyError` for a wording that was never shown.
    """
    release = _of(application)
    require(may_ask(by, release, now))
    ASK_MANAGER_WORDS[wording]
    release.to_email = _address(email or application.manager_email, application)
    release.to_name = (name or application.manager_name).strip()
    release.show_role, release.hide_days = show_role, hide_days
    ledger.give(
        person=application.person, purpose=ASK_MANAGER, wording=wording, by=by, now=now, scope=application.cohort_id
    )
    return release, _ask(release, by, now)


@action("release.asked_for_them", about="release")
def ask_for_them(*, release: Release, email: str = "", agreed: bool, by: Person, now: datetime) -> tuple[Release, str]:
    """A co-ordinator has the manager asked after the applicant agreed in a talk; the agreement goes into the ledger.

    Neither the role nor the days are shown: only the applicant shows them. `email` is needed when the application
    names no manager. Returns the release and the secret of the link. Refused unless `agreed`; the applicant is told
    that it went out.
    """
    release = storage.held(release)
    require(may_keep_release(by, release, now))
    application = release.application
    if not agreed:
        raise Refused(_("Talk with the applicant first. Their manager is written to only if they agree."))
    ledger.give(
        person=application.person,
        purpose=ASK_MANAGER,
        wording=ASK_MANAGER_NOW,
        by=by,
        now=now,
        scope=application.cohort_id,
    )
    require(may_ask(by, release, now))
    release.to_email = _address(email or release.to_email or application.manager_email, application)
    release.to_name = release.to_name or application.manager_name
    release.show_role, release.hide_days = False, True
    token = _ask(release, by, now)
    send("applications.release_news", thing=release, by=by, now=now)
    return release, token


@action("release.letter_sent_again", about="release")
def send_letter_again(*, release: Release, by: Person, now: datetime) -> str:
    """A co-ordinator sends the letter once more, to the same address; the links that are out stay good. The secret.

    Refused when several went out within a day.
    """
    release = storage.held(release)
    require(may_send_letter_again(by, release, now))
    if links.too_many(release, now):
        raise Refused(_("Several letters went to this manager within a day. Ring them, or wait until tomorrow."))
    assert release.until is not None
    return links.send_link(release, "applications.ask_manager", until=release.until, by=by, now=now)


@action("release.stopped", about="release")
def stop_asking(*, release: Release, by: Person, now: datetime) -> Release:
    """The applicant stops a request that waits: its links stop working, and the manager is not told why."""
    release = storage.held(release)
    moves.apply(RELEASE, release, "stop", by=by, now=now)
    release.links.all().delete()
    ledger.withdraw(
        person=release.application.person, purpose=ASK_MANAGER, by=by, now=now, scope=release.application.cohort_id
    )
    _end(release, by, now)
    return release


@action("release.confirmed_otherwise", about="release")
def confirm_otherwise(*, release: Release, how: str, by: Person, now: datetime) -> Release:
    """A co-ordinator writes down that the manager agreed in another way (`how`: a code of `HOW`)."""
    release = storage.held(release)
    if how not in dict(HOW):
        raise Refused(_("Say how the manager confirmed it, so that it can be looked up later."))
    moves.apply(RELEASE, release, "confirm_otherwise", by=by, now=now, reason=how)
    release.settled_how = how
    release.save(update_fields=["settled_how"])
    _end(release, by, now)
    return release


@action("release.waived", about="release")
def waive(*, release: Release, by: Person, now: datetime) -> Release:
    """A co-ordinator decides that no manager has to confirm it, because a manager can be the barrier."""
    release = storage.held(release)
    moves.apply(RELEASE, release, "waive", by=by, now=now)
    _end(release, by, now)
    return release


@action("release.spoken", about="release")
def note_talk(*, release: Release, by: Person, now: datetime) -> Release:
    """A co-ordinator has spoken with the applicant, and the release stays as it is. Nothing of the talk is kept."""
    release = storage.held(release)
    require(may_keep_release(by, release, now))
    if not duties.finish(release, duties.ABOUT_THE_ANSWER, by=by, now=now):
        raise Refused(_("No talk was waiting here. Somebody may have marked it as done a moment ago."))
    return release


@action("release.cover_arranged", about="release")
def cover_arranged(*, release: Release, by: Person, now: datetime) -> Release:
    """A co-ordinator has arranged the cover that the manager asked for."""
    release = storage.held(release)
    require(may_keep_release(by, release, now))
    if not duties.finish(release, (COVER,), by=by, now=now):
        raise Refused(_("No cover was waiting here. Somebody may have marked it as arranged a moment ago."))
    return release


@action("release.taken_over", about="release")
def take_over(*, release: Release, by: Person, now: datetime) -> Release:
    """A co-ordinator becomes the owner of whatever waits about this release."""
    release = storage.held(release)
    require(may_keep_release(by, release, now))
    taken = ReleaseTask.objects.filter(release=release, done_at=None).exclude(owner=by).update(owner=by)
    if not taken:
        raise Refused(_("Nothing waits here that somebody else takes care of."))
    note(tasks=taken)
    return release


def _ask(release: Release, by: Person, now: datetime) -> str:
    moves.apply(RELEASE, release, "ask", by=by, now=now)
    release.asked_at, release.asked_by = now, by.id
    release.until = reminding.over_at(now, release.application.cohort)
    release.said_email = release.application.manager_email
    release.reminders, release.settled_how = 0, ""
    release.save()
    release.links.all().delete()
    duties.finish(release, duties.ABOUT_THE_ANSWER, by=by, now=now)
    reminding.stop(release, now)  # a letter to somebody who was named before
    reminding.plan(release)
    note(shows_role=release.show_role, hides_days=release.hide_days)
    return links.send_link(release, "applications.ask_manager", until=release.until, by=by, now=now)


def _end(release: Release, by: Any, now: datetime) -> None:
    reminding.stop(release, now)
    duties.finish(release, duties.ABOUT_THE_ANSWER, by=by, now=now)


def _of(application: Application) -> Release:
    """The release of an application, made when there is none, and held until the action is over."""
    release, _made = Release.objects.get_or_create(application=application)
    return storage.held(release)


def _address(given: str, application: Application) -> str:
    address = normal_email(given)
    try:
        validate_email(address)
    except ValidationError as fault:
        raise Refused(_("Enter your manager’s work email in the correct format, like name@example.com.")) from fault
    if address == normal_email(application.person.email or ""):
        raise Refused(_("This is the applicant’s own address. Enter the address of whoever agrees to their time."))
    return address
