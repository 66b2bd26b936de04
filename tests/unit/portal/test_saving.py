"""A receipt is shown until it is saved, and whoever reads the database meanwhile reads none."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from bluelamp.core.ids import new_id
from tests.factories.rooms import on_ledger, received
from tests.unit.portal.receipts import asked_for, hold, shown

pytestmark = pytest.mark.django_db


def test_it_stays_until_it_is_saved_and_is_sealed_meanwhile(client: Client) -> None:
    report = received()
    hold(client, report.id)
    receipt = asked_for(client)
    assert shown(client) == receipt
    for kept in Session.objects.all():
        assert receipt not in str(kept.get_decoded())
    assert client.post("/sent", {"saved": "1"})["Location"] == f"/reports/{report.id}/"
    assert "receipt_to_save" not in client.session


def test_the_receipt_of_one_report_is_not_shown_for_the_next(client: Client) -> None:
    first, second = received(), received()
    hold(client, first.id)
    earlier = asked_for(client)
    hold(client, second.id)
    assert shown(client) is None
    assert asked_for(client) != earlier


def test_one_that_cannot_be_read_gives_way_to_a_new_one(client: Client) -> None:
    hold(client, received().id)
    session = client.session
    session["receipt_to_save"] = plain = str(new_id().int)[:16]
    session.save()
    assert shown(client) is None
    assert asked_for(client) != plain


def test_looking_makes_no_receipt(client: Client) -> None:
    report = received()
    hold(client, report.id)
    assert shown(client) is None
    assert client.post("/sent", {"saved": "1"})["Location"] == "/sent"  # what was not seen cannot be saved
    assert client.get("/sent").status_code == 200
    assert on_ledger("contact.receipt.confirm") == 0


def test_another_receipt_takes_the_place_of_the_one_before(client: Client) -> None:
    report = received()
    hold(client, report.id)
    earlier = asked_for(client)
    session = client.session
    del session["receipt_to_save"]
    session.save()
    later = asked_for(client)
    for receipt, status in ((earlier, 422), (later, 302)):
        assert Client().post("/track", {"reference": report.reference, "receipt": receipt}).status_code == status


def test_what_was_saved_is_not_made_again(client: Client) -> None:
    report = received()
    hold(client, report.id)
    asked_for(client)
    client.post("/sent", {"saved": "1"})
    for answer in (client.get("/sent"), client.post("/sent")):
        assert answer["Location"] == f"/reports/{report.id}/"
    assert "receipt_to_save" not in client.session
