from django.db import migrations


class Migration(migrations.Migration):
    """A receipt is hashed so quickly that a wrong one needs no mark. The column stays, for processes that still run the
    version before this one; it has a default, and goes with the next version."""

    dependencies = [("contact", "0012_no_tries_in_the_database")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="report", name="receipt_mark")]
        )
    ]
