import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import gettext_lazy
from jinja2 import DictLoader, Environment, UndefinedError

from bluelamp.core import clock
from bluelamp.ui import jinja, services
from bluelamp.ui.jinja import environment
from bluelamp.ui.types import Frame


def env() -> Environment:
    backend: Any = engines["jinja2"]
    environment: Environment = backend.env
    return environment


def say(source: str, **context: object) -> str:
    return env().from_string(source).render(**context)


def test_what_is_compiled_is_kept_until_its_text_or_our_filters_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"page": "{{ 'x' | upper }}"}
    loader = DictLoader(texts)

    def compile_anew() -> str:
        made = environment(loader=loader, bytecode_folder=tmp_path)
        return made.get_template("page").render()

    def kept() -> list[Path]:
        return sorted(tmp_path.rglob("*.cache"))

    assert compile_anew() == compile_anew() == "X"
    first = kept()
    assert len(first) == 1
    texts["page"] = "other"
    assert compile_anew() == "other"
    assert kept() == first  # written over
    monkeypatch.setattr(jinja, "version", lambda _: "another Jinja")
    compile_anew()
    assert len(kept()) == 2


def test_text_is_escaped() -> None:
    assert say("{{ name }}", name="<b>") == "&lt;b&gt;"


def test_a_misspelt_name_is_an_error_but_may_be_tested() -> None:
    with pytest.raises(UndefinedError, match="nmae"):
        say("{{ nmae }}")
    with pytest.raises(UndefinedError, match="nmae"):
        say("{{ person.nmae }}", person=SimpleNamespace(name="x"))
    with pytest.raises(UndefinedError, match="things"):
        say("{% for x in things %}{% endfor %}")
    assert say("{{ nmae | default('x') }}{% if nmae %}y{% endif %}{{ nmae is defined }}") == "xFalse"


def test_missing_keys_of_dicts_show_nothing() -> None:
    assert say("[{{ row.text }}]{% for x in row['parts'] %}{% endfor %}", row={}) == "[]"


def test_translations_take_variables_and_bare_per_cent_signs() -> None:
    assert say("{{ _('100% sure') }}") == "100% sure"
    assert say("{{ _('%(n)s of %(all)s', n=1, all=2) }}") == "1 of 2"
    assert say("{% trans %}100% sure{% endtrans %}") == "100% sure"
    assert say("{% trans n=3 %}{{ n }} of 5%{% endtrans %}") == "3 of 5%"
    assert say("{{ ngettext('%(num)s day', '%(num)s days', 2) }}") == "2 days"
    assert say("{{ pgettext('month', 'May') }}{{ npgettext('x', 'a', 'b', 2) }}") == "Mayb"
    assert say("{{ text }}", text=gettext_lazy("Lazy")) == "Lazy"


def test_variables_of_translations_are_escaped() -> None:
    assert say("{{ _('Hello %(name)s', name=name) }}", name="<b>") == "Hello &lt;b&gt;"


def test_the_clock_is_cores() -> None:
    with clock.fixed(datetime(2026, 11, 22, 15, 0, tzinfo=UTC)):
        assert say("{{ now() | datetime }}") == "22 November 2026 at 3pm"
        assert say("{{ at | ago }}", at=datetime(2026, 11, 22, 14, 56, tzinfo=UTC)) == "4 minutes ago"


def test_data_blocks_cannot_be_left() -> None:
    shown = say("<script>{{ json_data(data) }}</script>", data={"a": "</script><b>&"})
    assert shown == '<script>{"a":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}</script>'


def test_figures_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        say("{{ json_data(data) }}", data=float("nan"))


def test_addresses_keep_their_other_query_values() -> None:
    request = RequestFactory().get("/desk/queue", {"risk": "high", "page": "2"})
    assert say("{{ here(page=3) }}", request=request) == "/desk/queue?risk=high&amp;page=3"
    assert say("{{ here(page=none, risk=none) }}", request=request) == "/desk/queue"
    assert say("{{ here(page=3) }}") == ""


def test_the_nonce_is_a_plain_string_at_once() -> None:
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"  # type: ignore[attr-defined]  # as django-csp's middleware does
    assert say("{{ csp_nonce() }}", request=request) == "abc"
    assert say("[{{ csp_nonce() }}]") == "[]"


def test_a_page_may_bring_its_own_frame_and_a_door_provides_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_providers", {})
    request = RequestFactory().get("/")
    assert say("{{ frame_of('staff').person }}", request=request) == ""
    services.provide_frame("staff", lambda request: Frame(person=f"at {request.path}"))
    assert say("{{ frame_of('staff').person }}", request=request) == "at /"
    assert say("{{ frame_of('staff').person }}") == ""  # an error page has no request
    assert say("{{ frame_of('staff').person }}", request=request, frame=Frame(person="own")) == "own"


def test_urls_and_static_files() -> None:
    assert say("{{ url('ui:styleguide-page', 'phone') }}").endswith("/phone")
    assert say("{{ static('ui/none.css') }}") == "/static/ui/none.css"
    assert re.fullmatch(r"/static/ui/staff\.[0-9a-f]{12}\.css", say("{{ static('ui/staff.css') }}"))
