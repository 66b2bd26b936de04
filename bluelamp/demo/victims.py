"""The victims of the demo force: invented organisations, wishes for help in several states, things that were found."""

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.access.selectors import team_by_name
from bluelamp.access.services import create_team
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import Graded
from bluelamp.flows.refer_victim import answer_to_staff
from bluelamp.investigations.services import mark_found, mark_returned
from bluelamp.records.selectors import things_of_matters
from bluelamp.victims.enums import Consent, How, Need
from bluelamp.victims.services import register_partner
from bluelamp.victims.types import Answer

_EVERYBODY = "Harbourlight Support"  # whose worker is of the cast
_PARTNERS = (
    (_EVERYBODY, (Need.TALK, Need.SAFETY, Need.PRACTICAL, Need.MONEY, Need.COURT, Need.OTHER)),
    ("Quiet Room Counselling", (Need.TALK, Need.SEXUAL)),
    ("Open Door Domestic Abuse Service", (Need.DOMESTIC, Need.SAFETY)),
    ("Kite Young People's Service", (Need.YOUNG,)),
)


def partners(*, actor: Actor) -> None:
    """Organisations that exist nowhere."""
    for name, takes in _PARTNERS:
        team_id = team_by_name(name=name) or create_team(actor=actor, name=name).id
        email = f"referrals@{name.split()[0].lower()}.example.invalid"
        register_partner(actor=actor, name=name, team_id=team_id, takes=[need.value for need in takes], email=email)


def support_stories(cast: dict[str, User], graded: list[Graded]) -> None:
    """Two people said yes to the desk, one said later."""
    desk = actor_of_user(cast["call-taker"])
    answers = (
        Answer(consent=Consent.YES, how=How.TELEPHONE, needs=(Need.TALK, Need.SAFETY), words="Please call after work."),
        Answer(consent=Consent.LATER, how=How.TELEPHONE),
        Answer(consent=Consent.YES, how=How.TELEPHONE, needs=(Need.YOUNG,)),
    )
    for one, answer in zip(graded, answers, strict=False):
        answer_to_staff(actor=desk, report_id=one.report.id, answer=answer, client_id=new_id())


def found_things(cast: dict[str, User], graded: list[Graded]) -> None:
    """Of what was stolen, one thing is kept as evidence and one is back."""
    desk = actor_of_user(cast["call-taker"])
    taken = things_of_matters(actor=desk, matters=[one.report.matter_id for one in graded])
    for number, thing in enumerate(taken[:2]):
        mark_found(
            actor=desk,
            link_id=thing.link_id,
            found_on=today(),
            where_kept="Property store, shelf 12",
            evidence=number == 0,
        )
    for thing in taken[1:2]:
        mark_returned(actor=desk, link_id=thing.link_id, returned_on=today(), handed_over="collected")
