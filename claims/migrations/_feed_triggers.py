"""Triggers that refuse a change of what is searched without a fresh number of change.

SQLite drops the triggers of a table whenever a migration remakes it (adds a constraint, alters a
field): such a migration of claims_wording or claims_claim ends with create_feed_triggers, and a
test tells if it was forgotten. No trigger reads the other table of the two, because SQLite could
then remake neither. AFTER, so that a broken constraint is told by its own name.
"""

SEARCHED = ("text", "language", "is_active", "claim_id")
# Numbers of the batch that the counter gave out last: held by this very transaction, unless it
# has taken none, and then each of them is spent or belongs to a change that is over.
IS_FRESH = """EXISTS (
    SELECT 1 FROM claims_changecounter
    WHERE {number} BETWEEN batch_start AND value
)"""
NO_WORDING = "wording_change_seq_taken: a changed wording needs a new number of change"
NO_CLAIM = "claim_state_seq_taken: a changed state of a claim needs a new number of change"


def differ(columns, *, operator):
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in columns)


def sqlite_trigger(name, event, *, table, when, number, refusal):
    fresh = IS_FRESH.format(number=f"NEW.{number}")
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW "
        f"WHEN ({when}) AND NOT ({fresh}) "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def sqlite():
    wording = {"table": "claims_wording", "number": "change_seq", "refusal": NO_WORDING}
    claim = {"table": "claims_claim", "number": "state_seq", "refusal": NO_CLAIM}
    moved = differ((*SEARCHED, "change_seq"), operator="IS NOT")
    went = differ(("state", "state_seq"), operator="IS NOT")
    yield sqlite_trigger("wording_added", "INSERT", when="1", **wording)
    yield sqlite_trigger("wording_changed", "UPDATE", when=moved, **wording)
    yield sqlite_trigger("claim_state_changed", "UPDATE", when=went, **claim)
    for name, table, number, refusal in (
        ("wording_number_kept", "claims_wording", "change_seq", NO_WORDING),
        ("claim_number_kept", "claims_claim", "state_seq", NO_CLAIM),
    ):
        when = moved if table == "claims_wording" else went
        yield (
            f"CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({when}) AND NEW.{number} <= OLD.{number} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )


def postgres_function(name, *, number, refusal):
    fresh = IS_FRESH.format(number=f"NEW.{number}")
    constraint, _, _ = refusal.partition(":")
    return f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF NEW.{number} <= OLD.{number} THEN
                    RAISE EXCEPTION '{refusal}'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
                END IF;
            END IF;
            IF NOT {fresh} THEN
                RAISE EXCEPTION '{refusal}'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
            END IF;
            RETURN NULL;
        END $$"""


def postgresql():
    moved = differ((*SEARCHED, "change_seq"), operator="IS DISTINCT FROM")
    went = differ(("state", "state_seq"), operator="IS DISTINCT FROM")
    yield postgres_function("claims_refuse_wording", number="change_seq", refusal=NO_WORDING)
    yield postgres_function("claims_refuse_state", number="state_seq", refusal=NO_CLAIM)
    yield (
        "CREATE TRIGGER wording_added AFTER INSERT ON claims_wording FOR EACH ROW "
        "EXECUTE FUNCTION claims_refuse_wording()"
    )
    yield (
        "CREATE TRIGGER wording_changed AFTER UPDATE ON claims_wording FOR EACH ROW "
        f"WHEN ({moved}) EXECUTE FUNCTION claims_refuse_wording()"
    )
    yield (
        "CREATE TRIGGER claim_state_changed AFTER UPDATE ON claims_claim FOR EACH ROW "
        f"WHEN ({went}) EXECUTE FUNCTION claims_refuse_state()"
    )


STATEMENTS = {"sqlite": sqlite, "postgresql": postgresql}
DROP = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (
            "wording_added",
            "wording_changed",
            "wording_number_kept",
            "claim_state_changed",
            "claim_number_kept",
        )
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS wording_added ON claims_wording",
        "DROP TRIGGER IF EXISTS wording_changed ON claims_wording",
        "DROP TRIGGER IF EXISTS claim_state_changed ON claims_claim",
        "DROP FUNCTION IF EXISTS claims_refuse_wording",
        "DROP FUNCTION IF EXISTS claims_refuse_state",
    ],
}


def create_feed_triggers(apps, schema_editor):
    """For RunPython. Replaces those that are there."""
    drop_feed_triggers(apps, schema_editor)
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[schema_editor.connection.vendor]():
            cursor.execute(statement)


def drop_feed_triggers(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in DROP[schema_editor.connection.vendor]:
            cursor.execute(statement)
