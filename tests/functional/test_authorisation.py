"""Every address by every member of the cast, on an own and on somebody else's matter, as the permission table says.

What each address needs is written here once more, on purpose: a check that a view or a service forgets is found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bluelamp.access.enums import Relation
from bluelamp.access.permissions import rows_for, table
from bluelamp.access.routes import rule_of
from bluelamp.access.services import may_ever
from bluelamp.contact.signposts import signposts
from bluelamp.core.actor import ActorKind
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.languages.catalogue import digest
from bluelamp.live.audiences import kinds, resolve
from tests.functional.walking import methods
from tests.plugins.world import ALERT, GRADE, INTELLIGENCE, World

pytestmark = [pytest.mark.django_db]
ACCOUNT = {  # of whoever is signed in to one: test_accounts goes through them
    "account:sign-in", "account:sign-out", "account:code", "account:reports", "account:add", "account:held",
    "account:settings", "account:tell", "account:end-all", "account:end-one", "account:erase", "portal:receipt",
    "account:provider", "account:provider-back", "account:passkey", "account:passkey-new", "account:passkey-remove",
    "account:prove", "account:prove-code", "account:prove-passkey",
    "account:address", "account:address-code", "account:remove-address", "account:remove-provider",
}  # fmt: skip
_SLUG = {"slug": "burglary"}
_PUBLIC_PAGES = _SLUG | {"page": "staff", "code": "en-gb"}
_NOTE = {"text": "Seen.", "client_id": "{new}"}
_HERE = {"latitude": "52.5", "longitude": "-1.9", "accuracy": "9", "age": "1"}
_END = {"code": "crime", "text": "Done."}


@dataclass(frozen=True)
class Visit:
    """An address as somebody asks for it. ``needs``: every (action, state) that must be allowed on the matter."""

    name: str
    needs: tuple[tuple[str, str], ...] = ()
    data: dict[str, str] | None = None  # a form that is sent; a page that is read without
    takes: dict[str, str] = field(default_factory=dict)  # other ids than those of the same name, or words
    on_matter: bool = True
    sent_to_only: bool = False
    crew_only: bool = False
    only: str = ""  # of those whom the table lets in, the one who is in the middle of it
    unready: bool = False  # this world is not in the state for it: what those meet who may is tried elsewhere
    instead: str = ""  # an action that lets in whoever may do it, however they stand to the matter


def _see(name: str, /, *actions: str, **takes: str) -> Visit:
    return Visit(name, tuple((action, "") for action in actions), takes=takes)


def _do(name: str, action: str, state: str, data: dict[str, str] | None = None, /, **takes: str) -> Visit:
    return Visit(name, ((action, state),), data or {}, takes)


def _also(name: str, data: dict[str, str], /, *actions: str, **takes: str) -> Visit:
    """A form that is sent, for which the reader must be allowed several things."""
    return Visit(name, tuple((action, "open") for action in actions), data, takes)


def _list(name: str, *actions: str, data: dict[str, str] | None = None) -> Visit:
    return Visit(name, tuple((action, "") for action in actions), data, on_matter=False)


_CHATS, _TALK = "conversations.queue.read", "conversations.message.read"
_CASE, _WORK = "investigations.case.read", "investigations.case.work"
_CALL = "contact.call.work"
_INCIDENT = "incidents.incident.read"
_RECORD, _ADD, _PUT_RIGHT = "records.record.read", "records.record.add", "records.record.correct"
_SAID = {"basis": "fact", "said_in": "A neighbour"}
_SOUGHT = {"q": "Sam Lamplighter", "purpose": "supervision", "reason": "A complaint."}
_LINK = _SAID | {"source": "records.person:{person_id}", "target": "records.person:{other_id}"}
_WHY = {"purpose": "investigation", "reason": "A witness named him."}
_TIE = _SAID | _WHY | {"reference": "{reference}", "kind": "mentioned_in"}
_PERSON = {"kind": "person", "record_id": "person_id"}
_CORRECTED = {"family": "Lamplighter", "matter": "{matter}", "reason": "Misheard.", "version": "1"}
_NEW_ALERT = INTELLIGENCE | ALERT | {"client_id": "{new}", "recipients": "{officer}"}
_DRAW = {"period_from": "2026-01-01", "period_to": today().isoformat(), "size": "1"}
_JUDGED = {"should_record": "yes", "right_class": "yes", "words": "On her account."}
_STATEMENT, _OFFICER = "evidence.statement.read", "evidence.officer.handle"
_TAKE = "evidence.statement.take"
_HANDED = {"recipient": "prosecutor", "reason": "For a decision to charge."}
_GATE = {"language": "pl", "section": "gate"}
_SIGNED = {"digest_read": digest("pl", "gate"), "fitness": "Polish is my first language."}
STAFF = (
    _list("access:home", "access.home.read"),
    _list("access:password", "access.password.change"),
    Visit("access:password", (("access.password.change", ""),), {"present": "x"}, on_matter=False, unready=True),
    _list("desk_contact:queue", "contact.queue.read"),
    _list("desk_contact:rows", "contact.queue.read"),
    Visit(
        "desk_contact:report",
        (("contact.report.grade", "received"), ("contact.report.read", "")),
        takes={"report_id": "fresh"},
    ),
    _do("desk_contact:report", "contact.report.grade", "received", GRADE, report_id="fresh"),
    _do("desk_contact:take", "contact.report.take", "received", report_id="fresh"),
    _do("desk_contact:put-back", "contact.report.put_back", "received", report_id="fresh"),
    Visit("desk_contact:graded", (("contact.report.grade", "received"), ("contact.report.read", ""))),
    _list("desk_contact:shift", "contact.shift.read"),
    Visit("desk_contact:seen", (("contact.escalation.acknowledge", ""),), {}, on_matter=False),
    _list("desk_contact:new-call", "contact.call.answer"),
    _list("desk_contact:answer", "contact.call.answer", data={"client_id": "{new}", "channel": "phone"}),
    _see("desk_contact:call", "contact.call.read", call_id="known"),
    Visit("desk_contact:call-form", ((_CALL, "live"),), on_matter=False),
    _do("desk_contact:call-note", _CALL, "live", {"words": "A dog barks."}),
    _do("desk_contact:call-report", _CALL, "live", {"slug": "burglary"}),
    _do("desk_contact:call-end", _CALL, "live", {"outcome": "advice"}),
    _do("desk_contact:call-take", _CALL, "waiting", call_id="left"),
    _do("desk_contact:call-later", _CALL, "waiting", {"within": "60"}, call_id="left"),
    _do("desk_contact:call-finish", _CALL, "waiting", {"words": "They are safe."}, call_id="left"),
    Visit(
        "desk_contact:call-receipt",
        (("contact.receipt.issue", ""), ("contact.call.read", "")),
        {},
        {"call_id": "taken"},
        only="call_taker",
    ),
    Visit("desk_contact:file", (("files.file.read", "kept"),)),
    Visit("desk_contact:preview", (("files.file.read", "kept"),)),
    _list("desk_conversations:console", _CHATS),
    _list("desk_conversations:lists", _CHATS),
    _see("desk_conversations:messages", _TALK),
    _see("desk_conversations:messages-latest", _TALK),
    _do("desk_conversations:write", "conversations.message.write", "open", _NOTE),
    _do("desk_conversations:settle", "conversations.thread.settle", ""),
    Visit("desk_conversations:file", ((_TALK, ""), ("files.file.read", "kept"))),
    _see("desk_conversations:conversation", _TALK, conversation_id="chat_id"),
    _see("desk_conversations:standing", _TALK, conversation_id="chat_id"),
    _see("desk_conversations:said", _TALK, conversation_id="chat_id"),
    _do("desk_conversations:take", "conversations.chat.take", "waiting", conversation_id="chat_id"),
    _do("desk_conversations:say", "conversations.message.write", "open", _NOTE, conversation_id="thread_id"),
    _do("desk_conversations:hand-over", "conversations.chat.hand_over", "open", {"note": "x"}, conversation_id="his"),
    _see("desk_conversations:end", "conversations.chat.end", _TALK, conversation_id="his"),
    _do("desk_conversations:end", "conversations.chat.end", "open", {"became": "x"}, conversation_id="his"),
    _see("desk_conversations:transcript", _TALK, conversation_id="chat_id"),
    _see("desk_conversations:report", "conversations.chat.report", _TALK, conversation_id="chat_id"),
    _do("desk_conversations:report", "conversations.chat.report", "", _SLUG, conversation_id="chat_id"),
    _do("desk_conversations:concern", "conversations.concern.decide", "", decision="act"),
    _list("desk_dispatch:board", "incidents.board.read"),
    _list("desk_dispatch:rows", "incidents.board.read"),
    _list("desk_dispatch:ended", "incidents.board.read"),
    _list("desk_dispatch:where", "incidents.board.read"),
    _see("desk_dispatch:incident", _INCIDENT),
    _do("desk_dispatch:send", "incidents.incident.dispatch", "assigned"),
    _do("desk_dispatch:stand-down", "incidents.incident.dispatch", "assigned", {"reason": "Not needed."}),
    _do("desk_dispatch:note", "incidents.log.add", "assigned", _NOTE),
    _see("desk_dispatch:result", _INCIDENT, incident_id="scene"),
    _do("desk_dispatch:result", "incidents.incident.result", "on_scene", _END, incident_id="scene"),
    _do("desk_dispatch:close", "incidents.incident.close", "resulted", incident_id="ended"),
    _see("desk_dispatch:reopen", "incidents.incident.reopen", _INCIDENT, incident_id="ended"),
    _do("desk_dispatch:reopen", "incidents.incident.reopen", "resulted", {"reason": "Again."}, incident_id="ended"),
    _list("desk_cases:list", _CASE),
    _list("desk_cases:owed", "investigations.audit.read"),
    _list("desk_recording:overview", "investigations.audit.read"),
    _list("desk_recording:draw", "investigations.audit.draw"),
    _list("desk_recording:draw", "investigations.audit.draw", data=_DRAW),
    Visit("desk_recording:audit", (("investigations.audit.read", ""),), on_matter=False),
    Visit("desk_recording:item", (("investigations.audit.judge", ""),), on_matter=False),
    Visit("desk_recording:item", (("investigations.audit.judge", ""),), _JUDGED, on_matter=False),
    _see("desk_cases:case", _CASE),
    _do("desk_cases:take", "investigations.case.assign", "open"),
    _do("desk_cases:note", _WORK, "open", _NOTE | {"kind": "fact"}),
    _do("desk_cases:action", _WORK, "open", _NOTE),
    _see("desk_cases:action-done", _CASE),
    _do("desk_cases:action-done", _WORK, "open", {"result": "Nothing."}),
    _see("desk_cases:outcome", _CASE),
    _do("desk_cases:outcome", _WORK, "open", {"code": "18", "reason": "No suspect."}),
    _see("desk_cases:cancel", _CASE),
    _do(
        "desk_cases:cancel",
        "investigations.crime.cancel",
        "recorded",
        {"because": "no_crime", "information": "It was found."},
    ),
    _do(
        "desk_cases:suspect",
        _WORK,
        "open",
        {"kind": "arrested", "happened_on": today().isoformat(), "client_id": "{new}"},
    ),
    _see("desk_cases:told", _CASE),
    _do("desk_cases:told", "investigations.entitlement.meet", "", {"how": "referred"}),
    _see("desk_cases:enhanced", _CASE),
    _do("desk_cases:enhanced", _WORK, "open", {"enhanced": "yes"}),
    _see("desk_cases:exhibit", "evidence.exhibit.read"),
    Visit("desk_cases:exhibit-file", (("evidence.exhibit.read", ""), ("files.file.read", "kept"))),
    Visit("desk_cases:exhibit-preview", (("evidence.exhibit.read", ""), ("files.file.read", "kept"))),
    _list("desk_victims:referrals", "victims.referral.oversee"),
    _see("desk_victims:referral", "victims.referral.oversee"),
    _do(
        "desk_victims:referral",
        "victims.referral.send",
        "declined",
        {"partner": "{partner_id}"},
        referral_id="declined",
    ),
    _list("desk_complaints:list", "complaints.complaint.handle"),
    _see("desk_complaints:complaint", "complaints.complaint.read"),
    _do("desk_complaints:acknowledge", "complaints.complaint.handle", "", complaint_id="new_complaint"),
    _do("desk_complaints:record", "complaints.complaint.handle", ""),
    _do("desk_complaints:officer", "complaints.complaint.handle", "", {"username": "responder"}),
    _do("desk_complaints:complaint", "complaints.complaint.handle", "", {"finding": "acceptable", "result": "Seen."}),
    _do("desk_complaints:evidence", "complaints.complaint.handle", "", {"reference": "{exhibit}"}),
    _list("desk_victims:requests", "victims.request.oversee"),
    _see("desk_victims:request", "victims.request.read"),
    _do("desk_victims:request", "victims.request.settle", "", {"outcome": "read", "result": "Thank you."}),
    _do("desk_victims:take-request", "victims.request.settle", ""),
    _list("desk_victims:satisfaction", "victims.satisfaction.read"),
    _list("desk_victims:appointments", "victims.appointment.oversee"),
    _see("desk_victims:appointment", "victims.appointment.read"),
    _do("desk_victims:appointment", "victims.appointment.keep", "", {"took_place": "yes", "result": "We spoke."}),
    _do("desk_victims:take-appointment", "victims.appointment.keep", ""),
    _do("desk_victims:cancel-appointment", "victims.appointment.change", ""),
    _see("desk_victims:book", "contact.report.read"),
    Visit(
        "desk_victims:book",
        (("contact.report.read", ""), ("victims.appointment.book", "")),
        {"time": "{time}", "about": "talk", "client_id": "{new}"},
    ),
    _see("desk_victims:support", "contact.report.read"),
    Visit(
        "desk_victims:support",
        (("contact.report.read", ""), ("victims.consent.record", "")),
        {"consent": "later", "how": "telephone", "client_id": "{new}"},
    ),
    _list("partners:inbox", "victims.inbox.read"),
    _see("partners:referral", "victims.inbox.read"),
    _do("partners:accept", "victims.referral.answer", ""),
    _see("partners:decline", "victims.inbox.read"),
    _do("partners:decline", "victims.referral.answer", "", {"because": "full"}),
    _list("desk_records:search", "records.record.search"),
    _list("desk_records:search", "records.record.search", data=_SOUGHT),
    # A search of nobody's session: they are sent to ask again.
    Visit("desk_records:found", (("records.record.search", ""),), on_matter=False, takes={"search_id": "entry_id"}),
    _see("desk_records:matter", "records.matter.read"),
    _see("desk_records:join", _RECORD),
    Visit("desk_records:join", ((_RECORD, ""), (_ADD, "")), {"reference": "{reference}"}, unready=True),
    _see("desk_records:join-with", _RECORD),
    _also("desk_records:join-with", {"deed": "relate", "reason": "One thief."}, _RECORD, _ADD),
    _see("desk_records:split", "records.matter.merge"),
    Visit("desk_records:split", (("records.matter.merge", ""),), {"reason": "Two after all."}, unready=True),
    _see("desk_records:record", _RECORD, kind="person", record_id="person_id"),
    _see("desk_records:link", _RECORD, _ADD),
    _also("desk_records:link", _LINK | {"kind": "related_to"}, _RECORD, _ADD),
    _see("desk_records:add", _RECORD, _ADD, kind="vehicle"),
    _also("desk_records:add", _SAID | {"kind": "involved_in", "vrm": "AB12 CDE"}, _RECORD, _ADD, kind="vehicle"),
    Visit("desk_records:tie", ((_RECORD, ""),), takes=_PERSON, instead="records.person.search_all"),
    _also("desk_records:tie", _TIE, _RECORD, _ADD, kind="person", record_id="person_id"),
    _see("desk_records:same", _RECORD, kind="person", record_id="person_id"),
    _also("desk_records:same", _SAID | {"matter": "{matter}"}, _RECORD, _ADD, kind="person", record_id="person_id"),
    _see("desk_records:correct", _RECORD, _PUT_RIGHT),
    _also("desk_records:correct", _CORRECTED, _RECORD, _PUT_RIGHT),
    _see("desk_records:take-back", _RECORD, _PUT_RIGHT),
    _also("desk_records:take-back", {"why": "Another Sam."}, _RECORD, _PUT_RIGHT),
    *(
        Visit(
            f"desk_cases:thing-{name}",
            (("investigations.thing.trace", ""), (_RECORD, "open")),
            data,
            {"link_id": "thing"},
        )
        for name, data in (
            ("found", None),
            ("found", {"found_on": today().isoformat(), "where_kept": "Store 4"}),
            ("returned", None),
            ("returned", {"returned_on": today().isoformat(), "handed_over": "collected"}),
            ("mistake", None),
            ("mistake", {"reason": "Another one."}),
        )
    ),
    _list("desk_audit:entries", "ledger.entry.read"),
    Visit("desk_audit:entry", (("ledger.entry.read", ""),), on_matter=False, takes={"entry_id": "entry_id"}),
    _list("desk_audit:verify", "ledger.tree.verify", data={}),
    _list("desk_accounts:list", "access.user.change"),
    Visit("desk_accounts:change", (("access.user.change", ""),), on_matter=False, takes={"name": "close"}),
    Visit(
        "desk_accounts:change", (("access.user.change", ""),), {"reason": "Left."}, {"name": "close"}, on_matter=False
    ),
    _list("desk_languages:list", "languages.translation.review"),
    Visit("desk_languages:section", (("languages.translation.review", ""),), takes=_GATE, on_matter=False),
    Visit("desk_languages:section", (("languages.translation.sign_off", ""),), _SIGNED, _GATE, on_matter=False),
    Visit("desk_languages:withdraw", (("languages.translation.sign_off", ""),), takes=_GATE, on_matter=False),
    Visit(
        "desk_languages:withdraw",
        (("languages.translation.sign_off", ""),),
        {"reason": "Wrong."},
        _GATE,
        on_matter=False,
        unready=True,
    ),
    _list("desk_statements:verify", "evidence.statement.verify"),
    Visit("desk_statements:verify", (("evidence.statement.verify", ""),), {}, on_matter=False, unready=True),
    _see("desk_statements:request", _OFFICER),
    _do("desk_statements:request", _OFFICER, "", {"result": "Tuesday at 4pm."}),
    _do("desk_statements:take", _OFFICER, ""),
    _do("desk_statements:put-back", _OFFICER, ""),
    _see("desk_statements:statement", _STATEMENT),
    _see("desk_statements:signed", _STATEMENT, "files.file.read"),
    _see("desk_statements:disclose", "evidence.statement.disclose", _STATEMENT),
    _also("desk_statements:disclose", _HANDED, "evidence.statement.disclose", _STATEMENT),
    _see("mobile:statements", _TAKE, _INCIDENT),
    _see("mobile:statement-begin", _TAKE, _INCIDENT),
    _also("mobile:statement-begin", {}, _TAKE, _INCIDENT),
    _see("mobile:statement", _TAKE, _STATEMENT),
    _also("mobile:statement", {"reason": "The colour."}, _TAKE, _STATEMENT, "evidence.statement.write"),
    _see("mobile:statement-words", _TAKE, _STATEMENT),
    _also("mobile:statement-words", {"text": "I saw him."}, _TAKE, _STATEMENT),
    _see("mobile:statement-sign", _TAKE, _STATEMENT),
    Visit("mobile:statement-sign", ((_TAKE, ""), (_STATEMENT, "")), {"signature": "Sam Lamplighter"}, unready=True),
    _list("mobile:work", "incidents.assignment.read", "intelligence.alert.acknowledge"),
    Visit("mobile:position", (("incidents.resource.report", ""),), _HERE, on_matter=False, crew_only=True),
    _do("mobile:step", "incidents.assignment.change", "assigned", name="accept"),
    _see("mobile:incident", _INCIDENT, "incidents.assignment.read"),
    _do("mobile:note", "incidents.log.add", "assigned", _NOTE),
    _see("mobile:result", _INCIDENT, incident_id="scene"),
    _do("mobile:result", "incidents.incident.result", "on_scene", _END, incident_id="scene"),
    Visit("mobile:acknowledge", (("intelligence.alert.acknowledge", ""),), {}, sent_to_only=True),
    _list("rtic:picture", "intelligence.report.write"),
    _list("rtic:live-now", "intelligence.report.write"),
    _list("rtic:alerts", "intelligence.alert.follow"),
    _list("rtic:past", "intelligence.alert.follow"),
    _list("rtic:compose", "intelligence.alert.send"),
    _list("rtic:compose", "intelligence.alert.send", data=_NEW_ALERT),
    _see("rtic:compose-about", "intelligence.alert.send", _INCIDENT),
    _do("rtic:compose-about", "intelligence.alert.send", "", _NEW_ALERT),
    _see("rtic:supersede", "intelligence.alert.send"),
    _do("rtic:supersede", "intelligence.alert.supersede", "", ALERT),
    _see("rtic:cancel", "intelligence.alert.send"),
    _do("rtic:cancel", "intelligence.alert.cancel", "", {"reason": "Wrong."}),
    _list("unsent-notices:list", "notices.notice.review"),
    _do("unsent-notices:try-again", "notices.notice.try_again", ""),
)
OPEN = {
    "portal:home", "portal:gate", "portal:emergency", "portal:choose", "portal:sent", "portal:track",
    "portal:held", "portal:leave", "portal:area", "portal:privacy", "portal:accessibility", "portal:language",
    "desk-call:return", "report:return", "after:return", "statement:return", "phone-statement:return",
    "report:start", "access:sign-in", "access:sign-out", "journeys:schema", "journeys:form", "journeys:ground",
    "live:ticket", "notices:front", "notices:mailbox", "ui:styleguide", "ui:styleguide-page", "portal:what-if",
    "portal:what-if-record", "portal:chat", "portal:elsewhere",
}  # fmt: skip
# Of a report: for its own holder alone.
OWN = {
    "portal:tracking", "portal:take-out", "portal:messages", "portal:messages-latest", "portal:messages-file",
    "portal:ask", "portal:thanks", "portal:support", "portal:stop-support",
    "portal:statement", "portal:statement-begin", "portal:statement-officer", "portal:statement-page",
    "portal:statement-words", "portal:statement-sign", "portal:statement-correct", "portal:statement-leave",
    "portal:statement-preview", "portal:statement-signed",
    "portal:complaints", "portal:requests", "portal:appointments", "portal:book", "portal:move-appointment",
    "portal:cancel-appointment", "portal:file-preview", "portal:helping",
}  # fmt: skip
# Of a chat: for whoever began it, and of its report for whoever began that.
CHAT = {
    "portal:chat-room", "portal:chat-latest", "portal:chat-state", "portal:chat-file",
    "portal:chat-end", "portal:chat-leave", "portal:chat-receipt",
}  # fmt: skip
HALF_WAY = {"access:code", "access:set-up"}  # behind the right password: tests/unit/access/test_second_step.py
_DOORS = ("report", "desk-call", "after", "statement", "phone-statement")
DRAFT = {
    f"{door}:{page}"
    for door in _DOORS
    for page in (
        "tasks", "check", "save", "forget", "question", "advice", "add", "item", "remove", "preview", "ticket",
    )
}  # fmt: skip
# The same pages for a report that is made of a chat.
CHAT |= {name.replace("report:", "desk-chat:") for name in (OPEN | DRAFT) - {"report:start"} if name[:7] == "report:"}


def test_every_address_is_in_the_matrix() -> None:
    rules = _rules()
    assert set(rules) == {visit.name for visit in STAFF} | OPEN | OWN | DRAFT | HALF_WAY | ACCOUNT | CHAT
    asked = {(visit.name, "GET" if visit.data is None else "POST") for visit in STAFF}
    answers = {(name, method) for name, pattern in _patterns(get_resolver()) for method in methods(pattern.callback)}
    of_staff = {visit.name for visit in STAFF}
    assert {one for one in answers if one[0] in of_staff and one[1] != "HEAD"} - asked == set()
    for name, rule in rules.items():
        assert rule is not None, f"{name} has no rule"
        assert (rule.action is None) == (name in OPEN | OWN | DRAFT | HALF_WAY | ACCOUNT | CHAT), (
            f"{name} is on the wrong list"
        )


def test_every_address_by_everybody_on_both_matters(world: World) -> None:
    wrong, allowed, denied = [], 0, 0
    for person in world.people:
        client = world.client(person)
        for side, visit in _visits_of(world, person):
            may = _may(world, person, side, visit)
            response = _visit(world, client, side, visit)
            allowed, denied = allowed + may, denied + (not may)
            if may and visit.unready:
                continue
            if may != _came_through(response) or (not may and not _refused(response, world, person)):
                method = "GET" if visit.data is None else "POST"
                words = "should be let in" if may else "should be refused"
                wrong.append(f"{person} {words}: {method} {visit.name} on {side}: {response.status_code}")
    print(f"\n{allowed} cells allowed, {denied} denied")
    assert wrong == []
    for visit in STAFF:  # no address is closed to everybody
        assert any(_may(world, person, "own", visit) for person in world.people), visit.name


@pytest.mark.django_db(transaction=True)
def test_the_auditor_verifies(sign_in: Callable[[str], Client]) -> None:
    assert sign_in("auditor").post("/desk/audit/verify").status_code == 200


def test_what_is_public_is_open_to_everybody(world: World) -> None:
    wrong = []
    for person in world.people:
        client = world.client(person)
        for name in sorted(OPEN - {"portal:leave", "access:sign-out", "live:ticket"}):
            takes = _PUBLIC_PAGES | ({"slug": next(iter(signposts()))} if name == "portal:elsewhere" else {})
            response = client.get(reverse(name, kwargs={part: takes[part] for part in _PARAMETERS[name]}))
            if not _came_through(response):
                wrong.append(f"{person} {name} {response.status_code}")
        if (client.get("/live/ticket").status_code == 200) != (person != "outsider"):
            wrong.append(f"{person} live:ticket")
        for address in ("/track/leave", "/staff/sign-out"):
            if client.post(address).status_code != 302:
                wrong.append(f"{person} {address}")
    assert wrong == []


def test_the_second_step_leads_everybody_without_the_first_back_to_it(world: World) -> None:
    for person in world.people:
        client = world.client(person)
        for name in sorted(HALF_WAY):
            for response in (client.get(reverse(name)), client.post(reverse(name), {"code": "000000"})):
                assert response.headers.get("Location") == "/staff/sign-in", (person, name)


def test_a_receipt_shows_its_own_report_and_no_other(world: World) -> None:
    from bluelamp.contact.models import Report
    from bluelamp.ledger.reading import writing

    with writing():
        references = {name: Report.objects.get(pk=world.people[name].id).reference for name in ("citizen", "citizen2")}
    for person in world.people:
        response = world.client(person).get("/track/report", follow=True)
        text = response.content.decode()
        shown = {name for name, reference in references.items() if reference in text}
        assert shown == ({person} & set(references)), person
        assert person in references or response.redirect_chain[-1][0] == "/track"


def test_the_pages_of_a_report_open_for_its_holder_alone(world: World) -> None:
    wrong = []
    for person in ("citizen", *sorted(_ONE_OF_EACH_KIND)):
        client = world.client(person)
        for owner, name in product(("citizen", "citizen2"), sorted(OWN)):
            ids = (world.own if owner == "citizen" else world.other).ids
            address = reverse(name, kwargs={part: ids[part] for part in _PARAMETERS[name]})
            for response in (client.get(address), client.post(address)):
                if response.status_code == 405:
                    continue
                shown = {404} if name == "portal:file-preview" else {200, 302}  # a file that the answers do not name
                expected = shown if person == owner else {404} if person.startswith("citizen") else {302}
                if response.status_code not in expected:
                    wrong.append(f"{person} {name} of {owner}: {response.status_code}")
                if person not in ("citizen", "citizen2") and response.headers.get("Location") != "/track":
                    wrong.append(f"{person} {name} is not asked for a receipt")
    assert wrong == []


def test_a_chat_opens_for_whoever_began_it_alone(world: World) -> None:
    wrong = []
    for person in ("citizen", *sorted(_ONE_OF_EACH_KIND)):
        client = world.client(person)
        for owner, name in product(
            {"citizen", "citizen2"} - {person}, sorted(name for name in CHAT if name.startswith("portal:"))
        ):
            ids = (world.own if owner == "citizen" else world.other).ids
            takes = {part: ids["chat_id" if part == "conversation_id" else part] for part in _PARAMETERS[name]}
            answers = (client.get(reverse(name, kwargs=takes)), client.post(reverse(name, kwargs=takes)))
            for response in answers:
                refused = response.status_code in (403, 404, 405) or response.headers.get("Location") == "/chat"
                if not refused:
                    wrong.append(f"{person} {name} of {owner}: {response.status_code}")
    assert wrong == []


def test_a_draft_opens_for_whoever_began_it_and_nobody_else(world: World) -> None:
    wrong = []
    began = {name: world.client(name) for name in sorted(_ONE_OF_EACH_KIND | {"citizen", "responder"})}
    tasks = {name: client.post("/report/burglary").headers["Location"] for name, client in began.items()}
    for name, address in tasks.items():
        for person, client in began.items():
            if (client.get(address).status_code == 200) != (person == name):
                wrong.append(f"{person} the tasks of {name}")
    for name in ("outsider", "citizen", "responder"):  # one that a key opens alone, and two that know their owner
        pages = _pages_of_draft(tasks[name].rstrip("/").rsplit("/", 1)[1])
        for person in _ONE_OF_EACH_KIND - {name}:
            answers = {page: began[person].get(address).status_code for page, address in pages.items()}
            wrong += [f"{person} {page} of {name}" for page, status in answers.items() if status == 200]
    assert wrong == []


# Nobody's role or team counts on these pages; who has a receipt is asked, and whether somebody is signed in.
_ONE_OF_EACH_KIND = {"outsider", "citizen2", "responder2", "supervisor"}


def _pages_of_draft(draft: str) -> dict[str, str]:
    """Addresses by the names of ``DRAFT``."""
    takes = {**_SLUG, "draft_id": draft, "name": "taken", "item_id": "none"}
    return {page: reverse(page, kwargs={part: takes[part] for part in _PARAMETERS[page]}) for page in DRAFT}


_CASE_READ = "investigations.case.read"


def test_every_audience_reaches_those_it_is_for(world: World) -> None:
    everybody = {name: actor.id for name, actor in world.people.items() if actor.kind is not ActorKind.PUBLIC}
    expected: dict[str, set[str]] = {f"actor:{who}": {name} for name, who in everybody.items()}
    for role in Role:
        expected[f"role:{role}"] = {
            name for name in everybody if role in world.people[name].roles and not name.startswith("citizen")
        }
    for team in {team for actor in world.people.values() for team in actor.teams}:
        expected[f"team:{team}"] = {name for name in everybody if team in world.people[name].teams}
    for side, matter in (("own", world.own), ("other", world.other)):
        involved = {name for held, name in world.held if held == side}
        expected[f"matter:{matter.ids['matter']}"] = involved
        expected[f"colleagues:{matter.ids['matter']}"] = {
            name for name in involved if any(row.roles & world.people[name].roles for row in rows_for(_CASE_READ))
        }
    expected |= {f"{kind}:{new_id()}": set() for kind in ("actor", "team", "matter", "colleagues")}
    expected |= {"role:nobody": set(), "nothing:here": set(), f"actor:{everybody['responder']}x": set()}
    ours = {kind for kind in kinds() if not kind.startswith("test-")}  # another test's own, in the same process
    assert {key.partition(":")[0] for key in expected} >= ours
    names = {who: name for name, who in everybody.items()}
    found = {key: {names[who] for who in who_may} for key, who_may in resolve(expected, frozenset(names)).items()}
    assert found == expected


def _may(world: World, person: str, side: str, visit: Visit) -> bool:
    """By the table alone."""
    roles = world.people[person].roles
    held = world.held.get((side, person), frozenset[Relation]())
    if not _role_allows(world, person, visit) or not _is_theirs(world, person, side, visit):
        return False
    if visit.instead and any(row.roles & roles for row in rows_for(visit.instead)):
        return True
    for action, state in visit.needs:
        rows = [row for row in table() if row.action == action and row.roles & roles]
        if visit.on_matter:
            rows = [row for row in rows if not row.states or not state or state in row.states]
            rows = [row for row in rows if not row.relations or row.relations & held]
        if not rows:
            return False
    return True


def _is_theirs(world: World, person: str, side: str, visit: Visit) -> bool:
    """What is for one person alone, or for those whom it was sent to, beyond what the table says."""
    matter = world.own if side == "own" else world.other
    if visit.only and person != visit.only:
        return False
    if visit.sent_to_only and person not in matter.recipients:
        return False
    return not visit.crew_only or person in world.own.recipients | world.other.recipients


def _role_allows(world: World, person: str, visit: Visit) -> bool:
    """What the door asks, before the page looks at any matter."""
    return any(row.roles & world.people[person].roles for row in rows_for(_rules()[visit.name].action))


def _visits_of(world: World, person: str) -> Iterator[tuple[str, Visit]]:
    """Whom the door turns away for their role meets one door at every address: a few of them knock there."""
    for number, visit in enumerate(STAFF):
        if visit.name == "desk_audit:verify" and person == "auditor":
            continue  # wants a transaction of its own: see below
        let_in = _role_allows(world, person, visit)
        if let_in or person in _who_knock(world, visit, number):
            yield "own", visit
        else:
            assert not may_ever(actor=world.people[person], action=_rules()[visit.name].action)
        if let_in and visit.on_matter:
            yield "other", visit


def _who_knock(world: World, visit: Visit, number: int) -> set[str]:
    """The public, somebody with a receipt, and of the staff whose role is not let in one after the other."""
    staff = [name for name, actor in world.people.items() if actor.roles and not name.startswith("citizen")]
    turned_away = [name for name in staff if not _role_allows(world, name, visit)]
    return {"outsider", "citizen", *turned_away[number % max(1, len(turned_away)) :][:1]}


def _visit(world: World, client: Client, side: str, visit: Visit) -> Any:
    """Ask, and take back whatever it changed."""
    ids = (world.own if side == "own" else world.other).ids
    wanted = _PARAMETERS[visit.name]
    takes = {name: ids.get(visit.takes.get(name, name), visit.takes.get(name)) for name in wanted}
    address = reverse(visit.name, kwargs=takes)
    data = {k: v.format(**(ids | {"new": new_id()})) for k, v in (visit.data or {}).items()}
    with transaction.atomic():
        response: Any = client.get(address) if visit.data is None else client.post(address, data)
        transaction.set_rollback(True)
    return response


def _came_through(response: Any) -> bool:
    return response.status_code in (200, 204) or (
        response.status_code == 302 and "sign-in" not in response.headers["Location"]
    )


def _refused(response: HttpResponse, world: World, person: str) -> bool:
    """403 or 404, on a form's page 422 with the words of the refusal; whoever is unknown is asked to sign in."""
    if world.people[person].kind is ActorKind.PUBLIC:
        return response.status_code == 302 and "sign-in" in response.headers["Location"]
    words = ("You cannot do this", "There is nothing with this reference that you can see")
    return response.status_code in (403, 404) or (
        response.status_code == 422 and any(refusal in response.content.decode() for refusal in words)
    )


@cache
def _rules() -> dict[str, Any]:
    """What each address asks, by its name."""
    return {name: rule_of(pattern.callback) for name, pattern in _patterns(get_resolver())}


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


_PARAMETERS = {name: tuple(pattern.pattern.converters) for name, pattern in _patterns(get_resolver())}
