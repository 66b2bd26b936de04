"""The desks that somebody can walk to: those that a role opens, those seldom needed last, none misspelt."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.access.home import Desk, desks_of, register, register_search, registered, search_of
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_first_page_shows_the_desks_that_a_role_opens(
    sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.access.home._desks", {})
    assert "Your role opens no desk yet" in sign_in("auditor").get("/staff/home").content.decode()
    register("ledger.entry.read", "Audit of this test", "access:home", "Who saw what.")
    register("incidents.incident.dispatch", "Control of this test", "access:sign-in", "Who goes where.")
    auditor = sign_in("auditor").get("/staff/home").content.decode()
    assert "Audit of this test" in auditor
    assert "Who saw what." in auditor
    assert "Control of this test" not in auditor
    dispatcher = sign_in("dispatcher").get("/staff/home").content.decode()
    assert "Control of this test" in dispatcher
    assert "Audit of this test" not in dispatcher


def test_a_desk_with_a_misspelt_action_fails_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.access.home._desks", {})
    with pytest.raises(KeyError, match=r"no\.such\.thing"):
        register("no.such.thing", "X", "access:home", "X")
    assert registered() == ()


def test_every_desk_of_the_house_can_be_opened_by_those_who_see_it(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:

    assert all(isinstance(desk, Desk) for desk in registered())
    for name, actor in cast.items():
        for desk in desks_of(actor=actor):
            assert sign_in(name).get(reverse(desk.url_name)).status_code == 200, (name, desk.url_name)


def test_what_is_seldom_needed_comes_last_and_a_desk_registered_again_stands_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.access.home._desks", {})
    register("ledger.entry.read", "Rarely", "access:password", "R", seldom=True)
    register("ledger.entry.read", "First", "access:home", "F")
    register("ledger.entry.read", "Second", "access:sign-in", "S")
    register("ledger.entry.read", "First again", "access:home", "F")
    assert [desk.title for desk in registered()] == ["First again", "Second", "Rarely"]
    assert desks_of(actor=cast["auditor"]) == registered()
    assert desks_of(actor=cast["citizen"]) == ()


def test_each_searches_where_their_role_may(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.access.home._searches", {})
    register_search("ledger.entry.read", "access:home")
    register_search("incidents.incident.dispatch", "access:sign-in")
    assert [search_of(actor=cast[who]) for who in ("auditor", "dispatcher", "citizen")] == [
        "access:home",
        "access:sign-in",
        "",
    ]
