"""Every involvement says its ground, so that ending one reason to know does not end another.

Whoever still runs the program from before writes no ground: the database says "earlier". Until 0006 two grounds of the
same person cannot stand side by side yet.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_account_rules")]

    operations = [
        migrations.AddField(
            model_name="involvement",
            name="ground",
            field=models.CharField(blank=True, db_default="earlier", default="", max_length=80),
        ),
    ]
