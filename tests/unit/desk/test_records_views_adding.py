"""The page that records somebody or something in a matter: whose matter it has to be, and where it leads."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.records import services
from bluelamp.records.models import Matter, Vehicle
from tests.factories.records import open_matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
CAR = {"vrm": "AB12 CDE", "kind": "involved_in", "basis": "fact", "said_in": "Statement of 3 May"}


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def page(matter: Matter, kind: str = "vehicle") -> str:
    return f"/desk/records/matter/{matter.id}/add/{kind}"


@pytest.mark.parametrize("name", ["call_taker", "dispatcher", "supervisor"])
def test_whoever_serves_what_is_live_adds_to_it_and_comes_back_to_the_matter(
    sign_in: SignIn, mine: Matter, name: str
) -> None:
    client = sign_in(name)
    assert mine.reference in client.get(page(mine)).content.decode()
    assert client.post(page(mine), CAR).headers["Location"] == f"/desk/records/matter/{mine.id}"
    assert Vehicle.objects.count() == 1


def test_nothing_is_added_to_a_matter_of_others_or_by_whoever_only_oversees_it(sign_in: SignIn, mine: Matter) -> None:
    for name, status in (("responder", 404), ("auditor", 403), ("citizen", 403)):
        client = sign_in(name)
        assert [client.get(page(mine)).status_code, client.post(page(mine), CAR).status_code] == [status] * 2, name
    assert not Vehicle.objects.exists()


def test_to_what_is_over_only_those_add_who_worked_on_it(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    services.close_matter(actor=cast["supervisor"], matter=mine.id, reason="Done")
    for name, status, kept in (("call_taker", 404, 0), ("detective", 302, 1)):
        assert sign_in(name).post(page(mine), CAR).status_code == status
        assert Vehicle.objects.count() == kept


def test_what_is_refused_loses_nothing_that_was_typed(sign_in: SignIn, mine: Matter) -> None:
    refused = sign_in("detective").post(page(mine), CAR | {"vin": "short"})
    assert refused.status_code == 422
    assert 'value="AB12 CDE"' in refused.content.decode()


def test_there_is_no_form_for_records_of_no_kind(sign_in: SignIn, mine: Matter) -> None:
    for kind in ("ghost", "matter", "records.person"):
        assert sign_in("detective").get(page(mine, kind)).status_code == 404
