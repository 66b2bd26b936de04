"""Crime recording at the desk: what is not reconciled, for whom by name, and a sample that two judge unseen."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact.report_types import report_types
from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.investigations import services
from bluelamp.investigations.models import AuditItem, AuditJudgement
from tests.factories.rooms import received, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def text(response: Any) -> str:
    return unescape(response.content.decode())


def drawn(cast: Cast, **changes: Any) -> UUID:
    """A sample of one report of today; the id of what is judged."""
    wanted: dict[str, Any] = {"period_from": today() - timedelta(days=1), "period_to": today(), "size": 1} | changes
    audit = services.draw_audit(actor=cast["crime_registrar"], **wanted)
    return UUID(str(audit.items.get().id))


def test_the_registrar_draws_and_judges_on_the_screen(cast: Cast, sign_in: SignIn) -> None:
    for seed in (1, 2):
        told(seed)
    registrar = sign_in("crime_registrar")
    fields = {"period_from": str(today()), "period_to": str(today()), "size": "2", "seed": "7"}
    assert registrar.post("/desk/recording/draw", fields | {"size": "0"}).status_code == 422
    address = registrar.post("/desk/recording/draw", fields).headers["Location"]
    assert "To be judged" in registrar.get(address).content.decode()
    assert "not known: none" in registrar.get(address).content.decode()
    first = AuditItem.objects.get(number=1)
    judged = {"should_record": "yes", "words": "On his account."}
    assert registrar.post(f"/desk/recording/item/{first.id}", {"should_record": "yes"}).status_code == 422
    following = registrar.post(f"/desk/recording/item/{first.id}", judged).headers["Location"]
    assert following == f"/desk/recording/item/{AuditItem.objects.get(number=2).id}"
    assert registrar.post(following, judged | {"should_record": "no"}).headers["Location"] == address
    page = registrar.get(address).content.decode()
    assert "79.3%), 0 of 1" in page
    seen = registrar.get(f"/desk/recording/item/{first.id}").content.decode()
    assert "was not recorded" in seen
    second = sign_in("supervisor").get(f"/desk/recording/item/{first.id}").content.decode()
    assert "Somebody has judged it before you" in second
    assert "On his account" not in second
    assert registrar.get(f"/desk/recording/{new_id()}").status_code == 404
    assert registrar.get(f"/desk/recording/item/{new_id()}").status_code == 404


@pytest.mark.parametrize(("name", "named", "opens"), [("supervisor", True, True), ("crime_registrar", True, False)])
def test_what_is_forgotten_is_named_to_those_who_may_read_it_and_opened_by_those_who_decide(
    sign_in: SignIn, name: str, named: bool, opens: bool
) -> None:
    forgotten = received()
    client = sign_in(name)
    with clock.shifted(timedelta(hours=25)):
        shown = text(client.get("/desk/recording/"))
    assert (forgotten.reference in shown, f"/desk/contact/{forgotten.id}" in shown) == (named, opens)


def test_only_the_oldest_are_listed_and_all_are_counted(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.desk.recording.views._SHOWN", 2)
    with clock.shifted(-timedelta(hours=1)):
        oldest = received()
    newer = [received() for _ in range(2)]
    client = sign_in("crime_registrar")
    with clock.shifted(timedelta(hours=25)):
        shown = text(client.get("/desk/recording/"))
    assert "3 reports are older than 24 hours" in shown
    assert "Only the oldest 2 are shown." in shown
    assert oldest.reference in shown
    assert sum(one.reference in shown for one in newer) == 1


def test_only_the_registrar_is_offered_to_draw(sign_in: SignIn) -> None:
    for name, status in (("crime_registrar", 200), ("supervisor", 403), ("auditor", 403)):
        client = sign_in(name)
        assert ("/desk/recording/draw" in text(client.get("/desk/recording/"))) is (status == 200)
        assert client.get("/desk/recording/draw").status_code == status


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period_to": "yesterday"}, "Enter the last day as a date."),
        ({"size": "501"}, "Draw at most 500 reports."),
        ({"seed": "-1"}, "A seed is not below 0."),
        ({"period_from": "2020-01-01", "period_to": "2020-01-02"}, 'href="#id_period_from"'),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_said_at_its_field(
    sign_in: SignIn, changes: dict[str, str], words: str
) -> None:
    asked = {"period_from": str(today()), "period_to": str(today()), "size": "2"} | changes
    refused = sign_in("crime_registrar").post("/desk/recording/draw", asked)
    assert refused.status_code == 422
    assert words in text(refused)


def test_parts_are_called_by_their_names(cast: Cast, sign_in: SignIn) -> None:
    told()
    client = sign_in("auditor")
    burglary = str(report_types()["burglary"].journey.title)
    for stratum, name, code in (("channel", "Online", "web"), ("journey", burglary, "burglary")):
        item = AuditItem.objects.get(pk=drawn(cast, stratum=stratum))
        shown = text(client.get(f"/desk/recording/{item.audit_id}"))
        assert f">{name}<" in shown
        assert f">{code}<" not in shown
        assert f"/desk/recording/item/{item.id}" not in shown  # who only reads judges nothing


def test_nobody_judges_twice_and_whoever_tries_is_told_so_beside_what_they_said(cast: Cast, sign_in: SignIn) -> None:
    told()
    item = drawn(cast)
    client, address = sign_in("supervisor"), f"/desk/recording/item/{item}"
    said = {"should_record": "yes", "words": "On her account."}
    assert client.post(address, said).status_code == 302
    again = client.post(address, said | {"words": "On second thoughts."})
    assert again.status_code == 422
    assert "There is a problem" in text(again)
    assert "On her account." in text(again)
    assert AuditJudgement.objects.count() == 1
