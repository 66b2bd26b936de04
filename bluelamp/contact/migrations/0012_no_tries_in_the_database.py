from django.db import migrations


class Migration(migrations.Migration):
    """Tries of receipts are counted in memory; nothing wrote a row of them any more."""

    dependencies = [("contact", "0011_language")]

    operations = [migrations.DeleteModel(name="ReceiptAttempt")]
