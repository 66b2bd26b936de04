"""``bluelamp ledger``: what people and machines are told, exit codes, and whom it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.commands import ledger as command
from bluelamp.ledger.models import Entry, Note
from bluelamp.ledger.tree import TreeFiles
from tests.factories.ledger import entries, entry, seal, sealed

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_a_whole_ledger_is_told_in_two_sentences(ledger_folder: Path) -> None:
    sealed(ledger_folder, 5)
    entries(2)
    told = run("verify")
    assert (told.exit_code, told.output) == (
        0,
        "7 entries, 5 sealed, 2 waiting.\nEvery sealed entry is as it was sealed.\n",
    )


def test_a_broken_ledger_is_told_to_people_and_to_machines(ledger_folder: Path, as_owner: None) -> None:
    ids = sealed(ledger_folder, 5)
    entries(2)
    Entry.objects.filter(pk=ids[3]).delete()
    fault = {"index": 3, "entry": str(ids[3]), "what": "This sealed entry was removed."}
    broken = run("verify", "--json")
    assert broken.exit_code == 1
    assert json.loads(broken.output) == {
        "entries": 6,
        "sealed": 5,
        "unsealed": 2,
        "ok": False,
        "first_bad": fault,
        "reasons_lost": 0,
        "faults": [fault],
        "more_faults": 0,
    }
    told = run("verify")
    assert told.exit_code == 1
    assert f"BROKEN at place 3, entry {ids[3]}: This sealed entry was removed." in told.output
    assert "as it was sealed" not in told.output


def test_people_are_told_the_first_few_faults_and_how_many_more(ledger_folder: Path, as_owner: None) -> None:
    sealed(ledger_folder, 25)
    Entry.objects.update(action="x")
    told = run("verify").output
    assert (told.count("BROKEN"), "And 5 more: see --json." in told) == (20, True)


def test_reasons_that_are_gone_are_told_though_every_entry_stands(ledger_folder: Path, as_owner: None) -> None:
    (made,) = sealed(ledger_folder, 1)
    Note.objects.filter(pk=made).delete()
    told = run("verify")
    assert told.exit_code == 0
    assert "1 reasons are gone although no erasure of them was recorded." in told.output


def test_a_checkpoint_kept_elsewhere_is_held_against_it(ledger_folder: Path, tmp_path: Path) -> None:
    sealed(ledger_folder, 2)
    kept = tmp_path / "kept"
    kept.write_text(run("checkpoint").output)
    assert run("verify", "--checkpoint", kept).exit_code == 0
    kept.write_text("something else")
    refused = run("verify", "--checkpoint", kept)
    assert (refused.exit_code, "not a checkpoint" in refused.output) == (2, True)
    assert run("verify", "--checkpoint", tmp_path / "gone").exit_code == 2


def test_the_checkpoint_is_printed_as_it_was_signed(ledger_folder: Path) -> None:
    sealed(ledger_folder, 2)
    signed = TreeFiles(ledger_folder).checkpoint()
    assert signed is not None
    assert run("checkpoint").output == signed.text()
    assert json.loads(run("checkpoint", "--json").output) == {"checkpoint": signed.text()}


def test_nothing_is_printed_before_the_first_seal(ledger_folder: Path) -> None:
    assert isinstance(run("checkpoint").exception, NotFound)
    assert isinstance(run("prove", new_id()).exception, NotFound)


def test_the_owner_erases_a_reason_by_command(ledger_folder: Path, as_owner: None) -> None:
    made = entry(reason="The wrong man's name")
    ran = run("erase-reason", made, "--because", "Court order", "--json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.output)
    assert told["entry"] == str(made)
    assert not Note.objects.filter(pk=made).exists()
    assert Note.objects.get(pk=told["erasure"]).text.startswith("Court order (Command run by ")
    seal(ledger_folder)
    assert json.loads(run("verify", "--json").output)["ok"]
    assert isinstance(run("erase-reason", made, "--because", "Court order").exception, NotFound)


def test_an_erasure_without_its_reason_is_none(ledger_folder: Path, as_owner: None) -> None:
    made = entry(reason="The wrong man's name")
    assert run("erase-reason", made).exit_code == 2
    assert Note.objects.filter(pk=made).exists()


def test_without_the_owners_role_nothing_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    made = entry(reason="The wrong man's name")
    monkeypatch.setenv("BLUELAMP_AS_OWNER", "1")  # as the command starts itself again, but with no owner set up
    assert isinstance(run("erase-reason", made, "--because", "Court order").exception, NotAllowed)
    assert Note.objects.filter(pk=made).exists()
