"""Beginning a draft, coming back to it, leaving it behind."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction

from bluelamp.access.services import check
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.files import services as files
from bluelamp.journeys import catalogue, keys, selectors, versions
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.errors import WrongCode
from bluelamp.journeys.facts import file_ids
from bluelamp.journeys.models import ENGLISH, Draft, DraftKey
from bluelamp.journeys.services.opening import lock, lock_unsent, speak
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_A_LOAD = 500
_SIGNED_IN = frozenset({ActorKind.STAFF, ActorKind.CITIZEN})


@service
def begin(*, actor: Actor, slug: str, about: str = "", language: str = ENGLISH) -> Holder:
    """Begin a draft of the journey as it is asked today. Raises ``NoSuchJourney``.

    ``about`` names what it is about by an opaque id (``contact.report:0190…``); whether the actor may say anything
    about that, whoever receives the answers decides. ``language`` is what its reader chose, as BCP 47.

    Who is signed in is given no key: they sign in to what they began, on whatever computer, and it closes with them.
    """
    check(actor=actor, action="journeys.draft.write")
    version = versions.keep(catalogue.current(slug))
    draft = Draft.objects.create(
        version=version, about=about, language=language, owner_kind=actor.kind.value, owner_id=actor.id
    )
    key = "" if actor.kind in _SIGNED_IN else _give_key(draft)
    record(actor=actor, act=Act.COLLECTION, action="journeys.draft.begin", subjects=[draft])
    return Holder(draft.pk, key)


@service
def make_code(*, actor: Actor, holder: Holder, language: str = "") -> str:
    """A return code for the draft, to be shown once. An earlier one stops working.

    ``language``: what its reader has chosen by now; whoever comes back by the code is shown it.
    """
    draft = lock_unsent(actor, holder)
    speak(draft, language)
    code = keys.new_code()
    DraftKey.objects.filter(draft=draft, kind=KeyKind.CODE).delete()
    DraftKey.objects.create(digest=keys.digest(KeyKind.CODE, code), draft=draft, kind=KeyKind.CODE)
    record(actor=actor, act=Act.ALTERATION, action="journeys.draft.save_for_later", subjects=[draft])
    return code


@service
def come_back(*, actor: Actor, code: str) -> Holder:
    """Open a draft with its return code, on this device too. Raises ``WrongCode``.

    What a member of staff began opens for nobody else, with a code neither.
    """
    check(actor=actor, action="journeys.draft.write")
    digest = keys.digest(KeyKind.CODE, keys.read_code(code))
    # of=: the draft is the row to lock, its key is only the way to it.
    found = Draft.objects.select_for_update(of=("self",)).filter(keys__digest=digest, expires_at__gt=now())
    draft: Draft | None = found.first()
    staffs = draft is not None and draft.owner_kind == ActorKind.STAFF.value
    if draft is None or (staffs and not selectors.is_mine(actor=actor, draft=draft)):
        raise WrongCode
    key = "" if staffs else _give_key(draft)
    record(actor=actor, act=Act.CONSULTATION, action="journeys.draft.come_back", subjects=[draft])
    return Holder(draft.pk, key)


@service
def forget_device(*, actor: Actor, holder: Holder) -> None:
    """Take away this device's key: whoever uses the device next cannot open the draft."""
    draft = lock(actor, holder)
    DraftKey.objects.filter(digest=keys.digest(KeyKind.DEVICE, holder.key), draft=draft).delete()
    record(actor=actor, act=Act.ALTERATION, action="journeys.draft.forget_device", subjects=[draft])


@service
def erase_expired(*, actor: Actor) -> int:
    """Erase drafts whose time is over, at most a load at once; gives their number."""
    check(actor=actor, action="journeys.draft.erase")
    ids = selectors.expired(limit=_A_LOAD)
    if ids:
        _discard_files(actor, Draft.objects.filter(pk__in=ids, submission=None))
        Draft.objects.filter(pk__in=ids).delete()
        subjects = [f"journeys.draft:{draft_id}" for draft_id in ids]
        record(actor=actor, act=Act.ERASURE, action="journeys.draft.erase", subjects=subjects)
    return len(ids)


def _discard_files(actor: Actor, drafts: Iterable[Draft]) -> None:
    """What was handed in with a draft that was never sent belongs to nothing else."""
    for draft in drafts:
        for file_id in file_ids(versions.stored(draft.version_id), draft.answers):
            # One that is gone, or put aside before, which nobody may do twice, holds up no other.
            with suppress(NotFound, NotAllowed), transaction.atomic():
                files.discard(actor=actor, file_id=file_id)


def _give_key(draft: Draft) -> str:
    key = keys.new_device_key()
    DraftKey.objects.create(digest=keys.digest(KeyKind.DEVICE, key), draft=draft, kind=KeyKind.DEVICE)
    return key
