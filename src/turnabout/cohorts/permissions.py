"""Who may do what to organisations, programmes and cohorts, and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import readiness
from turnabout.cohorts.models import ASKED, Cohort, Organisation, PlannedDate, Programme, Role, SupportContact
from turnabout.cohorts.planner import TO_BE_CONFIRMED
from turnabout.foundation.accounts.actors import CLOCK, OPERATOR
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.foundation.clock import LONDON

BEFORE_OPENING = ("draft",)
OVER = ("completed", "called_off")


def is_coordinator(person: Any, cohort: Cohort, on: date) -> bool:
    """Whether `person` keeps `cohort` on the day `on`: by a role in it, in its programme or in its host."""
    return has_role(person, "coordinator", cohort, on)


def has_role(person: Any, kind: str, cohort: Cohort, on: date) -> bool:
    """Whether `person` holds the role `kind` that reaches `cohort` on the day `on`. One query."""
    reaches = Q(cohort=cohort.pk) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    return held_on(person, on).filter(reaches, kind=kind).exists()


def held_on(person: Any, on: date) -> QuerySet[Role]:
    """The roles that `person` holds on the day `on`; none for somebody without an account."""
    if not getattr(person, "is_authenticated", False):
        return Role.objects.none()
    return Role.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), person=person.pk, from_on__lte=on)


def is_administrator(by: Any) -> bool:
    """Whether `by` keeps the installation running: an administrator, or the operator at the command line."""
    return by is OPERATOR or bool(getattr(by, "is_authenticated", False) and by.is_administrator)


def may_administer(by: Any, thing: Any, now: datetime) -> Decision:
    """Organisations and their first co-ordinators are an administrator's work."""
    return YES if is_administrator(by) else NOT_YOURS


def may_start_programme(by: Any, host: Organisation | None, now: datetime) -> Decision:
    """An administrator, or somebody who already is co-ordinator of the host (of any host when None is asked)."""
    roles = held_on(by, day_of(now)).filter(kind="coordinator", organisation__isnull=False)
    if is_administrator(by) or roles.filter(**({"organisation": host} if host else {})).exists():
        return YES
    return NOT_YOURS


def may_create(by: Any, programme: Programme | None, now: datetime) -> Decision:
    """A co-ordinator of the programme or of its host may create a cohort in it (somewhere, when None is asked)."""
    roles = held_on(by, day_of(now)).filter(kind="coordinator")
    if programme is None:
        return YES if roles.filter(cohort__isnull=True).exists() else NOT_YOURS
    reaches = Q(programme=programme.pk) | Q(organisation=programme.host_id)
    return YES if roles.filter(reaches).exists() else NOT_YOURS


def may_list_cohorts(by: Any, thing: Any, now: datetime) -> Decision:
    """Anybody who co-ordinates something, and an administrator."""
    some = held_on(by, day_of(now)).filter(kind="coordinator").exists()
    return YES if some or is_administrator(by) else NOT_YOURS


def may_view_plan(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators read its plan."""
    return _kept(by, cohort, now)


def may_edit(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Words, contact and dates can be changed by a co-ordinator until the cohort is over."""
    if cohort is None or not (kept := _kept(by, cohort, now)):
        return NOT_YOURS
    return no(_("This cohort is over. What it said and did is kept as it was.")) if cohort.status in OVER else kept


def may_set_policies(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """What people apply under can be changed by a co-ordinator, and only before opening."""
    if cohort is None or not (kept := _kept(by, cohort, now)):
        return NOT_YOURS
    if cohort.status not in BEFORE_OPENING:
        return no(_("This was fixed when the cohort opened, so that everybody takes part under the same rules."))
    return kept


def may_change_date(by: Any, planned: PlannedDate | None, now: datetime) -> Decision:
    """A co-ordinator may move a date that has not passed; a closing date only before it has come."""
    if planned is None or not (kept := may_edit(by, planned.cohort, now)):
        return kept if planned is not None else NOT_YOURS
    if planned.cohort.status not in BEFORE_OPENING and has_passed(planned, now):
        return no(_("This date has passed, so it can no longer be moved."))
    return kept


def has_passed(planned: PlannedDate, now: datetime) -> bool:
    """Whether a date is over; one that is to be confirmed never is."""
    return planned.kind != TO_BE_CONFIRMED and planned.ends_at <= now


def may_extend(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator gives people more time as long as applications are open."""
    if cohort is None or not (kept := may_edit(by, cohort, now)):
        return kept if cohort is not None else NOT_YOURS
    if cohort.status != "open" or cohort.closes_at is None or cohort.closes_at <= now:
        return no(_("More time can be given only while applications are open. Move the date itself before that."))
    return kept


def may_copy(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Whoever keeps a cohort and may create one in its programme may make the next one after its likeness."""
    if cohort is None or not _kept(by, cohort, now):
        return NOT_YOURS
    if may_create(by, cohort.programme, now):
        return YES
    return no(_("A new cohort is created by a co-ordinator of the whole programme. Ask one of them to copy this one."))


def may_open(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator opens a cohort whose page says what it is, whom to ask and until when, once it is ready."""
    if cohort is None or not _kept(by, cohort, now):
        return NOT_YOURS
    if not (cohort.what.strip() and cohort.who_for.strip() and cohort.how_to_apply.strip()):
        return no(_("Write what the programme is, who it is for and how to apply before you open it."))
    if not (cohort.contact_name.strip() and cohort.contact_email.strip()):
        return no(_("Name somebody whom people can ask, with an email address, before you open the cohort."))
    if cohort.opens_at is None or cohort.closes_at is None:
        return no(_("The first and the last day to apply or confirm must be fixed days before you open the cohort."))
    if cohort.closes_at <= now:
        return no(_("The last day to apply or confirm has already passed. Move it before you open the cohort."))
    return ready_for(cohort, readiness.OPEN, now)


def may_close(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator at any time; the clock never before the closing instant."""
    if cohort is not None and by is CLOCK:
        early = cohort.status == "open" and (cohort.closes_at is None or now < cohort.closes_at)
        return no(_("The last day has not ended yet.")) if early else YES
    return _kept(by, cohort, now)


def may_begin_matching(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once everything is in place that pairs need."""
    return _kept_and_ready(by, cohort, readiness.MATCH, now)


def may_launch(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator, once everything is in place that the first meeting needs."""
    return _kept_and_ready(by, cohort, readiness.FIRST_MEETING, now)


def may_begin_asking(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator or the clock, once everything is in place that the last questionnaire needs."""
    if cohort is not None and by is CLOCK:
        return ready_for(cohort, readiness.QUESTIONNAIRE, now)
    return _kept_and_ready(by, cohort, readiness.QUESTIONNAIRE, now)


def ready_for(cohort: Cohort, step: str, now: datetime) -> Decision:
    """Whether no line of the readiness checklist blocks `step`; the reason names those that do. Asks for no role."""
    if not (lines := readiness.missing(cohort, step, now)):
        return YES
    still = "; ".join(str(line.label) for line in lines)
    return no(_("Something is not in place yet. These are still to be done: %(lines)s.") % {"lines": still})


def may_mark(by: Any, state: readiness.State | None, now: datetime) -> Decision:
    """A co-ordinator marks a line that nobody else sees to, until the step that waits for it was taken."""
    if state is None or not (kept := _kept(by, state.cohort, now)):
        return NOT_YOURS
    if not state.by_hand:
        return no(_("Nobody marks this: it shows by itself once it is so."))
    if readiness.is_past(state.cohort, state.line.step):
        return no(_("The cohort has gone on from here, so what was marked stays as it was."))
    if state.done is None and (first := state.line.first(state.cohort, now)):
        return no(first)
    return kept


def may_see_line(by: Any, state: readiness.State | None, now: datetime) -> Decision:
    """The cohort's co-ordinators see each line of its checklist."""
    return NOT_YOURS if state is None else _kept(by, state.cohort, now)


def may_read_assessment(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The co-ordinators, the data-protection officer and the information-governance lead of the cohort."""
    if cohort is None:
        return NOT_YOURS
    reads = held_on(by, day_of(now)).filter(kind__in=("dpo", "ig_lead"))
    reaches = Q(cohort=cohort.pk) | Q(programme=cohort.programme_id) | Q(organisation__programmes=cohort.programme_id)
    return YES if reads.filter(reaches).exists() else _kept(by, cohort, now)


def may_ask(by: Any, role: Role | None, now: datetime) -> Decision:
    """A co-ordinator writes to the sponsor, the data-protection officer and the key holders of their cohort."""
    if role is None or role.kind not in ASKED or not _holds(role, now):
        return NOT_YOURS
    return may_edit(by, role.cohort, now)


def may_record(by: Any, role: Role | None, now: datetime) -> Decision:
    """A co-ordinator records what somebody said on paper; for themselves nobody records, they say it themselves."""
    if not (asked := may_ask(by, role, now)) or role is None:
        return asked
    if role.person_id == by.id:
        return no(_("This is about yourself. Say it on the page that the letter leads to."))
    if readiness.has_given(role, role.cohort):
        return no(_("This is done already."))
    return asked


def may_see_asked(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever was asked sees what they were asked for; it is nobody else's."""
    if role is None or role.kind not in ASKED or role.cohort is None or not _holds(role, now):
        return NOT_YOURS
    return YES if getattr(by, "id", None) == role.person_id else NOT_YOURS


def may_undertake(by: Any, role: Role | None, now: datetime) -> Decision:
    """The holder of the role says yes for themselves, once."""
    if not (seen := may_see_asked(by, role, now)) or role is None:
        return seen
    return no(_("You have done this already.")) if readiness.has_given(role, role.cohort) else seen


def may_take_back(by: Any, role: Role | None, now: datetime) -> Decision:
    """The holder, or a co-ordinator who recorded it, until the step that waits for it was taken."""
    seen = may_see_asked(by, role, now) or may_ask(by, role, now)
    if not seen or role is None:
        return seen
    if not readiness.has_given(role, role.cohort):
        return no(_("There is nothing to take back."))
    if by.id not in (role.person_id, role.undertaking.given_by_id) and role.undertaking.given_by_id == role.person_id:
        return no(_("They said this themselves, so only they can take it back."))
    if readiness.is_past(role.cohort, readiness.STEP_OF[role.kind]):
        return no(_("The cohort has gone on from here. Write to its co-ordinator if something has changed."))
    return seen


def may_run(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators lead it from one stage to the next."""
    return _kept(by, cohort, now)


def may_give_role(by: Any, scope: Cohort | Programme | Organisation | None, now: datetime) -> Decision:
    """In a cohort or programme its co-ordinators; in an organisation an administrator."""
    if scope is None:
        return NOT_YOURS
    if isinstance(scope, Cohort):
        return _kept(by, scope, now)
    if isinstance(scope, Programme):
        return YES if is_administrator(by) else may_create(by, scope, now)
    return may_administer(by, scope, now)


def may_end_role(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever may give a role may end it."""
    return NOT_YOURS if role is None else may_give_role(by, role.cohort or role.programme or role.organisation, now)


def may_name_manager(by: Any, role: Role | None, now: datetime) -> Decision:
    """Whoever holds a role says once whom they report to; whoever may give the role, and an administrator, change it.

    Nobody changes their own afterwards: it decides whose case they may not handle.
    """
    if role is None:
        return NOT_YOURS
    if role.person_id != getattr(by, "id", None):
        place = role.cohort or role.programme or role.organisation
        return YES if is_administrator(by) else may_give_role(by, place, now)
    if role.manager_email:
        return no(
            _("You have said whom you report to. If it has changed, ask another co-ordinator or the administrator.")
        )
    return YES


def leads(by: Any, organisation: Organisation, now: datetime) -> bool:
    """Whether `by` is the lead of one organisation today."""
    return held_on(by, day_of(now)).filter(kind="partner_lead", organisation=organisation.pk).exists()


def may_keep_contacts(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Its own lead, an administrator, and the co-ordinators of a cohort that it runs or takes part in."""
    if organisation is None:
        return NOT_YOURS
    if may_brand(by, organisation, now):
        return YES
    theirs = Q(cohort__organisations=organisation.pk) | Q(programme__cohorts__organisations=organisation.pk)
    theirs |= Q(organisation__programmes__cohorts__organisations=organisation.pk)
    return YES if held_on(by, day_of(now)).filter(theirs, kind="coordinator").exists() else NOT_YOURS


def may_keep_lists(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Whoever keeps the contacts of an organisation keeps its lists of teams, places and grades too."""
    return may_keep_contacts(by, organisation, now)


def may_change_contact(by: Any, contact: SupportContact | None, now: datetime) -> Decision:
    """Whoever keeps the contacts of its organisation."""
    return may_keep_contacts(by, contact.organisation if contact is not None else None, now)


def may_brand(by: Any, organisation: Organisation | None, now: datetime) -> Decision:
    """Its own lead, an administrator, and the co-ordinators of what it runs; nobody from another organisation."""
    if organisation is None:
        return NOT_YOURS
    if is_administrator(by) or leads(by, organisation, now):
        return YES
    its = Q(organisation=organisation.pk) | Q(programme__host=organisation.pk)
    its |= Q(cohort__programme__host=organisation.pk)
    return YES if held_on(by, day_of(now)).filter(its, kind="coordinator").exists() else NOT_YOURS


def may_see_organisations(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators see which organisations take part, and whom their people can turn to."""
    return _kept(by, cohort, now)


def may_keep_outbox(by: Any, message: Any, now: datetime) -> Decision:
    """Whoever keeps a cohort keeps its outbox."""
    cohort = Cohort.objects.filter(pk=message.scope).first() if message.scope else None
    return _kept(by, cohort, now)


def day_of(now: datetime) -> date:
    """The day in London at the instant `now`."""
    return now.astimezone(LONDON).date()


def _kept_and_ready(by: Any, cohort: Cohort | None, step: str, now: datetime) -> Decision:
    if cohort is None or not (kept := _kept(by, cohort, now)):
        return NOT_YOURS
    return ready_for(cohort, step, now) if not readiness.is_past(cohort, step) else kept


def _holds(role: Role, now: datetime) -> bool:
    today = day_of(now)
    return role.from_on <= today and (role.until_on is None or role.until_on >= today)


def _kept(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS
