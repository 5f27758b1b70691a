"""Lifts the triggers of append-only tables while tests empty their tables, and only then."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations


def lifted(statements: Iterable[str]) -> list[str]:
    """SQL that drops the triggers, does the statements, and puts the triggers back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgname LIKE 'append_only%'"
            )
            tables = [table for (table,) in cursor.fetchall()]
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master "
                "WHERE type = 'trigger' AND name LIKE 'append_only%'"
            )
            found = cursor.fetchall()
            off, on = [f"DROP TRIGGER {name}" for name, _ in found], [sql for _, sql in found]
    return [*off, *statements, *on]


def let_flush_empty_them(operations: type[BaseDatabaseOperations]) -> None:
    """From now on `flush`, with which Django ends tests of real transactions, lifts them."""
    original = operations.execute_sql_flush

    def execute(self: Any, statements: Iterable[str]) -> Any:
        return original(self, lifted(statements))

    operations.execute_sql_flush = execute  # type: ignore[method-assign,assignment]  # only in tests
