"""Every page in the states that a walk does not come by: empty, full, refused, over, late. Nothing for axe to find,
nothing wider than a telephone; with ``BLUELAMP_SHOTS`` a picture of each for people to look at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.access.models import User
from bluelamp.complaints import services as complaints
from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.conversations import services as conversations
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.flows.keep_in_account import keep_in_account
from bluelamp.incidents import services as incidents
from bluelamp.intelligence import services as intelligence
from bluelamp.investigations import services as investigations
from bluelamp.languages.tongues import TRANSLATED
from bluelamp.ledger.reading import writing
from bluelamp.victims import services as victims
from tests.factories.accounts import actor_of, come_in, signed_in
from tests.factories.rooms import case, crime, received
from tests.factories.statements import drafted
from tests.factories.victims import written
from tests.functional.pictures import faults, faults_without_scripts
from tests.plugins.cast import Cast
from tests.plugins.kept import Kept
from tests.plugins.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
SignIn = Callable[[str], Client]
Pages = dict[str, Any]
_WEEKS = timedelta(days=30)


@pytest.fixture
def empty(cast: Cast, sign_in: SignIn) -> Pages:
    """A force in which nothing has happened yet."""
    asked = {
        "call_taker": {"queue": "/desk/contact/"},
        "dispatcher": {"board": "/desk/dispatch/", "ended": "/desk/dispatch/ended"},
        "rtic_analyst": {"rtic": "/rtic/", "past alerts": "/rtic/alerts/past", "compose": "/rtic/alerts/new"},
        "detective": {"cases": "/desk/cases/", "filed cases": "/desk/cases/?state=filed"},
        "supervisor": {"owed": "/desk/cases/owed", "unsent": "/desk/notices/"},
        "responder": {"phone": "/phone/"},
        "auditor": {"ledger": "/desk/audit/?act=erasure"},
        "outsider": {"mailbox": "/dev/mailbox"},
    }
    return {
        f"empty {name}": sign_in(who).get(address) for who, pages in asked.items() for name, address in pages.items()
    }


@pytest.fixture
def filled(empty: Pages, world_kept: Kept[World]) -> World:
    """After the empty pages were asked for."""
    return world_kept.put_back()


class Visits:
    """Pages of one world by name, in the order in which things happen to it."""

    def __init__(self, world: World, sign_in: SignIn) -> None:
        self.world, self.sign_in = world, sign_in
        self.ids = world.own.ids
        self.found: Pages = {}

    def see(self, who: str, name: str, address: str) -> None:
        self.found[f"{who} {name}"] = self.world.client(who).get(address.format(**self.ids))

    def send(self, who: str, name: str, address: str, **fields: str) -> None:
        """A form that is refused, so that its page comes back."""
        sent = {"csrfmiddlewaretoken": "x", **fields}  # no real form comes empty
        self.found[f"{who} {name}"] = self.world.client(who).post(address.format(**self.ids), sent)


def contact_desk(v: Visits) -> None:
    desk, boss = v.world.people["call_taker"], v.world.people["supervisor"]
    received("1_high"), received("2_medium")
    v.see("call_taker", "queue", "/desk/contact/")
    v.see("supervisor", "queue that is late", "/desk/contact/?whose=escalated")
    v.see("supervisor", "how people come", "/desk/contact/shift")
    v.see("call_taker", "report that waits", "/desk/contact/{fresh}")
    v.send("call_taker", "grading refused", "/desk/contact/{fresh}", offence="none")
    contact.take_report(actor=desk, report_id=v.ids["fresh"])
    v.see("call_taker", "report in hand", "/desk/contact/{fresh}")
    v.see("supervisor", "report in hand", "/desk/contact/{fresh}")
    contact.take_report(actor=boss, report_id=v.ids["fresh"])
    v.see("call_taker", "report in other hands", "/desk/contact/{fresh}")
    v.send("call_taker", "taking refused", "/desk/contact/{fresh}/take")
    v.send("call_taker", "putting back refused", "/desk/contact/{fresh}/put-back")
    v.see("call_taker", "graded", "/desk/contact/{report_id}/graded")
    v.see("call_taker", "graded report", "/desk/contact/{report_id}")


def telephone(v: Visits) -> None:
    desk = v.world.people["call_taker"]
    v.see("call_taker", "new call", "/desk/contact/calls/new")
    v.see("call_taker", "call on the line", "/desk/contact/calls/{call_id}")
    v.send("call_taker", "ending refused", "/desk/contact/calls/{call_id}/end", caller_name="x" * 200)
    contact.take_call(actor=desk, call_id=v.ids["left"])
    v.see("supervisor", "silent call", "/desk/contact/calls/{left}")
    v.send("call_taker", "finishing refused", "/desk/contact/calls/{left}/finish")
    v.send("call_taker", "later refused", "/desk/contact/calls/{left}/later")
    v.see("responder", "call about a report", "/desk/contact/calls/{known}")
    v.send("call_taker", "receipt to read out", "/desk/contact/calls/{taken}/receipt")
    v.see("call_taker", "receipt that was read out", "/desk/contact/calls/{taken}")
    began = v.world.client("call_taker").post(f"/desk/contact/calls/{v.ids['call_id']}/report", {"slug": "burglary"})
    tasks = began.headers["Location"]
    v.see("call_taker", "form for a caller", tasks)
    v.see("call_taker", "question for a caller", f"{tasks}/question/account")
    v.see("call_taker", "photos of a caller", f"{tasks}/question/photos")
    v.see("call_taker", "call with a form", "/desk/contact/calls/{call_id}")


def joining(v: Visits) -> None:
    v.see("call_taker", "which other matter", "/desk/records/matter/{matter}/join")
    v.see("supervisor", "two matters", "/desk/records/matter/{matter}/join/{with_id}")
    v.send("call_taker", "joining refused", "/desk/records/matter/{matter}/join/{with_id}")
    v.see("supervisor", "splitting", "/desk/records/matter/{matter}/split")


def control_room(v: Visits) -> None:
    control = v.world.people["dispatcher"]
    v.see("dispatcher", "board", "/desk/dispatch/")
    v.see("dispatcher", "incident with a crew", "/desk/dispatch/{incident_id}")
    v.see("call_taker", "incident with a crew", "/desk/dispatch/{incident_id}")
    v.send("dispatcher", "note refused", "/desk/dispatch/{incident_id}/note", client_id=str(new_id()))
    v.send("dispatcher", "sending refused", f"/desk/dispatch/{{incident_id}}/send/{_busy(v)}")
    v.see("dispatcher", "result", "/desk/dispatch/{scene}/result")
    v.send("dispatcher", "result refused", "/desk/dispatch/{scene}/result")
    v.see("dispatcher", "resulted incident", "/desk/dispatch/{ended}")
    v.see("dispatcher", "reopen", "/desk/dispatch/{ended}/reopen")
    v.send("dispatcher", "reopening refused", "/desk/dispatch/{ended}/reopen", reason=" ")
    incidents.close(actor=control, incident_id=v.ids["ended"])
    v.see("dispatcher", "closed incident", "/desk/dispatch/{ended}")
    v.see("dispatcher", "ended", "/desk/dispatch/ended")
    v.ids["late"] = _waiting(control)
    v.see("dispatcher", "incident that waits", "/desk/dispatch/{late}")
    with clock.shifted(timedelta(minutes=17)):
        v.see("dispatcher", "board with a late one", "/desk/dispatch/")
    for resource in list(incidents_resources()):
        incidents.dispatch(actor=control, incident_id=v.ids["late"], resource_id=resource)
    v.ids["alone"] = _waiting(control)
    v.see("dispatcher", "incident and nobody free", "/desk/dispatch/{alone}")


def centre(v: Visits) -> None:
    analyst = v.world.people["rtic_analyst"]
    v.see("rtic_analyst", "picture", "/rtic/")
    v.see("rtic_analyst", "compose", "/rtic/alerts/new")
    v.see("rtic_analyst", "compose about an incident", "/rtic/alerts/new/{incident_id}")
    v.send("rtic_analyst", "alert refused", "/rtic/alerts/new/{incident_id}")
    v.see("rtic_analyst", "replace", "/rtic/alerts/{alert_id}/replace")
    v.send("rtic_analyst", "replacing refused", "/rtic/alerts/{alert_id}/replace", headline="x" * 300)
    v.see("rtic_analyst", "cancel", "/rtic/alerts/{alert_id}/cancel")
    v.send("rtic_analyst", "cancelling refused", "/rtic/alerts/{alert_id}/cancel")
    intelligence.cancel_alert(actor=analyst, alert_id=v.world.other.ids["alert_id"], reason="Wrong car.")
    v.see("rtic_analyst", "past alerts", "/rtic/alerts/past")
    v.see("supervisor", "past alerts", "/rtic/alerts/past")
    v.see("rtic_analyst", "alert that has ended", f"/rtic/alerts/{v.world.other.ids['alert_id']}/cancel")


def phone(v: Visits) -> None:
    officer = v.world.people["responder"]
    v.see("responder", "work", "/phone/")
    v.see("responder", "incident", "/phone/incident/{incident_id}")
    v.see("responder", "incident on scene", "/phone/incident/{scene}")
    v.send("responder", "note refused", "/phone/incident/{incident_id}/note", client_id=str(new_id()))
    v.see("responder", "result", "/phone/incident/{scene}/result")
    v.send("responder", "result refused", "/phone/incident/{scene}/result")
    v.send("responder", "step refused", "/phone/work/{assignment_id}/arrive")
    intelligence.acknowledge(actor=officer, alert_id=v.ids["alert_id"])
    v.see("responder", "work with an alert read", "/phone/")


def cases(v: Visits) -> None:
    detective, registrar = v.world.people["detective"], v.world.people["crime_registrar"]
    v.see("detective", "list", "/desk/cases/")
    for name in ("outcome", "cancel", "enhanced"):
        who = "crime_registrar" if name == "cancel" else "detective"
        where = f"/desk/cases/{{case_id}}/{'' if name == 'enhanced' else 'crime/{crime_id}/'}{name}"
        v.see(who, name, where)
        v.send(who, f"{name} refused", where)
    v.see("detective", "action done", "/desk/cases/{case_id}/action/{action_id}")
    v.send("detective", "action done refused", "/desk/cases/{case_id}/action/{action_id}")
    v.see("detective", "case", "/desk/cases/{case_id}")
    v.send("detective", "note refused", "/desk/cases/{case_id}/note")
    v.send("detective", "action refused", "/desk/cases/{case_id}/action", due_on="soon")
    step = {"kind": "convicted", "happened_on": clock.today().isoformat(), "client_id": str(new_id())}
    v.send("detective", "step to check", "/desk/cases/{case_id}/suspect", **step)
    day = (clock.today() + timedelta(days=40)).isoformat()
    hearing = step | {"kind": "hearing", "checked": "yes", "court": "Example Crown Court, Birmingham"}
    v.send("detective", "hearing to fill in", "/desk/cases/{case_id}/suspect", **step | {"kind": "hearing"})
    v.send("detective", "hearing refused", "/desk/cases/{case_id}/suspect", **hearing)
    v.send("detective", "hearing to read", "/desk/cases/{case_id}/suspect", **hearing, sits_on=day, sits_at="10:00")
    v.see("detective", "victim told", "/desk/cases/{case_id}/told/{clock_id}")
    v.send("detective", "victim told refused", "/desk/cases/{case_id}/told/{clock_id}", how="")
    for name in ("found", "returned", "mistake"):
        v.see("detective", f"thing {name}", f"/desk/cases/thing/{{thing}}/{name}")
        v.send("detective", f"thing {name} refused", f"/desk/cases/thing/{{thing}}/{name}")
    v.see("detective", "exhibit", "/desk/cases/exhibit/{exhibit_id}")
    v.see("supervisor", "case", "/desk/cases/{case_id}")
    v.see("crime_registrar", "case", "/desk/cases/{case_id}")
    v.ids["unowned"] = case(v.world.people, v.world.other.ids["matter"]).id
    with clock.shifted(_WEEKS):
        v.see("supervisor", "owed", "/desk/cases/owed")
        v.see("supervisor", "overdue list", "/desk/cases/")
    investigations.cancel_crime(
        actor=registrar,
        crime_id=crime(v.world.people, v.ids["matter"], offence="theft_other").id,
        because="no_crime",
        information="The owner found it.",
    )
    investigations.record_outcome(
        actor=detective, crime_id=v.ids["crime_id"], code=18, reason="Every line was followed."
    )
    investigations.record_suspect_step(
        actor=detective, case_id=v.ids["case_id"], kind="mistake", happened_on=clock.today()
    )
    v.see("detective", "case with an outcome", "/desk/cases/{case_id}")


def recording(v: Visits) -> None:
    v.see("crime_registrar", "crime recording", "/desk/recording/")
    v.see("crime_registrar", "draw", "/desk/recording/draw")
    v.send("crime_registrar", "drawing refused", "/desk/recording/draw", size="x")
    v.see("crime_registrar", "item to judge", "/desk/recording/item/{item_id}")
    v.send("crime_registrar", "judging refused", "/desk/recording/item/{item_id}")
    investigations.judge(
        actor=v.world.people["crime_registrar"],
        item_id=v.ids["item_id"],
        should_record=True,
        right_class="yes",
        words="On her account.",
    )
    v.see("crime_registrar", "item judged", "/desk/recording/item/{item_id}")
    v.see("auditor", "audit", "/desk/recording/{audit_id}")
    with clock.shifted(_WEEKS):
        v.see("supervisor", "recording that is late", "/desk/recording/")


def oversight(v: Visits) -> None:
    v.see("auditor", "ledger", "/desk/audit/")
    v.see("auditor", "ledger of a matter", "/desk/audit/?matter={matter}&act=alteration")
    v.see("auditor", "ledger filter refused", "/desk/audit/?matter=x&who=y")
    v.see("auditor", "entry", "/desk/audit/{entry_id}")
    v.see("auditor", "disclosure", "/desk/audit/?act=disclosure")
    v.see("supervisor", "unsent", "/desk/notices/")
    v.see("administrator", "accounts", "/desk/accounts/")
    v.see("administrator", "account", "/desk/accounts/{officer}/close")
    v.send("administrator", "closing refused", "/desk/accounts/{officer}/close")


def doors(v: Visits) -> None:
    for person in DEMO_SIGN_INS:
        v.found[f"home {person.username}"] = _of(person.username).get("/staff/home")
    with writing():
        User.objects.filter(username="analyst").update(roles=[Role.ANALYST, Role.RTIC_ANALYST, Role.CRIME_REGISTRAR])
    v.see("analyst", "home with three roles", "/staff/home")
    v.see("outsider", "sign in", "/staff/sign-in")
    v.send("outsider", "signing in refused", "/staff/sign-in", username="dispatcher", password="wrong")
    for _ in range(6):
        v.send("outsider", "locked", "/staff/sign-in", username="dispatcher", password="wrong")
    v.see("responder", "not for this role", "/desk/audit/")
    v.see("dispatcher", "nothing there", f"/desk/dispatch/{new_id()}")
    v.see("dispatcher", "no such page", "/desk/nowhere")
    v.see("outsider", "no such page", "/nowhere")


def chatting(v: Visits) -> None:
    v.see("outsider", "chat to begin", "/chat")
    v.send("outsider", "chat refused", "/chat", text="")
    v.see("citizen", "chat that waits", "/chat/{chat_id}")
    v.see("citizen", "chat with somebody", "/chat/{his}")
    v.send("citizen", "message refused", "/chat/{his}", text="")
    v.see("citizen", "messages", "/reports/{report_id}/messages")
    v.send("citizen", "message about a report refused", "/reports/{report_id}/messages", text="")
    v.see("call_taker", "chats", "/desk/conversations/")
    v.see("call_taker", "chat that waits", "/desk/conversations/{chat_id}")
    v.see("call_taker", "chat in hand", "/desk/conversations/{his}?reply=danger")
    v.send("call_taker", "answer refused", "/desk/conversations/{his}/say", text="")
    v.send("call_taker", "hand-over refused", "/desk/conversations/{his}/hand-over", note="")
    v.see("call_taker", "end of a chat", "/desk/conversations/{his}/end")
    v.send("call_taker", "end of a chat refused", "/desk/conversations/{his}/end", became="")
    v.see("call_taker", "report of a chat", "/desk/conversations/{his}/report")
    v.see("call_taker", "transcript", "/desk/conversations/{his}/transcript")
    v.see("detective", "messages", "/desk/conversations/matter/{matter}")
    v.send("detective", "message refused", "/desk/conversations/matter/{matter}/write", text="")
    conversations.hand_over(actor=v.world.people["supervisor"], conversation_id=v.ids["his"], note="Speaks Polish.")
    v.see("supervisor", "chat handed over", "/desk/conversations/{his}")
    v.see("supervisor", "chats with one handed over", "/desk/conversations/")
    person = v.world.people["citizen"]
    conversations.end_chat(actor=person, conversation_id=v.ids["his"], left=True)
    v.see("citizen", "chat that has ended", "/chat/{his}")
    v.see("call_taker", "chat that was left", "/desk/conversations/{his}")


def public(v: Visits) -> None:
    for name in (
        "",
        "start",
        "emergency",
        "start/what",
        "track",
        "area",
        "what-if",
        "what-if/how-it-works",
        "privacy",
        "accessibility",
    ):
        v.see("outsider", f"public {name or 'home'}", f"/{name}")
    v.see("outsider", "gate refused", "/start?sent=1")
    v.send("outsider", "no form found", "/start/what", q="zeppelin")
    v.send("outsider", "form found", "/start/what", q="broke in with a knife")
    v.send("outsider", "nothing asked", "/start/what")
    v.see("outsider", "somebody else's", "/start/elsewhere/noise")
    v.see("outsider", "what comes first", "/report/missing-person")
    v.see("outsider", "unknown place", "/area?q=Atlantis")
    v.see("outsider", "what if, three side by side", "/what-if?s=1.dskyyy.&s=12.wcnyyu.&s=13.------.")
    v.send("outsider", "what if, nothing chosen", "/what-if", when="never")
    v.see("outsider", "place without figures", "/area?q=B4+7AP")
    v.see("outsider", "several places", "/area?q=Aston")
    v.send("outsider", "tracking refused", "/track", reference="CR-26-0000000", receipt="1")
    v.see("citizen", "tracking a case", "/reports/{report_id}/")
    sender, form = v.world.client("citizen"), {"csrfmiddlewaretoken": "x"}
    v.found["citizen receipt to ask for"] = sender.get("/sent")
    sender.post("/sent", form)
    v.found["citizen receipt to save"] = sender.get("/sent")
    v.found["citizen receipt not saved"] = sender.post("/sent", form)
    v.see("citizen2", "tracking an incident", f"/reports/{v.world.other.ids['report_id']}/")
    fresh = Actor.receipt(v.ids["fresh"])
    v.world.people["citizen3"] = fresh
    v.see("citizen3", "tracking what waits", "/reports/{fresh}/")
    elsewhere = received()
    contact.set_graded(actor=v.world.people["call_taker"], report_id=elsewhere.id, grade="other_agency")
    v.world.people["citizen4"] = Actor.receipt(elsewhere.id)


def support(v: Visits) -> None:
    """A wish for help, as the victim, the partner, the desk and the supervisor see it."""
    v.see("support", "inbox", "/partners/")
    v.see("support", "referral", "/partners/{referral_id}")
    v.see("support", "decline", "/partners/{referral_id}/decline")
    v.send("support", "declining refused", "/partners/{referral_id}/decline")
    v.see("call_taker", "offering support", "/desk/victims/support/{report_id}")
    v.send("call_taker", "offering refused", "/desk/victims/support/{report_id}")
    v.see("supervisor", "referrals", "/desk/victims/referrals")
    v.see("supervisor", "referral that nobody takes", "/desk/victims/referrals/{declined}")
    v.send("supervisor", "sending refused", "/desk/victims/referrals/{declined}")
    v.see("citizen", "support asked for", "/reports/{report_id}/support")
    v.see("citizen", "support to stop", "/reports/{report_id}/support/stop")
    v.see("citizen", "thanks", "/reports/{report_id}/thanks/victim-support")
    victims.accept_referral(actor=v.world.people["support"], referral_id=v.ids["referral_id"])
    v.see("support", "referral accepted", "/partners/{referral_id}")
    v.see("citizen", "support accepted", "/reports/{report_id}/support")
    victims.withdraw_referral(actor=v.world.people["supervisor"], referral_id=v.ids["referral_id"])
    v.see("support", "referral withdrawn", "/partners/{referral_id}")
    v.see("citizen", "support withdrawn", "/reports/{report_id}/support")
    v.see("citizen", "who helps", "/reports/{report_id}/help")
    v.see("citizen4", "who helps, and no area known", f"/reports/{v.world.people['citizen4'].id}/help")
    v.see("citizen", "asking for support", "/reports/{report_id}/ask/victim-support")
    sender = v.world.client("citizen")
    address = sender.post("/reports/{report_id}/ask/victim-support".format(**v.ids)).headers["Location"]
    v.found["citizen support tasks"] = sender.get(address)
    v.found["citizen support question"] = sender.get(f"{address}/question/consent")
    sender.post(f"{address}/question/consent", {"consent": "later"})
    v.found["citizen support check"] = sender.get(f"{address}/check")


def accounts(v: Visits) -> None:
    """Pages of somebody with an account, and of a report that has joined one."""
    v.see("citizen", "in no account", "/reports/{report_id}/take-out")
    owner = signed_in()
    pages = {
        "account": "/account/",
        "add a report": "/account/add",
        "settings": "/account/settings",
        "prove": "/account/settings/prove",
        "another address": "/account/settings/address",
        "erase": "/account/erase",
    }
    v.found |= {f"account {name}": owner.get(address) for name, address in pages.items()}
    keep_in_account(actor=actor_of(owner), held=v.world.people["citizen"])
    v.see("citizen", "in an account", "/reports/{report_id}/")
    v.see("citizen", "taking it out", "/reports/{report_id}/take-out")
    v.found["account with a report"] = owner.get("/account/")
    holder = v.world.client("citizen")
    come_in(holder, "other@example.com")
    v.found["account held"] = holder.get("/account/held")
    v.found["account held refused"] = holder.post("/account/held", {"keep": "yes"})


def talking(v: Visits) -> None:
    """Calls and meetings: booked, moved, cancelled, and what came of them."""
    v.see("citizen", "appointments", "/reports/{report_id}/appointments")
    v.see("citizen", "booking a call", "/reports/{report_id}/appointments/call")
    v.send("citizen", "booking refused", "/reports/{report_id}/appointments/call")
    v.see("citizen", "booking a visit", "/reports/{report_id}/appointments/visit")
    v.see("citizen", "moving", "/reports/{report_id}/appointments/{appointment_id}/move")
    v.see("citizen", "cancelling", "/reports/{report_id}/appointments/{appointment_id}/cancel")
    v.see("call_taker", "appointments", "/desk/victims/appointments")
    v.see("call_taker", "appointment", "/desk/victims/appointments/{appointment_id}")
    v.send("call_taker", "finishing refused", "/desk/victims/appointments/{appointment_id}")
    v.see("call_taker", "booking", "/desk/victims/book/{report_id}")
    v.send("call_taker", "booking refused", "/desk/victims/book/{report_id}")
    with clock.shifted(timedelta(days=4)):
        v.see("call_taker", "queue with a call that is due", "/desk/contact/")
    victims.cancel_appointment(actor=v.world.people["call_taker"], appointment_id=v.ids["appointment_id"])
    v.see("call_taker", "appointment cancelled", "/desk/victims/appointments/{appointment_id}")
    v.see("citizen", "appointments before", "/reports/{report_id}/appointments")
    v.see("citizen", "cancelled before", "/reports/{report_id}/appointments/{appointment_id}/cancel")


def writing_to_us(v: Visits) -> None:
    """What victims write after their report, and the answers."""
    v.see("citizen", "requests", "/reports/{report_id}/requests")
    v.see("call_taker", "requests", "/desk/victims/requests")
    v.see("detective", "statement", "/desk/victims/requests/{request_id}")
    v.send("detective", "answer refused", "/desk/victims/requests/{request_id}")
    with writing():
        report = Report.objects.get(pk=v.ids["report_id"])
    stop, review = (written(report, kind, flagged=True).id for kind in ("withdrawal", "review"))
    more = written(report, "more").id
    v.see("call_taker", "more evidence", f"/desk/victims/requests/{more}")
    v.see("citizen", "asking for more", "/reports/{report_id}/ask/more-evidence")
    v.see("citizen", "more was sent", "/reports/{report_id}/thanks/more-evidence")
    v.see("citizen", "report with everything", "/reports/{report_id}/")
    v.see("supervisor", "wish to stop", f"/desk/victims/requests/{stop}")
    v.see("call_taker", "review for a supervisor", f"/desk/victims/requests/{review}")
    victims.settle_request(
        actor=v.world.people["supervisor"], request_id=review, outcome="stands", result="We looked again."
    )
    v.see("supervisor", "review answered", f"/desk/victims/requests/{review}")
    v.see("citizen", "requests answered", "/reports/{report_id}/requests")
    v.see("supervisor", "what too few think", "/desk/victims/satisfaction")
    for rating in ("very_good", "poor", "poor", "good", "neither"):
        other = received()
        victims.rate_service(
            actor=Actor.receipt(other.id), report_id=other.id, matter_id=other.matter_id, rating=rating
        )
    with clock.shifted(timedelta(days=40)):
        v.see("supervisor", "what victims think", "/desk/victims/satisfaction")


def complaining(v: Visits) -> None:
    """A complaint, as the person and professional standards see it."""
    v.see("citizen", "complaints", "/reports/{report_id}/complaints")
    v.see("standards", "complaints", "/desk/complaints/")
    v.see("standards", "complaint", "/desk/complaints/{complaint_id}")
    v.send("standards", "deciding refused", "/desk/complaints/{complaint_id}")
    v.send("standards", "linking refused", "/desk/complaints/{complaint_id}/evidence", reference="EX-26-000000000")
    v.send("standards", "acknowledging refused", "/desk/complaints/{complaint_id}/acknowledge")
    v.see("standards", "complaint that names a camera", "/desk/complaints/{new_complaint}")
    v.send("standards", "looking for a recording refused", "/desk/complaints/{complaint_id}/footage")
    v.see("standards", "what came of a recording", "/desk/complaints/footage/{footage_id}")
    v.send("standards", "what came of a recording refused", "/desk/complaints/footage/{footage_id}")
    complaints.decide(
        actor=v.world.people["standards"], complaint_id=v.ids["complaint_id"], finding="acceptable", result="We looked."
    )
    v.see("standards", "complaint decided", "/desk/complaints/{complaint_id}")
    v.see("citizen", "complaint decided", "/reports/{report_id}/complaints")


def statements(v: Visits) -> None:
    """What a witness says in writing: asked for, begun, waiting, signed, corrected; for the desk and on the phone."""
    own, desk, phone = "/reports/{report_id}/statement", "/desk/statements", "/phone/statements"
    v.see("citizen", "statements", own)
    v.see("citizen", "statement to begin", own + "/begin")
    v.see("citizen", "statement that is signed", own + "/{statement_id}")
    v.see("citizen", "statement to correct", own + "/{statement_id}/correct")
    v.see("call_taker", "officer asked for", desk + "/request/{asked_id}")
    v.send("call_taker", "officer asked for, refused", desk + "/request/{asked_id}")
    v.see("detective", "statement", desk + "/{statement_id}")
    v.see("detective", "statement to disclose", desk + "/{statement_id}/{number}/disclose")
    v.send("detective", "disclosing refused", desk + "/{statement_id}/{number}/disclose")
    v.see("supervisor", "statement to verify", desk + "/verify")
    v.send("supervisor", "verifying refused", desk + "/verify")
    v.see("responder", "statements of an incident", "/phone/incident/{incident_id}/statements")
    v.see("responder", "statement to begin", "/phone/incident/{incident_id}/statements/begin")
    v.see("responder", "statement", phone + "/{statement_id}")
    with writing():
        report = Report.objects.get(pk=v.ids["report_id"])
    waiting = drafted(report=report).id
    for who, where in (("citizen", f"{own}/{waiting}"), ("responder", f"{phone}/{waiting}")):
        v.see(who, "statement that waits", where)
        v.see(who, "words of a statement", f"{where}/words")
        v.see(who, "statement to sign", f"{where}/sign")
        v.send(who, "signing refused", f"{where}/sign")


def other_languages(v: Visits) -> None:
    """The way in, a form, and a report that is followed, also from right to left."""
    v.see("reviewer", "languages", "/desk/languages/")
    v.see("reviewer", "words to sign off", "/desk/languages/pl/gate")
    v.see("reviewer", "sign-off to withdraw", "/desk/languages/pl/gate/withdraw")
    for tongue in TRANSLATED:
        client = v.world.client("citizen")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = tongue.code
        form = client.post("/report/hate-crime").headers["Location"]
        report = f"/reports/{v.ids['report_id']}/"
        addresses = {
            "gate": "/", "choice": "/start", "way back": "/track", "report": report, "tasks": form,
            "question": f"{form}/question/account", "place": f"{form}/question/place",
            "messages": f"{report}messages", "help": f"{report}help", "receipt": "/sent",
        }  # fmt: skip
        v.found |= {f"{tongue.english} {name}": client.get(address) for name, address in addresses.items()}
        refused = {"question": f"{form}/question/account", "booking": f"{report}appointments/visit"}
        for name, address in refused.items():
            v.found[f"{tongue.english} {name} refused"] = client.post(address, {"csrfmiddlewaretoken": "x"})


PARTS = (
    contact_desk,
    telephone,
    joining,
    control_room,
    centre,
    phone,
    cases,
    recording,
    oversight,
    doors,
    chatting,
    public,
    support,
    accounts,
    talking,
    writing_to_us,
    complaining,
    statements,
    other_languages,
)


@pytest.fixture
def pages(empty: Pages, filled: World, sign_in: SignIn) -> Pages:
    visits = Visits(filled, sign_in)
    for part in PARTS:
        part(visits)
    return empty | visits.found


def test_every_state_of_every_page(pages: Pages) -> None:
    refused = {name for name, page in pages.items() if page.status_code not in (200, 403, 404, 409, 422, 429)}
    assert refused == set()
    found = faults(pages) + [f"without scripts {what}" for what in faults_without_scripts(_of_the_public(pages))]
    assert not found, "\n".join(found)


def _of_the_public(pages: Pages) -> Pages:
    """All that nobody at a desk is shown: it works in any browser."""
    public = ("citizen", "outsider", "anonymous", "account", *(tongue.english for tongue in TRANSLATED))
    found = {name: page for name, page in pages.items() if name.startswith(public)}
    assert len(found) > 80
    return found


def _of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def _busy(v: Visits) -> Any:
    from bluelamp.incidents.models import Assignment

    return Assignment.objects.filter(incident_id=v.ids["scene"]).values_list("resource_id", flat=True).get()


def _waiting(control: Actor) -> Any:
    report = received("1_high")
    opened = incidents.open_incident(
        actor=control,
        matter_id=report.matter_id,
        grade="P1",
        summary="Somebody is at the back door with a crowbar. The caller is upstairs with two children.",
        nsir_class="crime",
        place_label="Flat 12, Lantern House, 1 Lantern Row, Birmingham, B4 7AP",
        latitude=52.4862,
        longitude=-1.8904,
    )
    return opened.id


def incidents_resources() -> list[Any]:
    from bluelamp.incidents.models import Resource

    return list(Resource.objects.filter(state="available").values_list("id", flat=True))
