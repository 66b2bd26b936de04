"""How somebody can be reached."""

import phonenumbers
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

    @property
    def title(self) -> str:
        """A British number as it is dialled here, another with its country."""
        if self.kind == ContactKind.EMAIL:
            return self.value
        number = phonenumbers.parse(self.value)
        home = number.country_code == phonenumbers.country_code_for_region("GB")
        form = phonenumbers.PhoneNumberFormat
        return str(phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL))
