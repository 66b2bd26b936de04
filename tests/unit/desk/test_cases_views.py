"""The pages of a case: whose cases are listed, what is refused and how, and what never opens for somebody else."""

import re
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.evidence.models import Exhibit
from bluelamp.evidence.services import exhibit_file
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services
from bluelamp.investigations.models import Action, Case, CaseNote, Crime, Entitlement, Outcome, SuspectStep
from bluelamp.ledger.reading import writing
from tests.factories.files import png, staged_file
from tests.factories.rooms import case, crime, grading, matter, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST = "/desk/cases/"
ENDED = {"code": "18", "reason": "Nobody saw them."}


@pytest.fixture
def opened(cast: Cast) -> Case:
    """Of a burglary, which the detective looks into."""
    graded = grade_report(actor=cast["call_taker"], report_id=told(), grading=grading())
    assert graded.case is not None
    services.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    return graded.case


@pytest.fixture
def exhibit(cast: Cast, opened: Case) -> Exhibit:
    stored = staged_file(content=png(), name="sill.png")
    return exhibit_file(actor=cast["call_taker"], matter_id=opened.matter_id, stored_file_id=stored.id, title="Sill")


def page(of: Case, part: str = "") -> str:
    return f"{LIST}{of.id}{part}"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def sent(**fields: str) -> dict[str, str]:
    return {"client_id": str(new_id()), **fields}


def crime_of(of: Case) -> UUID:
    with writing():
        return Crime.objects.get(matter_id=of.matter_id).id


def kept(of: Case) -> Case:
    with writing():
        return Case.objects.get(pk=of.pk)


def elsewhere(cast: Cast) -> Case:
    """A case that nobody of the cast works on."""
    about = matter()
    crime(cast, about)
    return services.open_case(actor=cast["call_taker"], matter_id=about)


def test_cases_are_listed_for_those_who_work_on_or_oversee_them_and_filed_ones_apart(
    cast: Cast, sign_in: SignIn, opened: Case
) -> None:
    other, filed = elsewhere(cast), case(cast, matter(), owner="detective")
    ended = crime(cast, filed.matter_id)
    services.record_outcome(actor=cast["detective"], crime_id=ended.id, code=18, reason="Nobody saw them.")
    for name, asked, seen in (
        ("detective", "", {opened}),
        ("detective", "?state=pigeons", {opened}),
        ("detective", "?state=filed", {filed}),
        ("supervisor", "", {opened, other}),
        ("responder", "", set()),
    ):
        shown = text(sign_in(name).get(f"{LIST}{asked}"))
        assert {one for one in (opened, other, filed) if page(one) in shown} == seen, (name, asked)
    assert sign_in("call_taker").get(LIST).status_code == 403


def test_a_detective_takes_a_case_of_their_own_team_while_it_is_open(cast: Cast, sign_in: SignIn) -> None:
    free, client = case(cast, matter()), sign_in("detective")
    recorded = crime(cast, free.matter_id)
    assert page(free, "/take") in text(client.get(page(free)))
    assert client.post(page(free, "/take")).headers["Location"] == page(free)
    assert page(free, "/take") not in text(client.get(page(free)))
    services.assign_case(actor=cast["supervisor"], case_id=free.id, owner_id=cast["supervisor"].id)
    services.record_outcome(actor=cast["supervisor"], crime_id=recorded.id, code=18, reason="Nobody saw them.")
    refused = client.post(page(free, "/take"))
    assert refused.status_code == 403
    assert "You cannot do this." in text(refused)
    assert free.reference in text(refused), "on the page of the case"
    assert kept(free).owner_id == cast["supervisor"].id


def test_a_note_is_a_fact_or_an_opinion_and_is_kept_once_however_often_it_is_sent(
    sign_in: SignIn, opened: Case
) -> None:
    client = sign_in("detective")
    refused = client.post(page(opened, "/note"), sent(text="He was seen in May."))
    assert refused.status_code == 422
    shown = text(refused)
    assert "Say whether this is a fact or an opinion." in shown
    assert ">He was seen in May.</textarea>" in shown.replace("> He", ">He")
    note = sent(text="He was seen in May.", kind="opinion")
    for _ in range(2):
        assert client.post(page(opened, "/note"), note).headers["Location"] == page(opened)
    with writing():
        assert [one.kind for one in CaseNote.objects.all()] == ["opinion"]


def test_what_is_to_be_done_stays_open_until_somebody_says_what_came_of_it(sign_in: SignIn, opened: Case) -> None:
    client = sign_in("detective")
    assert client.post(page(opened, "/action"), sent(text="Ask next door.", due_on="soon")).status_code == 422
    assert client.post(page(opened, "/action"), sent(text="Ask next door.")).headers["Location"] == page(opened)
    with writing():
        action = Action.objects.get()
    done = page(opened, f"/action/{action.id}")
    assert f'href="{done}"' in text(client.get(page(opened)))
    refused = client.post(done, {"result": " "})
    assert refused.status_code == 422
    assert "Say what came of it." in text(refused)
    assert opened.reference in text(refused)
    assert client.post(done, {"result": "They were away."}).headers["Location"] == page(opened)
    shown = text(client.get(page(opened)))
    assert "Ask next door.: They were away." in shown
    assert done not in shown


def test_an_outcome_has_a_reason_and_a_case_that_is_filed_takes_no_more_notes(sign_in: SignIn, opened: Case) -> None:
    client, address = sign_in("detective"), page(opened, f"/crime/{crime_of(opened)}/outcome")
    for missing, words in (("code", "Choose an outcome from the list."), ("reason", "Say why this is the outcome.")):
        refused = client.post(address, ENDED | {missing: ""})
        assert refused.status_code == 422
        assert words in text(refused)
    with writing():
        assert not Outcome.objects.exists()
    assert client.post(address, ENDED).headers["Location"] == page(opened)
    shown = text(client.get(page(opened)))
    assert "Nobody saw them." in shown
    assert address not in shown
    for part, fields in (("/note", {"text": "More.", "kind": "fact"}), ("/action", {"text": "More."})):
        refused = client.post(page(opened, part), sent(**fields))
        assert refused.status_code == 422
        assert "You cannot do this." in text(refused), part
    with writing():
        assert not CaseNote.objects.exists()


def test_what_happened_to_a_suspect_is_refused_beside_the_rest_of_the_case(sign_in: SignIn, opened: Case) -> None:
    client = sign_in("detective")
    refused = client.post(page(opened, "/suspect"), sent(kind="", happened_on=today().isoformat()))
    assert refused.status_code == 422
    shown = text(refused)
    assert "Choose what happened from the list." in shown
    assert "Say whether this is a fact or an opinion." not in shown, "the other forms of the page were not sent"
    step = sent(kind="arrested", happened_on=today().isoformat())
    assert client.post(page(opened, "/suspect"), step).headers["Location"] == page(opened)
    with writing():
        assert SuspectStep.objects.get().kind == "arrested"


def test_of_a_case_that_is_filed_only_what_a_court_did_is_offered(cast: Cast, sign_in: SignIn, opened: Case) -> None:
    client = sign_in("detective")
    assert 'value="arrested"' in text(client.get(page(opened)))
    services.record_outcome(actor=cast["detective"], crime_id=crime_of(opened), code=1, reason="CPS: charge.")
    shown = text(client.get(page(opened)))
    assert ('value="convicted"' in shown, 'value="arrested"' in shown) == (True, False)
    refused = client.post(page(opened, "/suspect"), sent(kind="arrested", happened_on=today().isoformat()))
    assert refused.status_code == 422
    assert "You cannot do this." in text(refused)
    assert 'value="arrested"' not in text(refused)
    with writing():
        assert not SuspectStep.objects.exists()


def test_whether_rights_are_enhanced_is_decided_and_then_the_case_says_so(sign_in: SignIn, opened: Case) -> None:
    client, address = sign_in("detective"), page(opened, "/enhanced")
    refused = client.post(address, {"enhanced": ""})
    assert refused.status_code == 422
    assert "Choose whether the victim has enhanced rights." in text(refused)
    assert client.post(address, {"enhanced": "yes"}).headers["Location"] == page(opened)
    assert kept(opened).enhanced == "yes"


def test_what_is_owed_in_another_case_is_not_said_to_be_done_from_this_one(
    cast: Cast, sign_in: SignIn, opened: Case
) -> None:
    other = case(cast, matter(), owner="detective")
    crime(cast, other.matter_id)
    client = sign_in("detective")
    with writing():
        theirs = Entitlement.objects.get(matter_id=other.matter_id, rule="referral")
    said = {"how": "referred"}
    for clock in (theirs.id, new_id()):
        assert client.get(page(opened, f"/told/{clock}")).status_code == 404
        assert client.post(page(opened, f"/told/{clock}"), said).status_code == 404
    address = page(other, f"/told/{theirs.id}")
    refused = client.post(address, {"how": ""})
    assert refused.status_code == 422
    assert "Choose what came of it." in text(refused)
    assert client.post(address, said).headers["Location"] == page(other)
    assert "Nothing more is due." in text(client.get(address))


def test_whoever_oversees_a_case_reads_it_and_is_refused_what_is_the_investigators(
    sign_in: SignIn, opened: Case
) -> None:
    boss = sign_in("supervisor")
    shown = text(boss.get(page(opened)))
    for part in ("/note", "/action", "/suspect", "/outcome", "/enhanced", "/told/", "/cancel"):
        assert part not in shown.partition("<main")[2], part
    for part, fields in (
        ("/note", sent(text="More.", kind="fact")),
        ("/enhanced", {"enhanced": "yes"}),
        (f"/crime/{crime_of(opened)}/outcome", ENDED),
    ):
        refused = boss.post(page(opened, part), fields)
        assert refused.status_code == 422
        assert "You cannot do this." in text(refused)
    with writing():
        assert not CaseNote.objects.exists()
        assert not Outcome.objects.exists()


def test_a_case_of_somebody_else_is_as_one_that_does_not_exist(cast: Cast, sign_in: SignIn) -> None:
    theirs, client = elsewhere(cast), sign_in("detective")
    crime_id = crime_of(theirs)
    for part, fields in (
        ("", None),
        ("/take", {}),
        ("/note", sent(text="More.", kind="fact")),
        ("/action", sent(text="More.")),
        ("/suspect", sent(kind="arrested", happened_on=today().isoformat())),
        ("/enhanced", {"enhanced": "yes"}),
        (f"/crime/{crime_id}/outcome", ENDED),
    ):
        answers = [client.post(page(theirs, part), fields)] if fields is not None else []
        if part in ("", "/enhanced", f"/crime/{crime_id}/outcome"):
            answers.append(client.get(page(theirs, part)))
        for answer in answers:
            assert answer.status_code == 404, part
            assert theirs.reference not in text(answer)
    assert (kept(theirs).owner_id, kept(theirs).enhanced) == (None, "unknown")


def test_only_the_registrar_is_offered_to_cancel_a_crime_and_only_once(sign_in: SignIn, opened: Case) -> None:
    address = page(opened, f"/crime/{crime_of(opened)}/cancel")
    registrar, said = sign_in("crime_registrar"), {"because": "error", "information": "It was lent."}
    assert address in text(registrar.get(page(opened)))
    for name in ("detective", "supervisor"):
        assert address not in text(sign_in(name).get(page(opened)))
        assert sign_in(name).post(address, said).status_code == 403
    assert registrar.post(address, said).headers["Location"] == page(opened)
    assert address not in text(registrar.get(page(opened)))


def test_an_exhibit_shows_its_hash_and_everybody_who_has_looked_at_it(
    cast: Cast, sign_in: SignIn, exhibit: Exhibit
) -> None:
    client, address = sign_in("detective"), f"{LIST}exhibit/{exhibit.id}"
    assert sha256(png()).hexdigest() in text(client.get(address))
    names = re.findall(r"Nora Silvester", text(sign_in("supervisor").get(address)).partition("Custody")[2])
    assert len(names) == 1, "to have looked is part of its custody"
    original = client.get(f"{address}/file")
    assert b"".join(original) == png()
    assert original.headers["Content-Disposition"].startswith("inline")
    assert client.get(f"{address}/preview").headers["Content-Type"] == "image/jpeg"


def test_an_exhibit_is_for_those_who_work_on_its_matter(sign_in: SignIn, exhibit: Exhibit) -> None:
    for name, status in (("responder", 404), ("call_taker", 403), ("crime_registrar", 403), ("exhibits_officer", 200)):
        client = sign_in(name)
        for part in ("", "/file", "/preview"):
            assert client.get(f"{LIST}exhibit/{exhibit.id}{part}").status_code == status, (name, part)


def test_whoever_only_counts_sees_who_is_owed_news_and_not_whose_case_it_is(
    cast: Cast, sign_in: SignIn, opened: Case
) -> None:
    step = services.record_suspect_step(
        actor=cast["detective"], case_id=opened.id, kind="arrested", happened_on=today()
    )
    services.ask_for_other_means(actor=Actor.job("news"), about_id=step.id, rule="suspect_step", why="unsafe")
    for name, seen in (("supervisor", True), ("auditor", False)):
        shown = text(sign_in(name).get(f"{LIST}owed"))
        assert "It is not safe to write to them" in shown
        assert (page(opened) in shown, opened.reference in shown) == (seen, seen)
        assert ("A case you cannot open" in shown) is not seen
    assert sign_in("detective").get(f"{LIST}owed").status_code == 403


def test_what_belongs_to_another_case_is_not_changed_from_this_one(cast: Cast, sign_in: SignIn, opened: Case) -> None:
    other = case(cast, matter(), owner="detective")
    theirs = crime(cast, other.matter_id)
    address = page(opened, f"/crime/{theirs.id}/outcome")
    assert sign_in("detective").get(address).status_code == 404
    assert sign_in("detective").post(address, {"code": "18", "reason": "Every line was followed."}).status_code == 404
    assert sign_in("crime_registrar").get(page(opened, f"/crime/{theirs.id}/cancel")).status_code == 404
    with writing():
        assert not Outcome.objects.exists()
