"""Brings the catalogues of translated words in step with what the sources say.

    .venv/bin/python -m scripts.catalogues           write them: new texts are there to be translated, old ones go
    .venv/bin/python -m scripts.catalogues --check   say what is not in step, and fail

Each text is listed with the sections that show it. A translation stays as long as its source does, letter by letter.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "bluelamp"
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_JINJA = {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "silent": "false", "newstyle_gettext": "true"}
_HEAD = """\
# Awaiting review by a human translator: bluelamp/languages says what that means.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Text = tuple[str, tuple[str, ...]]  # a context, and the text or what a number chooses from


def texts() -> dict[Text, set[str]]:
    """Every text of every section, in the order of the sources, with the codes of its sections."""
    from bluelamp.languages.sections import SECTIONS  # noqa: PLC0415 - Django is ready only now

    found: dict[Text, set[str]] = {}
    for section in SECTIONS:
        for path in _files(section.sources):
            for text in _marked(path):
                found.setdefault(text, set()).add(section.code)
        for said in section.say():
            found.setdefault(("", (said,)), set()).add(section.code)
    for section in SECTIONS:
        for said in section.may_say():
            if ("", (said,)) in found:
                found["", (said,)].add(section.code)
    return found


def extra() -> dict[Text, set[str]]:
    """The texts that sections can do without, when they are not among the others."""
    from bluelamp.languages.catalogue import OPTIONAL  # noqa: PLC0415 - as above
    from bluelamp.languages.sections import SECTIONS  # noqa: PLC0415 - needs Django

    found: dict[Text, set[str]] = {}
    for section in SECTIONS:
        for said in section.may_say():
            found.setdefault(("", (said,)), {OPTIONAL}).add(section.code)
    needed = texts()
    return {text: codes for text, codes in found.items() if text not in needed}


def renewed(old: Catalog, wanted: dict[Text, set[str]], language: str) -> Catalog:
    """The catalogue with exactly these texts, and the translations that it had for them."""
    new = Catalog(locale=language, fuzzy=False)
    for (context, source), sections in wanted.items():
        text = source if len(source) > 1 else source[0]
        kept = old.get(text, context or None)
        new.add(
            text, kept.string if kept else None, auto_comments=[" ".join(sorted(sections))], context=context or None
        )
    return new


def _files(patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        found = sorted(SOURCES.glob(pattern))
        if not found:
            raise SystemExit(f"No file is {pattern}. Mend bluelamp/languages/sections.py.")
        yield from found


def _marked(path: Path) -> Iterator[Text]:
    how, options = ("python", {}) if path.suffix == ".py" else ("jinja2", _JINJA)
    for message in extract_from_file(how, str(path), keywords=_KEYWORDS, options=options):
        _line, said, _comments, context = message
        source = tuple(said) if isinstance(said, tuple) else (said,)
        if all(source):
            yield context or "", source


def _write(path: Path, catalogue: Catalog, language: str) -> None:
    """With a head that says nothing of when and by whom: that is what the history of the file is for."""
    body = BytesIO()
    write_po(body, catalogue, width=120, no_location=True, omit_header=True)
    head = _HEAD.format(language=language, plurals=catalogue.plural_forms)
    path.write_bytes(head.encode() + body.getvalue().lstrip(b"\n"))


def _several(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    wish = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")
    import django  # noqa: PLC0415 - settings are named only now

    django.setup()
    from bluelamp.languages.catalogue import file_of  # noqa: PLC0415 - needs Django
    from bluelamp.languages.tongues import TRANSLATED  # noqa: PLC0415 - the same

    wanted, out_of_step = texts() | extra(), 0
    for tongue in TRANSLATED:
        path = file_of(tongue.code)
        with path.open("rb") as file:
            old = read_po(file, locale=tongue.code)
        new = renewed(old, wanted, tongue.code)
        missing = sum(not all(_several(message.string or "")) for message in new if message.id)
        known = {(message.context or "", _several(message.id)) for message in old if message.id}
        changed = known ^ set(wanted)
        sys.stdout.write(
            f"{tongue.english}: {len(wanted)} texts, {missing} not translated, {len(changed)} out of step\n"
        )
        out_of_step += len(changed) + missing
        if not wish.check:
            _write(path, new, tongue.code)
    return 1 if wish.check and out_of_step else 0


if __name__ == "__main__":
    sys.exit(main())
