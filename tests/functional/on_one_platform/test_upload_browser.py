"""A recording whose network breaks off in the middle, and whose page is lost, arrives all the same.

That it goes on where it stopped is proved byte by byte in tests/integration/test_files_tus.py.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Request, expect

from tests.factories.files import iso_media
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp

pytestmark = pytest.mark.browser
MB = 1_000_000
PATIENCE = 60_000  # milliseconds, on a busy machine
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 10 * MB}  # bytes a second


def test_a_recording_survives_a_lost_network_and_a_program_is_refused(
    platform: Bluelamp, browser: Chromium, tmp_path: Path
) -> None:
    recording, program = tmp_path / "camera 4.mp4", tmp_path / "photo.jpg"
    recording.write_bytes(iso_media(b"isom") + b"\1" * 30 * MB)
    program.write_bytes(b"MZ" + b"\0" * 9_000)
    faults: list[str] = []
    screen = Screen(platform.url, browser.new_context(), "sender", faults)
    tab = screen.tab
    screen.get("/report/burglary")
    page = f"{screen.post('/report/burglary').path}/question/photos"
    screen.get(page)
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    tab.set_input_files("#photos", recording)
    expect(tab.get_by_role("status").filter(has_text=re.compile("[257]+ ?%"))).to_be_visible(timeout=PATIENCE)
    session.send("Network.emulateNetworkConditions", SLOW | {"offline": True})
    expect(tab.locator(".bl-upload")).to_contain_text("The connection was lost.", timeout=PATIENCE)
    session.send("Network.emulateNetworkConditions", SLOW)
    tab.reload()  # the page itself was lost too
    expect(tab.get_by_role("heading", name="Not arrived in full")).to_be_visible(timeout=PATIENCE)
    screen.look("not arrived")
    begun_at: list[int] = []

    def note(sent: Request) -> None:
        if sent.method == "PATCH":
            begun_at.append(int(sent.headers["upload-offset"]))

    tab.on("request", note)
    tab.set_input_files("#photos", recording)
    expect(tab.get_by_role("status").filter(has_text=re.compile("(50|75) ?%"))).to_be_visible(timeout=PATIENCE)
    platform.kill("database")
    expect(tab.locator("#arrived dt", has_text="camera 4.mp4")).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_role("heading", name="Added so far")).to_be_visible(timeout=PATIENCE)
    assert begun_at[0] > 0  # it went on where it had stopped
    tab.set_input_files("#photos", program)
    expect(tab.locator(".bl-upload--refused")).to_contain_text(
        "“photo.jpg” is a program, whatever its name says.", timeout=PATIENCE
    )
    expect(tab.get_by_role("button", name="Go on photo.jpg")).to_be_hidden(timeout=PATIENCE)
    screen.look("refused")
    screen.close()
    assert [fault for fault in faults if not any(known in fault for known in ("422", "net::", "status of 5"))] == []
