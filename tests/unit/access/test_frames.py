"""What stands around a staff page: the desk one is at, a search where one may, a way out, and nothing while shut."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client, RequestFactory

from bluelamp.access.frames import staff_frame
from bluelamp.access.home import register, register_search
from bluelamp.access.models import User
from bluelamp.core.actor import Actor
from bluelamp.ui.types import Frame
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.access.home._desks", {})
    monkeypatch.setattr("bluelamp.access.home._searches", {})
    register("ledger.entry.read", "Staff", "access:home", "All of /staff/home.")
    register("ledger.entry.read", "Seals", "desk_audit:verify", "Whether it is whole.")
    register("ledger.entry.read", "Ledger", "desk_audit:entries", "Who saw what.")
    register("incidents.incident.dispatch", "Control", "access:sign-in", "Who goes where.")
    register_search("ledger.entry.read", "access:home")


def frame_of(path: str, actor: Actor, **changes: Any) -> Frame:
    request = RequestFactory().get(path)
    staff = User.objects.filter(pk=actor.id).first()
    for name, value in changes.items():
        setattr(staff, name, value)
    request.__dict__.update(actor=actor, staff=staff)
    return staff_frame(request)


def test_the_bar_has_a_search_box_for_those_whose_role_opens_the_search(
    sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.access.home._searches", {})
    assert "bl-bar__search" not in sign_in("auditor").get("/staff/home").content.decode()
    register_search("ledger.entry.read", "access:home")
    auditor = sign_in("auditor").get("/staff/home").content.decode()
    assert re.search(
        r'<form class="bl-bar__search" action="/staff/home" method="post"[^>]*>\s*<input type="hidden" name="csrf',
        auditor,
    )
    assert "bl-bar__search" not in sign_in("dispatcher").get("/staff/home").content.decode()
    with pytest.raises(KeyError, match=r"no\.such\.thing"):
        register_search("no.such.thing", "access:home")


@pytest.mark.usefixtures("desks")
@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/staff/home", "Staff"),
        ("/desk/audit/", "Ledger"),
        ("/desk/audit/verify", "Seals"),  # beneath the other, and the nearer of the two
        (f"/desk/audit/{UUID(int=1)}", "Ledger"),
        ("/elsewhere", None),
    ],
)
def test_the_bar_shows_the_desks_of_a_role_and_at_which_one_is(cast: Cast, path: str, here: str | None) -> None:
    nav = frame_of(path, cast["auditor"]).nav
    assert [link.text for link in nav] == ["Staff", "Seals", "Ledger"]
    assert [link.text for link in nav if link.current] == ([here] if here else [])


@pytest.mark.usefixtures("desks")
def test_while_the_password_is_somebody_elses_the_bar_offers_a_way_out_alone(cast: Cast) -> None:
    shut = frame_of("/staff/password", cast["auditor"], password_given=True)
    assert (shut.nav, shut.search) == ((), "")
    assert shut.sign_out == "/staff/sign-out"
    assert frame_of("/staff/home", cast["auditor"]).search == "/staff/home"
    assert frame_of("/staff/home", cast["dispatcher"]).search == ""


def test_it_says_who_is_here_and_to_a_stranger_only_where_to_sign_in(cast: Cast) -> None:
    here = frame_of("/staff/home", cast["auditor"], roles=["auditor", "dispatcher"])
    assert (here.who, here.role) == (str(cast["auditor"].id), "Auditor, Dispatcher")
    assert frame_of("/staff/sign-in", Actor.public()) == Frame(sign_in="/staff/sign-in")
