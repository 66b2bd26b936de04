"""Everything that changes exhibits and statements."""

from bluelamp.evidence.services.disclosing import disclose_version
from bluelamp.evidence.services.exhibits import describe, exhibit_file
from bluelamp.evidence.services.officers import ask_for_officer, finish_request, put_back_request, take_request
from bluelamp.evidence.services.signing import prepare, sign_statement
from bluelamp.evidence.services.writing import (
    amend_statement,
    begin_statement,
    discard_statement,
    drop_amendment,
    edit_statement,
)

__all__ = [
    "amend_statement",
    "ask_for_officer",
    "begin_statement",
    "describe",
    "discard_statement",
    "disclose_version",
    "drop_amendment",
    "edit_statement",
    "exhibit_file",
    "finish_request",
    "prepare",
    "put_back_request",
    "sign_statement",
    "take_request",
]
