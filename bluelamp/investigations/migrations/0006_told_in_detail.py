"""A reason more why a person has to tell the victim: what a court does takes more words than a message has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0005_things_traced"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entitlement",
            name="other_means",
            field=models.CharField(
                blank=True,
                choices=[
                    ("call", "They asked to be telephoned. Call them at a safe time."),
                    (
                        "unsafe",
                        "It is not safe to write to them: others may see it. Tell them in person or as they agreed.",
                    ),
                    ("no_contact", "They asked not to be contacted. Ask your supervisor how they are to be told."),
                    ("no_address", "We have no address or number that we can write to."),
                    ("failed", "Our message could not be delivered."),
                    ("hint", "We could only ask them to look at their report. Tell them, unless they open it first."),
                    ("details", "Our message says only that there is news. Tell them when, where and what it means."),
                    ("somebody_else", "Whoever reported is not the victim. Tell the victim themselves."),
                ],
                db_default="",
                default="",
                max_length=16,
            ),
        ),
    ]
