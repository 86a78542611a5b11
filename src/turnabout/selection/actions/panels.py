"""Setting a panel up: how many read, what they score, what they see, and who reads which application."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.encryption import vault
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.giving_out import READY, empty, give, lying_unread
from turnabout.selection.mark import mark_of_copy
from turnabout.selection.models import Assessment, Panel, PanelCopy
from turnabout.selection.panel import MOST_READERS, criteria_of, readers_of
from turnabout.selection.permissions import may_call_in, may_check, may_set_panel
from turnabout.selection.personspec import BRIEFING, MENTEE, MENTOR, PANEL, SPECIFICATION, settled_outside
from turnabout.selection.queries import free_texts, hidden_words, name_of
from turnabout.selection.redacting import absent
from turnabout.selection.statuses import ASSESSMENT

MOST_HIDDEN = 40
LONGEST = 300
"""How many pieces of one application can be hidden, and how long each may be: above that it is another text."""


@action("panel.set", about="cohort")
def set_panel(*, cohort: Cohort, readers: int | None, criteria: Collection[str], by: Person, now: datetime) -> Panel:
    """Set by how many assessors each application is read (None: by their number), and what they score.

    Refused for fewer than one reader or more than two, when a role would be left without a criterion, and for one that
    no panel can judge from what is written. Once anybody has finished an assessment, more can read each application;
    nothing else changes.
    """
    require(may_set_panel(by, cohort, now))
    if readers is not None and not 1 <= readers <= MOST_READERS:
        raise Refused(_("Choose one or two assessors for each application."), field="readers")
    known = {one.code: one.role for one in SPECIFICATION if one.judged in (PANEL, BRIEFING)}
    if set(criteria) - set(known) or {known[code] for code in criteria} != {MENTOR, MENTEE}:
        raise Refused(_("Choose at least one criterion from the list for each role."), field="criteria")
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    chosen = [code for code in known if code in criteria]
    if Assessment.objects.filter(application__cohort=cohort, status="done").exists():
        scored_now = {one.code for role in (MENTOR, MENTEE) for one in criteria_of(cohort, role)}
        if scored_now != set(chosen) or (readers or readers_of(cohort)) < readers_of(cohort):
            words = _("An assessor has finished already. More of them can read each application; nothing else changes.")
            raise Refused(words)
    panel, _made = Panel.objects.update_or_create(
        cohort=cohort, defaults={"readers": readers, "criteria": chosen, "set_at": now, "set_by": by.id}
    )
    note(readers=readers or "by number", criteria=chosen)
    return panel


@action("application.checked", about="application")
def check(
    *,
    application: Application,
    hidden: Iterable[str],
    settled: Collection[str],
    seen: str | None = None,
    by: Person,
    now: datetime,
) -> PanelCopy:
    """Let the panel read an application, with every piece of `hidden` taken out of what its writer wrote.

    `settled` holds the codes of the criteria outside the panel that are met. `seen` is what `queries.mark_of_copy` gave
    for the copy that the co-ordinator had before them: when a colleague checked it since, it is refused. Refused when
    a piece stands nowhere in the answers, and once every assessor has finished with it; after the first one pieces are
    only added.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=application.pk)
    require(may_check(by, application, now))
    copy = PanelCopy.objects.filter(application=application).first()
    if seen is not None and seen != mark_of_copy(copy):
        who = name_of(copy.checked_by if copy else None) or _("Somebody")
        words = _("%(name)s checked this application a moment ago. Nothing of yours was saved. Look again, then go on.")
        raise Refused(words % {"name": who})
    pieces = list(dict.fromkeys(" ".join(one.split()) for one in hidden if one.strip()))
    if copy is not None and Assessment.objects.filter(application=application, status="done").exists():
        pieces = list(dict.fromkeys([*(hidden_words(copy, by)), *pieces]))
    _check_pieces(pieces, application, by)
    allowed = {one.code for one in settled_outside(application.role)}
    copy = copy or PanelCopy(application=application)
    copy.settled, copy.checked_at, copy.checked_by = sorted(allowed & set(settled)), now, by.id
    vault.lock(copy, "hidden", pieces)
    copy.save()
    note(hidden=len(pieces), settled=copy.settled)
    return copy


@action("applications.shared_out", about="cohort")
def give_out(*, cohort: Cohort, by: Person, now: datetime) -> list[Assessment]:
    """Give every checked application that lacks a reader to assessors who are free for it, as evenly as can be.

    What lies with somebody who assesses here no more is called in first. An application for which too few are free gets
    those there are; `queries.panel_state` says how many lack one. Each assessor is told once that something waits.
    """
    require(may_set_panel(by, cohort, now))
    waiting = list(_to_give(cohort))
    lying = lying_unread(cohort, now)
    _call_in(lying, by, now)
    Assessment.objects.filter(pk__in=[one.pk for one in lying]).delete()  # so that they may have them again later
    made = give(cohort, waiting, by=by, now=now)
    for assessment in {one.assessor_id: one for one in made}.values():
        send(READY, thing=assessment, by=by, now=now)
    note(given=len(made), applications=len(waiting))
    return made


@action("assessments.called_in", about="cohort")
def call_in(*, cohort: Cohort, assessor: Person, by: Person, now: datetime) -> int:
    """Take from one assessor what they have not finished, for others to read; returns how many. Theirs stays shut."""
    require(may_set_panel(by, cohort, now))
    unread = Assessment.objects.filter(application__cohort=cohort, assessor=assessor, status="assigned")
    many = _call_in(list(unread.select_related("application__cohort")), by, now)
    note(called_in=many)
    return many


def _call_in(rows: Iterable[Assessment], by: Any, now: datetime) -> int:
    many = 0
    for one in rows:
        require(may_call_in(by, one, now))
        moves.apply(ASSESSMENT, one, "call_in", by=by, now=now)
        empty(one)
        many += 1
    return many


def _to_give(cohort: Cohort) -> QuerySet[Application]:
    found = Application.objects.filter(cohort=cohort, status="submitted", verdict=None, panel_copy__isnull=False)
    return found.select_for_update(of=("self",)).select_related("person", "cohort").order_by("id")


def _check_pieces(pieces: list[str], application: Application, by: Any) -> None:
    if len(pieces) > MOST_HIDDEN or any(len(one) > LONGEST for one in pieces):
        most = {"many": MOST_HIDDEN, "long": LONGEST}
        words = _("Hide at most %(many)d pieces, each of at most %(long)d letters. Shorter ones hide the same.")
        raise Refused(words % most, field="hidden")
    if lost := absent(free_texts(application, by=by), pieces):
        words = _("These words stand nowhere in the answers. Write them just as they stand there: %(words)s")
        raise Refused(words % {"words": "; ".join(lost)}, field="hidden")
