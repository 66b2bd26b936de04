"""Crimes, the cases that look into them, how they ended, and what victims are owed meanwhile."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.investigations.enums import (
    CaseState,
    CrimeState,
    Decision,
    Enhanced,
    HandedOver,
    NoteKind,
    OtherMeans,
    RightClass,
    Stratum,
    ThingState,
    Told,
)
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Case(PersonalModel):
    """The investigation of one matter."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "opened_at", "enhanced"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    owner_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    enhanced = models.CharField(max_length=8, choices=Enhanced.choices, default=Enhanced.UNKNOWN)
    opened_at = models.DateTimeField(default=now)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "owner_id"], name="investigations_case_owner")]


class Crime(PersonalModel):
    """A notifiable offence, recorded on the victim's account (Home Office Crime Recording Rules)."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "offence", "reported_at", "recorded_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    report_id = models.UUIDField(null=True)
    offence = models.CharField(max_length=40)
    home_office_code = models.CharField(max_length=8)
    crime_type = models.CharField(max_length=40)
    victim_person_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=CrimeState.choices, default=CrimeState.RECORDED)
    reported_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["matter"], name="investigations_crime_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["report_id", "offence"],
                condition=~models.Q(report_id=None),
                name="investigations_crime_once_per_report",
            )
        ]


class RecordingDecision(PersonalModel):
    """Why a report did or did not become a crime, or a crime is none. They follow one another; none is rubbed out."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"decision", "because", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report_id = models.UUIDField(null=True)  # a crime that nobody reported to us can be cancelled too
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    crime_id = models.UUIDField(null=True)
    decision = models.CharField(max_length=14, choices=Decision.choices)
    because = models.CharField(max_length=12, blank=True, default="", db_default="")  # of ``cancellations``
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["report_id", "at"], name="investigations_decision")]


class CaseNote(PersonalModel):
    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    matter_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=NoteKind.choices)
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=now)
    client_id = models.UUIDField(unique=True, default=new_id)


class Action(PersonalModel):
    """Something to be done in a case, by when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    matter_id = models.UUIDField()
    text = models.TextField()
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)
    by = models.UUIDField()
    client_id = models.UUIDField(unique=True, default=new_id)


class Outcome(PersonalModel):
    """How the investigation of a crime ended. A later outcome stands beside the earlier one."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"code", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    crime = models.ForeignKey(Crime, on_delete=models.PROTECT, related_name="outcomes")
    matter_id = models.UUIDField()
    code = models.SmallIntegerField()
    reason = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=now)


class SuspectStep(PersonalModel):
    """A suspect was arrested, questioned or released. Victims are shown this, so it never says who."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"kind", "happened_on", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspect_steps")
    matter_id = models.UUIDField()
    kind = models.CharField(max_length=24)  # of ``suspect_steps``
    happened_on = models.DateField()
    sits_at = models.DateTimeField(null=True)  # when a court hears the case, and which; of a hearing alone
    court = models.CharField(max_length=200, blank=True, default="", db_default="")
    by = models.UUIDField()
    at = models.DateTimeField(default=now)
    client_id = models.UUIDField(unique=True, default=new_id)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sits_at=None, court="") | (Q(sits_at__isnull=False) & ~Q(court="")),
                name="investigations_hearing_whole",
            )
        ]


class Recovery(PersonalModel):
    """What became of one thing that was taken, lost or found, as a link of records names it. None: nothing yet."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"state", "found_on", "found_at", "returned_on", "returned_at", "handed_over"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    link_id = models.UUIDField(unique=True)  # records.link: the thing, and how it stands to the matter
    state = models.CharField(max_length=8, choices=ThingState.choices, default=ThingState.REPORTED)
    found_on = models.DateField(null=True)
    found_at = models.DateTimeField(null=True)  # when it was written down
    where_kept = models.CharField(max_length=200, blank=True)
    returned_on = models.DateField(null=True)
    returned_at = models.DateTimeField(null=True)
    handed_over = models.CharField(max_length=10, choices=HandedOver.choices, blank=True)
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["matter"], name="investigations_thing_matter")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ThingState.values), name="investigations_thing_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[ThingState.FOUND, ThingState.KEPT])
                | Q(found_on__isnull=False, found_at__isnull=False),
                name="investigations_thing_found",
            ),
            models.CheckConstraint(
                condition=Q(state=ThingState.RETURNED, returned_on__isnull=False, returned_at__isnull=False)
                & ~Q(handed_over="")
                | ~Q(state=ThingState.RETURNED) & Q(returned_on=None, returned_at=None, handed_over=""),
                name="investigations_thing_returned",
            ),
        ]


class Entitlement(models.Model):
    """One clock of the Victims' Code: what is owed, under which rule, by when, and when it was done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter_id = models.UUIDField()
    rule = models.CharField(max_length=24)
    about_id = models.UUIDField()  # the crime, outcome or step that started it
    started_on = models.DateField()
    due_standard = models.DateField()
    due_enhanced = models.DateField()
    met_at = models.DateTimeField(null=True)
    met_by = models.UUIDField(null=True)
    how = models.CharField(max_length=40, blank=True, choices=Told.choices)
    other_means = models.CharField(max_length=16, blank=True, choices=OtherMeans.choices, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["matter_id"], name="investigations_clock_matter")]
        constraints = [
            models.UniqueConstraint(fields=["rule", "about_id"], name="investigations_clock_once"),
        ]


class RecordingAudit(models.Model):
    """A sample of reports, drawn to see whether crimes are recorded as they should be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    period_from = models.DateField()
    period_to = models.DateField()
    stratum = models.CharField(max_length=8, choices=Stratum.choices, blank=True)
    size = models.PositiveSmallIntegerField()  # of each stratum, at most
    seed = models.PositiveIntegerField()
    population = models.PositiveIntegerField()  # how many reports there were to draw from
    drawn_at = models.DateTimeField(default=now)
    drawn_by = models.UUIDField()


class AuditItem(models.Model):
    """A report that was drawn."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.ForeignKey(RecordingAudit, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    report_id = models.UUIDField()
    stratum = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "report_id"], name="investigations_drawn_once")]


class AuditJudgement(PersonalModel):
    """What somebody found about a report of a sample. Nobody judges one twice; a second person may."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"should_record", "was_recorded", "in_time", "right_class", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(AuditItem, on_delete=models.PROTECT, related_name="judgements")
    should_record = models.BooleanField()
    was_recorded = models.BooleanField()  # as it stood when it was judged
    in_time = models.BooleanField()
    right_class = models.CharField(max_length=3, choices=RightClass.choices, blank=True)
    words = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "by"], name="investigations_judged_once_each")]
