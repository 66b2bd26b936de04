import pytest
from pytest_django import Settings

from bluelamp.access.sealed import renewed, seal, unseal

SECRET = "JBSWY3DPEHPK3PXP"


def test_what_is_sealed_can_be_read_by_us_alone(settings: Settings) -> None:
    kept = seal(SECRET, owner="pat")
    assert SECRET not in kept
    assert unseal(kept, owner="pat") == SECRET
    settings.SECRET_KEY = "another installation's " * 3
    assert unseal(kept, owner="pat") is None


def test_it_never_looks_the_same_twice() -> None:
    assert seal(SECRET, owner="pat") != seal(SECRET, owner="pat")


def test_a_row_copied_to_somebody_else_is_worth_nothing() -> None:
    assert unseal(seal(SECRET, owner="pat"), owner="sam") is None
    assert unseal(seal(SECRET, owner="pat:sam"), owner="pat") is None


@pytest.mark.parametrize("kept", ["", "nonsense", "gAAAAA", "\x00"])
def test_what_we_never_sealed(kept: str) -> None:
    assert unseal(kept, owner="pat") is None


def test_an_altered_one() -> None:
    kept = seal(SECRET, owner="pat")
    for place in range(0, len(kept) - 2, 7):
        other = "A" if kept[place] != "A" else "B"
        assert unseal(kept[:place] + other + kept[place + 1 :], owner="pat") is None


def test_an_earlier_signing_secret_is_known_until_it_is_given_up(settings: Settings) -> None:
    old, new = settings.SECRET_KEY, "a new one " * 6
    kept = seal(SECRET, owner="pat")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, [old]
    assert unseal(kept, owner="pat") == SECRET
    again = renewed(kept)
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(kept, owner="pat") is None
    assert unseal(again, owner="pat") == SECRET
