"""What the worker forgets every hour: what is over, and nothing that still stands."""

from datetime import timedelta

import pytest

from bluelamp.accounts import jobs, services
from bluelamp.accounts.enums import Way
from bluelamp.accounts.models import Account, Code, SignIn
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from tests.factories.accounts import EMAIL, account

pytestmark = pytest.mark.django_db


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
    with writing():
        assert Account.objects.count() == 1, "whoever is signed out everywhere still has an account"


def test_a_code_stays_for_an_hour_after_it_opens_nothing_so_that_it_is_known_to_be_late() -> None:
    services.ask_code(actor=Actor.public(), email=EMAIL, connection="")
    for minutes, kept in ((15, 1), (69, 1), (71, 0)):
        with clock.shifted(timedelta(minutes=minutes)):
            jobs.forget_expired(timestamp=0)
            assert Code.objects.count() == kept
