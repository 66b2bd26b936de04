"""The organisations that help victims: who takes them up, what they take people for, and what is refused."""

from typing import Any

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.victims import services
from bluelamp.victims.models import PartnerOrganisation
from tests.factories.rooms import on_ledger
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(cast: Cast) -> dict[str, Any]:
    return {"name": "Harbourlight", "team_id": next(iter(cast["support"].teams)), "takes": ["talk", "other", "talk"]}


def test_an_organisation_is_known_by_its_team_and_said_anew(cast: Cast, said: dict[str, Any]) -> None:
    first = services.register_partner(actor=cast["administrator"], **said)
    again = services.register_partner(actor=Actor.job("test"), **said | {"name": " Harbour ", "takes": ["money"]})
    assert (first.takes, again.takes) == (frozenset({"talk", "other"}), frozenset({"money"}))
    assert again.id == first.id
    assert PartnerOrganisation.objects.get().name == "Harbour"
    assert on_ledger("victims.partner.change") == 2


@pytest.mark.parametrize(
    ("changes", "field"), [({"takes": []}, "takes"), ({"takes": ["talk", "magic"]}, "takes"), ({"name": " "}, "name")]
)
def test_what_is_missing_is_named(cast: Cast, said: dict[str, Any], changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.register_partner(actor=cast["administrator"], **said | changes)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["support", "supervisor", "detective", "outsider"])
def test_no_partner_takes_itself_up_and_no_officer_does(cast: Cast, said: dict[str, Any], name: str) -> None:
    with pytest.raises(NotAllowed):
        services.register_partner(actor=cast[name], **said)
    assert not PartnerOrganisation.objects.exists()


def test_one_that_is_shut_gets_nothing_new(cast: Cast, said: dict[str, Any]) -> None:
    referrals = Referrals(cast)
    assert referrals.state(referrals.sent()) == "sent"
    services.register_partner(actor=cast["administrator"], **said, is_open=False)
    assert referrals.state(referrals.waiting()) == "waiting"
