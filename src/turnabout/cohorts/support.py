"""Whom an organisation's people can turn to: read by everybody, and never noted who read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from turnabout.cohorts.models import EVERYBODY_NEEDS, SUPPORT_KINDS, Organisation, SupportContact

HOST_NEEDS = tuple(kind for kind in EVERYBODY_NEEDS if kind != "network")
"""The kinds that a host has before its cohort opens: not every organisation has a staff network."""
ALWAYS_FOUND = ("speak_up", "wellbeing")
"""The kinds that everybody who meets must find somebody for, in their own organisation or at the host."""


@dataclass(frozen=True, slots=True)
class Support:
    """One organisation's contacts as a reader of the help page sees them.

    `standing_in` says that they are the host's, for kinds that the reader's own organisation has nobody for.
    """

    organisation: Organisation
    contacts: list[SupportContact]
    standing_in: bool = False


def support_contacts(organisation: Organisation) -> list[SupportContact]:
    """Where an organisation's people find help, for anybody; what is asked for most stands first."""
    places = {kind: place for place, (kind, _words) in enumerate(SUPPORT_KINDS)}
    return sorted(organisation.support_contacts.all(), key=lambda one: (places[one.kind], one.name))


def kinds_missing(organisation: Organisation, wanted: Iterable[str]) -> list[str]:
    """Those of the `wanted` kinds for which an organisation has nobody of its own."""
    known = {one.kind for one in organisation.support_contacts.all()}
    return [kind for kind in wanted if kind not in known]


def support_missing(organisation: Organisation) -> list[str]:
    """The kinds of contact that an organisation ought to have and has not, in words."""
    return [str(dict(SUPPORT_KINDS)[kind]) for kind in kinds_missing(organisation, EVERYBODY_NEEDS)]


def support_for(organisation: Organisation | None, host: Organisation) -> list[Support]:
    """Whom somebody of `organisation` can turn to: its own contacts first, the host's for kinds that it lacks.

    Without an organisation it is the host's alone. Organisations without any contact to show are left out.
    """
    own = support_contacts(organisation) if organisation is not None and organisation != host else []
    known = {one.kind for one in own}
    rest = [one for one in support_contacts(host) if one.kind not in known]
    standing_in = organisation is not None and organisation != host
    found = [Support(organisation, own)] if organisation is not None and own else []
    return [*found, Support(host, rest, standing_in)] if rest else found
