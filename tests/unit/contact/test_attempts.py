"""How often a receipt may be tried: counted before it is looked at, exactly, and without keeping who tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from bluelamp.contact import attempts, jobs, receipts, services
from bluelamp.contact.models import ReceiptAttempt
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, TooMany
from bluelamp.core.ids import new_reference
from tests.factories.rooms import received

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.9", "198.51.100.7"
WRONG = "0000 0000 0000 0000"


def wrong(reference: str, address: str = "", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Invalid):
            services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=WRONG, address=address)


def refused(reference: str, address: str = "", receipt: str = WRONG) -> str:
    with pytest.raises(TooMany) as said:
        services.open_with_receipt(actor=Actor.public(), reference=reference, receipt=receipt, address=address)
    assert said.value.field == "receipt"
    return said.value.message


def counted(reference: str, address: str, times: int) -> None:
    """Tries that cost nothing, for limits that are far away."""
    for _ in range(times):
        attempts.begin(reference=reference, address=address)


@pytest.mark.django_db(transaction=True)
def test_ten_are_ten_also_at_the_same_moment() -> None:
    reference, barrier = new_reference("CR"), Barrier(16)

    def one(_place: int) -> bool:
        try:
            barrier.wait()
            attempts.begin(reference=reference, address=HERE)
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(one, range(16))) == attempts.PER_REFERENCE
    assert ReceiptAttempt.objects.count() == attempts.PER_REFERENCE


def test_who_holds_the_receipt_comes_in_while_another_guesses() -> None:
    report = received()
    receipt = services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    wrong(report.reference, THERE, 10)
    assert "call 101" in refused(report.reference, THERE, receipt)
    for _ in range(20):  # what is right is not counted
        found = services.open_with_receipt(
            actor=Actor.public(), reference=report.reference, receipt=receipt, address=HERE
        )
        assert found == report.id
    assert ReceiptAttempt.objects.count() == 10


def test_many_connections_together_close_a_reference_for_a_while() -> None:
    reference = new_reference("CR")
    with clock.fixed(clock.now()):
        for number in range(5):
            counted(reference, f"192.0.2.{number}", 10)
        assert "perhaps by somebody else" in refused(reference, HERE)
        wrong(new_reference("CR"), HERE)
    with clock.shifted(timedelta(minutes=15, seconds=1)):
        wrong(reference, HERE)


def test_one_connection_tries_so_often_whatever_the_reference() -> None:
    with clock.fixed(datetime(2026, 5, 4, 9, 50, tzinfo=UTC)):
        for _ in range(attempts.PER_CONNECTION):
            counted(new_reference("CR"), HERE, 1)
    with clock.fixed(datetime(2026, 5, 4, 10, 4, tzinfo=UTC)):  # the next hour has other digests, and counts the last
        assert "your internet connection" in refused(new_reference("CR"), HERE)
        wrong(new_reference("CR"), THERE)
        wrong(new_reference("CR"))
    with clock.fixed(datetime(2026, 5, 4, 10, 6, tzinfo=UTC)):
        wrong(new_reference("CR"), HERE)


def test_where_the_connection_is_not_known_not_everybody_is_taken_for_one() -> None:
    with clock.fixed(clock.now()):
        for _ in range(attempts.PER_CONNECTION + 1):
            counted(new_reference("CR"), "", 1)
        wrong(new_reference("CR"))


def test_all_together_try_so_often_in_a_minute() -> None:
    with clock.fixed(clock.now()):
        for _ in range(attempts.ALTOGETHER):
            counted(new_reference("CR"), "", 1)
        assert "Try again in a minute" in refused(new_reference("CR"), HERE)
    with clock.shifted(timedelta(minutes=1, seconds=1)):
        wrong(new_reference("CR"), HERE)


def test_no_address_is_kept_and_its_digest_does_not_last() -> None:
    with clock.fixed(datetime(2026, 5, 4, 9, 0, tzinfo=UTC)):
        counted(new_reference("CR"), HERE, 2)
    with clock.fixed(datetime(2026, 5, 4, 10, 0, tzinfo=UTC)):
        counted(new_reference("CR"), HERE, 1)
    first, second, later = ReceiptAttempt.objects.order_by("id").values_list("origin", flat=True)
    assert first == second != later
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, ' ') FROM contact_receiptattempt a")
        assert HERE not in str(cursor.fetchone())


def test_whoever_would_have_to_wait_is_told_so_and_it_is_no_try() -> None:
    report = received()
    receipt = services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    with receipts.turn(), receipts.turn():
        assert "Try again in a moment" in refused(report.reference, HERE, receipt)
    assert not ReceiptAttempt.objects.exists()
    assert services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=receipt) == report.id


def test_the_page_says_so_in_words_and_to_machines(client: Client) -> None:
    reference = new_reference("CR")
    counted(reference, HERE, 10)
    sent = {"reference": reference, "receipt": WRONG}
    page = client.post("/track", sent, REMOTE_ADDR=HERE)
    assert page.status_code == 429
    assert "Wait 15 minutes" in page.content.decode()
    assert client.post("/track", sent, REMOTE_ADDR=THERE).status_code == 422


@pytest.mark.idempotent("contact.forget_attempts")
def test_what_no_limit_counts_any_more_is_forgotten() -> None:
    counted(new_reference("CR"), HERE, 3)
    with clock.shifted(timedelta(minutes=50)):
        counted(new_reference("CR"), HERE, 1)
        jobs.forget_attempts(timestamp=0)
        assert ReceiptAttempt.objects.count() == 4
    with clock.shifted(timedelta(minutes=61)):
        for _ in range(2):
            jobs.forget_attempts(timestamp=0)
            assert ReceiptAttempt.objects.count() == 1
