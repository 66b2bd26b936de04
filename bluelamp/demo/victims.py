"""Support for the victims of the demo force: invented organisations, and wishes for help in several states."""

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.access.selectors import team_by_name
from bluelamp.access.services import create_team
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import Graded
from bluelamp.flows.refer_victim import answer_to_staff
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
