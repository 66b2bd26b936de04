"""Who is a proxy of ours, by the address of the connection."""

import pytest

from bluelamp.config.proxies import bad_parts, is_named, networks, without_forwarding


@pytest.mark.parametrize(
    ("peer", "named", "expected"),
    [
        ("127.0.0.5", ["127.0.0.0/8", "::1"], True),
        ("::1", ["127.0.0.0/8", "::1"], True),
        ("", ["127.0.0.0/8", "::1"], True),  # a socket of this machine's
        ("", ["::1"], True),
        ("", ["10.1.2.3"], False),
        ("10.1.2.3", ["10.1.2.3"], True),
        ("10.1.2.4", ["10.1.2.3"], False),
        ("10.1.2.4", ["192.0.2.1", "10.1.2.0/24"], True),
        ("::ffff:10.1.2.4", ["10.1.2.0/24"], True),  # as a socket for both versions shows it
        ("::ffff:10.1.3.4", ["10.1.2.0/24"], False),
        ("2001:db8::7", ["2001:db8::/64"], True),
        ("2001:db8:1::7", ["2001:db8::/64"], False),
        ("no address", ["0.0.0.0/0", "::/0"], False),
        ("127.0.0.1", [], False),
    ],
)
def test_a_proxy_is_known_by_its_address(peer: str, named: list[str], expected: bool) -> None:
    assert is_named(peer, networks(named)) is expected


def test_what_is_no_address_is_told_and_nobodys() -> None:
    parts = ["10.1.2.3", "10.1.2.3/8", "proxy", "10.1.2.0/40"]
    assert bad_parts(parts) == parts[1:]
    assert networks(parts) == networks(["10.1.2.3"])


def test_only_forwarding_is_taken_away() -> None:
    kept = [(b"host", b"a"), (b"x-requested-with", b"b")]
    said = [(b"Forwarded", b"proto=https"), (b"X-Forwarded-Host", b"c"), (b"x-forwarded-for", b"d")]
    assert without_forwarding([*said, *kept]) == kept
