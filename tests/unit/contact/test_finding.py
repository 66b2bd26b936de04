"""Somebody's own words find the right form or the right service."""

from pathlib import Path

import pytest
from django.utils.translation import override

from bluelamp.contact import finding
from bluelamp.contact.finding import find
from bluelamp.contact.report_types import report_types
from bluelamp.contact.signposts import signposts

DATA = Path(__file__).parent / "data"


def sentences(name: str) -> list[tuple[str, str]]:
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(slug, said) for slug, _bar, said in (line.partition("|") for line in lines)]


LANGUAGES = ("en-gb", "pl", "ur")


@pytest.mark.parametrize(
    ("name", "language", "first", "among_three"),
    [
        # What the search was made with: that it still finds what it once found.
        ("sentences.txt", "en-gb", 0.93, 0.99),
        # What it was not made with: how it fares with words that nobody thought of. Short of the 0.85 and 0.95 that are
        # wanted. The list of everything stands below, and said/ grows with what people did not find.
        ("held_out.txt", "en-gb", 0.75, 0.87),
        ("held_out.pl.txt", "pl", 0.82, 0.93),
        ("held_out.txt", "pl", 0.6, 0.8),  # whoever writes English on a page in another language
        ("held_out.txt", "ur", 0.6, 0.8),
        ("held_out.ur.txt", "ur", 0.82, 0.93),
    ],
)
def test_how_often_the_right_one_comes_first_and_among_three(
    name: str, language: str, first: float, among_three: float
) -> None:
    asked = sentences(name)
    with override(language):
        found = [(slug, [place.slug for place in find(said)]) for slug, said in asked]
    firsts = sum(slug == slugs[0] for slug, slugs in found if slugs) / len(asked)
    threes = sum(slug in slugs[:3] for slug, slugs in found) / len(asked)
    print(f"{name}: {len(asked)} sentences, right first {firsts:.0%}, among three {threes:.0%}")
    assert firsts >= first
    assert threes >= among_three


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_names_a_form_or_a_signpost(language: str) -> None:
    held_out = sentences("held_out.txt" if language == "en-gb" else f"held_out.{language}.txt")
    known = {*report_types(), *signposts()}
    assert {slug for slug, _said in [*sentences("sentences.txt"), *held_out]} <= known
    assert {*finding._said(language)} == known | {"-"}
    told = {said for lines in finding._said(language).values() for said in lines}
    assert not told & {said for _slug, said in held_out}


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("burgalry", "burglary"),
        ("my bycicle was stollen", "bicycle-theft"),
        ("car acident", "road-collision"),
        ("HARRASSMENT!!!", "stalking"),
        ("fly-tipping", "rubbish"),
    ],
)
def test_misspelt_words_are_understood(said: str, slug: str) -> None:
    assert [place.slug for place in find(said)][:1] == [slug]


@pytest.mark.parametrize("said", ["", "the and of", "zzzzqq", "\U0001f6f8 \x00 ;--", "x" * 10_000])
def test_nothing_is_found_in_nothing(said: str) -> None:
    assert find(said) == []


def test_what_is_far_behind_is_not_shown() -> None:
    assert len(find("my bike was stolen from the shed at night", most=3)) <= 3
    assert len(find("burglary")) < len(report_types())


def test_another_language_searches_its_own_words() -> None:
    with override("cy"):
        assert [place.slug for place in find("burglary")][:1] == ["burglary"]  # as long as there is no translation


def test_what_nobody_ever_said_a_word_of_this_about_is_not_offered() -> None:
    assert {place.slug for place in find("raped")} == {"sexual-offence", "assault"}
    assert {place.slug for place in find("got mugged")} == {"robbery"}
