"""What is printed when everything is up: every door opens, and only the demo shows how to sign in."""

from django.urls import resolve

from bluelamp.config import doors


def test_the_card_shows_every_door_and_the_cast() -> None:
    text = doors.card("http://localhost:8000", demo=True)
    for address in doors.addresses("http://localhost:8000"):
        assert f"  {address} " in text
    assert "call-taker" in text
    assert doors.password() in text
    assert "synthetic" in text


def test_every_door_opens() -> None:
    addresses = doors.addresses("")
    assert len(addresses) == 6
    for address in addresses:
        resolve(address)  # raises where no page is


def test_production_shows_no_sign_in() -> None:
    text = doors.card("https://report.example.org", demo=False)
    assert "call-taker" not in text
    assert doors.password() not in text
