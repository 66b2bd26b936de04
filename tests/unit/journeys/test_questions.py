"""Every type of question: what is typed is kept exactly, or an error says what to do."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.places import find_places, gazetteer
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Day,
    Email,
    Files,
    Group,
    LongText,
    Moment,
    Money,
    Name,
    Number,
    Option,
    Phone,
    Question,
    Radios,
    SafeContact,
    Text,
    YesNo,
)
from bluelamp.journeys.enums import Means
from bluelamp.journeys.posted import NUL_SHOWN, Posted
from bluelamp.journeys.questions import ListQuestion
from bluelamp.journeys.types import Whereabouts, as_whereabouts
from tests.factories.journeys import AB
from tests.unit.journeys.schema_check import violations

EVERY: list[Question] = [
    Text(name="q", text="?", missing="Enter it"),
    Text(name="q", text="?", missing="Enter it", pattern="[A-Z]{3}", wrong="Three capitals", example="ABC"),
    LongText(name="q", text="?", missing="Enter it"),
    Number(name="q", text="?", missing="Enter it", label="Windows", max=20),
    Money(name="q", text="?", missing="Enter it", label="Worth"),
    Email(name="q", text="?", missing="Enter it"),
    Phone(name="q", text="?", missing="Enter it"),
    Radios(name="q", text="?", missing="Select it", options=AB),
    YesNo(name="q", text="?", missing="Select it", not_sure=True),
    Checkboxes(name="q", text="?", missing="Select it", options=AB, none=Option("none", "None of these")),
    Day(name="q", text="?", missing="Enter it", label="Date of birth", past_only=True),
    Day(name="q", text="?", missing="Enter it", label="Court date", future_only=True),
    Moment(name="q", text="?", missing="Enter it"),
    Name(name="q", text="?", missing="Enter it"),
    Address(name="q", text="?", missing="Enter it"),
    Address(name="q", text="?", missing="Enter it", describable=False),
    SafeContact(name="q", text="?", missing="Select it"),
]
every = pytest.mark.parametrize("question", EVERY, ids=lambda q: q.kind)


@every
def test_examples_survive_a_form_and_fit_their_schema(question: Question) -> None:
    for value in question.examples():
        parsed = question.parse(question.form(value))
        assert parsed.errors == {}
        assert parsed.value == value
        assert violations(question.schema(), value) == []
        assert "".join(question.shown(value))
        assert set(question.form(value).fields()) <= set(question.fields())


@every
def test_left_empty(question: Question) -> None:
    parsed = question.parse(Posted())
    assert parsed.value is None
    assert list(parsed.errors) == [question.fields()[0]]
    assert all(parsed.errors.values())


@every
def test_a_nul_is_explained_and_shown(question: Question) -> None:
    field = question.fields()[-1]
    typed = Posted.of((field, "before\0after"))
    assert "hidden character" in question.parse(typed).errors[field]
    assert typed.shown().one(field) == f"before{NUL_SHOWN}after"


@every
@given(st.data())
def test_nonsense_is_an_error_or_a_value_that_fits(question: Question, data: st.DataObject) -> None:
    typed = {field: [data.draw(st.text(max_size=12))] for field in question.fields()}
    for chosen, values in (("known", ["exact", "between", "roughly", "unknown"]), ("how", ["email", "call", "text"])):
        if question.part(chosen) in typed:
            typed[question.part(chosen)] = [data.draw(st.sampled_from(values))]
    parsed = question.parse(Posted(typed))
    if parsed.errors:
        assert set(parsed.errors) <= set(question.fields())
        assert all(parsed.errors.values())
    else:
        assert violations(question.schema(), parsed.value) == []
        assert question.parse(question.form(parsed.value)).value == parsed.value
        assert question.shown(parsed.value)


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "🌸👩‍👩‍👧 emoji",
        "שלום עולם, مرحبا",
        "<script>alert(1)</script> & \"quotes\" 'too' {{ braces }} %s 100%",
        "one\n\n  two with space before\ttab",
        "\ufffe\U0010ffff",
    ],
    ids=["long", "emoji", "rtl", "html", "lines", "noncharacters"],
)
def test_any_text_is_kept_exactly(typed: str) -> None:
    question = LongText(name="q", text="?", missing="Enter it")
    parsed = question.parse(Posted.of(("q", typed.replace("\n", "\r\n"))))
    assert parsed.errors == {}
    assert parsed.value == typed


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_answer_turns_the_order_of_what_is_read(mark: str) -> None:
    typed = Posted.of(("q", f"{mark}21 Lantern {mark}Row{mark}"))
    assert Text(name="q", text="?", missing="Enter it").parse(typed).value == "21 Lantern Row"
    address = Address(name="place", text="Where?", missing="Enter it")
    described = Posted.of(("place-known", "roughly"), ("place-description", f"By the {mark}bridge"))
    assert mark not in str(address.parse(described).value)
    assert Text(name="q", text="?", missing="Enter it").parse(Posted.of(("q", mark))).errors == {"q": "Enter it"}


def test_too_long_says_by_how_much() -> None:
    parsed = Text(name="q", text="Shop", missing="Enter it", max=500).parse(Posted.of(("q", "a" * 10_000)))
    assert parsed.errors == {
        "q": "Shop: you have 9,500 characters too many. Use 500 or fewer. Nothing you typed is lost"
    }


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("£1,200.50", "1200.50"),
        ("65.5", "65.50"),
        ("0", "0.00"),
        ("12 000", "12000.00"),
        ("a lot", None),
        ("-5", None),
        ("1.234", None),
        ("1e5", None),
    ],
)
def test_money(typed: str, value: str | None) -> None:
    parsed = Money(name="q", text="?", missing="Enter it", label="Worth").parse(Posted.of(("q", typed)))
    assert parsed.value == value
    assert parsed.errors == ({} if value else {"q": "Worth must be an amount of money, like 600 or 65.50"})


@pytest.mark.parametrize(("typed", "value"), [("3", 3), ("1,000", None), ("-1", None), ("three", None), ("٣", None)])
def test_numbers(typed: str, value: int | None) -> None:
    parsed = Number(name="q", text="?", missing="Enter it", label="Windows", max=20).parse(Posted.of(("q", typed)))
    assert parsed.value == value
    assert bool(parsed.errors) == (value is None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("07700 900982", "+447700900982"),
        ("+44 (0)7700 900 982", "+447700900982"),
        ("0121 496 0000", "+441214960000"),
        ("+48 22 123 45 67", "+48221234567"),
        ("12", None),
        ("0000", None),
        ("my mobile", None),
        ("07700 900982 ext 5", None),
    ],
)
def test_telephones(typed: str, value: str | None) -> None:
    assert Phone(name="q", text="?", missing="Enter it").parse(Posted.of(("q", typed))).value == value


def test_telephones_are_shown_as_people_write_them() -> None:
    phone = Phone(name="q", text="?", missing="Enter it")
    assert phone.shown("+447700900982") == ("07700 900982",)
    assert phone.shown("+48221234567") == ("+48 22 123 45 67",)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("27", "3", "1985"), ""),
        (("27", "March", "1985"), ""),
        (("27", "mar", "1985"), ""),
        (("29", "2", "2025"), "must be a real date"),
        (("", "3", "1985"), "must be a real date"),
        (("1", "1", "85"), "must be a real date"),
        (("1", "1", "1066"), "must be a real date"),
        (("1", "1", "2027"), "must be today or in the past"),
        (("²", "1", "2020"), "must be a real date"),
    ],
)
def test_days(typed: tuple[str, str, str], wrong: str) -> None:
    day = Day(name="q", text="?", missing="Enter it", label="Date of birth", past_only=True)
    fields = dict(zip(("q-day", "q-month", "q-year"), ([part] for part in typed), strict=True))
    with clock.fixed(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        parsed = day.parse(Posted(fields))
    assert (wrong in parsed.errors["q-day"]) if wrong else parsed.value == "1985-03-27"
    assert not wrong or parsed.errors["q-day"].startswith("Date of birth")


def test_several_boxes_keep_their_order_and_none_stands_alone() -> None:
    boxes = Checkboxes(name="q", text="?", missing="Select it", options=AB, none=Option("none", "None of these"))
    assert boxes.parse(Posted.of(("q", ["c", "a"]))).value == ["a", "c"]
    assert "“None of these”" in boxes.parse(Posted.of(("q", ["none", "a"]))).errors["q"]
    assert boxes.parse(Posted.of(("q", ["z"]))).errors["q"].startswith("Select one or more")


def test_a_value_that_is_not_offered_is_refused() -> None:
    assert Radios(name="q", text="?", missing="Select", options=AB).parse(Posted.of(("q", "z"))).errors


def test_one_name_is_enough() -> None:
    name = Name(name="q", text="?", missing="Enter it")
    assert name.parse(Posted.of(("q-given", "  Anne   Marie "))).value == {"given": "Anne Marie"}
    assert name.shown({"given": "Anne", "family": "Li"}) == ("Anne Li",)
    assert "Last name" in name.parse(Posted.of(("q-family", "x" * 200))).errors["q-family"]


ADDRESS = Address(name="q", text="?", missing="Enter it")


def test_an_address_however_typed() -> None:
    typed = Posted.of(("q-known", "exact"), ("q-line1", " 12 Example Road "), ("q-postcode", "b46nh"))
    value = ADDRESS.parse(typed).value
    assert value == {"known": "exact", "line1": "12 Example Road", "postcode": "B4 6NH"}
    assert ADDRESS.shown(value) == ("12 Example Road", "B4 6NH")


def test_an_unknown_postcode_is_named() -> None:
    typed = Posted.of(("q-known", "exact"), ("q-line1", "12 Example Road"), ("q-postcode", "ZZZ"))
    assert set(ADDRESS.parse(typed).errors) == {"q-postcode"}


def test_a_street_needs_a_town_or_a_postcode() -> None:
    fields = [("q-known", "exact"), ("q-line1", "12 Example Road")]
    assert ADDRESS.parse(Posted.of(*fields)).errors == {"q-town": "Enter the town or city, or the postcode"}
    assert not ADDRESS.parse(Posted.of(*fields, ("q-town", "Walsall"))).errors
    assert not ADDRESS.parse(Posted.of(*fields, ("q-postcode", "WS1 1AA"))).errors


def test_a_place_without_an_address() -> None:
    described = "By the bridge\nnear the bins"
    typed = Posted.of(("q-known", "roughly"), ("q-description", described), ("q-line1", "left over"))
    value = ADDRESS.parse(typed).value
    assert value == {"known": "roughly", "description": "By the bridge\nnear the bins"}
    assert ADDRESS.shown(value) == ("By the bridge", "near the bins")
    assert "q-description" in ADDRESS.parse(Posted.of(("q-known", "roughly"))).errors


def test_a_place_near_one_that_is_known() -> None:
    def near(typed: str) -> object:
        return ADDRESS.parse(Posted.of(("q-known", "roughly"), ("q-near", typed))).value

    assert near("ladywood, birmingham") == {
        "known": "roughly",
        "near": "Ladywood, Birmingham",
        "near_code": f"ward:{find_places('Ladywood, Birmingham')[0].code}",
    }
    assert near("the old mill") == {"known": "roughly", "near": "the old mill"}, "kept in their words, never guessed"
    assert ADDRESS.shown({"known": "roughly", "near": "the old mill"}) == ("Near the old mill",)
    assert "Ladywood, Birmingham" in ADDRESS.place_names()
    long = ADDRESS.parse(Posted.of(("q-known", "roughly"), ("q-near", "x" * 201)))
    assert set(long.errors) == {"q-near"}


def test_a_position_says_how_near_it_is() -> None:
    spot = [("q-known", "roughly"), ("q-lat", "52.48"), ("q-lon", "-1.89")]
    device = ADDRESS.parse(Posted.of(*spot, ("q-by", "device"), ("q-metres", "20"))).value
    assert ADDRESS.shown(device) == ("Where the device was, to about 20 metres",)
    assert ADDRESS.shown(ADDRESS.parse(Posted.of(*spot, ("q-by", "map"))).value) == ("Marked on the map",)
    odd = ADDRESS.parse(Posted.of(*spot, ("q-by", "device"), ("q-metres", "<b>"))).value
    assert odd == {"known": "roughly", "lat": "52.480000", "lon": "-1.890000"}


def test_what_a_place_rests_on() -> None:
    ward = find_places("Ladywood, Birmingham")[0]
    assert as_whereabouts({"known": "roughly", "near_code": f"ward:{ward.code}"}) == Whereabouts(
        ward.latitude, ward.longitude, "area"
    )
    assert as_whereabouts({"known": "roughly", "lat": "52.480000", "lon": "-1.890000"}) == Whereabouts(
        52.48, -1.89, "point"
    )
    postcode = next(iter(gazetteer().postcodes()))
    assert as_whereabouts({"known": "exact", "line1": "1 A Street", "postcode": postcode.code}) == Whereabouts(
        postcode.latitude, postcode.longitude, "postcode"
    )
    nothings: tuple[Json, ...] = ({"known": "roughly", "near_code": "ward:E0"}, {"near_code": "x"}, None)
    for nothing in nothings:
        assert as_whereabouts(nothing) is None


@pytest.mark.parametrize("typed", [("91", "0"), ("nan", "0"), ("north", "0"), ("52", ""), ("0", "181")])
def test_a_position_that_is_none(typed: tuple[str, str]) -> None:
    fields = [
        ("q-known", "exact"),
        ("q-line1", "12 Example Road"),
        ("q-town", "Walsall"),
        ("q-lat", typed[0]),
        ("q-lon", typed[1]),
    ]
    assert set(ADDRESS.parse(Posted.of(*fields)).errors) == {"q-lat"}


def test_an_optional_address_may_be_left_empty() -> None:
    optional = Address(name="q", text="?", required=False, describable=False)
    assert optional.parse(Posted()).errors == {}
    assert optional.parse(Posted()).value is None
    assert optional.parse(Posted.of(("q-town", "Walsall"))).errors == {"q-line1": "Enter address line 1"}


CONTACT = SafeContact(name="q", text="?", missing="Select it")


def test_no_contact_needs_nothing_else() -> None:
    assert CONTACT.parse(Posted.of(("q-how", "none"), ("q-email", "left@example.com"))).value == {"how": "none"}


def test_safe_contact_asks_for_all_that_keeps_somebody_safe() -> None:
    errors = CONTACT.parse(Posted.of(("q-how", "text"))).errors
    assert list(errors) == ["q-text", "q-when", "q-may-say"]
    assert "telephone number" in errors["q-text"]


def test_too_long_a_note_is_named_and_somebody_without_contact_may_leave_it_out() -> None:
    typed = {"q-how": ["call"], "q-call": ["0121 496 0000"], "q-when": ["any"], "q-may-say": ["police"]}
    errors = CONTACT.parse(Posted({**typed, "q-note": ["x" * 1001], "q-name": ["y" * 151]})).errors
    assert list(errors) == ["q-name", "q-note"]
    assert CONTACT.parse(Posted({**typed, "q-how": ["pigeon"]})).errors == {"q-how": str(CONTACT.unknown)}
    optional = SafeContact(name="q", text="?", required=False)
    assert optional.parse(Posted()).errors == {}


def test_any_time_covers_the_others() -> None:
    typed = Posted.of(
        ("q-how", "email"), ("q-email", "sam@example.com"), ("q-when", ["evening", "any"]), ("q-may-say", "police")
    )
    value = CONTACT.parse(typed).value
    assert value == {"how": "email", "email": "sam@example.com", "when": ["any"], "may_say": "police"}


GROUP = Group(
    name="taken",
    text="What was taken?",
    missing="Add one thing",
    max=2,
    questions=(
        Text(name="what", text="What?", missing="Enter what"),
        Money(name="worth", text="Worth?", required=False),
    ),
)


def test_an_item_names_the_field_that_is_wrong() -> None:
    assert GROUP.parse_item(Posted.of(("worth", "lots"))).errors == {
        "what": "Enter what",
        "worth": "Worth? must be an amount of money, like 600 or 65.50",
    }
    assert GROUP.parse_item(Posted.of(("what", "Bike"), ("worth", "90"))).value == {"what": "Bike", "worth": "90.00"}


def test_a_group_is_complete_only_with_whole_items() -> None:
    whole: Json = {"id": "0" * 12, "what": "Bike"}
    assert GROUP.check([whole]) == {}
    assert GROUP.check([]) == {"taken": "Add one thing"}
    assert GROUP.check([whole, {"id": "1" * 12}]) == {"taken": "Add one thing"}
    assert GROUP.full(1) == ""
    assert "2 at most" in GROUP.full(2)


def test_items_are_called_by_what_they_are() -> None:
    item: dict[str, Json] = {"id": "0" * 12, "what": "Bike", "worth": "90.00"}
    assert GROUP.item_title(item) == "Bike"
    assert GROUP.shown([item]) == ("Bike, £90.00",)
    assert GROUP.item_title({"id": "0" * 12}) == "Item"


@pytest.mark.parametrize("question", [GROUP, Files(name="photos", text="?", missing="Add one")], ids=lambda q: q.kind)
def test_list_examples_fit_their_schema(question: ListQuestion) -> None:
    for value in question.examples():
        assert violations(question.schema(), value) == []
        assert question.check(value) == {}


def test_what_answers_say_yes_to() -> None:
    hurt = YesNo(name="q", text="?", missing="Select", says=Means.INJURY, not_sure=True)
    assert hurt.affirms("yes") == (Means.INJURY,)
    assert hurt.affirms("no") == hurt.affirms("not_sure") == ()
    options = (Option("a", "A", says=Means.WEAPON), Option("b", "B"), Option("c", "C", denies=True))
    threat = Radios(name="q", text="?", missing="Select", says=Means.THREAT, options=options)
    assert threat.affirms("a") == (Means.THREAT, Means.WEAPON)
    assert threat.affirms("b") == (Means.THREAT,)
    assert threat.affirms("c") == ()
    none = Option("none", "None")
    boxes = Checkboxes(name="q", text="?", missing="Select", says=Means.VULNERABILITY, options=options, none=none)
    assert boxes.affirms(["a", "b"]) == (Means.VULNERABILITY, Means.WEAPON)
    assert boxes.affirms(["none"]) == ()
    assert Text(name="q", text="?", missing="Enter").affirms("words") == ()


def test_headings_tell_what_may_be_left_out() -> None:
    assert Text(name="q", text="Serial number", required=False).heading == "Serial number (optional)"
    assert Text(name="q", text="Serial number", missing="Enter it").heading == "Serial number"
