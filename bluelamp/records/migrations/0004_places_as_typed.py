"""An index of addresses by their groups of three letters, so that a misspelt street is found. Nobody waits for it."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # built beside the traffic

    dependencies = [("records", "0003_links_stand")]

    operations = [
        AddIndexConcurrently(
            model_name="place",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Lower(
                        django.db.models.functions.text.Concat(
                            "name",
                            models.Value(" "),
                            "flat",
                            models.Value(" "),
                            "building",
                            models.Value(" "),
                            "street",
                            models.Value(" "),
                            "locality",
                            models.Value(" "),
                            "town",
                            output_field=models.TextField(),
                        )
                    ),
                    name="gin_trgm_ops",
                ),
                name="records_place_as_typed",
            ),
        ),
    ]
