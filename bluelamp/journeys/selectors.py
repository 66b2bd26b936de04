"""Reading drafts, and what can be asked."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.journeys import catalogue, schema, versions
from bluelamp.journeys.data import Answers, Json
from bluelamp.journeys.definition import Journey, version_of
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft
from bluelamp.journeys.facts import Facts, facts_of
from bluelamp.journeys.keys import digest
from bluelamp.journeys.models import Draft, DraftKey
from bluelamp.journeys.types import Holder

_KNOWN = frozenset({ActorKind.STAFF, ActorKind.CITIZEN})


def offered_journey(*, slug: str) -> Journey:
    """What is asked under a name, in the active language. Raises ``NoSuchJourney``."""
    return catalogue.spoken(catalogue.current(slug))


def form_definition(*, slug: str) -> dict[str, Json]:
    """A journey for offline forms, in the active language, with its version. Raises ``NoSuchJourney``."""
    return schema.form_definition(catalogue.current(slug))


def answers_schema(*, slug: str) -> dict[str, Json]:
    """JSON Schema (2020-12) of the answers to a journey as it is asked now. Raises ``NoSuchJourney``."""
    journey = catalogue.current(slug)
    return schema.answers_schema(catalogue.spoken(journey), version_of(journey))


def draft(*, actor: Actor, holder: Holder) -> Draft:
    """A draft that is still being written. Raises ``NoSuchDraft``, or ``AlreadySent`` with the receipt's address."""
    found: Draft | None = openable(actor=actor, holder=holder).annotate(sent_to=F("submission__url")).first()
    if found is None:
        raise NoSuchDraft
    if found.sent_to is not None:  # type: ignore[attr-defined] # annotated above
        raise AlreadySent(found.sent_to)  # type: ignore[attr-defined] # the same
    return found


def openable(*, actor: Actor, holder: Holder) -> QuerySet[Draft]:
    """The draft, or nothing: for whoever holds a key to it while it is not erased, or began it themselves.

    What staff began is for them alone: a key would stay on a shared computer when they sign out.
    """
    return Draft.objects.filter(_opened_by(actor, [holder]), pk=holder.draft_id, expires_at__gt=now())


def openable_by_digest(*, actor: Actor, draft_id: UUID, proof: str) -> QuerySet[Draft]:
    """The same for whoever shows the digest of a key instead of the key."""
    return Draft.objects.filter(_opened_by_digests(actor, [proof]), pk=draft_id, expires_at__gt=now())


def is_mine(*, actor: Actor, draft: Draft) -> bool:
    """Whether somebody who is known began a draft."""
    return actor.kind in _KNOWN and (draft.owner_kind, draft.owner_id) == (actor.kind.value, actor.id)


def unsent(*, actor: Actor, slug: str, holders: Iterable[Holder], about: str = "") -> list[Holder]:
    """Drafts of a journey that open for somebody on this device and are not sent, the latest first."""
    known = {holder.draft_id: holder for holder in holders}
    rows = Draft.objects.filter(
        _opened_by(actor, known.values()), version__slug=slug, about=about, submission=None, expires_at__gt=now()
    ).order_by("-begun_at")
    return [known.get(draft_id, Holder(draft_id)) for draft_id in rows.values_list("id", flat=True)]


def journey_of(*, version: str) -> Journey:
    """The journey of a stored version (SHA-256) in the active language. Raises ``NotFound``."""
    return catalogue.spoken(versions.stored(version))


def read_answers(*, version: str, answers: Answers) -> Facts:
    """Stored answers as facts, worded as they were asked, in the active language."""
    return facts_of(journey_of(version=version), answers)


def expired(*, limit: int) -> list[UUID]:
    """Drafts whose time is over, the oldest first."""
    rows = Draft.objects.filter(expires_at__lte=now()).order_by("expires_at")
    return list(rows.values_list("id", flat=True)[:limit])


def _opened_by(actor: Actor, holders: Iterable[Holder]) -> Q:
    return _opened_by_digests(actor, [digest(KeyKind.DEVICE, holder.key) for holder in holders if holder.key])


def _opened_by_digests(actor: Actor, digests: list[str]) -> Q:
    keys = DraftKey.objects.filter(digest__in=digests).values("draft_id")
    held = Q(pk__in=keys) & ~Q(owner_kind=ActorKind.STAFF.value)
    if actor.kind not in _KNOWN:
        return held
    return held | Q(owner_kind=actor.kind.value, owner_id=actor.id)
