"""Answers read by what they mean, whatever the form."""

from bluelamp.contact.report_types import report_types
from bluelamp.core.places.addresses import Address
from bluelamp.journeys.data import Json
from bluelamp.journeys.enums import Means
from bluelamp.journeys.facts import facts_of, file_ids
from bluelamp.journeys.types import as_address, as_pence, as_position
from tests.unit.journeys.ways import cover

BURGLARY = report_types()["burglary"].journey
PATH = next(path for path in cover(BURGLARY) if path.answers.get("taken") and path.answers["hurt"] == "yes")


def test_a_flow_finds_what_it_needs() -> None:
    facts = facts_of(BURGLARY, PATH.answers)
    assert facts.value(Means.PLACE) == PATH.answers["place"]
    assert facts.text(Means.REPORTER_NAME) == "Siân 🌸 O'Neill-Ōkafor"
    assert facts.first(Means.SUSPECT_NAME) is None
    assert facts.value(Means.SUSPECT_NAME) is None
    assert len(facts.of(Means.INJURY)) == 2
    [taken] = facts.of(Means.PROPERTY)
    [thing] = taken.items
    assert thing.value(Means.PROPERTY_KIND) == "device"
    assert thing.value(Means.PROPERTY_SERIAL) == "C02XK1ZZJGH5"
    assert as_pence(thing.value(Means.PROPERTY_VALUE)) == 120_050


def test_only_what_was_said_yes_to_is_affirmed() -> None:
    said: dict[str, Json] = {"threat": "no", "vulnerable": ["none"], "still_there": "not_sure"}
    answers = {**PATH.answers, **said}
    affirmed = facts_of(BURGLARY, answers).affirmed()
    assert Means.INJURY in affirmed
    assert not {Means.THREAT, Means.WEAPON, Means.VULNERABILITY, Means.HAPPENING_NOW} & set(affirmed)
    assert {Means.THREAT, Means.WEAPON} <= set(facts_of(BURGLARY, {**answers, "threat": "weapon"}).affirmed())


def test_answers_off_the_route_are_no_facts() -> None:
    answers = {**PATH.answers, "hurt": "no"}
    assert "hurt_account" not in [fact.question for fact in facts_of(BURGLARY, answers)]


def test_every_answer_has_words() -> None:
    for report in report_types().values():
        for path in cover(report.journey):
            for fact in facts_of(report.journey, path.answers):
                assert fact.label
                assert any(fact.lines)


def test_files_are_named() -> None:
    photo: Json = [{"id": "0" * 12, "file": "01890000-0000-7000-8000-000000000000"}]
    assert [str(f) for f in file_ids(BURGLARY, {"photos": photo})] == ["01890000-0000-7000-8000-000000000000"]


def test_addresses_in_parts() -> None:
    def parts(**lines: str) -> Address | None:
        return as_address({"known": "exact", **lines})

    assert parts(line1="12 Example Road", town="Walsall", postcode="WS1 1AA") == Address(
        building="12", street="Example Road", town="Walsall", postcode="WS1 1AA"
    )
    assert parts(line1="Flat 3, 12-14 Example Road") == Address(flat="Flat 3", building="12-14", street="Example Road")
    assert parts(line1="Rose Cottage", line2="Mill Lane") == Address(building="Rose Cottage", street="Mill Lane")
    assert parts(line1="Rose Cottage, Mill Lane") == Address(building="Rose Cottage", street="Mill Lane")
    assert parts(line1="Mill Lane") == Address(street="Mill Lane")
    assert parts(line1="12 Mill Lane", line2="Aldridge") == Address(
        building="12", street="Mill Lane", locality="Aldridge"
    )
    assert as_address({"known": "roughly", "description": "The park"}) is None


def test_positions() -> None:
    assert as_position({"known": "roughly", "lat": "52.483300", "lon": "-1.893600"}) == (52.4833, -1.8936)
    assert as_position({"known": "exact", "line1": "x"}) is None
    assert as_pence(None) is None
