"""``bluelamp staff``: opening accounts, and the way back in when nobody else can open it."""

import click

from bluelamp.core import printing
from bluelamp.core.roles import STAFF_ROLES


@click.group()
def staff() -> None:
    """Accounts of people who work here. Administrators close them, give new passwords and reset second steps, on their
    desk."""


@staff.command()
@click.argument("username")
@click.option("--name", required=True, help="As it is shown beside what they do.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(sorted(role.value for role in STAFF_ROLES)),
    help="What they may do; may be given several times.",
)
@click.option("--reason", required=True, help="Stays on the ledger, with the name of whoever runs this.")
@click.password_option(help="Asked for when it is left out, which keeps it out of the shell's history.")
@printing.json_option
def add(*, username: str, name: str, roles: tuple[str, ...], reason: str, password: str, as_json: bool) -> None:
    """Open an account. They choose a password of their own when they first sign in.

    Where a second step is asked for, a code is shown, once: hand it over in person. They need it to set up their app.
    """
    from bluelamp.access.services import open_account  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same
    from bluelamp.core.roles import Role  # noqa: PLC0415 - the same

    user, code = open_account(
        actor=Actor.job("staff"),
        username=username,
        display_name=name,
        password=password,
        roles=[Role(role) for role in roles],
        reason=signed(reason, "reason"),
    )
    _show(user.username, f"{user.username} can sign in now.", code, as_json=as_json)


@staff.command("new-password")
@click.argument("username")
@click.option("--reason", required=True, help="Stays on the ledger.")
@printing.json_option
def new_password(*, username: str, reason: str, as_json: bool) -> None:
    """Give somebody a new password for one use.

    It is shown once. They are signed out, and choose one of their own when they next sign in.
    """
    from bluelamp.access import selectors, services  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same

    user = selectors.user_by_username(username=username)
    password = services.give_password(actor=Actor.job("staff"), user_id=user.pk, reason=signed(reason, "reason"))
    words = f"Password of {user.username} for one use, to be handed over in person: {password}"
    printing.show({"username": user.username, "password": password}, words, as_json=as_json)


@staff.command("reset-second-step")
@click.argument("username")
@click.option("--reason", required=True, help="Stays on the ledger.")
@printing.json_option
def reset_second_step(*, username: str, reason: str, as_json: bool) -> None:
    """Forget somebody's app and recovery codes; they set up a new one when they next sign in.

    The code that they need for it is shown once.
    """
    from bluelamp.access import selectors, services  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same

    user = selectors.user_by_username(username=username)
    code = services.reset_second_step(actor=Actor.job("staff"), user_id=user.pk, reason=signed(reason, "reason"))
    _show(user.username, f"{user.username} sets up a new second step when they next sign in.", code, as_json=as_json)


def _show(username: str, words: str, code: str, *, as_json: bool) -> None:
    if code:
        words += f"\nEnrolment code for their app, to be handed over in person: {code}"
    printing.show({"username": username, "enrolment_code": code or None}, words, as_json=as_json)
