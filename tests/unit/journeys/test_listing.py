"""Things on a list: added, changed and removed, each once, up to as many as there may be."""

import pytest

from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.pages import errors_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]


def test_add_change_and_remove(walker: Walker) -> None:
    url = walker.url("taken")
    for thing in ("Bike", "Phone"):
        walker.client.post(f"{url}/add", {"what": thing, "words": "One\r\n  two"})
    links = [link for link in walker.read(url).links if "/taken/" in link]
    assert len(links) == 4  # change and remove, twice
    change, remove = links[0], links[3]
    page = walker.read(change)
    assert page.fields["what"] == ["Bike"]
    assert page.fields["words"] == ["One\n  two"]
    assert walker.client.post(change, {"what": "Red bike", "worth": "90"})["Location"] == url
    assert "Phone" in walker.client.get(remove).content.decode()
    assert walker.client.post(remove)["Location"] == url
    assert walker.client.post(remove)["Location"] == url  # twice is no error
    html = walker.client.get(url).content.decode()
    assert "Red bike" in html
    assert "£90.00" in html
    assert "Phone" not in html
    assert walker.client.get(links[2]).status_code == 404


def test_a_wrong_item_names_its_field_and_adds_nothing(walker: Walker) -> None:
    response = walker.client.post(f"{walker.url('taken')}/add", {"what": "", "worth": "lots", "words": "Kept"})
    assert response.status_code == 422
    html = response.content.decode()
    assert errors_on(html) == ["Enter what it is", "Worth must be an amount of money, like 600 or 65.50"]
    assert Page(html).fields["worth"] == ["lots"]
    assert Page(html).fields["words"] == ["Kept"]
    assert walker.client.get(walker.url("taken"))["Location"].endswith("/add")


def test_another_must_be_chosen(walker: Walker) -> None:
    walker.client.post(f"{walker.url('taken')}/add", {"what": "Bike"})
    response = walker.client.post(walker.url("taken"), {})
    assert response.status_code == 422
    assert errors_on(response.content.decode()) == ["Select yes if you need to add another"]
    assert walker.client.post(walker.url("taken"), {"another": "yes"})["Location"].endswith("/add")
    assert walker.client.post(walker.url("taken"), {"another": "no"})["Location"] == walker.url("photos")


def test_a_full_list_says_so(walker: Walker) -> None:
    for number in range(3):
        walker.client.post(f"{walker.url('taken')}/add", {"what": f"Thing {number}"})
    assert "You can add 3 at most" in walker.client.get(walker.url("taken")).content.decode()
    response = walker.client.post(f"{walker.url('taken')}/add", {"what": "One more"})
    assert response.status_code == 422
    assert walker.client.post(walker.url("taken"), {"another": "no"})["Location"] == walker.url("photos")


def test_an_optional_list_can_stay_empty(walker: Walker) -> None:
    assert walker.client.post(f"{walker.url('taken')}/add", {"none": "1"})["Location"] == walker.url("photos")
