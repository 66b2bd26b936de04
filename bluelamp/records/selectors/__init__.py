"""What may be seen of records. Everything is filtered by the matters that the actor needs to know."""

from bluelamp.records.selectors.belongings import thing, things_of_matters, things_said_in
from bluelamp.records.selectors.finding import Found, Hit, find, must_say_why
from bluelamp.records.selectors.matters import (
    MatterView,
    find_by_reference,
    matter_by_id,
    matter_with_links,
    matters_merged_into,
    merged_into,
    references_of,
)
from bluelamp.records.selectors.pages import (
    RecordView,
    link_by_id,
    matters_of,
    matters_where,
    record_by_ref,
    record_view,
)
from bluelamp.records.selectors.people import find_people, person_by_id, suggest_same_person
from bluelamp.records.selectors.seeing import (
    lies_beyond,
    may_correct,
    may_link,
    may_see,
    those_in_matter,
    victims_in,
    visible_links,
)

__all__ = [
    "Found",
    "Hit",
    "MatterView",
    "RecordView",
    "find",
    "find_by_reference",
    "find_people",
    "lies_beyond",
    "link_by_id",
    "matter_by_id",
    "matter_with_links",
    "matters_merged_into",
    "matters_of",
    "matters_where",
    "may_correct",
    "may_link",
    "may_see",
    "merged_into",
    "must_say_why",
    "person_by_id",
    "record_by_ref",
    "record_view",
    "references_of",
    "suggest_same_person",
    "thing",
    "things_of_matters",
    "things_said_in",
    "those_in_matter",
    "victims_in",
    "visible_links",
]
