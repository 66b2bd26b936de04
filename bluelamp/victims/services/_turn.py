"""Forms for one matter that are sent at the same moment are taken one after the other, so that each counts the rest."""

from uuid import UUID

from django.db import connection


def wait_turn(matter_id: UUID) -> None:
    """Until the end of the transaction no other books for this matter."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"victims.appointment {matter_id}"])
