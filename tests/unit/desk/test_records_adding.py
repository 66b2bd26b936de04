"""The forms that record somebody or something new: what they make of what was typed, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.ledger.reading import writing
from bluelamp.records.models import ContactPoint, Link, Matter, Person, Place, PropertyItem, Vehicle
from tests.factories.records import open_matter
from tests.plugins.cast import Cast
from tests.unit.desk.records_pages import of, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SAID = {"basis": "fact", "said_in": "Statement of 3 May"}


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


@pytest.mark.parametrize(
    ("kind", "data", "model"),
    [
        ("person", {"given": "Ann", "family": "Lamplighter", "earliest": "12 3 1984", "kind": "witness_of"}, Person),
        ("place", {"building": "12", "street": "Lantern Row", "postcode": "b4 7ap", "kind": "scene_of"}, Place),
        ("vehicle", {"vrm": "ab12 cde", "colour": "Grey", "kind": "involved_in"}, Vehicle),
        ("property", {"description": "Laptop", "sort": "device", "kind": "stolen_in"}, PropertyItem),
        ("contact", {"value": "0121 496 0000", "kind": "mentioned_in"}, ContactPoint),
    ],
)
def test_somebody_or_something_new_is_recorded_with_its_source(
    sign_in: SignIn, mine: Matter, kind: str, data: dict[str, str], model: Any
) -> None:
    client = sign_in("detective")
    address = f"/desk/records/matter/{mine.id}/add/{kind}"
    assert client.get(address).status_code == 200
    response = client.post(address, data | SAID)
    assert response.headers["Location"] == f"/desk/records/matter/{mine.id}"
    with writing():
        made, link = model.objects.get(), Link.objects.get()
    assert (link.source_id, link.kind, link.said_in) == (made.pk, data["kind"], "Statement of 3 May")
    assert made.title in text(client.get(of(made, kind)))
    assert made.title in text(client.get(f"/desk/records/matter/{mine.id}"))


def test_an_organisation_is_recorded_and_has_its_page(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    client = sign_in("detective")
    data = {"name": "Lantern Stores", "number": "01234567", "kind": "victim_of"} | SAID
    assert client.post(f"/desk/records/matter/{mine.id}/add/organisation", data).status_code == 302
    with writing():
        shop = Link.objects.get().source_id
    assert "Lantern Stores" in text(client.get(f"/desk/records/organisation/{shop}"))


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("person", {"kind": "witness_of"}, "family"),
        ("person", {"family": "Lamp", "earliest": "1 1 2999", "kind": "witness_of"}, "earliest"),
        ("place", {"kind": "scene_of"}, "street"),
        ("place", {"postcode": "nowhere", "kind": "scene_of"}, "postcode"),
        ("vehicle", {"kind": "involved_in"}, "vrm"),
        ("vehicle", {"vin": "short", "kind": "involved_in"}, "vin"),
        ("property", {"kind": "stolen_in"}, "description"),
        ("property", {"description": "Phone", "imei": "123", "sort": "device", "kind": "stolen_in"}, "imei"),
        ("contact", {"value": "12", "kind": "mentioned_in"}, "value"),
        ("contact", {"value": "a@", "kind": "mentioned_in"}, "value"),
        ("organisation", {"kind": "victim_of"}, "name"),
        ("person", {"family": "Lamp", "kind": "stolen_in"}, "kind"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field(
    sign_in: SignIn, mine: Matter, kind: str, data: dict[str, str], field: str
) -> None:
    page = sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/{kind}", {"sort": "other"} | data | SAID)
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.content.decode()


@pytest.mark.parametrize(
    ("postcode", "precision", "on_the_map"), [("b4 7ap", "postcode", True), ("", "address", False)]
)
def test_a_place_is_on_the_map_as_near_as_its_postcode_says(
    sign_in: SignIn, mine: Matter, postcode: str, precision: str, on_the_map: bool
) -> None:
    data = {
        "building": "12",
        "street": "Lantern Row",
        "town": "Birmingham",
        "postcode": postcode,
        "kind": "scene_of",
    } | SAID
    assert sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/place", data).status_code == 302
    with writing():
        made = Place.objects.get()
    assert (made.precision, made.position is not None) == (precision, on_the_map)


@pytest.mark.parametrize(("value", "kind"), [("0121 496 0000", "phone"), ("sam@example.com", "email")])
def test_what_has_an_at_sign_is_an_email_address(sign_in: SignIn, mine: Matter, value: str, kind: str) -> None:
    data = {"value": value, "kind": "mentioned_in"} | SAID
    assert sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/contact", data).status_code == 302
    with writing():
        assert ContactPoint.objects.get().kind == kind


@pytest.mark.parametrize("missing", ["basis", "said_in"])
def test_nobody_is_written_down_as_neither_fact_nor_opinion_or_by_nobodys_word(
    sign_in: SignIn, mine: Matter, missing: str
) -> None:
    data = {"family": "Lamp", "kind": "witness_of"} | SAID
    del data[missing]
    page = sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/person", data)
    assert page.status_code == 422
    assert f'href="#id_{missing}' in page.content.decode()
    assert not Person.objects.exists()


def test_what_is_said_to_be_an_opinion_is_kept_as_one(sign_in: SignIn, mine: Matter) -> None:
    data = {"family": "Lamp", "kind": "suspect_of"} | SAID | {"basis": "opinion"}
    assert sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/person", data).status_code == 302
    with writing():
        assert Link.objects.get().basis == "opinion"
