"""A cancellation is a decision of its own kind, and names a report only when there is one.

Until now it was kept as "not recorded", with the crime's number where there was no report's. What is kept is
reworded both ways, on the ledger.
"""

from django.db import migrations, models

_FORWARDS = """
UPDATE investigations_recordingdecision SET decision = 'cancelled', report_id = nullif(report_id, crime_id)
WHERE decision = 'not_recorded' AND crime_id IS NOT NULL RETURNING id
"""
_BACKWARDS = """
UPDATE investigations_recordingdecision SET decision = 'not_recorded', report_id = coalesce(report_id, crime_id)
WHERE decision = 'cancelled' RETURNING id
"""


def _reword(schema_editor, statement):
    from bluelamp.core.actor import Actor
    from bluelamp.ledger.enums import Act
    from bluelamp.ledger.services import record

    with schema_editor.connection.cursor() as cursor:
        cursor.execute(statement)
        reworded = [f"investigations.recordingdecision:{row[0]}" for row in cursor.fetchall()]
        if reworded:
            record(
                actor=Actor.job("migrate"),
                act=Act.ALTERATION,
                action="investigations.crime.cancel",
                subjects=sorted(reworded),
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the guard looks now: the table may be about to be altered


def cancelled(apps, schema_editor):
    _reword(schema_editor, _FORWARDS)


def not_recorded(apps, schema_editor):
    _reword(schema_editor, _BACKWARDS)


class Migration(migrations.Migration):
    dependencies = [("investigations", "0002_victims_are_told")]

    operations = [
        migrations.AlterField(
            model_name="recordingdecision",
            name="report_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="recordingdecision",
            name="decision",
            field=models.CharField(
                choices=[
                    ("recorded", "Recorded as a crime"),
                    ("not_recorded", "Not recorded as a crime"),
                    ("cancelled", "Cancelled after it was recorded"),
                ],
                max_length=14,
            ),
        ),
        migrations.RunPython(cancelled, not_recorded),
    ]
