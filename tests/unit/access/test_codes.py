"""One-time codes against the tables of the standard, and what people type."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from bluelamp.access import codes

# RFC 6238, appendix B, SHA-1: the last six of its eight digits. Its secret is the text 12345678901234567890.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), RFC)
def test_the_table_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert codes.step_of(RFC_SECRET, code, at) == seconds // 30


@pytest.mark.parametrize(("steps", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_wrong(steps: int, accepted: bool) -> None:
    at = datetime.fromtimestamp(1234567890, UTC) + timedelta(seconds=30 * steps)
    assert (codes.step_of(RFC_SECRET, "005924", at) is not None) == accepted


@pytest.mark.parametrize("typed", ["005 924", " 005924 ", "0 0 5 9 2 4"])
def test_spaces_do_not_matter(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed, datetime.fromtimestamp(1234567890, UTC))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "5924",
        "0059240",
        "005924x",
        "\uff10\uff10\uff15\uff19\uff12\uff14",
        "\u0660\u0660\u0665\u0669\u0662\u0664",
        "-05924",
        "5.9240",
    ],
)
def test_what_is_no_code(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed, datetime.fromtimestamp(1234567890, UTC)) is None


@given(st.integers(0, 999_999))
def test_hardly_any_number_is_the_code(number: int) -> None:
    at = datetime.fromtimestamp(1234567890, UTC)
    right = {"005924", "819424", "590587"}  # of this step and its neighbours
    assert (codes.step_of(RFC_SECRET, f"{number:06d}", at) is not None) == (f"{number:06d}" in right)


def test_secrets_are_long_and_never_the_same() -> None:
    made = {codes.new_secret() for _ in range(50)}
    assert len(made) == 50
    assert all(len(secret) == 32 for secret in made)  # 160 bits in base 32
    assert codes.spaced("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_the_address_says_whose_it_is_and_nothing_of_the_defaults(settings: Settings) -> None:
    settings.BLUELAMP_FORCE_NAME = "Lantern & Shire: Police"
    address = urlsplit(codes.uri(RFC_SECRET, "pat.ames"))
    asked = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert asked["secret"] == [RFC_SECRET]
    assert asked["issuer"] == ["Lantern & Shire: Police"]
    assert unquote(address.path).endswith("pat.ames")


def test_the_picture_is_svg_that_our_policy_lets_through() -> None:
    picture = codes.picture(codes.uri(RFC_SECRET, "pat"))
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert "<script" not in picture
    assert RFC_SECRET not in picture


def test_recovery_codes_are_many_different_and_read_as_typed() -> None:
    made = codes.new_recovery_codes()
    assert len(set(made)) == codes.RECOVERY_CODES
    for code in made:
        (kept,) = codes.recovery_digests("pat", code)
        for typed in (code.lower(), code.replace("-", ""), f" {code} ", code.replace("0", "O").replace("1", "l")):
            assert list(codes.recovery_digests("pat", typed)) == [kept]
        assert list(codes.recovery_digests("sam", code)) != [kept], "somebody else's is another"


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-FGHJKM", "ABCDE-FGHJ!", "ABCDU-FGHJK", "123456"])
def test_what_is_no_recovery_code(typed: str) -> None:
    assert list(codes.recovery_digests("pat", typed)) == []


def test_a_recovery_code_outlives_a_change_of_the_signing_secret(settings: Settings) -> None:
    code, old = "7KQ4M-2XA90", settings.SECRET_KEY
    (kept,) = codes.recovery_digests("pat", code)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one " * 6, [old]
    assert kept in list(codes.recovery_digests("pat", code))
    settings.SECRET_KEY_FALLBACKS = []
    assert kept not in list(codes.recovery_digests("pat", code))
