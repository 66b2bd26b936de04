"""Words cut down to what they have in common, so that “stole”, “stolen” and “stealing” find the same.

For search, never for reading: a light stemmer for English with the irregular verbs that reports are full of; for other
languages how words begin.
"""

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`\u00b4")
_WORD = re.compile(r"[^\W_]+")
_IRREGULAR = {
    form: base
    for base, forms in {
        "steal": "stole stolen stealing theft thieves thief nick nicked pinched swiped",
        "take": "took taken taking",
        "break": "broke broken breaking",
        "hit": "hits hitting",
        "beat": "beats beaten beating",
        "throw": "threw thrown throwing",
        "drive": "drove driven driving drives driver",
        "bite": "bit bitten biting",
        "leave": "left leaving leaves",
        "lose": "lost losing",
        "find": "found finding",
        "run": "ran running runs",
        "shoot": "shot shooting",
        "spit": "spat spitting",
        "come": "came coming comes",
        "go": "gone goes going went",
        "fight": "fought fighting fights",
        "know": "knew known knowing knows",
        "say": "said says saying",
        "give": "gave given giving",
        "see": "saw seen seeing sees",
        "sell": "sold selling sells",
        "hurt": "hurts hurting",
        "child": "children kid kids childrens",
        "mum": "mother mom mums mam",
        "dad": "father dads",
        "man": "men bloke guy lad lads",
        "woman": "women lady girl girls",
        "phone": "telephone mobile iphone phones",
        "bike": "bicycle bikes bicycles pushbike pushbikes cycle cycles ebike ebikes",
        "car": "cars vehicle vehicles",
        "police": "policeman policewoman cop cops",
    }.items()
    for form in forms.split()
}
_VOWELS = frozenset("aeiouy")
# Where words are bent at their end, those that begin alike are taken for one: so many letters.
_BEGINNING = {"pl": 5, "ur": 6}
# What is no letter with an accent to Unicode; and Urdu typed with the letters of an Arabic keyboard.
_OTHERWISE = str.maketrans("\u0142\u064a\u0643\u0647", "l\u06cc\u06a9\u06c1")


def words(text: str) -> list[str]:
    """The words of a text, in small letters and without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES).translate(_OTHERWISE))
    return _WORD.findall("".join(letter for letter in bare if not unicodedata.combining(letter)))


def stem(word: str, language: str = "en-gb") -> str:
    """What a word has in common with its other forms."""
    if language in _BEGINNING and word not in _IRREGULAR:
        return word[: _BEGINNING[language]]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWELS & set(rest) and not word.endswith(("ss", "us")):
            return _short(_IRREGULAR.get(rest + "e", _IRREGULAR.get(rest, rest + instead)))
    return _short(word)


def _short(word: str) -> str:
    """Without a doubled or silent last letter: “robb” of “robbed”, “rape” of “raped”."""
    if len(word) > 3 and word[-1] == word[-2]:
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
