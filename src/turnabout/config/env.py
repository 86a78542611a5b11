"""Where settings come from: the environment, then a `.env` file, then a default that is safe for a demo."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.FileAwareEnv()
ENV_FILE = Path(os.environ.get("TURNABOUT_ENV_FILE", ".env"))
if ENV_FILE.is_file():
    env.read_env(str(ENV_FILE))

HOME = Path(env.str("TURNABOUT_HOME", "./var")).resolve()


def required(name: str, what: str, example: str) -> str:
    """The setting `name`; when it is missing, an error saying what it is, a safe value, and where to put it."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It is {what}. A safe value: {example}. "
            f"Put it in the environment or in {ENV_FILE.resolve()}, then start again."
        )
    return value


def key_file(name: str) -> bytes:
    """The 32 secret bytes in `TURNABOUT_HOME/keys/<name>`, made with mode 0400 the first time."""
    path = HOME / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(secrets.token_bytes(32))
    return path.read_bytes()
