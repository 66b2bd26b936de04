"""Merkle tree of RFC 9162, section 2.1: a growing list whose past cannot be changed unseen."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree: all that is needed to append leaves and to know the root. O(log n) memory."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []  # (level, hash) of complete subtrees, tallest first

    @classmethod
    def resume(cls, size: int, peaks: Iterable[tuple[int, bytes]]) -> "Frontier":
        """The frontier of a tree of ``size`` leaves from its complete subtrees, tallest first."""
        frontier = cls()
        frontier.size, frontier._peaks = size, list(peaks)
        return frontier

    def append(self, leaf: bytes) -> list[tuple[int, bytes]]:
        """Add a leaf hash; returns the nodes completed by it as ``(level, hash)``, the leaf first."""
        self.size += 1
        level, current = 0, leaf
        completed = [(level, current)]
        while self._peaks and self._peaks[-1][0] == level:
            current = node_hash(self._peaks.pop()[1], current)
            level += 1
            completed.append((level, current))
        self._peaks.append((level, current))
        return completed

    def root(self) -> bytes:
        """The tree head over all leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        current = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            current = node_hash(peak, current)
        return current


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The tree head over leaf hashes, streaming."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def root_from_proof(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The tree head that an inclusion proof leads to (RFC 9162, 2.1.3.2). ValueError when it cannot be one."""
    if not 0 <= index < size:
        raise ValueError("The entry lies outside the tree.")
    fn, sn, current = index, size - 1, leaf
    for sibling in path:
        if sn == 0:
            raise ValueError("The proof is too long.")
        if fn & 1 or fn == sn:
            current = node_hash(sibling, current)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            current = node_hash(current, sibling)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise ValueError("The proof is too short.")
    return current
