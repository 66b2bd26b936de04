"""What a page offers to whoever reads it, and what it spares them."""

import re
from collections.abc import Callable
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client

from bluelamp.contact import services as contact
from bluelamp.contact.report_types import report_types
from bluelamp.contact.signposts import signposts
from bluelamp.core.actor import Actor
from bluelamp.demo import stories
from bluelamp.incidents import services as incidents
from bluelamp.incidents.models import Assignment
from tests.factories.telling import tell
from tests.plugins.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def html(client: Client, address: str) -> str:
    response: Any = client.get(address)
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/desk/audit/", 403),
        ("/desk/dispatch/0194f0c2-0000-7000-8000-000000000000", 404),
        ("/desk/nowhere", 404),
    ],
)
def test_staff_who_are_refused_stay_at_their_desks(sign_in: SignIn, address: str, status: int) -> None:
    response = sign_in("dispatcher").get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert 'href="/staff/home"' in page
    assert page.count("<h1") == 1
    assert "Exit this page" not in page
    assert "Control room" in page


def test_the_public_that_is_refused_keeps_its_way_out(client: Client) -> None:
    page = html(client, "/nowhere")
    assert "Exit this page" in page
    assert 'href="/"' in page


@pytest.mark.parametrize(("address", "desk"), [("/desk/cases/owed", "Owed news"), ("/desk/cases/", "Cases")])
def test_one_desk_is_the_present_one(sign_in: SignIn, address: str, desk: str) -> None:
    nav = html(sign_in("supervisor"), address).partition('class="bl-bar__nav"')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="page"[^>]*>([^<]+)', nav) == [desk]


@pytest.mark.parametrize(
    ("said", "first", "danger"),
    [
        ("broke in", "/report/burglary", False),
        ("my van was stolen", "/report/vehicle-crime", False),
        ("the neighbours music is too loud", "/start/elsewhere/noise", False),
        ("two boys took my phone, they had a knife", "/report/robbery", True),
    ],
)
def test_the_form_that_fits_best_comes_first(client: Client, said: str, first: str, danger: bool) -> None:
    response = client.post("/start/what", {"q": said})
    main = response.content.decode().partition("<main")[2]
    assert re.findall(r'href="(/(?:report|start/elsewhere)/[a-z-]+)"', main)[0] == first
    assert ('class="bl-call" href="tel:999"' in main) is danger
    assert "no-store" in response["Cache-Control"]  # what somebody wrote is in no address and nobody's cache
    assert main.index('href="/report/domestic-abuse"') > 0  # and everything else below


@pytest.mark.parametrize("said", ["in", "zeppelin", "\U0001f6f8"])
def test_words_that_say_nothing_leave_the_list(client: Client, said: str) -> None:
    main = client.post("/start/what", {"q": said}).content.decode().partition("<main")[2]
    assert "We found nothing that fits." in main
    assert set(re.findall(r'href="/report/([a-z-]+)"', main)) == set(report_types())


def test_a_signpost_says_why_and_when_it_is_the_police(client: Client) -> None:
    for slug, signpost in signposts().items():
        page = unescape(html(client, f"/start/elsewhere/{slug}"))
        assert str(signpost.why) in page
        assert str(signpost.ours) in page
        assert all(link.href in page for link in signpost.links)
        assert "yet to confirm" in page
    assert client.get("/start/elsewhere/zeppelin").status_code == 404


@pytest.mark.parametrize(("said", "on"), [("yes", "/emergency"), ("not_sure", "/emergency"), ("no", "/start/what")])
def test_what_is_unclear_at_the_gate_leads_to_999(client: Client, said: str, on: str) -> None:
    assert client.get(f"/start?sent=1&now={said}")["Location"] == on
    assert 'href="tel:999"' in html(client, "/emergency")


def test_the_prompts_of_thrive_are_hints_of_their_factor(world: World) -> None:
    page = html(world.client("call_taker"), f"/desk/contact/{world.own.ids['fresh']}")
    for factor in ("threat", "harm", "risk", "investigation", "vulnerability", "engagement"):
        field = re.search(rf'<fieldset[^>]*aria-describedby="id_{factor}_hint"[^>]*>(.*?)</fieldset>', page, re.DOTALL)
        assert field is not None, factor
        assert field[1].index("<legend") < field[1].index(f'id="id_{factor}_hint"') < field[1].index("<input")


def test_the_errors_of_grading_stand_in_the_order_of_the_page(world: World) -> None:
    response = world.client("call_taker").post(f"/desk/contact/{world.own.ids['fresh']}", {"offence": "none"})
    errors = response.content.decode().partition("data-errors")[2].partition("</ul>")[0]
    assert re.findall(r'href="#id_([a-z]+)', errors)[:7] == [
        "threat",
        "harm",
        "risk",
        "investigation",
        "vulnerability",
        "engagement",
        "words",
    ]


def test_a_report_is_put_back_by_who_has_it(world: World) -> None:
    report, desk = world.own.ids["fresh"], world.people["call_taker"]
    button = f'action="/desk/contact/{report}/put-back"'
    assert button not in html(world.client("call_taker"), f"/desk/contact/{report}")
    contact.take_report(actor=desk, report_id=report)
    page = html(world.client("call_taker"), f"/desk/contact/{report}")
    assert button in page
    assert f'action="/desk/contact/{report}/take"' not in page
    assert "Asha Verity C101 has it." in html(world.client("supervisor"), f"/desk/contact/{report}")
    answer = world.client("call_taker").post(f"/desk/contact/{report}/put-back")
    assert answer.headers["Location"] == "/desk/contact/"
    contact.take_report(actor=world.people["supervisor"], report_id=report)
    assert button not in html(world.client("call_taker"), f"/desk/contact/{report}")


def test_what_has_ended_is_closed_or_opened_again_from_its_page(world: World) -> None:
    ended, control = world.own.ids["ended"], world.client("dispatcher")
    assert f'href="/desk/dispatch/{ended}"' in html(control, "/desk/dispatch/ended")
    page = html(control, f"/desk/dispatch/{ended}")
    assert f'href="/desk/dispatch/{ended}/reopen"' in page
    assert f'action="/desk/dispatch/{ended}/close"' in page
    assert f"/desk/dispatch/{ended}/reopen" not in html(world.client("call_taker"), f"/desk/dispatch/{ended}")
    control.post(f"/desk/dispatch/{ended}/reopen", {"reason": "They came back."})
    assert f'href="/desk/dispatch/{ended}"' in html(control, "/desk/dispatch/")


def test_an_urgent_incident_that_nobody_has_visited_is_not_resulted(world: World) -> None:
    control, incident = world.client("dispatcher"), world.own.ids["incident_id"]
    result = f'href="/desk/dispatch/{incident}/result"'
    incidents.stand_down(
        actor=world.people["dispatcher"], assignment_id=world.own.ids["assignment_id"], reason="Nearer crew."
    )
    assert result not in html(control, f"/desk/dispatch/{incident}")
    assert f'href="/desk/dispatch/{world.own.ids["scene"]}/result"' in html(
        control, f"/desk/dispatch/{world.own.ids['scene']}"
    )


def test_a_crew_is_stood_down_for_a_reason_only(world: World) -> None:
    address = "/desk/dispatch/{incident_id}/stand-down/{assignment_id}".format(**world.own.ids)
    response = world.client("dispatcher").post(address, {"reason": " "})
    assert response.status_code == 422
    assert "Say why the crew is stood down." in response.content.decode()
    assert Assignment.objects.get(pk=world.own.ids["assignment_id"]).state == "offered"


def test_an_officer_takes_the_next_step_where_they_read_about_it(world: World) -> None:
    ids, officer = world.own.ids, world.client("responder")
    page = html(officer, f"/phone/incident/{ids['incident_id']}")
    assert f'action="/phone/work/{ids["assignment_id"]}/accept"' in page
    assert "What was reported" in page
    assert "I came home and the back window was broken." in page
    assert f'href="/phone/incident/{ids["scene"]}/result"' in html(officer, f"/phone/incident/{ids['scene']}")


def test_the_analyst_is_given_a_day_that_a_browser_can_show(world: World) -> None:
    page = html(world.client("rtic_analyst"), "/rtic/alerts/new")
    assert re.search(r'type="date"[^>]*value="\d{4}-\d\d-\d\d"|value="\d{4}-\d\d-\d\d"[^>]*type="date"', page)


def test_who_only_follows_alerts_is_not_led_to_a_closed_door(world: World) -> None:
    for who, led in (("rtic_analyst", True), ("supervisor", False)):
        assert ('href="/rtic/"' in html(world.client(who), "/rtic/alerts/past").partition("<main")[2]) == led


def test_the_auditor_reads_who_what_and_why_in_words(world: World) -> None:
    auditor = world.client("auditor")
    page = html(auditor, f"/desk/audit/{world.own.ids['entry_id']}").partition("<main")[2]
    assert "Not known" not in page
    filtered = auditor.get("/desk/audit/?matter=x&who=y")
    assert "Enter the matter as a whole reference" in filtered.content.decode()
    assert "Nobody has this user name." in filtered.content.decode()
    matter = html(auditor, f"/desk/audit/?matter={world.own.ids['matter']}")
    assert "Alteration" in matter
    assert ">: " not in matter


@pytest.mark.parametrize(
    ("story", "offence", "kind"),
    [(stories.burglary, "burglary_home", "crime"), (stories.suspicious, "none", "safety")],
)
def test_the_desk_proposes_the_crime_of_a_type_and_none_where_there_is_none(
    sign_in: SignIn, story: Callable[..., stories.Story], offence: str, kind: str
) -> None:
    report_id = tell(actor=Actor.public(), story=story(Random(7), postcode="B4 7AP"))
    page = html(sign_in("call_taker"), f"/desk/contact/{report_id}")
    assert re.findall(r'<option value="([^"]+)" selected>', page) == [kind, offence]
