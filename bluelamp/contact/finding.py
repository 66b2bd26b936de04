"""Which form, or which other service, fits what somebody wrote in their own words.

A small search over what report types and signposts say of themselves: no outside service, nothing kept. Rare words
count more than common ones, whole phrases more than their words, and a misspelt word counts as the likest known one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path

from django.utils.translation import get_language
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.contact.signposts import Signpost, signposts
from bluelamp.contact.spelling import stem, words

Place = ReportType | Signpost
_SENTENCES = Path(__file__).with_name("said.txt")
LONGEST = 500  # characters that are read
_ALONE, _TITLE, _OF_PHRASE, _SAID, _SUMMARY = 1.0, 1.0, 0.5, 0.4, 0.3  # how much a word counts by where it stands
_SLOWING = 1.2  # a word that stands there often counts more, but less and less (Okapi BM25)
_WHOLE = 0.4  # what a whole phrase adds, of what its words count
_SHORTEST, _LONG = 4, 7  # letters: a misspelt word may be one letter off, a long one two
_LEAST = 0.18  # of the best: what is further behind is not shown
_SAYS_NOTHING = frozenset(
    word
    for line in (
        "a an the my our his her their its your i me we us he she it they them you im ive id hes shes theyre of",
        "in on at to and or but was is were are am be been being has have had do does did by for from with",
        "without that this there who what when where which some somebody someone something anybody anyone just",
        "got get gets so as if then than too very want would could can may will please about into out up down",
        "again also how not no one two all any",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Place
    weights: Mapping[str, float]  # of each word
    phrases: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    rarity: Mapping[str, float]
    spelt: Mapping[str, Mapping[str, str]]  # by the first letter: a word as written -> its stem, "" if it says nothing


def find(text: str, most: int = 6) -> list[Place]:
    """Report types and signposts that fit, the best first; none when nothing does."""
    index = _index(get_language() or "")
    said = _understood(index, text[:LONGEST])
    scored = [(_score(index, entry, said), entry.place) for entry in index.entries]
    best = max((score for score, _place in scored), default=0.0)
    fitting = [(score, place) for score, place in scored if score and score >= _LEAST * best]
    return [place for _score, place in sorted(fitting, key=lambda hit: -hit[0])[:most]]


def _score(index: _Index, entry: _Entry, said: Mapping[str, float]) -> float:
    single = sum(index.rarity[word] * sure * entry.weights.get(word, 0.0) for word, sure in said.items())
    whole = sum(index.rarity[word] * said[word] for phrase in entry.phrases if phrase <= said.keys() for word in phrase)
    return single + _WHOLE * whole


def _understood(index: _Index, text: str) -> dict[str, float]:
    """The stems of what was written that are known, each with how sure we are of it."""
    said: dict[str, float] = {}
    for word in words(text):
        for found, sure in _known(index, word):
            said[found] = max(said.get(found, 0.0), sure)
    return said


def _known(index: _Index, word: str) -> Iterator[tuple[str, float]]:
    if word in _SAYS_NOTHING:
        return
    if (found := stem(word)) in index.rarity:
        yield found, 1.0
    elif len(word) >= _SHORTEST:
        off = 2 if len(word) >= _LONG else 1
        near = extractOne(word, index.spelt.get(word[0], {}).keys(), scorer=OSA.distance, score_cutoff=off)
        if near and (found := index.spelt[word[0]][near[0]]):
            yield found, 1 - near[1] / len(word)


@lru_cache(maxsize=64)
def _index(language: str) -> _Index:  # noqa: ARG001 - the words are those of the active language
    places: list[Place] = [*report_types().values(), *signposts().values()]
    entries = tuple(map(_entry, places))
    holding: dict[str, int] = {}
    for entry in entries:
        for word in entry.weights:
            holding[word] = holding.get(word, 0) + 1
    rarity = {word: log(1 + len(entries) / count) for word, count in holding.items()}
    written = {word for entry in entries for text in _texts(entry.place) for word in words(text)}
    spelt: dict[str, dict[str, str]] = {}
    for word in sorted(written | _SAYS_NOTHING):
        found = "" if word in _SAYS_NOTHING else stem(word)
        if len(word) >= _SHORTEST and (not found or found in rarity):
            spelt.setdefault(word[0], {})[word] = found
    return _Index(entries, rarity, spelt)


def _entry(place: Place) -> _Entry:
    phrases = [_stems(phrase) for phrase in place.words()]
    weighed = [(_ALONE if len(phrase) == 1 else _OF_PHRASE, phrase) for phrase in phrases]
    counts: dict[str, float] = {}
    weighed += [(_SAID, _stems(sentence)) for sentence in _said().get(place.slug, ())]
    for weight, found in ((_SUMMARY, _stems(_summary(place))), (_TITLE, _stems(_title(place))), *weighed):
        for word in found:
            counts[word] = counts.get(word, 0.0) + weight
    weights = {word: count * (_SLOWING + 1) / (count + _SLOWING) for word, count in counts.items()}
    return _Entry(place, weights, tuple({phrase for phrase in phrases if len(phrase) > 1}))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in _SAYS_NOTHING)


def _title(place: Place) -> str:
    return str(place.journey.title if isinstance(place, ReportType) else place.title)


def _summary(place: Place) -> str:
    return str(place.journey.summary if isinstance(place, ReportType) else place.who)


def _texts(place: Place) -> tuple[str, ...]:
    return (_title(place), _summary(place), *place.words(), *_said().get(place.slug, ()))


@cache
def _said() -> dict[str, list[str]]:
    """How people say it, by slug. In English only: words of other languages are the translators' search words."""
    found: dict[str, list[str]] = {}
    for line in _SENTENCES.read_text(encoding="utf-8").splitlines():
        slug, bar, sentence = line.partition("|")
        if bar:
            found.setdefault(slug, []).append(sentence)
    return found
