"""Links: what somebody said about how two records stand to each other. Taken back, never deleted."""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.enums import Basis, Category, LinkKind
from bluelamp.records.models.matter import Matter
from bluelamp.records.types import Ref

CATEGORIES = {
    LinkKind.SUSPECT_OF: Category.SUSPECT,
    LinkKind.CONVICTED_OF: Category.CONVICTED,
    LinkKind.VICTIM_OF: Category.VICTIM,
    LinkKind.WITNESS_OF: Category.WITNESS,
    LinkKind.REPORTED: Category.WITNESS,
}


class Link(PersonalModel):
    """``source`` stands to ``target`` as ``kind`` says, in the eyes of one ``matter``.

    The ends are named as the ledger names them, so that rooms above can be linked without being known here.
    ``category`` follows from ``kind`` in the database itself: the kinds of person that the Data Protection Act
    2018, s.38(3) keeps apart cannot be mixed up. ``matter`` decides who may see the link.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, choices=LinkKind.choices)
    source_label = models.CharField(max_length=60)
    source_id = models.UUIDField()
    target_label = models.CharField(max_length=60)
    target_id = models.UUIDField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links")
    basis = models.CharField(max_length=8, choices=Basis.choices)
    category = models.GeneratedField(
        expression=Case(
            *(When(kind=kind.value, then=Value(category.value)) for kind, category in CATEGORIES.items()),
            default=Value(""),
        ),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )
    said_in = models.CharField(max_length=120)  # the report, statement or system it comes from
    said_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.UUIDField()
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.UUIDField(null=True)
    retracted_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source_id", "matter"], condition=Q(retracted_at=None), name="records_link_source"),
            models.Index(fields=["target_id", "kind"], condition=Q(retracted_at=None), name="records_link_target"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source_id", "target_id", "kind", "matter"],
                condition=Q(retracted_at=None),
                name="records_link_once",
            ),
            models.CheckConstraint(condition=~Q(source_id=F("target_id")), name="records_link_two_ends"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="records_link_kind"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="records_link_basis"),
            models.CheckConstraint(condition=~Q(said_in=""), name="records_link_provenance"),
            models.CheckConstraint(
                condition=Q(retracted_at=None, retracted_by=None, retracted_why="")
                | (Q(retracted_at__isnull=False, retracted_by__isnull=False) & ~Q(retracted_why="")),
                name="records_link_retracted",
            ),
        ]

    @property
    def source(self) -> Ref:
        return Ref(self.source_label, self.source_id)

    @property
    def target(self) -> Ref:
        return Ref(self.target_label, self.target_id)

    @property
    def ends(self) -> tuple[Ref, Ref]:
        return self.source, self.target
