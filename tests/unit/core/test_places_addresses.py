import pytest

from bluelamp.core.errors import Invalid
from bluelamp.core.places.addresses import Address, check_address


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            Address(building="12", street="Lamp Row", town="Dudley", postcode="DY1 1AA"),
            ("12 Lamp Row", "Dudley", "DY1 1AA"),
        ),
        (Address(building="12-14", street="Lamp Row", town="Dudley"), ("12-14 Lamp Row", "Dudley")),
        (Address(building="Lamp House", street="Lamp Row"), ("Lamp House", "Lamp Row")),
        (Address(flat="Flat 2", building="1A", street="Lamp Row"), ("Flat 2", "1A Lamp Row")),
        (Address(flat="3", building="Lamp House", street="Lamp Row"), ("3 Lamp House", "Lamp Row")),
        (Address(building="7", town="Dudley"), ("7", "Dudley")),
        (Address(street="Lamp Row", locality="Gornal", town="Dudley"), ("Lamp Row", "Gornal", "Dudley")),
        (Address(), ()),
    ],
)
def test_written_as_on_an_envelope(address: Address, lines: tuple[str, ...]) -> None:
    assert address.lines == lines
    assert str(address) == ", ".join(lines)


def test_tidied() -> None:
    checked = check_address(Address(building=" 12 ", street="Lamp   Row", postcode="dy11aa"))
    assert checked == Address(building="12", street="Lamp Row", postcode="DY1 1AA")


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        (Address(), "street", "Enter a postcode, or the street and town"),
        (Address(street="Lamp Row"), "town", "Enter the town or city"),
        (Address(postcode="nowhere"), "postcode", "not a British postcode"),
        (Address(street="x" * 101, town="Dudley"), "street", "100 characters or fewer"),
    ],
)
def test_the_part_that_is_wrong_is_named(address: Address, field: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        check_address(address)
    assert refused.value.field == field


def test_a_street_and_town_are_enough() -> None:
    assert check_address(Address(street="Lamp Row", town="Dudley")).lines == ("Lamp Row", "Dudley")
