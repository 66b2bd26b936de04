"""What the page of a case brings together from the rooms."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from bluelamp.access.services import allowed, may_ever
from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.desk.cases.things import things_of
from bluelamp.desk.records.pages import matter_card
from bluelamp.evidence import selectors as evidence
from bluelamp.incidents import selectors as incidents
from bluelamp.intelligence import selectors as intelligence
from bluelamp.investigations import cancellations, offences, outcomes, selectors, suspect_steps
from bluelamp.journeys.selectors import read_answers
from bluelamp.victims import selectors as victims

Row = TypeVar("Row")


def case_page(*, actor: Actor, case_id: UUID) -> dict[str, Any]:
    """The context of the case page. Each room is asked for what this actor may see."""
    file = selectors.case_file(actor=actor, case_id=case_id)
    matter_id = file.case.matter_id
    reports = contact.reports_for_matter(actor=actor, matter_id=matter_id)
    found = _if(
        actor, "incidents.incident.read", lambda: incidents.incidents_for_matter(actor=actor, matter_id=matter_id)
    )
    logs = incidents.logs_of(actor=actor, incidents={i.id for i in found})
    return {
        "file": file,
        "offence_name": offences.name_of,
        "outcome_name": outcomes.name_of,
        "step_kind": suspect_steps.known,
        "cancel_name": cancellations.name_of,
        "reports": [(r, read_answers(version=r.journey_version, answers=r.answers)) for r in reports],
        "exhibits": _if(
            actor, "evidence.exhibit.read", lambda: evidence.exhibits_for_matter(actor=actor, matter_id=matter_id)
        ),
        "statements": _if(
            actor, "evidence.statement.read", lambda: evidence.statements_for_matter(actor=actor, matter_id=matter_id)
        ),
        "officers_wanted": _if(
            actor, "evidence.officer.handle", lambda: evidence.requests_for_matter(actor=actor, matter_id=matter_id)
        ),
        "incidents": [(i, logs.get(i.id, [])) for i in found],
        "intelligence": _if(
            actor,
            "intelligence.report.read",
            lambda: intelligence.reports_for_matter(actor=actor, matter_id=matter_id),
        ),
        "appointments": victims.appointments_for_matter(actor=actor, matter_id=matter_id),
        "victim_requests": victims.requests_for_matter(actor=actor, matter_id=matter_id),
        "support": victims.support_of_matter(actor=actor, matter_id=matter_id),
        "support_report": reports[0].id if reports else None,
        "may_support": allowed(actor=actor, action="victims.consent.record", matter=matter_id),
        **things_of(actor=actor, matter_id=matter_id),
        "card": matter_card(actor=actor, matter_id=matter_id),
        "can_work": allowed(actor=actor, action="investigations.case.work", state=file.case.state, matter=matter_id),
        "can_record_court": allowed(
            actor=actor, action="investigations.court.record", state=file.case.state, matter=matter_id
        ),
        "can_tell": allowed(actor=actor, action="investigations.entitlement.meet", matter=matter_id),
        "can_take": file.case.owner_id != actor.id
        and allowed(actor=actor, action="investigations.case.assign", state=file.case.state, matter=matter_id),
        "can_cancel": may_ever(actor=actor, action="investigations.crime.cancel"),
    }


def _if(actor: Actor, action: str, read: Callable[[], list[Row]]) -> list[Row]:
    """What a room has, for roles that it serves at all."""
    return read() if may_ever(actor=actor, action=action) else []
