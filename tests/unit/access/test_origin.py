"""Where a request comes from: what the proxy of ours says, never what its client says."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from bluelamp.access.origin import address_of


@pytest.mark.parametrize(
    ("heard", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),  # one connection, whichever of its addresses
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
        ("no address", ""),
    ],
)
def test_without_a_proxy_it_is_who_connects(heard: str, address: str) -> None:
    assert address_of(RequestFactory().get("/track", REMOTE_ADDR=heard)) == address
    assert address_of(RequestFactory().get("/track", REMOTE_ADDR=heard, HTTP_X_FORWARDED_FOR="198.51.100.7")) == address


def test_behind_a_proxy_that_says_nothing_nothing_is_known(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(RequestFactory().get("/track", REMOTE_ADDR="203.0.113.9")) == ""


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", "203.0.113.9"),  # what came before, anybody may have written
        ("203.0.113.9, unknown", ""),
        ("", ""),
    ],
)
def test_behind_a_proxy_it_is_whom_the_proxy_heard(settings: Settings, line: str, address: str) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(RequestFactory().get("/track", REMOTE_ADDR="10.1.2.3", HTTP_X_FORWARDED_FOR=line)) == address
