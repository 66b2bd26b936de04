"""“What if I report it?”: from the form to rules and record, apart, with nothing kept."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, TestCase
from pytest_django import Settings

from bluelamp.analytics.selectors import default_warehouse
from bluelamp.analytics.services import resume_outcomes, stop_outcomes
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.ledger.models import Entry
from tests.factories.analytics import ended, load, months_of_outcomes, published, reported

pytestmark = pytest.mark.django_db
BURGLARY, SEXUAL, DOMESTIC = "1", "11", "12"


@pytest.fixture(autouse=True)
def own_warehouse(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


def main(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).partition("<main")[2].split())


def a_year(tmp_path: Path) -> None:
    """263 burglaries in Birmingham, of which 81 led to a charge in the second month."""
    street = published(tmp_path, [reported(n) for n in range(263)], month="2023-01")
    outcomes = [ended(n, on="2023-03", outcome_type="Suspect charged") for n in range(81)]
    load(default_warehouse(), street, months_of_outcomes(tmp_path, outcomes, first="2023-01", months=13))


def test_from_the_form_to_rules_and_record(client: Client, tmp_path: Path) -> None:
    a_year(tmp_path)
    said = {"crime": BURGLARY, "place": "B4 7AP", "when": "week", "cctv": "yes", "vulnerable": "no", "repeat": "no"}
    before = Entry.objects.count()
    sent: Any = client.post("/what-if", said)
    assert (sent.status_code, sent["Location"]) == (302, "/what-if?s=1.w-y-nn.birmingham#answers")
    page = main(client.get(sent["Location"].partition("#")[0]))
    assert (
        "Of 263 similar reports, 81 (31%; likely 26% to 37%) had led to a charge by the end of the 12th month after "
        "the month of the report." in page
    )
    assert "182 (69%; likely 63% to 74%) were still open" in page
    assert "This is not a prediction for you." in page
    assert "Please report even if the chance is low" in page
    assert "Counted: reports published as “Burglary”, Birmingham, January 2023." in page
    assert page.index("The rules: what will happen") < page.index("The record: what happened to reports like it")
    assert "Many cameras keep pictures for a month or less." in page
    assert "if you have enhanced rights, otherwise" not in page
    assert Entry.objects.count() == before
    assert not client.session.keys()
    assert "B4 7AP" not in page


def test_side_by_side(client: Client, tmp_path: Path) -> None:
    a_year(tmp_path)
    first: Any = client.post("/what-if", {"crime": BURGLARY, "place": "Birmingham"})
    held = first["Location"].partition("=")[2].partition("#")[0]
    second: Any = client.post("/what-if", {"crime": BURGLARY, "suspect": "close", "s": [held]})
    assert second["Location"] == f"/what-if?s={held}&s=1.-c----.#answers"
    page = main(client.get(second["Location"].partition("#")[0]))
    assert page.count("<article") == 2
    assert page.count("Of 263 similar reports") == 1
    assert "is domestic abuse, whatever else it is" in page
    assert f'href="/what-if?s={held}"' in page


@pytest.mark.parametrize("crime", [SEXUAL, DOMESTIC])
def test_of_the_gravest_there_is_no_record_at_all(client: Client, tmp_path: Path, crime: str) -> None:
    a_year(tmp_path)
    page = main(client.get(f"/what-if?s={crime}.------.birmingham"))
    assert "We show no figures for rape and other sexual offences, domestic abuse or stalking." in page
    assert "similar report" not in page
    assert '<svg class="bl-c"' not in page
    assert "Who helps" in page
    assert "reports like it" not in page
    assert 'id="record1"' not in page


def test_a_person_can_switch_it_off_and_on_again(client: Client, tmp_path: Path) -> None:
    a_year(tmp_path)
    asked = f"/what-if?s={BURGLARY}.------.birmingham"
    with TestCase.captureOnCommitCallbacks(execute=True):
        stop_outcomes(actor=Actor.job("what-if"), reason="The files of May are wrong.")
    page = main(client.get(asked))
    assert "switched off at the moment" in page
    assert "similar report" not in page
    assert "What happens next" in page
    assert "switched off since" in main(client.get("/what-if/how-it-works"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        resume_outcomes(actor=Actor.job("what-if"), reason="They were loaded anew.")
    assert "Of 263 similar reports" in main(client.get(asked))
    assert "At the moment: switched on." in main(client.get("/what-if/how-it-works"))
    told = Entry.objects.filter(action__startswith="analytics.outcomes").values_list("action", flat=True)
    assert sorted(told) == ["analytics.outcomes.resume", "analytics.outcomes.stop"]


@pytest.mark.parametrize("name", ["call_taker", "detective", "outsider", "citizen"])
def test_nobody_else_can(cast: dict[str, Actor], name: str) -> None:
    for switch in (stop_outcomes, resume_outcomes):
        with pytest.raises(NotAllowed):
            switch(actor=cast[name], reason="Because.")


def test_a_switch_needs_a_reason() -> None:
    with pytest.raises(Invalid, match="Say why"):
        stop_outcomes(actor=Actor.job("what-if"), reason=" ")


def test_only_a_last_outcome_shows_no_course(client: Client, tmp_path: Path) -> None:
    old = [reported(n, last_outcome="Suspect charged" if n < 8 else "Under investigation") for n in range(50)]
    young = [reported(n, month="2024-01", last_outcome="Under investigation") for n in range(50)]
    load(default_warehouse(), published(tmp_path, old, month="2023-01"), published(tmp_path, young, month="2024-01"))
    page = main(client.get(f"/what-if?s={BURGLARY}.------.birmingham"))
    assert "8 (16%; likely 8% to 29%) had led to a charge when the figures were published" in page
    assert "not when it came to that" in page
    assert "reports stood after" not in page
    assert "They are fewer than 100, so chance weighs heavily." in page


def test_nothing_chosen_and_no_such_place(client: Client, tmp_path: Path) -> None:
    a_year(tmp_path)
    empty: Any = client.post("/what-if", {})
    assert empty.status_code == 422
    assert "Choose what happened" in main(empty)
    nowhere: Any = client.post("/what-if", {"crime": BURGLARY, "place": "Zzyzx"})
    assert nowhere.status_code == 422
    assert "We hold no figures for this place." in main(nowhere)


def test_an_address_that_somebody_made_up_is_no_fault(client: Client) -> None:
    for code in ("", ".", "1", "1.x", "99.------.", "1.zzzzzz.atlantis", "1.------." + "é" * 500, "\x00.\x00.\x00"):
        answer: Any = client.get("/what-if", {"s": code})
        assert answer.status_code == 200
    assert "We hold no figures yet that were followed for a year." in main(client.get("/what-if?s=1.------."))
