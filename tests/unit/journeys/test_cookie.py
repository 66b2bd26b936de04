"""The keys that a browser holds: kept from scripts, apart from the session, and worthless once altered."""

import re
from dataclasses import replace
from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from bluelamp.access.routes import Request
from bluelamp.core.ids import new_id
from bluelamp.journeys import catalogue
from bluelamp.journeys.keys import new_device_key
from bluelamp.journeys.types import Holder
from bluelamp.journeys.views import cookie
from tests.factories.journeys import trial
from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.drafts import PUBLIC

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_an_expired_session_loses_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "yes")
    for name in [name for name in walker.client.cookies if name != "drafts"]:
        del walker.client.cookies[name]
    assert walker.answer("colour", "blue") == walker.url("note")
    assert "blue" in Page(walker.client.get(walker.url("colour")).content.decode()).fields["colour"]


def test_the_cookie_is_kept_from_scripts_and_lasts() -> None:
    walker = Walker(trial())
    walker.begin()
    cookie = walker.client.cookies["drafts"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 28 * 24 * 60 * 60


def test_a_quiet_journey_leaves_nothing_to_find() -> None:
    catalogue.withdraw("trial")
    catalogue.register(replace(trial(), quiet=True))
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "yes")
    cookie = walker.client.cookies["drafts-open"]
    assert cookie["httponly"]
    assert cookie["max-age"] == ""  # gone when the browser is closed
    assert "drafts" not in walker.client.cookies
    start = walker.client.get("/ask/trial").content.decode()
    assert "Carry on" not in start
    assert "never says that you began" in start
    assert "get a return code" in walker.client.get(f"{walker.base}/save").content.decode()
    code = re.findall(r"<strong[^>]*>([^<]+)</strong>", walker.client.post(f"{walker.base}/save").content.decode())[-1]
    del walker.client.cookies["drafts-open"]
    assert walker.client.get(walker.base).status_code == 404
    assert walker.client.post("/ask/return", {"code": code})["Location"] == walker.base
    assert walker.client.get(walker.base).status_code == 200
    walker.client.post(f"{walker.base}/forget")
    assert walker.client.cookies["drafts-open"].value == ""


def test_an_altered_cookie_opens_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.client.cookies["drafts"] = walker.client.cookies["drafts"].value[:-2] + "xx"
    response = walker.client.get(walker.base)
    assert response.status_code == 404
    assert "return code" in response.content.decode()


def test_two_drafts_in_one_browser_stay_apart() -> None:
    client = Client()
    one, two = Walker(trial(), client), Walker(trial(), client)
    one.begin()
    two.begin()
    one.answer("seen", "yes")
    two.answer("seen", "no")
    one.answer("colour", "red")
    assert b"Not answered" not in client.get(f"{one.base}/check").content.split(b"What colour?")[1][:300]
    assert b"What colour?" not in client.get(f"{two.base}/check").content


def test_one_draft_more_than_a_browser_takes_pushes_out_the_oldest(rf: RequestFactory) -> None:
    request, given = rf.get("/"), [Holder(new_id(), new_device_key()) for _ in range(21)]
    for one in (*given, given[3]):  # back at an earlier one
        response = HttpResponse()
        cookie.hold(request, response, one, quiet=False)
        request.COOKIES[cookie.COOKIE] = response.cookies[cookie.COOKIE].value
        assert len(response.cookies[cookie.COOKIE].OutputString()) < 4096
    newest_first = [given[3], *(one for one in reversed(given[1:]) if one is not given[3])]
    assert cookie.held(request) == newest_first
    assert cookie.holder_of(request, given[1].draft_id) == given[1]
    assert cookie.holder_of(request, given[0].draft_id) == Holder(given[0].draft_id)


def test_forgetting_one_draft_takes_its_key_away_wherever_it_was_copied_to_and_leaves_the_other() -> None:
    one, other = Walker(trial(), Client()), Walker(trial(), Client())
    one.begin()
    other.client = one.client
    other.begin()
    copied = Client()
    copied.cookies["drafts"] = one.client.cookies["drafts"].value
    one.client.post(f"{one.base}/forget")
    assert [copied.get(base).status_code for base in (one.base, other.base)] == [404, 200]
    assert [one.client.get(base).status_code for base in (one.base, other.base)] == [404, 200]


def test_forgetting_what_opens_for_nobody_is_no_fault(rf: RequestFactory) -> None:
    gone, kept = Holder(new_id(), new_device_key()), Holder(new_id(), new_device_key())
    request, response = rf.get("/"), HttpResponse()
    request.__dict__["actor"] = PUBLIC
    for holder in (gone, kept):
        cookie.hold(request, response, holder, quiet=False)
        request.COOKIES[cookie.COOKIE] = response.cookies[cookie.COOKIE].value
    cookie.forget(cast("Request", request), response, gone.draft_id)
    request.COOKIES[cookie.COOKIE] = response.cookies[cookie.COOKIE].value
    assert cookie.held(request) == [kept]
