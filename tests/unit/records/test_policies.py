"""Descriptions made tidy, and refused in the field's own words."""

from contextlib import nullcontext
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.places.addresses import Address
from bluelamp.records import policies
from bluelamp.records.enums import ContactKind
from bluelamp.records.types import (
    Born,
    ContactDetails,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    VehicleDetails,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ab12 cde", "AB12CDE"), ("A1", "A1"), (" Q 123 abc ", "Q123ABC"), ("WI-AB 1234", "WIAB1234"), ("", "")],
)
def test_registration_marks_lose_spaces(typed: str, kept: str) -> None:
    assert policies.normalise_vrm(typed) == kept


@pytest.mark.parametrize("typed", ["A", "AB12 CDE 9999", "AB12*CDE", "🙂🙂"])
def test_what_is_no_registration_mark_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        policies.normalise_vrm(typed)
    assert caught.value.field == "vrm"


@pytest.mark.parametrize(
    ("typed", "kept"), [("49-015420-323751-8", "490154203237518"), ("490154203237518", "490154203237518"), ("", "")]
)
def test_an_imei_keeps_its_digits(typed: str, kept: str) -> None:
    assert policies.normalise_imei(typed) == kept


@given(st.integers(0, 10**14 - 1), st.integers(1, 9), st.integers(0, 13))
def test_any_one_wrong_digit_of_an_imei_is_noticed(body: int, wrong_by: int, place: int) -> None:
    fourteen = f"{body:014d}"
    valid = next(fourteen + str(check) for check in range(10) if not policies._luhn(fourteen + str(check)) % 10)
    assert policies.normalise_imei(valid) == valid
    wrong = str((int(valid[place]) + wrong_by) % 10)
    with pytest.raises(Invalid):
        policies.normalise_imei(valid[:place] + wrong + valid[place + 1 :])


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (ContactKind.PHONE, "0121 496 0000", "+441214960000"),
        (ContactKind.PHONE, "+44 (0)7700 900123", "+447700900123"),
        (ContactKind.PHONE, "+353 1 234 5678", "+35312345678"),
        (ContactKind.EMAIL, " Ann.Example@Example.COM ", "Ann.Example@example.com"),
    ],
)
def test_ways_to_reach_somebody_have_one_form(kind: ContactKind, typed: str, kept: str) -> None:
    assert policies.clean_contact(ContactDetails(kind=kind, value=typed)).value == kept


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        (ContactKind.PHONE, "12", "phone"),
        (ContactKind.PHONE, "not a number", "phone"),
        (ContactKind.PHONE, "", "phone"),
        (ContactKind.EMAIL, "ann", "email"),
        (ContactKind.EMAIL, "ann@", "email"),
    ],
)
def test_what_reaches_nobody_is_refused(kind: ContactKind, typed: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        policies.clean_contact(ContactDetails(kind=kind, value=typed))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (PersonDetails(), "family"),
        (PersonDetails(given=" \u200a "), "family"),
        (PersonDetails(family="x" * 101), "family"),
        (PersonDetails(family="Fox", language="not a language"), "language"),
        (PersonDetails(family="Fox", born=Born(date(2000, 1, 2), date(2000, 1, 1))), "born"),
        (PersonDetails(family="Fox", born=Born.on(date(2999, 1, 1))), "born"),
        (PersonDetails(family="Fox", born=Born.on(date(1850, 1, 1))), "born"),
        (PersonDetails(family="Fox", died_on=date(2999, 1, 1)), "died_on"),
        (PersonDetails(family="Fox", born=Born.on(date(2000, 1, 1)), died_on=date(1999, 1, 1)), "died_on"),
    ],
)
def test_a_person_that_cannot_be_is_refused(details: PersonDetails, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        policies.clean_person(details)
    assert caught.value.field == field


def test_names_keep_their_letters_and_lose_stray_spaces() -> None:
    tidy = policies.clean_person(PersonDetails(given="  Zoë\n 🙂 ", family="O\u2019Brien\x00"))
    assert (tidy.given, tidy.family) == ("Zoë 🙂", "O\u2019Brien")
    turned = policies.clean_person(PersonDetails(family="Xof\u202e"))
    assert turned.family == "Xof", "nothing turns the order of what stands beside it"


def test_a_date_of_death_says_that_somebody_died() -> None:
    assert policies.clean_person(PersonDetails(family="Fox", died_on=date(2020, 1, 1))).deceased


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (PlaceDetails(), "place"),
        (PlaceDetails(address=Address(postcode="XX1")), "postcode"),
        (PlaceDetails(address=Address(street="High Street")), "town"),
        (PlaceDetails(name="Aston Park", uprn=10**12), "uprn"),
    ],
)
def test_a_place_must_be_somewhere(details: PlaceDetails, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        policies.clean_place(details)
    assert caught.value.field == field


def test_things_and_bodies_must_be_described() -> None:
    for clean, field in (
        (lambda: policies.clean_vehicle(VehicleDetails()), "vrm"),
        (lambda: policies.clean_vehicle(VehicleDetails(vin="I" * 17)), "vin"),
        (lambda: policies.clean_property(PropertyDetails(description=" ")), "description"),
        (lambda: policies.clean_property(PropertyDetails(description="Ring", value=-1)), "value"),
        (lambda: policies.clean_property(PropertyDetails(description="Phone", imei="490154203237519")), "imei"),
        (lambda: policies.clean_organisation(OrganisationDetails(name="")), "name"),
    ):
        with pytest.raises(Invalid) as caught:
            clean()
        assert caught.value.field == field


@given(st.integers(0, 110), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_an_age_gives_the_birthdays_it_allows(years: int, at: date) -> None:
    born = Born.aged(years, at=at)
    assert age(born.earliest, at) == years
    assert age(born.latest, at) == years
    assert 364 <= (born.latest - born.earliest).days <= 366


def test_an_age_on_the_odd_day() -> None:
    assert Born.aged(30, at=date(2024, 2, 29)) == (date(1993, 3, 1), date(1994, 2, 28))


def age(born: date, at: date) -> int:
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


@pytest.mark.parametrize(("at", "is_today"), [("2026-06-01T22:59", False), ("2026-06-01T23:00", True)])
def test_the_clock_of_the_force_decides_what_is_in_the_past(at: str, *, is_today: bool) -> None:
    born = PersonDetails(family="Fox", born=Born.on(date(2026, 6, 2)))
    outcome = nullcontext() if is_today else pytest.raises(Invalid)
    with clock.fixed(datetime.fromisoformat(at).replace(tzinfo=UTC)), outcome:
        policies.clean_person(born)
