"""Statements at the desk: verified and handed on; who waits for an officer."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.evidence import services as evidence
from bluelamp.evidence.models import OfficerRequest
from bluelamp.evidence.services import exhibit_file
from bluelamp.files.store import store
from bluelamp.files.types import Blob
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.files import kept_file
from tests.factories.rooms import received, told
from tests.factories.statements import CONTACT, drafted, signed
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_a_pdf_is_verified_by_its_bytes_or_its_hash(sign_in: SignIn) -> None:
    statement = drafted()
    first = signed(statement)
    boss = sign_in("supervisor")
    with writing():
        content = b"".join(store().read(Blob(first.sha256, first.exhibit.size)))
    yes = boss.post("/desk/statements/verify", {"pdf": SimpleUploadedFile("x.pdf", content)}).content.decode()
    assert "Yes: byte for byte" in yes
    assert str(first.entry_id) in yes
    no = boss.post("/desk/statements/verify", {"pdf": SimpleUploadedFile("x.pdf", content + b" ")}).content.decode()
    assert "No statement" in no
    evidence.amend_statement(actor=Actor.receipt(statement.report_id), statement_id=statement.id, reason="It was red.")  # type: ignore[arg-type]  # its report's
    signed(statement)
    later = boss.post("/desk/statements/verify", {"sha256": f"SHA-256 {first.sha256.upper()}"}).content.decode()
    assert "was corrected since" in later
    assert boss.post("/desk/statements/verify", {"x": "1"}).status_code == 422


def test_what_is_handed_on_has_no_address_and_stands_on_the_ledger(sign_in: SignIn) -> None:
    version = signed(drafted())
    page, boss = f"/desk/statements/{version.statement_id}", sign_in("supervisor")
    assert CONTACT["address"] not in boss.get(page).content.decode()
    sent = boss.post(f"{page}/1/disclose", {"recipient": "prosecutor", "reason": "For a decision to charge."})
    pdf = b"".join(boss.get(sent["Location"]).streaming_content)  # type: ignore[attr-defined]  # a file
    assert CONTACT["address"].encode() not in pdf
    entry = Entry.objects.get(action="evidence.statement.disclose")
    assert (entry.act, entry.recipients, entry.subjects) == (
        "disclosure",
        ["prosecutor"],
        [f"evidence.statementversion:{version.pk}"],
    )
    assert boss.post(f"{page}/1/disclose", {"recipient": "neighbour", "reason": "x"}).status_code == 422
    assert sign_in("detective").get(page).status_code == 404  # of another matter


def test_whoever_waits_for_an_officer_stands_in_the_queue_until_it_is_arranged(sign_in: SignIn) -> None:
    report = received()
    asked = evidence.ask_for_officer(
        actor=Actor.receipt(report.id), matter_id=report.matter_id, report_id=report.id, why=["child"], words="After 4."
    )
    desk, page = sign_in("call_taker"), f"/desk/statements/request/{asked.id}"
    assert "Statement with an officer" in desk.get("/desk/contact/?kind=officers").content.decode()
    assert "After 4." in desk.get(page).content.decode()
    assert desk.post(f"{page}/take").status_code == 302
    assert sign_in("supervisor").post(f"{page}/take").status_code == 409
    assert desk.post(page, {"result": ""}).status_code == 422
    assert desk.post(page, {"result": "DC Rook, Tuesday at 4pm."}).status_code == 302
    with writing():
        assert OfficerRequest.objects.get().result == "DC Rook, Tuesday at 4pm."
    assert page not in desk.get("/desk/contact/?kind=officers").content.decode()
    again = evidence.ask_for_officer(
        actor=Actor.receipt(report.id), matter_id=report.matter_id, report_id=report.id, why=["wish"]
    )
    assert again.id != asked.id


def test_the_desk_sees_what_was_sent_with_a_report_and_no_statement(cast: Cast, sign_in: SignIn) -> None:
    with writing():
        report = Report.objects.get(pk=told())
    photo = kept_file(matter_id=report.matter_id, name="window.jpg")
    version = signed(drafted("I saw my neighbour do it.", report=report))
    exhibit_file(actor=cast["supervisor"], matter_id=report.matter_id, stored_file_id=photo.id, title="The window")
    with writing():
        pdf = version.exhibit.stored_file_id
    for who, status in (("call_taker", 404), ("crime_registrar", 404), ("supervisor", 200)):
        client = sign_in(who)
        assert client.get(f"/desk/contact/file/{pdf}").status_code == status
        assert client.get(f"/desk/contact/file/{photo.id}").status_code == 200
    page = sign_in("supervisor").get(f"/desk/contact/{report.id}").content.decode()
    assert "window.jpg" in page
    assert f"{version.statement.reference}.pdf" not in page
