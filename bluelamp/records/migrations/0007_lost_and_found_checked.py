"""Every link is of a kind that 0006 allows."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0006_lost_and_found")]

    operations = [ValidateConstraint("link", "records_link_kind")]
