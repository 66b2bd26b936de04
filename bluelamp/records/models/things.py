"""Vehicles and property."""

import re

from django.db import models
from django.db.models import F, Func, Q, Value

from bluelamp.records.enums import PropertyKind
from bluelamp.records.models.base import Record


class Vehicle(Record):
    """``vrm`` is the registration mark in capitals without spaces; empty when nobody read it."""

    vrm = models.CharField(max_length=10, blank=True)
    # On British plates O and 0, and I and 1, are the same shape, so nobody can tell which they saw.
    vrm_seen = models.GeneratedField(
        expression=Func(F("vrm"), Value("OI"), Value("01"), function="translate"),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )
    vin = models.CharField(max_length=17, blank=True)
    make = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=60, blank=True)
    colour = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [models.Index(fields=["vrm_seen"], condition=~Q(vrm=""), name="records_vehicle_vrm")]
        constraints = [
            models.CheckConstraint(condition=Q(vrm__regex=r"^[A-Z0-9]{0,10}$"), name="records_vehicle_vrm_plain"),
            models.CheckConstraint(
                condition=~Q(vrm="", vin="", make="", model="", colour=""), name="records_vehicle_described"
            ),
        ]

    @property
    def title(self) -> str:
        described = " ".join(part for part in (self.colour.lower(), self.make, self.model) if part)
        return ", ".join(part for part in (self.mark, described) if part) or self.vin

    @property
    def mark(self) -> str:
        """The registration mark as it stands on the plate."""
        return re.sub(r"^([A-Z]{2}\d{2})([A-Z]{3})$", r"\1 \2", self.vrm)


class PropertyItem(Record):
    """Anything else that was stolen, found, used or kept. ``value`` in pence."""

    kind = models.CharField(max_length=12, choices=PropertyKind.choices, default=PropertyKind.OTHER)
    description = models.CharField(max_length=500)
    serial_number = models.CharField(max_length=60, blank=True, db_index=True)
    imei = models.CharField(max_length=15, blank=True, db_index=True)
    value = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(description=""), name="records_propertyitem_described"),
            models.CheckConstraint(condition=Q(kind__in=PropertyKind.values), name="records_propertyitem_kind"),
            models.CheckConstraint(
                condition=Q(imei="") | Q(imei__regex=r"^[0-9]{15}$"), name="records_propertyitem_imei"
            ),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="records_propertyitem_value"),
        ]

    @property
    def title(self) -> str:
        return self.description
