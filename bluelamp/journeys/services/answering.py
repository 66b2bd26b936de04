"""Keeping answers, one question at a time, so that an old page can never overwrite another answer."""

import re
import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.files import services as files
from bluelamp.journeys import selectors
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Files, Group, ListQuestion, Question
from bluelamp.journeys.models import Draft
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.services.opening import lock_proven, lock_unsent, put
from bluelamp.journeys.types import Holder
from bluelamp.journeys.uploads import sender_of
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.files.models import StoredFile

Errors = dict[str, str]
Asked = TypeVar("Asked", bound=Question)
_ITEM_ID = re.compile(r"[0-9a-f]{12}")


@service
def answer(*, actor: Actor, holder: Holder, name: str, posted: Posted) -> Errors:
    """Keep the answer to one question. Gives an error for each field that has one; then nothing is changed.

    Raises ``NoSuchDraft``, ``AlreadySent``, ``NotFound`` for a question the journey does not have.
    """
    draft, question = _open(actor, holder, name, Question)  # type: ignore[type-abstract] # compared, not made
    if isinstance(question, ListQuestion):  # its items are kept already; this says that it is complete
        kept: list[Json] = [*as_items(draft.answers.get(name))]
        errors = question.check(kept)
        value: Json = kept
    else:
        parsed = question.parse(posted)
        errors, value = dict(parsed.errors), parsed.value
    if not errors:
        put(actor, draft, name, value)
    return errors


@service
def add_item(*, actor: Actor, holder: Holder, name: str, posted: Posted, once: str = "") -> Errors:
    """Add one thing to a group.

    ``once`` is the id that the page brought along (``new_item_id``): the same page sent again, because no answer
    came, adds nothing. Gone back to and filled in with something else, it does.
    """
    draft, group = _open(actor, holder, name, Group)
    items = as_items(draft.answers.get(name))
    parsed = group.parse_item(posted)
    errors = dict(parsed.errors)
    if not errors and isinstance(parsed.value, dict):
        item: dict[str, Json] = {"id": once if _ITEM_ID.fullmatch(once) else new_item_id(), **parsed.value}
        if item in items:
            return {}
        if any(kept.get("id") == item["id"] for kept in items):
            item["id"] = new_item_id()
        if not (full := group.full(len(items))):
            put(actor, draft, name, [*items, item])
        errors = {name: full} if full else {}
    return errors


@service
def change_item(*, actor: Actor, holder: Holder, name: str, item_id: str, posted: Posted) -> Errors:
    """Change one thing of a group. Raises ``NotFound`` when it was removed meanwhile."""
    draft, group = _open(actor, holder, name, Group)
    items = as_items(draft.answers.get(name))
    if not any(item.get("id") == item_id for item in items):
        raise NotFound("This was removed from your list. Go back to the list and add it again.")
    parsed = group.parse_item(posted)
    if not parsed.errors and isinstance(parsed.value, dict):
        changed: dict[str, Json] = {"id": item_id, **parsed.value}
        put(actor, draft, name, [changed if item.get("id") == item_id else item for item in items])
    return dict(parsed.errors)


@service
def remove_item(*, actor: Actor, holder: Holder, name: str, item_id: str) -> None:
    """Take one thing or file off a list. Doing it twice changes nothing."""
    draft, question = _open(actor, holder, name, ListQuestion)  # type: ignore[type-abstract] # compared, not made
    items = as_items(draft.answers.get(name))
    removed = [item for item in items if item.get("id") == item_id]
    if removed:
        put(actor, draft, name, [item for item in items if item.get("id") != item_id])
    if isinstance(question, Files):
        for item in removed:
            files.discard(actor=sender_of(actor), file_id=UUID(str(item["file"])))


@service
def attach_file(*, actor: Actor, holder: Holder, name: str, chunks: Iterable[bytes], filename: str) -> Errors:
    """Take in one file: staged in ``files``, named in the answer; the same one twice is one."""
    draft, question = _open(actor, holder, name, Files)

    def stage(sender: Actor) -> "StoredFile":
        allowed = frozenset(question.media_types)
        return files.stage(actor=sender, chunks=chunks, name=filename, max_bytes=question.max_bytes, allowed=allowed)

    return _attach(actor, draft, question, stage)


@service
def attach_arrived(*, actor: Actor, target: str, proof: str, stage: Callable[[Actor], "StoredFile"]) -> None:
    """Take in a file that came piece by piece, for the draft and question that ``upload_ticket`` was for.

    Raises ``NoSuchDraft`` when the key that opened the page opens it no more, ``Invalid`` when the list is full.
    """
    draft_id, _slash, name = target.partition("/")
    draft = lock_proven(actor, UUID(draft_id), proof)
    question = _asked(draft, name, Files)
    if errors := _attach(actor, draft, question, stage):
        raise Invalid(next(iter(errors.values())), code="files_full", field="file")


def _attach(actor: Actor, draft: Draft, question: Files, stage: Callable[[Actor], "StoredFile"]) -> Errors:
    name = question.name
    items = as_items(draft.answers.get(name))
    if full := question.full(len(items)):
        return {name: full}
    stored = stage(sender_of(actor))
    if any(kept.get("sha256") == stored.sha256 for kept in items):  # sent again, because no answer came
        files.discard(actor=sender_of(actor), file_id=stored.pk)
        return {}
    item: Json = {
        "id": new_item_id(),
        "file": str(stored.pk),
        "name": stored.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
    }
    put(actor, draft, name, [*items, item])
    return {}


def _open(actor: Actor, holder: Holder, name: str, kind: type[Asked]) -> tuple[Draft, Asked]:
    draft = lock_unsent(actor, holder)
    return draft, _asked(draft, name, kind)


def _asked(draft: Draft, name: str, kind: type[Asked]) -> Asked:
    question = selectors.journey_of(version=draft.version_id).question(name)
    if not isinstance(question, kind):
        raise NotFound("This page does not belong to this question. Go back to the list of questions.")
    return question


def new_item_id() -> str:
    """Of one thing or file on a list."""
    return secrets.token_hex(6)
