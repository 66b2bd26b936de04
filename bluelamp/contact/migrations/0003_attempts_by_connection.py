from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tries are counted by connection too, and all together.

    The program from before writes no connection: the database then notes none.
    """

    atomic = False  # the index is built while receipts are tried
    dependencies = [("contact", "0002_grade_of_another_agency")]

    operations = [
        migrations.AddField(
            model_name="receiptattempt",
            name="origin",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        AddIndexConcurrently(
            model_name="receiptattempt",
            index=models.Index(fields=["at"], name="contact_attempts_lately"),
        ),
    ]
