"""More evidence after a report: kept with it, an exhibit once the desk has decided, and somebody is told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.evidence.models import Exhibit
from bluelamp.files.models import StoredFile
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services as investigations
from bluelamp.ledger.reading import writing
from bluelamp.victims.models import VictimRequest
from tests.factories.files import png
from tests.factories.rooms import grading, told
from tests.integration.test_victim_support import holder, page
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    with writing():
        return Report.objects.get(pk=told())


def send(report: Report, client: Client, *, shade: int) -> str:
    """Words and a picture, without JavaScript; what is shown then."""
    draft = client.post(f"/reports/{report.id}/ask/more-evidence").headers["Location"]
    client.post(f"{draft}/question/words", {"words": "He limped. My doorbell saw it."})
    picture = SimpleUploadedFile("doorbell.png", png(shade=shade), content_type="image/png")
    client.post(f"{draft}/question/files", {"files": picture, "go": "upload"})
    client.post(f"{draft}/question/files", {})
    return page(client.get(client.post(f"{draft}/check").headers["Location"]))


def test_it_is_kept_and_becomes_an_exhibit_when_the_desk_decides(cast: Cast, sign_in: Any, report: Report) -> None:
    citizen = holder(report)
    assert "We have what you sent" in send(report, citizen, shade=8)
    with writing():
        first = VictimRequest.objects.get()
        assert StoredFile.objects.get(name="doorbell.png").matter_id == report.matter_id
    assert first.owner_id is None
    assert not Exhibit.objects.exists()
    desk = sign_in("call_taker")
    assert first.reference in page(desk.get("/desk/contact/?source=victim_requests"))
    shown = page(desk.get(f"/desk/victims/requests/{first.id}"))
    assert "He limped." in shown
    assert "doorbell.png" in shown
    graded = grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    assert graded.case is not None
    assert Exhibit.objects.count() == 1
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    send(report, citizen, shade=9)
    with writing():
        second = VictimRequest.objects.exclude(pk=first.pk).get()
        assert Exhibit.objects.filter(matter_id=report.matter_id).count() == 2
    assert second.owner_id == cast["detective"].id
    assert second.reference in page(sign_in("detective").get(f"/desk/cases/{graded.case.id}"))
    answered = {"outcome": "read", "result": "Thank you. We have it."}
    assert sign_in("detective").post(f"/desk/victims/requests/{second.id}", answered).status_code == 302
    sent = page(citizen.get(f"/reports/{report.id}/requests"))
    assert "Thank you. We have it." in sent
    assert "doorbell.png" in sent
