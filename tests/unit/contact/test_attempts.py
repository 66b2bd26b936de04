"""How often a receipt may be tried: counted before it is looked at, without keeping who tried, and never so that a
stranger can lock somebody out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client

from bluelamp.access.strangers import STRANGERS
from bluelamp.contact import attempts, receipts, services
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, TooMany
from bluelamp.core.ids import new_reference
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.9", "198.51.100.7"
WRONG = "0000 0000 0000 0000"


@pytest.fixture(autouse=True)
def nobody_yet() -> Iterator[None]:
    STRANGERS.forget()
    yield
    STRANGERS.forget()


def wrong(reference: str, address: str = "", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Invalid):
            services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=WRONG, address=address)


def refused(reference: str, address: str, receipt: str = WRONG) -> str:
    with pytest.raises(TooMany) as said:
        services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=receipt, address=address)
    assert said.value.field == "receipt"
    return said.value.message


def held() -> tuple[str, str]:
    """Reference and receipt of a report."""
    report = received()
    return report.reference, services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)


def opens(reference: str, receipt: str, address: str = HERE) -> bool:
    return bool(services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=receipt, address=address))


def test_ten_are_ten_also_at_the_same_moment() -> None:
    reference, barrier = new_reference("CR"), Barrier(16)

    def one(_place: int) -> bool:
        barrier.wait()
        try:
            attempts.begin(reference=reference, address=HERE)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(one, range(16))) == attempts.PER_REFERENCE


def test_who_holds_the_receipt_comes_in_while_others_guess_from_anywhere() -> None:
    reference, receipt = held()
    wrong(reference, THERE, 10)
    assert "call 101" in refused(reference, THERE, receipt)
    for number in range(40):  # many connections, as many tries as each is given
        for _ in range(attempts.PER_REFERENCE):
            try:
                attempts.begin(reference=reference, address=f"192.0.2.{number}")
            except TooMany:
                break
    for _ in range(20):  # what is right is not counted
        assert opens(reference, receipt)
    wrong(reference, HERE, attempts.FEW)
    refused(reference, HERE, receipt)
    with clock.shifted(timedelta(minutes=21)):
        assert opens(reference, receipt)


def test_one_connection_tries_so_often_whatever_the_reference() -> None:
    with clock.fixed(clock.now()):
        for _ in range(attempts.PER_CONNECTION):
            attempts.begin(reference=new_reference("CR"), address=HERE)
        for _ in range(3):  # refused ones are not counted
            assert "your internet connection" in refused(new_reference("CR"), HERE)
        wrong(new_reference("CR"), THERE)
        wrong(new_reference("CR"))
    with clock.shifted(timedelta(minutes=21)):
        wrong(new_reference("CR"), HERE)


def test_however_many_strangers_try_others_come_in() -> None:
    reference, receipt = held()
    for number in range(200):
        attempts.begin(reference=new_reference("CR"), address=f"198.18.{number}.1")
    assert opens(reference, receipt)


def test_where_the_connection_is_not_known_nobody_is_locked_out_by_another() -> None:
    reference, receipt = held()
    wrong(reference, "", 60)
    assert opens(reference, receipt, "")


def test_a_receipt_that_was_hashed_like_a_password_still_opens() -> None:
    reference, receipt = held()
    Report.objects.filter(reference=reference).update(receipt_hash=make_password(receipt))
    wrong(reference, HERE)
    assert opens(reference, receipt)
    with writing():
        assert not receipts.is_dear(Report.objects.get(reference=reference).receipt_hash)
    assert opens(reference, receipt)


def test_an_unknown_reference_is_hashed_like_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: list[str] = []
    verify = Argon2PasswordHasher.verify

    def noted(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        hashes.append(encoded.split("$")[3])
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "verify", noted)
    without_one = received().reference
    for reference in (held()[0], without_one, new_reference("CR")):
        wrong(reference, HERE)
    assert len(hashes) == 3
    assert len(set(hashes)) == 1, "all with the same numbers, so all for as long"
    assert not receipts.fits("", "")


def test_the_page_says_so_in_words_and_to_machines(client: Client) -> None:
    reference = new_reference("CR")
    for _ in range(10):
        attempts.begin(reference=reference, address=HERE)
    sent = {"reference": reference, "receipt": WRONG}
    page = client.post("/track", sent, REMOTE_ADDR=HERE)
    assert page.status_code == 429
    assert "Wait 20 minutes" in page.content.decode()
    assert client.post("/track", sent, REMOTE_ADDR=THERE).status_code == 422
