from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of what has just ended must not read years of incidents."""

    atomic = False  # the index is built while incidents go on
    dependencies = [("incidents", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="incident",
            index=models.Index(fields=["-resulted_at"], name="incidents_ended"),
        ),
    ]
