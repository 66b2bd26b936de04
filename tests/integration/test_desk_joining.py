"""Matters are linked, merged and split at the desk: with both sides in sight, for a reason, and reversibly."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.ledger.reading import writing
from bluelamp.records.models import Link, Matter
from tests.factories.rooms import received
from tests.plugins.cast import Cast
from tests.plugins.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
_SAME = {"deed": "merge", "reason": "Both are about the door of number 1."}


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def test_a_supervisor_merges_two_matters_and_splits_them_again(world: World) -> None:
    boss, desk = world.client("supervisor"), world.client("call_taker")
    this, other = world.own.ids["matter"], world.other.ids["matter"]
    page = f"/desk/records/matter/{this}"
    assert boss.post(f"{page}/join", {"reference": "CR-26-1"}).status_code == 422
    assert boss.post(f"{page}/join", {"reference": world.own.ids["reference"]}).status_code == 422
    both = boss.post(f"{page}/join", {"reference": world.other.ids["reference"]}).headers["Location"]
    assert both == f"{page}/join/{other}"
    shown = text(boss.get(both))
    assert world.other.ids["reference"] in shown
    assert "DC Far Away" in shown.partition("This one is read with it")[0]  # would see the first too
    assert 'value="merge"' not in text(desk.get(both))
    assert desk.post(both, _SAME).status_code == 422
    assert boss.post(both, _SAME | {"reason": ""}).status_code == 422
    assert boss.post(both, _SAME).status_code == 302
    assert Matter.objects.get(pk=other).status == "merged"
    assert "Read together with" in text(boss.get(page))
    split = f"/desk/records/matter/{other}/split"
    assert split in text(boss.get(f"/desk/records/matter/{other}"))
    assert boss.post(split, {"reason": ""}).status_code == 422
    assert boss.post(split, {"reason": "Two doors after all."}).status_code == 302
    assert Matter.objects.get(pk=other).status == "open"
    assert boss.post(split, {"reason": "Again."}).status_code == 422


def test_the_desk_links_two_that_have_to_do_with_each_other(cast: Cast, sign_in: SignIn) -> None:
    this, other = received().matter_id, received().matter_id
    desk = sign_in("call_taker")
    both = f"/desk/records/matter/{this}/join/{other}"
    for status in (302, 422):  # the second time it stands already
        assert desk.post(both, {"deed": "relate", "reason": "One thief."}).status_code == status
    with writing():
        assert Link.objects.get(kind="related_to").said_in == "One thief."
    assert desk.get(f"/desk/records/matter/{this}/join/{this}").status_code == 422
