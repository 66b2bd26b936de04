"""What may be read of exhibits and statements."""

from bluelamp.evidence.selectors.exhibits import (
    custody,
    exhibit,
    exhibit_by_reference,
    exhibits_for_matter,
    exhibits_for_matters,
    matter_of_reference,
    stored_file_of,
)
from bluelamp.evidence.selectors.officers import open_request, requests_waiting
from bluelamp.evidence.selectors.statements import (
    preview,
    sealed_as,
    signed_version,
    statement,
    statement_of_draft,
    statements_for_matter,
    statements_for_matters,
    statements_for_report,
    stored_file_of_version,
)

__all__ = [
    "custody",
    "exhibit",
    "exhibit_by_reference",
    "exhibits_for_matter",
    "exhibits_for_matters",
    "matter_of_reference",
    "open_request",
    "preview",
    "requests_waiting",
    "sealed_as",
    "signed_version",
    "statement",
    "statement_of_draft",
    "statements_for_matter",
    "statements_for_matters",
    "statements_for_report",
    "stored_file_of",
    "stored_file_of_version",
]
