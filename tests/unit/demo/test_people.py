"""The demo's cast can sign in, and nobody else of its force can."""

from random import Random

import pytest
from django.test import Client

from bluelamp.access.demo import DEMO_PASSWORD, DEMO_SIGN_INS
from bluelamp.access.models import Membership, User
from bluelamp.core.actor import Actor
from bluelamp.demo.people import CREWS, hire
from bluelamp.incidents.models import Resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> dict[str, User]:
    return hire(actor=Actor.job("demo"), rng=Random(5))


def may_sign_in(username: str) -> bool:
    sent = {"username": username, "password": DEMO_PASSWORD}
    return Client().post("/staff/sign-in", sent).status_code == 302


def test_the_cast_has_the_password_of_the_sign_in_page_and_the_crews_have_none(cast: dict[str, User]) -> None:
    assert set(cast) == {person.username for person in DEMO_SIGN_INS}
    assert may_sign_in("call-taker")
    assert may_sign_in("support")
    crews = User.objects.exclude(pk__in=[user.pk for user in cast.values()])
    assert crews.count() == CREWS
    assert not any(user.has_usable_password() for user in crews)
    assert not may_sign_in("crew-03")


def test_whoever_shares_a_team_is_in_one(cast: dict[str, User]) -> None:
    def teams(username: str) -> list[str]:
        of_user = Membership.objects.filter(user=cast[username])
        return list(of_user.values_list("team__name", flat=True))

    for person in DEMO_SIGN_INS:
        assert teams(person.username) == [person.team]
    assert Membership.objects.filter(team__name="Response A").count() == CREWS + 3  # with two officers and a sergeant


def test_the_first_two_crews_are_the_casts_own_and_every_crew_is_somewhere(cast: dict[str, User]) -> None:
    crews = {one.callsign: one for one in Resource.objects.all()}
    assert len(crews) == CREWS + 2
    assert crews["RA01"].crew == [cast["responder"].pk]
    assert crews["RA02"].crew == [cast["responder2"].pk]
    everybody = [who for one in crews.values() for who in one.crew]
    assert len(set(everybody)) == len(everybody) == len(crews), "nobody is in two places"
    assert len({(one.latitude, one.longitude) for one in crews.values()}) == len(crews)
    assert {one.callsign for one in crews.values() if "taser" in one.skills} == {"RA01", "RA05", "RA09", "RA13", "RA17"}
