"""Loading the site for the commands that need it."""

from __future__ import annotations

import os
from pathlib import Path

from turnabout.cli.errors import BadInput

PRODUCTION = "turnabout.config.settings.production"
DEMO = "turnabout.config.settings.local"


def load(settings: str = PRODUCTION) -> Path:
    """Set Django up with `settings`, unless the environment names others; returns TURNABOUT_HOME, which then exists.

    A missing or unusable setting is `BadInput` with the sentence that says what to set, and where.
    """
    import django
    from django.conf import settings as site
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise BadInput(str(error)) from error
    home: Path = site.TURNABOUT_HOME
    for folder in (home, Path(site.STATIC_ROOT)):
        folder.mkdir(parents=True, exist_ok=True)
    return home


def prepare_database() -> None:
    """Bring the database to the newest migration, and have the table that the shared cache lives in."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
