"""The board and the page of an incident: what was warned of, a visit agreed, and who could be there in time."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bluelamp.contact.models import Report
from bluelamp.contact.selectors import signs_of
from bluelamp.core import clock
from bluelamp.core.clock import LONDON
from bluelamp.core.ids import new_id
from bluelamp.incidents import services
from bluelamp.incidents.models import Incident, Resource
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.victims import selectors as victims
from bluelamp.victims import services as booking
from bluelamp.victims.hours import Slot
from tests.factories.rooms import published, received, told
from tests.plugins.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("heard_by_somebody")]
SignIn = Callable[[str], Client]
BOARD, ROWS = "desk_dispatch:board", "desk_dispatch:rows"
WORDS = "A window at the back was broken and somebody in a grey coat is still inside the kitchen, a neighbour says."
HERE = (52.48, -1.89)


def opened(cast: Cast, grade: str = "P1", *warned: str, placed: bool = True, report_id: UUID | None = None) -> Incident:
    """With the report behind it."""
    behind = Report.objects.filter(pk=report_id or received().id)
    behind.update(risk_reasons=warned)
    [(report, matter)] = behind.values_list("id", "matter_id")
    latitude, longitude = HERE if placed else (None, None)
    return services.open_incident(
        actor=cast["call_taker"],
        matter_id=matter,
        report_id=report,
        grade=grade,
        summary=WORDS,
        nsir_class="crime",
        place_label="1 Lantern Row",
        latitude=latitude,
        longitude=longitude,
    )


def crew(cast: Cast, callsign: str, at: tuple[float, float] | None = HERE) -> Resource:
    latitude, longitude = at or (None, None)
    return services.add_resource(
        actor=cast["dispatcher"],
        callsign=callsign,
        kind="car",
        crew=[cast["responder"].id],
        latitude=latitude,
        longitude=longitude,
    )


def visit(cast: Cast, incident: Incident) -> Slot:
    """Agreed for the next morning there is, at nine."""
    desk, matter = cast["call_taker"], incident.matter_id
    times = victims.slots_for(actor=desk, matter_id=matter, kind="visit", safe_contact={})
    slot = next(one for one in times if one.starts_at.astimezone(LONDON).hour == 9)
    booking.book(actor=desk, matter_id=matter, kind="visit", starts_at=slot.starts_at, meet_at="The library")
    return slot


def said(slot: Slot) -> str:
    day = slot.starts_at.astimezone(LONDON)
    return f"Visit agreed for {day.day} {day:%B}, 9am"


def page(client: Client, name: str, *args: UUID) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def incident_page(client: Client, incident: Incident) -> str:
    return page(client, "desk_dispatch:incident", incident.id)


def title(text: str) -> list[str]:
    """The words of the badges below the reference."""
    return badges(text.partition('id="incident">')[2].partition("</p>")[0])


def badges(part: str) -> list[str]:
    return re.findall(r"<span>([^<]+)</span>", part)


def row(text: str, incident: Incident) -> str:
    return text.partition(f'id="incident-{incident.id}"')[2].partition("</tr>")[0]


def test_the_badges_are_in_the_part_that_is_kept_current(cast: Cast, sign_in: SignIn) -> None:
    incident, dispatcher = opened(cast), sign_in("dispatcher")
    assignment = services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew(cast, "RA01").id)
    assert title(incident_page(dispatcher, incident)) == ["P1", "Resource assigned"]
    for step in (services.accept, services.travel):
        step(actor=cast["responder"], assignment_id=assignment.id)
    text = incident_page(dispatcher, incident)
    assert title(text) == ["P1", "On the way"]
    assert "<h1" in text.partition('id="incident"')[0], "a heading stays whatever becomes of the part"
    assert re.search(r'<div data-live="[^"]*\bincident\b[^"]*"[^>]*id="incident"', text)


def test_what_the_report_warns_of_stands_beside_the_grade(cast: Cast, sign_in: SignIn) -> None:
    report, quiet = told(), opened(cast)
    incident = opened(cast, "P1", "Suspect named", "Somebody hurt", "Weapon", report_id=report)
    services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew(cast, "RA01").id)
    warned = ["P1", "Somebody hurt", "Weapon", "Suspect named"]
    dispatcher, phone = sign_in("dispatcher"), sign_in("responder")
    assert title(incident_page(dispatcher, incident)) == [*warned, "Resource assigned"]
    for name in (BOARD, ROWS):
        board = page(dispatcher, name)
        assert badges(row(board, incident))[:5] == [*warned, "Resource assigned"]
        assert "Somebody hurt" not in row(board, quiet)
    work, there = page(phone, "mobile:work"), page(phone, "mobile:incident", incident.id)
    [card] = re.findall(r'<section class="bl-card.*?</p>', work, re.DOTALL)
    assert badges(card)[:5] == [*warned, "Sent"]
    assert badges(there.partition('id="incident"')[2].partition("</p>")[0]) == [*warned, "Resource assigned"]


def test_who_reads_a_warning_is_on_the_ledger(cast: Cast, sign_in: SignIn) -> None:
    incident = opened(cast, "P1", "Weapon")
    page(sign_in("dispatcher"), ROWS)
    assert Entry.objects.filter(
        act="consultation", actor_id=cast["dispatcher"].id, subjects__contains=[f"contact.report:{incident.report_id}"]
    ).exists()


def test_warnings_and_visits_are_for_those_who_send_or_go(cast: Cast) -> None:
    incident = opened(cast, "P3", "Weapon", "Weapon")
    slot, matter = visit(cast, incident), incident.matter_id
    services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew(cast, "RA01").id)
    with writing():
        for who in ("dispatcher", "supervisor", "call_taker", "rtic_analyst", "responder"):
            [sign] = signs_of(actor=cast[who], matters=[matter, new_id()])[matter]
            assert (sign.words, sign.tone) == ("Weapon", "high")
            assert victims.visits_agreed(actor=cast[who], matters=[matter, new_id()]) == {matter: slot.starts_at}
        for who in ("responder2", "detective", "analyst", "support", "citizen", "outsider"):
            assert signs_of(actor=cast[who], matters=[matter]) == {}
            assert victims.visits_agreed(actor=cast[who], matters=[matter]) == {}


def test_the_board_asks_the_same_however_full(cast: Cast, sign_in: SignIn) -> None:
    dispatcher = sign_in("dispatcher")

    def asked() -> int:
        visit(cast, opened(cast, "P3", "Weapon"))
        with CaptureQueriesContext(connection) as queries:
            page(dispatcher, ROWS)
        return len(queries)

    asked()  # whatever is looked up once in a process
    assert asked() == asked()


def test_a_row_says_what_it_is_about_and_whether_the_place_is_exact(cast: Cast, sign_in: SignIn) -> None:
    placed, vague = opened(cast), opened(cast, placed=False)
    board = page(sign_in("dispatcher"), BOARD)
    assert "<bdi>A window at the back was broken and somebody in a grey coat is still inside...</bdi>" in board
    assert "Place not exact" in row(board, vague)
    assert "Place not exact" not in row(board, placed)


def test_the_order_of_the_board_is_said_as_it_is(cast: Cast, sign_in: SignIn) -> None:
    opened(cast)
    board = page(sign_in("dispatcher"), ROWS)
    assert "Live incidents by grade; of one grade first those that nobody goes to, then the oldest</caption>" in board


def test_a_visit_agreed_does_not_look_undone(cast: Cast, sign_in: SignIn) -> None:
    incident, other = opened(cast, "P3"), opened(cast, "P3")
    crew(cast, "RA01")
    urgent = services.open_incident(
        actor=cast["call_taker"],
        matter_id=incident.matter_id,
        grade="P1",
        summary="He is back.",
        nsir_class="crime",
        place_label="1 Lantern Row",
    )
    before = len(published("appointment"))
    words = said(slot := visit(cast, incident))
    assert {"role:dispatcher", "role:rtic_analyst"} <= set(published("appointment")[before:])

    dispatcher = sign_in("dispatcher")
    board, text = page(dispatcher, BOARD), incident_page(dispatcher, incident)
    assert words in row(board, incident)
    assert not re.search(r"Waiting for a resource|Due in", row(board, incident))
    for one in (other, urgent):
        assert "Visit agreed" not in row(board, one)
        assert re.search(r"Waiting for a resource.*Due in", row(board, one), re.DOTALL)
    assert title(text) == ["P3", "Waiting for the day"]
    assert words in text
    assert not _urged(text)
    assert _urged(incident_page(dispatcher, other))

    with clock.fixed(slot.starts_at - timedelta(hours=1)):
        dispatcher = sign_in("dispatcher")
        text = incident_page(dispatcher, incident)
        assert title(text) == ["P3", "Waiting for a resource"]
        assert words in text
        assert _urged(text)
    with clock.fixed(slot.starts_at + timedelta(minutes=1)):
        late = row(page(sign_in("dispatcher"), ROWS), incident)
        assert words in late
        assert re.search(r"bl-tone-critical[^§]*Waiting for a resource", late)
    with clock.fixed(slot.ends_at):
        assert "Visit agreed" not in row(page(sign_in("dispatcher"), ROWS), incident)


def _urged(text: str) -> bool:
    """Whether sending RA01 is what the page puts first."""
    [form] = re.findall(r'<form[^>]*action="[^"]*/send/.*?</form>', text, re.DOTALL)
    return "bl-button--quiet" not in form


def test_why_nobody_is_known_to_be_soonest(cast: Cast, sign_in: SignIn) -> None:
    placed, vague, dispatcher = opened(cast), opened(cast, placed=False), sign_in("dispatcher")
    lost = crew(cast, "RA01", at=None)
    vague_place, no_crew = "the place of the incident is not exact", "no free crew has said where it is"
    text = incident_page(dispatcher, placed)
    assert no_crew in text
    assert vague_place not in text
    Resource.objects.filter(pk=lost.id).update(latitude=HERE[0], longitude=HERE[1])
    assert "Who is soonest is not known" not in incident_page(dispatcher, placed)
    text = incident_page(dispatcher, vague)
    assert vague_place in text
    assert no_crew not in text


def test_who_would_come_too_late_is_marked(cast: Cast, sign_in: SignIn) -> None:
    incident, dispatcher = opened(cast), sign_in("dispatcher")
    crew(cast, "RA01")
    crew(cast, "RA02", (52.6, -2.1))
    near, far = re.findall(r'<th scope="row">RA0.*?</tr>', incident_page(dispatcher, incident), re.DOTALL)
    assert "after the target" not in near
    assert "after the target" in far
