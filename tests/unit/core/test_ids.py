"""Identifiers sort by time, and a reference that was misread or mistyped is noticed."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import check_reference, new_id, new_reference, new_references

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_an_id_is_a_uuid_version_7_of_this_moment() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) / 1000 - datetime.now(UTC).timestamp()) < 5


def test_the_example_that_people_are_shown_is_a_whole_reference() -> None:
    with pytest.raises(Invalid) as refused:
        check_reference("not one")
    [example] = re.findall(r"CR-\d\d-\w+", str(refused.value))
    assert check_reference(example) == example


def test_ids_are_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_reference_says_what_it_is_and_its_year() -> None:
    with clock.fixed(datetime(2031, 5, 4, tzinfo=UTC)):
        assert re.fullmatch(r"CR-31-[0-9A-HJKMNP-TV-Z]{9}", new_reference("CR"))


@given(st.data())
def test_a_reference_is_understood_however_it_is_typed(data: st.DataObject) -> None:
    reference = new_reference("CR")
    between = data.draw(st.sampled_from(["-", " - ", " ", ""]))
    typed = data.draw(st.sampled_from([reference, reference.lower(), f"  {reference} "])).replace("-", between)
    assert check_reference(typed) == reference


def test_letters_that_look_like_figures_are_forgiven() -> None:
    reference = next(one for one in (new_reference("CR") for _ in range(10_000)) if "0" in one[6:] and "1" in one[6:])
    assert check_reference(reference[:6] + reference[6:].replace("0", "O").replace("1", "l")) == reference


@given(st.data(), st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_noticed(data: st.DataObject, symbol: str) -> None:
    reference = new_reference("CR")
    place = data.draw(st.integers(6, len(reference) - 1))
    wrong = reference[:place] + symbol + reference[place + 1 :]
    if wrong == reference or (SYMBOLS.index(symbol) - SYMBOLS.index(reference[place])) % 31 == 0:
        return  # the symbols 0 and Z leave the same remainder: the only pair that the check does not tell apart
    with pytest.raises(Invalid):
        check_reference(wrong)


@given(st.data())
def test_two_swapped_symbols_are_noticed(data: st.DataObject) -> None:
    symbols = list(new_reference("CR"))
    one, other = data.draw(st.tuples(*[st.integers(6, len(symbols) - 2)] * 2))
    first, second = symbols[one], symbols[other]
    symbols[one], symbols[other] = second, first
    if (SYMBOLS.index(first) - SYMBOLS.index(second)) % 31 == 0:
        return
    with pytest.raises(Invalid):
        check_reference("".join(symbols))


@given(st.text(max_size=30))
def test_anything_else_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(Invalid, match="as it was shown to you") as caught:
        check_reference(f"?{text}")
    assert caught.value.field == "reference"
    assert caught.value.http_status == 422


def test_many_references_at_once_all_differ() -> None:
    made = new_references("CR", 3000)
    assert len(set(made)) == len(made) == 3000
    assert all(check_reference(one) == one for one in made[:50])
