"""What each address is made with: one supplier for each name in an address, written by hand.

A name can be said for one page ("home:public.cohort"), for one room ("surveys.id") or for the whole site ("cohort").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from tests.house.asking import Door
from tests.house.scene import ENTERED
from turnabout.applications.models import Application, LocalGrade, Release
from turnabout.cohorts.models import Role, SupportContact
from turnabout.foundation.mail import optional
from turnabout.foundation.mail.models import Message
from turnabout.importing.models import Upload
from turnabout.matching.models import Pair, Round
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.rehearsal.dress.models import Sent
from turnabout.rehearsal.walk.releasing import manager_of
from turnabout.rehearsal.world import World
from turnabout.reporting.models import Report
from turnabout.resources.models import Resource
from turnabout.selection.models import Assessment, Participation
from turnabout.stories.models import Testimonial
from turnabout.surveys.models import Questionnaire
from turnabout.training.models import Booking, Session


@dataclass(frozen=True)
class Side:
    """One of the two programmes, and the reverse mentor whose things are asked for."""

    world: World
    mentor: Any

    @property
    def cohort(self) -> Any:
        return self.world.cohort

    @property
    def participation(self) -> Participation:
        return Participation.objects.get(cohort=self.cohort, person=self.mentor)

    @property
    def booking(self) -> Booking:
        found = Booking.objects.filter(participation=self.participation, session__kind="mentor_briefing")
        return found.order_by("session__starts_at")[0]

    @property
    def pair(self) -> Pair:
        return Pair.objects.get(mentor=self.participation)

    @property
    def partnership(self) -> Partnership:
        return Partnership.objects.get(mentor=self.participation)

    @property
    def unanswered(self) -> str:
        """The address of a leader who was named and did not answer, else of any leader."""
        waiting = Application.objects.filter(cohort=self.cohort, named=True).order_by("-status", "person__email")
        return next((one.person.email for one in waiting if one.status == "draft"), waiting[0].person.email)


def _meeting(side: Side) -> Any:
    return Meeting.objects.filter(partnership=side.partnership).order_by("-starts_at")[0].pk


ENTRIES = (
    "entry", "entry_section", "keep_entry", "entry_experience", "ask_to_confirm", "record_call", "remove_entry",
)  # fmt: skip
ENTRY_LINKS = ("check_entered", "delete_entered")


def _entered(side: Side) -> Any:
    return Application.objects.get(cohort=side.cohort, entered_name=ENTERED[0]).pk


def _sponsor(side: Side) -> Any:
    return Role.objects.get(cohort=side.cohort, kind="sponsor").pk


def _message(side: Side) -> Message:
    """What the reverse mentor was written first about their application or their place."""
    found = Message.objects.filter(scope=side.cohort.pk, to_person=side.mentor, kind__startswith="selection.")
    found = found or Message.objects.filter(scope=side.cohort.pk, to_person=side.mentor)
    return next(iter(found.order_by("queued_at", "id")), None) or Message(
        id=UUID(int=0), scope=side.cohort.pk, to_person=side.mentor
    )


def _assessment(side: Side) -> Any:
    """What an assessor has of the reverse mentor; where nobody is assessed, something that nothing is called by."""
    found = Assessment.objects.filter(application__cohort=side.cohort, application__person=side.mentor)
    return next(iter(found.order_by("assigned_at").values_list("pk", flat=True)), UUID(int=0))


SUPPLIERS: dict[str, Callable[[Side], Any]] = {
    "cohort": lambda it: it.cohort.pk,
    "programme": lambda it: it.cohort.programme.slug,
    "participation": lambda it: it.participation.pk,
    "home:public.cohort": lambda it: it.cohort.slug,
    "home:pack.cohort": lambda it: it.cohort.slug,
    "home:pack_file.cohort": lambda it: it.cohort.slug,
    "training:questions.cohort": lambda it: it.cohort.slug,
    "training:questions_calendar.cohort": lambda it: it.cohort.slug,
    "cohorts.code": lambda it: it.cohort.short_link.code,
    "home.text": lambda it: "short",
    "home.reader": lambda it: "mentor",
    "home.passage": lambda it: "pack-mentor",
    "applications:begin.cohort": lambda it: it.cohort.slug,
    "applications:begin.role": lambda it: "mentor",
    "applications:continue.cohort": lambda it: it.cohort.slug,
    "applications:continue.role": lambda it: "mentor",
    "applications.pk": lambda it: Application.objects.get(cohort=it.cohort, person=it.mentor).pk,
    "applications:new_link.pk": lambda it: Application.objects.get(cohort=it.cohort, person__email=it.unanswered).pk,
    "applications.section": lambda it: "why",
    "applications:any_time.section": lambda it: "adjustments",
    "applications.organisation": lambda it: it.cohort.programme.host_id,
    "applications:unmap_grade.pk": lambda it: LocalGrade.objects.filter(organisation=it.cohort.programme.host)[0].pk,
    **{f"applications:{page}.pk": _entered for page in ENTRIES},
    **{f"applications:{page}.token": lambda it: it.world.tokens[ENTERED[0]] for page in ENTRY_LINKS},
    "applications.token": lambda it: it.world.tokens[it.unanswered],
    "home.pk": lambda it: Application.objects.get(cohort=it.cohort, person=it.mentor).pk,
    "home:see_as.reader": lambda it: "coordinator",
    "applications:kept_release.pk": lambda it: (
        Release.objects.get(application__cohort=it.cohort, application__person=it.mentor).pk
    ),
    "applications:manager.token": lambda it: it.world.tokens[manager_of(it.mentor.email)],
    "applications:manager_new_link.token": lambda it: it.world.tokens[manager_of(it.mentor.email)],
    "cohorts.question": lambda it: "pattern",
    "cohorts.step": lambda it: "start",
    "cohorts.move": lambda it: "close",
    "cohorts.role": lambda it: Role.objects.get(cohort=it.cohort, person=it.world.cast["board_reader"]).pk,
    "cohorts.line": lambda it: "agreement_text",
    "cohorts.kind": lambda it: "sponsor",
    **{f"cohorts:{page}.role": _sponsor for page in ("letter", "record", "take_back", "asked")},
    "cohorts.organisation": lambda it: it.cohort.programme.host_id,
    "cohorts.contact": lambda it: SupportContact.objects.filter(organisation=it.cohort.programme.host)[0].pk,
    "cohorts.version": lambda it: it.cohort.programme.host.brand_version,
    "cohorts:logo.version": lambda it: it.cohort.programme.host.logo_version,
    "home.message": lambda it: _message(it).pk,
    "home.deed": lambda it: "copy",
    "home:held.deed": lambda it: "let-go",
    "home.kind": lambda it: "selection.accepted",
    "cohorts.token": lambda it: optional.token_of(_message(it)),
    "home.organisation": lambda it: it.cohort.programme.host_id,
    "importing.upload": lambda it: Upload.objects.get(cohort=it.cohort).pk,
    "importing.kind": lambda it: "alumni",
    "dress.sent": lambda it: Sent.objects.filter(rehearsal__cohort=it.cohort)[0].pk,
    "selection.application": lambda it: Application.objects.get(cohort=it.cohort, person=it.mentor).pk,
    "selection.assessment": lambda it: _assessment(it),
    "selection.person": lambda it: it.world.cast["assessor"].pk,
    "selection.group": lambda it: "mentor",
    "training.group": lambda it: "mentor_briefing",
    "training.booking": lambda it: it.booking.pk,
    "training.secret": lambda it: it.world.tokens["calendar"],
    "training.arrangement": lambda it: (
        it.participation.arrangements.filter(status="asked", session=it.booking.session)[0].pk
    ),
    "training.waiting": lambda it: it.participation.waiting.get().pk,
    "training.session": lambda it: it.booking.session_id,
    "training:change_open.session": lambda it: Session.objects.get(cohort=it.cohort, kind="drop_in").pk,
    "matching.round": lambda it: Round.objects.get(cohort=it.cohort).pk,
    "matching.pair": lambda it: it.pair.pk,
    "partnerships.partnership": lambda it: it.partnership.pk,
    "partnerships.meeting": _meeting,
    "surveys.id": lambda it: Questionnaire.objects.get(cohort=it.cohort).pk,
    "surveys:overview.id": lambda it: it.cohort.pk,
    "surveys:plan.id": lambda it: it.cohort.pk,
    "reporting.id": lambda it: Report.objects.get(cohort=it.cohort).pk,
    "reporting:overview.id": lambda it: it.cohort.pk,
    "reporting:draft.id": lambda it: it.cohort.pk,
    "resources.resource": lambda it: Resource.objects.filter(cohort=it.cohort)[0].pk,
    "stories.testimonial": lambda it: Testimonial.objects.filter(cohort=it.cohort).order_by("status")[0].pk,
    "demo.key": lambda it: "mentor",
    "planted.pk": lambda it: Application.objects.get(cohort=it.cohort, person=it.mentor).pk,
}
WORDS = {"section", "question", "step", "move", "group", "key", "passage", "reader", "line", "kind", "text", "deed"}
"""Names whose values are words of ours, the same in every programme."""


def kwargs_of(door: Door, side: Side) -> dict[str, Any]:
    """What the address of `door` is made with for `side`; `KeyError` says which supplier to write."""
    return {name: supplier(door, name)(side) for name in door.needs}


def supplier(door: Door, name: str) -> Callable[[Side], Any]:
    for key in (f"{door.name}.{name}", f"{door.room}.{name}", name):
        if key in SUPPLIERS:
            return SUPPLIERS[key]
    raise KeyError(f"Write in tests/house/objects.py what “{name}” is in the address of {door.name}.")


def absent(value: Any) -> Any:
    """Something of the same form that nothing is called by."""
    if isinstance(value, int):
        return value + 1000
    return uuid4() if not isinstance(value, str) else "x" * 43
