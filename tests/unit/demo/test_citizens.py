"""The demo's citizen comes in by the code in her mail, as anybody does, and has the reports that she kept."""

import pytest

from bluelamp.accounts.models import Account
from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.demo.citizens import EMAIL, open_account
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from tests.factories.accounts import actor_of, signed_in
from tests.factories.rooms import received

pytestmark = pytest.mark.django_db
JOB = Actor.job("demo")


def test_she_has_the_reports_that_she_kept_and_no_other() -> None:
    kept, other = [received(), received()], received()
    account = open_account(actor=JOB, reports=[one.id for one in kept])
    her = Actor.citizen(account)
    with writing():
        for report in kept:
            assert contact.report(actor=her, report_id=report.id).id == report.id
        with pytest.raises(NotFound):
            contact.report(actor=her, report_id=other.id)


def test_a_visitor_of_the_demo_comes_in_to_the_same_account_with_the_next_code() -> None:
    account = open_account(actor=JOB, reports=[])
    with writing():
        assert Notice.objects.filter(address=EMAIL, template="sign_in_code").count() == 1
    assert actor_of(signed_in(EMAIL)) == Actor.citizen(account)


def test_a_report_that_is_none_leaves_no_account() -> None:
    with pytest.raises(NotFound):
        open_account(actor=JOB, reports=[new_id()])
    assert not Account.objects.exists()
