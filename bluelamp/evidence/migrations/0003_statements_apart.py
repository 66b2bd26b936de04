"""The file of a signed statement is read only by whoever may read statements: those signed before now too.

On the way back they are as open as they were. Each way is one statement, on the ledger.
"""

from django.db import migrations

_MARK = """
UPDATE files_storedfile AS file SET needs = %s
FROM evidence_exhibit AS exhibit JOIN evidence_statementversion AS version ON version.exhibit_id = exhibit.id
WHERE exhibit.stored_file_id = file.id AND file.needs <> %s RETURNING file.id
"""


def _mark(schema_editor, needs):
    from bluelamp.core.actor import Actor
    from bluelamp.ledger.enums import Act
    from bluelamp.ledger.services import record

    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_MARK, [needs, needs])
        marked = [f"files.storedfile:{row[0]}" for row in cursor.fetchall()]
        if marked:
            record(actor=Actor.job("migrate"), act=Act.ALTERATION, action="files.file.keep", subjects=sorted(marked))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the guard looks now: the table may be about to be altered


def apart(apps, schema_editor):
    _mark(schema_editor, "evidence.statement.read")


def together(apps, schema_editor):
    _mark(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_statements"), ("files", "0003_needs"), ("ledger", "__first__")]

    operations = [migrations.RunPython(apart, together)]
