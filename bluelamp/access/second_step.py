"""The second step of signing in: a code from an app, each good once, or a recovery code.

What is written here stands in the caller's transaction, whose entry on the ledger is the session's own. An app is given
its secret only for an enrolment code, which an administrator hands over in person: the password alone sets nothing up.
"""

import logging

from django.utils.crypto import constant_time_compare

from bluelamp.access import codes, sealed
from bluelamp.access.actors import actor_of_user
from bluelamp.access.demo import is_demo_sign_in
from bluelamp.access.enums import Proof
from bluelamp.access.models import RecoveryCode, SecondStep, User
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record

logger = logging.getLogger(__name__)


def is_set_up(user: User) -> bool:
    return SecondStep.objects.filter(user=user).exists()


def wants_enrolment(user: User) -> bool:
    """Whether their app's secret is shown for a code alone. Nobody hands codes over in the demo."""
    return not is_demo_sign_in(user.username)


def new_enrolment(user: User) -> str:
    """A code that lets them set up one app, in place of any before. Its digest is put on ``user``, to be saved."""
    code = codes.new_recovery_code()
    user.enrolment = next(codes.recovery_digests(_enrolment_of(user), code))
    return code


def is_enrolment(user: User, typed: str) -> bool:
    """Whether ``typed`` is the code that was made for them last, and not used yet."""
    digests = codes.recovery_digests(_enrolment_of(user), typed)
    return any(constant_time_compare(user.enrolment, digest) for digest in digests)


def accept(user: User, typed: str) -> Proof | None:
    """What kind of proof was typed; None when it is none, or was used before."""
    step: SecondStep | None = SecondStep.objects.select_for_update().filter(user=user).first()
    if step is None:
        return None
    if _accept_code(step, typed):
        return Proof.CODE
    return Proof.RECOVERY if _accept_recovery(user, typed) else None


def set_up(user: User, secret: str, typed: str) -> list[str]:
    """Keep ``secret`` once a code shows that the app has it; the recovery codes, which nobody sees again.

    Raises ``Invalid`` for a wrong code, ``Conflict`` when it is set up already.
    """
    kept = User.objects.select_for_update().get(pk=user.pk)
    if is_set_up(user):
        raise Conflict("Your second step is set up already. Sign in with a code from your app.")
    if wants_enrolment(kept) and not kept.enrolment:
        raise Conflict("Your enrolment code was used. Ask an administrator to reset your second step.")
    step = codes.step_of(secret, typed, now())
    if step is None:
        raise Invalid("Enter the 6 digits that your app shows now.", field="code")
    SecondStep.objects.create(user=user, secret=sealed.seal(secret, owner=str(user.pk)), last_step=step)
    kept.enrolment = ""
    kept.save(update_fields=["enrolment"])
    made = codes.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=next(codes.recovery_digests(str(user.pk), code))) for code in made
    )
    record(actor=actor_of_user(user), act=Act.COLLECTION, action="access.second_step.set_up", subjects=[user])
    return made


def recovery_codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def _enrolment_of(user: User) -> str:
    """Whose the code is and what for: a recovery code of theirs is none."""
    return f"enrolment:{user.pk}"


def _accept_code(step: SecondStep, typed: str) -> bool:
    secret = sealed.unseal(step.secret, owner=str(step.user_id))
    if secret is None:
        logger.error("A second step cannot be read: it was sealed under another BLUELAMP_SECRET_KEY.")
        return False
    found = codes.step_of(secret, typed, now())
    if found is None or found <= step.last_step:  # seen over a shoulder, it is worth nothing
        return False
    step.last_step, step.secret = found, sealed.renewed(step.secret)
    step.save(update_fields=["last_step", "secret"])
    return True


def _accept_recovery(user: User, typed: str) -> bool:
    digests = list(codes.recovery_digests(str(user.pk), typed))
    unused = RecoveryCode.objects.filter(user=user, digest__in=digests, used_at=None)
    if not unused.update(used_at=now()):
        return False
    record(actor=actor_of_user(user), act=Act.ALTERATION, action="access.second_step.recover", subjects=[user])
    return True
