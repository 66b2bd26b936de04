"""Looking at a record or a matter: what for, in the words of the ledger."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.records.models import Matter
from bluelamp.records.types import Ref
from tests.factories.records import open_matter, person
from tests.plugins.cast import Cast
from tests.unit.desk.records_pages import of, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def consultations(action: str) -> list[Entry]:
    return list(Entry.objects.filter(act=Act.CONSULTATION, action=action).order_by("id"))


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("call_taker", Purpose.CONTACT),
        ("dispatcher", Purpose.RESPONSE),
        ("rtic_analyst", Purpose.INTELLIGENCE),
        ("supervisor", Purpose.SUPERVISION),
        ("crime_registrar", Purpose.SUPERVISION),
    ],
)
def test_the_ledger_names_what_each_looks_for(
    cast: Cast, sign_in: SignIn, mine: Matter, name: str, purpose: Purpose
) -> None:
    ann, client = person(cast["detective"], mine), sign_in(name)
    for action, address in (
        ("records.matter.read", f"/desk/records/matter/{mine.id}"),
        ("records.record.read", of(ann, "person")),
    ):
        assert client.get(address).status_code == 200
        (entry,) = consultations(action)
        assert entry.purpose == purpose
        assert str(Ref.of(ann)) in entry.subjects


def test_who_is_not_the_readers_to_know_is_as_if_nobody_were_there(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann, client = person(cast["detective"], mine, "Ann Lamplighter"), sign_in("responder")
    hidden, none = (client.get(f"/desk/records/person/{who}") for who in (ann.pk, new_id()))
    assert (hidden.status_code, none.status_code) == (404, 404)
    assert "Ann Lamplighter" not in text(hidden)
    assert client.get(f"/desk/records/matter/{mine.id}").status_code == 404
    assert not consultations("records.record.read")


def test_a_record_of_no_kind_or_of_another_is_not_found(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann, client = person(cast["detective"], mine), sign_in("detective")
    for kind in ("ghost", "matter", "vehicle"):
        assert client.get(of(ann, kind)).status_code == 404
