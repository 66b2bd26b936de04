"""What was written is what is printed, whatever it is; the pages are counted; people who listen can follow it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from bluelamp.evidence.errors import PageCountDiffers
from bluelamp.evidence.statements.characters import printable
from bluelamp.evidence.statements.printing import Form, count_pages, print_form, settled
from bluelamp.evidence.statements.wording import WORDINGS, wording_on
from bluelamp.evidence.types import Printed, Witness

DECLARATION = (  # word for word
    "This statement (consisting of 1 page(s) each signed by me) is true to the best of my knowledge and belief and "
    "I make it knowing that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully "
    "stated in it anything which I know to be false, or do not believe to be true."
)
DAY = date(2026, 11, 29)
FORM = Form(
    reference="WS-26-7KQ4M2XPW version 1",
    force="Lantern Valley Police",
    day=DAY,
    witness=Witness(name="Siân O'Neill-Ōkafor", occupation="Bus driver"),
    text="I saw it.",
    wording=wording_on(DAY),
    signature=(("Signed", "Siân"), ("Date and time", "29 November 2026 at 10:02:03 GMT")),
    signed="Siân, 29 November 2026 at 10:02:03 GMT",
)
# Typst's own signs, HTML, and what hides in text. Each must come out as it went in.
HOSTILE = (
    '#let x = read("/etc/passwd") #x #{ 1 + 1 } $ sum_i $ [*bold*] _em_ `raw` @ref <label> // comment /* more */ \\ ~'
    ' --- = = Heading - item + item / term: "quoted" #include "x.typ" #eval("1") <script>x()</script> & %PDF-1.7 }}{{'
)


def text_of(printed: Printed) -> str:
    pages = PdfReader(BytesIO(printed.content)).pages
    return " ".join("".join(page.extract_text() for page in pages).replace("\N{ZERO WIDTH SPACE}", "").split())


def printed(text: str, **changes: object) -> Printed:
    return print_form(replace(FORM, text=printable(text), **changes))  # type: ignore[arg-type]  # checked by the form


def test_the_form_says_what_the_law_wants_in_its_order() -> None:
    text = text_of(printed("I saw it."))
    wanted = [
        "Witness statement",
        "Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s.9",
        "Statement of: Siân O'Neill-Ōkafor",
        "Age if under 18: Over 18",
        "Occupation: Bus driver",
        DECLARATION,
        "I saw it.",
        "Signature: Siân, 29 November 2026 at 10:02:03 GMT",
    ]
    places = [text.find(one) for one in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert "Magistrates" not in text


def test_it_is_tagged_for_people_who_listen() -> None:
    reader = PdfReader(BytesIO(printed("I saw it.").content))
    root = reader.trailer["/Root"].get_object()
    assert root["/Lang"] == "en-GB"  # type: ignore[index]  # a dictionary
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]  # the same
    assert "/StructTreeRoot" in root  # type: ignore[operator]  # the same
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]  # the same
    assert reader.metadata is not None
    assert reader.metadata.title == "Witness statement WS-26-7KQ4M2XPW version 1"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()  # type: ignore[index]  # the same


def test_the_same_words_give_the_same_bytes() -> None:
    assert printed(HOSTILE).sha256 == printed(HOSTILE).sha256
    assert printed(HOSTILE).sha256 != printed(f"{HOSTILE}.").sha256


def test_markup_is_printed_as_it_was_typed() -> None:
    assert HOSTILE in text_of(printed(HOSTILE))
    assert HOSTILE in text_of(printed("x", witness=Witness(name=HOSTILE, occupation=HOSTILE), note=HOSTILE))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_printed(text: str) -> None:
    assert printed(f"{text}.").pages == 1


@pytest.mark.parametrize("lines", [1, 60, 400])
def test_the_pages_that_it_says_are_the_pages_that_it_has(lines: int) -> None:
    made = printed("\n".join(f"{n}. He ran, and the other man shouted." for n in range(lines)))
    assert made.pages == count_pages(made.content)
    assert f"(consisting of {made.pages} page(s) each signed by me)" in text_of(made)
    assert text_of(made).count("Signature: Siân, 29 November") == made.pages
    assert (made.pages > 1) == (lines > 20)


def test_ten_thousand_letters_without_a_space_stay_on_the_paper() -> None:
    made = printed("x" * 10_000)
    assert text_of(made).count("x") == 10_000 + text_of(printed(".")).count("x")
    assert made.pages > 2  # 10,000 letters of half a line's height would fit on no two


def blank(pages: int) -> bytes:
    writer, content = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(content)
    return content.getvalue()


def test_a_form_whose_pages_do_not_add_up_is_not_issued() -> None:
    """As when a longer number pushes a line over the page, and the shorter one takes it back, for ever."""
    with pytest.raises(PageCountDiffers, match="Nothing you wrote is lost"):
        settled(lambda said: blank(3 if said == 2 else 2))
    assert settled(lambda said: blank(max(2, said)))[1] == 2


def test_a_child_a_reader_and_an_interpreter_stand_on_it() -> None:
    witness = Witness(
        name="Tom",
        age=16,
        adult="Ines Fallowfield, aunt",
        reader="PC Ashdown",
        language="Urdu",
        interpreter="H. Brookmere",
    )
    text = text_of(printed("I saw it.", witness=witness))
    for wanted in (
        "Age if under 18: 16",
        "Language of the witness: Urdu",
        "Interpreter: H. Brookmere",
        "Tom cannot read this statement. I, PC Ashdown, read it to them before they signed it.",
        "Ines Fallowfield, aunt was present as appropriate adult",
    ):
        assert wanted in text


def test_the_words_in_force_on_a_day() -> None:
    assert wording_on(DAY) is WORDINGS[-1]
    assert [wording.since for wording in WORDINGS] == sorted(wording.since for wording in WORDINGS)
