"""A browser is told by what it is called, never by what it also says that it is, and by nothing finer."""

import pytest

from bluelamp.accounts.devices import device_of, worded


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14; K) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 OPR/120.0", "Opera, Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36", "Chrome, Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 16181.0.0) Chrome/140.0 Safari/537.36", "Chrome, Chromebook"),
        ("curl/8.9 (Windows)", "Windows"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_told_coarsely(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device
    assert worded(device) == (device or "A device that we do not know")
