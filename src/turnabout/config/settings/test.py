"""The test suite: nothing leaves the process, keys are fixed, and the demo rooms are installed to be tested."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("TURNABOUT_HOME", tempfile.mkdtemp(prefix="turnabout-test-"))

from turnabout.config.env import env
from turnabout.config.settings.base import *  # noqa: F403  (settings modules extend one another)
from turnabout.config.settings.base import INSTALLED_APPS, PACKAGE, SQLITE

TURNABOUT_HOME = Path(os.environ["TURNABOUT_HOME"])
(TURNABOUT_HOME / "static").mkdir(parents=True, exist_ok=True)  # else the static files' middleware warns
SECRET_KEY = "only-for-tests-" * 4
DATA_KEY_ENCRYPTION_KEY = b"k" * 32
AUDIT_KEY = b"a" * 32
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True
if (PACKAGE / "rehearsal" / "demo" / "apps.py").exists():
    INSTALLED_APPS = [*INSTALLED_APPS, "turnabout.rehearsal.demo"]
QUICK = SQLITE["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")  # nobody pulls the plug here
EMBEDDED = {**SQLITE, "OPTIONS": {**SQLITE["OPTIONS"], "init_command": QUICK}}
DATABASES = {"default": env.db("TEST_DATABASE_URL") if env.str("TEST_DATABASE_URL", "") else EMBEDDED}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
