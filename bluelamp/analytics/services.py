"""Bringing open data in, and switching off what is said of it: what needs the database, for a ledger entry each."""

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from django.db import transaction

from bluelamp.access.services import check
from bluelamp.analytics.durable import make_folder, write_whole
from bluelamp.analytics.forces import is_slug
from bluelamp.analytics.loading import Progress, Stager, Wanted, no_progress
from bluelamp.analytics.selectors import default_warehouse
from bluelamp.analytics.types import LoadSummary
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record, record_batch
from bluelamp.ledger.writing import service

SWITCH = "analytics:outcomes"  # what the ledger calls it


@service
def load_police_data(
    *,
    actor: Actor,
    paths: Sequence[Path],
    columns: Mapping[str, str] | None = None,
    force: str = "",
    warehouse: Warehouse | None = None,
    progress: Progress = no_progress,
) -> LoadSummary:
    """Load data.police.uk files, folders and zips; every row is loaded or kept as rejected, with the reason.

    ``columns`` maps our column names to the files'; ``force`` is a slug for files that do not say it. A month
    of a force that is held already is replaced by a file with other content and left alone by the same one.
    All of it counts at once, after everything has been read, or, after a crash, none of it.

    The data come to count when the ledger entry has been committed. A crash between the two leaves an entry
    for data that did not arrive, never data without an entry; loading again mends it. The transaction sends
    nothing to the database until that entry, so reading for minutes holds nothing up.

    Raises ``NotAllowed``, ``NotFound`` (a path), ``Invalid`` (``force``), ``AlreadyLoading``. A file that
    cannot be read is no error: the summary names it as refused.
    """
    check(actor=actor, action="analytics.data.load")
    if force and not is_slug(force):
        raise Invalid("Give the force as data.police.uk writes it, like west-yorkshire.", field="force")
    target, load_id, at, begun = warehouse or default_warehouse(), str(new_id()), now(), monotonic()
    with ExitStack() as opened:
        folder = opened.enter_context(target.loading(load_id))
        wanted = Wanted(paths=paths, columns=columns, force=force)
        stager = Stager(folder, target, wanted, load_id=load_id, at=at)
        staged = stager.run(progress)
        summary = LoadSummary(load_id, tuple(staged.outcomes), round(monotonic() - begun, 3))
        if staged.units:
            _record(actor, staged.fingerprints)
        if any(outcome.state != "unchanged" for outcome in staged.outcomes):
            until_published = opened.pop_all()  # keeps the warehouse's lock

            def publish() -> None:
                told = f"{actor.kind}:{actor.id}"
                with until_published:
                    target.publish(
                        staged.news,
                        summary,
                        stager.rejected,
                        at=at.isoformat(),
                        actor=told,
                        cohorts=staged.cohorts,
                    )

            transaction.on_commit(publish)
    return summary


@service
def stop_outcomes(*, actor: Actor, reason: str, warehouse: Warehouse | None = None) -> None:
    """Say nothing to the public about what became of reports, from now on. Twice changes nothing but the ledger."""
    _switch(actor, "analytics.outcomes.stop", reason)
    target, since = warehouse or default_warehouse(), now().isoformat()

    def stop() -> None:
        if target.stop_path.exists():
            return  # the page says since when
        make_folder(target.root)
        write_whole(target.stop_path, json.dumps({"since": since}).encode())

    transaction.on_commit(stop)


@service
def resume_outcomes(*, actor: Actor, reason: str, warehouse: Warehouse | None = None) -> None:
    """Say it again."""
    _switch(actor, "analytics.outcomes.resume", reason)
    target = warehouse or default_warehouse()
    transaction.on_commit(lambda: target.stop_path.unlink(missing_ok=True))


def _switch(actor: Actor, action: str, reason: str) -> None:
    check(actor=actor, action=action)
    told = plain_text(reason, "reason", "Say why.")
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=[SWITCH], purpose=Purpose.ANALYSIS, reason=told)


def _record(actor: Actor, fingerprints: Sequence[bytes]) -> None:
    """One entry for the load: its batch root is over the SHA-256 of each csv that brought something."""
    record_batch(
        actor=actor,
        act=Act.COLLECTION,
        action="analytics.data.load",
        leaves=fingerprints,
        purpose=Purpose.ANALYSIS,
    )
