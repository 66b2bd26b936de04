from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """How many of a kind were asked for lately must not be counted over years of notices."""

    atomic = False  # the index is built while notices are sent
    dependencies = [("notices", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(fields=["template", "created_at"], name="notices_notice_asked"),
        ),
    ]
