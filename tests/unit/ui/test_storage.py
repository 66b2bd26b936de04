import json
from pathlib import Path

from django.test import Client
from pytest_django import Settings

from bluelamp.ui.storage import LIST, BundleStorage


def built(folder: Path, content: str, mark: str) -> None:
    """What a build leaves: a new file beside the old ones, then the list."""
    (folder / "ui").mkdir(exist_ok=True)
    (folder / "ui" / f"page.{mark}.css").write_text(content)
    (folder / LIST).write_text(json.dumps({"names": {"ui/page.css": f"ui/page.{mark}.css"}}))


def test_a_plain_name_leads_to_the_file_as_it_was_at_the_start(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    built(tmp_path, "a", "0123456789ab")
    running = BundleStorage()
    built(tmp_path, "b", "ba9876543210")
    assert running.url("ui/page.css") == "/static/ui/page.0123456789ab.css"
    assert BundleStorage().url("ui/page.css") == "/static/ui/page.ba9876543210.css"
    assert running.url("ui/none.css") == "/static/ui/none.css"


def test_without_a_bundle_names_stay_as_they_are(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    assert BundleStorage().url("ui/page.css") == "/static/ui/page.css"


def test_a_server_that_runs_through_a_build_serves_whole_files(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    built(tmp_path, "body { margin: 0 }", "0123456789ab")
    running, client = BundleStorage(), Client()
    before = client.get(running.url("ui/page.css"))
    built(tmp_path, "body { margin: 0; padding: 0 }", "ba9876543210")
    after = client.get(running.url("ui/page.css"))
    for answer in (before, after):
        body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file
        assert answer["Content-Length"] == str(len(body)) == "18"
        assert "immutable" in answer["Cache-Control"]
