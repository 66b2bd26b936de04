"""Two matters with everything that a thread leaves behind, and people who stand to them in every way there is."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from bluelamp.access.actors import actor_of_user
from bluelamp.access.enums import Relation
from bluelamp.access.models import User
from bluelamp.access.selectors import involved
from bluelamp.access.services import create_team, create_user, involve
from bluelamp.complaints import services as complaints
from bluelamp.contact import services as contact
from bluelamp.contact.models import Escalation, Report
from bluelamp.contact.selectors import report as report_of
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Concern
from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now, today
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.demo import stories
from bluelamp.desk.contact.escalating import escalate_waiting
from bluelamp.evidence import services as evidence
from bluelamp.evidence.services import exhibit_file
from bluelamp.files.services import keep
from bluelamp.flows.grade_report import Grading, grade_report
from bluelamp.flows.push_intelligence import push_intelligence
from bluelamp.incidents import services as incidents
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Entitlement
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.ledger.selectors import account
from bluelamp.notices import delivery
from bluelamp.notices.notifiers import NoGateway
from bluelamp.records import services as records
from bluelamp.records.enums import Basis, LinkKind, MatterKind
from bluelamp.records.selectors import things_of_matters
from bluelamp.records.types import PersonDetails, Provenance
from bluelamp.victims import services as victims
from bluelamp.victims.models import Referral
from bluelamp.victims.selectors.appointments import free_slots
from bluelamp.victims.types import Answer, Person
from tests.factories import notices
from tests.factories.files import png, staged_file
from tests.factories.statements import drafted, signed
from tests.factories.telling import tell
from tests.factories.victims import call_back, complained, sought, written
from tests.plugins.cast import Cast
from tests.plugins.kept import Kept, keep_built

LEVELS = dict.fromkeys(("threat", "harm", "risk", "investigation", "vulnerability", "engagement"), "low")
GRADE = LEVELS | {
    "words": "Nobody is in danger now.",
    "grade": "P1",
    "nsir_class": "crime",
    "summary": "Home broken into.",
    "offence": "burglary_home",
    "minutes": "8",
}
INTELLIGENCE = {
    "text": "A grey estate left at speed.",
    "source": "2",
    "assessment": "B",
    "handling": "P",
    "provenance": "A camera.",
    "purpose": "Detecting crime",
    "review_on": "2099-01-01",
}
ALERT = {"headline": "Grey estate", "instruction": "Tell the control room.", "severity": "minor", "hours": "4"}
_JOB = Actor.job("test")


@dataclass(frozen=True, slots=True)
class Matter:
    """The ids of one matter's things by the name that addresses use, and of the matter itself as ``matter``."""

    ids: dict[str, Any]
    recipients: frozenset[str]


@dataclass(frozen=True, slots=True)
class World:
    people: Cast
    own: Matter
    other: Matter
    held: dict[tuple[str, str], frozenset[Relation]]  # by matter ("own", "other") and person

    def client(self, name: str) -> Client:
        """A browser of this person's."""
        client, person = Client(), self.people[name]
        if name.startswith("citizen"):
            session = client.session
            session["receipt"] = str(person.id)
            session.save()
            client.cookies["sessionid"] = session.session_key or ""
        elif name != "outsider":
            client.force_login(User.objects.get(pk=person.id))
        return client


@pytest.fixture(scope="module")
def world_kept(cast_kept: Kept[Cast], django_db_blocker: DjangoDbBlocker) -> Kept[World]:
    """One for the tests of a file: what is due within minutes is not yet late."""
    with django_db_blocker.unblock():
        return keep_built(lambda: build({**cast_kept.value, "outsider": Actor.public()}), upon=cast_kept.put_back)


@pytest.fixture
def world(cast: Cast, world_kept: Kept[World]) -> World:
    """What ``build`` makes."""
    return world_kept.put_back()


def build(cast: Cast) -> World:
    """``own`` is worked by responder and detective, ``other`` by responder2 and detective2 of another force's team."""
    elsewhere = create_team(actor=_JOB, name="Elsewhere")
    home, _ = (
        victims.register_partner(actor=_JOB, name=f"Harbour {number}", team_id=team, takes=["other"])
        for number, team in enumerate((next(iter(cast["support"].teams)), elsewhere.id))
    )
    stranger = create_user(
        actor=_JOB,
        username="detective2",
        display_name="DC Far Away",
        password=None,
        roles=[Role.DETECTIVE],
        teams=[elsewhere],
    )
    cast = {**cast, "detective2": actor_of_user(stranger)}
    own = _matter(cast, Random(1), "responder", "detective")
    other = _matter(cast, Random(2), "responder2", "detective2")
    own.ids["partner_id"] = other.ids["partner_id"] = home.id
    people = {**cast, "citizen": Actor.receipt(own.ids["report_id"]), "citizen2": Actor.receipt(other.ids["report_id"])}
    by_team, assigned = frozenset({Relation.TEAM}), frozenset({Relation.ASSIGNED})
    held: dict[tuple[str, str], frozenset[Relation]] = {
        ("own", "responder"): assigned,
        ("own", "detective"): assigned | by_team,
        ("own", "citizen"): frozenset({Relation.OWN}),
        ("own", "call_taker"): assigned,  # who has a chat on each
        ("other", "call_taker"): assigned,
        ("other", "responder2"): assigned,
        ("other", "detective"): by_team,  # both cases belong to the Investigations team
        ("other", "detective2"): assigned,
        ("other", "citizen2"): frozenset({Relation.OWN}),
        ("own", "standards"): frozenset(),  # who look into a complaint on each
        ("other", "standards"): frozenset(),
    }
    return World(people, own, other, {key: found | {Relation.INVOLVED} for key, found in held.items()})


def _matter(cast: Cast, rng: Random, officer: str, detective: str) -> Matter:
    desk, control = cast["call_taker"], cast["dispatcher"]
    report_id = tell(actor=Actor.public(), story=stories.burglary(rng, postcode="B4 7AP"))
    fresh = tell(actor=Actor.public(), story=stories.burglary(rng, postcode="B4 7AP"))
    graded = grade_report(actor=desk, report_id=report_id, grading=_grading())
    assert graded.incident is not None
    assert graded.case is not None
    assert graded.crime is not None
    matter = graded.report.matter_id
    photo = staged_file(content=png())
    keep(actor=Actor.public(), file_id=photo.id, matter_id=matter)
    exhibit = exhibit_file(actor=desk, matter_id=matter, stored_file_id=photo.id, title="Sill")
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast[detective].id)
    action = investigations.add_action(actor=cast[detective], case_id=graded.case.id, text="Ask the neighbour.")
    crews = [
        incidents.add_resource(
            actor=control, callsign=f"{name}{rng.randrange(10**6)}", kind="car", crew=[cast[officer].id]
        )
        for name in ("A", "B")
    ]
    free = incidents.add_resource(actor=control, callsign=f"F{rng.randrange(10**6)}", kind="car")
    sent = incidents.dispatch(actor=control, incident_id=graded.incident.id, resource_id=crews[0].id)
    scene, ended = (_another(control, matter, grade) for grade in ("P2", "P4"))
    there = incidents.dispatch(actor=control, incident_id=scene, resource_id=crews[1].id)
    for step in (incidents.accept, incidents.travel, incidents.arrive):
        step(actor=control, assignment_id=there.id)
    incidents.result(actor=control, incident_id=ended, code="crime", text="Nobody had to go.")
    alert = push_intelligence(
        actor=cast["rtic_analyst"],
        report={**INTELLIGENCE, "review_on": today() + timedelta(days=90)},
        alert={
            **{name: ALERT[name] for name in ("headline", "instruction", "severity")},
            "expires_at": now() + timedelta(hours=4),
        },
        recipients=frozenset({cast[officer].id}),
        matter_id=matter,
    )
    said = Provenance(source="999")
    neighbour, twin = (
        records.add_person(
            actor=cast["supervisor"],
            matter=matter,
            details=PersonDetails(given="Sam", family="Lamplighter"),
            provenance=said,
            kind=LinkKind.WITNESS_OF,
        )
        for _ in range(2)
    )
    link = records.link(
        actor=cast["supervisor"],
        source=neighbour,
        target=twin,
        kind=LinkKind.KNOWS,
        basis=Basis.OPINION,
        provenance=Provenance(source="999", matter=matter),
    )
    person = Actor.receipt(report_id)
    conversations.write(actor=person, matter_id=matter, text="He had a knife, I think.", client_id=new_id())
    concern = Concern.objects.get(matter_id=matter)
    chats = [
        conversations.start_chat(actor=person, text="Is it safe to stay?", client_id=new_id(), matter_id=matter)
        for _ in range(2)
    ]
    conversations.take_chat(actor=desk, conversation_id=chats[1].id)
    calls = {name: contact.answer_call(actor=desk, client_id=new_id()).id for name in ("call_id", "known", "taken")}
    with clock.shifted(-timedelta(minutes=16)):
        calls["left"] = contact.answer_call(actor=desk, client_id=new_id()).id
        contact.end_call(actor=desk, call_id=calls["left"], outcome="silent")
    contact.end_call(actor=desk, call_id=calls["known"], outcome="known", about=graded.report.reference)
    contact.attach_draft(actor=desk, call_id=calls["taken"], draft_id=graded.report.draft_id)
    contact.attach_report(actor=desk, call_id=calls["taken"], report_id=report_id)
    referral, declined = _referrals(cast, matter, fresh)
    notice = notices.notice(matter_id=matter, key=str(new_id()))
    delivery.deliver(actor=_JOB, notice_id=notice.id, notifier=NoGateway())
    stated = signed(drafted(report=graded.report))
    asked = evidence.ask_for_officer(
        actor=Actor.receipt(report_id), matter_id=matter, report_id=report_id, why=["wish"]
    )
    with reading(actor=cast["auditor"], purpose=Purpose.AUDIT, action="ledger.entry.read"):
        entry = account(limit=1)[0].id
    escalate_waiting(actor=_JOB)
    audit = investigations.draw_audit(
        actor=cast["crime_registrar"], period_from=today() - timedelta(days=1), period_to=today(), size=1
    )
    second = records.open_matter(actor=cast["supervisor"], kind=MatterKind.REPORT, title="The same burglary")
    for relation in Relation:
        for who in involved(matter=matter, relation=relation):
            involve(actor=_JOB, matter=second.id, who=who, relation=relation)
    ids = {
        **calls,
        "escalation_id": Escalation.objects.get(subject_id=calls["left"]).id,
        "audit_id": audit.id,
        "item_id": audit.items.get().id,
        "with_id": second.id,
        "matter": matter,
        "report_id": report_id,
        "fresh": fresh,
        "incident_id": graded.incident.id,
        "scene": scene,
        "ended": ended,
        "resource_id": free.id,
        "assignment_id": sent.id,
        "case_id": graded.case.id,
        "crime_id": graded.crime.id,
        "action_id": action.id,
        "exhibit_id": exhibit.id,
        "statement_id": stated.statement_id,
        "number": stated.number,
        "asked_id": asked.id,
        "file_id": photo.id,
        "alert_id": alert.id,
        "officer": cast[officer].id,
        "user_id": cast[officer].id,
        "notice_id": notice.id,
        "matter_id": matter,
        "reference": graded.report.reference,
        "person_id": neighbour.pk,
        "other_id": twin.pk,
        "link_id": link.pk,
        "thread_id": concern.conversation_id,
        "chat_id": chats[0].id,
        "his": chats[1].id,
        "concern_id": concern.id,
        "entry_id": entry,
        "slug": "victim-support",
        "kind": "call",
        "exhibit": exhibit.reference,
        "new_complaint": complained(graded.report).id,
        "complaint_id": (complaint := _complaint(cast, graded.report)),
        "footage_id": sought(cast["standards"], complaint).id,
        "request_id": written(graded.report, "statement").id,
        "appointment_id": call_back(actor=desk, matter_id=matter).id,
        "time": f"station {free_slots(kind='station', safe_contact={})[0].starts_at.isoformat()}",
        "referral_id": referral,
        "declined": declined,
        "thing": _thing(desk, matter),
        "clock_id": Entitlement.objects.get(about_id=graded.crime.id).id,
    }
    return Matter(ids, frozenset({officer}))


def _thing(desk: Actor, matter: UUID) -> UUID:
    """The link of the first thing that was taken; it has been found."""
    with writing():
        taken = things_of_matters(actor=desk, matters=[matter])[0].link_id
    investigations.mark_found(actor=desk, link_id=taken, found_on=today(), where_kept="Store 4", evidence=False)
    return taken


def _referrals(cast: Cast, matter: UUID, fresh: UUID) -> tuple[UUID, UUID]:
    """One with the partner whose worker is of the cast, and one that no partner takes."""
    desk, found = cast["call_taker"], []
    answer = Answer(consent="yes", how="telephone", needs=("other",))
    person = Person(name="Sam", safe_contact={"how": "email", "email": "sam@example.com", "when": ["any"]})
    with reading(actor=desk, purpose=Purpose.VICTIM_CARE, action="test"):
        waiting = report_of(actor=desk, report_id=fresh).matter_id
    for where in (matter, waiting):
        referral = victims.answer_support(actor=desk, matter_id=where, answer=answer, person=person)
        assert referral is not None
        found.append(referral.id)
    for _ in range(2):
        given_to = _team_of(found[1])
        worker = Actor(ActorKind.PARTNER, new_id(), frozenset({Role.SUPPORT_WORKER}), frozenset({given_to}))
        victims.decline_referral(actor=worker, referral_id=found[1], because="full")
    return found[0], found[1]


def _complaint(cast: Cast, report: Report) -> UUID:
    """One that somebody looks into."""
    made = complained(report)
    complaints.acknowledge(actor=cast["standards"], complaint_id=made.id)
    return made.id


def _team_of(referral: UUID) -> UUID:
    """Of the partner that has it now."""
    with writing():
        partner = Referral.objects.get(pk=referral).partner
    assert partner is not None
    return partner.team_id


def _another(control: Actor, matter: UUID, grade: str) -> UUID:
    incident = incidents.open_incident(
        actor=control, matter_id=matter, grade=grade, summary="More.", nsir_class="crime", place_label="1 Lantern Row"
    )
    return incident.id


def _grading() -> Grading:
    return Grading(
        grade="P1",
        levels=LEVELS,
        words="Nobody is in danger now.",
        summary="Home broken into.",
        nsir_class="crime",
        offence="burglary_home",
        minutes=8,
    )
