"""Who may look into the account of what was seen and done."""

from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission("ledger.entry.read", Role.AUDITOR, why="Auditors check who saw and did what, and why."),
    permission("ledger.tree.verify", Role.AUDITOR, Role.JOB, why="Anybody who audits may check the seal."),
)
