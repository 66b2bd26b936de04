from django.db import migrations


class Migration(migrations.Migration):
    """A chat that is handed over goes back into the queue: no row ever named somebody."""

    dependencies = [("conversations", "0001_initial")]

    operations = [migrations.RemoveField(model_name="handover", name="to")]
