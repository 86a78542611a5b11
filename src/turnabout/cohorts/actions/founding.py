"""Organisations, programmes, and cohorts with the chain of dates that follows from their start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import checks, dating, joining, planner
from turnabout.cohorts.models import Cohort, ListedLeader, Organisation, Programme, Role
from turnabout.cohorts.permissions import day_of, may_administer, may_create, may_edit, may_start_programme
from turnabout.cohorts.slugs import free_slug
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person, normal_email
from turnabout.foundation.audit.trail import action, note


@action("organisation.created")
def create_organisation(
    *, name: str, kind: str, may_use_nhs_logo: bool = False, by: Any, now: datetime
) -> Organisation:
    """A new organisation of `kind` "nhs", "council" or "other".

    Refused when the name is taken, and when the NHS logo is asked for an organisation that is not of the NHS.
    """
    require(may_administer(by, None, now))
    checks.entitled(kind, may_use_nhs_logo)
    if Organisation.objects.filter(name__iexact=name.strip()).exists():
        raise Refused(_("There is already an organisation with this name. Use that one, or write the name in full."))
    return Organisation.objects.create(name=name.strip(), kind=kind, may_use_nhs_logo=may_use_nhs_logo)


@action("programme.created")
def create_programme(*, host: Organisation, name: str, by: Any, now: datetime) -> Programme:
    """A new programme of the organisation `host`. Refused when the host has one of that name."""
    require(may_start_programme(by, host, now))
    if host.programmes.filter(name__iexact=name.strip()).exists():
        raise Refused(_("This organisation already has a programme with this name. Create a cohort in that one."))
    return Programme.objects.create(host=host, name=name.strip(), slug=free_slug(name, Programme.objects.all()))


@action("cohort.created")
def create_cohort(
    *,
    programme: Programme,
    pattern: str,
    number: int,
    title: str,
    starts_on: date,
    organisations: Iterable[Organisation],
    strands: Iterable[str],
    words: Mapping[str, str],
    contact: Mapping[str, str],
    chief_executive_exempt: bool = False,
    by: Person,
    now: datetime,
) -> Cohort:
    """A draft cohort with the whole chain of dates that follows from `starts_on`; `by` becomes its co-ordinator.

    `words` has "what", "who_for" and "how_to_apply" (Markdown); `contact` has "name", "email" and "phone".
    No strand at all means that experience of any protected characteristic is welcome.
    Refused when the programme already has a cohort of that number, or an organisation or strand is missing.
    """
    require(may_create(by, programme, now))
    taking_part, named = list(organisations), list(dict.fromkeys(strands))
    checks.scope(taking_part, named)
    if programme.cohorts.filter(number=number).exists():
        raise Refused(_("This programme already has a cohort %(number)d. Choose the next number.") % {"number": number})
    checks.only(words, checks.WORDS)
    checks.only(contact, checks.CONTACT)
    cohort = Cohort.objects.create(
        programme=programme,
        number=number,
        title=title.strip(),
        slug=free_slug(title, programme.cohorts.all()),
        pattern=pattern,
        strands=named,
        starts_on=starts_on,
        chief_executive_exempt=chief_executive_exempt,
        **{name: words.get(name, "").strip() for name in checks.WORDS},
        **{f"contact_{name}": contact.get(name, "").strip() for name in checks.CONTACT},
    )
    joining.give_code(cohort)
    cohort.organisations.set(taking_part)
    dating.write(cohort, planner.chain(pattern, starts_on))
    Role.objects.create(person=by, kind="coordinator", cohort=cohort, from_on=day_of(now))
    note(pattern=pattern, number=number, organisations=len(taking_part))
    return cohort


@action("cohort.leaders_listed", about="cohort")
def list_leaders(*, cohort: Cohort, leaders: Iterable[Mapping[str, str]], by: Any, now: datetime) -> Cohort:
    """Keep the leaders ("name", "email", "job_title" each) whom the co-ordinator wrote down, in place of those before.

    Nobody is written to: they are named, and get their links, once the cohort is open.
    """
    require(may_edit(by, cohort, now))
    cohort.listed_leaders.all().delete()
    wanted = {normal_email(one["email"]): one for one in leaders}
    for place, (email, one) in enumerate(wanted.items()):
        title = one.get("job_title", "").strip()
        ListedLeader.objects.create(cohort=cohort, name=one["name"].strip(), email=email, job_title=title, place=place)
    note(leaders=len(wanted))
    return cohort
