"""Every address, what it needs and what is sent to it: of staff one by one, of everybody else by who may open it."""

from dataclasses import dataclass, field

from bluelamp.core.clock import today
from bluelamp.languages.catalogue import digest
from tests.plugins.world import ALERT, GRADE, INTELLIGENCE

ACCOUNT = {  # of whoever is signed in to one: test_accounts goes through them
    "account:sign-in", "account:sign-out", "account:code", "account:reports", "account:add", "account:held",
    "account:settings", "account:tell", "account:end-all", "account:end-one", "account:erase", "portal:receipt",
    "account:provider", "account:provider-back", "account:passkey", "account:passkey-new", "account:passkey-remove",
    "account:prove", "account:prove-code", "account:prove-passkey",
    "account:address", "account:address-code", "account:remove-address", "account:remove-provider",
}  # fmt: skip
SLUG = {"slug": "burglary"}
PUBLIC_PAGES = SLUG | {"page": "staff", "code": "en-gb"}
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
_RECORDED = {"username": "responder", "day": "2026-01-05", "starts_at": "10:00", "ends_at": "10:30"}
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
    _do("desk_conversations:report", "conversations.chat.report", "", SLUG, conversation_id="chat_id"),
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
    _do("desk_complaints:look", "complaints.complaint.handle", "", _RECORDED),
    _see("desk_complaints:footage", "complaints.complaint.read"),
    _do("desk_complaints:footage", "complaints.complaint.handle", "", {"why": "The camera was off."}),
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
