"""Keeps those who store suggestions apart from those who change what suggestions go by."""

from django.db import connection

_KEY = 0x46414354
"""Of the advisory lock; any number that nothing else in the database uses."""


def hold_suggestions(*, alone: bool) -> None:
    """Wait until one may go on, and hold it until the end of the caller's transaction.

    Many may store suggestions at a time, before they lock any row; whoever is `alone` sees what all
    of them have stored, and the next ones see what it has changed. On SQLite every transaction
    writes alone.
    """
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [_KEY])
