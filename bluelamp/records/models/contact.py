"""How somebody can be reached."""

from django.db import models
from django.db.models import Q

from bluelamp.records.enums import ContactKind
from bluelamp.records.models.base import Record


class ContactPoint(Record):
    """A telephone number (E.164) or an email address. Whether using it is *safe* is for notices to know."""

    kind = models.CharField(max_length=5, choices=ContactKind.choices)
    value = models.CharField(max_length=254, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ContactKind.PHONE, value__regex=r"^\+[1-9][0-9]{6,14}$")
                | Q(kind=ContactKind.EMAIL, value__contains="@"),
                name="records_contactpoint_value",
            )
        ]
