"""What is refused in production. ``bluelamp check`` tells; the web process does not start without."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from bluelamp.config.history import missing, unknown
from bluelamp.config.hosts import is_this_machine, serves_strangers
from bluelamp.config.notice_checks import roads_of_production
from bluelamp.config.proxies import bad_parts
from bluelamp.victims.near import organisations

PRODUCTION = "production"  # the tag of the checks below
_SHORTEST_SECRET = 50
_FEWEST_CHARACTERS = 8  # different ones; 50 random digits have as many

DEMO_IS_OPEN = (
    "Whoever reaches it can sign in as anybody and read every message. For work set BLUELAMP_ENV=production;"
    " to show the demo to others all the same, set BLUELAMP_DEMO_OPEN=1."
)

Apps = Sequence[AppConfig] | None


def check_settings(app_configs: Apps = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """What can be told from the settings alone."""
    if settings.ENVIRONMENT not in {"demo", PRODUCTION}:
        text = f"BLUELAMP_ENV is {settings.ENVIRONMENT!r}. It must be demo or production."
        return [Error(text, id="bluelamp.E001")]
    of_this = _settings_of_production() if settings.PRODUCTION else _settings_of_demo()
    return [*of_this, *_support_list()]


def _support_list() -> Iterable[CheckMessage]:
    """A slip in the file must not wait for a victim to find it."""
    try:
        organisations()
    except ImproperlyConfigured as error:
        yield Error(str(error), id="bluelamp.E033")


def _settings_of_demo() -> Iterable[CheckMessage]:
    """The demo's sign-ins, and every message to anybody, are everybody's who reaches it: see /dev/mailbox."""
    if settings.BLUELAMP_DEMO_OPEN:
        return
    if not settings.EMBEDDED:
        text = f"DATABASE_URL is set, but this is the demo. {DEMO_IS_OPEN}"
        yield Error(text, id="bluelamp.E018")
    if elsewhere := [host for host in settings.ALLOWED_HOSTS if not is_this_machine(host)]:
        text = f"BLUELAMP_HOSTS serves {', '.join(elsewhere)}, but this is the demo. {DEMO_IS_OPEN}"
        yield Error(text, id="bluelamp.E019")


def demo_stays_here(host: str) -> str:
    """Why the demo must not listen on ``host``; nothing when it may. Asked before Django is there."""
    is_demo = os.environ.get("BLUELAMP_ENV", "demo") == "demo"
    if not is_demo or is_this_machine(host) or os.environ.get("BLUELAMP_DEMO_OPEN") == "1":
        return ""
    return f"{host} is reached from other machines, but this is the demo. {DEMO_IS_OPEN}"


def proxies_unnamed(host: str) -> str:
    """What to tell whoever lets production listen on ``host``; nothing when its proxies are named or here."""
    is_production = os.environ.get("BLUELAMP_ENV") == PRODUCTION
    if not is_production or is_this_machine(host) or "BLUELAMP_PROXIES" in os.environ:
        return ""
    return (
        f"{host} is reached from other machines, and BLUELAMP_PROXIES is not set: only a proxy on this machine is"
        " believed. Name the proxies that end TLS."
    )


def _is_weak(secret: str) -> bool:
    few = len(secret) < _SHORTEST_SECRET or len(set(secret)) < _FEWEST_CHARACTERS
    return few or secret.startswith("demo-")


def _settings_of_production() -> Iterable[CheckMessage]:
    if _is_weak(settings.SECRET_KEY):
        text = "BLUELAMP_SECRET_KEY is short, plain or the demo's own. Set one of at least 50 random characters."
        yield Error(text, id="bluelamp.E002")
    if any(map(_is_weak, settings.SECRET_KEY_FALLBACKS)):
        text = (
            "BLUELAMP_OLD_SECRET_KEYS has one that is short, plain or the demo's own: whoever guesses it can still"
            " sign with it. Take it away."
        )
        yield Error(text, id="bluelamp.E020")
    if settings.DEBUG:
        yield Error("BLUELAMP_DEBUG is on: errors would show data. Take it away.", id="bluelamp.E003")
    if not settings.ALLOWED_HOSTS or any(map(serves_strangers, settings.ALLOWED_HOSTS)):
        text = "BLUELAMP_HOSTS must name the hosts that are served, such as report.example.org."
        yield Error(text, id="bluelamp.E004")
    if not settings.HTTPS:
        text = "BLUELAMP_HTTPS is off: session cookies would travel in clear. Take it away."
        yield Error(text, id="bluelamp.E005")
    if settings.EMBEDDED:
        text = "DATABASE_URL is missing: the embedded database is for trying Bluelamp out."
        yield Error(text, id="bluelamp.E006")
    if not settings.BLUELAMP_STAFF_MFA:
        text = "BLUELAMP_STAFF_MFA is off: a stolen password is all that somebody needs to sign in as staff."
        yield checks.Warning(text, id="bluelamp.W002")
    yield from _proxies_of_production()
    yield from _provider_of_production()
    yield from roads_of_production()


def _proxies_of_production() -> Iterable[CheckMessage]:
    if bad := bad_parts(settings.BLUELAMP_PROXIES):
        text = f"BLUELAMP_PROXIES has {', '.join(bad)}. Write addresses, or networks such as 10.1.2.0/24, with commas."
        yield Error(text, id="bluelamp.E021")


def _provider_of_production() -> Iterable[CheckMessage]:
    if not settings.BLUELAMP_OIDC_ISSUER:
        return
    if not (settings.BLUELAMP_OIDC_CLIENT_ID and "PRIVATE KEY" in settings.BLUELAMP_OIDC_KEY):
        text = "BLUELAMP_OIDC_ISSUER is set. Set BLUELAMP_OIDC_CLIENT_ID and BLUELAMP_OIDC_KEY too."
        yield Error(text, id="bluelamp.E022")
    if not settings.BLUELAMP_OIDC_ISSUER.startswith("https://"):
        text = "BLUELAMP_OIDC_ISSUER is not reached over TLS: anybody in between could say who comes in."
        yield Error(text, id="bluelamp.E023")


def check_database(
    app_configs: Apps = None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """What can be told only by asking the database; asked in production, and only where it may be asked."""
    if not settings.PRODUCTION:
        return []
    return [message for alias in databases or () for message in _database_of_production(alias)]


def _database_of_production(alias: str) -> Iterable[CheckMessage]:
    if demo := demo_sign_ins(alias):
        text = f"The demo's sign-ins exist here: {', '.join(demo)}. Start production on a database of its own."
        yield Error(text, id="bluelamp.E007")
    if owns_tables(alias):
        text = "The role of DATABASE_URL owns tables, so it could alter the ledger. Use one that owns none."
        yield Error(text, id="bluelamp.E008")


def check_migrations(
    app_configs: Apps = None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """A database that somebody else looks after is at this version; the embedded one is brought there by itself."""
    if settings.EMBEDDED:
        return []
    return [message for alias in databases or () for message in _history_of(alias)]


def _history_of(alias: str) -> Iterable[CheckMessage]:
    loader = MigrationLoader(connections[alias])
    if found := unknown(loader):
        text = f"The database has {found[-1]}, which is unknown here: another Bluelamp made it. Run that one."
        yield Error(text, id="bluelamp.E016")
    elif found := missing(loader):
        text = f"The database has not come to {found[0]} yet. Run `bluelamp migrate` first."
        yield Error(text, id="bluelamp.E017")


def demo_sign_ins(alias: str) -> list[str]:
    """User names of the demo's cast in this database."""
    from bluelamp.access.demo import DEMO_SIGN_INS  # noqa: PLC0415 - models are loaded only now
    from bluelamp.access.models import User  # noqa: PLC0415 - the same

    names = [person.username for person in DEMO_SIGN_INS]
    found = User.objects.using(alias).filter(username__in=names, is_active=True).order_by("username")
    return list(found.values_list("username", flat=True))


def owns_tables(alias: str) -> bool:
    """True when the role we connect as owns a table, or is a superuser, who needs to own none."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR EXISTS (SELECT FROM pg_tables WHERE tableowner = rolname AND schemaname = 'public')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        (found,) = cursor.fetchone()
        return bool(found)


def check_offences(app_configs: Apps = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """A report type proposes an offence that the desk has: it would be recorded as "Other crime" without a word."""
    from bluelamp.contact.report_types import report_types  # noqa: PLC0415 - models are loaded only now
    from bluelamp.investigations.offences import OFFENCES  # noqa: PLC0415 - the same

    known = {offence.home_office_code for offence in OFFENCES}
    return [
        Error(
            f"{slug}: offence {offence.code} is not on the list. Take one of {', '.join(sorted(known))}, "
            "or add a line to bluelamp/investigations/offences.py.",
            id="bluelamp.E009",
        )
        for slug, kind in report_types().items()
        for offence in (kind.offence, *kind.offences)
        if offence is not None and offence.code and offence.code not in known
    ]


def connect() -> None:
    """Make Django's own ``check`` run them, too."""
    register(check_offences, "report_types")
    register(check_settings, PRODUCTION)
    register(check_database, PRODUCTION, Tags.database)
    register(check_migrations, Tags.database)


def refuse_unsafe_production() -> None:
    """Raise ``ImproperlyConfigured`` with every reason not to start."""
    found = [message for message in run_checks(tags=[PRODUCTION], databases=["default"]) if message.is_serious()]
    if found:
        raise ImproperlyConfigured("\n".join(str(message.msg) for message in found))


def run_all(database: Callable[[], AbstractContextManager[None]]) -> list[CheckMessage]:
    """Every check of Django's and ours that is not silenced; ``database`` provides it where it may be asked."""
    if settings.PRODUCTION and settings.EMBEDDED:  # refused anyway, so it is not made either
        found = run_checks()
    else:
        with database():
            found = run_checks(databases=["default"])
    return [message for message in found if not message.is_silenced()]
