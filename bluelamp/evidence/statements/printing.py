"""A statement as PDF: tagged for people who listen to it (PDF/UA-1), the same bytes from the same words.

The declaration says of how many pages the statement consists. A court may refuse one that says otherwise than it is, so
the pages are counted in the finished file, and a form that does not say what was counted is never issued.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import typst

from bluelamp.evidence.errors import PageCountDiffers
from bluelamp.evidence.statements.characters import font_files, is_right_to_left
from bluelamp.evidence.statements.wording import Wording
from bluelamp.evidence.types import Printed, Witness

_FORM = Path(__file__).parents[1] / "templates" / "evidence" / "statement.typ"
_TRIES = 3
_UNBROKEN = re.compile(
    r"\S{40}(?=\S)"
)  # a line of the form holds about 80 letters; a longer word would leave the paper
_BREAK = "\N{ZERO WIDTH SPACE}"
_MARKING = "OFFICIAL-SENSITIVE when complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All that stands on the paper. ``signed`` is the line at the foot of every page; none before it is signed."""

    reference: str
    force: str
    day: date
    witness: Witness
    text: str
    wording: Wording
    signature: tuple[tuple[str, str], ...] = ()
    signed: str | None = None
    note: str = ""  # what a later version says of the one before


def print_form(form: Form) -> Printed:
    """The PDF. Raises ``PageCountDiffers`` rather than issue one that says another number of pages than it has."""
    content, pages = settled(lambda pages: _typeset(_data(form, pages)))
    return Printed(content, pages, sha256(content).hexdigest(), form.wording.declaration.format(pages=pages))


def settled(saying: Callable[[int], bytes]) -> tuple[bytes, int]:
    """The PDF that says the number of pages it has, and that number; ``saying`` makes the one that says a number."""
    pages = 1
    for _ in range(_TRIES):
        content = saying(pages)
        counted = count_pages(content)
        if counted == pages:
            return content, pages
        pages = counted
    raise PageCountDiffers


def count_pages(content: bytes) -> int:
    """By another program than the one that made them."""
    from pypdf import PdfReader  # noqa: PLC0415 - long to load, and only for whoever prints

    return len(PdfReader(BytesIO(content)).pages)


def _typeset(data: Mapping[str, object]) -> bytes:
    compiler = typst.Compiler(_source(), font_paths=_fonts(), sys_inputs={"data": json.dumps(data)})
    content = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(content, bytes)  # with no output named, one PDF
    return content


@cache
def _fonts() -> typst.Fonts:
    folders = sorted({str(file.parent) for file in font_files()})
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


@cache
def _source() -> bytes:
    return _FORM.read_bytes()


def _data(form: Form, pages: int) -> dict[str, object]:
    witness, wording = form.witness, form.wording
    after = [wording.reading.format(witness=witness.name, reader=witness.reader)] if witness.reader else []
    after += [wording.adult.format(adult=witness.adult)] if witness.adult else []
    return {
        "title": f"Witness statement {form.reference}",
        "reference": form.reference,
        "force": form.force,
        "marking": _MARKING,
        "day": [form.day.year, form.day.month, form.day.day],
        "heading": wording.heading,
        "about": _about(form),
        "declaration": wording.declaration.format(pages=pages),
        "signature": [[name, _breaking(value)] for name, value in form.signature],
        "signed": None if form.signed is None else _breaking(form.signed),
        "words": [_paragraph(line) for line in form.text.split("\n") if line.strip()],
        "after": [_breaking(line) for line in after],
    }


def _about(form: Form) -> list[list[str]]:
    witness = form.witness
    age = str(witness.age) if witness.age is not None else "Over 18"
    rows = [("Statement of", witness.name), ("Age if under 18", age), ("Occupation", witness.occupation or "Not given")]
    if witness.language:
        rows.append(("Language of the witness", witness.language))
    if witness.interpreter:
        rows.append(("Interpreter", witness.interpreter))
    if form.note:
        rows.append(("This version", form.note))
    return [[name, _breaking(value)] for name, value in rows]


def _paragraph(line: str) -> dict[str, object]:
    return {"text": _breaking(line), "rtl": is_right_to_left(line)}


def _breaking(text: str) -> str:
    return _UNBROKEN.sub(lambda found: found[0] + _BREAK, text)
