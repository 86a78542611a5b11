"""What the table by hand says of a marked answer: who reads it, and at which moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.house.fields import EXPECTED, MOMENTS
from tests.house.marked.authors import EVERYBODY, LEADER, Mark
from tests.house.marked.deeds import ABOVE, DECLINED
from tests.house.marked.questions import THING_OF

if TYPE_CHECKING:
    from tests.house.marked.walk import Stage

MANAGER = "manager of"
"""Before an author's letters: whoever holds the link that their manager was sent."""
SAME_NAME = {"board_reader": "board", "trainer": "trainer", "assessor": "assessor", "administrator": "administrator"}
"""Whom the table calls by one name whatever the pages are about."""
REPORTING, PARTED = "co-ordinator who reports to them", "former partner"
HANDLING, NAMING = "contact for their partner", "co-ordinator who named them"
BESIDE_THE_TABLE: dict[str, tuple[Collection[str], str]] = {
    REPORTING: (
        ("name", "first_name"),
        "whoever runs a cohort knows from the decisions on who takes part in it; what it says of their own leader is "
        "a name and nothing else",
    ),
    PARTED: (
        ("name", "first_name"),
        "the two have met, and each has the agreement that both signed; the page of their past meetings says whose",
    ),
    HANDLING: (
        ("name", "first_name"),
        "whoever ends a pair for a leader says which of two it is; before both said yes nobody is named to them",
    ),
    NAMING: (("name", "first_name", "job"), "they typed it themself, to write to a leader"),
}
"""Readers whom the table does not tell apart from others, what they are shown all the same, and why."""
EXPLAINED = {
    ("cohorts:organisation", ABOVE, "address"): "whom a co-ordinator reports to, as they said it of themself",
}
"""Pages that show what happens to be somebody's answer and does not come from them."""
NO_PROMISE = ("address",)
"""What is no question on a form: nobody is told that they will read it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody found a marked answer, on a page or in a message, at a stage of the walk."""

    stage: str
    page: str
    reader: str
    mark: Mark

    def __str__(self) -> str:
        return f"{self.stage}: {self.page} as {self.reader} shows {self.mark.question} of {self.mark.author}"


def variant(mark: Mark, thing: str, role: str) -> str:
    """Which of a thing's rows in the table is this author's: by tick, by tier, or the only one."""
    rows = {chosen for code, chosen in EXPECTED[role] if code == thing}
    if rows == {"told", "kept"}:
        return "told" if EVERYBODY[mark.author].told else "kept"
    if "nobody" in rows:
        return mark.tier if thing == "topics" else EVERYBODY[mark.author].words_for
    return ""


def thing_of(mark: Mark, role: str) -> str:
    """To which thing of its author's an answer belongs; "" once their place in a role has taken it away.

    A reverse mentee's wish to learn is what they want to learn about, whichever form they filled in.
    """
    placed = EVERYBODY[mark.author].placed if role != "either" else ""
    if placed == "mentee" and mark.question in ("topics", "topics_words"):
        return ""
    if placed == "mentee" and mark.question in ("learn_topics", "learn_words"):
        return {"learn_topics": "topics", "learn_words": "words"}[mark.question]
    return THING_OF[mark.question]


def rows_of(mark: Mark, role: str) -> Iterator[Mapping[str, str]]:
    """Who reads this answer of its author in `role`, and when, by the table; none for what that role is not asked.

    Whoever reads a whole name reads the first name in it.
    """
    thing, of_role = thing_of(mark, role), EXPECTED[role]
    if thing == "first_name":
        yield of_role["name", ""]
    if (row := of_role.get((thing, variant(mark, thing, role)))) is not None:
        yield row


def reads_as(stage: Stage, reader: str, about: str) -> str:
    """As whom in the table's words `reader` reads of `about` at this stage: said by hand, from who did what."""
    if reader == about:
        return "person"
    for pairs, name in ((stage.met, "partner"), (stage.asked, "proposed"), (stage.parted, PARTED)):
        if (reader, about) in pairs:
            return name
    if reader == f"{MANAGER} {about}":
        return "manager"
    if reader == "coordinator":
        return _coordinator(stage, about)
    if reader == "independent_contact":
        handles = (ABOVE, about) in stage.met | stage.parted
        return "independent" if about == ABOVE else HANDLING if handles else "anybody"
    if reader == "trainer" and about == LEADER.key:
        return "anybody"
    return "lead" if reader == "partner_lead" else SAME_NAME.get(reader, "anybody")


def _coordinator(stage: Stage, about: str) -> str:
    if about == LEADER.key and stage.name == "filled in":
        return NAMING
    if about == ABOVE and stage.name != "filled in":
        return "anybody" if stage.name == "sent" else REPORTING
    return "coordinator"


def may_read(stage: Stage, reader: str, mark: Mark) -> bool:
    """Whether the table, or what is named beside it, says that this reader reads this answer at this stage."""
    name, role = reads_as(stage, reader, mark.author), stage.roles[mark.author]
    if name in BESIDE_THE_TABLE:
        return thing_of(mark, role) in BESIDE_THE_TABLE[name][0]
    if name == "manager" and mark.question in ("manager_name", "manager_email"):
        return True  # their own name, by which they are written to
    if name == "person" and not list(rows_of(mark, role)):
        return True  # their own answer to what their role is not asked
    return _opened(stage, name, mark)


def _opened(stage: Stage, name: str, mark: Mark) -> bool:
    """Whether the table opens this answer to whom it calls `name`."""
    moment = stage.moments[mark.author]
    if name == "person" and mark.author == DECLINED and stage.name not in ("filled in", "sent"):
        moment = "accepted"  # a decline is told like any other decision; nobody else reads more because of it
    cells = (row.get(name, "." * len(MOMENTS)) for row in rows_of(mark, stage.roles[mark.author]))
    return any(cell[MOMENTS.index(moment)] == "x" for cell in cells)


def leaks(sightings: Iterable[Sighting], stages: Mapping[str, Stage]) -> Iterator[str]:
    """Marked answers before somebody of whom the table does not say that they read it at that moment."""
    for one in sorted(sightings, key=str):
        stage, author = stages[one.stage], one.mark.author
        if not may_read(stage, one.reader, one.mark) and (one.page, author, one.mark.question) not in EXPLAINED:
            name, moment = reads_as(stage, one.reader, author), stage.moments[author]
            yield f"{one}, which “{name}” does not read when it is “{moment}”"


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """Something that the table opens: an answer of somebody in a role to a reader at a moment."""

    role: str
    question: str
    reader: str
    moment: str

    def __str__(self) -> str:
        return f"{self.question} of a {self.role} for “{self.reader}” when it is “{self.moment}”"


def promises(
    stage: Stage, readers: Iterable[str], given: Mapping[str, Iterable[Mark]]
) -> Iterator[tuple[Promise, Sighting]]:
    """Everything that the table opens to `readers` at this stage, each with the sighting that would keep it."""
    for reader in readers:
        for author, marks in given.items():
            name, role, moment = reads_as(stage, reader, author), stage.roles[author], stage.moments[author]
            for mark in marks:
                if mark.question not in NO_PROMISE and _opened(stage, name, mark):
                    whose = "named leader" if author == LEADER.key else role
                    yield Promise(whose, _asked_in(role, mark), name, moment), Sighting(stage.name, "", reader, mark)


def kept_and_not(
    promised: Collection[tuple[Promise, Sighting]], sightings: Iterable[Sighting]
) -> tuple[set[Promise], set[Promise]]:
    """The promises that some page or message keeps to somebody, and those that none keeps to anybody."""
    seen = {replace(one, page="") for one in sightings}
    kept = {promise for promise, sighting in promised if sighting in seen}
    return kept, {promise for promise, _sighting in promised} - kept


def _asked_in(role: str, mark: Mark) -> str:
    """The question under its name on the form of `role`."""
    learnt = {"learn_topics": "topics", "learn_words": "topics_words"} if role == "mentee" else {}
    return learnt.get(mark.question, mark.question)
