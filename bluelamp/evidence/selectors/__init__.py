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
from bluelamp.evidence.selectors.officers import (
    officer_request,
    open_request,
    reasons_of,
    requests_by_id,
    requests_for_matter,
    requests_waiting,
)
from bluelamp.evidence.selectors.statements import (
    contact_of_witness,
    preview,
    sealed_as,
    signed_version,
    statement,
    statements_for_matter,
    statements_for_matters,
    statements_for_report,
    stored_file_of_version,
)

__all__ = [
    "contact_of_witness",
    "custody",
    "exhibit",
    "exhibit_by_reference",
    "exhibits_for_matter",
    "exhibits_for_matters",
    "matter_of_reference",
    "officer_request",
    "open_request",
    "preview",
    "reasons_of",
    "requests_by_id",
    "requests_for_matter",
    "requests_waiting",
    "sealed_as",
    "signed_version",
    "statement",
    "statements_for_matter",
    "statements_for_matters",
    "statements_for_report",
    "stored_file_of",
    "stored_file_of_version",
]
