"""Reading the account. The access room decides who may; see desk's audit pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from bluelamp.core.errors import NotFound
from bluelamp.ledger.models import Entry, Leaf, Note, Sheet
from bluelamp.ledger.noting import saw_ids


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One entry as an auditor reads it. ``place`` is its number in the sealed tree, None while it waits."""

    id: UUID
    at: datetime
    actor_kind: str
    actor_id: UUID
    roles: tuple[str, ...]
    act: str
    action: str
    subjects: tuple[str, ...]
    matter_id: UUID | None
    purpose: str
    recipients: tuple[str, ...]
    reason: str
    place: int | None


def account(
    *,
    matter: UUID | None = None,
    actor_id: UUID | None = None,
    subject: str | None = None,
    act: str | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> list[AccountLine]:
    """The newest entries first, ``limit`` at a time; ``before`` is the last id of the page before.

    Who looks into the account is on the ledger too, by what they asked for.
    """
    _note_question(matter=matter, actor=actor_id, subject=subject, act=act)
    rows: QuerySet[Entry] = Entry.objects.order_by("-id")
    if matter is not None:
        rows = rows.filter(matter_id=matter)
    if actor_id is not None:
        rows = rows.filter(actor_id=actor_id)
    if subject is not None:
        on_sheets = Sheet.objects.filter(subjects__contains=[subject]).values("entry_id")
        rows = rows.filter(Q(subjects__contains=[subject]) | Q(pk__in=on_sheets))
    if act is not None:
        rows = rows.filter(act=act)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _lines(list(rows[:limit]))


def entries_by_ids(*, ids: Sequence[UUID]) -> list[AccountLine]:
    """The entries with these ids, newest first."""
    saw_ids("ledger.entry", ids)
    return _lines(list(Entry.objects.filter(pk__in=ids).order_by("-id")))


def entry_by_id(*, entry_id: UUID) -> AccountLine:
    """One entry; ``NotFound`` when there is none."""
    found = entries_by_ids(ids=[entry_id])
    if not found:
        raise NotFound("There is no ledger entry with this number.", field="entry")
    return found[0]


def _note_question(**asked: UUID | str | None) -> None:
    narrowed = [f"{name}={value}" for name, value in asked.items() if value is not None]
    saw_ids("ledger.account", narrowed or ["all"])


def _lines(rows: list[Entry]) -> list[AccountLine]:
    ids = [row.id for row in rows]
    places = dict(Leaf.objects.filter(entry_id__in=ids).values_list("entry_id", "index"))
    reasons = {note.entry_id: note.text for note in Note.objects.filter(entry_id__in=ids)}
    return [
        AccountLine(
            id=row.id,
            at=row.at,
            actor_kind=row.actor_kind,
            actor_id=row.actor_id,
            roles=tuple(row.roles),
            act=row.act,
            action=row.action,
            subjects=tuple(row.subjects),
            matter_id=row.matter_id,
            purpose=row.purpose,
            recipients=tuple(row.recipients),
            reason=reasons.get(row.id, ""),
            place=places.get(row.id),
        )
        for row in rows
    ]


def may_erase() -> bool:
    """Whether this process's database role may take reasons away: the owner's can, the application's cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('ledger_note', 'DELETE')")
        return bool(cursor.fetchone()[0])
