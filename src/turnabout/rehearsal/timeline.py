"""Every message of a rehearsal in the order of time, for a program to read: when, to whom, and each word of it."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.mail.models import Message
from turnabout.rehearsal.cast import LINE_MANAGER
from turnabout.rehearsal.walk.judging import COLLEAGUES
from turnabout.rehearsal.world import World

MANAGER, ASSESSOR, OTHER = "manager", "assessor", "other"
OF_THE_SITE = "account."
OF_A_MANAGER = "manager.of."


def of(world: World) -> dict[str, Any]:
    """`people` is how many were invented; `troubles` what was refused; `messages` all that went, or would have.

    `who` and `job` say to whom: an invented person and their role, "manager" for the manager of that person.
    """
    names = {one.email: one.name for one in world.people}
    jobs = {player.email: player.key for player in world.fixture.cast}
    jobs |= {f"{name.lower().replace(' ', '.')}@example.org": ASSESSOR for name in COLLEAGUES}
    jobs |= {one.email: one.role for one in world.people} | {LINE_MANAGER.email: MANAGER}
    names[LINE_MANAGER.email] = LINE_MANAGER.name
    found = Message.objects.exclude(status="cancelled").exclude(kind__startswith=OF_THE_SITE)
    found = found.order_by("queued_at", "id").select_related("to_person")
    return {
        "people": len(world.people),
        "ended": world.ended.isoformat() if world.ended else "",
        "troubles": [{"at": at.isoformat(), "reason": reason} for at, reason in world.troubles],
        "messages": [_told(message, names, jobs) for message in found],
    }


def _told(message: Message, names: dict[str, str], jobs: dict[str, str]) -> dict[str, Any]:
    address = message.to_address
    job, who = jobs.get(address, OTHER), message.to_person.name if message.to_person else names.get(address, "")
    if address.startswith(OF_A_MANAGER):
        job, who = MANAGER, names.get(address.removeprefix(OF_A_MANAGER), "")
    return {
        "at": (message.sent_at or message.not_before or message.queued_at).isoformat(),
        "kind": message.kind,
        "who": who or address,
        "job": job,
        "subject": message.subject,
        "body": message.body,
        "method": message.method,
    }
