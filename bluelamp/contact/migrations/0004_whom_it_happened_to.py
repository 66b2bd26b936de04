"""A report says whether whoever sent it said that it happened to them. Earlier ones do not: the column begins false."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contact", "0003_attempts_by_connection")]

    operations = [
        migrations.AddField("report", "from_victim", models.BooleanField(default=False, db_default=False)),
    ]
