"""Who reads which application: everybody about equally many, and nobody somebody they should not judge."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping

Readers = dict[str, list[str]]


def share_out(wanted: Mapping[str, int], free: Mapping[str, Collection[str]], load: Mapping[str, int]) -> Readers:
    """For each application as many different readers as it wants, chosen from those who are free for it.

    `wanted` holds a number of readers by application, `free` who may read it, `load` how many each assessor reads
    already (those not named read none). An application with too few free readers gets all of them. Among all ways of
    giving that many readers, the loads are as even as they can be: a chain of exchanges from a fuller to an emptier
    desk is followed until there is none, and then none better exists (Harvey, Ladner, Lovász and Tamir 2003,
    semi-matchings). The same input gives the same answer, whatever its order.
    """
    desks = dict(load)
    given: Readers = {}
    for application in sorted(wanted, key=lambda one: (len(free[one]), one)):
        open_to = sorted(set(free[application]), key=lambda who: (desks.get(who, 0), who))
        given[application] = open_to[: max(0, wanted[application])]
        for who in given[application]:
            desks[who] = desks.get(who, 0) + 1
    while _even_out(given, free, desks):
        pass
    return {application: sorted(readers) for application, readers in given.items()}


def _even_out(given: Readers, free: Mapping[str, Collection[str]], desks: dict[str, int]) -> bool:
    """Follow one chain of exchanges from a fuller desk to one that has at least two fewer; False when there is none."""
    for fullest in sorted({who for readers in given.values() for who in readers}, key=lambda one: (-desks[one], one)):
        came: dict[str, tuple[str, str]] = {}
        seen, queue = {fullest}, deque([fullest])
        while queue:
            who = queue.popleft()
            if desks.get(who, 0) <= desks[fullest] - 2:
                _pass_on(given, came, fullest, who, desks)
                return True
            for application in sorted(one for one, readers in given.items() if who in readers):
                for other in sorted(set(free[application]) - seen - set(given[application])):
                    seen.add(other)
                    came[other] = (who, application)
                    queue.append(other)
    return False


def _pass_on(given: Readers, came: Mapping[str, tuple[str, str]], first: str, last: str, desks: dict[str, int]) -> None:
    desks[first] -= 1
    desks[last] = desks.get(last, 0) + 1
    while last != first:
        before, application = came[last]
        given[application] = [last if who == before else who for who in given[application]]
        last = before
