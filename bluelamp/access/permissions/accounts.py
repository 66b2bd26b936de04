"""What people may do with their own account. Whose it is, the actor's id says."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission(
        "accounts.code.ask",
        Role.PUBLIC,
        Role.CITIZEN,
        why="Whoever can read an email sent to an address has the account of that address.",
    ),
    permission(
        "accounts.account.enter",
        Role.PUBLIC,
        Role.CITIZEN,
        why="What was proved lets them in: a code, a passkey, another sign-in service.",
    ),
    permission("accounts.account.read", Role.CITIZEN, why="People see their own account, and nobody else does."),
    permission("accounts.account.change", Role.CITIZEN, why="People decide how they come in, and where they stay in."),
    permission("accounts.account.erase", Role.CITIZEN, why="An account goes when its owner wants; reports stay."),
    permission("accounts.report.keep", Role.CITIZEN, why="A report joins the account of whoever holds its receipt."),
    permission(
        "accounts.report.take_out",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever holds the receipt of a report decides whether an account has it too.",
    ),
    permission("accounts.expired.forget", Role.JOB, why="Codes and sign-ins that are over are erased."),
)
