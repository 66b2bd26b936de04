"""The auditor's desk finds the account of a matter by what people quote."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.core.ids import new_reference
from bluelamp.ledger.models import Entry
from tests.factories.records import open_matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_a_reference_narrows_the_account_as_the_id_of_its_matter_does(cast: Cast, sign_in: SignIn) -> None:
    sought, other = open_matter(cast["call_taker"]), open_matter(cast["call_taker"])
    auditor = sign_in("auditor")
    for said in (sought.reference, f" {sought.reference.lower()} ", str(sought.pk)):
        answer = auditor.get("/desk/audit/", {"matter": said})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "Matter: open" in page
        assert str(other.pk) not in page


def test_what_is_no_reference_is_refused_in_words(sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    refusals = {
        "CR-26": "Enter the matter as a whole reference",
        new_reference("CR"): "There is nothing with this reference.",
    }
    for said, words in refusals.items():
        answer = auditor.get("/desk/audit/", {"matter": said})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_an_entry_is_headed_in_words_and_keeps_its_code(cast: Cast, sign_in: SignIn) -> None:
    open_matter(cast["call_taker"])
    entry = Entry.objects.get(action="records.matter.open")
    page = sign_in("auditor").get(f"/desk/audit/{entry.pk}").content.decode()
    assert '<h1 class="bl-h1">Matter: open</h1>' in page
    assert "records.matter.open" in page


def test_a_user_name_narrows_the_account_as_their_id_does(cast: Cast, sign_in: SignIn) -> None:
    open_matter(cast["call_taker"])
    auditor = sign_in("auditor")
    for said in (str(cast["call_taker"].id), "call-taker"):
        assert "Matter: open" in auditor.get("/desk/audit/", {"who": said}).content.decode()
    assert "Matter: open" not in auditor.get("/desk/audit/", {"who": "detective"}).content.decode()
    answer = auditor.get("/desk/audit/", {"who": "zeppelin"})
    assert answer.status_code == 422
    assert "Nobody has this user name." in answer.content.decode()
