"""Whoever holds a report's receipt decides whether it stays in an account, after a question."""

import pytest

from bluelamp.access.selectors import owners
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.flows.keep_in_account import keep_in_account
from tests.factories.accounts import actor_of, signed_in
from tests.factories.rooms import on_ledger, received
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db


def page(report: Report) -> str:
    return f"/reports/{report.id}/take-out"


def accounts_with(report: Report) -> int:
    return len(owners(matter=report.matter_id, grounds="accounts.account:"))


def test_the_question_changes_nothing_and_the_button_takes_it_out_of_all_of_them() -> None:
    report, accounts = received(), [signed_in(f"{name}@example.com") for name in ("ivy", "tom")]
    for account in accounts:
        keep_in_account(actor=actor_of(account), held=Actor.receipt(report.id))
    client = holder(report.id)
    shown = text(client.get(page(report)))
    assert "It is in more than one account." in shown
    assert "example.com" not in shown, "whose they are is not theirs to know"
    assert accounts_with(report) == 2
    for _ in range(2):
        assert client.post(page(report))["Location"] == f"/reports/{report.id}/"
    assert accounts_with(report) == 0
    assert on_ledger("accounts.report.take_out") == 1
    assert "This report is in no account" in text(client.get(page(report)))


def test_who_has_it_in_an_account_puts_nobody_out_and_is_told_what_to_do() -> None:
    report, account = received(), signed_in()
    keep_in_account(actor=actor_of(account), held=Actor.receipt(report.id))
    refused = account.post(page(report))
    assert refused.status_code == 403
    assert "Sign out and open the report with its receipt." in text(refused)
    assert accounts_with(report) == 1


def test_the_receipt_of_another_report_takes_nothing_out() -> None:
    report, other, account = received(), received(), signed_in()
    keep_in_account(actor=actor_of(account), held=Actor.receipt(report.id))
    assert holder(other.id).post(page(report)).status_code == 404
    assert accounts_with(report) == 1
