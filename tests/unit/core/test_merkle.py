"""The tree of RFC 9162, against pymerkle and against the RFC's own definition."""

from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_inclusion
from pymerkle.hasher import MerkleHasher

from bluelamp.core.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_from_proof, root_of

ENTRIES = st.integers(0, 300).map(lambda size: [f"entry {number}".encode() for number in range(size)])


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


def proof_by_definition(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*proof_by_definition(index, leaves[:half]), by_definition(leaves[half:])]
    return [*proof_by_definition(index - half, leaves[half:]), by_definition(leaves[:half])]


def test_hashes_of_the_rfc() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(ENTRIES)
def test_roots_equal_pymerkle_and_the_definition(entries: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    assert root_of(leaves) == by_definition(leaves)
    if entries:
        assert root_of(leaves) == InmemoryTree.init_from_entries(entries).get_root()


@given(ENTRIES.filter(bool), st.data())
@settings(deadline=None)
def test_proofs_lead_to_the_root_and_pymerkle_agrees(entries: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    index = data.draw(st.integers(0, len(entries) - 1))
    root = root_of(leaves)
    assert root_from_proof(leaves[index], index, len(leaves), proof_by_definition(index, leaves)) == root
    tree = InmemoryTree.init_from_entries(entries)
    verify_inclusion(MerkleHasher("sha256").hash_buff(entries[index]), root, tree.prove_inclusion(index + 1))


@given(ENTRIES.filter(bool), st.data())
@settings(deadline=None)
def test_a_proof_fits_no_other_place_size_or_leaf(entries: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    index = data.draw(st.integers(0, len(entries) - 1))
    path, root = proof_by_definition(index, leaves), root_of(leaves)
    other = data.draw(st.integers(0, len(entries) + 5))
    for leaf, place, size, steps in (
        (leaf_hash(b"forged"), index, len(leaves), path),
        (leaves[index], other, len(leaves), path),
        (leaves[index], index, len(leaves), [*path, root]),
        (leaves[index], index, len(leaves), path[:-1]),
    ):
        if (leaf, place, size, steps) == (leaves[index], index, len(leaves), path):
            continue
        with suppress(ValueError):
            assert root_from_proof(leaf, place, size, steps) != root


@pytest.mark.parametrize("index", [-1, 3])
def test_a_proof_of_no_entry_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        root_from_proof(b"", index, 3, [])


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_resumed_frontier_grows_like_one_that_never_stopped(before: int, after: int) -> None:
    leaves = [leaf_hash(bytes([n % 256, n // 256])) for n in range(before + after)]
    whole, part, nodes = Frontier(), Frontier(), {}
    for number, leaf in enumerate(leaves):
        for level, node in whole.append(leaf):
            nodes[level, number >> level] = node
        if number + 1 == before:
            peaks, start = [], 0
            for level in reversed(range(before.bit_length())):
                if before >> level & 1:
                    peaks.append((level, nodes[level, start >> level]))
                    start += 1 << level
            part = Frontier.resume(before, peaks)
    for leaf in leaves[before:]:
        part.append(leaf)
    assert (part.size, part.root()) == (whole.size, whole.root())
