"""The settings without which nothing starts, made where they are missing and written into the `.env` file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from turnabout.cli.errors import BadInput

LOCAL = "http://127.0.0.1:8000"
LOOPBACK = ("127.0.0.1", "localhost")
KEYS = {
    "SECRET_KEY": "signs sessions and links",
    "TURNABOUT_KEK": "wraps each person's data key",
    "TURNABOUT_AUDIT_KEY": "chains the audit trail",
}


def settled() -> bool:
    """Whether the address of the site was set before."""
    return bool(_environment()[0].str("BASE_URL", ""))


def missing(address: str) -> dict[str, str]:
    """What no setting says yet, by name, with a value; put into this process, and not yet written anywhere.

    `address` is the site's, where none was set before. Nothing that is set is changed. Raises `BadInput` when the
    address is none.
    """
    env, _path = _environment()
    wanted = {name: secrets.token_hex(32) for name in KEYS if not env.str(name, "")}
    if not env.str("BASE_URL", ""):
        wanted["BASE_URL"] = _checked(address or LOCAL)
    host = urlsplit(wanted.get("BASE_URL") or env.str("BASE_URL")).hostname or ""
    alone = host in LOOPBACK
    if not env.str("ALLOWED_HOSTS", ""):
        wanted["ALLOWED_HOSTS"] = ",".join(LOOPBACK) if alone else host
    if alone and not env.str("ON_THIS_MACHINE_ONLY", ""):
        wanted["ON_THIS_MACHINE_ONLY"] = "true"
    if alone and not env.str("EMAIL_URL", ""):
        wanted["EMAIL_URL"] = f"filemail:///{Path(env.str('TURNABOUT_HOME', './var')).resolve() / 'mail'}"
    os.environ.update(wanted)
    return wanted


def write(wanted: Mapping[str, str]) -> list[str]:
    """Write settings into the `.env` file; returns what to tell the person. `BadInput` when it cannot be written."""
    if not wanted:
        return []
    _env, path = _environment()
    lines = "".join(f"{name}={value}\n" for name, value in wanted.items())
    try:
        lines = f"\n# Added by turnabout setup\n{lines}" if path.exists() else lines
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            file.write(lines)
        path.chmod(0o600)
    except OSError as trouble:
        words = f"{path.resolve()} cannot be written ({trouble.strerror}). Run this in a folder where it can."
        raise BadInput(words) from trouble
    told = [f"Settings were added to {path.resolve()}: {', '.join(wanted)}."]
    if made := [f"  {name:<20} {what}" for name, what in KEYS.items() if name in wanted]:
        told += ["These of them are secret keys. Without them nobody can read what is stored:", *made]
        told += ["Keep a copy of that file somewhere else, apart from the backup of the database."]
    return [*told, ""]


def _environment() -> tuple[Any, Path]:
    """The settings as the site will read them: the environment, then the `.env` file, which need not be there."""
    env, path = environ.FileAwareEnv(), Path(os.environ.get("TURNABOUT_ENV_FILE", ".env"))
    if path.is_file():
        env.read_env(str(path))
    return env, path


def _checked(address: str) -> str:
    parts = urlsplit(address.strip().rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise BadInput(f"“{address[:80]}” is no address of a site. Write it like https://mentoring.example.org.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise BadInput("people send sensitive answers here, so the address has to begin with https://.")
    return f"{parts.scheme}://{parts.netloc}"
