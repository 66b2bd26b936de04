"""``bluelamp staff``: opening accounts, and the way back in when nobody else can open it."""

import click

from bluelamp.core.roles import STAFF_ROLES


@click.group()
def staff() -> None:
    """Accounts of people who work here. Administrators close them, and reset second steps, on their desk."""


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
def add(*, username: str, name: str, roles: tuple[str, ...], reason: str, password: str) -> None:
    """Open an account."""
    from bluelamp.access.services import create_user  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same
    from bluelamp.core.roles import Role  # noqa: PLC0415 - the same

    user = create_user(
        actor=Actor.job("staff"),
        username=username,
        display_name=name,
        password=password,
        roles=[Role(role) for role in roles],
        reason=signed(reason, "reason"),
    )
    click.echo(f"{user.username} can sign in now.")


@staff.command("reset-second-step")
@click.argument("username")
@click.option("--reason", required=True, help="Stays on the ledger.")
def reset_second_step(*, username: str, reason: str) -> None:
    """Forget somebody's app and recovery codes; they set up a new one when they next sign in."""
    from bluelamp.access import selectors, services  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same

    user = selectors.user_by_username(username=username)
    services.reset_second_step(actor=Actor.job("staff"), user_id=user.pk, reason=signed(reason, "reason"))
    click.echo(f"{user.username} sets up a new second step when they next sign in.")
