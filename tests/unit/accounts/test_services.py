"""What services of an account refuse, and what the worker forgets."""

from datetime import timedelta

import pytest

from bluelamp.accounts import jobs, selectors, services
from bluelamp.accounts.enums import Way
from bluelamp.accounts.models import Code, SignIn
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.accounts import mailed

pytestmark = pytest.mark.django_db
EMAIL = "mateusz@example.com"


def account(email: str = EMAIL) -> Actor:
    code = services.ask_code(actor=Actor.public(), email=email, connection="")
    return Actor.citizen(services.enter_by_code(actor=Actor.public(), code_id=code, typed=mailed(email)))


@pytest.mark.parametrize("email", ["", "x", "a@b", "a b@example.com", "a@example.com\nBcc: b@example.com", "x" * 300])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid) as said:
        services.ask_code(actor=Actor.public(), email=email, connection="")
    assert said.value.field == "email"


def test_a_code_that_cannot_be_read_any_more_opens_nothing() -> None:
    code = services.ask_code(actor=Actor.public(), email=EMAIL, connection="")
    Code.objects.update(email="sealed by somebody else")
    with pytest.raises(Conflict):
        services.enter_by_code(actor=Actor.public(), code_id=code, typed=mailed(EMAIL))


def test_an_account_is_its_owners_alone() -> None:
    me, nobody = account(), Actor.citizen(new_id())
    with writing():
        assert selectors.own_account(actor=me).email == EMAIL
        for read in (selectors.own_account, services.erase_account):
            with pytest.raises(NotFound):
                read(actor=nobody)
        for who in (Actor.public(), Actor.job("test")):
            with pytest.raises(NotAllowed):
                selectors.own_account(actor=who)


@pytest.mark.idempotent("accounts.forget_expired")
def test_what_is_over_is_forgotten() -> None:
    me = account()
    services.ask_code(actor=Actor.public(), email=EMAIL, connection="")
    services.begin_sign_in(actor=me, way=Way.CODE, device="", own_device=True)
    services.begin_sign_in(actor=me, way=Way.CODE, device="", own_device=False)
    with clock.shifted(timedelta(hours=2)):
        for _ in range(2):
            jobs.forget_expired(timestamp=0)
            assert not Code.objects.exists()
            assert SignIn.objects.get().own_device
