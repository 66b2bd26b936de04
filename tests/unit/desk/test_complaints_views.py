"""Complaints, at the desk of professional standards: who never learns of one, which step is next, what is refused."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.complaints import services
from bluelamp.complaints.models import Complaint
from bluelamp.contact.models import Report
from bluelamp.core.ids import new_id
from bluelamp.evidence.services import exhibit_file
from bluelamp.ledger.reading import writing
from tests.factories.files import staged_file
from tests.factories.rooms import received
from tests.factories.victims import complained
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST = "/desk/complaints/"
DECIDED = {"finding": "not_acceptable", "result": "We are sorry."}
POSTED = {
    "": DECIDED,
    "/acknowledge": {},
    "/record": {},
    "/officer": {"username": "responder"},
    "/evidence": {"reference": "EX-26-7KQ4M2XPW"},
    "/footage": {"username": "responder", "day": "2026-01-05", "starts_at": "23:30", "ends_at": "00:15"},
}


@pytest.fixture
def report() -> Report:
    return received()


@pytest.fixture
def one(report: Report) -> Complaint:
    return complained(report)


def page(complaint: Complaint | UUID, part: str = "") -> str:
    return f"{LIST}{complaint.id if isinstance(complaint, Complaint) else complaint}{part}"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def kept(complaint: Complaint) -> Complaint:
    with writing():
        return Complaint.objects.get(pk=complaint.pk)


def test_whom_it_is_about_is_answered_as_if_there_were_none(cast: Cast, sign_in: SignIn, report: Report) -> None:
    about = complained(report, about=[cast["standards"].id])
    other, client = complained(report), sign_in("standards")
    shown = text(client.get(LIST))
    assert (page(other) in shown, page(about) in shown) == (True, False)
    nothing = client.get(page(new_id()))
    assert client.get(page(about)).status_code == nothing.status_code == 404
    for part, said in POSTED.items():
        for words in (said, {"x": "y"}):
            refused = client.post(page(about, part), words)
            assert refused.status_code == 404, (part, words)
            assert about.reference not in text(refused)
    assert (kept(about).state, kept(about).about) == ("received", [cast["standards"].id])


@pytest.mark.parametrize("name", ["supervisor", "detective", "administrator", "auditor", "call_taker", "support"])
def test_nobody_but_professional_standards_opens_them(sign_in: SignIn, one: Complaint, name: str) -> None:
    client = sign_in(name)
    assert client.get(LIST).status_code == client.get(page(one)).status_code == 403
    for part, said in POSTED.items():
        assert client.post(page(one, part), said).status_code == 403
    assert kept(one).state == "received"


def test_each_step_is_offered_in_its_turn_and_the_decision_is_the_last(sign_in: SignIn, one: Complaint) -> None:
    client = sign_in("standards")
    steps = {"I look into it": "/acknowledge", "Record it": "/record", "Decide and tell them": ""}

    def offered() -> list[str]:
        shown = text(client.get(page(one)))
        return [step for step in steps if step in shown]

    assert offered() == ["I look into it"]
    assert "Say first that you look into it." in text(client.get(page(one)))
    for step, then in (
        ("I look into it", ["Record it", "Decide and tell them"]),
        ("Record it", ["Decide and tell them"]),
        ("Decide and tell them", []),
    ):
        done = client.post(page(one, steps[step]), DECIDED)
        assert done.headers["Location"] == page(one)
        assert offered() == then
    shown = text(client.get(page(one)))
    assert "The service was not acceptable" in shown
    assert "We are sorry." in shown


def test_a_step_out_of_its_turn_is_refused_on_the_page_with_the_reason(sign_in: SignIn, one: Complaint) -> None:
    client = sign_in("standards")
    refused = client.post(page(one, "/record"))
    assert refused.status_code == 409
    assert "so it cannot be changed by “record”" in text(refused)
    assert "He laughed at me." in text(refused)
    assert client.post(page(one, "/acknowledge")).status_code == 302
    again = client.post(page(one, "/acknowledge"))
    assert again.status_code == 409
    assert kept(one).state == "acknowledged"
    assert client.post(page(new_id(), "/acknowledge")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"finding": ""}, "Select what you found."),
        ({"finding": "fine"}, "Select one of the findings on this page."),
        ({"result": " "}, "Write what we tell them, in plain words."),
        ({"result": "x" * 4001}, "Write at most 4,000 characters."),
    ],
)
def test_nothing_is_decided_without_a_finding_and_words_for_whoever_complained(
    cast: Cast, sign_in: SignIn, one: Complaint, changes: dict[str, str], words: str
) -> None:
    services.acknowledge(actor=cast["standards"], complaint_id=one.id)
    refused = sign_in("standards").post(page(one), DECIDED | changes)
    assert refused.status_code == 422
    assert words in text(refused)
    assert kept(one).state == "acknowledged"


def test_nothing_is_decided_before_somebody_looks_into_it_or_twice_and_the_page_says_so(
    cast: Cast, sign_in: SignIn, one: Complaint
) -> None:
    client = sign_in("standards")
    early = client.post(page(one), DECIDED)
    assert early.status_code == 422
    assert "so it cannot be changed by “decide”" in text(early)
    assert kept(one).state == "received"
    services.acknowledge(actor=cast["standards"], complaint_id=one.id)
    assert client.post(page(one), DECIDED).status_code == 302
    again = client.post(page(one), {"finding": "acceptable", "result": "All was well."})
    assert again.status_code == 422
    assert "so it cannot be changed by “decide”" in text(again)
    assert (kept(one).finding, kept(one).result) == ("not_acceptable", "We are sorry.")


def test_whoever_is_named_cannot_open_it_from_then_on_even_if_they_named_themselves(
    cast: Cast, sign_in: SignIn, one: Complaint
) -> None:
    client = sign_in("standards")
    assert client.post(page(one, "/officer"), {"username": "Responder"}).headers["Location"] == page(one)
    assert "Nobody named yet" not in text(client.get(page(one)))
    refused = client.post(page(one, "/officer"), {"username": "nobody-of-this-name"})
    assert refused.status_code == 422
    assert kept(one).about == [cast["responder"].id]
    assert client.post(page(one, "/officer"), {"username": "standards"}).headers["Location"] == page(one)
    assert client.get(page(one)).status_code == 404


def test_an_exhibit_that_bears_on_it_is_linked_by_its_reference_once_somebody_looks_into_it(
    cast: Cast, sign_in: SignIn, report: Report, one: Complaint
) -> None:
    client, stored = sign_in("standards"), staged_file()
    exhibit = exhibit_file(
        actor=cast["call_taker"], matter_id=report.matter_id, stored_file_id=stored.id, title="Camera"
    )
    leads_to = f"/desk/cases/exhibit/{exhibit.id}"
    for asked in (exhibit.reference, "EX-26-000000000"):  # what they may not see is as what does not exist
        refused = client.post(page(one, "/evidence"), {"reference": asked})
        assert refused.status_code == 422
        assert "There is nothing with this reference that you can see." in text(refused)
        assert leads_to not in text(refused)
    client.post(page(one, "/acknowledge"))
    assert client.post(page(one, "/evidence"), {"reference": exhibit.reference}).headers["Location"] == page(one)
    assert f'href="{leads_to}"' in text(client.get(page(one)))
    assert client.get(leads_to).status_code == 200
