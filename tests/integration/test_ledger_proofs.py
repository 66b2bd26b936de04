"""What `bluelamp ledger prove` prints convinces somebody who trusts nothing of ours but the public key."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction

from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.commands import ledger as command
from bluelamp.ledger.proofs import prove
from tests.factories.ledger import entries, entry, seal, sealed

pytestmark = pytest.mark.django_db(transaction=True)
VERIFIER = Path(__file__).with_name("ledger_verifier.py")
Proof = dict[str, Any]


def accepts(proof: Proof, key: str) -> bool:
    """What the independent verifier says, in a process without Bluelamp."""
    ran = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), key], input=json.dumps(proof), capture_output=True, text=True, check=False
    )
    return ran.returncode == 0


@pytest.fixture
def key(ledger_folder: Path) -> str:
    sealed(ledger_folder, 3)
    return (ledger_folder / "public-key").read_text()


def printed(made: object) -> Proof:
    ran = CliRunner().invoke(command, ["prove", str(made)], catch_exceptions=False)
    assert ran.exit_code == 0
    proof: Proof = json.loads(ran.output)
    return proof


def test_the_verifier_fits_on_a_page_and_knows_nothing_of_us() -> None:
    text = VERIFIER.read_text()
    assert len(text.splitlines()) <= 35  # thirty of code, its sentence and its spaces
    assert len([line for line in text.splitlines() if line and not line.startswith('"""')]) <= 30
    assert "import bluelamp" not in text
    assert "from bluelamp" not in text


def test_every_entry_of_trees_of_many_sizes_is_proved(ledger_folder: Path, key: str) -> None:
    for more in (0, 1, 4, 5):
        made = entries(more)
        seal(ledger_folder)
        for one in made[-2:]:
            assert accepts(printed(one), key)


def alter_content(proof: Proof) -> None:
    proof["content"] = proof["content"].replace("test.thing", "test.other")


def alter_entry(proof: Proof) -> None:
    proof["entry"] = str(new_id())


def alter_place(proof: Proof) -> None:
    proof["index"] += 1


def alter_step(proof: Proof) -> None:
    proof["path"][0] = proof["path"][-1][:-4] + "AAA="


def drop_step(proof: Proof) -> None:
    proof["path"].pop()


def add_step(proof: Proof) -> None:
    proof["path"].append(proof["path"][0])


def alter_size(proof: Proof) -> None:
    proof["checkpoint"] = proof["checkpoint"].replace("\n7\n", "\n8\n")


def alter_signature(proof: Proof) -> None:
    proof["checkpoint"] = proof["checkpoint"][:-12] + "AAAA" + proof["checkpoint"][-8:]


def alter_horizon(proof: Proof) -> None:
    proof["checkpoint"] = proof["checkpoint"].replace("horizon ", "horizon 1")


FORGERIES = [
    alter_content,
    alter_entry,
    alter_place,
    alter_step,
    drop_step,
    add_step,
    alter_size,
    alter_signature,
    alter_horizon,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_an_altered_proof_is_rejected(ledger_folder: Path, key: str, forge: Callable[[Proof], None]) -> None:
    made = sealed(ledger_folder, 4)[1]
    proof = printed(made)
    assert accepts(proof, key)
    forge(proof)
    assert not accepts(proof, key)


def test_another_sealers_key_rejects_it(ledger_folder: Path, key: str) -> None:
    made = sealed(ledger_folder, 1)[0]
    assert not accepts(printed(made), "00" * 32)


def test_what_is_not_sealed_yet_cannot_be_proved(ledger_folder: Path, key: str) -> None:
    for missing in (entry(), new_id()):
        with pytest.raises(NotFound, match="No sealed entry"):
            prove(missing, ledger_folder)


def test_what_was_altered_is_not_proved(ledger_folder: Path, key: str, as_owner: None) -> None:
    from bluelamp.ledger.models import Entry

    altered, gone = sealed(ledger_folder, 2)
    Entry.objects.filter(pk=altered).update(action="forged")
    with pytest.raises(Conflict, match="not as it was sealed"):
        prove(altered, ledger_folder)
    Entry.objects.filter(pk=gone).delete()
    with pytest.raises(NotFound, match="it is gone"):
        prove(gone, ledger_folder)


def test_proving_is_quick_in_a_large_tree(ledger_folder: Path) -> None:
    """Log n reads: a proof in a tree of thousands opens a handful of files, not all of them."""
    with transaction.atomic():
        made = [entry("x") for _ in range(2000)]
    seal(ledger_folder)
    assert len(prove(made[777], ledger_folder).path) <= 11
