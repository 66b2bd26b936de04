"""What may become of a referral, and whom it goes to."""

from collections.abc import Collection, Iterable
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.states import Machine, Transition
from bluelamp.victims.enums import AppointmentState as A
from bluelamp.victims.enums import Need, RequestKind, Settled
from bluelamp.victims.enums import ReferralState as S
from bluelamp.victims.enums import RequestState as R
from bluelamp.victims.types import Partner

WITH_PARTNER = frozenset({S.SENT, S.CHASED, S.ESCALATED})
WITH_SUPERVISOR = frozenset({S.WAITING, S.ESCALATED, S.DECLINED})
OVER = frozenset({S.ACCEPTED, S.WITHDRAWN})

# Whatever its state, a referral that is not over is with a partner or with a supervisor: tested over every path.
REFERRAL = Machine(
    "referral",
    (
        Transition("send", WITH_SUPERVISOR, S.SENT),
        Transition("chase", frozenset({S.SENT}), S.CHASED),
        Transition("escalate", frozenset({S.CHASED}), S.ESCALATED),
        Transition("accept", WITH_PARTNER, S.ACCEPTED),
        Transition("decline", WITH_PARTNER, S.DECLINED),
        Transition("withdraw", WITH_PARTNER | WITH_SUPERVISOR | {S.ACCEPTED}, S.WITHDRAWN),
    ),
)


APPOINTMENT = Machine(
    "appointment",
    (
        Transition("move", frozenset({A.BOOKED}), A.BOOKED),
        Transition("cancel", frozenset({A.BOOKED}), A.CANCELLED),
        Transition("keep", frozenset({A.BOOKED}), A.KEPT),
        Transition("miss", frozenset({A.BOOKED}), A.MISSED),
    ),
)


# Whoever books for themselves has at most so many still to come for one matter: one report must not take every time
# that there is from everybody else. The desk, who knows why, books more.
OWN_AT_ONCE = 2


def check_may_book(to_come: int) -> None:
    """Raise ``Conflict`` when as many are booked as people book for themselves."""
    if to_come >= OWN_AT_ONCE:
        raise Conflict(
            f"You have {OWN_AT_ONCE} appointments still to come for this report. Move or cancel one of them first, or "
            "call 101 if you need more."
        )


REQUEST = Machine(
    "request",
    (
        Transition("take", frozenset({R.RECEIVED, R.IN_HAND}), R.IN_HAND),
        Transition("settle", frozenset({R.RECEIVED, R.IN_HAND}), R.SETTLED),
    ),
)
# What can come of each kind. A wish to stop closes nothing by itself: a person has spoken with them.
RESULTS: dict[str, tuple[Settled, ...]] = {
    RequestKind.STATEMENT: (Settled.READ,),
    RequestKind.REVIEW: (Settled.STANDS, Settled.AGAIN),
    RequestKind.MORE: (Settled.READ,),
    RequestKind.WITHDRAWAL: (Settled.GOES_ON, Settled.NO_SUPPORT, Settled.PRESSURE),
}


def check_can_settle(actor: Actor, not_by: UUID | None) -> None:
    """Raise ``Conflict`` for whoever made the decision that is to be reviewed."""
    if not_by is not None and not_by == actor.id:
        raise Conflict("You made this decision, or investigated the case. Somebody else has to review it.")


def best_partner(partners: Iterable[Partner], needs: Collection[str], tried: Collection[UUID]) -> Partner | None:
    """The partner that takes most of the needs and has not been tried; of equals, the first by name.

    Somebody who names no need, or one that nobody takes alone, goes to a partner for everybody (who takes ``other``).
    """
    wanted = frozenset(needs) or frozenset({Need.OTHER.value})
    fitting = [
        (-len(wanted & partner.takes), partner.name, partner)
        for partner in partners
        if partner.id not in tried and (wanted & partner.takes or Need.OTHER in partner.takes)
    ]
    return min(fitting, key=lambda one: one[:2])[2] if fitting else None


def check_theirs(actor: Actor, team_id: UUID | None) -> None:
    """Raise ``NotFound`` unless the referral stands in the inbox of the actor's own organisation."""
    if team_id is None or team_id not in actor.teams:
        raise NotFound("There is no referral with this number in your inbox.", field="referral")
