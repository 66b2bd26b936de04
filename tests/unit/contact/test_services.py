"""Taking reports in and working the queue: who may, what is kept, and what happens the second time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from bluelamp.contact import receipts, selectors, services
from bluelamp.contact.models import Report, Thrive
from bluelamp.contact.types import NewReport
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.places.grid import Position
from bluelamp.ledger.reading import writing
from bluelamp.records.enums import LinkKind, Precision
from bluelamp.records.services import add_person, add_place
from bluelamp.records.types import PersonDetails, PlaceDetails, Provenance
from tests.factories.rooms import LEVELS, announced, matter, on_ledger, published, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db

STEPS: tuple[Callable[[Actor, UUID], object], ...] = (
    lambda actor, report_id: services.take_report(actor=actor, report_id=report_id),
    lambda actor, report_id: services.put_back_report(actor=actor, report_id=report_id),
    lambda actor, report_id: services.assess_thrive(actor=actor, report_id=report_id, levels=LEVELS, words="Why."),
    lambda actor, report_id: services.set_graded(actor=actor, report_id=report_id, grade="P2"),
)


def stored(report_id: UUID) -> Report:
    with writing():
        return Report.objects.get(pk=report_id)


def test_a_report_is_on_the_ledger_on_the_screen_and_in_the_news(cast: Cast) -> None:
    report = received("1_high")
    assert on_ledger("contact.report.receive") == 1
    assert published("report") == ["role:call_taker", "role:supervisor", f"matter:{report.matter_id}"]
    [news] = announced("contact.ReportReceived")
    assert (news["report_id"], news["risk"]) == (str(report.id), "1_high")


def test_a_draft_is_received_once(cast: Cast) -> None:
    draft = new_id()
    received(draft_id=draft)
    with pytest.raises(Conflict, match="already sent"):
        received(draft_id=draft)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ["responder", "detective", "analyst", "auditor", "outsider", "citizen"])
def test_only_the_desk_works_the_queue(cast: Cast, role: str, step: Callable[[Actor, UUID], object]) -> None:
    report = received()
    with pytest.raises(NotAllowed):
        step(cast[role], report.id)
    assert stored(report.id).state == "received"


@pytest.mark.parametrize("step", STEPS)
def test_a_report_that_is_not_there(cast: Cast, step: Callable[[Actor, UUID], object]) -> None:
    with pytest.raises(NotFound) as missing:
        step(cast["call_taker"], new_id())
    assert missing.value.field == "report"


def test_taking_twice_is_once(cast: Cast) -> None:
    report = received()
    first = services.take_report(actor=cast["call_taker"], report_id=report.id)
    again = services.take_report(actor=cast["call_taker"], report_id=report.id)
    assert (again.taken_at, on_ledger("contact.report.take")) == (first.taken_at, 1)


def test_a_supervisor_may_take_over_but_a_colleague_may_not(cast: Cast) -> None:
    report, colleague = received(), Actor(cast["call_taker"].kind, new_id(), cast["call_taker"].roles)
    services.take_report(actor=cast["call_taker"], report_id=report.id)
    with pytest.raises(Conflict, match="Ask a supervisor"):
        services.take_report(actor=colleague, report_id=report.id)
    services.take_report(actor=cast["supervisor"], report_id=report.id)
    assert stored(report.id).taken_by == cast["supervisor"].id


def test_only_who_has_it_or_a_supervisor_grades_it(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    colleague = Actor(desk.kind, new_id(), desk.roles)
    services.take_report(actor=desk, report_id=report.id)

    def weigh(actor: Actor) -> None:
        services.assess_thrive(actor=actor, report_id=report.id, levels=LEVELS, words="Nobody is in danger.")

    with pytest.raises(Conflict, match="Only they or a supervisor can grade it"):
        weigh(colleague)
    with pytest.raises(Conflict, match="Only they or a supervisor can grade it"):
        services.set_graded(actor=colleague, report_id=report.id, grade="P2")
    for actor in (desk, cast["supervisor"]):
        weigh(actor)
    assert services.set_graded(actor=cast["supervisor"], report_id=report.id, grade="P2").state == "graded"


def test_what_is_put_back_waits_for_whoever_is_free(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    colleague = Actor(desk.kind, new_id(), desk.roles)
    services.take_report(actor=desk, report_id=report.id)
    told = len(published("report"))
    for _ in range(2):
        services.put_back_report(actor=desk, report_id=report.id)
    found = stored(report.id)
    assert (found.state, found.taken_by, found.taken_at) == ("received", None, None)
    assert on_ledger("contact.report.put_back") == 1
    assert published("report")[told:] == ["role:call_taker", "role:supervisor", f"matter:{report.matter_id}"]
    services.take_report(actor=colleague, report_id=report.id)
    assert stored(report.id).taken_by == colleague.id


def test_only_who_has_it_or_a_supervisor_puts_it_back(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    services.take_report(actor=desk, report_id=report.id)
    with pytest.raises(Conflict, match="Only they or a supervisor"):
        services.put_back_report(actor=Actor(desk.kind, new_id(), desk.roles), report_id=report.id)
    assert stored(report.id).taken_by == desk.id
    services.put_back_report(actor=cast["supervisor"], report_id=report.id)
    assert stored(report.id).taken_by is None


def test_what_is_graded_is_not_put_back(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    services.set_graded(actor=desk, report_id=report.id, grade="P2")
    with pytest.raises(NotAllowed):
        services.put_back_report(actor=desk, report_id=report.id)
    assert stored(report.id).state == "graded"


@pytest.mark.parametrize("field", ["reporter_person_id", "place_id"])
def test_a_report_names_only_whom_and_what_its_matter_knows(cast: Cast, field: str) -> None:
    report_id, elsewhere = new_id(), matter(cast["supervisor"])
    sender = Actor.receipt(report_id)
    kept = matter(sender)
    for stranger in (new_id(), recorded(cast["supervisor"], elsewhere)[field]):
        with pytest.raises(Invalid) as refused:
            receive(sender, report_id, kept, **{field: stranger})
        assert refused.value.field == field
        assert Report.objects.count() == 0
    known = recorded(sender, kept)[field]
    assert getattr(receive(sender, report_id, kept, **{field: known}), field) == known


def recorded(actor: Actor, matter_id: UUID) -> dict[str, UUID]:
    said: dict[str, Any] = {"actor": actor, "matter": matter_id, "provenance": Provenance(source="contact.report:1")}
    person = add_person(details=PersonDetails(given="Sam"), kind=LinkKind.REPORTED, **said)
    place = add_place(details=PlaceDetails(position=Position(52.48, -1.89), precision=Precision.POINT), **said)
    return {"reporter_person_id": person.id, "place_id": place.id}


def receive(sender: Actor, report_id: UUID, matter_id: UUID, **changes: Any) -> Report:
    new = NewReport(
        draft_id=new_id(),
        journey_slug="burglary",
        journey_version="0" * 64,
        answers={},
        safe_contact={},
        risk="3_standard",
        risk_reasons=[],
        **changes,
    )
    return services.receive_report(actor=sender, report_id=report_id, matter_id=matter_id, new=new)


@pytest.mark.parametrize("factor", LEVELS)
@pytest.mark.parametrize("level", [None, "", "extreme"])
def test_a_factor_without_a_level_is_named(cast: Cast, factor: str, level: str | None) -> None:
    report = received()
    levels = {name: value for name, value in (LEVELS | {factor: level}).items() if value is not None}
    with pytest.raises(Invalid) as refused:
        services.assess_thrive(actor=cast["call_taker"], report_id=report.id, levels=levels, words="Why.")
    assert refused.value.field == factor


@pytest.mark.parametrize("words", ["", "  ", "x" * 10_001, "\x00"])
def test_a_weighing_needs_its_reasoning(cast: Cast, words: str) -> None:
    report = received()
    with pytest.raises(Invalid) as refused:
        services.assess_thrive(actor=cast["call_taker"], report_id=report.id, levels=LEVELS, words=words)
    assert refused.value.field == "words"
    assert Thrive.objects.count() == 0


@pytest.mark.parametrize(("grade", "state"), [("P1", "graded"), ("other_agency", "referred")])
def test_a_graded_report_leaves_the_queue_for_good(cast: Cast, grade: str, state: str) -> None:
    report, desk = received(), cast["call_taker"]
    services.set_graded(actor=desk, report_id=report.id, grade=grade, minutes=4)
    assert stored(report.id).state == state
    assert on_ledger("contact.report.grade") == len(announced("contact.ReportGraded")) == 1
    assert selectors.waiting_reports(actor=desk) == []
    with pytest.raises((NotAllowed, IllegalTransition)):
        services.set_graded(actor=desk, report_id=report.id, grade="P1")


@pytest.mark.parametrize("minutes", [-1, 1_441, 10**9])
def test_minutes_that_cannot_be_are_named(cast: Cast, minutes: int) -> None:
    with pytest.raises(Invalid) as refused:
        services.set_graded(actor=cast["call_taker"], report_id=received().id, grade="P1", minutes=minutes)
    assert refused.value.field == "minutes"


# The receipt


def test_a_receipt_is_kept_as_argon2id_and_opens_its_report_only(cast: Cast) -> None:
    report, public = received(), Actor.public()
    receipt = services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    assert stored(report.id).receipt_hash.startswith("argon2$argon2id$")
    assert receipt not in stored(report.id).receipt_hash
    typed = receipts.spaced(receipt)
    assert services.open_with_receipt(actor=public, reference=report.reference, receipt=typed) == report.id
    with pytest.raises(Invalid):
        services.open_with_receipt(actor=public, reference=received().reference, receipt=receipt)


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "০১২৩৪৫৬৭৮৯"], ids=["Urdu", "Bengali"])
def test_a_receipt_opens_its_report_on_a_keyboard_with_other_digits(digits: str) -> None:
    report = received()
    receipt = services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    typed = receipts.spaced(receipt).translate(str.maketrans("0123456789", digits))
    assert services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=typed) == report.id


def test_nothing_tells_a_wrong_receipt_from_an_unknown_reference(cast: Cast) -> None:
    said = []
    report = received()
    services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    for reference in (report.reference, received().reference, new_reference("CR")):
        with pytest.raises(Invalid) as refused:
            services.open_with_receipt(actor=Actor.public(), reference=reference, receipt="0000 0000 0000 0000")
        said.append((refused.value.message, refused.value.field))
    assert len(set(said)) == 1


def test_a_receipt_can_be_had_again_until_it_is_saved(cast: Cast) -> None:
    report = received()
    me = Actor.receipt(report.id)
    first, second = (services.issue_receipt(actor=me, report_id=report.id) for _ in range(2))
    with pytest.raises(Invalid):
        services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=first)
    for _ in range(2):
        services.confirm_receipt(actor=me, report_id=report.id)
    assert on_ledger("contact.receipt.confirm") == 1
    with pytest.raises(Conflict, match="already saved"):
        services.issue_receipt(actor=me, report_id=report.id)
    assert services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=second) == report.id


def test_a_receipt_that_was_used_is_saved(cast: Cast) -> None:
    report = received()
    me = Actor.receipt(report.id)
    receipt = services.issue_receipt(actor=me, report_id=report.id)
    for _ in range(2):
        services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=receipt)
    assert on_ledger("contact.receipt.confirm") == 1
    with pytest.raises(Conflict, match="already saved"):
        services.issue_receipt(actor=me, report_id=report.id)


def test_nobody_gets_the_receipt_of_another(cast: Cast) -> None:
    report, other = received(), received()
    for actor in (Actor.receipt(other.id), Actor.public(), cast["responder"]):
        with pytest.raises(NotAllowed):
            services.issue_receipt(actor=actor, report_id=report.id)
        with pytest.raises(NotAllowed):
            services.confirm_receipt(actor=actor, report_id=report.id)
