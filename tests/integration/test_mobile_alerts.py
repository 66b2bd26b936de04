"""An alert that reached an officer's screen is seen, and the centre can tell that from one that was read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.core.clock import now, today
from bluelamp.intelligence import services
from tests.factories.rooms import on_ledger, published
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def _send(cast: Cast, headline: str) -> None:
    centre = cast["rtic_analyst"]
    report = services.write_report(
        actor=centre,
        source="2",
        assessment="B",
        handling="P",
        text="A grey car.",
        provenance="Two callers.",
        purpose="Preventing crime",
        review_on=today() + timedelta(days=9),
    )
    services.send_alert(
        actor=centre,
        report_id=report.id,
        recipients=frozenset({cast["responder"].id, cast["responder2"].id}),
        headline=headline,
        instruction="Stop it.",
        severity="minor",
        expires_at=now() + timedelta(hours=1),
    )


def test_the_first_look_says_seen_and_the_next_says_nothing(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    _send(cast, "Grey car")
    _send(cast, "Green van")
    phone, centre = sign_in("responder"), sign_in("rtic_analyst")
    picture = reverse("rtic:picture")
    assert "seen by 0" in centre.get(picture).content.decode()
    told = len(published("alert"))
    for _ in range(2):
        page = phone.get(reverse("mobile:work")).content.decode()
        assert "Grey car" in page
        assert "Green van" in page
    assert on_ledger("intelligence.alert.seen") == 1
    assert len(published("alert")) == told + 2
    board = centre.get(picture).content.decode()
    assert board.count("0 of 2 acknowledged</strong>, seen by 1") == 2
