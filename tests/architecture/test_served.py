"""Off gov.uk nobody may show the crown, GOV.UK's mark or its typeface. (The built bundle: tests/unit/ui/test_build.)"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT

FORBIDDEN = re.compile(
    rb"GDS[ -]?Transport|govuk-crest|govuk-logotype|govuk-opengraph|crown[-_]|crown\.(svg|png)"
    rb"|components/(header|footer)/macro"
    rb"|cookie-banner.*gov\.uk|assets/(fonts|images)|https?://[\w.-]*(googleapis|gstatic|cdnjs|jsdelivr|unpkg)",
    re.IGNORECASE,
)
FONTS = {".woff", ".woff2", ".ttf", ".otf", ".eot"}


def forbidden(found: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Files that are, or that would fetch, something only gov.uk may show, or something from elsewhere."""
    for name, content in found:
        if Path(name).suffix in FONTS:
            yield f"{name} is a typeface"
        elif Path(name).suffix != ".map":
            yield from (f"{name} has {hit.group().decode()}" for hit in FORBIDDEN.finditer(content))


def served_from(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(ROOT)), path.read_bytes()


def test_no_template_or_source_asks_for_them() -> None:
    for kind in ("templates", "assets"):
        for folder in sorted(PACKAGE.glob(f"*/{kind}")):
            assert not list(forbidden(served_from(folder)))


def test_what_was_built_holds_none() -> None:
    built = ROOT / "var" / "static"
    assert not built.exists() or not list(forbidden(served_from(built)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("light-94a07e06a1-v2.woff2", b""),
        ("page.css", b"font-family: 'GDS Transport', arial"),
        ("page.html", b'{% from "govuk_frontend_jinja/components/header/macro.html" import govukHeader %}'),
        ("page.html", b'<img src="/assets/images/govuk-crest.svg">'),
        ("page.js", b"import 'https://unpkg.com/x'"),
    ],
)
def test_something_forbidden_is_noticed(name: str, content: bytes) -> None:
    assert list(forbidden([(name, content)]))
    assert not list(forbidden([("page.html", b"generic-header/macro.html, Arial, Crowned heads")]))
