"""People and organisations."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.enums import Ethnicity
from bluelamp.records.models.base import Record
from bluelamp.records.types import Born, PersonDetails


class Person(Record):
    """Somebody as one source described them. Two rows may be one human being: then a link says so."""

    given = models.CharField(max_length=100, blank=True)
    middle = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    born_from = models.DateField(null=True)  # both dates are the same when it is known exactly
    born_to = models.DateField(null=True)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity.choices, null=True)  # noqa: DJ001 - not asked
    language = models.CharField(max_length=35, blank=True)
    deceased = models.BooleanField(default=False)
    died_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(given="", family="", known_as=""), name="records_person_named"),
            models.CheckConstraint(
                condition=Q(born_from=None, born_to=None)
                | Q(born_from__isnull=False, born_to__isnull=False, born_from__lte=F("born_to")),
                name="records_person_born",
            ),
            models.CheckConstraint(condition=Q(died_on=None) | Q(deceased=True), name="records_person_died"),
            models.CheckConstraint(
                condition=Q(ethnicity=None) | Q(ethnicity__in=Ethnicity.values), name="records_person_ethnicity"
            ),
        ]

    @property
    def name(self) -> str:
        """The name as people write it, the family name last."""
        full = " ".join(part for part in (self.given, self.middle, self.family) if part)
        return full or self.known_as

    @property
    def title(self) -> str:
        return self.name

    @property
    def born(self) -> Born | None:
        return Born(self.born_from, self.born_to) if self.born_from and self.born_to else None

    @property
    def details(self) -> PersonDetails:
        return PersonDetails(
            given=self.given,
            middle=self.middle,
            family=self.family,
            known_as=self.known_as,
            born=self.born,
            ethnicity=Ethnicity(self.ethnicity) if self.ethnicity else None,
            language=self.language,
            deceased=self.deceased,
            died_on=self.died_on,
        )


class PersonVersion(PersonalModel):
    """What a person's row said before a correction (Data Protection Act 2018, s.38(1): kept accurate)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    details = models.JSONField(encoder=DjangoJSONEncoder)
    replaced_at = models.DateTimeField(default=now)
    replaced_by = models.UUIDField()
    reason = models.TextField()
    # Where better was learnt: why it was wrong can give away what that matter is about. None before this was kept.
    matter = models.ForeignKey("records.Matter", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="records_personversion_once"),
        ]


class Organisation(Record):
    """A company, charity, school or other body. Often one person's trade, so treated as personal data."""

    name = models.CharField(max_length=200)
    number = models.CharField(max_length=12, blank=True)  # at Companies House or the Charity Commission

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="records_organisation_named")]

    @property
    def title(self) -> str:
        return self.name
