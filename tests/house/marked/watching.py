"""Looking for marked answers: every page by everybody for whom it is due, and every message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zlib import crc32

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.urls import get_resolver, reverse

from tests.house.asking import TOKEN, Door, Visitors, doors
from tests.house.conftest import rooms
from tests.house.marked.authors import EVERYBODY, LEADER, Mark, marks_in
from tests.house.marked.deeds import ABOVE
from tests.house.marked.letters import letters
from tests.house.marked.table import MANAGER, Promise, Sighting, promises
from tests.house.marked.walk import WALK, Marked, Stage
from tests.house.objects import ENTRIES, ENTRY_LINKS, Side, kwargs_of
from turnabout.applications import queries
from turnabout.cohorts.giving_away import found_in
from turnabout.foundation.mail.email import as_email
from turnabout.foundation.mail.models import Message
from turnabout.matching.models import Pair
from turnabout.partnerships.models import Partnership
from turnabout.rehearsal.walk.releasing import manager_of
from turnabout.training.models import Booking

ROWS = {name: row for room in rooms().values() for name, row in room.ROWS.items()}
LINKS = {
    "applications:manager": MANAGER,
    "applications:manager_new_link": MANAGER,
    "applications:leader": "",
    "applications:leader_no": "",
}
"""Pages that somebody without an account opens by a link of their own: an author's manager, or the named leader."""
OF_SOMEBODY = {
    "pk",
    "application",
    "assessment",
    "participation",
    "pair",
    "partnership",
    "meeting",
    "booking",
    "session",
    "message",
}
"""Names in the address of a page that is about one author or where they sit; any other is for all of a cohort."""
PEOPLES_ROOMS = ("home", "applications", "selection", "training", "matching", "partnerships")
TELLING = ("selection:decide", "selection:assess", "applications:kept_release", "applications:new_link")
TELLING = (*TELLING, "training:session", "home:message")
"""The office's pages that show most of somebody, or are there for some alone: about everybody, at every stage."""
FEW = 2
"""So many people is another page of the office's opened about: if it is shut for all of them, it is shut."""
NOT_OPENED = {
    **dict.fromkeys(
        ("home:pack_file", "home:pack_preview_file", "cohorts:dpia_file", "selection:assessing_paper"),
        "a packed document, in which no word can be searched for; the page that it is made of is opened",
    ),
    "training:feed": "a calendar behind a secret of its owner's; tests/training/test_feeds.py reads every line of one",
    "training:leave_line": "nobody of this walk waits for a place; tests/training/test_line.py opens it",
    "home:poster": "the same; its words are those of the newsletter, whose page is opened",
    **dict.fromkeys(
        ("demo:cast", "demo:gallery", "demo:line_manager", "demo:sign_in"),
        "not there where anybody is real; it is the demo's use to show everything to whoever looks",
    ),
    **dict.fromkeys(
        ("demo:day", "demo:start_again", "demo:moving"), "not there where anybody is real; they show days and nobody"
    ),
    **dict.fromkeys(
        ("reporting:read", "reporting:release"),
        "a report comes after the end of this walk; test_permissions opens both, with a marker in every private text",
    ),
    **dict.fromkeys(
        [f"applications:{page}" for page in (*ENTRIES, *ENTRY_LINKS)],
        "nobody of this walk rang or sent paper; applications/test_entering_pages.py opens them with marked words",
    ),
    **dict.fromkeys(
        ("dress:rehearsal", "dress:begin", "dress:message"),
        "everybody in a rehearsal is invented; tests/rehearsal/test_dress.py searches what it is told of a cohort",
    ),
    **dict.fromkeys(
        (f"importing:{page}" for page in ("rows", "columns", "to_mend", "begin", "invite", "drop")),
        "nobody of this walk came in a list; tests/importing opens them, and only whoever uploaded one finds them",
    ),
}
"""Pages that are left out, and why."""
LISTS_OF_THEIR_OWN = ("monitoring:form", "resources:list", "cohorts:dpia", "training:my_needs")
"""Pages with words of our own that are those of a choice too: of choices only a tick counts there."""
OF_A_PANEL = ("selection:assessing", "selection:declare", "selection:assess", "selection:hand_back", "selection:reopen")
"""An assessor's pages, which the matrix's own cohort has not."""
ABOUT_NOBODY = (
    "applications:begin",
    "applications:grades",
    "applications:name_leader",
    "home:agreement",
    "home:pack_preview",
    "home:passage",
    "home:passages",
    "home:preview",
)
"""Pages of these rooms on which no person stands."""
AUTHORS_TURN = ("ma", "lb")
STRANGERS = ("outsider", "coordinator_other", "partner_lead_other", "ig_lead")
"""Who share the pages of the site among them, once on the walk; everybody else of the office tries every one."""
AT_HOME = {
    "filled in": ("ma", "la", "ea"),
    "sent": ("mb", "lb", "eb", "mw", "ew"),
    "told": ("ma", "ea"),
    "asked": ("lb",),
    "together": ("mc",),
    "ended": ("eb",),
}
"""The authors who open all of their own pages at each stage; those of a pair are opened by everybody at every one."""
OTHER_NAMES = {"coordinator": "coordinator_own", "administrator": "outsider"}
"""What the matrix calls those whom it does not call by this name."""


@dataclass(frozen=True)
class About(Side):
    """The objects that belong to one author, whichever the role: what the addresses are made with."""

    key: str = ""

    @property
    def cohort(self) -> Any:
        return self.world.board if self.key == LEADER.key else self.world.cohort

    @property
    def booking(self) -> Any:
        return Booking.objects.filter(participation=self.participation).order_by("-session__starts_at")[0]

    @property
    def pair(self) -> Any:
        return Pair.objects.filter(Q(mentor=self.participation) | Q(mentee=self.participation))[0]

    @property
    def partnership(self) -> Any:
        return Partnership.objects.filter(Q(mentor=self.participation) | Q(mentee=self.participation))[0]

    @property
    def unanswered(self) -> str:
        return LEADER.email


@dataclass
class Watch:
    """Everybody of the cohort at one stage, and what they find; `tried` are the pages that were there to be opened."""

    found: Marked
    stage: Stage
    sightings: set[Sighting] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    opened: set[tuple[str, str]] = field(default_factory=set)
    _known: dict[bytes, frozenset[Mark]] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _made: dict[tuple[str, str], dict[str, Any] | None] = field(default_factory=dict)

    @cached_property
    def visitors(self) -> Visitors:
        return Visitors({"anonymous": None, **self.found.cast, **self.found.people})

    def look(self) -> None:
        """Every page that is due, as everybody for whom it is; and the messages that were written until now."""
        for door in doors(get_resolver().url_patterns):
            if door.name in NOT_OPENED:
                continue
            if door.name in LINKS:
                self._by_link(door)
                continue
            for reader in self.visitors.people:
                if self._due(door, reader):
                    self.open(door, reader)
        self._read_messages()

    def open(self, door: Door, reader: str) -> None:
        """About oneself and one's partner, or about some and, where it says most, everybody; stops where it is shut."""
        for place, key in enumerate(self._about(door, reader)):
            if place >= FEW and door.name not in TELLING and not self._let_in(door, reader):
                break
            self._open(door, reader, key)

    def _about(self, door: Door, reader: str) -> list[str]:
        if not OF_SOMEBODY.intersection(door.needs):
            both = reader == "coordinator" and self.stage.name in ("filled in", "sent")  # they keep two cohorts
            return ["ma", LEADER.key] if both else ["ma"]
        itself = ABOVE if reader == "independent_contact" else reader
        near = [key for key in EVERYBODY if key == itself or (itself, key) in self.stage.near]
        others = sorted(set(EVERYBODY) - set(near), key=lambda key: crc32(f"{self.stage.name} {key}".encode()))
        if not self._opens(door, reader):
            return near + others[:1]
        if near:
            return near
        return others if door.name in TELLING else others[: FEW + 1]

    def _let_in(self, door: Door, reader: str) -> bool:
        return (door.name, reader) in self.opened

    def _due(self, door: Door, reader: str) -> bool:
        """Every page once on the walk; those of people at every stage, for whoever the matrix says may open them."""
        known = reader not in EVERYBODY and reader not in STRANGERS
        sweeps = known or reader in (_drawn(AUTHORS_TURN, door.name), _drawn(STRANGERS, door.name))
        if sweeps and _drawn(list(WALK), f"{door.name} {reader}") == self.stage.name:
            return True
        peoples = door.room in PEOPLES_ROOMS and door.name not in ABOUT_NOBODY
        return peoples and ROWS[door.name]["anonymous"] != 200 and self._opens(door, reader)

    def _opens(self, door: Door, reader: str) -> bool:
        """Whether the matrix says that it is this reader's page, at whichever moment that may be."""
        row = ROWS.get(door.name, {})
        if reader in EVERYBODY:
            at_home = reader in AT_HOME[self.stage.name] or door.room in ("matching", "partnerships")
            return at_home and (_let_in(row.get("applicant_own", 404)) or _let_in(row.get("leader", 404)))
        if reader == "independent_contact" and OF_SOMEBODY.intersection(door.needs):
            row = {**row, reader: row["coordinator_own"]}  # they do what a co-ordinator does, for one leader
        if reader == "assessor" and door.name in OF_A_PANEL:
            return True
        return _let_in(row.get(OTHER_NAMES.get(reader, reader), 404))

    def _by_link(self, door: Door) -> None:
        for key in EVERYBODY if LINKS[door.name] else (LEADER.key,):
            self._open(door, "anonymous", key, as_=f"{LINKS[door.name]} {key}".strip())

    def _open(self, door: Door, reader: str, about: str, as_: str = "") -> None:
        """Each address is opened once."""
        for address in self._addresses(door, about, own=about == reader):
            if (as_ or reader, address) not in self._asked:
                self._asked.add((as_ or reader, address))
                response = self.visitors.fetch(reader, "GET", address)
                if response.status_code == 200:
                    self.opened.add((door.name, reader))
                for mark in self.marks_in(response, door):
                    self.sightings.add(Sighting(self.stage.name, door.name, as_ or reader, mark))

    def _addresses(self, door: Door, about: str, *, own: bool) -> Iterator[str]:
        if (door.name, about) not in self._made:
            self._made[door.name, about] = self._kwargs(door, about)
        if (kwargs := self._made[door.name, about]) is None:
            return
        self.tried.add(door.name)
        yield reverse(door.name, kwargs=kwargs)
        for name, values in self._variants(door, about).items() if own else ():
            yield from (reverse(door.name, kwargs={**kwargs, name: value}) for value in values)

    def _kwargs(self, door: Door, about: str) -> dict[str, Any] | None:
        """What the address is made with; None while it is about something that is not there yet."""
        try:
            return kwargs_of(door, About(self.found, self.found.people[about], about))
        except (ObjectDoesNotExist, IndexError, KeyError):
            return None

    def _variants(self, door: Door, about: str) -> Mapping[str, list[str]]:
        form = self.found.application(about)
        if door.name == "applications:section" and self.stage.name == "filled in":
            return {"section": [one.code for one in queries.sections(form)]}
        if door.name == "applications:any_time":
            return {"section": [one.code for one in queries.any_time_sections(form)]}
        return {"reader": ["coordinator", "before", "agreed", "board"]} if door.name == "home:see_as" else {}

    def marks_in(self, response: Any, door: Door) -> frozenset[Mark]:
        """The marked answers in a page, its headers and its cookies."""
        body = b"".join(response.streaming_content) if response.streaming else response.content
        body = TOKEN.sub(b"", body)
        if body not in self._known:
            text = body.decode("utf-8", "replace")
            self._known[body] = frozenset(marks_in(text, by_words=door.name not in LISTS_OF_THEIR_OWN))
        return self._known[body] | frozenset(marks_in(f"{response.headers} {response.cookies}"))

    def promised(self) -> list[tuple[Promise, Sighting]]:
        """What the table opens at this stage to everybody who has looked: of their own only to who is at home."""
        asked = [key for key, person in self.found.people.items() if manager_of(person.email) in self.found.tokens]
        readers = [*self.visitors.people, *(f"{MANAGER} {key}" for key in asked)]
        away = set(EVERYBODY) - set(AT_HOME[self.stage.name])
        given = self.found.given
        return [
            (promise, sighting)
            for promise, sighting in promises(self.stage, readers, given)
            if promise.reader != "person" or sighting.reader not in away
        ]

    def _read_messages(self) -> None:
        """What was written to somebody since the stage before, by the address that it goes to."""
        addresses = {person.email: key for key, person in {**self.found.cast, **self.found.people}.items()}
        for message in Message.objects.exclude(pk__in=self.found.read):
            self.found.read.add(message.pk)
            managers = [mark.author for mark in marks_in(message.to_address) if mark.question == "manager_email"]
            reader = addresses.get(message.to_address) or f"{MANAGER} {''.join(managers)}"
            text = f"{message.subject}\n{message.body}\n{message.calendar}"
            if told := found_in(f"{as_email(message).from_email}\n{text}"):
                self.found.told.add(f"{message.kind}: {told}")
            for mark in marks_in(text):
                self.sightings.add(Sighting(self.stage.name, f"message {message.kind}", reader, mark))

    def read_letters(self) -> None:
        """Every kind of message, for everything that it could be about now, as each of its readers would get it."""
        addresses = {person.email: key for key, person in {**self.found.cast, **self.found.people}.items()}
        for letter in letters(self.found):
            self.found.written.add(letter.kind)
            managers = [mark.author for mark in marks_in(letter.address) if mark.question == "manager_email"]
            reader = addresses.get(letter.address) or f"{MANAGER} {''.join(managers)}"
            if told := found_in(letter.text):
                self.found.told.add(f"{letter.kind}: {told}")
            for mark in marks_in(letter.text):
                self.sightings.add(Sighting(self.stage.name, f"message {letter.kind}", reader, mark))


def _drawn(several: Sequence[str], key: str) -> str:
    """One of several, another for each key and always the same for one."""
    return several[crc32(key.encode()) % len(several)]


def _let_in(status: int | str) -> bool:
    return status not in ("login", 404)
