"""A grade may be ``other_agency``, which needs more room."""

from django.db import migrations, models


class Widen(migrations.AlterField):
    """The way back leaves the column as wide as it is: what was stored meanwhile would not fit, and none of it is lost.

    The program from before reads and writes a wider column as it did the narrow one.
    """

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_initial")]

    operations = [
        Widen(model_name="report", name="grade", field=models.CharField(blank=True, max_length=16)),
    ]
