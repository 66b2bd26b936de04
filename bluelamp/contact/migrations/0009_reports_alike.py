from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the index is built beside the work that goes on

    dependencies = [("contact", "0008_chats")]

    operations = [
        migrations.AddField(
            "report", "neighbourhood", models.CharField(blank=True, db_default="", default="", max_length=15)
        ),
        AddIndexConcurrently("report", models.Index(fields=["neighbourhood", "received_at"], name="contact_alike")),
    ]
