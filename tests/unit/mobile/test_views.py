"""The officer's phone: one's own work step by step, what is refused and why, and what was seen and what read."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.clock import now, today
from bluelamp.core.ids import new_id
from bluelamp.incidents import services as incidents
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.intelligence import services
from bluelamp.intelligence.models import Alert
from bluelamp.ledger.reading import writing
from tests.factories.rooms import matter, on_ledger, published, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
WORK = "/phone/"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def dispatched(cast: Cast, callsign: str = "RA01", *, matter_id: UUID | None = None) -> Assignment:
    """One that waits for the responder's yes."""
    incident = incidents.open_incident(
        actor=cast["dispatcher"],
        matter_id=matter_id or matter(),
        grade="P1",
        summary="A window was broken and somebody is inside.",
        nsir_class="crime",
        place_label="1 Lantern Row",
    )
    crew = incidents.add_resource(actor=cast["dispatcher"], callsign=callsign, kind="car", crew=[cast["responder"].id])
    return incidents.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew.id)


def step(sent: Assignment, name: str) -> str:
    return f"{WORK}work/{sent.id}/{name}"


def incident(sent: Assignment, part: str = "") -> str:
    return f"{WORK}incident/{sent.incident_id}{part}"


def arrived(cast: Cast, sent: Assignment) -> None:
    for go in (incidents.accept, incidents.travel, incidents.arrive):
        go(actor=cast["responder"], assignment_id=sent.id)


def state(sent: Assignment) -> str:
    return str(Assignment.objects.values_list("state", flat=True).get(pk=sent.id))


def alert(cast: Cast, headline: str = "Grey car", *, matter_id: UUID | None = None) -> Alert:
    """To both responders, for an hour."""
    centre = cast["rtic_analyst"]
    report = services.write_report(
        actor=centre,
        source="2",
        assessment="B",
        handling="P",
        text="A grey car was seen.",
        provenance="Two callers.",
        purpose="Preventing crime",
        review_on=today() + timedelta(days=9),
        matter_id=matter_id,
    )
    return services.send_alert(
        actor=centre,
        report_id=report.id,
        recipients=frozenset({cast["responder"].id, cast["responder2"].id}),
        headline=headline,
        instruction="Stop it.",
        severity="minor",
        expires_at=now() + timedelta(hours=1),
    )


def test_the_first_look_says_seen_and_the_next_says_nothing(cast: Cast, sign_in: SignIn) -> None:
    alert(cast, "Grey car")
    alert(cast, "Green van")
    phone, centre = sign_in("responder"), sign_in("rtic_analyst")
    picture = reverse("rtic:picture")
    assert "seen by 0" in centre.get(picture).content.decode()
    before = len(published("alert"))
    for _ in range(2):
        page = phone.get(reverse("mobile:work")).content.decode()
        assert "Grey car" in page
        assert "Green van" in page
    assert on_ledger("intelligence.alert.seen") == 1
    assert len(published("alert")) == before + 2
    board = centre.get(picture).content.decode()
    assert board.count("0 of 2 acknowledged</strong>, seen by 1") == 2


def test_whoever_reads_an_alert_too_late_is_told_that_it_has_ended(cast: Cast, sign_in: SignIn) -> None:
    sent, phone = alert(cast), sign_in("responder")
    address = f"{WORK}alert/{sent.id}/acknowledge"
    with clock.shifted(timedelta(hours=2)):
        late = phone.post(address)
    assert late.status_code == 409
    assert "so it cannot be changed" in text(late)
    assert "My work" in text(late)
    for _ in range(2):
        assert phone.post(address).headers["Location"] == WORK
    assert "You have acknowledged this." in text(phone.get(WORK))


def test_one_step_is_offered_at_a_time_and_a_second_tap_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    sent, phone = dispatched(cast), sign_in("responder")
    for name, becomes in (("accept", "accepted"), ("travel", "en_route"), ("arrive", "on_scene")):
        page = text(phone.get(WORK))
        assert [other for other in ("accept", "travel", "arrive") if step(sent, other) in page] == [name]
        for _ in range(2):
            assert phone.post(step(sent, name)).headers["Location"] == WORK
        assert state(sent) == becomes
    for page in (text(phone.get(WORK)), text(phone.get(incident(sent)))):
        assert incident(sent, "/result") in page
        assert step(sent, "arrive") not in page


def test_a_step_out_of_order_is_refused_on_the_page_of_ones_work(cast: Cast, sign_in: SignIn) -> None:
    sent, phone = dispatched(cast), sign_in("responder")
    refused = phone.post(step(sent, "arrive"))
    assert refused.status_code == 409
    assert "so it cannot be changed by “arrive”" in text(refused)
    assert step(sent, "accept") in text(refused)
    assert phone.post(step(sent, "release")).status_code == 404
    assert state(sent) == "offered"


def test_nobody_takes_a_step_for_another_crew(cast: Cast, sign_in: SignIn) -> None:
    sent, other = dispatched(cast), sign_in("responder2")
    assert other.post(step(sent, "accept")).status_code == 403
    assert "1 Lantern Row" not in text(other.get(WORK))
    assert "Nothing is waiting for you." in text(other.get(WORK))
    assert other.get(incident(sent)).status_code == 404
    assert state(sent) == "offered"


def test_the_officer_sees_what_was_reported_and_what_is_known_and_may_take_a_statement(
    cast: Cast, sign_in: SignIn
) -> None:
    report_id = told()
    matter_id = Report.objects.values_list("matter_id", flat=True).get(pk=report_id)
    sent = dispatched(cast, matter_id=matter_id)
    alert(cast, matter_id=matter_id)
    officer, control = (text(sign_in(name).get(incident(sent))) for name in ("responder", "supervisor"))
    for page in (officer, control):
        assert f"report-{report_id}" in page
        assert "A grey car was seen." in page
    assert "Witness statements" in officer
    assert "Witness statements" not in control  # who sits down with nobody
    assert step(sent, "accept") in officer
    assert step(sent, "accept") not in control


def test_on_the_page_of_an_incident_only_its_own_step_is_offered(cast: Cast, sign_in: SignIn) -> None:
    sent, other = dispatched(cast), dispatched(cast, "RA02")
    page = text(sign_in("responder").get(incident(sent)))
    assert step(sent, "accept") in page
    assert step(other, "accept") not in page


def test_a_note_is_kept_once_and_an_empty_one_not_at_all(cast: Cast, sign_in: SignIn) -> None:
    sent, phone = dispatched(cast), sign_in("responder")
    once = {"text": "The door is open.", "client_id": str(new_id())}
    refused = phone.post(incident(sent, "/note"), once | {"text": " "})
    assert refused.status_code == 422
    assert "Write what happened." in text(refused)
    for _ in range(2):
        assert phone.post(incident(sent, "/note"), once).headers["Location"] == incident(sent)
    with writing():
        assert [entry.text for entry in LogEntry.objects.all()].count("The door is open.") == 1


def test_an_incident_ends_where_somebody_is_and_their_crew_is_free_again(cast: Cast, sign_in: SignIn) -> None:
    sent, phone = dispatched(cast), sign_in("responder")
    result = {"code": "crime", "text": "Nobody was there any more."}
    early = phone.post(incident(sent, "/result"), result)
    assert early.status_code == 422
    assert "Nobody was there any more." in text(early)
    arrived(cast, sent)
    assert phone.post(incident(sent, "/result"), {"code": "crime", "text": " "}).status_code == 422
    assert phone.post(incident(sent, "/result"), result).headers["Location"] == WORK
    assert Incident.objects.values_list("state", flat=True).get() == "resulted"
    assert Resource.objects.get().state == "available"
    assert "Nothing is waiting for you." in text(phone.get(WORK))


@pytest.mark.parametrize(
    "changes", [{"latitude": "91"}, {"longitude": ""}, {"accuracy": "-1"}, {"age": "nan"}, {"age": "100000"}]
)
def test_a_position_that_is_none_is_refused_and_moves_nobody(
    cast: Cast, sign_in: SignIn, changes: dict[str, str]
) -> None:
    dispatched(cast)
    phone, here = sign_in("responder"), {"latitude": "52.5", "longitude": "-1.8", "accuracy": "10", "age": "2"}
    refused = phone.post(f"{WORK}position", here | changes)
    assert refused.status_code == 422
    assert Resource.objects.get().latitude is None
    kept = phone.post(f"{WORK}position", here)
    assert (kept.status_code, kept.content) == (204, b"")
    assert Resource.objects.get().latitude == 52.5
