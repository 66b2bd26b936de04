"""The demo force: the same every time for the same seed, all or nothing."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from django.db import connection

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.access.selectors import any_user
from bluelamp.contact import selectors as contact
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.demo import stories
from bluelamp.demo.calls import take_calls
from bluelamp.demo.citizens import open_account
from bluelamp.demo.month import load_month
from bluelamp.demo.people import hire
from bluelamp.demo.talking import talk
from bluelamp.demo.telling import tell
from bluelamp.demo.victims import found_things, partners, support_stories
from bluelamp.flows.grade_report import Graded, Grading, grade_report
from bluelamp.flows.push_intelligence import push_intelligence
from bluelamp.incidents import selectors as incidents
from bluelamp.incidents import services as response
from bluelamp.investigations.services import assign_case
from bluelamp.ledger.writing import service

SEED = 2020
_POSTCODES = ("B4 7AP", "WV1 1SH", "CV1 5RR", "B70 8RB", "DY1 1HF", "WS1 1TP", "B91 3QB")
_LEVELS = dict.fromkeys(("threat", "harm", "risk", "vulnerability", "engagement"), "low") | {"investigation": "medium"}


@dataclass(frozen=True, slots=True)
class Built:
    incidents: int
    reports: int
    graded: int


@service
def build_demo(*, actor: Actor, seed: int = SEED) -> Built | None:
    """Build the demo force in an empty database; None when there is one already."""
    if any_user():
        return None
    with connection.cursor() as cursor:  # one long transaction, on a machine that may be slow at inventing
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '10min'")
    rng = Random(seed)  # noqa: S311 - invention, not secrets
    cast = hire(actor=actor, rng=rng)
    loaded = load_month(actor=actor, rng=rng, until=now())
    reports = _reports(rng)
    graded = _graded(cast, reports[:4])
    take_calls(actor=actor_of_user(cast["call-taker"]), rng=rng)
    _sent(cast, graded)
    _warned(cast, graded[0])
    partners(actor=actor)
    support_stories(cast, graded)
    found_things(cast, graded)
    talk(cast, graded[0])
    open_account(actor=actor, reports=reports[:2])
    return Built(loaded, len(reports), len(graded))


# Minutes ago that each was told: the first four are graded and live, and no clock of theirs has run out.
_TOLD = (50, 10, 70, 6, 95, 140, 185, 240, 300, 370)


def _reports(rng: Random) -> list[UUID]:
    """Ten people tell what happened; each sees the clock as it stood then."""
    told: list[UUID] = []
    tellers = (
        lambda p: stories.burglary(rng, postcode=p),
        lambda p: stories.burglary(rng, postcode=p, vulnerable="alone"),
        lambda p: stories.vehicle(rng, postcode=p),
        lambda p: stories.burglary(rng, postcode=p, hurt=True),
        lambda p: stories.suspicious(rng, postcode=p),
        lambda p: stories.stalking(rng, postcode=p),
        lambda p: stories.hate_crime(rng, postcode=p),
        lambda p: stories.antisocial(rng, postcode=p),
        lambda p: stories.bicycle(rng, postcode=p),
        lambda p: stories.vehicle(rng, postcode=p),
    )
    for number, minutes in enumerate(_TOLD):
        with clock.shifted(-timedelta(minutes=minutes)):
            story = tellers[number % len(tellers)](_POSTCODES[number % len(_POSTCODES)])
            told.append(tell(actor=Actor.public(), story=story))
    return told


def _graded(cast: dict[str, User], reports: list[UUID]) -> list[Graded]:
    desk = actor_of_user(cast["call-taker"])
    done = []
    for number, report_id in enumerate(reports):
        report = contact.report(actor=desk, report_id=report_id)
        with clock.fixed(report.received_at + timedelta(minutes=3)):
            grading = Grading(
                grade=("P2", "P1", "P3", "P1")[number],
                levels=_LEVELS,
                words="The account is consistent. No further danger is known.",
                summary="Home broken into while the occupant was out." if number != 2 else "Van taken overnight.",
                nsir_class="crime",
                offence="vehicle_theft" if number == 2 else "burglary_home",
                minutes=9,
            )
            done.append(grade_report(actor=desk, report_id=report_id, grading=grading))
    return done


def _sent(cast: dict[str, User], graded: list[Graded]) -> None:
    """One incident has a crew on the way; a detective has the first case."""
    dispatcher = actor_of_user(cast["dispatcher"])
    first = graded[1].incident
    if first is not None:
        free = incidents.candidates(actor=dispatcher, incident_id=first.id)
        others = [c for c in free if c.resource.callsign not in {"RA01", "RA02"}]
        assignment = response.dispatch(actor=dispatcher, incident_id=first.id, resource_id=others[0].resource.id)
        response.accept(actor=dispatcher, assignment_id=assignment.id)
        response.travel(actor=dispatcher, assignment_id=assignment.id)
    case = graded[0].case
    if case is not None:
        assign_case(actor=actor_of_user(cast["supervisor"]), case_id=case.id, owner_id=cast["detective"].pk)


def _warned(cast: dict[str, User], graded: Graded) -> None:
    """One alert waits for the first crew."""
    push_intelligence(
        actor=actor_of_user(cast["rtic"]),
        report={
            "source": "2",
            "assessment": "B",
            "handling": "P",
            "text": "A grey estate car has been seen near three burglaries this week.",
            "provenance": "Two callers and a shop camera.",
            "purpose": "Preventing and detecting crime",
            "review_on": (now() + timedelta(days=90)).date(),
        },
        alert={
            "headline": "Grey estate car near burglaries",
            "instruction": "Stop and speak to the driver if seen. Tell the control room where.",
            "severity": "moderate",
            "expires_at": now() + timedelta(hours=12),
        },
        recipients=frozenset({cast["responder"].pk, cast["responder2"].pk}),
        matter_id=graded.report.matter_id,
    )
