"""Exhibits, and the statements of witnesses."""

from bluelamp.evidence.models.exhibits import Exhibit
from bluelamp.evidence.models.statements import OfficerRequest, Statement, StatementVersion

__all__ = ["Exhibit", "OfficerRequest", "Statement", "StatementVersion"]
