"""What somebody says changes rules, never a figure; and of three crimes there is never a figure at all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from bluelamp.analytics.enums import Withheld
from bluelamp.analytics.published_types import refusal
from bluelamp.analytics.selectors import default_warehouse
from bluelamp.analytics.types import TrackRecord
from bluelamp.contact.report_types import report_types
from bluelamp.core.workdays import is_working_day
from bluelamp.portal.what_if import wording
from bluelamp.portal.what_if.answer import record, rules, told
from bluelamp.portal.what_if.circumstances import CIRCUMSTANCES
from bluelamp.portal.what_if.kinds import kind, kinds
from bluelamp.portal.what_if.model import Kind
from bluelamp.portal.what_if.rights import enhanced, rights
from bluelamp.portal.what_if.scenario import MOST, Scenario, read, read_all
from tests.factories.analytics import ended, load, months_of_outcomes, published, reported

SUNDAY = date(2026, 11, 29)
PUBLISHED = [known for known in kinds() if known.published]
PROTECTED = [known for known in kinds() if known.protected]
SAID = st.fixed_dictionaries(
    {}, optional={one.name: st.sampled_from([value for value, _l, _w in one.answers]) for one in CIRCUMSTANCES}
)
AREAS = st.sampled_from(["", "birmingham", "west-midlands", "atlantis"])


@pytest.fixture
def figures(settings: Settings, tmp_path: Path) -> None:
    """Enough reports of every published type, and of what is never told."""
    settings.VAR = tmp_path / "var"
    types = [*(known.published for known in PUBLISHED), "Violence and sexual offences", "Drugs"]
    numbered = [(at * 1000 + n, name) for at, name in enumerate(types) for n in range(120)]
    street = published(tmp_path, [reported(n, crime_type=name) for n, name in numbered], month="2023-01")
    outcomes = [ended(n, on="2023-04", outcome_type="Suspect charged") for n, _name in numbered if n % 3 == 0]
    load(default_warehouse(), street, months_of_outcomes(tmp_path, outcomes, first="2023-01", months=13))


@examples(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(kinds()), AREAS, SAID)
def test_what_is_said_never_changes_a_figure(figures: None, chosen: Kind, area: str, said: dict[str, str]) -> None:
    bare, full = record(Scenario(chosen, area)), record(Scenario(chosen, area, said))
    if said.get("suspect") == "close" or said.get("repeat") == "same":
        assert isinstance(full, Withheld)
    else:
        assert full == bare
    assert isinstance(bare, TrackRecord) == bool(chosen.published)


@examples(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PROTECTED), AREAS, SAID)
def test_no_odds_of_the_three_whatever_is_said(figures: None, chosen: Kind, area: str, said: dict[str, str]) -> None:
    assert record(Scenario(chosen, area, said)) is Withheld.PROTECTED


def test_what_is_said_changes_rules(figures: None) -> None:
    burglary = kind("1")
    assert burglary is not None
    plain = rules(Scenario(burglary), SUNDAY)
    for said in (
        {"when": "day"},
        {"suspect": "known"},
        {"suspect": "close"},
        {"cctv": "yes"},
        {"injury": "yes"},
        {"repeat": "yes"},
        {"repeat": "same"},
        {"vulnerable": "yes"},
        {"vulnerable": "no", "repeat": "no"},
    ):
        assert rules(Scenario(burglary, "", said), SUNDAY) != plain, said


def test_the_three_are_named_and_have_no_record() -> None:
    assert {known.code for known in PROTECTED} == {"11", "12", "13"}
    assert all(known.is_grave and known.support and known.safety for known in PROTECTED)


@pytest.mark.parametrize("known", kinds(), ids=lambda known: str(known.code))
def test_a_kind_is_whole(known: Kind) -> None:
    assert bool(known.published) != bool(known.why_not)
    assert not known.published or refusal(known.published) is None
    assert known.next
    assert known.support
    assert not known.report or known.report in report_types()
    answers = {f"{one.name}={value}" for one in CIRCUMSTANCES for value, _letter, _words in one.answers}
    assert all(answers.issuperset(line.only) for line in (*known.safety, *known.next, *known.keep))
    assert all(answers.issuperset(helper.only) for helper in known.support)
    assert all(helper.phone or helper.address.startswith("https://") for helper in known.support)


def test_kinds_are_told_apart_by_their_codes() -> None:
    assert len({known.code for known in kinds()}) == len({known.order for known in kinds()}) == len(kinds())
    assert kind("no such code") is None


def test_letters_stand_for_one_answer_each() -> None:
    for one in CIRCUMSTANCES:
        letters = [letter for _value, letter, _words in one.answers]
        assert len(set(letters)) == len(letters)
        assert "-" not in letters


@given(st.sampled_from(kinds()), AREAS, SAID)
def test_an_address_says_what_was_chosen_and_names_no_crime(chosen: Kind, area: str, said: dict[str, str]) -> None:
    scenario = Scenario(chosen, area, said)
    assert read(scenario.code) == scenario
    assert [words for _ask, words in told(scenario)] == [
        one.words(said[one.name]) for one in CIRCUMSTANCES if one.name in said
    ]
    assert not set(str(chosen.title).casefold().split()) & set(scenario.code.split("."))


@given(st.text(max_size=300))
def test_what_is_no_code_is_none(text: str) -> None:
    found = read(text)
    assert found is None or found.kind in kinds()


def test_an_address_holds_three_each_once() -> None:
    codes = [f"{n}.------." for n in (1, 1, 2, "x", 3, 4)]
    assert [one.kind.code for one in read_all(codes)] == ["1", "2", "3"]
    assert MOST == 3


def test_rights_have_real_days() -> None:
    """Sunday 29 November 2026: two working days on is Tuesday, five is Friday."""
    burglary = kind("1")
    assert burglary is not None
    found = list(rights(burglary, {}, SUNDAY))
    assert [(one.early, one.late) for one in found] == [
        (date(2026, 12, 1), date(2026, 12, 1)),
        *[(date(2026, 11, 30), date(2026, 12, 4))] * 3,
    ]
    assert all(is_working_day(day) for one in found for day in (one.early, one.late))
    sure = list(rights(burglary, {"vulnerable": "yes"}, SUNDAY))
    assert {(one.early, one.late) for one in sure[1:]} == {(date(2026, 11, 30), date(2026, 11, 30))}
    usual = list(rights(burglary, {"vulnerable": "no", "repeat": "no"}, SUNDAY))
    assert {(one.early, one.late) for one in usual[1:]} == {(date(2026, 12, 4), date(2026, 12, 4))}


def test_before_the_code_nothing_is_promised_and_of_what_is_no_crime_neither() -> None:
    burglary, nuisance = kind("1"), kind("14")
    assert burglary is not None
    assert nuisance is not None
    assert not list(rights(burglary, {}, date(2020, 1, 1)))
    assert not list(rights(nuisance, {}, SUNDAY))


def test_enhanced_rights_are_for_the_gravest_the_hunted_and_the_vulnerable() -> None:
    burglary, stalking = kind("1"), kind("13")
    assert burglary is not None
    assert stalking is not None
    assert enhanced(stalking, {}) is True
    assert enhanced(burglary, {"repeat": "yes"}) is True
    assert enhanced(burglary, {"vulnerable": "unsure", "repeat": "no"}) is None


def test_every_reason_has_words() -> None:
    assert set(wording.WHY_NOT) == set(Withheld)
