"""A database behind another engine would have no reading door."""

import pytest
from django.conf import settings

from bluelamp.ledger.checks import check_engine


def test_ours_is_in_use_and_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_engine() == []
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    (found,) = check_engine()
    assert (found.id, found.is_serious()) == ("ledger.E001", True)
