"""A rehearsal: throw-away database in its own TURNABOUT_HOME, and no way out to a real address."""

from turnabout.config.env import key_file
from turnabout.config.settings.base import *  # noqa: F403  (settings modules extend one another)
from turnabout.config.settings.base import SQLITE

SECRET_KEY = key_file("secret").hex()
DATA_KEY_ENCRYPTION_KEY = key_file("kek")
AUDIT_KEY = key_file("audit")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {
    "default": {
        **SQLITE,
        "OPTIONS": {
            **SQLITE["OPTIONS"],
            "init_command": SQLITE["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
        },
    }
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REHEARSAL = True
