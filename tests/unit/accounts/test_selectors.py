"""What people see of their own account, and that it is theirs alone."""

from datetime import timedelta

import pytest
from django.test import override_settings

from bluelamp.accounts import selectors, services
from bluelamp.accounts.enums import Way
from bluelamp.accounts.models import Account, SignIn
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.keep_in_account import keep_in_account
from bluelamp.ledger.reading import writing
from tests.factories.accounts import EMAIL, account
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=1)


def in_browser(me: Actor, device: str = "", *, own_device: bool = False, way: Way = Way.CODE) -> SignIn:
    return services.begin_sign_in(actor=me, way=way, device=device, own_device=own_device)


def test_an_account_is_its_owners_alone() -> None:
    me, nobody = account(), Actor.citizen(new_id())
    with writing():
        assert selectors.own_account(actor=me).email == EMAIL
        with pytest.raises(NotFound):
            selectors.own_account(actor=nobody)
        for who in (Actor.public(), Actor.job("test")):
            with pytest.raises(NotAllowed):
                selectors.own_account(actor=who)


def test_an_address_that_can_no_longer_be_read_is_none_and_is_not_written_to() -> None:
    me = account()
    services.tell_of_sign_ins(actor=me, wanted=True)
    with writing():
        assert selectors.address_to_tell(actor=me) == EMAIL
        with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
            assert selectors.own_account(actor=me).email == ""
            assert selectors.address_to_tell(actor=me) == ""


def test_nobody_is_written_to_who_did_not_ask_for_it() -> None:
    me = account()
    with writing():
        assert selectors.address_to_tell(actor=me) == ""
    assert selectors.address_to_tell(actor=Actor.citizen(new_id())) == ""


def test_one_sees_where_one_is_signed_in_the_latest_used_first() -> None:
    me, other = account(), account("other@example.com")
    in_browser(other, "Edge, Windows")
    with clock.shifted(-20 * MINUTES):
        in_browser(me, "Firefox, Android", own_device=True)
    with clock.shifted(-31 * MINUTES):
        in_browser(me, "Safari, iPad")  # over since a minute
    here = in_browser(me, "Chrome, Linux")
    shown = selectors.sign_ins(actor=me, here=here.id)
    assert [(one.device, one.own_device, one.here) for one in shown] == [
        ("Chrome, Linux", False, True),
        ("Firefox, Android", True, False),
    ]


def test_only_the_browser_that_has_just_shown_whose_account_it_is_may_add_a_way_in() -> None:
    me, other = account(), account("other@example.com")
    here = in_browser(me)
    with writing():
        assert selectors.is_fresh(actor=me, here=here.id)
        assert not selectors.is_fresh(actor=other, here=here.id), "somebody else's"
        assert not selectors.is_fresh(actor=me, here=new_id())
    with writing(), clock.shifted(6 * MINUTES):
        assert not selectors.is_fresh(actor=me, here=here.id)
        elsewhere = in_browser(me)
        assert not selectors.is_fresh(actor=me, here=here.id), "another browser's proof counts there alone"
        assert selectors.is_fresh(actor=me, here=elsewhere.id)


def test_another_services_word_is_enough_only_where_no_code_can_be_sent() -> None:
    me, bare = (
        account(),
        Actor.citizen(services.enter_by_identity(actor=Actor.public(), issuer="https://id.example.org", subject="ivy")),
    )
    for who, fresh in ((me, False), (bare, True)):
        here = in_browser(who, way=Way.PROVIDER).id
        with writing():
            assert selectors.is_fresh(actor=who, here=here) is fresh


def test_an_address_opens_its_account_however_it_is_written_and_after_our_secret_has_changed() -> None:
    with override_settings(SECRET_KEY="earlier", SECRET_KEY_FALLBACKS=[]):
        me = account()
    with override_settings(SECRET_KEY="now", SECRET_KEY_FALLBACKS=["earlier"]):
        assert selectors.account_of_address(email=EMAIL.upper()) == me.id
        assert selectors.account_of_address(email="nobody@example.com") is None
    with override_settings(SECRET_KEY="now", SECRET_KEY_FALLBACKS=[]):
        assert selectors.account_of_address(email=EMAIL) is None


def test_since_when_a_report_is_in_an_account_is_for_its_receipt_alone(cast: Cast) -> None:
    me, report, other = account(), received(), received()
    keep_in_account(actor=me, held=Actor.receipt(report.id))
    holder = Actor.receipt(report.id)
    with writing():
        since = Account.objects.get().created_at
        (told,) = selectors.kept_since(actor=holder, matter_id=report.matter_id)
        assert told >= since
        for who in (me, cast["supervisor"], cast["outsider"]):
            assert selectors.kept_since(actor=who, matter_id=report.matter_id) == []
        with pytest.raises(NotAllowed):
            selectors.kept_since(actor=Actor.receipt(other.id), matter_id=report.matter_id)
