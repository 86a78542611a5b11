"""Jobs by name. A room's `tasks.py` registers them; whoever starts one needs only the name.

    @job("mail.deliver")
    def deliver(*, message: str, now: datetime) -> None: ...

A job may run twice (a worker can die after its work and before it says so), so it looks before it acts.
It runs in one transaction, unless it waits for another machine: that must not keep the database from everybody
else, so `@job("mail.deliver", own_transactions=True)` opens its own, short ones.
"""

from __future__ import annotations

from collections.abc import Callable

JOBS: dict[str, Callable[..., None]] = {}
OWN_TRANSACTIONS: set[str] = set()


class NoSuchJob(LookupError):
    """A job was started by a name that no room registered."""


def job(name: str, *, own_transactions: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function of primitive keyword arguments and `now` as the job called `name`."""

    def add(work: Callable[..., None]) -> Callable[..., None]:
        if JOBS.get(name, work).__qualname__ != work.__qualname__:
            raise ValueError(f"Two jobs are called {name!r}.")
        JOBS[name] = work
        if own_transactions:
            OWN_TRANSACTIONS.add(name)
        return work

    return add


def known(name: str) -> Callable[..., None]:
    """The job called `name`; `NoSuchJob` names those that exist."""
    try:
        return JOBS[name]
    except KeyError:
        raise NoSuchJob(f"No job is called {name!r}. There are: {', '.join(sorted(JOBS))}.") from None
