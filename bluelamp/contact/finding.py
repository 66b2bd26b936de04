"""Which form, or which other service, fits what somebody wrote in their own words.

A small search over what report types and signposts say of themselves, and over how people say it, in ``said/`` with a
file for each language: no outside service, nothing kept. Naive Bayes over words and pairs of words: how likely is it
that this is said of burglary, of a lost dog? A misspelt word counts as the likest known one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

from django.utils.translation import get_language
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.contact.signposts import Signpost, signposts
from bluelamp.contact.spelling import stem, words

Place = ReportType | Signpost
_SENTENCES = Path(__file__).with_name("said")  # a file for each language
_ENGLISH = "en-gb"
LONGEST = 500  # characters that are read
_OWN = 2  # how often what a place says of itself counts, beside what is said of it
_UNSEEN = 0.2  # of one time: how often a word counts as said that nobody has said of a place
_SHORTEST, _LONG = 4, 7  # letters: a misspelt word may be one letter off, a long one two
_ALWAYS, _LEAST = 3, 0.002  # so many are shown, and what is as likely as this beside the best: it is often too sure
_SAYS_NOTHING = "-"  # instead of a slug: words that are said of everything


@dataclass(frozen=True, slots=True)
class _Index:
    language: str
    places: tuple[Place, ...]
    unsaid: tuple[float, ...]  # by place: the logarithm of how likely something is there that nobody has said
    said: Mapping[str, tuple[tuple[int, float], ...]]  # of a word or a pair: at which places, and how much likelier
    spelt: Mapping[str, Mapping[str, str]]  # by the first letter: a word as written -> its stem, "" if it says nothing
    says_nothing: frozenset[str]


def find(text: str, most: int = 6) -> list[Place]:
    """Report types and signposts that fit, the best first; none when nothing does."""
    index = _index(get_language() or _ENGLISH)
    said = _understood(index, text[:LONGEST])
    if not said:
        return []
    scores = [unsaid * sum(said.values()) for unsaid in index.unsaid]
    for one, sure in said.items():
        for at, likelier in index.said[one]:
            scores[at] += sure * likelier
    # Not what nobody has ever said a word of this about: after “raped” it would insult.
    best = sorted({at for one in said for at, _ in index.said[one]}, key=lambda at: -scores[at])
    near = scores[best[0]] + log(_LEAST)
    return [index.places[at] for rank, at in enumerate(best[:most]) if rank < _ALWAYS or scores[at] >= near]


def _understood(index: _Index, text: str) -> dict[str, float]:
    """What was written that is known, word by word and in pairs, each with how sure we are of it; pairs only help."""
    written = [_known(index, word) for word in words(text)]
    said = {word: sure for word, sure in written if word in index.said}
    if said:
        pairs = (f"{one} {other}" for (one, _), (other, _) in pairwise(written))
        said |= {pair: 1.0 for pair in pairs if pair in index.said}
    return said


def _known(index: _Index, word: str) -> tuple[str, float]:
    """A word as it is looked for, cut down or as the one that it is likest to, and how sure we are."""
    found = word if word in index.says_nothing else stem(word, index.language)
    if found in index.said or found in index.says_nothing or len(word) < _SHORTEST:
        return found, 1.0
    off = 2 if len(word) >= _LONG else 1
    near = extractOne(word, index.spelt.get(word[0], {}).keys(), scorer=OSA.distance, score_cutoff=off)
    return (index.spelt[word[0]][near[0]], 1 - near[1] / len(word)) if near else (found, 1.0)


@lru_cache(maxsize=64)
def _index(language: str) -> _Index:
    """Of the active language, and of English, in which some write whatever the page speaks."""
    places: list[Place] = [*report_types().values(), *signposts().values()]
    counts = [_counted(place, language) for place in places]
    places_of = defaultdict[str, list[tuple[int, float]]](list)
    for at, count in enumerate(counts):
        for one, times in count.items():
            places_of[one].append((at, log(times / _UNSEEN + 1)))
    unsaid = (log(_UNSEEN / (sum(count.values()) + _UNSEEN * len(places_of))) for count in counts)
    spelt: dict[str, dict[str, str]] = {}
    written = {word for place in places for text in (*_own(place), *_of(place, language)) for word in words(text)}
    nothing = _says_nothing(language)
    for word in sorted(written | nothing):
        if len(word) >= _SHORTEST:
            spelt.setdefault(word[0], {})[word] = "" if word in nothing else stem(word, language)
    said = {one: tuple(at) for one, at in places_of.items()}
    return _Index(language, tuple(places), tuple(unsaid), said, spelt, nothing)


def _counted(place: Place, language: str) -> Counter[str]:
    """How often each word and each pair is said, once a sentence."""
    count = Counter(one for text in _of(place, language) for one in set(_parts(text, language)))
    for text in _own(place):
        for one in _parts(text, language):
            count[one] += _OWN
    return count


def _parts(text: str, language: str) -> Iterator[str]:
    """The stems that say something, and all pairs of stems that stand together: “hit me” is not “hit a car”."""
    said, nothing = words(text), _says_nothing(language)
    yield from (stem(word, language) for word in said if word not in nothing)
    stems = [word if word in nothing else stem(word, language) for word in said]
    yield from (f"{one} {other}" for one, other in pairwise(stems))


def _own(place: Place) -> tuple[str, ...]:
    """What a form or a signpost says of itself."""
    if isinstance(place, ReportType):
        return (str(place.journey.title), str(place.journey.summary), *place.words())
    return (str(place.title), str(place.who), *place.words())


def _of(place: Place, language: str) -> list[str]:
    """How people say it."""
    return [one for spoken in dict.fromkeys((_ENGLISH, language)) for one in _said(spoken).get(place.slug, [])]


@cache
def _says_nothing(language: str) -> frozenset[str]:
    return frozenset(word for line in _said(language).get(_SAYS_NOTHING, []) for word in words(line))


@cache
def _said(language: str) -> dict[str, list[str]]:
    """The sentences of a language by slug; none where nobody has written any down."""
    found: dict[str, list[str]] = {}
    file = _SENTENCES / f"{language}.txt"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        slug, bar, sentence = line.partition("|")
        if bar:
            found.setdefault(slug, []).append(sentence)
    return found
