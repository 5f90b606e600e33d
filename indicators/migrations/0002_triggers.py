"""Triggers that keep releases as published and the public calendar as announced, for whoever comes past the models.

A migration that makes Django rebuild one of the three tables on SQLite drops its triggers there, so it has to add them
again: `test_publish.py` and `test_release_calendar_stays.py` in `tests/integration/indicators/releases/` notice.
"""

from django.db import migrations

RELEASE_FOR_SQLITE = """
CREATE TRIGGER indicators_release_stays BEFORE UPDATE ON indicators_release
WHEN OLD.published_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'release_stays: what was published or called off never changes'); END
"""
RELEASE_FUNCTION_FOR_POSTGRESQL = """
CREATE FUNCTION indicators_release_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'release_stays: what was published or called off never changes' USING ERRCODE = 'check_violation';
END $$
"""
RELEASE_FOR_POSTGRESQL = """
CREATE TRIGGER indicators_release_stays BEFORE UPDATE ON indicators_release FOR EACH ROW
WHEN (OLD.published_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION indicators_release_stays()
"""

PLANNED, CHANGE = "indicators_plannedrelease", "indicators_plannedreleasechange"

# The newest line of the log has to say what is written: an older one would allow to go back to where it was once.
NEWEST = f"(SELECT max(id) FROM {CHANGE} WHERE planned_id = OLD.id)"


def _unlogged(differs, same):
    """Whether a change of the date, or of its being called off, is not what the newest line of the log says."""
    line = f"SELECT 1 FROM {CHANGE} line WHERE line.id = {NEWEST} AND line.before = OLD.planned_for"
    return f"""
        (NEW.planned_for {differs} OLD.planned_for AND NOT EXISTS ({line} AND line.after {same} NEW.planned_for))
        OR (NEW.cancelled_at {differs} OLD.cancelled_at AND NOT EXISTS ({line} AND line.after IS NULL))
    """


def _rewritten(differs):
    """Whether something changes that never does, or anything of what is out or called off."""
    never = ("id", "title", "year_id", "announced_by_id", "announced_at")
    over = "OLD.release_id IS NOT NULL OR OLD.cancelled_at IS NOT NULL"
    return " OR ".join([over, *(f"NEW.{name} {differs} OLD.{name}" for name in never)])


def _there(table):
    """Whether a row of this key is there: SQLite's "INSERT OR REPLACE" deletes a row without asking triggers."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"


def _untrue(differs):
    """Whether a line of the log tells of another date than the one that is announced."""
    return f"{_there(CHANGE)} OR NEW.before {differs} (SELECT planned_for FROM {PLANNED} WHERE id = NEW.planned_id)"


# Name, table, moment, sentence, and when it is raised (given how a database says "is another" and "is the same").
TRIGGERS = (
    ("planned_release_stays", PLANNED, "DELETE", "what was announced stays visible", None),
    (
        "planned_release_once",
        PLANNED,
        "INSERT",
        "what was announced is not announced over",
        lambda differs, same: _there(PLANNED),
    ),
    (
        "planned_release_kept",
        PLANNED,
        "UPDATE",
        "what was announced never changes but its date",
        lambda differs, same: _rewritten(differs),
    ),
    ("planned_release_logged", PLANNED, "UPDATE", "the log gives no reason for this date", _unlogged),
    (
        "planned_release_change_true",
        CHANGE,
        "INSERT",
        "a line of the log is new, and begins at the announced date",
        lambda differs, same: _untrue(differs),
    ),
    ("planned_release_change_kept", CHANGE, "UPDATE", "the log of dates is only added to", None),
    ("planned_release_change_stays", CHANGE, "DELETE", "the log of dates is only added to", None),
)


def _for_postgresql(name, table, moment, sentence, when):
    condition = when("IS DISTINCT FROM", "=") if when else "true"
    row = "OLD" if moment == "DELETE" else "NEW"
    yield f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {condition} THEN
            RAISE EXCEPTION '{name}: {sentence}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN {row};
        END $$
    """
    yield f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _for_sqlite(name, table, moment, sentence, when):
    condition = f"WHEN {when('IS NOT', '=')}" if when else ""
    yield f"""
        CREATE TRIGGER {name} BEFORE {moment} ON {table} {condition}
        BEGIN SELECT RAISE(ABORT, '{name}: {sentence}'); END
    """


def add_triggers(apps, schema_editor):
    """A check constraint sees one state of one row; what may become of it needs triggers."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(RELEASE_FUNCTION_FOR_POSTGRESQL)
        schema_editor.execute(RELEASE_FOR_POSTGRESQL)
        write = _for_postgresql
    else:
        schema_editor.execute(RELEASE_FOR_SQLITE)
        write = _for_sqlite
    for trigger in TRIGGERS:
        for statement in write(*trigger):
            schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    triggers = [("indicators_release_stays", "indicators_release"), *((name, table) for name, table, *_ in TRIGGERS)]
    for name, table in triggers:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
