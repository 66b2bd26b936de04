"""Every involvement says its ground, so that ending one reason to know does not end another.

On the way back two grounds of the same person become one again: all but the oldest are ended, on the ledger.
"""

from django.db import migrations, models
from django.db.models import Q

_LATER_GROUNDS = """
UPDATE access_involvement AS later SET until = now() FROM access_involvement AS first
WHERE later.until IS NULL AND first.until IS NULL
    AND (later.matter_id, later.who, later.relation) = (first.matter_id, first.who, first.relation)
    AND (first.since, first.id) < (later.since, later.id)
RETURNING later.who
"""


def one_ground_each(apps, schema_editor):
    from bluelamp.core.actor import Actor
    from bluelamp.ledger.enums import Act
    from bluelamp.ledger.services import record

    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_LATER_GROUNDS)
        ended = {f"access.user:{row[0]}" for row in cursor.fetchall()}
        if ended:
            record(
                actor=Actor.job("migrate"),
                act=Act.ALTERATION,
                action="access.involvement.end",
                subjects=sorted(ended),
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the guard looks now: the table is about to be altered


class Migration(migrations.Migration):
    dependencies = [("access", "0002_account_rules")]

    operations = [
        migrations.AddField(
            model_name="involvement",
            name="ground",
            field=models.CharField(blank=True, db_default="earlier", default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=Q(until=None),
                fields=("matter_id", "who", "relation", "ground"),
                name="access_involvement_once_each",
            ),
        ),
        migrations.RemoveConstraint(model_name="involvement", name="access_involvement_once"),
        migrations.RunPython(migrations.RunPython.noop, one_ground_each),
    ]
