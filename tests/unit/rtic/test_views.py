"""The intelligence centre's pages: who is ticked, what is sent to whom once, and what can no longer be changed."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.incidents import services as incidents
from bluelamp.incidents.models import Incident
from bluelamp.intelligence.models import Alert, Delivery, IntelReport
from bluelamp.ledger.reading import writing
from tests.factories.rooms import matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PICTURE, NEW = "/rtic/", "/rtic/alerts/new"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def ticked(shown: str) -> set[str]:
    boxes = re.findall(r'<input[^>]*name="recipients"[^>]*>', shown)
    return {box.partition('value="')[2].partition('"')[0] for box in boxes if "checked" in box}


def offered(shown: str) -> set[str]:
    return set(re.findall(r'name="recipients"[^>]*value="([0-9a-f-]{36})"', shown))


def incident(cast: Cast) -> Incident:
    return incidents.open_incident(
        actor=cast["call_taker"],
        matter_id=matter(),
        grade="P1",
        summary="Break-in.",
        nsir_class="crime",
        place_label="1 Lantern Row",
        latitude=52.5,
        longitude=-1.8,
    )


def crews(cast: Cast) -> None:
    """Both responders on duty, each in a car of their own."""
    for name in ("responder", "responder2"):
        incidents.add_resource(actor=cast["dispatcher"], callsign=name, kind="car", crew=[cast[name].id])


def said(*recipients: UUID, **changes: str) -> dict[str, Any]:
    """A form that is right."""
    words = {
        "text": "A grey estate left at speed.",
        "source": "2",
        "assessment": "B",
        "handling": "P",
        "provenance": "A camera.",
        "purpose": "Detecting crime",
        "review_on": str(today() + timedelta(days=90)),
        "headline": "Grey estate",
        "instruction": "Tell the control room.",
        "severity": "minor",
        "hours": "4",
        "client_id": str(new_id()),
        "recipients": [str(one) for one in recipients],
    }
    return words | changes


def sent(cast: Cast, sign_in: SignIn) -> Alert:
    """An alert to a responder."""
    crews(cast)
    assert sign_in("rtic_analyst").post(NEW, said(cast["responder"].id)).status_code == 302
    with writing():
        return Alert.objects.get()


def running() -> list[str]:
    with writing():
        return [one.headline for one in Alert.objects.filter(state="active")]


def test_those_on_or_near_the_incident_are_ticked_and_all_on_duty_are_offered(cast: Cast, sign_in: SignIn) -> None:
    found, centre = incident(cast), sign_in("rtic_analyst")
    crews(cast)
    both = {str(cast[name].id) for name in ("responder", "responder2")}
    incidents.report_position(actor=cast["responder"], latitude=52.51, longitude=-1.8)
    about = text(centre.get(f"{NEW}/{found.id}"))
    assert (offered(about), ticked(about)) == (both, {str(cast["responder"].id)})
    assert "PC Ruth Calloway" in about
    nothing = text(centre.get(NEW))
    assert (offered(nothing), ticked(nothing)) == (both, set())


def test_what_is_sent_goes_to_those_who_were_chosen_and_belongs_to_the_incidents_matter(
    cast: Cast, sign_in: SignIn
) -> None:
    found, centre, chosen = incident(cast), sign_in("rtic_analyst"), cast["responder2"].id
    crews(cast)
    form = said(chosen)
    for _ in range(2):  # its reply was lost
        assert centre.post(f"{NEW}/{found.id}", form).headers["Location"] == PICTURE
    with writing():
        alert, report = Alert.objects.get(), IntelReport.objects.get()
        assert list(Delivery.objects.values_list("user_id", flat=True)) == [chosen]
    assert (alert.matter_id, report.matter_id) == (found.matter_id, found.matter_id)


@pytest.mark.parametrize(
    ("who", "changes"), [("detective", {}), ("", {}), ("responder", {"handling": "C"}), ("responder", {"text": " "})]
)
def test_nothing_is_sent_to_nobody_or_to_whoever_is_not_on_duty_or_without_its_grading(
    cast: Cast, sign_in: SignIn, who: str, changes: dict[str, str]
) -> None:
    crews(cast)
    refused = sign_in("rtic_analyst").post(NEW, said(*([cast[who].id] if who else []), **changes))
    assert refused.status_code == 422
    assert "Tell the control room." in text(refused)  # nothing that was typed is lost
    assert not Alert.objects.exists()


def test_there_is_nothing_to_say_about_an_incident_that_is_none(sign_in: SignIn) -> None:
    assert sign_in("rtic_analyst").get(f"{NEW}/{new_id()}").status_code == 404


def test_an_alert_is_replaced_once_and_a_second_try_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    first, centre = sent(cast, sign_in), sign_in("rtic_analyst")
    address = f"/rtic/alerts/{first.id}/replace"
    assert 'value="Grey estate"' in text(centre.get(address))
    words = {"headline": "Blue estate", "instruction": "Stop it.", "severity": "severe", "hours": "1"}
    assert centre.post(address, words | {"headline": ""}).status_code == 422
    for _ in range(2):
        assert centre.post(address, words).headers["Location"] == PICTURE
    assert running() == ["Blue estate"]
    assert Alert.objects.count() == 2
    ended = centre.get(address)
    assert ended.status_code == 404
    assert "This alert has ended or was replaced." in text(ended)


def test_an_alert_is_taken_back_for_a_reason_and_stands_with_those_that_ended(cast: Cast, sign_in: SignIn) -> None:
    alert, centre = sent(cast, sign_in), sign_in("rtic_analyst")
    address = f"/rtic/alerts/{alert.id}/cancel"
    refused = centre.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Say why it is cancelled." in text(refused)
    assert running() == ["Grey estate"]
    for _ in range(2):
        assert centre.post(address, {"reason": "It was another car."}).headers["Location"] == PICTURE
    assert "Grey estate" not in text(centre.get("/rtic/alerts"))
    assert "Grey estate" in text(centre.get("/rtic/alerts/past"))


def test_an_alert_that_ended_by_itself_is_past_without_anybodys_doing(cast: Cast, sign_in: SignIn) -> None:
    alert, centre = sent(cast, sign_in), sign_in("rtic_analyst")
    with clock.shifted(timedelta(hours=5)):
        assert "Grey estate" not in text(centre.get("/rtic/alerts"))
        assert "Not acknowledged by:" in text(centre.get("/rtic/alerts/past"))
        assert centre.get(f"/rtic/alerts/{alert.id}/cancel").status_code == 404


def test_a_supervisor_follows_alerts_and_changes_none(cast: Cast, sign_in: SignIn) -> None:
    alert, boss = sent(cast, sign_in), sign_in("supervisor")
    links = [f"/rtic/alerts/{alert.id}/{step}" for step in ("replace", "cancel")]
    ours, theirs = (text(client.get("/rtic/alerts")) for client in (sign_in("rtic_analyst"), boss))
    assert "0 of 1 acknowledged" in theirs
    assert [(link in ours, link in theirs) for link in links] == [(True, False)] * 2
    assert [boss.get(address).status_code for address in (PICTURE, NEW, *links)] == [403] * 4


def test_the_live_part_leads_from_an_incident_to_an_alert_about_it_and_shows_no_alert(
    cast: Cast, sign_in: SignIn
) -> None:
    sent(cast, sign_in)
    found, centre = incident(cast), sign_in("rtic_analyst")
    part, whole = (text(centre.get(address)) for address in (f"{PICTURE}live-now", PICTURE))
    for shown in (part, whole):
        assert f"{NEW}/{found.id}" in shown
    assert "Grey estate" in whole
    assert "Grey estate" not in part
