"""What `turnabout setup` does in the database, and what it says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from turnabout.cli.errors import BadInput
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actions import make_administrator, register_person
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.encryption.models import DataKey
from turnabout.foundation.mail.actions import send
from turnabout.foundation.mail.delivery import hand_over
from turnabout.foundation.mail.models import Message
from turnabout.rehearsal.cast import CAST


def refuse_invented_people() -> None:
    """`BadInput` when this database holds the demo or a rehearsal. An empty database, or none yet, is fine."""
    tables = connection.introspection.table_names()
    if Person._meta.db_table not in tables:
        return
    invented = Person.objects.filter(Q(email__in=[player.email for player in CAST])).count() > 1
    if invented or (Offset._meta.db_table in tables and Offset.objects.exists()):
        raise BadInput(
            f"this database holds the invented people of the demo or of a rehearsal ({_where()}). Demo people never "
            "share a database with real ones. Give the real programme a place of its own: set TURNABOUT_HOME (or "
            "DATABASE_URL) to an empty one, and run this again. Nothing was written."
        )


def refuse_new_keys(wanted: Mapping[str, str]) -> None:
    """`BadInput` when a key was just made and the database holds what an earlier key protects."""
    tables = connection.introspection.table_names()
    protected = {"TURNABOUT_KEK": DataKey, "TURNABOUT_AUDIT_KEY": AuditEvent}
    for name, model in protected.items():
        if name in wanted and model._meta.db_table in tables and model._default_manager.exists():
            raise BadInput(
                f"this database was made with a key that is not here: {name} is not set, and a new one could not read "
                f"what is stored ({_where()}). Put the .env file with the keys back, and run this again. Nothing was "
                "written."
            )


def administrators() -> list[str]:
    """Name and address of everybody who keeps this installation."""
    found = Person.objects.filter(is_administrator=True, is_active=True).order_by("name")
    return [f"{person.name} ({person.email})" for person in found]


def found(*, name: str, email: str, organisation: str, kind: str) -> Iterator[str]:
    """Make the first person and the first organisation, all or nothing, and send the test message."""
    now = clock.now()
    try:
        with transaction.atomic():
            person = register_person(name=name, email=email, by=OPERATOR, now=now)
            make_administrator(person=person, by=OPERATOR, now=now)
            host = cohorts.create_organisation(name=organisation, kind=kind, by=OPERATOR, now=now)
            role = cohorts.give_role(person=person, kind="coordinator", organisation=host, by=OPERATOR, now=now)
            (message,) = send("cohorts.site_is_ready", thing=role, by=OPERATOR, now=now)
    except Refused as refusal:
        raise BadInput(f"{refusal.reason} Nobody was made.") from refusal
    yield f"{person.name} ({person.email}) is administrator of this site and co-ordinator of {host.name}."
    yield from _tried(message)
    yield ""


def what_next(home: Path) -> Iterator[str]:
    """Where to look, what to back up, and the way to the first cohort."""
    yield "Backup: every night, copy"
    yield f"  the database    {_where()}"
    yield f"  the rest        {home}"
    yield "and keep the .env file with its keys in another place: with both together somebody could read everything."
    yield ""
    yield "Next:"
    yield "  1. In this folder:     turnabout serve"
    yield "  2. In a second window: turnabout work   (it sends the messages and keeps the clock)"
    yield f"  3. In a browser:       {settings.BASE_URL}/  and “Sign in”. Type your email address; you are sent a code."
    if folder := _mail_folder():
        yield f"     On this machine alone, messages are files: the newest one in {folder} holds the code."
    yield "  4. Choose “Create a cohort”: seven questions, about ten minutes."


def _tried(message: Message) -> Iterator[str]:
    """Hand the test message to the mail server now, and say how that went."""
    hand_over(str(message.id), now=clock.now())
    message.refresh_from_db()
    if message.status == "sent":
        where = f"written to {folder}" if (folder := _mail_folder()) else f"sent to {message.to_address}"
        yield f"A test message was {where}."
        return
    server, check = f"mail server ({settings.EMAIL_HOST}, port {settings.EMAIL_PORT})", "EMAIL_URL and MAIL_FROM"
    if settings.MAIL_SERVICE:
        server, check = f"mail service ({settings.MAIL_SERVICE})", "MAIL_SERVICE and what it needs"
    yield f"The {server} did not take the test message: {message.trouble}."
    yield "Nothing is lost: the message waits in the outbox, and `turnabout work` tries again by itself."
    yield f"But people sign in by emailed code, so mail has to work: check {check} in the .env file."


def _mail_folder() -> str:
    return str(getattr(settings, "EMAIL_FILE_PATH", "") or "") if "filebased" in settings.EMAIL_BACKEND else ""


def _where() -> str:
    """The database in words, without its password."""
    given = settings.DATABASES["default"]
    if "sqlite3" in given["ENGINE"]:
        return str(given["NAME"])
    return f"PostgreSQL database {given['NAME']} on {given.get('HOST') or 'this machine'} (use pg_dump)"
