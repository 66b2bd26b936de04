"""The pages of one report open for whoever it belongs to; to everybody else there might as well be none."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

from bluelamp.core.ids import new_id
from bluelamp.portal.urls import urlpatterns as portal
from tests.factories.accounts import signed_in
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder

pytestmark = pytest.mark.django_db
SAMPLES = {UUIDConverter: new_id(), SlugConverter: "call", IntConverter: 1}
PAGES = ("", "messages", "appointments", "requests", "complaints", "support", "help", "take-out", "receipt")


def pages(report_id: object) -> list[str]:
    return [f"/reports/{report_id}/{page}" for page in PAGES]


@pytest.mark.parametrize("name", ["outsider", "call_taker", "supervisor", "support"])
def test_whoever_has_shown_no_receipt_is_asked_for_it_whether_or_not_there_is_such_a_report(
    sign_in: Callable[[str], Client], name: str
) -> None:
    client = sign_in(name)
    for report_id in (received().id, new_id()):
        assert {client.get(page)["Location"] for page in pages(report_id)} == {"/track"}


def test_somebody_elses_report_is_answered_like_none() -> None:
    theirs = received()
    for client in (holder(received().id), signed_in()):
        answers = [[client.get(page) for page in pages(report_id)] for report_id in (theirs.id, new_id())]
        assert {answer.status_code for answers_of in answers for answer in answers_of} == {404}
        for there, nowhere in zip(*answers, strict=True):
            assert str(theirs.id) not in nowhere.content.decode()
            assert theirs.reference not in there.content.decode()


def test_every_page_under_a_report_is_kept_so(client: Client) -> None:
    """Also one that is added tomorrow."""
    pages = [page for page in portal[0].url_patterns if isinstance(page, URLPattern)]
    under = [page for page in pages if str(page.pattern).startswith("reports/")]
    assert len(under) > len(PAGES)
    for page in under:
        given = {name: SAMPLES[type(kind)] for name, kind in page.pattern.converters.items()}
        address = reverse(f"portal:{page.name}", kwargs=given)
        answers = [answer for answer in (client.get(address), client.post(address)) if answer.status_code != 405]
        assert answers
        assert {answer["Location"] for answer in answers} == {"/track"}, page.name
