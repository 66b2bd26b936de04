"""The files outside the database: roots and proofs as pymerkle's, however often they grew and stopped."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_inclusion
from pymerkle.hasher import MerkleHasher

from bluelamp.core.merkle import Frontier, leaf_hash, root_from_proof
from bluelamp.ledger.checkpoint import Checkpoint, sign
from bluelamp.ledger.tree import Place, TreeFiles


def places(start: int, count: int) -> list[Place]:
    return [Place(UUID(int=n), leaf_hash(f"entry {n}".encode())) for n in range(start, start + count)]


@given(st.lists(st.integers(0, 60), max_size=6), st.data())
@settings(deadline=None, max_examples=40)
def test_roots_and_proofs_equal_pymerkle(steps: list[int], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        tree, frontier = TreeFiles(Path(folder)), Frontier()
        for count in steps:
            tree.append(places(frontier.size, count), frontier)
        size = tree.size()
        assert size == sum(steps) == len(tree.places(0, 1000))
        assert tree.frontier(size).root() == frontier.root()
        if not size:
            return
        oracle = InmemoryTree.init_from_entries([f"entry {n}".encode() for n in range(size)])
        assert frontier.root() == oracle.get_root()
        index = data.draw(st.integers(0, size - 1))
        older = data.draw(st.integers(index + 1, size))
        assert root_from_proof(places(index, 1)[0].hash, index, older, tree.path(index, older)) == oracle.get_root(
            older
        )
        hashed = MerkleHasher("sha256").hash_buff(f"entry {index}".encode())
        verify_inclusion(hashed, tree.frontier(older).root(), oracle.prove_inclusion(index + 1, older))


@given(st.integers(0, 70), st.integers(0, 70), st.integers(1, 70))
@settings(deadline=None, max_examples=40)
def test_a_cut_tree_grows_again_as_if_nothing_had_been(size: int, more: int, again: int) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        cut, whole = TreeFiles(Path(one)), TreeFiles(Path(other))
        cut.append(places(0, size + more), Frontier())
        cut.cut(size)
        assert cut.size() == size
        cut.append(places(size, again), cut.frontier(size))
        whole.append(places(0, size + again), Frontier())
        assert _bytes(cut) == _bytes(whole)


def _bytes(tree: TreeFiles) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tree.folder.iterdir() if path.stat().st_size}


def test_what_a_killed_writer_left_beyond_is_forgotten(tmp_path: Path) -> None:
    tree = TreeFiles(tmp_path)
    tree.append(places(0, 5), Frontier())
    frontier = tree.frontier(5)
    for path in tmp_path.iterdir():
        with path.open("ab") as file:
            file.write(b"half a write")
    tree.append(places(5, 3), frontier)
    assert tree.places(0, 100) == places(0, 8)
    assert tree.frontier(8).root() == frontier.root()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    tree = TreeFiles(tmp_path / "ledger")
    with tree.lock() as mine, tree.lock() as another:
        assert (mine, another) == (True, False)
    with tree.lock() as mine:
        assert mine


def test_the_latest_checkpoint_and_the_last_of_each_day(tmp_path: Path) -> None:
    tree, key = TreeFiles(tmp_path), Ed25519PrivateKey.generate()
    assert tree.checkpoint() is None
    kept = [sign(Checkpoint(size, bytes(32)), key) for size in range(4)]
    for checkpoint, day in zip(kept, [1, 1, 2, 2], strict=True):
        tree.keep(checkpoint, date(2026, 6, day))
    assert tree.checkpoint() == kept[3]
    assert tree.daily() == {"2026-06-01": kept[1], "2026-06-02": kept[3]}


def test_an_unreadable_checkpoint_says_so(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_text("nothing")
    with pytest.raises(ValueError, match="not a checkpoint"):
        TreeFiles(tmp_path).checkpoint()


def test_a_missing_node_is_noticed(tmp_path: Path) -> None:
    tree = TreeFiles(tmp_path)
    tree.append(places(0, 4), Frontier())
    (tmp_path / "level-02").unlink()
    with pytest.raises(IndexError, match="level 2"):
        tree.frontier(4)
