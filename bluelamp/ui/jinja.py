"""The one Jinja environment of every page.

In every template, imported macros included:

- ``url("room:name", ...)``, ``static("room/name.css")``, ``_("text")``, ``_("%(n)s days", n=3)``, ``{% trans %}``
- filters of ``ui.filters``: ``when | datetime``, ``date``, ``month``, ``weekday``, ``time``, ``hhmm``, ``short``,
  ``logged``, ``iso``, ``ago``, ``duration``, ``number``, ``percent``, ``file_size``, ``and_list``, ``spoken``
- ``now()`` (aware) and ``feed()`` (addresses of live news), both as config provides them; ``is_demo()``,
  ``force_name()``, ``json_data(value)`` for data blocks

In page templates and layouts only, as they need the request: ``csp_nonce()``, ``frame_of("staff")``,
``here(page=2)`` (this address with other query values) and Django's ``csrf_input``.

An undefined name may be tested (``if``, ``default``, ``is defined``) but not shown: a misspelt name in a template
is an error at once, not an empty place on a page. Missing keys of dicts show nothing, as GOV.UK's macros expect.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    PrefixLoader,
    Template,
    Undefined,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from bluelamp.ui import charts, filters
from bluelamp.ui.addresses import address
from bluelamp.ui.services import feed, frame_for, now
from bluelamp.ui.types import Frame


class Macros(Template):
    """A template whose macros are made once. Jinja would look at each import, on each page, whether its names have
    changed since; ours are the environment's and never do."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's signature
        return super()._get_default_module()


class Misspelt(Undefined):
    """An undefined value that may be tested but not shown, unless it is a missing key of a dict."""

    __slots__ = ()

    def __str__(self) -> str:
        if not isinstance(self._undefined_obj, dict):
            self._fail_with_undefined_error()
        return ""

    def __iter__(self) -> Iterator[object]:
        if not isinstance(self._undefined_obj, dict):
            self._fail_with_undefined_error()
        return iter(())


def _said(text: str, variables: dict[str, object]) -> str:
    # Like Jinja's newstyle gettext, but a text without variables may hold a bare per cent sign.
    if not variables:
        return text.replace("%%", "%")
    said: str = text % variables
    return said


def _gettext(message: str, **variables: object) -> str:
    return _said(_spoken(translation.get_language(), message), variables)


@lru_cache(maxsize=16_384)
def _spoken(language: str | None, message: str) -> str:  # noqa: ARG001 - what it is kept under
    return translation.gettext(message)


def _ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    return _said(translation.ngettext(singular, plural, num), {"num": num, **variables})


def _pgettext(context: str, message: str, **variables: object) -> str:
    return _said(translation.pgettext(context, message), variables)


def _npgettext(context: str, singular: str, plural: str, num: int, **variables: object) -> str:
    return _said(translation.npgettext(context, singular, plural, num), {"num": num, **variables})


def json_data(value: object) -> Markup:
    """``value`` as JSON that is safe inside ``<script type="application/json">`` (no ``<``, ``>``, ``&``)."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - escaped


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs) if args or kwargs else address(name)


def _request(context: Context) -> HttpRequest | None:
    request = context.get("request")
    return request if isinstance(request, HttpRequest) else None


@pass_context
def csp_nonce(context: Context) -> str:
    """The nonce of this answer. Read as a string at once: django-csp's lazy object is falsy until used."""
    return str(getattr(_request(context), "csp_nonce", ""))


@pass_context
def frame_of(context: Context, layout: str) -> Frame:
    """The page's own ``frame`` when its view gave one, otherwise what the door provides."""
    given = context.get("frame")
    return given if isinstance(given, Frame) else frame_for(layout, _request(context))


@pass_context
def here(context: Context, **changes: object) -> str:
    """This page's address with some query values changed; ``None`` takes a value out."""
    request = _request(context)
    if request is None:
        return ""
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def bytecode(folder: Path) -> FileSystemBytecodeCache:
    """Compiled templates, kept between starts: compiling all of them takes a second and more.

    A template's own text is checked by Jinja. What our filters made of constants is compiled in, too, so each
    version of them has a folder of its own.
    """
    digest = hashlib.sha256(version("jinja2").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    own = folder / digest.hexdigest()[:16]
    own.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(own))


def environment(*, bytecode_folder: Path | None = None, **options: Any) -> Environment:
    """Jinja as Django's backend asks for it: its own loader first, then GOV.UK's macros under their prefix."""
    given: BaseLoader = options.pop("loader")
    options["bytecode_cache"] = bytecode(bytecode_folder) if bytecode_folder else None
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["undefined"] = Misspelt
    env = Environment(  # noqa: S701 - Django turns autoescape on for us; a test proves it
        loader=ChoiceLoader([given, govuk]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    env.template_class = Macros
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added to the class by the i18n extension
        _gettext, _ngettext, newstyle=False, pgettext=_pgettext, npgettext=_npgettext
    )
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # the same: {% trans %} hands its variables over
    env.globals.update(
        url=_url,
        static=static,
        now=now,
        json_data=json_data,
        is_demo=lambda: bool(getattr(settings, "BLUELAMP_DEMO", False)),
        force_name=lambda: str(getattr(settings, "BLUELAMP_FORCE_NAME", "")),
        csp_nonce=csp_nonce,
        frame_of=frame_of,
        feed=feed,
        here=here,
        charts=charts,
    )
    env.filters.update(
        datetime=filters.datetime_words,
        date=filters.date_words,
        month=filters.month_words,
        weekday=filters.weekday_words,
        time=filters.time_words,
        hhmm=filters.hhmm,
        short=filters.short,
        logged=filters.logged,
        iso=filters.iso,
        moment=filters.moment,
        duration=filters.duration,
        ago=lambda value, at=None: filters.ago(value, at or now()),
        number=filters.number,
        percent=filters.percent,
        file_size=filters.file_size,
        and_list=filters.and_list,
        spoken=filters.spoken,
    )
    return env
