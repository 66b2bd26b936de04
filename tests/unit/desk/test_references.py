"""A reference leads to its page, or to its matter; and tells nobody of what they may not see."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.core.ids import new_reference
from bluelamp.ledger.reading import writing
from tests.plugins.world import World
from tests.unit.desk.records_pages import SEARCH, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def search(client: Client, **asked: str) -> Any:
    """Ask, and go where the browser is sent."""
    return client.post(SEARCH, asked, follow=True)


@pytest.mark.parametrize(
    ("name", "label", "leads_to"),
    [
        ("call_taker", "contact.report", "/desk/contact/{report_id}"),
        ("dispatcher", "contact.report", "/desk/records/matter/{matter}"),
        ("detective", "contact.report", "/desk/records/matter/{matter}"),
        ("dispatcher", "incidents.incident", "/desk/dispatch/{incident_id}"),
        ("detective", "investigations.case", "/desk/cases/{case_id}"),
        ("detective", "investigations.crime", "/desk/records/matter/{matter}"),
        ("detective", "evidence.exhibit", "/desk/cases/exhibit/{exhibit_id}"),
        ("rtic_analyst", "intelligence.intelreport", "/desk/records/matter/{matter}"),
        ("rtic_analyst", "records.matter", "/desk/records/matter/{matter}"),
    ],
)
def test_a_reference_goes_straight_to_its_page(
    world: World, sign_in: SignIn, name: str, label: str, leads_to: str
) -> None:
    reference = reference_of(world, label)
    response = sign_in(name).post(SEARCH, {"q": reference.lower()})
    assert response.status_code == 302
    assert response.headers["Location"] == leads_to.format(**world.own.ids)


def test_a_reference_of_what_may_not_be_seen_is_as_one_that_does_not_exist(world: World) -> None:
    stranger = world.client("detective2")
    unknown, hidden = new_reference("CR"), reference_of(world, "contact.report")
    answers = [text(search(stranger, q=one)).replace(one, "…") for one in (unknown, hidden)]
    assert "There is nothing with this reference that you can see." in answers[0]
    strip = re.compile(r"csrfmiddlewaretoken.*?>")
    assert strip.sub("", answers[0]) == strip.sub("", answers[1])


def reference_of(world: World, label: str) -> str:
    from django.apps import apps

    model: Any = apps.get_model(label)
    where = {"pk" if label == "records.matter" else "matter_id": world.own.ids["matter"]}
    with writing():
        return str(model.objects.filter(**where).order_by("pk").first().reference)
