"""The recording of a camera: looked for by whose it is and of when, and the person is told what came of it."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.complaints import services
from bluelamp.complaints.models import Complaint
from bluelamp.contact.models import Report
from bluelamp.desk.complaints.forms import LookForm
from bluelamp.evidence.services import exhibit_file
from tests.factories.files import staged_file
from tests.factories.rooms import received
from tests.factories.victims import complained, sought
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import holder

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST = "/desk/complaints/"
RECORDED = {"username": "responder", "day": "2026-01-05", "starts_at": "23:30", "ends_at": "00:15"}


@pytest.fixture
def report() -> Report:
    return received()


@pytest.fixture
def one(report: Report) -> Complaint:
    return complained(report)


def page(complaint: Complaint, part: str = "") -> str:
    return f"{LIST}{complaint.id}{part}"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def test_a_camera_that_somebody_wore_is_looked_for_by_officer_and_time_and_what_came_of_it_is_told(
    sign_in: SignIn, one: Complaint, report: Report
) -> None:
    client, mine = sign_in("standards"), holder(report.id)
    assert "Camera" in text(client.get(LIST))
    assert "They say that an officer wore a camera" in text(client.get(page(one)))
    refused = client.post(page(one, "/footage"), {"username": "nobody-here", **RECORDED, "day": "x"})
    assert refused.status_code == 422
    assert "Enter the day as a date." in text(refused)
    for _ in range(2):
        assert client.post(page(one, "/footage"), RECORDED).headers["Location"] == page(one)
    shown = text(client.get(page(one)))
    assert "They say that an officer wore a camera" not in shown
    assert "5 January 2026 at 11:30pm until 12:15am" in shown
    assert "Camera" not in text(client.get(LIST))
    client.post(page(one, "/acknowledge"))
    assert "A recording is still being looked for" in text(client.get(page(one)))
    assert "We are looking for it" in text(mine.get(f"/reports/{report.id}/complaints"))
    (settle,) = set(re.findall(r"/desk/complaints/footage/[0-9a-f-]{36}", shown))
    for said in ({"x": "y"}, {"reference": "EX-26-7KQ4M2XPW", "why": "Both."}):
        assert "or write why there is none" in text(client.post(settle, said))
    assert client.post(settle, {"why": "The camera was switched off."}).headers["Location"] == page(one)
    assert "There is none: The camera was switched off." in text(mine.get(f"/reports/{report.id}/complaints"))
    assert settle not in text(client.get(page(one)))
    assert "A recording is still being looked for" not in text(client.get(page(one)))


def test_a_recording_that_is_an_exhibit_is_tied_to_the_complaint(cast: Cast, sign_in: SignIn, one: Complaint) -> None:
    client, found = sign_in("standards"), sought(cast["standards"], one.id)
    services.acknowledge(actor=cast["standards"], complaint_id=one.id)
    exhibit = exhibit_file(
        actor=cast["call_taker"], matter_id=one.matter_id, stored_file_id=staged_file().id, title="Camera"
    )
    settle = f"{LIST}footage/{found.id}"
    assert client.post(settle, {"reference": "EX-26-000000000"}).status_code == 422
    assert client.post(settle, {"reference": exhibit.reference}).headers["Location"] == page(one)
    shown = text(client.get(page(one)))
    assert "We have it" in shown
    assert f"/desk/cases/exhibit/{exhibit.id}" in shown


def test_whom_it_is_about_and_whoever_comes_for_something_else_find_no_recording(
    cast: Cast, sign_in: SignIn, report: Report
) -> None:
    about, client = complained(report), sign_in("standards")
    settle = f"{LIST}footage/{sought(cast['standards'], about.id).id}"
    assert client.get(settle).status_code == 200
    Complaint.objects.filter(pk=about.pk).update(about=[cast["standards"].id])
    assert client.get(settle).status_code == client.post(settle, {"why": "It was off."}).status_code == 404
    assert client.get(f"{LIST}footage/{about.id}").status_code == 404


@pytest.mark.parametrize(
    ("day", "starts", "ends", "hours"),
    [
        ("2026-03-29", "00:30", "02:30", 1),  # the clocks go forward
        ("2025-10-26", "00:30", "02:30", 3),  # and back
        ("2025-10-26", "01:15", "01:45", 1.5),  # the hour that comes twice, in whole
        ("2026-01-05", "23:30", "00:15", 0.75),
    ],
)
def test_a_span_is_as_long_as_it_was_where_clocks_change(day: str, starts: str, ends: str, hours: float) -> None:
    form = LookForm({"username": "responder", "day": day, "starts_at": starts, "ends_at": ends})
    assert form.is_valid()
    first, last = form.span()
    assert last.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize("day", ["9999-12-31", "2099-01-01"])
def test_a_day_to_come_is_refused_in_the_form(day: str) -> None:
    assert "day" in LookForm({"username": "responder", "day": day, "starts_at": "23:30", "ends_at": "00:15"}).errors
