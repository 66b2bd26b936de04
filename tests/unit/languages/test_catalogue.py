"""The words themselves: in step with the sources, whole, and with the same places to fill in."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

from bluelamp.languages.catalogue import compile_into, digest, digest_of, file_of, in_section, words_of
from bluelamp.languages.tongues import TRANSLATED
from scripts.catalogues import extra, texts

CODES = [known.code for known in TRANSLATED]
_PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
every_language = pytest.mark.parametrize("language", CODES)


@every_language
def test_the_catalogue_has_the_texts_of_the_sections_and_no_others(language: str) -> None:
    held = {(words.context, words.source): set(words.sections) for words in words_of(language)}
    wanted = texts()
    assert {text: codes for text, codes in wanted.items() if held.get(text) != codes} == {}, "scripts.catalogues"
    assert set(held) - set(wanted) <= set(extra())


@every_language
def test_every_text_is_translated(language: str) -> None:
    assert [words.source for words in words_of(language) if words.needed and not words.complete] == []


@every_language
def test_a_translation_fills_in_the_same_places_and_brings_no_html(language: str) -> None:
    for words in words_of(language):
        for said in filter(None, words.said):
            assert set(_PLACES.findall(said)) == set(_PLACES.findall(words.source[-1])), words.source
            assert "<" not in said, words.source
            assert said.count("\n") == words.source[-1].count("\n"), words.source


def test_gettext_says_them() -> None:
    with override("pl"):
        assert gettext("Track a report") == "Sprawdź zgłoszenie"
        assert [ngettext("%(n)s day", "%(n)s days", n) % {"n": n} for n in (1, 3, 5)] == ["1 dzień", "3 dni", "5 dni"]
    with override("ur"):
        assert gettext("Yes") == "ہاں"


def test_what_is_compiled_is_made_anew_when_the_words_are_newer(tmp_path: Path) -> None:
    compile_into(tmp_path)
    made = file_of("pl", tmp_path).with_suffix(".mo")
    first = made.stat().st_mtime_ns
    compile_into(tmp_path)
    assert made.stat().st_mtime_ns == first
    import os

    os.utime(made, (0, 0))
    compile_into(tmp_path)
    assert made.stat().st_mtime_ns > 0
    assert [path.name for path in made.parent.iterdir()] == ["django.mo"]


def test_a_changed_word_has_another_digest() -> None:
    held = in_section("pl", "gate")
    assert digest_of(held) == digest_of(reversed(held)) == digest("pl", "gate") != digest("pl", "burglary")
    for changed in (replace(held[0], said=("inaczej",)), replace(held[0], context="elsewhere")):
        assert digest_of([changed, *held[1:]]) != digest_of(held)
