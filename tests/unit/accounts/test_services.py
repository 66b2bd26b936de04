"""What services of an account refuse, whoever tries it and however often."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from bluelamp.accounts import jobs, policies, services
from bluelamp.accounts.models import Code, WrongTries
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotFound, TooMany
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from tests.factories.accounts import mailed

pytestmark = pytest.mark.django_db
EMAIL = "mateusz@example.com"


@pytest.mark.parametrize("email", ["", "x", "a@b", "a b@example.com", "a@example.com\nBcc: b@example.com", "x" * 300])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid) as said:
        services.ask_code(actor=Actor.public(), email=email, connection="")
    assert said.value.field == "email"


def test_no_other_spelling_of_an_address_gives_more_codes_or_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    for spelling in ("\u212aate@example.com", "stra\u00dfe@example.com"):
        with pytest.raises(Invalid, match="before the @ has only the letters a to z"):
            services.ask_code(actor=Actor.public(), email=spelling, connection="")
    services.ask_code(actor=Actor.public(), email="kate@b\u00fccher.example", connection="")
    assert re.fullmatch(r"\d{8}", mailed("kate@xn--bcher-kva.example"))
    monkeypatch.setattr(policies, "PER_ADDRESS", 1)
    with pytest.raises(TooMany):
        services.ask_code(actor=Actor.public(), email="KATE@B\u00dcCHER.example", connection="")


def test_wrong_codes_for_an_address_are_few_in_a_day_whoever_tries_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "WRONG_A_DAY", 3)

    def asked(email: str) -> UUID:
        return services.ask_code(actor=Actor.public(), email=email, connection="")

    def tried(code: UUID, typed: str) -> None:
        services.try_code(actor=Actor.public(), code_id=code)
        services.enter_by_code(actor=Actor.public(), code_id=code, typed=typed)

    last = asked(EMAIL)
    for email in (EMAIL, EMAIL.upper()):
        code = asked(email)
        with pytest.raises(Invalid):
            tried(code, "wrong")
    tried(code, mailed_to(code))
    with pytest.raises(Invalid):
        tried(last, "wrong")
    with pytest.raises(TooMany, match="Sign in with a passkey, or come back tomorrow"):
        tried(last, mailed_to(last))
    with pytest.raises(TooMany):
        asked(EMAIL)
    tried(other := asked("other@example.com"), mailed_to(other))
    with clock.shifted(timedelta(days=1)):
        jobs.forget_expired(timestamp=0)
        assert not WrongTries.objects.exists()
        tried(code := asked(EMAIL), mailed_to(code))


def mailed_to(code: UUID) -> str:
    with writing():
        return Notice.objects.get(recipient=f"accounts.code:{code}").body.split("asked for: ")[1][:8]


def test_a_code_that_cannot_be_read_any_more_opens_nothing() -> None:
    code = services.ask_code(actor=Actor.public(), email=EMAIL, connection="")
    Code.objects.update(email="sealed by somebody else")
    with pytest.raises(Conflict):
        services.enter_by_code(actor=Actor.public(), code_id=code, typed=mailed(EMAIL))


def test_an_account_that_is_gone_cannot_be_erased_again() -> None:
    with pytest.raises(NotFound):
        services.erase_account(actor=Actor.citizen(new_id()))
