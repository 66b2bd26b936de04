"""Writing drafts: beginning, answering, saving for later, sending."""

from bluelamp.journeys.services.answering import (
    add_item,
    answer,
    attach_arrived,
    attach_file,
    change_item,
    new_item_id,
    remove_item,
)
from bluelamp.journeys.services.keeping import begin, come_back, erase_expired, forget_device, make_code
from bluelamp.journeys.services.sending import submit

__all__ = [
    "add_item",
    "answer",
    "attach_arrived",
    "attach_file",
    "begin",
    "change_item",
    "come_back",
    "erase_expired",
    "forget_device",
    "make_code",
    "new_item_id",
    "remove_item",
    "submit",
]
