"""The demo on one's own machine: embedded database, invented people, mail kept in a folder."""

from turnabout.config.env import key_file
from turnabout.config.settings.base import *  # noqa: F403  (settings modules extend one another)
from turnabout.config.settings.base import HOME, INSTALLED_APPS

SECRET_KEY = key_file("secret").hex()
DATA_KEY_ENCRYPTION_KEY = key_file("kek")
AUDIT_KEY = key_file("audit")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "turnabout.rehearsal.demo"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
