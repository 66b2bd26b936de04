"""Where a thing has its page: for whose role, and in which order records are offered."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.desk.records.addresses import address_of, grouped, kind_of, ref_of
from bluelamp.ledger.reading import writing
from bluelamp.records.types import Ref
from tests.factories.records import open_matter, person, place, vehicle
from tests.plugins.cast import Cast

SignIn = Callable[[str], Client]


@pytest.mark.parametrize("kind", ["person", "organisation", "place", "vehicle", "property", "contact"])
def test_an_address_names_a_record_and_leads_back_to_it(kind: str) -> None:
    ref = ref_of(kind, new_id())
    assert kind_of(ref) == kind


@pytest.mark.parametrize("kind", ["matter", "records.person", "ghost", ""])
def test_an_address_names_nothing_but_records(kind: str) -> None:
    with pytest.raises(NotFound):
        ref_of(kind, new_id())


def test_what_is_no_record_has_no_word_in_an_address() -> None:
    assert kind_of(Ref("records.matter", new_id())) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "opens", "not_for"),
    [
        ("contact.report", "call_taker", "detective"),
        ("incidents.incident", "dispatcher", "exhibits_officer"),
        ("investigations.case", "detective", "dispatcher"),
        ("evidence.exhibit", "exhibits_officer", "call_taker"),
        ("conversations.conversation", "call_taker", "dispatcher"),
        ("records.matter", "auditor", "administrator"),
    ],
)
def test_nobody_is_led_to_a_page_that_their_role_never_opens(
    cast: Cast, sign_in: SignIn, label: str, opens: str, not_for: str
) -> None:
    thing = Ref(label, new_id())
    address = address_of(actor=cast[opens], ref=thing)
    assert str(thing.id) in address
    assert address_of(actor=cast[not_for], ref=thing) == ""
    assert sign_in(opens).get(address).status_code == 404  # theirs to open, if there were one
    assert sign_in(not_for).get(address).status_code == 403


@pytest.mark.django_db
def test_what_has_no_page_leads_nowhere(cast: Cast) -> None:
    assert address_of(actor=cast["supervisor"], ref=Ref("access.user", new_id())) == ""


@pytest.mark.django_db
def test_records_are_offered_kind_by_kind_and_two_of_one_name_by_their_years(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    with writing():
        made = [
            vehicle(actor, matter),
            place(actor, matter),
            person(actor, matter, "Ann Example", born=date(1984, 3, 12)),
            person(actor, matter, "Ann Example"),
        ]
        groups = grouped({Ref.of(one): one for one in made})
    assert [str(noun) for noun, _offered in groups] == ["Person", "Place", "Vehicle"]
    assert [title for _ref, title in groups[0][1]] == ["Ann Example, 1984", "Ann Example"]
    assert groups[2][1] == [(str(Ref.of(made[0])), "AB12 CDE")]
