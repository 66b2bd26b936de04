"""Places: a British address, a position, or both."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Lower

from bluelamp.core.places.addresses import Address
from bluelamp.core.places.grid import Position
from bluelamp.records.enums import Precision
from bluelamp.records.models.base import Record

_POSITION = ("latitude", "longitude", "easting", "northing", "h3_9", "h3_7")
# The address on one line, as people type it: what the index of a misspelt street is made of.
AS_TYPED = Lower(
    Concat(
        "name",
        Value(" "),
        "flat",
        Value(" "),
        "building",
        Value(" "),
        "street",
        Value(" "),
        "locality",
        Value(" "),
        "town",
        output_field=models.TextField(),
    )
)


class Place(Record):
    """``latitude`` and ``longitude`` are WGS84 degrees, ``easting`` and ``northing`` National Grid metres,
    ``h3_9`` and ``h3_7`` the H3 cells of about 0.1 and 5 square kilometres. All six are there, or none."""

    open_fields = frozenset({"h3_9", "h3_7", "precision"})  # an area of many homes, not an address

    name = models.CharField(max_length=100, blank=True)
    flat = models.CharField(max_length=100, blank=True)
    building = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=100, blank=True)
    locality = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)
    uprn = models.BigIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    h3_9 = models.CharField(max_length=15, null=True, db_index=True)  # noqa: DJ001 - no position, no cell
    h3_7 = models.CharField(max_length=15, null=True)  # noqa: DJ001 - the same
    precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.ADDRESS)

    class Meta:
        indexes = [GinIndex(OpClass(AS_TYPED, name="gin_trgm_ops"), name="records_place_as_typed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**dict.fromkeys(_POSITION)) | Q(**{f"{name}__isnull": False for name in _POSITION}),
                name="records_place_position",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None) | Q(latitude__range=(49, 61.5), longitude__range=(-9.5, 3)),
                name="records_place_british",
            ),
            models.CheckConstraint(
                condition=~Q(name="", street="", postcode="", latitude=None), name="records_place_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(uprn=None) | Q(uprn__range=(1, 999_999_999_999)), name="records_place_uprn"
            ),
            models.CheckConstraint(condition=Q(precision__in=Precision.values), name="records_place_precision"),
        ]

    @property
    def address(self) -> Address:
        return Address(
            flat=self.flat,
            building=self.building,
            street=self.street,
            locality=self.locality,
            town=self.town,
            postcode=self.postcode,
        )

    @property
    def position(self) -> Position | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)

    @property
    def title(self) -> str:
        """Its name and address; a point without either by its coordinates, to about ten metres."""
        words = ", ".join(part for part in (self.name, str(self.address)) if part)
        return words or f"{self.latitude:.4f}, {self.longitude:.4f}"
