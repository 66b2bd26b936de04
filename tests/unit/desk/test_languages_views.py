"""The reviewer's desk: whose name may stand under which words, what is refused, and how it is taken back."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.languages import services
from bluelamp.languages.catalogue import digest
from bluelamp.languages.models import SignOff
from bluelamp.ledger.models import Entry, Note
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
GATE = "/desk/languages/pl/gate"
STAND, BACK = "Stand for this translation", "Take the sign-off back"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def signing(**changes: str) -> dict[str, str]:
    return {"digest_read": digest("pl", "gate"), "fitness": "Polish is my first language"} | changes


@pytest.fixture
def signed(cast: Cast) -> SignOff:
    return services.sign_off(actor=cast["reviewer"], language="pl", section="gate", **signing())


def test_an_administrator_reads_the_words_and_puts_no_name_under_them(sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    assert GATE in text(administrator.get("/desk/languages/"))
    shown = text(administrator.get(GATE))
    assert "Czy to dzieje się teraz?" in shown
    assert STAND not in shown
    refused = administrator.post(GATE, signing())
    assert refused.status_code == 422
    assert "You cannot do this." in text(refused)
    assert administrator.get(f"{GATE}/withdraw").status_code == 403
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fitness": " "}, "Say what makes you fit to judge it"),
        ({"digest_read": "0" * 64}, "changed"),
        ({"digest_read": ""}, "Open the page again."),
    ],
)
def test_nobody_signs_what_they_did_not_read_or_are_not_fit_to_judge(
    sign_in: SignIn, changes: dict[str, str], words: str
) -> None:
    refused = sign_in("reviewer").post(GATE, signing(**changes))
    assert refused.status_code == 422
    errors = text(refused).partition("data-errors")[2].partition("</ul>")[0]
    assert words in errors
    assert not SignOff.objects.exists()


def test_the_page_brings_the_words_that_are_signed_with_it(sign_in: SignIn) -> None:
    assert f'value="{digest("pl", "gate")}"' in text(sign_in("reviewer").get(GATE))


def test_what_is_signed_is_offered_to_be_taken_back_and_not_to_be_signed_again(
    sign_in: SignIn, signed: SignOff
) -> None:
    shown = text(sign_in("reviewer").get(GATE))
    assert "Signed off by Marta Fairweather S014, Polish is my first language" in shown
    assert BACK in shown
    assert STAND not in shown
    listed = text(sign_in("administrator").get("/desk/languages/"))
    assert listed.count("Marta Fairweather S014, Polish is my first language") == 1


def test_a_sign_off_is_taken_back_for_a_reason_that_stays_on_the_ledger(sign_in: SignIn, signed: SignOff) -> None:
    reviewer = sign_in("reviewer")
    refused = reviewer.post(f"{GATE}/withdraw", {"reason": ""})
    assert refused.status_code == 422
    assert "Say why." in text(refused)
    assert reviewer.post(f"{GATE}/withdraw", {"reason": "A wrong word about 999."}).headers["Location"] == GATE
    assert STAND in text(reviewer.get(GATE))
    entry = Entry.objects.get(action="languages.translation.withdraw")
    assert Note.objects.get(pk=entry.pk).text == "A wrong word about 999."
    again = reviewer.post(f"{GATE}/withdraw", {"reason": "Once more."})
    assert again.status_code == 422
    assert "There is a problem" in text(again)


@pytest.mark.parametrize("where", ["pl/zeppelin", "tlh/gate", "en-gb/gate"])
def test_there_is_no_translation_of_what_is_none(sign_in: SignIn, where: str) -> None:
    reviewer = sign_in("reviewer")
    assert reviewer.get(f"/desk/languages/{where}").status_code == 404
    assert reviewer.post(f"/desk/languages/{where}", signing()).status_code == 404
    assert reviewer.get(f"/desk/languages/{where}/withdraw").status_code == 404
