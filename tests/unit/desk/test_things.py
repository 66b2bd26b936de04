"""Found, kept and given back, on the pages of the desk: which steps are offered, what is refused, where it leads."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.desk.cases.things import things_of
from bluelamp.investigations import services
from bluelamp.investigations.models import Recovery
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.records.enums import LinkKind, PropertyKind
from bluelamp.records.selectors import things_of_matters
from bluelamp.records.services import add_property
from bluelamp.records.types import PropertyDetails, Provenance
from tests.factories.rooms import case, matter
from tests.factories.telling import tell
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
STEPS = ("found", "returned", "mistake")


@pytest.fixture
def report() -> Report:
    """Of a bicycle that was taken."""
    report_id = tell(actor=Actor.public(), story=stories.bicycle(Random(3), postcode="B4 7AP"))
    with writing():
        return Report.objects.get(pk=report_id)


@pytest.fixture
def link(cast: Cast, report: Report) -> UUID:
    """By which the bicycle belongs to its matter."""
    return link_of(cast, report.matter_id)


def link_of(cast: Cast, matter_id: UUID) -> UUID:
    with writing():
        return things_of_matters(actor=cast["supervisor"], matters=[matter_id])[0].link_id


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def address(link: UUID, step: str) -> str:
    return f"/desk/cases/thing/{link}/{step}"


def said(step: str, **changes: str) -> dict[str, str]:
    day = today().isoformat()
    words = {
        "found": {"found_on": day, "where_kept": "Store 4"},
        "returned": {"returned_on": day, "handed_over": "collected"},
        "mistake": {"reason": "Another bicycle."},
    }
    return words[step] | changes


def offered(client: Client, report: Report, link: UUID) -> list[str]:
    shown = text(client.get(f"/desk/contact/{report.id}"))
    return [step for step in STEPS if address(link, step) in shown]


def state(link: UUID) -> str:
    with writing():
        return str(Recovery.objects.filter(link_id=link).values_list("state", flat=True).first() or "reported")


def test_what_can_be_said_of_a_thing_follows_what_was_said_before(sign_in: SignIn, report: Report, link: UUID) -> None:
    client = sign_in("call_taker")
    assert offered(client, report, link) == ["found", "returned"]
    for step, leads_to, then in (
        ("found", "found", ["found", "returned", "mistake"]),
        ("returned", "returned", ["mistake"]),
        ("mistake", "reported", ["found", "returned"]),
    ):
        assert text(client.get(address(link, step))).count("Orange town bicycle with a wicker basket") == 1
        assert client.post(address(link, step), said(step)).headers["Location"] == f"/desk/contact/{report.id}"
        assert state(link) == leads_to
        assert offered(client, report, link) == then


@pytest.mark.parametrize(
    ("step", "changes", "words"),
    [
        ("found", {"where_kept": " "}, "Say where it is kept."),
        ("found", {"found_on": "soon"}, "Enter the day as a date."),
        ("found", {"found_on": str(today() + timedelta(days=1))}, "It cannot be after today."),
        ("returned", {"handed_over": ""}, "Select how it came back."),
        ("returned", {"returned_on": ""}, "Say when it came back."),
        ("mistake", {"reason": ""}, "Say what was wrong."),
        ("mistake", {}, "so it cannot be changed by “mistake”"),
    ],
)
def test_what_is_refused_is_said_in_plain_words_and_nothing_is_written_down(
    sign_in: SignIn, link: UUID, step: str, changes: dict[str, str], words: str
) -> None:
    client = sign_in("supervisor")
    refused = client.post(address(link, step), said(step, **changes))
    assert refused.status_code == 422
    assert words in text(refused)
    assert state(link) == "reported"


def test_the_form_begins_with_today(sign_in: SignIn, link: UUID) -> None:
    client = sign_in("supervisor")
    for step in ("found", "returned"):
        assert f'value="{today().isoformat()}"' in text(client.get(address(link, step)))


def test_whoever_says_so_is_led_back_to_the_page_that_they_work_on(
    cast: Cast, sign_in: SignIn, report: Report, link: UUID
) -> None:
    opened = case(cast, report.matter_id, owner="detective")
    for name, back in (("detective", f"/desk/cases/{opened.id}"), ("call_taker", f"/desk/contact/{report.id}")):
        client = sign_in(name)
        assert f'href="{back}"' in text(client.get(address(link, "found")))
        assert client.post(address(link, "found"), said("found")).headers["Location"] == back


def test_whoever_has_neither_case_nor_report_is_led_home(cast: Cast, sign_in: SignIn) -> None:
    about = matter(cast["supervisor"])
    add_property(
        actor=cast["supervisor"],
        matter=about,
        details=PropertyDetails(description="Green umbrella", kind=PropertyKind.OTHER),
        provenance=Provenance(source="999"),
        kind=LinkKind.STOLEN_IN,
    )
    involve(actor=Actor.job("test"), matter=about, who=cast["exhibits_officer"].id, relation=Relation.ASSIGNED)
    done = sign_in("exhibits_officer").post(address(link_of(cast, about), "found"), said("found"))
    assert done.headers["Location"] == "/staff/home"


def test_a_thing_of_another_matter_is_as_one_that_does_not_exist(sign_in: SignIn, link: UUID) -> None:
    for name, status in (("detective", 404), ("responder", 404), ("dispatcher", 403), ("crime_registrar", 403)):
        client = sign_in(name)
        for step in STEPS:
            assert client.get(address(link, step)).status_code == status
            assert client.post(address(link, step), said(step)).status_code == status
            assert client.post(address(link, step), {"x": "y"}).status_code == status, "nor by what is missing"
    assert state(link) == "reported"
    assert sign_in("supervisor").get(address(new_id(), "found")).status_code == 404


def test_whoever_knows_of_a_thing_without_working_on_it_is_not_asked_what_became_of_it(
    cast: Cast, sign_in: SignIn, report: Report
) -> None:
    involve(actor=Actor.job("test"), matter=report.matter_id, who=cast["responder"].id, relation=Relation.INVOLVED)
    client, link = sign_in("responder"), link_of(cast, report.matter_id)
    for step in STEPS:
        assert client.get(address(link, step)).status_code == 403
        assert client.post(address(link, step), said(step)).status_code == 403
    assert state(link) == "reported"


def test_whoever_only_reads_sees_what_became_of_it_and_is_offered_no_step(
    cast: Cast, sign_in: SignIn, report: Report, link: UUID
) -> None:
    opened = case(cast, report.matter_id)
    services.mark_found(actor=cast["supervisor"], link_id=link, found_on=today(), where_kept="Store 4", evidence=False)
    shown = text(sign_in("crime_registrar").get(f"/desk/cases/{opened.id}"))
    assert "Orange town bicycle with a wicker basket" in shown
    assert "/desk/cases/thing/" not in shown
    registrar = cast["crime_registrar"]
    with reading(actor=registrar, purpose=Purpose.INVESTIGATION, action="test"):
        found = things_of(actor=registrar, matter_id=report.matter_id)
    assert [(one.state, one.where_kept) for one in found["things"]] == [("found", "Store 4")]
    assert found["may_trace"] is False
