"""Everything that changes a record. Each function is one transaction with its entry on the ledger."""

from bluelamp.records.services.bulk import add_people_bulk
from bluelamp.records.services.history import load_matters
from bluelamp.records.services.links import link, unlink
from bluelamp.records.services.matters import (
    assign_owner,
    close_matter,
    merge_matters,
    open_matter,
    reclassify_matter,
    rename_matter,
    reopen_matter,
    unmerge_matter,
)
from bluelamp.records.services.pole import (
    add_contact_point,
    add_organisation,
    add_person,
    add_place,
    add_property,
    add_records,
    add_vehicle,
    correct_person,
)

__all__ = [
    "add_contact_point",
    "add_organisation",
    "add_people_bulk",
    "add_person",
    "add_place",
    "add_property",
    "add_records",
    "add_vehicle",
    "assign_owner",
    "close_matter",
    "correct_person",
    "link",
    "load_matters",
    "merge_matters",
    "open_matter",
    "reclassify_matter",
    "rename_matter",
    "reopen_matter",
    "unlink",
    "unmerge_matter",
]
