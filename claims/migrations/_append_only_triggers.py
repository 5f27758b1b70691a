"""Triggers that refuse to change or delete what is history, and to move the head of the audit.

AFTER, so that a broken constraint is told by its own name. SQLite drops the triggers of a table
whenever a migration remakes it (adds a constraint, alters a field): such a migration of one of
these tables ends with RunPython(*append_only(table)), and a test tells if it was forgotten. The two
tables of the audit read each other in their triggers, so a migration that remakes one of them drops
the triggers of both first: RunPython(drop_audit_triggers), and at the end create_audit_triggers.

Tests empty tables between them: all names begin with "append_only", by which they are found.
"""

EVENT, HEAD = "claims_auditevent", "claims_audithead"
NO_LINK = "auditevent_follows_head: an audit event must follow the last one"
NO_MOVE = "audithead_follows_events: the head of the audit moves with a new event only"


def refusal(table):
    return f"{table}_append_only: rows of {table} are never changed or deleted"


def sqlite_append_only(table, *, events):
    for event in events:
        yield (
            f"CREATE TRIGGER append_only_{table}_{event.lower()} AFTER {event} ON {table} "
            f"FOR EACH ROW BEGIN SELECT RAISE(ABORT, '{refusal(table)}'); END"
        )


def postgres_append_only(table, *, events):
    constraint, _, _ = refusal(table).partition(":")
    yield f"""
        CREATE OR REPLACE FUNCTION append_only_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{refusal(table)}'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
        END $$"""
    for event in events:
        yield (
            f"CREATE TRIGGER append_only_{table}_{event.lower()} AFTER {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION append_only_{table}()"
        )
    yield (
        f"CREATE TRIGGER append_only_{table}_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION append_only_{table}()"
    )


def sqlite_changed_once(table, *, kept, mark):
    differ = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in kept)
    yield (
        f"CREATE TRIGGER append_only_{table}_once AFTER UPDATE ON {table} FOR EACH ROW "
        f"WHEN OLD.{mark} IS NOT NULL OR {differ} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal(table)}'); END"
    )


def postgres_changed_once(table, *, kept, mark):
    differ = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in kept)
    yield (
        f"CREATE TRIGGER append_only_{table}_once AFTER UPDATE ON {table} FOR EACH ROW "
        f"WHEN (OLD.{mark} IS NOT NULL OR {differ}) EXECUTE FUNCTION append_only_{table}()"
    )


def sqlite_audit():
    yield (
        f"CREATE TRIGGER append_only_audit_link AFTER INSERT ON {EVENT} FOR EACH ROW BEGIN "
        f"SELECT RAISE(ABORT, '{NO_LINK}') WHERE NOT EXISTS (SELECT 1 FROM {HEAD} "
        "WHERE number = NEW.number - 1 AND hash = NEW.previous_hash); "
        f"UPDATE {HEAD} SET number = NEW.number, hash = NEW.hash; END"
    )
    yield (
        f"CREATE TRIGGER append_only_audit_move AFTER UPDATE ON {HEAD} FOR EACH ROW "
        "WHEN (OLD.number <> NEW.number OR OLD.hash <> NEW.hash) "
        f"AND NOT (NEW.number = OLD.number + 1 AND EXISTS (SELECT 1 FROM {EVENT} "
        "WHERE number = NEW.number AND hash = NEW.hash AND previous_hash = OLD.hash)) "
        f"BEGIN SELECT RAISE(ABORT, '{NO_MOVE}'); END"
    )


def postgres_audit():
    yield f"""
        CREATE OR REPLACE FUNCTION append_only_audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {HEAD} SET number = NEW.number, hash = NEW.hash
                WHERE number = NEW.number - 1 AND hash = NEW.previous_hash;
            IF NOT FOUND THEN
                RAISE EXCEPTION '{NO_LINK}'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'auditevent_follows_head';
            END IF;
            RETURN NULL;
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION append_only_audit_move() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT (NEW.number = OLD.number + 1 AND EXISTS (SELECT 1 FROM {EVENT}
                WHERE number = NEW.number AND hash = NEW.hash AND previous_hash = OLD.hash)) THEN
                RAISE EXCEPTION '{NO_MOVE}'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'audithead_follows_events';
            END IF;
            RETURN NULL;
        END $$"""
    yield (
        f"CREATE TRIGGER append_only_audit_link AFTER INSERT ON {EVENT} "
        "FOR EACH ROW EXECUTE FUNCTION append_only_audit_link()"
    )
    yield (
        f"CREATE TRIGGER append_only_audit_move AFTER UPDATE ON {HEAD} FOR EACH ROW "
        "WHEN (OLD.number <> NEW.number OR OLD.hash <> NEW.hash) "
        "EXECUTE FUNCTION append_only_audit_move()"
    )


APPEND_ONLY = {"sqlite": sqlite_append_only, "postgresql": postgres_append_only}
CHANGED_ONCE = {"sqlite": sqlite_changed_once, "postgresql": postgres_changed_once}
AUDIT = {"sqlite": sqlite_audit, "postgresql": postgres_audit}


def append_only(*tables, events=("UPDATE", "DELETE")):
    """For RunPython: refuses changes of these tables from now on, and how to allow them again."""

    def create(apps, schema_editor):
        drop(apps, schema_editor)
        statements = APPEND_ONLY[schema_editor.connection.vendor]
        with schema_editor.connection.cursor() as cursor:
            for table in tables:
                for statement in statements(table, events=events):
                    cursor.execute(statement)

    def drop(apps, schema_editor):
        for table in tables:
            _drop(schema_editor.connection, table, prefix=f"append_only_{table}_")

    return create, drop


def changed_once(table, *, kept, mark):
    """For RunPython: rows stay, and `kept` in them; the rest is written once, when `mark` is set."""
    create_append_only, drop = append_only(table, events=("DELETE",))

    def create(apps, schema_editor):
        create_append_only(apps, schema_editor)
        statements = CHANGED_ONCE[schema_editor.connection.vendor]
        with schema_editor.connection.cursor() as cursor:
            for statement in statements(table, kept=kept, mark=mark):
                cursor.execute(statement)

    return create, drop


def create_audit_triggers(apps, schema_editor):
    drop_audit_triggers(apps, schema_editor)
    append_only(EVENT)[0](apps, schema_editor)
    append_only(HEAD, events=("DELETE",))[0](apps, schema_editor)
    with schema_editor.connection.cursor() as cursor:
        for statement in AUDIT[schema_editor.connection.vendor]():
            cursor.execute(statement)


def drop_audit_triggers(apps, schema_editor):
    for table in (EVENT, HEAD):
        _drop(schema_editor.connection, table, prefix="append_only_")


def _drop(connection, table, *, prefix):
    """The functions stay: the next creation replaces them."""
    found = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relname = %s",
    }
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(found[connection.vendor], [table])
        for (name,) in cursor.fetchall():
            if name.startswith(prefix):
                cursor.execute(f"DROP TRIGGER {name}{on_table}")
