"""A database superuser changes the past in every way we could think of; ``verify`` names the first entry it touched.

The unsealed tail is counted, not guarded: what is not under a checkpoint yet can still be changed by a superuser.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from bluelamp.config.database import APPLICATION
from bluelamp.config.postgres import SUPERUSER
from bluelamp.core.ids import new_id
from bluelamp.ledger import verification
from bluelamp.ledger.checkpoint import Checkpoint, sign
from bluelamp.ledger.sealing import BrokenLedgerError, Sealer
from bluelamp.ledger.services import erase_note
from bluelamp.ledger.tree import TreeFiles
from bluelamp.ledger.verification import Fault, Verdict, verify_ledger
from tests.factories.ledger import ACTOR, entries, entry, seal, sealed
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)
SEALED, WAITING, AT = 25, 3, 11
Session = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Scene:
    """A sealed ledger of every shape of entry, three more that wait, and somebody who may do anything to it."""

    ids: list[UUID]
    folder: Path
    superuser: Session

    def run(self, statement: str, *values: object) -> None:
        self.superuser.execute(statement, values)

    def verify(self) -> Verdict:
        return verify_ledger(self.folder)


@pytest.fixture
def scene(ledger_folder: Path, database: Database) -> Iterator[Scene]:
    ids = sealed(ledger_folder, SEALED)
    ids += entries(WAITING)
    with database.connect(SUPERUSER) as superuser:
        superuser.execute("SET session_replication_role = replica")  # past every trigger
        yield Scene(ids, ledger_folder, superuser)
        superuser.execute("RESET session_replication_role")


def test_an_honest_ledger_is_whole(scene: Scene) -> None:
    assert scene.verify() == Verdict(SEALED + WAITING, SEALED, WAITING, ok=True, first_bad=None)
    seal(scene.folder)
    assert scene.verify() == Verdict(SEALED + WAITING, SEALED + WAITING, 0, ok=True, first_bad=None)


def test_an_empty_ledger_is_whole(ledger_folder: Path) -> None:
    assert verify_ledger(ledger_folder) == Verdict(0, 0, 0, ok=True, first_bad=None)


CHANGES = {
    "uuid": "coalesce({0}, gen_random_uuid()) , {0} = gen_random_uuid()",
    "smallint": "{0} + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
    "character varying": "left({0}, 10) || 'x'",
    "ARRAY": "array_append({0}, 'x')",
    "bytea": "coalesce({0}, '') || '\\x00'",
    "xid8": "({0}::text::bigint + 1)::text::xid8",
    "integer": "{0} + 1",
    "text": "{0} || 'x'",
}
_COLUMNS = "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = %s"


def columns(scene: Scene, table: str) -> list[tuple[str, str, str]]:
    found = scene.superuser.execute(_COLUMNS, [table]).fetchall()
    return [(str(name), str(kind), str(nullable)) for name, kind, nullable in found]


@pytest.mark.parametrize("index", range(5))  # one of each shape
def test_a_change_of_any_column_is_named(scene: Scene, index: int) -> None:
    name = scene.ids[index]
    for column, kind, nullable in columns(scene, "ledger_entry"):
        change = CHANGES[kind].split(" , ")[0] if kind != "uuid" else "gen_random_uuid()"
        for new in (change, *(["NULL"] if nullable == "YES" else [])):
            changed = _change(scene, column, new.format(column), name)
            if changed:
                assert scene.verify().first_bad in _named(index, name), (column, new)
            _restore(scene)
    assert scene.verify().ok


def _change(scene: Scene, column: str, new: str, name: UUID) -> int:
    scene.run("DROP TABLE IF EXISTS kept")
    scene.run("CREATE TEMP TABLE kept AS TABLE ledger_entry")
    changed = f"UPDATE ledger_entry SET {column} = {new} WHERE id = %s AND {column} IS DISTINCT FROM {new}"
    return scene.superuser.execute(changed, [name]).rowcount


def _restore(scene: Scene) -> None:
    scene.run("DELETE FROM ledger_entry")
    scene.run("INSERT INTO ledger_entry TABLE kept")


def _named(index: int, name: UUID) -> list[Fault]:
    return [Fault(index, str(name), f"This sealed entry was {what}.") for what in ("altered", "removed")]


COPY = """
INSERT INTO ledger_entry
SELECT '{new}', version, at, actor_kind, actor_id, roles, act, action, subjects, matter_id, purpose, recipients,
    note_digest, batch_root, batch_size, salt, txid FROM ledger_entry WHERE id = '{old}'
"""
MAKE_ROOM = """
UPDATE ledger_leaf SET index = -index - 1000 WHERE index >= {0};
UPDATE ledger_leaf SET index = -index - 1000 + 1 WHERE index < 0
"""
SWAP = """
UPDATE {table} SET {key} = {free} WHERE {key} = {one};
UPDATE {table} SET {key} = {one} WHERE {key} = {other};
UPDATE {table} SET {key} = {other} WHERE {key} = {free}
"""


def remove_entry(scene: Scene) -> None:
    scene.run("DELETE FROM ledger_entry WHERE id = %s", scene.ids[AT])


def remove_its_place(scene: Scene) -> None:
    scene.run("DELETE FROM ledger_leaf WHERE index = %s", AT)


def remove_every_trace(scene: Scene) -> None:
    remove_entry(scene)
    remove_its_place(scene)
    scene.run("DELETE FROM ledger_note WHERE entry_id = %s", scene.ids[AT])


def remove_and_close_the_gap(scene: Scene) -> None:
    remove_every_trace(scene)
    scene.run(f"UPDATE ledger_leaf SET index = index - 1 WHERE index > {AT}")


def insert_between(scene: Scene) -> None:
    new = new_id()
    scene.run(COPY.format(new=new, old=scene.ids[AT]))
    for statement in MAKE_ROOM.format(AT).split(";"):
        scene.run(statement)
    scene.run("INSERT INTO ledger_leaf SELECT %s, %s, hash FROM ledger_leaf WHERE index = %s", AT, new, AT + 1)


def swap_places(scene: Scene) -> None:
    for statement in SWAP.format(table="ledger_leaf", key="index", free=-1, one=AT, other=AT + 5).split(";"):
        scene.run(statement)


def swap_contents(scene: Scene) -> None:
    one, other, free = (f"'{one}'" for one in (scene.ids[AT], scene.ids[AT + 5], new_id()))
    for statement in SWAP.format(table="ledger_entry", key="id", free=free, one=one, other=other).split(";"):
        scene.run(statement)


def renumber(scene: Scene) -> None:
    scene.run(f"UPDATE ledger_leaf SET index = index + 1000 WHERE index >= {AT}")


def alter_with_its_leaf(scene: Scene) -> None:
    """The hash in the database is made to fit: only the files outside it still know."""
    from bluelamp.ledger.contents import contents
    from bluelamp.ledger.encoding import hash_entry

    scene.run("UPDATE ledger_entry SET action = 'test.thing.forged' WHERE id = %s", scene.ids[AT])
    forged = hash_entry(contents([scene.ids[AT]])[scene.ids[AT]])
    scene.run("UPDATE ledger_leaf SET hash = %s WHERE index = %s", forged, AT)


def alter_the_leaf(scene: Scene) -> None:
    scene.run("UPDATE ledger_leaf SET hash = '\\x00' WHERE index = %s", AT)


def point_the_leaf_elsewhere(scene: Scene) -> None:
    scene.run("UPDATE ledger_leaf SET entry_id = gen_random_uuid() WHERE index = %s", AT)


def delete_from_here(scene: Scene) -> None:
    """As if an older copy of the database had been put back."""
    scene.run("DELETE FROM ledger_entry WHERE id = ANY(%s)", scene.ids[AT:])
    scene.run("DELETE FROM ledger_leaf WHERE index >= %s", AT)


TAMPERINGS = [
    remove_entry,
    remove_its_place,
    remove_every_trace,
    remove_and_close_the_gap,
    insert_between,
    swap_places,
    swap_contents,
    renumber,
    alter_with_its_leaf,
    alter_the_leaf,
    point_the_leaf_elsewhere,
    delete_from_here,
]


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_the_first_entry_touched_is_named(scene: Scene, tamper: Callable[[Scene], None]) -> None:
    tamper(scene)
    verdict = scene.verify()
    assert verdict.first_bad is not None
    assert (verdict.ok, verdict.first_bad.index, verdict.first_bad.entry) == (False, AT, str(scene.ids[AT]))
    assert verdict.sealed == SEALED


def test_the_tail_cut_off(scene: Scene) -> None:
    scene.run("DELETE FROM ledger_entry WHERE id = ANY(%s)", scene.ids[SEALED - 2 :])
    scene.run("DELETE FROM ledger_leaf WHERE index >= %s", SEALED - 2)
    verdict = scene.verify()
    assert verdict.first_bad == Fault(SEALED - 2, str(scene.ids[SEALED - 2]), "This sealed entry was removed.")
    assert (verdict.entries, verdict.unsealed) == (SEALED - 2, 0)


def test_everything_gone(scene: Scene) -> None:
    scene.run("TRUNCATE ledger_entry, ledger_leaf, ledger_note, ledger_sheet")
    assert scene.verify().first_bad == Fault(0, str(scene.ids[0]), "This sealed entry was removed.")


def test_the_last_one_first_changed_is_not_the_one_named(scene: Scene) -> None:
    for index in (20, 4, 12):
        scene.run("UPDATE ledger_entry SET action = 'x' WHERE id = %s", scene.ids[index])
    found = scene.verify().first_bad
    assert found is not None
    assert found.index == 4


REASON = 5  # the shape with a reason


@pytest.mark.parametrize("change", ["text = text || '!'", "salt = '\\x00'", "text = ''"])
def test_a_changed_reason_is_named(scene: Scene, change: str) -> None:
    scene.run(f"UPDATE ledger_note SET {change} WHERE entry_id = %s", scene.ids[REASON])
    assert scene.verify().first_bad == Fault(
        REASON, str(scene.ids[REASON]), "The reason kept with this sealed entry was altered."
    )


def test_a_reason_invented_afterwards_is_named(scene: Scene) -> None:
    without = REASON + 1
    scene.run("INSERT INTO ledger_note VALUES (%s, '\\x00', 'I had a good reason')", scene.ids[without])
    found = scene.verify().first_bad
    assert found is not None
    assert found.index == without


def test_a_reason_that_vanished_is_counted(scene: Scene) -> None:
    scene.run("DELETE FROM ledger_note WHERE entry_id = %s", scene.ids[REASON])
    verdict = scene.verify()
    assert (verdict.ok, verdict.reasons_lost) == (True, 1)


def test_lawful_erasure_breaks_nothing(scene: Scene, as_owner: None) -> None:
    erase_note(actor=ACTOR, entry=scene.ids[REASON], reason="A court said so")
    assert scene.verify() == Verdict(SEALED + WAITING + 1, SEALED, WAITING + 1, ok=True, first_bad=None)
    seal(scene.folder)
    assert scene.verify().ok


SHEETED = 9  # the shape with sheets


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_sheet SET subjects[1] = 'test.thing:forged' WHERE number = 0 AND entry_id = %s",
        "UPDATE ledger_sheet SET number = 5 WHERE number = 0 AND entry_id = %s",
        "DELETE FROM ledger_sheet WHERE number = 1 AND entry_id = %s",
        "DELETE FROM ledger_sheet WHERE entry_id = %s",
    ],
)
def test_changed_subjects_on_a_sheet_are_named(scene: Scene, change: str) -> None:
    scene.run(change, scene.ids[SHEETED])
    assert scene.verify().first_bad == Fault(
        SHEETED, str(scene.ids[SHEETED]), "The subjects kept with this sealed entry were altered."
    )


def test_an_entry_slipped_in_behind_the_seal_is_named(scene: Scene) -> None:
    seal(scene.folder)
    forged = new_id()
    scene.run(COPY.format(new=forged, old=scene.ids[AT]))
    assert scene.verify().first_bad == Fault(None, str(forged), "This entry was inserted behind the seal.")


def test_what_waits_is_only_counted(scene: Scene) -> None:
    scene.run("UPDATE ledger_entry SET action = 'x' WHERE id = %s", scene.ids[-1])
    scene.run("DELETE FROM ledger_entry WHERE id = %s", scene.ids[-2])
    assert scene.verify() == Verdict(SEALED + WAITING - 1, SEALED, WAITING - 1, ok=True, first_bad=None)


# What is kept outside the database: a superuser of the database cannot reach it, but disks and people can.


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def test_a_forged_checkpoint(scene: Scene) -> None:
    tree = TreeFiles(scene.folder)
    true = tree.checkpoint()
    assert true is not None
    forged = sign(Checkpoint(true.size - 1, true.root, true.horizon), Ed25519PrivateKey.generate())
    (scene.folder / "checkpoint").write_text(forged.text())
    assert scene.verify().first_bad == Fault(None, None, "The checkpoint's signature is not the sealer's.")
    (scene.folder / "checkpoint").write_text(Checkpoint(3, true.root, 0, true.signature).text())
    assert scene.verify().first_bad == Fault(None, None, "The checkpoint's signature is not the sealer's.")
    (scene.folder / "checkpoint").write_text("25 entries, honestly")
    assert scene.verify().first_bad == Fault(None, None, "The checkpoint cannot be read.")
    (scene.folder / "checkpoint").unlink()
    assert not scene.verify().ok


def test_every_checkpoint_gone(scene: Scene) -> None:
    for path in (scene.folder / "checkpoint", *(scene.folder / "daily").iterdir()):
        path.unlink()
    assert scene.verify().first_bad == Fault(None, None, "Entries were sealed, but the checkpoint is gone.")
    for path in scene.folder.glob("level-*"):
        path.unlink()
    assert scene.verify().ok  # nothing says any more that there was a seal: all of it counts as waiting
    scene.run("DELETE FROM ledger_leaf WHERE index = 0")
    assert scene.verify().first_bad == Fault(0, None, "A sealed entry was removed.")


def test_an_older_checkpoint_put_back(scene: Scene) -> None:
    older = (scene.folder / "checkpoint").read_text()
    seal(scene.folder)
    (scene.folder / "checkpoint").write_text(older)
    assert scene.verify().first_bad == Fault(None, None, "The ledger ends before a checkpoint that was signed earlier.")


def test_both_put_back_are_found_by_a_checkpoint_kept_elsewhere(scene: Scene, tmp_path: Path) -> None:
    copy = {path: path.read_bytes() for path in scene.folder.rglob("*") if path.is_file()}
    entry()
    seal(scene.folder)
    kept = TreeFiles(scene.folder).checkpoint()
    scene.run("DELETE FROM ledger_entry WHERE id NOT IN (SELECT entry_id FROM ledger_leaf WHERE index < %s)", SEALED)
    scene.run("DELETE FROM ledger_leaf WHERE index >= %s", SEALED)
    for path, content in copy.items():
        path.write_bytes(content)
    assert scene.verify().ok  # a perfect older copy of everything: only a witness outside can tell
    verdict = verify_ledger(scene.folder, known=kept)
    assert verdict.first_bad == Fault(None, None, "The ledger ends before a checkpoint that was signed earlier.")


def test_another_history_up_to_a_known_checkpoint(scene: Scene, ledger_folder: Path) -> None:
    key = Ed25519PrivateKey.from_private_bytes((scene.folder / "signing-key").read_bytes())
    known = sign(Checkpoint(AT + 1, bytes(32)), key)
    assert verify_ledger(scene.folder, known=known).first_bad == Fault(
        AT, str(scene.ids[AT]), "Here the tree is not the one once signed."
    )
    true = sign(Checkpoint(AT + 1, TreeFiles(scene.folder).frontier(AT + 1).root()), key)
    assert verify_ledger(scene.folder, known=true).ok


@pytest.mark.parametrize(("name", "width"), [("level-00", 32), ("entries", 16)])
def test_truncated_files(scene: Scene, name: str, width: int) -> None:
    with (scene.folder / name).open("r+b") as file:
        file.truncate(AT * width + 5)
    assert scene.verify().first_bad == Fault(AT, None, "The kept hashes end here, before the checkpoint does.")


def test_a_changed_hash_file(scene: Scene) -> None:
    overwrite(scene.folder / "level-00", AT * 32, bytes(32))
    assert scene.verify().first_bad == Fault(AT, str(scene.ids[AT]), "The kept hashes do not lead to the signed root.")


def test_files_and_database_changed_together(scene: Scene) -> None:
    alter_with_its_leaf(scene)
    forged = scene.superuser.execute("SELECT hash FROM ledger_leaf WHERE index = %s", [AT]).fetchone()
    assert forged is not None
    overwrite(scene.folder / "level-00", AT * 32, forged[0])
    assert scene.verify().first_bad == Fault(None, None, "The kept hashes do not lead to the signed root.")


def test_lost_files(scene: Scene) -> None:
    for path in sorted(scene.folder.glob("level-*")):
        path.unlink()
    assert scene.verify().first_bad == Fault(0, None, "The kept hashes end here, before the checkpoint does.")


# The application's own role may add places, because the sealer connects as it.

FORGED = "INSERT INTO ledger_leaf VALUES (%s, %s, %s)"
NOT_A_PLACE = "A place in the ledger follows the one before and belongs to an entry"


@pytest.fixture
def thief(database: Database) -> Iterator[Session]:
    with database.connect(APPLICATION) as session:
        yield session


@pytest.mark.parametrize("index", [SEALED, SEALED + 1, 1_000_000, -1])
def test_a_place_without_an_entry_cannot_be_added(scene: Scene, thief: Session, index: int) -> None:
    with pytest.raises(psycopg.IntegrityError, match=NOT_A_PLACE):
        thief.execute(FORGED, [index, new_id(), bytes(32)])


@pytest.mark.parametrize("index", [SEALED + 1, 1_000_000, -1])
def test_an_entry_cannot_be_placed_but_next(scene: Scene, thief: Session, index: int) -> None:
    with pytest.raises(psycopg.IntegrityError, match=NOT_A_PLACE):
        thief.execute(FORGED, [index, scene.ids[-1], bytes(32)])


def test_a_gap_within_one_statement_is_refused_too(scene: Scene, thief: Session) -> None:
    with pytest.raises(psycopg.IntegrityError, match=NOT_A_PLACE):
        thief.execute(f"{FORGED}, (%s, %s, %s)", [SEALED, scene.ids[-1], b"", SEALED + 2, scene.ids[-2], b""])


def test_a_forged_hash_is_told_and_never_signed(scene: Scene, thief: Session) -> None:
    """Sealing goes on, under the true hash, at once and after a start; the forgery stays named."""
    sealer = Sealer(scene.folder)
    sealer.recover()
    thief.execute(FORGED, [SEALED, scene.ids[-1], bytes(32)])
    waits = "This place waits for its seal, but its hash is not that of its entry."
    assert scene.verify().first_bad == Fault(SEALED, str(scene.ids[-1]), waits)
    while sealer.seal():
        pass
    verdict = scene.verify()
    assert (verdict.sealed, verdict.unsealed) == (SEALED + WAITING, 0)
    kept = "The hash kept in the database with this sealed entry is not its own."
    assert verdict.faults == (Fault(SEALED, str(scene.ids[-1]), kept),)
    thief.execute(FORGED, [SEALED + WAITING, made := entry(), bytes(32)])
    seal(scene.folder)
    assert TreeFiles(scene.folder).places(SEALED + WAITING, 1)[0].entry_id == made
    assert [fault.what for fault in scene.verify().faults] == [kept, kept]
    scene.run("UPDATE ledger_entry SET action = 'x' WHERE id IN (%s, %s)", scene.ids[-1], scene.ids[-2])
    altered = "This sealed entry was altered."
    assert [fault.what for fault in scene.verify().faults if fault.what == altered] == [altered, altered]


@pytest.mark.parametrize("index", [SEALED, SEALED + 1, 1_000_000])
def test_a_ghost_put_there_by_a_superuser_is_not_signed_and_hides_nothing(scene: Scene, index: int) -> None:
    ghost = new_id()
    scene.run(FORGED, index, ghost, bytes(32))
    with pytest.raises(BrokenLedgerError, match=f"{index}.*{ghost}"):
        seal(scene.folder)
    assert TreeFiles(scene.folder).size() == SEALED
    scene.run("UPDATE ledger_entry SET action = 'x' WHERE id IN (%s, %s)", scene.ids[AT], scene.ids[AT + 3])
    verdict = scene.verify()
    assert [fault.index for fault in verdict.faults] == [AT, AT + 3, index]
    assert (verdict.ok, verdict.first_bad) == (False, verdict.faults[0])


def test_a_ghost_is_named_before_anything_was_sealed(ledger_folder: Path, database: Database) -> None:
    ghost = new_id()
    with database.connect(SUPERUSER) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(FORGED, [0, ghost, bytes(32)])
    found = verify_ledger(ledger_folder).first_bad
    assert found == Fault(0, str(ghost), "This place waits for its seal, but it belongs to no entry.")


def test_faults_beyond_those_named_are_counted(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_MOST_FAULTS", 2)
    scene.run("UPDATE ledger_entry SET action = 'x' WHERE id = ANY(%s)", scene.ids[:SEALED])
    verdict = scene.verify()
    assert (len(verdict.faults), verdict.more_faults) == (2, SEALED - 2)


def test_reading_does_not_disturb_those_who_write(scene: Scene) -> None:
    """A verification under way holds no lock that a writer waits for, and leaves no transaction open."""
    scene.verify()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
        assert cursor.fetchone() == (0,)
