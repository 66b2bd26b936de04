"""What a browser's session holds of a sign-in, and who that makes of it: nobody, once it has ended anywhere."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.accounts import services
from bluelamp.accounts.models import SignIn
from bluelamp.core import clock
from tests.factories.accounts import actor_of, ask, come_in, signed_in
from tests.factories.rooms import received

pytestmark = pytest.mark.django_db
REPORTS, SIGN_IN = "/account/", "account_sign_in"
MINUTES = timedelta(minutes=1)


def is_in(client: Client) -> bool:
    return client.get(REPORTS).status_code == 200


def holding_a_receipt(client: Client) -> None:
    session = client.session
    session["receipt"] = str(received().id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""


def test_that_a_sign_in_is_used_is_noted_every_five_minutes_and_puts_its_end_off() -> None:
    client = signed_in()
    first = SignIn.objects.get()
    for minutes, noted in ((4, 0), (5, 5), (9, 5)):
        with clock.shifted(minutes * MINUTES):
            assert is_in(client)
        now_kept = SignIn.objects.get()
        assert (now_kept.used_at - first.used_at) // MINUTES == noted
        assert (now_kept.ends_at - first.ends_at) // MINUTES == noted


def test_on_ones_own_device_use_puts_nothing_off() -> None:
    client = Client()
    come_in(client, own_device="1")
    ends = SignIn.objects.get().ends_at
    with clock.shifted(6 * MINUTES):
        assert is_in(client)
    assert SignIn.objects.get().ends_at == ends


def test_a_sign_in_that_was_ended_elsewhere_is_forgotten_here_and_nothing_else_is() -> None:
    client = signed_in()
    holding_a_receipt(client)
    services.end_every_sign_in(actor=actor_of(client))
    assert not is_in(client)
    assert SIGN_IN not in client.session
    assert "receipt" in client.session


def test_whoever_comes_in_again_ends_the_earlier_sign_in_of_this_browser_alone() -> None:
    client, elsewhere = signed_in(), signed_in()
    earlier, key = client.session[SIGN_IN], client.session.session_key
    come_in_again(client)
    assert client.session[SIGN_IN] != earlier
    assert client.session.session_key != key
    assert not SignIn.objects.filter(pk=UUID(earlier)).exists()
    assert is_in(elsewhere)


def come_in_again(client: Client, email: str = "ivy@example.com") -> None:
    """With a code that this browser had asked for before somebody signed in to it."""
    other = Client()
    code = ask(other, email)
    hand_code(other, client)
    assert client.post("/account/sign-in/code", {"code": code}).status_code == 302


def hand_code(asked_by: Client, to: Client) -> None:
    """As if the other browser had asked for the code."""
    session = to.session
    session["account_code"] = asked_by.session["account_code"]
    session.save()


def test_another_person_in_the_same_browser_finds_nothing_of_the_one_before() -> None:
    client = signed_in()
    first = actor_of(client)
    holding_a_receipt(client)
    come_in_again(client, "other@example.com")
    assert actor_of(client) != first
    assert "receipt" not in client.session
    assert SignIn.objects.count() == 1, "who did not sign out is out all the same"


def test_an_officer_comes_in_to_no_account_in_the_browser_that_they_work_in(sign_in: Callable[[str], Client]) -> None:
    officer, stranger = sign_in("call_taker"), Client()
    code = ask(stranger)
    hand_code(stranger, officer)
    assert officer.post("/account/sign-in/code", {"code": code}).status_code == 422
    assert officer.get("/desk/contact/").status_code == 200
    assert not SignIn.objects.exists()


def test_a_receipt_is_kept_by_whoever_comes_in_and_by_whoever_only_steps_out_and_lost_by_signing_out() -> None:
    for leave, kept in (({"keep": "unsaved"}, True), (None, False)):
        client = Client()
        holding_a_receipt(client)
        come_in(client)
        key = client.session.session_key
        assert "receipt" in client.session
        client.post("/account/sign-out") if leave is None else client.post("/account/held", leave)
        assert SIGN_IN not in client.session
        assert ("receipt" in client.session) is kept
        assert client.session.session_key != key
        assert not SignIn.objects.exists()


@pytest.mark.parametrize(("fields", "days"), [({}, 0), ({"own_device": "1"}, 30)])
def test_only_on_ones_own_device_does_a_session_outlast_the_browser(fields: dict[str, str], days: int) -> None:
    client = Client()
    come_in(client, **fields)
    assert client.session.get_expire_at_browser_close() is (days == 0)
    if days:
        assert timedelta(seconds=client.session.get_expiry_age() + 60) // timedelta(days=1) == days
