"""What house test 1 says about the answers: a sentence for each fault, none when all is well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any
from uuid import UUID

from tests.house.asking import OWN, THE_REST, Answer, Door
from tests.house.scene import ROLES
from turnabout.foundation.accounts.middleware import declared_permission, has_own_door
from turnabout.foundation.design.pages import PUBLIC

Row = Mapping[str, int | str]
HIDDEN = ("login", 404)
LET_IN = (200, 302)
PRESSED = (302, 403, 405, 409, 422)
"""What somebody who is let in may get for a form with nothing in it, or for a button."""
SHOWS_ONCE = {"training:make_address"}
"""Pages whose button answers with a secret that stands nowhere else; an address to be led on to would be kept."""
READING = {"audit_auditevent", "django_session"}
"""What reading a page may write: that a private text was read, and that somebody is still signed in."""

THE_SAME_FOR_ALL = {"cohorts:stylesheet", "cohorts:logo"}
"""What has nothing of anybody in it, and is meant to be kept by browsers."""


def undeclared(found: Iterable[Door], public: Collection[str]) -> Iterator[str]:
    """Addresses whose view names no permission, and those that are public without being on the list."""
    for door in found:
        if has_own_door(door.view):
            continue
        permission = declared_permission(door.view)
        if permission is None:
            yield f"{door.name} names no permission; give its view class `permission = may_…`"
        elif (permission is PUBLIC) != (door.name in public):
            yield f"{door.name}: is it public or not? Its view and PUBLIC_PAGES disagree"


def without_row(found: Iterable[Door], rooms: Mapping[str, ModuleType]) -> Iterator[str]:
    """Addresses that nobody has written a row for, and rows without an address."""
    rows = {name for room in rooms.values() for name in room.ROWS}
    ours = {door.name for door in found if door.room}
    for name in sorted(ours - rows):
        cells = ", ".join(f'"{role}": …' for role in ROLES)
        yield f"write in tests/house/matrix/{name.partition(':')[0]}.py what ought to be:\n    {name!r}: {{{cells}}},"
    yield from (f"{name} has a row and no address" for name in sorted(rows - ours))


def expected(row: Row, role: str) -> int | str:
    """What a row says for a role; one of the further roles gets what the outsider gets unless it says more."""
    return row[role] if role in ROLES else row.get(role, row["outsider"])


def wrong(answers: Iterable[Answer], rows: Mapping[str, Row]) -> Iterator[str]:
    """Answers that differ from the table: for every method, and for what is absent or another programme's."""
    for one in answers:
        ought = expected(rows[one.page], one.role)
        if one.whose != OWN and ought != "login":
            ought = 404
        fitting = _fitting(one.method, ought)
        if one.page in SHOWS_ONCE and one.method == "POST" and ought == 200:
            fitting = (*fitting, 200)
        if one.status not in fitting:
            yield f"{one}: expected {' or '.join(map(str, fitting))}, got {one.status}"
        elif one.method == "HEAD" and one.size:
            yield f"{one}: a body, where there should be none"


def _fitting(method: str, ought: int | str) -> tuple[int | str, ...]:
    if ought not in LET_IN or method in ("GET", "HEAD"):
        return (ought,)
    if method == "POST" and ought == 302:
        return (*PRESSED, 200)  # the other half of a page, which what is typed is sent to; looking at it leads there
    return PRESSED if method == "POST" else (200,) if method == "OPTIONS" else (405,)


def acted(answers: Iterable[Answer]) -> Iterator[str]:
    """Requests that wrote something although they were refused, or although they only looked."""
    for one in answers:
        refused = one.status in (*HIDDEN, 403, 405)
        only_looks = one.method in ("GET", *THE_REST)
        written = set(one.wrote) - (READING if only_looks and not refused else {"django_session"})
        if (refused or only_looks) and written:
            yield f"{one}: it wrote to {', '.join(sorted(written))}"


def told_apart(answers: Iterable[Answer], public: Collection[str]) -> Iterator[str]:
    """Different pages for what is not here, from which somebody could learn that it is there for somebody else."""
    pages: dict[tuple[str, str], dict[str, Answer]] = {}
    for one in answers:
        if one.status == 404 and one.method == "GET" and one.page not in public:
            pages.setdefault((one.page.partition(":")[0], one.role), {}).setdefault(one.body, one)
    for bodies in pages.values():
        if len(bodies) > 1:
            yield f"these are not here, and look different: {'; '.join(map(str, bodies.values()))}"


def leaks(
    answers: Iterable[Answer],
    texts: Mapping[int, Any],
    people: Mapping[tuple[str, str], UUID | None],
    shown: Mapping[tuple[str, str], Collection[str]],
) -> Iterator[str]:
    """Private texts on pages where the table `shown` does not say that this role reads this field there.

    What a person wrote themself they may read again.
    """
    for one in answers:
        for mark in sorted(one.marks):
            text = texts.get(mark)
            if text is None:
                yield f"{one}: shows text {mark}, which was sealed, or which nobody can read any more"
            elif people[one.page, one.role] != text.author and text.fields.isdisjoint(
                shown.get((one.page, one.role), ())
            ):
                yield f"{one}: shows what somebody else wrote into {' or '.join(sorted(text.fields))}"


def remembered(answers: Iterable[Answer]) -> Iterator[str]:
    """Pages that were made for somebody who is signed in, and that a browser may keep."""
    for one in answers:
        if one.page in THE_SAME_FOR_ALL:
            continue
        if one.status == 200 and one.method == "GET" and one.role != "anonymous" and "no-store" not in one.kept:
            yield f"{one}: the browser may keep this page"
