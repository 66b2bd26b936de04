"""Things can be lost and found too. The rule is swapped without reading the table; 0007 reads it, and locks nobody out."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("victim_of", "Victim of"), ("witness_of", "Witness of"), ("reported", "Reported"), ("suspect_of", "Suspect of"),
    ("convicted_of", "Convicted of"), ("mentioned_in", "Mentioned in"), ("scene_of", "Scene of"),
    ("involved_in", "Involved in"), ("stolen_in", "Stolen in"), ("lost_in", "Lost in"), ("found_in", "Found in"),
    ("lives_at", "Lives at"), ("located_at", "Located at"), ("owns", "Owns"), ("uses", "Uses"), ("knows", "Knows"),
    ("related_to", "Related to"), ("same_as", "Same as"), ("merged_into", "Merged into"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0005_corrections_of_a_matter")]

    operations = [
        migrations.AlterField("link", "kind", models.CharField(choices=KINDS, max_length=16)),
        migrations.RemoveConstraint("link", "records_link_kind"),
        AddConstraintNotValid(
            "link",
            models.CheckConstraint(condition=Q(kind__in=[code for code, _ in KINDS]), name="records_link_kind"),
        ),
    ]
