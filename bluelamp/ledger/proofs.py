"""Showing to somebody who trusts nothing but the public key that an entry is under the seal."""

import base64
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.merkle import root_from_proof
from bluelamp.ledger.checkpoint import Checkpoint
from bluelamp.ledger.contents import contents
from bluelamp.ledger.encoding import encode, hash_entry
from bluelamp.ledger.models import Leaf
from bluelamp.ledger.tree import TreeFiles


@dataclass(frozen=True, slots=True)
class Proof:
    """Shows that ``content`` is entry number ``index`` of the ``checkpoint``'s (RFC 9162, 2.1.3)."""

    entry: UUID
    content: bytes
    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def document(self) -> dict[str, str | int | list[str]]:
        """As it is handed over: ``content`` is the entry's canonical JSON, hashes are in base64."""
        return {
            "entry": str(self.entry),
            "content": self.content.decode(),
            "leaf": _text(self.leaf),
            "index": self.index,
            "path": [_text(step) for step in self.path],
            "checkpoint": self.checkpoint.text(),
        }


def prove(entry_id: UUID, folder: Path) -> Proof:
    """The inclusion proof of a sealed entry; ``NotFound`` while it is not sealed, ``Conflict`` when it was altered."""
    index = Leaf.objects.filter(entry_id=entry_id).values_list("index", flat=True).first()
    tree = TreeFiles(folder)
    checkpoint = tree.checkpoint()
    if index is None or checkpoint is None or index >= checkpoint.size:
        raise NotFound("No sealed entry has this number. If it is new, wait a second and try again.", field="entry")
    content = contents([entry_id]).get(entry_id)
    if content is None:
        raise NotFound("This entry was sealed, but it is gone. Run `bluelamp ledger verify`.", field="entry")
    leaf, path = hash_entry(content), tree.path(index, checkpoint.size)
    if root_from_proof(leaf, index, checkpoint.size, path) != checkpoint.root:
        raise Conflict("This entry is not as it was sealed. Run `bluelamp ledger verify`.", field="entry")
    return Proof(entry_id, encode(content), leaf, index, tuple(path), checkpoint)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
