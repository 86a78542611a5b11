"""Two programmes side by side in one database, paused at each moment that the matrix speaks of.

The one is the Board programme of the rehearsals, with a marker in every private text. The other, of another
organisation with an office of its own, is as small as can be: one leader and one reverse mentor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from tests.cohorts.pictures import picture
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.models import Person
from turnabout.importing import actions as importing
from turnabout.rehearsal.cast import CAST, Player
from turnabout.rehearsal.dress import actions as dress
from turnabout.rehearsal.drive import rehearse_in_parts
from turnabout.rehearsal.fixtures import FIXTURES
from turnabout.rehearsal.fixtures.shape import Crowd, Place, Supply
from turnabout.rehearsal.world import World
from turnabout.resources import actions as resources
from turnabout.selection.models import Participation
from turnabout.stories import actions as stories
from turnabout.training import actions as training
from turnabout.training.models import Booking

ROLES = ("anonymous", "applicant_own", "applicant_other", "coordinator_own", "coordinator_other", "board_reader")
ROLES = (*ROLES, "outsider")
"""For whom every row gives an answer."""
MORE_ROLES = ("leader", "trainer", "assessor", "partner_lead", "ig_lead", "partner_lead_other", "independent_contact")
"""For whom a row says something only where they get more than the outsider. `leader` is the own applicant's pair."""
OTHER_NAMES = {
    "mentor": "Nell Farrow",
    "coordinator": "Lena Moss",
    "assessor": "Abel Stone",
    "trainer": "Ines Birch",
    "partner_lead": "Otto Lane",
    "board_reader": "Vera Holt",
    "ig_lead": "Jude Marsh",
    "outsider": "Max Elsewhere",
}
BESIDE = "fenn.thistlewick@example.org"
"""The reverse mentor beside the own applicant: both have applied by the first moment."""
SAID = (
    ("2021/22", "mentor", "It changed who speaks first in our meetings, and it changed me."),
    ("2021/22", "mentee", "I had chaired for years, and never noticed who was never asked."),
    ("2022/23", "participant", "The rota changed, and so did the way we talk about it."),
)
OURS = replace(FIXTURES["board_2023"], testimonials=SAID)
THEIRS = replace(
    OURS,
    name="beside",
    host=Place("Holmbrook Care Trust", "nhs"),
    programme="Holmbrook Reverse Mentoring",
    title="Holmbrook cohort",
    supply=(Supply("mentee", 9, ("race",)), Supply("mentor", 3, ("race",), cast="mentor")),
    mentors=Crowd(accepted=0),
    testimonials=(("2021/22", "mentor", "At Holmbrook nobody had asked me before."),),
    resources=(("A guide from Holmbrook", "article", "race"),),
    first_mark=50_001,
    cast=tuple(Player(one.key, one.job, OTHER_NAMES.get(one.key, one.name)) for one in CAST),
)


INDEPENDENT = "ivy.stand@example.org"
ENTERED = ("Ned Telephone", "Olga Telephone", "Pia Telephone")
IMPORTED = ("Rita Earlier", "Saul Earlier", "Tess Earlier")
PLAYED = ("Una Rehearsed", "Vic Rehearsed", "Wyn Rehearsed")
FURNISHED = {
    *ENTERED[1:],
    *IMPORTED[1:],
    *PLAYED[1:],
    "More 1",
    "More 2",
    "Reader 1",
    "Reader 2",
    "Nobody outside has read this yet.",
}
"""Words on the first programme's lists that `furnish` puts there."""


@dataclass
class Scene:
    """One moment: `our` programme, `their` programme, and what the tests added to the first."""

    now: datetime
    our: World
    their: World

    @property
    def our_words(self) -> set[str]:
        return words_of(self.our) | FURNISHED

    @property
    def their_words(self) -> set[str]:
        return words_of(self.their)

    def people(self, *, other: str = "beside") -> dict[str, Any]:
        """Somebody for each role. The other applicant is `beside` the own one, or applied "elsewhere"."""
        cast = self.our.cast
        found = {
            "anonymous": None,
            "applicant_own": cast["second_mentor"],
            "applicant_other": self.our.who[BESIDE] if other == "beside" else self.their.cast["mentor"],
            "coordinator_own": cast["coordinator"],
            "coordinator_other": self.their.cast["coordinator"],
            "board_reader": cast["board_reader"],
            "outsider": cast["outsider"],
        }
        found["partner_lead_other"] = self.their.cast["partner_lead"]
        found["independent_contact"] = Person.objects.get(email=INDEPENDENT)
        return found | {role: cast[role] for role in MORE_ROLES if role in cast}


def words_of(world: World) -> set[str]:
    """What would give a programme away on somebody else's page: its name, its people, and the words on its shelf."""
    fixture = world.fixture
    said = {words for _year, _by, words in fixture.testimonials} | {title for title, *_ in fixture.resources}
    return {fixture.programme, fixture.title, *said, *(person.name for person in world.who.values())}


def evening(day: str) -> datetime:
    """Eight in the evening in London, when nobody is at work."""
    return clock.london(date.fromisoformat(day), time(20))


PREPARING = evening("2023-09-04")
"""When everybody is told and nobody has come to a session yet."""


def scenes(days: Sequence[str]) -> Iterator[Scene]:
    """Both programmes at eight in the evening of each of `days`, which must be in order. Leaves nothing behind."""
    stops = [evening(day) for day in days]
    with transaction.atomic():
        with (
            closing(rehearse_in_parts(OURS, stops=stops, seed=1, canaries=True)) as ours,
            closing(rehearse_in_parts(THEIRS, stops=stops, seed=4, canaries=True)) as theirs,
        ):
            scene: Scene | None = None
            for stop in stops:
                our, their = next(ours), next(theirs)
                if scene is None:
                    scene = Scene(stop, our, their)
                    furnish(our, stop)
                    for world, many in ((our, len(ENTERED)), (their, 1)):
                        give_logo(world, stop)
                        open_a_session(world, stop)
                        enter(world, ENTERED[:many], stop)
                        bring(world, IMPORTED[:many], stop)
                        have_it_rehearsed(world, PLAYED[:many], stop)
                if scene.now < PREPARING <= stop or stop == PREPARING:
                    for world in (our, their):
                        stand_in_line(world, stop)
                scene.now = stop
                with clock.borrowed(stop):
                    yield scene
        transaction.set_rollback(True)


def give_logo(world: World, now: datetime) -> None:
    """A logo of its own for the organisation that runs the programme."""
    host = world.cohort.programme.host
    cohorts.set_brand(organisation=host, name="", colour=host.colour, logo=picture(), by=world.coordinator, now=now)


def open_a_session(world: World, now: datetime) -> None:
    """A session at which everybody may come and ask, after the moments at which its pages are asked for."""
    starts, ends = (clock.london(date(2023, 9, 25), time(hour)) for hour in (12, 13))
    training.plan_open(
        cohort=world.cohort, starts_at=starts, ends_at=ends, place="The long room", by=world.coordinator, now=now
    )


def stand_in_line(world: World, now: datetime) -> None:
    """A far-off session with one place: somebody has it, and the own applicant waits for it.

    Their calendar has an address too, and something is arranged for them at their briefing.
    """
    starts, ends = (clock.london(date(2024, 12, 16), time(hour)) for hour in (12, 13))
    session = training.add_session(
        cohort=world.cohort,
        kind="graduation",
        starts_at=starts,
        ends_at=ends,
        capacity=1,
        by=world.coordinator,
        now=now,
    )
    here = Participation.objects.filter(cohort=world.cohort, status="taking_part")
    waits = here.get(person=world.cast.get("second_mentor", world.cast["mentor"]))
    has_it = here.exclude(pk=waits.pk).order_by("pk")[0]
    for deed, one in ((training.book, has_it), (training.join_line, waits)):
        deed(session=session, participation=one, by=world.coordinator, now=now)
    booking = Booking.objects.filter(participation=waits, session__kind="mentor_briefing").first()
    if booking is not None and booking.session.starts_at > now:
        training.confirm_needs(booking=booking, codes=["captions"], by=waits.person, now=now)
    world.tokens["calendar"] = training.make_address(person=waits.person, by=waits.person, now=now)


def enter(world: World, names: Sequence[str], now: datetime) -> None:
    """Applications that the co-ordinator entered for people who rang; the first is asked to confirm by a link."""
    for name in names:
        email = f"{name.split()[0].lower()}.{world.fixture.name}@example.org"
        application = applications.enter(
            cohort=world.cohort,
            role="mentor",
            email=email,
            name=name,
            answers={"why": {"why": "They said why on the telephone."}},
            how="phone",
            received_on=now.date(),
            by=world.coordinator,
            now=now,
        )
        if name == ENTERED[0]:
            world.tokens[ENTERED[0]] = applications.send_entry_link(
                application=application, by=world.coordinator, now=now
            )


def bring(world: World, names: Sequence[str], now: datetime) -> None:
    """A list of people who took part earlier: uploaded, matched and checked, and not imported."""
    rows = [f"{name},{name.split()[0].lower()}@example.org,mentor,Cohort 1,1 June 2021" for name in names]
    content = "\r\n".join(["Name,Email,Mentor or mentee,Cohort,Graduated on", *rows]).encode()
    keep: dict[str, Any] = {"by": world.coordinator, "now": now}
    upload = importing.upload(cohort=world.cohort, kind="alumni", content=content, file_name="earlier.csv", **keep)
    importing.match_columns(upload=upload, matched={int(n): code for n, code in upload.columns.items()}, **keep)


def have_it_rehearsed(world: World, names: Sequence[str], now: datetime) -> None:
    """A rehearsal that is over, with a letter to each of those who were invented for it."""
    sent = [
        {
            "at": clock.london(date(2023, 8, day), time(9)).isoformat(),
            "kind": kind,
            "who": name,
            "job": "mentor",
            "subject": "A letter of a rehearsal",
            "body": "Dear colleague",
            "method": "",
        }
        for day, name in enumerate(names, start=1)
        for kind in ("applications.received", "selection.accepted")
    ]
    begun = dress.begin(cohort=world.cohort, by=world.coordinator, now=now)
    dress.keep(rehearsal=begun, found={"people": len(names), "messages": sent}, by=CLOCK, now=now)


def furnish(world: World, now: datetime) -> None:
    """What the rehearsal leaves out and a list can show: words in draft, a longer shelf, more roles, more cohorts."""
    keep: dict[str, Any] = {"by": world.coordinator, "now": now}
    stories.add_testimonial(
        cohort=world.cohort,
        year_label="2022/23",
        words="Nobody outside has read this yet.",
        said_by="mentee",
        channels=["public"],
        consent_on=date(2023, 6, 1),
        consent_how="email",
        **keep,
    )
    cohorts.appoint(
        name="Ivy Stand",
        email=INDEPENDENT,
        kind="independent_contact",
        manager_email="manager.of.ivy@example.org",
        cohort=world.cohort,
        **keep,
    )
    for number in (1, 2):
        address = f"https://resources.example.org/more-{number}"
        resources.add_resource(cohort=world.cohort, title=f"More {number}", url=address, kind="video", **keep)
        email = f"reader.{number}@example.org"
        cohorts.appoint(name=f"Reader {number}", email=email, kind="board_reader", cohort=world.cohort, **keep)
        cohorts.create_cohort(
            programme=world.cohort.programme,
            pattern="system",
            number=number + 1,
            title=f"Later cohort {number}",
            starts_on=date(2024 + number, 10, 7),
            organisations=[world.cohort.programme.host],
            strands=["race"],
            words={},
            contact={},
            **keep,
        )
