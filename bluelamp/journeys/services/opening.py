"""Getting hold of a draft in order to change it."""

from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.journeys import selectors
from bluelamp.journeys.data import Json
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft
from bluelamp.journeys.models import Draft, Submission, kept_until
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record


def lock(actor: Actor, holder: Holder) -> Draft:
    """The draft, locked until the transaction ends. Raises ``NoSuchDraft``."""
    draft: Draft | None = selectors.openable(actor=actor, holder=holder).select_for_update().first()
    if draft is None:
        raise NoSuchDraft
    return draft


def lock_unsent(actor: Actor, holder: Holder) -> Draft:
    """The same, for changing it. Raises ``AlreadySent`` too."""
    return _unsent(lock(actor, holder))


def lock_proven(actor: Actor, draft_id: UUID, proof: str) -> Draft:
    """The same for an upload that ends after its page: ``proof`` is the digest of the key that opened the page, so
    a key that was taken away meanwhile opens nothing. Staff, who have no key, are known."""
    found = selectors.openable_by_digest(actor=actor, draft_id=draft_id, proof=proof).select_for_update().first()
    if found is None:
        raise NoSuchDraft
    return _unsent(found)


def _unsent(draft: Draft) -> Draft:
    sent = Submission.objects.filter(pk=draft.pk).first()
    if sent is not None:
        raise AlreadySent(sent.url)
    return draft


def speak(draft: Draft, language: str) -> None:
    """Keep what its reader has chosen by now, beside the entry of what is done with the draft; nothing when empty."""
    if language and language != draft.language:
        draft.language = language
        draft.save(update_fields=["language"])


def put(actor: Actor, draft: Draft, name: str, value: Json) -> None:
    """Keep one answer, leaving all others as they are, and record that it was collected or altered."""
    if name in draft.answers and draft.answers[name] == value:
        return
    act = Act.ALTERATION if name in draft.answers else Act.COLLECTION
    draft.answers[name] = value
    draft.changed_at, draft.expires_at = now(), kept_until()
    draft.save(update_fields=["answers", "changed_at", "expires_at"])
    record(actor=actor, act=act, action="journeys.draft.answer", subjects=[draft])
