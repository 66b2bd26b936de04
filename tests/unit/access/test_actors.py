"""From a request to its actor: staff, the holder of a receipt, or the public."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from bluelamp.access.actors import actor_of_request, actor_of_user, drop_receipt, hold_receipt
from bluelamp.access.models import User
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_public() -> HttpRequest:
    """A request with a session and nobody signed in."""
    asked = HttpRequest()
    asked.user = AnonymousUser()
    asked.session = SessionStore()
    asked.session.create()
    return asked


def test_a_receipt_makes_somebody_of_the_public_under_a_new_session_key(request_of_public: HttpRequest) -> None:
    report, before = new_id(), request_of_public.session.session_key
    assert actor_of_request(request_of_public) == Actor.public()
    hold_receipt(request_of_public, report)
    assert request_of_public.session.session_key != before
    assert actor_of_request(request_of_public) == Actor.receipt(report)
    drop_receipt(request_of_public)
    drop_receipt(request_of_public)
    assert actor_of_request(request_of_public) == Actor.public()


def test_a_receipt_is_forgotten_with_the_browser_and_after_half_an_hour_without_use(
    request_of_public: HttpRequest,
) -> None:
    report = new_id()
    hold_receipt(request_of_public, report)
    assert request_of_public.session.get_expire_at_browser_close()
    for minutes, actor in ((20, Actor.receipt(report)), (45, Actor.receipt(report)), (76, Actor.public())):
        with clock.shifted(timedelta(minutes=minutes)):
            assert actor_of_request(request_of_public) == actor
    assert actor_of_request(request_of_public) == Actor.public(), "it is gone, and not only refused"
    for later in range(0, 10 * 60 + 20, 20):
        with clock.shifted(timedelta(minutes=later)):
            if later == 0:
                hold_receipt(request_of_public, report)
            assert (actor_of_request(request_of_public) == Actor.receipt(report)) == (later < 10 * 60)


def test_who_is_signed_in_on_their_own_device_stays_so_when_they_use_a_receipt(
    request_of_public: HttpRequest,
) -> None:
    request_of_public.session.set_expiry(timedelta(days=30))
    hold_receipt(request_of_public, new_id())
    assert not request_of_public.session.get_expire_at_browser_close()


def test_a_receipt_held_since_before_its_use_was_noted_opens_for_half_an_hour_more(
    request_of_public: HttpRequest,
) -> None:
    report = new_id()
    request_of_public.session["receipt"] = str(report)
    assert actor_of_request(request_of_public) == Actor.receipt(report)
    with clock.shifted(timedelta(minutes=31)):
        assert actor_of_request(request_of_public) == Actor.public()


def test_who_is_signed_in_is_staff_whatever_receipt_they_hold(request_of_public: HttpRequest, cast: Cast) -> None:
    hold_receipt(request_of_public, new_id())
    request_of_public.user = User.objects.get(pk=cast["responder"].id)
    assert actor_of_request(request_of_public) == cast["responder"]
    assert actor_of_user(request_of_public.user).teams == cast["responder"].teams


def test_a_stranger_who_leaves_writes_nothing(sign_in: Callable[[str], Client]) -> None:
    from bluelamp.ledger.models import Entry

    before = Entry.objects.count()
    assert sign_in("outsider").post("/staff/sign-out").status_code == 302
    assert Entry.objects.count() == before
