"""The tests' own rule: no code of ours is answered for."""

import pytest

from bluelamp.core import ids
from bluelamp.incidents import policies
from tests.plugins.no_mocks import dying, watched


def test_an_answer_in_place_of_our_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match="code of ours"):
        monkeypatch.setattr(ids, "new_id", lambda: "always this one")
    with pytest.raises(AssertionError, match="code of ours"):
        monkeypatch.setattr("bluelamp.core.ids.new_id", lambda: "always this one")
    with pytest.raises(AssertionError, match="code of ours"):
        monkeypatch.setattr(type(policies.INCIDENT), "next", lambda *_: "closed")


def test_our_own_may_be_watched_and_may_die(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(ids, "new_id", watched(ids.new_id, made.append))
    assert made == [ids.new_id()]
    monkeypatch.setattr(ids, "new_id", dying(ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        ids.new_id()
