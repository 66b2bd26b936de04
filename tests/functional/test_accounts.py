"""A citizen's account, from the first code to its end, and what others can do with what they took."""

import re
from datetime import timedelta
from random import Random

import pytest
from django.test import Client

from bluelamp.accounts.models import Account, Code, SignIn
from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.core.text import digits_of
from bluelamp.demo import stories
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.live.audiences import resolve
from bluelamp.notices.models import Notice
from tests.factories.accounts import EMAIL, actor_of, ask, come_in, mailed, signed_in
from tests.factories.rooms import on_ledger, received, told
from tests.factories.telling import tell

pytestmark = pytest.mark.django_db
REPORTS = "/account/"
EMPTY = {"csrfmiddlewaretoken": "x"}  # no real form comes empty


def receipt_of(report: Report) -> dict[str, str]:
    receipt = contact.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    return {"reference": report.reference, "receipt": receipt}


def reported() -> Report:
    """By somebody unnamed, question by question: its page shows the answers."""
    report_id = told()
    with writing():
        return Report.objects.get(pk=report_id)


def hold(client: Client, report: Report) -> None:
    assert client.post("/track", receipt_of(report))["Location"] == f"/reports/{report.id}/"


def test_somebody_comes_in_adds_a_report_and_leaves() -> None:
    client, report = Client(), reported()
    assert client.get(REPORTS)["Location"] == "/account/sign-in?next=%2Faccount%2F"
    assert come_in(client) == REPORTS
    assert "no reports" in client.get(REPORTS).content.decode()
    assert client.get(f"/reports/{report.id}/").status_code == 404
    assert client.get("/track")["Location"] == "/account/add"
    wrong = client.post("/account/add", {"reference": report.reference, "receipt": "1" * 16})
    assert wrong.status_code == 422
    assert client.post("/account/add", receipt_of(report))["Location"] == f"/reports/{report.id}/"
    assert report.reference in client.get(REPORTS).content.decode()
    assert client.get(f"/reports/{report.id}/").status_code == 200
    other = signed_in("other@example.com")
    assert other.get(f"/reports/{report.id}/").status_code == 404
    assert report.reference not in other.get(REPORTS).content.decode()
    assert client.post("/account/sign-out")["Location"] == "/"
    assert client.get(f"/reports/{report.id}/")["Location"] == "/track"
    assert come_in(client) == REPORTS
    assert report.reference in client.get(REPORTS).content.decode(), "the same account again"


def test_what_is_reported_while_signed_in_is_in_the_account_and_can_have_a_receipt() -> None:
    client = signed_in()
    report_id = tell(actor=actor_of(client), story=stories.burglary(Random(7), postcode="B4 7AP"))
    with writing():
        report = Report.objects.get(pk=report_id)
    page = f"/reports/{report_id}/receipt"
    assert "need no receipt" in client.get(page).content.decode()
    assert client.get(f"/reports/{report_id}/").status_code == 200
    assert client.post(page)["Location"] == page
    shown = re.search(r"(?:\d{4} ){3}\d{4}", client.get(page).content.decode())
    assert shown
    given = {"reference": report.reference, "receipt": digits_of(shown[0])}
    assert Client().post("/track", given)["Location"] == f"/reports/{report_id}/"
    assert client.post(f"/report/burglary/{report.draft_id}/check")["Location"] == page, "sent before"


def test_what_is_begun_while_signed_in_closes_with_the_sign_in() -> None:
    client = signed_in()
    draft = client.post("/report/burglary")["Location"]
    assert client.get(draft).status_code == 200
    client.post("/account/sign-out")
    assert client.get(draft).status_code == 404, "the next person at a shared device"
    come_in(client)
    assert client.get(draft).status_code == 200


def test_a_receipt_held_before_joins_only_when_its_holder_says_so() -> None:
    for answer, opens in (("yes", 200), ("no", 404)):
        client, report = Client(), reported()
        proof = receipt_of(report)
        assert client.post("/track", proof)["Location"] == f"/reports/{report.id}/"
        assert come_in(client, f"{answer}@example.com") == "/account/held"
        me = actor_of(client)
        assert client.get("/account/held").status_code == 200
        assert client.post("/account/held", EMPTY).status_code == 422
        named = Entry.objects.filter(actor_id=me.id, subjects__contains=[f"contact.report:{report.id}"])
        assert not named.exists(), "until they say so, no entry names the account beside the report"
        with_address = Entry.objects.filter(actor_id=report.id, subjects__0__startswith="notices.notice:")
        assert not with_address.exists(), "nor the report beside the address that the code went to"
        typed = {"keep": answer} | (proof if answer == "yes" else {})
        assert client.post("/account/held", typed)["Location"] == REPORTS
        assert client.get(f"/reports/{report.id}/").status_code == opens
        assert client.get("/account/held")["Location"] == REPORTS


def test_whoever_finds_a_report_open_cannot_take_it_into_their_account() -> None:
    browser, report = Client(), reported()
    hold(browser, report)
    assert come_in(browser, "other@example.com") == "/account/held"
    for guess in ({}, {"reference": report.reference, "receipt": "1" * 16}):
        page = browser.post("/account/held", {"keep": "yes", **guess})
        assert page.status_code == 422
        assert "receipt" in page.content.decode()
    assert browser.get(f"/reports/{report.id}/").status_code == 404
    assert browser.post("/account/held", {"keep": "unsaved"})["Location"] == "/sent"
    assert browser.get(REPORTS).status_code == 302, "signed out"
    still_held = browser.get("/sent")  # whose receipt was used, so it is saved
    assert still_held["Location"] == f"/reports/{report.id}/"


def test_whoever_holds_the_receipt_sees_that_it_is_in_an_account_and_takes_it_out() -> None:
    account, report = signed_in("other@example.com"), reported()
    proof, page = receipt_of(report), f"/reports/{report.id}/"
    holder = Client()
    holder.post("/track", proof)
    assert "in an account" not in holder.get(page).content.decode()
    assert "in no account" in holder.get(f"{page}take-out").content.decode()
    account.post("/account/add", proof)
    assert "has been in an account since" in holder.get(page).content.decode()
    assert "Take this report out" in holder.get(f"{page}take-out").content.decode()
    assert account.get(page).status_code == 200
    assert "in an account since" not in account.get(page).content.decode()
    assert account.post(f"{page}take-out").status_code == 403, "an account puts nobody out"
    for _ in range(2):
        assert holder.post(f"{page}take-out")["Location"] == page
    assert on_ledger("accounts.report.take_out") == 1
    assert account.get(page).status_code == 404
    assert holder.get(page).status_code == 200
    assert "in an account" not in holder.get(page).content.decode()


def test_nothing_tells_whether_an_address_has_an_account() -> None:
    signed_in()
    pages, texts = [], []
    for email in (EMAIL, "nobody@example.com"):
        client = Client()
        ask(client, email)
        pages.append(client.get("/account/sign-in/code").content)
        with writing():
            texts.append(re.sub(r"\d{8}", "", Notice.objects.filter(address=email).latest("created_at").body))
        wrong = client.post("/account/sign-in/code", {"code": "abcdef"})
        assert wrong.status_code == 422
    assert texts[0] == texts[1]
    strip = re.compile(rb'nonce="[^"]+"|value="[^"]+"')
    assert strip.sub(b"", pages[0]) == strip.sub(b"", pages[1])


def test_a_code_is_good_once_for_ten_minutes_and_five_tries_in_its_own_browser() -> None:
    client = Client()
    code = ask(client)
    assert Client().post("/account/sign-in/code", {"code": code})["Location"] == "/account/sign-in"
    stranger = Client()
    ask(stranger, "stranger@example.com")
    assert stranger.post("/account/sign-in/code", {"code": code}).status_code == 422
    kept = client.cookies["sessionid"].value
    assert client.post("/account/sign-in/code", {"code": f"{code[:3]} {code[3:]}"})["Location"] == REPORTS
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.post("/account/sign-in/code", {"code": code})["Location"] == "/account/sign-in"
    late = Client()
    code = ask(late)
    with clock.shifted(timedelta(minutes=10, seconds=1)):
        assert late.post("/account/sign-in/code", {"code": code}).status_code == 422
    guessing = Client()
    code = ask(guessing)
    for number in range(5):
        assert (
            guessing.post("/account/sign-in/code", {"code": f"{(int(code) + 1 + number) % 10**6:06}"}).status_code
            == 422
        )
    assert guessing.post("/account/sign-in/code", {"code": code}).status_code == 422
    for row in Code.objects.all():
        assert code not in f"{row.email} {row.digest}"


def test_codes_to_one_address_are_limited_and_a_stranger_alone_cannot_use_them_up() -> None:
    def asked(here: str, email: str = EMAIL) -> int:
        return Client().post("/account/sign-in", {"email": email}, REMOTE_ADDR=here).status_code

    assert [asked("203.0.113.40") for _ in range(5)] == [302] * 4 + [429]
    assert asked("203.0.113.41") == 302
    assert {asked("203.0.113.42", f"a{number}@example.com") for number in range(10)} == {302}
    assert asked("203.0.113.42", "b@example.com") == 429


def test_a_planted_or_stolen_session_opens_nothing() -> None:
    client = Client()
    client.get("/account/sign-in")
    ask(client)
    planted = client.session.session_key
    code = ask(client)
    client.post("/account/sign-in/code", {"code": code})
    assert client.session.session_key != planted
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert stolen.get(REPORTS).status_code == 200
    client.post("/account/sign-out")
    assert stolen.get(REPORTS).status_code == 302
    elsewhere, here = signed_in(), signed_in()
    assert here.post("/account/settings/sign-ins/end")["Location"] == "/account/sign-in"
    assert elsewhere.get(REPORTS).status_code == here.get(REPORTS).status_code == 302
    assert not SignIn.objects.exists()


def test_one_sees_where_one_is_signed_in_and_ends_it_there() -> None:
    phone, here, other = Client(), signed_in(), signed_in("other@example.com")
    come_in(phone, own_device="1")
    SignIn.objects.filter(own_device=True).update(device="Firefox, Android")
    page = here.get("/account/settings").content.decode()
    assert "Firefox, Android" in page
    assert EMAIL in page
    theirs = SignIn.objects.get(own_device=True).id
    assert other.post(f"/account/settings/sign-ins/{theirs}/end").status_code == 404
    assert other.post(f"/account/settings/sign-ins/{new_id()}/end").status_code == 404
    assert here.post(f"/account/settings/sign-ins/{theirs}/end").status_code == 302
    assert phone.get(REPORTS).status_code == 302
    assert here.get(REPORTS).status_code == 200


def test_a_shared_device_is_signed_out_after_half_an_hour_and_an_own_one_stays() -> None:
    shared, own = signed_in(), Client()
    come_in(own, own_device="1")
    assert shared.session.get_expire_at_browser_close()
    with clock.shifted(timedelta(minutes=20)):
        assert shared.get(REPORTS).status_code == 200
    with clock.shifted(timedelta(minutes=45)):
        assert shared.get(REPORTS).status_code == 200, "used in between"
    with clock.shifted(timedelta(minutes=76)):
        assert shared.get(REPORTS).status_code == 302
    with clock.shifted(timedelta(days=29)):
        assert own.get(REPORTS).status_code == 200
    with clock.shifted(timedelta(days=30, minutes=1)):
        assert own.get(REPORTS).status_code == 302


def test_whoever_leaves_a_chat_in_a_hurry_is_signed_out_too() -> None:
    client = signed_in()
    room = client.post("/chat", {"text": "He hits me.", "client_id": str(new_id())}).headers["Location"]
    assert client.post(f"{room}/leave").status_code == 200
    assert client.get(room).headers["Location"] == "/chat"
    assert client.get(REPORTS).status_code == 302
    come_in(client)
    assert "He hits me." in client.get(room).content.decode(), "it is kept for whoever signs in again"


def test_an_erased_account_leaves_reports_and_no_trace_of_its_owner() -> None:
    client, report = signed_in(), received()
    proof = receipt_of(report)
    client.post("/account/add", proof)
    me = actor_of(client)
    matter = f"matter:{report.matter_id}"
    assert resolve([matter], frozenset({me.id}))[matter] == {me.id}
    tell(actor=me, story=stories.burglary(Random(7), postcode="B4 7AP"))
    page = client.get("/account/settings/erase").content.decode()
    assert "have no receipt" in page
    assert report.reference not in page, "its receipt was used"
    assert client.post("/account/settings/erase", EMPTY).status_code == 422
    assert "is erased" in client.post("/account/settings/erase", {"sure": "1"}).content.decode()
    assert client.get(REPORTS).status_code == 302
    with writing():
        assert not Account.objects.exists()
    assert not SignIn.objects.exists()
    assert resolve([matter], frozenset({me.id}))[matter] == set()
    assert Client().post("/track", proof)["Location"] == f"/reports/{report.id}/"
    assert on_ledger("accounts.account.erase") == 1
    come_in(client)
    assert report.reference not in client.get(REPORTS).content.decode(), "a new account, though the address is the same"


def notices(template: str, address: str = EMAIL) -> int:
    with writing():
        return Notice.objects.filter(template=template, address=address).count()


def test_a_browser_that_was_left_signed_in_is_not_enough_to_take_the_account() -> None:
    client = signed_in()
    me, new = actor_of(client), "new@example.com"
    with clock.shifted(timedelta(minutes=6)):
        ask_here = "/account/settings/prove?next=%2Faccount%2Fsettings%2Faddress"
        assert client.post("/account/settings/address", {"email": new})["Location"] == ask_here
        assert client.get("/account/settings/passkeys/new")["Location"].startswith("/account/settings/prove?")
        assert "somebody else may use this device" in client.get(ask_here).content.decode()
        to_code = client.post("/account/settings/prove", {"next": "/account/settings/address"})["Location"]
        assert to_code == "/account/settings/prove/code"
        assert client.post(to_code, {"code": "abcdef"}).status_code == 422
        assert client.get("/account/settings/address").status_code == 302, "not yet"
        assert client.post(to_code, {"code": mailed(EMAIL)})["Location"] == "/account/settings/address"
        assert client.post("/account/settings/address", {"email": new})["Location"] == "/account/settings/address/code"
    with clock.shifted(timedelta(minutes=14)):  # mail takes a while: it was asked for in time
        assert client.post("/account/settings/address/code", {"code": mailed(new)})["Location"] == "/account/settings"
        assert (notices("address_changed"), notices("address_changed", new)) == (1, 0)
        assert actor_of(signed_in(new)) == me
        assert actor_of(signed_in(EMAIL)) != me


def test_a_code_to_another_address_or_in_another_browser_shows_nothing() -> None:
    left_open, other = signed_in(), signed_in()
    assert left_open.get("/account/settings/prove/code")["Location"] == "/account/settings/prove"
    with clock.shifted(timedelta(minutes=6)):
        assert left_open.post("/account/settings/address/remove").status_code == 409, "the only way in"
        left_open.post("/account/settings/prove", EMPTY)
        left_open.post("/account/settings/prove/code", {"code": mailed()})
        assert left_open.get("/account/settings/address").status_code == 200
        assert other.get("/account/settings/address").status_code == 302
        asked = left_open.post("/account/settings/address", {"email": "new@example.com"})["Location"]
        session = left_open.session
        session["account_proof_code"] = {"id": session["account_address_code"], "next": ""}
        session.save()
        page = left_open.post("/account/settings/prove/code", {"code": mailed("new@example.com")})
        assert page.status_code == 422
        assert left_open.get(asked).status_code == 200
        left_open.post("/account/settings/address", {"email": "new@example.com"})
        SignIn.objects.update(proved_at=None)  # as for a code that was asked for before anything was shown
        late = left_open.post(asked, {"code": mailed("new@example.com")})
        assert late["Location"] == "/account/settings/prove?next=%2Faccount%2Fsettings%2Faddress"
    assert notices("address_changed") == 0
