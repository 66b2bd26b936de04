"""Two grounds of the same person stand side by side. Built while people work: nobody waits for this index.

On the way back two grounds of the same person become one again: all but the oldest are ended, on the ledger.
An index that was left half built, by an attempt that was interrupted, is thrown away first.
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


def _drop(name):
    return [f"DROP INDEX CONCURRENTLY IF EXISTS {name}"]


def _build(name, *columns):
    on = f"access_involvement ({', '.join(columns)}) WHERE until IS NULL"
    return [*_drop(name), f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {on}"]


_OLD, _NEW = "access_involvement_once", "access_involvement_once_each"
_WHO = ("matter_id", "who", "relation")


class Migration(migrations.Migration):
    atomic = False  # an index is built concurrently outside of any transaction
    dependencies = [("access", "0005_second_step")]

    operations = [
        migrations.RunSQL(
            _build(_NEW, *_WHO, "ground"),
            _drop(_NEW),
            state_operations=[
                migrations.AddConstraint(
                    model_name="involvement",
                    constraint=models.UniqueConstraint(condition=Q(until=None), fields=(*_WHO, "ground"), name=_NEW),
                )
            ],
        ),
        migrations.RunSQL(
            _drop(_OLD),
            _build(_OLD, *_WHO),
            state_operations=[migrations.RemoveConstraint(model_name="involvement", name=_OLD)],
        ),
        migrations.RunPython(migrations.RunPython.noop, one_ground_each, atomic=True),
    ]
