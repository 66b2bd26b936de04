"""``bluelamp ledger``: check the seal, prove an entry."""

import base64
import json
from dataclasses import asdict
from uuid import UUID

import click


@click.group()
def ledger() -> None:
    """Check the account of everything seen and done."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(*, as_json: bool) -> None:
    """Recompute everything; exits 1 when a sealed entry is not what was sealed."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.ledger.verification import verify_ledger  # noqa: PLC0415 - the same

    verdict = verify_ledger(settings.BLUELAMP_LEDGER_DIR)
    if as_json:
        click.echo(json.dumps(asdict(verdict)))
    else:
        click.echo(f"{verdict.entries:,} entries, {verdict.sealed:,} sealed, {verdict.unsealed:,} waiting.")
        fault = verdict.first_bad
        click.echo(
            "Every sealed entry is as it was sealed."
            if fault is None
            else f"BROKEN at place {fault.index}, entry {fault.entry}: {fault.what}"
        )
    if not verdict.ok:
        raise SystemExit(1)


@ledger.command()
@click.argument("entry", type=click.UUID)
def prove(entry: UUID) -> None:
    """Print the inclusion proof of ENTRY as JSON: leaf, index, path, checkpoint."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.ledger.verification import prove as prove_entry  # noqa: PLC0415 - the same

    proof = prove_entry(entry, settings.BLUELAMP_LEDGER_DIR)
    content = {
        "entry": str(proof.entry),
        "leaf": base64.b64encode(proof.leaf).decode(),
        "index": proof.index,
        "path": [base64.b64encode(step).decode() for step in proof.path],
        "checkpoint": proof.checkpoint.text(),
    }
    click.echo(json.dumps(content))
