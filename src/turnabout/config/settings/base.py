"""What every installation shares. A setting that can differ is read from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.config.env import HOME, env
from turnabout.config.mail import by_service

PACKAGE = Path(__file__).resolve().parents[2]
TURNABOUT_HOME = HOME

FOUNDATION = ("ids", "clock", "accounts", "audit", "encryption", "consent", "moves", "jobs", "mail", "design")
STAGES = (
    "cohorts",
    "resources",
    "applications",
    "importing",
    "selection",
    "training",
    "matching",
    "partnerships",
    "surveys",
    "stories",
    "monitoring",
    "reporting",
    "home",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *(f"turnabout.foundation.{room}" for room in FOUNDATION),
    *(f"turnabout.{room}" for room in STAGES if (PACKAGE / room / "apps.py").exists()),
    "turnabout.rehearsal.dress",
]

MIDDLEWARE = [
    "turnabout.foundation.clock.middleware.ArrivalTime",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "turnabout.foundation.accounts.middleware.DenyByDefault",
]

ROOT_URLCONF = "turnabout.config.urls"
WSGI_APPLICATION = "turnabout.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = _("Turnabout")
ORGANISATION = env.str("ORGANISATION", "")
"""The name in the header and in the titles of pages; "Turnabout" alone when empty."""
MAY_USE_NHS_LOGO = env.bool("MAY_USE_NHS_LOGO", False)
"""Whether ORGANISATION is entitled to the NHS logo, a trade mark; off means the neutral word-mark."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "foundation" / "design" / "templates",
            *sorted(PACKAGE.glob("*/web/templates")),
            *sorted(PACKAGE.glob("*/*/web/templates")),
        ],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "turnabout.foundation.design.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "foundation" / "design" / "allauth"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "turnabout.foundation.design.forms.NHSRenderer"

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "turnabout.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        " PRAGMA foreign_keys=ON;",
    },
}
DATABASES = {"default": env.db("DATABASE_URL") if env.str("DATABASE_URL", "") else SQLITE}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "turnabout.foundation.mail.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
# Beside sign-in's own limits. A whole room may follow one poster from one network, so this only stops machines.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"leave_address": "30/m/ip"}
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "request_login_code": "turnabout.foundation.design.web.forms.RequestCode",
    "confirm_login_code": "turnabout.foundation.design.web.forms.ConfirmCode",
    "signup": "turnabout.foundation.design.web.forms.Signup",
    "confirm_email_verification_code": "turnabout.foundation.design.web.forms.ConfirmAddress",
}
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp"]
MFA_FORMS = {
    "authenticate": "turnabout.foundation.design.web.forms.Authenticate",
    "reauthenticate": "turnabout.foundation.design.web.forms.Reauthenticate",
    "activate_totp": "turnabout.foundation.design.web.forms.Activate",
}
MFA_TOTP_ISSUER = "Turnabout"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "turnabout_cache"}}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(env.email("EMAIL_URL", "smtp://localhost:25"))
vars().update(by_service(env.str("MAIL_SERVICE", "")))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Programme office <no-reply@example.org>")
EMAIL_TIMEOUT = 20

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
"""Only languages whose catalogue is whole: half a page in another one cannot be read aloud."""
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
"""What people upload holds other people's data, so it never lies in a temporary file; a larger one is not read."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "turnabout.foundation.health.secrets.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

DEMO = False
"""Whether invented people, sign-in buttons and a stored clock offset exist here. Only the demo sets it."""
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000")
