"""What the name of a host says: what stays on this machine, and what would serve strangers."""

import pytest

from bluelamp.config.hosts import is_this_machine, serves_strangers


@pytest.mark.parametrize(
    ("host", "stays"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("127.0.0.2", True),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("mail", False),
        ("", False),
    ],
)
def test_only_a_loopback_address_is_this_machine(host: str, stays: bool) -> None:
    assert is_this_machine(host) is stays


@pytest.mark.parametrize(
    ("pattern", "does"),
    [
        ("*", True),
        ("*.lantern.police.uk", True),
        (".uk", True),
        (".police.uk", True),
        (".Co.UK", True),
        (".org", True),
        (".example.org", False),
        (".lantern.police.uk", False),
        ("police.uk", False),  # one name, not all below it
        ("bluelamp", False),
    ],
)
def test_a_pattern_that_takes_in_other_peoples_names_serves_strangers(pattern: str, does: bool) -> None:
    assert serves_strangers(pattern) is does
