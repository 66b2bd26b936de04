from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id, new_reference
from bluelamp.live import content


@pytest.mark.parametrize(
    "value",
    [
        "on_scene",
        "incident.assigned",
        "3x5x2",
        "14",
        "1A",
        "THR",
        "",
        "priority-1",
        str(UUID(int=7)),
        pytest.param(new_reference("CR"), id="a reference"),
    ],
)
def test_ids_references_and_codes_may_travel(value: str) -> None:
    content.check_data({"what": value})


@pytest.mark.parametrize(
    "value",
    [
        "Jane Doe",
        "Jane",
        "jane@example.org",
        "07700 900123",
        "07700900123",
        "+447700900123",
        "1980-02-03",
        "19800203",
        "2026-11-22t10.00",
        "B11 1AA",
        "1 High Street",
        "he ran off",
        "naïve",
        "a\nb",
        "x" * 61,
        "😀",
        "on_scene\n",
        "CR-26-JANEDOE",
        pytest.param(new_reference("CR")[:-1], id="a reference without its check symbol"),
    ],
)
def test_free_text_is_refused_by_name(value: str) -> None:
    with pytest.raises(Invalid, match="what") as refused:
        content.check_data({"what": value})
    assert refused.value.field == "what"
    assert value not in refused.value.message


@pytest.mark.parametrize("value", [0, 1, -3, True, 9_999_999])
def test_small_numbers_may_travel(value: int) -> None:
    content.check_data({"age": value})


@pytest.mark.parametrize("value", [7_700_900_123, -10_000_000, 1.5, None, ["a"], {"a": 1}, b"a"])
def test_long_numbers_and_structures_are_refused(value: object) -> None:
    with pytest.raises(Invalid):
        content.check_data({"what": value})  # type: ignore[dict-item] # what callers may get wrong


@pytest.mark.parametrize("field", ["Jane Doe", "", "1a", "a" * 65, "x y"])
def test_names_of_fields_carry_nothing_either(field: str) -> None:
    with pytest.raises(Invalid):
        content.check_data({field: 1})


def test_an_event_is_small() -> None:
    with pytest.raises(Invalid, match="16"):
        content.check_data({f"f{number}": number for number in range(17)})


@given(st.uuids())
def test_every_uuid_passes(value: UUID) -> None:
    content.check_word(str(value), field="id")


@given(st.text(min_size=1).filter(lambda text: any(c.isspace() or not c.isascii() for c in text)))
def test_nothing_with_spaces_or_beyond_ascii_passes(text: str) -> None:
    with pytest.raises(Invalid):
        content.check_word(text, field="text")


def test_our_own_ids_pass() -> None:
    content.check_word(str(new_id()), field="id")
    content.check_word(new_reference("CR"), field="reference")


@pytest.mark.parametrize("audience", ["", "actor", "actor:", ":x", "Actor:1", "actor:a b", "actor:1\n"])
def test_audiences_have_one_form(audience: str) -> None:
    with pytest.raises(Invalid):
        content.check_audience(audience)


@pytest.mark.parametrize("kind", ["", "Incident", "incident assigned", "incident\nid: 5", "x" * 65])
def test_kinds_cannot_break_the_stream(kind: str) -> None:
    with pytest.raises(Invalid):
        content.check_kind(kind)
