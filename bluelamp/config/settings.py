"""Settings, all from the environment. docs/reference/settings.md is generated from the calls to ``env`` here."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from bluelamp.config.database import database_settings, is_embedded
from bluelamp.config.env import env, env_list, secret
from bluelamp.config.paths import ROOT, STATE

django_stubs_ext.monkeypatch()

VAR = STATE

ENVIRONMENT = env("BLUELAMP_ENV", "demo", "`demo` or `production`.")
PRODUCTION = ENVIRONMENT == "production"
BLUELAMP_DEMO = not PRODUCTION
BLUELAMP_DEMO_OPEN = (
    env(
        "BLUELAMP_DEMO_OPEN",
        "",
        "`1`: let the demo, sign-ins, mailbox and all, leave this machine or its own database.",
    )
    == "1"
)
DEBUG = env("BLUELAMP_DEBUG", "", "Set to `1` for Django's debug pages; refused in production.") == "1"
SECRET_KEY = secret("BLUELAMP_SECRET_KEY", VAR / "secrets" / "django", production=PRODUCTION)
SECRET_KEY_FALLBACKS = env_list(
    "BLUELAMP_OLD_SECRET_KEYS",
    "",
    "Earlier signing secrets, with commas, while what was made with them lives.",
)
BLUELAMP_STAFF_MFA = (
    env("BLUELAMP_STAFF_MFA", "1" if PRODUCTION else "", "`1`: staff sign in with a code from an app, too.") == "1"
)
ALLOWED_HOSTS = env_list(
    "BLUELAMP_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]", "Host names served, with commas."
)
CSRF_TRUSTED_ORIGINS = env_list("BLUELAMP_ORIGINS", "", "Origins of trusted forms, such as https://example.org.")
HTTPS = env("BLUELAMP_HTTPS", "1" if PRODUCTION else "", "`1` when served over HTTPS.") == "1"

BLUELAMP_STORAGE_URL = env(
    "BLUELAMP_STORAGE_URL", f"file://{VAR / 'files'}", "Where exhibits are kept: file:// or s3://."
)
BLUELAMP_UPLOAD_DIR = env(
    "BLUELAMP_UPLOAD_DIR",
    str(VAR / "uploads"),
    "Files that are still arriving. On the file system of file:// storage; shared by all web machines.",
)
BLUELAMP_LEDGER_DIR = Path(
    env("BLUELAMP_LEDGER_DIR", str(VAR / "ledger"), "Signing key, leaf hashes and checkpoints, outside the database.")
)
BLUELAMP_PUBLIC_URL = env("BLUELAMP_PUBLIC_URL", "http://localhost:8000", "Where the public finds us; in notices.")
BLUELAMP_CHAT_HOURS = env(
    "BLUELAMP_CHAT_HOURS",
    "mon-sun 08:00-22:00" if PRODUCTION else "mon-sun 00:00-24:00",
    "When somebody answers chats: rules with `;`, the last that fits counts; see how-to/answer-chats.",
)
BLUELAMP_SUPPORT_LIST = env(
    "BLUELAMP_SUPPORT_LIST",
    "",
    "File of organisations that help victims, by area: see how-to/name-who-helps. Empty: none, or the demo's own.",
)
BLUELAMP_FORCE_NAME = env("BLUELAMP_FORCE_NAME", "Demo Police", "Name of the force on every page.")
BLUELAMP_MINUTE_VALUES = env_list(
    "BLUELAMP_MINUTE_VALUES",
    "",
    "Pounds that a minute of the contact desk is worth, from a day on: 2026-04-01=0.85, with commas. Empty: no sums.",
)
EMBEDDED = is_embedded()
DATABASES: dict[str, dict[str, Any]] = {"default": database_settings(VAR)}

# Ordered from the ground up, as the house is built.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "csp",
    "axes",
    "bluelamp.ui",
    "bluelamp.ledger",
    "bluelamp.access",
    "bluelamp.files",
    "bluelamp.records",
    "bluelamp.live",
    "bluelamp.journeys",
    "bluelamp.notices",
    "bluelamp.accounts",
    "bluelamp.contact",
    "bluelamp.languages",
    "bluelamp.conversations",
    "bluelamp.evidence",
    "bluelamp.intelligence",
    "bluelamp.victims",
    "bluelamp.complaints",
    "bluelamp.incidents",
    "bluelamp.investigations",
    "bluelamp.analytics",
    "bluelamp.portal",
    "bluelamp.desk",
    "bluelamp.mobile",
    "bluelamp.rtic",
    "bluelamp.partners",
    "bluelamp.demo",
    "bluelamp.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "bluelamp.access.headers.HeadersMiddleware",
    "bluelamp.config.light_pages.LightPagesMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise, so that static files carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bluelamp.access.middleware.KeptSessionMiddleware",
    "bluelamp.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bluelamp.config.live_since.LiveSinceMiddleware",
    "axes.middleware.AxesMiddleware",
    "bluelamp.access.middleware.DoorMiddleware",
]

ROOT_URLCONF = "bluelamp.config.urls"
WSGI_APPLICATION = "bluelamp.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": sorted((ROOT / "bluelamp").glob("*/templates")),
        "OPTIONS": {"environment": "bluelamp.ui.jinja.environment", "bytecode_folder": VAR / "templates"},
    },
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign-in"

# Lock the name tried, not the address: a police station shares one address.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or whoever goes on trying keeps somebody out for ever
AXES_LOCKOUT_TEMPLATE = "access/locked.html"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are on the ledger
AXES_VERBOSE = False  # no names in the log
# Nor codes and passwords in its table.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "present", "new", "again", "csrfmiddlewaretoken"]

SESSION_COOKIE_AGE = 60 * 60 * 10  # one shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = None  # gone with the browser: a year on a shared device would say that somebody was here
CSRF_FAILURE_VIEW = "bluelamp.access.views.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
BLUELAMP_PROXIES = env_list(
    "BLUELAMP_PROXIES",
    "127.0.0.0/8,::1",
    "Addresses or networks of the proxies that end TLS, with commas; only their `X-Forwarded-` headers are believed.",
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("pl", "Polski"), ("ur", "اردو")]
LOCALE_PATHS = [VAR / "locale"]  # compiled from bluelamp/languages/locale
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"  # made from the checkout, so it is no part of the state
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "bluelamp.ui.storage.BundleStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r".+\.([0-9A-Z]{8}|[0-9a-f]{12})\.\w+$"  # a name that says its content
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

BLUELAMP_NOTICES = env("BLUELAMP_NOTICES", "1", "Empty: nobody is written to; notices wait to be seen.") == "1"
EMAIL_HOST = env("BLUELAMP_SMTP_HOST", "", "Mail server. Without one, notices go to the development mailbox.")
BLUELAMP_SMTP_TLS = env(
    "BLUELAMP_SMTP_TLS", "starttls", "`starttls`, `tls` from the first byte, or empty for plain text to this machine."
)
EMAIL_USE_TLS, EMAIL_USE_SSL = BLUELAMP_SMTP_TLS == "starttls", BLUELAMP_SMTP_TLS == "tls"
EMAIL_PORT = int(
    env("BLUELAMP_SMTP_PORT", "", "Port of the mail server. Empty: 587 with STARTTLS, 465 with TLS, 25 without.")
    or {"starttls": 587, "tls": 465}.get(BLUELAMP_SMTP_TLS, 25)
)
EMAIL_HOST_USER = env("BLUELAMP_SMTP_USER", "", "User name at the mail server, when it wants one.")
EMAIL_HOST_PASSWORD = env("BLUELAMP_SMTP_PASSWORD", "", "The password to it.")
DEFAULT_FROM_EMAIL = env("BLUELAMP_FROM_EMAIL", "no-reply@bluelamp.invalid", "Sender of email notices.")
BLUELAMP_FROM_NAME = (
    env("BLUELAMP_FROM_NAME", "", "Name of the sender of emails. Empty: the force's.") or BLUELAMP_FORCE_NAME
)
BLUELAMP_NEUTRAL_FROM_EMAIL = (
    env("BLUELAMP_NEUTRAL_FROM_EMAIL", "", "Sender of neutral emails: an address that does not give the police away.")
    or DEFAULT_FROM_EMAIL
)
BLUELAMP_NEUTRAL_FROM_NAME = env(
    "BLUELAMP_NEUTRAL_FROM_NAME", "", "Name of the sender of neutral ones; none is safest."
)
BLUELAMP_SMS_URL = env("BLUELAMP_SMS_URL", "", "Text message gateway: https://, takes JSON. See run-in-production.")
BLUELAMP_SMS_TOKEN = env("BLUELAMP_SMS_TOKEN", "", "Bearer token of the gateway.")
BLUELAMP_SMS_SENDER = env("BLUELAMP_SMS_SENDER", "", "Sender of text messages. Empty: the force's name.")
BLUELAMP_SMS_NEUTRAL_SENDER = env(
    "BLUELAMP_SMS_NEUTRAL_SENDER", "", "Sender of neutral text messages, such as a number."
)

BLUELAMP_OIDC_ISSUER = env(
    "BLUELAMP_OIDC_ISSUER",
    "",
    "Issuer of another sign-in service for the public, such as GOV.UK One Login.",
)
BLUELAMP_OIDC_NAME = env("BLUELAMP_OIDC_NAME", "GOV.UK One Login", "What the public knows that service as.")
BLUELAMP_OIDC_CLIENT_ID = env("BLUELAMP_OIDC_CLIENT_ID", "", "Our name there.")
BLUELAMP_OIDC_KEY = env("BLUELAMP_OIDC_KEY", "", "Our private key there, in PEM: EC P-256 or RSA.").replace("\\n", "\n")
BLUELAMP_OIDC_KEY_ID = env("BLUELAMP_OIDC_KEY_ID", "", "The `kid` of its public half, where we publish several.")
BLUELAMP_OIDC_TRUST = env_list("BLUELAMP_OIDC_TRUST", "Cl.Cm", "Vectors of trust (`vtr`) of which one is asked for.")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it wants the address locked, too: see AXES_LOCKOUT_PARAMETERS
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("django.db.backends", "procrastinate", "httpx")},
        # Whoever asks for a name that is not ours chooses what would be written here, with a traceback each time.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
