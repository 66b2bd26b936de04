"""Running Bluelamp itself."""

import os
import signal
import threading
from collections.abc import Callable

import click

from bluelamp.config.console import prepare_django, say
from bluelamp.config.exits import Exit
from bluelamp.core import printing

# These need no database of their own: they are run by the supervisor, are the supervisor, or take it all away.
STANDS_ALONE = frozenset({"run", "status", "reset", "web", "relay", "worker", "migrate", "check", "docs"})


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, envvar="PORT", show_envvar=True, help="0: any free port."
)
@click.option("--host", default="127.0.0.1", envvar="BLUELAMP_HOST", show_envvar=True, help="The address to listen on.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    envvar="BLUELAMP_WORKERS",
    show_envvar=True,
    help="Web processes.  [default: 2]",
)
@click.option("--demo/--no-demo", default=True, help="Build the demo force on an empty database.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object when everything is up.")
def run(*, port: int, host: str, workers: int | None, demo: bool, as_json: bool) -> None:
    """Start everything and keep it alive; Ctrl-C stops it all."""
    from bluelamp.config import doors, forking, status  # noqa: PLC0415 - --help need not wait
    from bluelamp.config.paths import STATE  # noqa: PLC0415 - the same
    from bluelamp.config.running import Running, Wish  # noqa: PLC0415 - the same
    from bluelamp.config.web import load  # noqa: PLC0415 - the same

    demo = demo and os.environ.get("BLUELAMP_ENV", "demo") == "demo"

    def ready(url: str) -> None:
        found = {"url": url, "doors": doors.addresses(url), "sign_ins": doors.sign_ins() if demo else {}}
        printing.show(found, f"\n{doors.card(url, demo=demo)}", as_json=as_json)

    with status.alone(STATE) as first:
        if not first:
            running = status.read(STATE) or {}
            say(f"Bluelamp is already running at {running.get('url', 'an address not known yet')}.")
            raise SystemExit(Exit.UNAVAILABLE)
        port = port or status.free_port(host)
        if not status.wait_until_free(host, port):
            say(f"Another program uses port {port}. Choose another one: make run PORT={port + 1}")
            raise SystemExit(Exit.UNAVAILABLE)
        wish = Wish(host=host, port=port, workers=workers or 2, demo=demo)
        Running(wish, _step, load=load if forking.is_safe() else None).run(ready)
    say("Everything is stopped.")


def _step(sentence: str) -> None:
    say(f"- {sentence}")


@click.command()
@printing.json_option
def status(*, as_json: bool) -> None:
    """Tell whether Bluelamp runs here, and where; exits 3 when it does not."""
    from bluelamp.config import status as state  # noqa: PLC0415 - --help need not wait
    from bluelamp.config.paths import STATE  # noqa: PLC0415 - the same

    found = state.read(STATE)
    words = f"Bluelamp runs at {found['url']}/" if found else "Bluelamp does not run here."
    printing.show({"running": found is not None, **(found or {})}, words, as_json=as_json)
    if found is None:
        raise SystemExit(Exit.UNAVAILABLE)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@printing.json_option
def reset(*, yes: bool, as_json: bool) -> None:
    """Delete this checkout's database, files and ledger. The next start begins anew."""
    from bluelamp.config import resetting  # noqa: PLC0415 - --help need not wait
    from bluelamp.config.paths import STATE  # noqa: PLC0415 - the same

    if not yes:
        click.confirm(f"Delete the database, the files and the ledger in {STATE}?", abort=True)
    if not resetting.reset(STATE):
        say("Bluelamp is running here. Stop it first, with Ctrl-C where it was started.")
        raise SystemExit(Exit.UNAVAILABLE)
    printing.show({"deleted": str(STATE)}, "Deleted. The next start begins anew.", as_json=as_json)


@click.command()
@printing.json_option
def migrate(*, as_json: bool) -> None:
    """Bring the database up to this version, as the role that owns the tables."""
    from bluelamp.config.database import OWNER_SWITCH  # noqa: PLC0415 - --help need not wait

    os.environ[OWNER_SWITCH] = "1"  # before the settings are read
    prepare_django()
    from django.core.management import call_command  # noqa: PLC0415 - after that

    from bluelamp.config.history import refuse_other_lines  # noqa: PLC0415 - the same

    refuse_other_lines()
    call_command("migrate", interactive=False, verbosity=0 if as_json else 1)
    printing.show({"migrated": True}, "", as_json=as_json)


@click.command()
@printing.json_option
def check(*, as_json: bool) -> None:
    """Tell what stands against running in this environment; exits 1 when something does."""
    from bluelamp.config.checks import run_all  # noqa: PLC0415 - --help need not wait
    from bluelamp.config.embedded import available  # noqa: PLC0415 - the same

    prepare_django()
    found = run_all(lambda: available(say))
    serious = [message for message in found if message.is_serious()]
    rows = [{"id": message.id, "message": str(message.msg), "level": message.level} for message in found]
    words = "\n".join(f"{message.id}: {message.msg}" for message in found) or "Nothing stands against it."
    printing.show({"ok": not serious, "found": rows}, words, as_json=as_json)
    if serious:
        raise SystemExit(Exit.NO)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 when a page is out of date.")
@printing.json_option
def docs(*, only_check: bool, as_json: bool) -> None:
    """Write the tables in docs/reference from the program itself."""
    prepare_django()
    from bluelamp.config import reference  # noqa: PLC0415 - needs Django
    from bluelamp.config.paths import ROOT  # noqa: PLC0415 - --help need not wait

    folder = ROOT / "docs" / "reference"
    changed = reference.outdated(folder) if only_check else reference.write(folder)
    said = (f"{name} is out of date. Run make docs." if only_check else f"Wrote {folder / name}" for name in changed)
    printing.show({"outdated" if only_check else "written": changed}, "\n".join(said), as_json=as_json)
    if only_check and changed:
        raise SystemExit(Exit.NO)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Web processes.")
def web(*, port: int, host: str, workers: int) -> None:
    """Serve pages and event streams, until stopped."""
    from bluelamp.config.checks import demo_stays_here, proxies_unnamed  # noqa: PLC0415 - --help need not wait
    from bluelamp.config.web import serve  # noqa: PLC0415 - the same

    if reason := demo_stays_here(host):
        raise click.ClickException(reason)
    if warning := proxies_unnamed(host):
        say(warning)
    serve(host=host, port=port, workers=workers)


@click.command()
def relay() -> None:
    """Order and deliver the live feed and seal the ledger, until stopped."""
    _prepare_process()
    from bluelamp.ledger import sealing  # noqa: PLC0415 - needs Django
    from bluelamp.live import relay as live_relay  # noqa: PLC0415 - the same

    _run_together({"relay": live_relay.run, "sealer": sealing.run})


@click.command()
@click.option("--alone", is_flag=True, help="No other worker runs: take over at once what a killed one left.")
def worker(*, alone: bool) -> None:
    """Do the deferred jobs, until stopped."""
    _prepare_process()
    from bluelamp.config.working import work  # noqa: PLC0415 - needs Django

    work(alone=alone)


def _prepare_process() -> None:
    from bluelamp.config.processes import end_when_orphaned  # noqa: PLC0415 - --help need not wait

    end_when_orphaned()
    prepare_django()


def _run_together(loops: dict[str, Callable[[threading.Event], None]]) -> None:
    """Run each loop in a thread until told to stop; when one of them ends, so do the others, with a failure."""
    stop = threading.Event()
    for order in (signal.SIGTERM, signal.SIGINT):
        signal.signal(order, lambda *_: stop.set())
    threads = [threading.Thread(target=loop, args=(stop,), name=name) for name, loop in loops.items()]
    for thread in threads:
        thread.start()
    while all(thread.is_alive() for thread in threads) and not stop.wait(0.2):
        pass
    failed = not stop.is_set()
    stop.set()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit(Exit.FAULT)
