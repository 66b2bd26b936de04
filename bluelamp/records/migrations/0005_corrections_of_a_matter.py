"""A correction knows the matter in which better was learnt. Of earlier ones nobody knows: theirs are shown to nobody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_places_as_typed")]

    operations = [
        migrations.AddField(
            "personversion",
            "matter",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.matter"
            ),
        ),
    ]
