"""Checkpoints are signed notes: whoever has the public key can tell a true one."""

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.ledger.checkpoint import ORIGIN, Checkpoint, is_signed, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CHECKPOINTS = st.builds(Checkpoint, st.integers(0, 10**12), st.binary(min_size=32, max_size=32), st.integers(0, 10**12))


@given(CHECKPOINTS)
def test_what_is_written_is_read_again(checkpoint: Checkpoint) -> None:
    signed = sign(checkpoint, KEY)
    assert Checkpoint.parse(signed.text()) == signed
    assert is_signed(signed, KEY.public_key())


@given(CHECKPOINTS, CHECKPOINTS)
def test_a_signature_fits_one_checkpoint(one: Checkpoint, other: Checkpoint) -> None:
    moved = Checkpoint(other.size, other.root, other.horizon, sign(one, KEY).signature)
    assert is_signed(moved, KEY.public_key()) == (one == other)


def test_it_reads_as_the_standard_says() -> None:
    """C2SP signed-note and tlog-checkpoint: origin, size, root, our extension line, blank, signature with key id."""
    signed = sign(Checkpoint(3, b"\x00" * 32, 77), KEY)
    lines = signed.text().split("\n")
    assert lines[:5] == [ORIGIN, "3", base64.b64encode(bytes(32)).decode(), "horizon 77", ""]
    name, encoded = lines[5].removeprefix("\u2014 ").split(" ")
    key = KEY.public_key().public_bytes_raw()
    assert name == ORIGIN
    assert base64.b64decode(encoded)[:4] == sha256(ORIGIN.encode() + b"\n\x01" + key).digest()[:4]
    assert lines[6:] == [""]


@pytest.mark.parametrize(
    "signature", ["", ORIGIN, f"{ORIGIN} !", f"{ORIGIN} {base64.b64encode(bytes(68)).decode()}", "other/1 AAAA"]
)
def test_a_signature_that_is_none(signature: str) -> None:
    assert not is_signed(Checkpoint(1, bytes(32), 0, signature), KEY.public_key())


def test_another_key_did_not_sign_it() -> None:
    assert not is_signed(sign(Checkpoint(1, bytes(32)), KEY), Ed25519PrivateKey.generate().public_key())


@pytest.mark.parametrize(
    "text", ["", "x", "other/1\n1\nAA==\nhorizon 1\n\n\u2014 x y\n", f"{ORIGIN}\n1\nAA==\n\n\u2014 x"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a checkpoint"):
        Checkpoint.parse(text)
