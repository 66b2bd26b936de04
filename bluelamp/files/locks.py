"""One content, one hand: the lock that keeps a blob from vanishing under a new row."""

from django.db import connection


def lock_content(sha256: str) -> None:
    """Until the transaction ends, nobody else adds or erases this content: a blob cannot vanish under a new row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)])
