"""One box for anything: what people type is taken for what it is, and for both when it could be two things."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_reference
from bluelamp.records.asking import LONGEST, both, in_fields, reference_in, understand
from bluelamp.records.types import Born, Question

BORN = Born.on(date(1984, 3, 12))
IMEI = "490154203237518"  # the example of 3GPP TS 23.003


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sam Lamplighter", Question(name="Sam Lamplighter", place="Sam Lamplighter")),
        ("  O\u2019Brien,  Zoë ", Question(name="O\u2019Brien, Zoë", place="O\u2019Brien, Zoë")),
        ("Sam Lamplighter 12/03/1984", Question(name="Sam Lamplighter", born=BORN)),
        ("12.3.84 Sam Lamplighter", Question(name="Sam Lamplighter", born=BORN)),
        ("Lamplighter, Sam 1984-03-12", Question(name="Lamplighter, Sam", born=BORN)),
        ("Sam 12th March 1984", Question(name="Sam", born=BORN)),
        ("Sam 12 Mar 1984", Question(name="Sam", born=BORN)),
        ("12 March 1984", Question(born=BORN)),
        ("0121 496 0000", Question(contact="+441214960000")),
        ("(0121) 496-0000", Question(contact="+441214960000")),
        ("+44 121 496 0000", Question(contact="+441214960000")),
        ("Sam@Example.COM", Question(contact="Sam@example.com")),
        ("b47ap", Question(postcode="B4 7AP")),
        ("12 Lantern Row, B4 7AP", Question(postcode="B4 7AP", place="12 Lantern Row")),
        ("Lantern Row B4 7AP", Question(postcode="B4 7AP", place="Lantern Row", name="Lantern Row")),
        ("12 Lantern Row", Question(place="12 Lantern Row")),
        ("ab12 cde", Question(mark="AB12CDE", number="AB12CDE", place="ab12 cde")),
        ("AB12CDE", Question(mark="AB12CDE", number="AB12CDE")),
        ("K7 RED", Question(mark="K7RED", number="K7RED", place="K7 RED")),
        (IMEI, Question(number=IMEI)),
        ("C02XL0-GTJG", Question(number="C02XL0GTJG")),
        ("", Question()),
        ("\x00", Question()),
    ],
)
def test_what_is_typed_is_taken_for_what_it_may_be(typed: str, meant: Question) -> None:
    assert understand(typed) == meant


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert understand("Sam 31/02/1984").born is None
    assert understand("Sam 12 Marzo 1984").born is None


def test_nobody_is_born_in_the_future() -> None:
    this_year = clock.today().year % 100
    assert understand(f"Sam 1/1/{this_year:02}").born == Born.on(date(2000 + this_year, 1, 1))
    assert understand(f"Sam 1/1/{this_year + 1:02}").born == Born.on(date(1901 + this_year, 1, 1))


@given(st.text(max_size=LONGEST))
def test_whatever_is_typed_means_something_or_nothing(text: str) -> None:
    assert isinstance(understand(text), Question)


def test_too_much_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        understand("x" * (LONGEST + 1))
    assert caught.value.field == "q"


def test_a_reference_is_known_however_it_is_written() -> None:
    reference = new_reference("CR")
    assert reference_in(f"  {reference.lower()} ") == reference
    for other in ("Sam Lamplighter", "", "AB12 CDE", "0121 496 0000"):
        assert reference_in(other) == ""


def test_a_reference_with_a_wrong_symbol_is_said_to_be_wrong_instead_of_searched_for() -> None:
    reference = new_reference("CR")
    wrong = reference[:-1] + ("0" if reference[-1] != "0" else "1")
    with pytest.raises(Invalid, match="letter or number of this reference") as caught:
        reference_in(wrong)
    assert caught.value.field == "q"


def test_fields_are_tidied() -> None:
    fields = {"name": " Sam ", "contact": "0121 496 0000", "place": "12 Lantern Row b47ap", "mark": "ab12 cde"}
    assert in_fields(fields | {"number": "c02-xl0"}, date(1984, 3, 12)) == Question(
        name="Sam",
        born=BORN,
        contact="+441214960000",
        place="12 Lantern Row",
        postcode="B4 7AP",
        mark="AB12CDE",
        number="C02XL0",
    )
    assert in_fields({"place": "Lantern Row", "contact": "a@b.example"}, None) == Question(
        place="Lantern Row", contact="a@b.example"
    )
    assert not in_fields({}, None)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("contact", "12"),
        ("contact", "nobody@"),
        ("mark", "not a mark at all"),
        ("name", "x" * 300),
        ("number", "9" * 80),
    ],
)
def test_a_field_that_cannot_be_meant_is_named(field: str, typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        in_fields({field: typed}, None)
    assert caught.value.field == field


def test_fields_come_before_the_box() -> None:
    assert both(Question(name="Sam"), Question(name="Ann", mark="AB12CDE")) == Question(name="Sam", mark="AB12CDE")
    typed = Question(name="Sam", place="Sam")
    assert both(Question(postcode="B4 7AP"), typed) == Question(name="Sam", postcode="B4 7AP")
    assert both(Question(place="Lantern Row"), typed) == Question(name="Sam", place="Lantern Row")
    assert both(Question(mark="AB12CDE"), typed) == Question(name="Sam", place="Sam", mark="AB12CDE")
