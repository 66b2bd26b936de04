"""A report joins the account of whoever asks and holds it, and only its receipt takes it out again."""

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import involved, owners
from bluelamp.access.services import involve
from bluelamp.contact import selectors as contact
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.keep_in_account import keep_in_account, take_out_of_account
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.rooms import on_ledger, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def citizen() -> Actor:
    return Actor.citizen(new_id())


def reads(actor: Actor, report: Report) -> bool:
    with writing():
        return contact.reports_for_matter(actor=actor, matter_id=report.matter_id) != []


def test_whoever_holds_a_report_keeps_it_and_the_ledger_says_in_which_account() -> None:
    me, report = citizen(), received()
    for _ in range(2):
        assert keep_in_account(actor=me, held=Actor.receipt(report.id)) == report.id
    assert reads(me, report)
    assert not reads(citizen(), report)
    assert len(owners(matter=report.matter_id, grounds="accounts.account:")) == 1
    entry = Entry.objects.filter(action="accounts.report.keep").latest("at")
    assert entry.subjects == [f"contact.report:{report.id}", f"accounts.account:{me.id}"]
    assert (entry.act, entry.matter_id) == ("combination", report.matter_id)


@pytest.mark.parametrize("who", ["outsider", "call_taker", "supervisor"])
def test_only_an_account_keeps_reports(cast: Cast, who: str) -> None:
    report = received()
    with pytest.raises(NotAllowed):
        keep_in_account(actor=cast[who], held=Actor.receipt(report.id))
    assert on_ledger("accounts.report.keep") == 0


def test_a_receipt_is_no_account() -> None:
    one, other = received(), received()
    with pytest.raises(NotAllowed, match="Sign in"):
        keep_in_account(actor=Actor.receipt(one.id), held=Actor.receipt(other.id))
    assert not reads(Actor.receipt(one.id), other)


def test_a_receipt_that_is_none_brings_nothing() -> None:
    received()
    with pytest.raises(NotFound):
        keep_in_account(actor=citizen(), held=Actor.receipt(new_id()))


def test_the_receipt_takes_it_out_of_every_account_that_it_was_added_to() -> None:
    accounts, report, other = [citizen(), citizen()], received(), received()
    for me in accounts:
        keep_in_account(actor=me, held=Actor.receipt(report.id))
        keep_in_account(actor=me, held=Actor.receipt(other.id))
    holder = Actor.receipt(report.id)
    assert [take_out_of_account(actor=holder, report_id=report.id) for _ in range(2)] == [2, 0]
    assert on_ledger("accounts.report.take_out") == 1
    assert reads(holder, report)
    for me in accounts:
        assert not reads(me, report)
        assert reads(me, other)


def test_a_report_that_was_made_while_signed_in_stays_in_that_account() -> None:
    """Its owner may have given the receipt to somebody they trust."""
    maker, report = citizen(), received()
    involve(actor=Actor.job("test"), matter=report.matter_id, who=maker.id, relation=Relation.OWN)
    assert take_out_of_account(actor=Actor.receipt(report.id), report_id=report.id) == 0
    assert maker.id in involved(matter=report.matter_id, relation=Relation.OWN)
    assert on_ledger("accounts.report.take_out") == 0


def test_an_account_puts_nobody_out_not_even_itself() -> None:
    me, report = citizen(), received()
    keep_in_account(actor=me, held=Actor.receipt(report.id))
    with pytest.raises(NotAllowed, match="open the report with its receipt"):
        take_out_of_account(actor=me, report_id=report.id)
    assert reads(me, report)


def test_the_receipt_of_another_report_takes_nothing_out() -> None:
    me, report, other = citizen(), received(), received()
    keep_in_account(actor=me, held=Actor.receipt(report.id))
    with pytest.raises(NotFound):
        take_out_of_account(actor=Actor.receipt(other.id), report_id=report.id)
    assert reads(me, report)
