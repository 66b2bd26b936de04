"""What a device is asked, and every answer of a device that proves nothing."""

import json
from uuid import UUID

import pytest
from webauthn import base64url_to_bytes

from bluelamp.accounts import passkeys
from bluelamp.accounts.errors import NotProved
from bluelamp.accounts.passkeys import Asked, Known
from tests.factories.authenticators import ORIGIN, PRESENT, Authenticator, base64url

ACCOUNT = UUID(int=7)


def challenge(asked: Asked) -> bytes:
    return base64url_to_bytes(asked.challenge)


def known_of(device: Authenticator) -> Known:
    """The passkey that a device made, as we keep it."""
    asked = passkeys.ask_new(ORIGIN, ACCOUNT, [])
    made = passkeys.made(device.make(asked.options), challenge(asked), ORIGIN)
    assert made.credential_id == base64url(device.id)
    return Known(made.public_key, made.sign_count)


def test_a_device_is_asked_for_its_own_lock_and_told_nothing_but_the_name_of_the_website() -> None:
    asked = passkeys.ask_new("https://police.example:8443", ACCOUNT, [base64url(b"an earlier one")])
    options = json.loads(asked.options)
    assert options["rp"] == {"id": "police.example", "name": "police.example"}
    assert options["user"]["name"] == options["user"]["displayName"] == "police.example"
    assert base64url_to_bytes(options["user"]["id"]) == ACCOUNT.bytes
    assert [one["id"] for one in options["excludeCredentials"]] == [base64url(b"an earlier one")]
    wanted = options["authenticatorSelection"]
    assert (wanted["userVerification"], wanted["residentKey"]) == ("required", "required")
    assert options.get("attestation", "none") == "none"


def test_whoever_comes_in_is_asked_for_any_of_ours_and_named_none() -> None:
    first, second = passkeys.ask_known("https://police.example"), passkeys.ask_known("https://police.example")
    options = json.loads(first.options)
    assert (options["rpId"], options["userVerification"]) == ("police.example", "required")
    assert not options.get("allowCredentials"), "which passkeys there are would tell whose account it is"
    assert first.challenge != second.challenge
    assert options["challenge"] == first.challenge


def test_what_a_device_made_it_signs_with_and_is_counted() -> None:
    device = Authenticator()
    known = known_of(device)
    for count in (1, 2):
        asked = passkeys.ask_known(ORIGIN)
        answer = device.sign(asked.options)
        assert passkeys.credential_of(answer) == base64url(device.id)
        assert passkeys.signed(answer, challenge(asked), ORIGIN, known) == count
        known = Known(known.public_key, count)


@pytest.mark.parametrize(
    "lying", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}, {"flags": 0}]
)
def test_for_another_website_or_without_the_lock_nothing_is_made_and_nothing_signed(lying: dict[str, object]) -> None:
    asked, device = passkeys.ask_new(ORIGIN, ACCOUNT, []), Authenticator(**lying)  # type: ignore[arg-type]  # changes
    with pytest.raises(NotProved):
        passkeys.made(device.make(asked.options), challenge(asked), ORIGIN)
    honest = Authenticator()
    known, again = known_of(honest), passkeys.ask_known(ORIGIN)
    for name, value in lying.items():
        setattr(honest, name, value)
    with pytest.raises(NotProved):
        passkeys.signed(honest.sign(again.options), challenge(again), ORIGIN, known)


def test_an_answer_to_another_question_or_by_another_key_or_by_a_copy_is_none() -> None:
    device, stranger = Authenticator(), Authenticator()
    known, asked, other = known_of(device), passkeys.ask_known(ORIGIN), passkeys.ask_known(ORIGIN)
    answer = device.sign(asked.options)
    with pytest.raises(NotProved):
        passkeys.signed(answer, challenge(other), ORIGIN, known)
    with pytest.raises(NotProved):
        passkeys.signed(stranger.sign(asked.options), challenge(asked), ORIGIN, known)
    with pytest.raises(NotProved):  # its owner has signed since: a copy is somewhere
        passkeys.signed(answer, challenge(asked), ORIGIN, Known(known.public_key, 5))


def test_a_passkey_that_answers_another_question_is_not_added() -> None:
    asked, other, device = passkeys.ask_new(ORIGIN, ACCOUNT, []), passkeys.ask_new(ORIGIN, ACCOUNT, []), Authenticator()
    with pytest.raises(NotProved):
        passkeys.made(device.make(asked.options), challenge(other), ORIGIN)


@pytest.mark.parametrize("answer", ["", "x", "[]", "7", "null", "{}"])
def test_what_is_no_answer_names_no_passkey_and_makes_none(answer: str) -> None:
    assert passkeys.credential_of(answer) == ""
    with pytest.raises(NotProved):
        passkeys.made(answer, b"", ORIGIN)
    with pytest.raises(NotProved):
        passkeys.signed(answer, b"", ORIGIN, Known(b"", 0))


def test_what_is_too_long_to_be_an_answer_is_not_read() -> None:
    long = json.dumps({"id": "x" * 20_000})
    for refuses in (passkeys.credential_of, lambda answer: passkeys.made(answer, b"", ORIGIN)):
        with pytest.raises(NotProved) as error:
            refuses(long)
        assert error.value.why == "length"
