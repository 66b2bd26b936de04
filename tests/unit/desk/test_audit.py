"""The auditor's desk finds the account of a matter by what people quote."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.core.ids import new_reference
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
        assert "records.matter.open" in page
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
