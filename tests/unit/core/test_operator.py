"""Who ran a command stands behind its reason."""

import os
import pwd

import pytest

from bluelamp.core.errors import Invalid
from bluelamp.core.operator import operator, signed

ACCOUNT = pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        ("", ACCOUNT),
        (ACCOUNT, ACCOUNT),
        ("alice", f"alice, as {ACCOUNT}"),
        ("al\nice\u202e\x1b", f"alice, as {ACCOUNT}"),
        ("a" * 500, f"{'a' * 64}, as {ACCOUNT}"),
    ],
)
def test_the_caller_of_sudo_and_the_account_are_named(
    monkeypatch: pytest.MonkeyPatch, caller: str, expected: str
) -> None:
    monkeypatch.setenv("SUDO_USER", caller)
    assert operator() == expected
    assert signed(" Lost. ", "reason") == f"Lost. (Command run by {expected}.)"


def test_a_name_is_no_reason() -> None:
    with pytest.raises(Invalid):
        signed(" ", "reason")
