"""What a manager does by link, and what the clock does while nobody answers."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.applications import duties, links, reminding, storage, tokens
from turnabout.applications.models import COVER, NOT_NOW, SILENT, Release
from turnabout.applications.permissions import may_answer_release, may_remind
from turnabout.applications.queries import OPEN, by_managers_token
from turnabout.applications.statuses import RELEASE
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import NOT_YOURS, Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.design.dates import day_time
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves

YES, CONDITIONS, LATER = "yes", "conditions", "not_now"
MOVES = {YES: "support", CONDITIONS: "support_with_conditions", LATER: "say_not_now"}
WORDS = 150
"""The most words of each text."""


@action("release.answered", about="release")
def answer_release(
    *,
    release: Release,
    token: str,
    answer: str,
    conditions: str = "",
    reason: str = "",
    show_reason: bool = False,
    cover: str = "",
    will_not_pry: bool = False,
    will_be_fair: bool = False,
    by: Outside,
    now: datetime,
) -> Release:
    """A manager answers by an open link: "yes", "conditions" or "not_now"; every link of this release is then used up.

    Texts that do not belong to the answer are thrown away. A yes needs both promises. `cover` makes a task for a
    co-ordinator, and so does a "not now", which decides nothing about the application. Refused with what to do for
    a link that is not open. Raises `KeyError` for another answer.
    """
    release = storage.held(release)
    require(may_answer_release(by, release, now))
    _check_link(release, token, now)
    _check(answer, conditions, will_not_pry, will_be_fair)
    moves.apply(RELEASE, release, MOVES[answer], by=by, now=now)
    vault.lock(release, "conditions", conditions.strip() if answer == CONDITIONS else "")
    vault.lock(release, "reason", reason.strip() if answer == LATER else "")
    vault.lock(release, "cover", cover.strip())
    release.show_reason = show_reason and answer == LATER
    release.will_not_pry, release.will_be_fair = will_not_pry, will_be_fair
    release.save()
    release.links.update(used=True)
    reminding.stop(release, now)
    over = duties.ABOUT_THE_ANSWER if cover.strip() else (*duties.ABOUT_THE_ANSWER, COVER)
    duties.finish(release, over, by=by, now=now)
    for kind, due in ((NOT_NOW, answer == LATER), (COVER, bool(cover.strip()))):
        if due:
            duties.make(release, kind, by=by, now=now)
    note(answer=answer)
    return release


@action("release.link_sent", about="release")
def send_managers_link(*, release: Release, token: str, by: Outside, now: datetime) -> str:
    """Whoever holds an earlier link has a new one sent to the address that the first one went to; returns its secret.

    What was answered stands until it is answered anew. Refused for a link that never was, and when one was sent a
    few minutes ago: an old link in the wrong hands must not become a nuisance.
    """
    release = storage.held(release)
    require(may_answer_release(by, release, now))
    if not any(tokens.fits(token, digest) for (digest,) in release.links.values_list("digest")):
        raise Refused(NOT_YOURS)
    if (wait := links.wait_for_another(release, now)) is not None:
        raise Refused(
            _("A link was sent a short while ago. Look in your inbox and your junk mail, or ask again after %(when)s.")
            % {"when": day_time(wait)}
        )
    until = reminding.over_at(now, release.application.cohort)
    return links.send_link(release, "applications.new_managers_link", until=until, by=by, now=now)


@action("release.reminded", about="release")
def remind_manager(*, release: Release, number: int, by: Outside, now: datetime) -> Release:
    """Remind a manager who has not answered, for the first or second time (`number`), with a link of its own."""
    release = storage.held(release)
    require(may_remind(by, release, now))
    if number <= release.reminders or release.until is None:
        raise Refused(_("This reminder was sent already."))
    release.reminders = number
    release.save(update_fields=["reminders"])
    links.send_link(release, "applications.remind_manager", until=release.until, by=by, now=now)
    note(number=number)
    return release


@action("release.expired", about="release")
def expire_release(*, release: Release, by: Outside, now: datetime) -> Release:
    """The last day has ended without an answer: the applicant is told, and a co-ordinator has something to do."""
    release = storage.held(release)
    moves.apply(RELEASE, release, "expire", by=by, now=now)
    duties.make(release, SILENT, by=by, now=now)
    return release


def _check_link(release: Release, token: str, now: datetime) -> None:
    link = by_managers_token(token, now)
    if link is None or link.release.pk != release.pk:
        raise Refused(NOT_YOURS)
    if link.state != OPEN:
        raise Refused(_("This link is not good any more, so nothing was kept. Ask for a new link, then send it again."))


def _check(answer: str, conditions: str, will_not_pry: bool, will_be_fair: bool) -> None:
    MOVES[answer]
    if answer == CONDITIONS and not conditions.strip():
        raise Refused(_("Write which conditions there are."))
    if answer != LATER and not (will_not_pry and will_be_fair):
        raise Refused(_("Tick both promises. If you cannot make them, choose “Not now” and say why."))
