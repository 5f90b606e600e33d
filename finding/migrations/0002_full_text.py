"""The full-text index of each database: FTS5 with the Porter stemmer, or a column of PostgreSQL's English dictionary.

A migration that makes Django rebuild `finding_entry` on SQLite drops its triggers there, so it has to add them again.
"""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE finding_entry_fts USING fts5(
  title, text, content='finding_entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER finding_entry_put AFTER INSERT ON finding_entry BEGIN
  INSERT INTO finding_entry_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER finding_entry_taken AFTER DELETE ON finding_entry BEGIN
  INSERT INTO finding_entry_fts(finding_entry_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER finding_entry_changed AFTER UPDATE ON finding_entry BEGIN
  INSERT INTO finding_entry_fts(finding_entry_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO finding_entry_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
END;
"""

# Everything but letters and digits parts words, as in FTS5: else "2022-23" would be the number -23.
# Statistics of a column that is stored away from its row mislead: PostgreSQL would read and unpack that of every row
# where a word is frequent. Without any it always asks the index, which never has to look through a list of what is new.
POSTGRESQL = """
ALTER TABLE finding_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')), 'A') ||
  setweight(to_tsvector('english', regexp_replace(text, '[^[:alnum:]]+', ' ', 'g')), 'B')
) STORED;
ALTER TABLE finding_entry ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (
  to_tsvector('english', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g'))
) STORED;
ALTER TABLE finding_entry ALTER COLUMN vector SET STATISTICS 0;
ALTER TABLE finding_entry ALTER COLUMN title_vector SET STATISTICS 0;
CREATE INDEX finding_entry_vector ON finding_entry USING gin (vector) WITH (fastupdate = off);
CREATE INDEX finding_entry_title_vector ON finding_entry USING gin (title_vector) WITH (fastupdate = off);
"""


def add(apps, schema_editor):
    """Give the table its index, in the way of this database."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for statement in _statements(SQLITE):
                cursor.execute(statement)
    else:
        for statement in POSTGRESQL.split(";\n"):
            if statement.strip():
                schema_editor.execute(statement, params=None)


def _statements(script):
    """The statements of a script for SQLite; a trigger is one, whatever stands inside it."""
    found, rest = [], ""
    for line in script.strip().splitlines():
        rest += line + "\n"
        if line in (");", "END;"):
            found.append(rest)
            rest = ""
    return found


def remove(apps, schema_editor):
    """Take it away."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("put", "taken", "changed"):
            schema_editor.execute(f"DROP TRIGGER finding_entry_{name}")
        schema_editor.execute("DROP TABLE finding_entry_fts")
    else:
        schema_editor.execute("ALTER TABLE finding_entry DROP COLUMN vector, DROP COLUMN title_vector")


class Migration(migrations.Migration):
    dependencies = [("finding", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
