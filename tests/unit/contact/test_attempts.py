"""How often a receipt may be tried: counted before it is looked at, without keeping who tried, and never so that a
stranger can lock somebody out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.test import Client, override_settings

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


def test_a_wrong_receipt_costs_no_hash_and_a_right_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    reference, receipt = held()
    with receipts.turn(), receipts.turn():  # nobody else may hash now
        wrong(reference, HERE, 3)
        wrong(new_reference("CR"), HERE)
        assert "Try again in a moment" in refused(reference, HERE, receipt)
    assert opens(reference, receipt)
    for _ in range(attempts.PER_REFERENCE - 3):  # the one that had to wait was no try
        wrong(reference, HERE)


def test_a_receipt_from_before_marks_opens_and_is_marked_then() -> None:
    reference, receipt = held()
    with writing():
        report = Report.objects.get(reference=reference)
    services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=receipt)
    mark = report.receipt_mark
    Report.objects.filter(pk=report.id).update(receipt_mark="")
    wrong(reference, HERE)
    assert opens(reference, receipt)
    with writing():
        assert Report.objects.get(pk=report.id).receipt_mark == mark


def test_a_mark_is_worth_nothing_without_our_secret_and_a_new_secret_locks_nobody_out() -> None:
    reference, receipt = held()
    mark = receipts.mark(reference, receipt)
    assert receipts.may_fit(reference, receipt, mark)
    assert not receipts.may_fit(reference, WRONG, mark)
    assert receipts.may_fit(reference, f" {receipt[:4]}-{receipt[4:]}", mark)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        assert receipts.mark(reference, receipt) != mark
        assert receipts.may_fit(reference, receipt, mark), "marked under a secret that is gone: the hash decides"
        assert opens(reference, receipt)


def test_the_page_says_so_in_words_and_to_machines(client: Client) -> None:
    reference = new_reference("CR")
    for _ in range(10):
        attempts.begin(reference=reference, address=HERE)
    sent = {"reference": reference, "receipt": WRONG}
    page = client.post("/track", sent, REMOTE_ADDR=HERE)
    assert page.status_code == 429
    assert "Wait 20 minutes" in page.content.decode()
    assert client.post("/track", sent, REMOTE_ADDR=THERE).status_code == 422
