"""The receipt is shown until it is saved, and whoever reads the database meanwhile reads none."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from bluelamp.contact.receipts import normalised
from bluelamp.core.ids import new_id
from tests.factories.rooms import received

pytestmark = pytest.mark.django_db


def _holder(client: Client, report_id: object) -> None:
    session = client.session
    session["receipt"] = str(report_id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""


def _shown(client: Client) -> str:
    found = re.search(r"(?:\d{4} ){3}\d{4}", client.get("/sent").content.decode())
    assert found
    return normalised(found[0])


def test_it_stays_until_it_is_saved_and_is_sealed_meanwhile(client: Client) -> None:
    _holder(client, received().id)
    receipt = _shown(client)
    assert _shown(client) == receipt
    for kept in Session.objects.all():
        assert receipt not in str(kept.get_decoded())
    assert client.post("/sent", {"saved": "1"})["Location"] == "/track/report"
    assert "receipt_to_save" not in client.session


def test_the_receipt_of_one_report_is_not_shown_for_the_next(client: Client) -> None:
    first, second = received(), received()
    _holder(client, first.id)
    earlier = _shown(client)
    _holder(client, second.id)
    assert _shown(client) != earlier


def test_one_that_cannot_be_read_gives_way_to_a_new_one(client: Client) -> None:
    _holder(client, received().id)
    session = client.session
    session["receipt_to_save"] = plain = str(new_id().int)[:16]
    session.save()
    assert _shown(client) != plain
