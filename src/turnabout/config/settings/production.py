"""A real installation. Every secret is given from outside; nothing here starts without it."""

from turnabout.config.env import env, required
from turnabout.config.settings.base import *  # noqa: F403  (settings modules extend one another)

SECRET_KEY = required("SECRET_KEY", "the key that signs sessions and links", "the output of `openssl rand -hex 32`")
DATA_KEY_ENCRYPTION_KEY = bytes.fromhex(
    required("TURNABOUT_KEK", "the key that wraps each person's data key", "the output of `openssl rand -hex 32`")
)
AUDIT_KEY = bytes.fromhex(
    required("TURNABOUT_AUDIT_KEY", "the key that chains the audit trail", "the output of `openssl rand -hex 32`")
)
DEBUG = False
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names this site answers to", "mentoring.example.org").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
