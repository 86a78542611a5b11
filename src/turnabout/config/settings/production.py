"""A real installation. Every secret is given from outside; nothing here starts without it."""

from django.core.exceptions import ImproperlyConfigured

from turnabout.config.env import env, required
from turnabout.config.settings.base import *  # noqa: F403  (settings modules extend one another)

SECRET_KEY = required("SECRET_KEY", "the key that signs sessions and links", "the output of `openssl rand -hex 32`")
DATA_KEY_ENCRYPTION_KEY = bytes.fromhex(
    required("TURNABOUT_KEK", "the key that wraps each person's data key", "the output of `openssl rand -hex 32`")
)
AUDIT_KEY = bytes.fromhex(
    required("TURNABOUT_AUDIT_KEY", "the key that chains the audit trail", "the output of `openssl rand -hex 32`")
)
ON_THIS_MACHINE_ONLY = env.bool("ON_THIS_MACHINE_ONLY", False)
"""Tried out on one machine, without https: then nothing but that machine is answered."""
DEBUG = False
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names this site answers to", "mentoring.example.org").split(",")
if ON_THIS_MACHINE_ONLY and set(ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}:
    raise ImproperlyConfigured(
        "ON_THIS_MACHINE_ONLY is set, so ALLOWED_HOSTS may name 127.0.0.1 and localhost only. For people on other "
        "machines take ON_THIS_MACHINE_ONLY out, and have the site answer on https."
    )
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True) and not ON_THIS_MACHINE_ONLY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_HSTS_SECONDS = 0 if ON_THIS_MACHINE_ONLY else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ON_THIS_MACHINE_ONLY
