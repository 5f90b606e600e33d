"""Triggers that let allauth's table of addresses hold no other than that of the account, whoever writes it.

A migration that makes Django rebuild one of the two tables on SQLite drops its triggers there, so it has to add them
again: `tests/integration/bcssp/accounts/test_one_address.py` notices.
"""

from django.db import migrations

PROOF, ACCOUNT = "account_emailaddress", "partnership_user"
SENTENCE = "proved_address_is_the_accounts: an address is proved for the account that has it"
OTHERS = f"NOT EXISTS (SELECT 1 FROM {ACCOUNT} WHERE id = NEW.user_id AND email = NEW.email)"
FORGET = f"""
DELETE FROM account_emailconfirmation WHERE email_address_id IN
  (SELECT id FROM {PROOF} WHERE user_id = NEW.id AND email <> NEW.email);
DELETE FROM {PROOF} WHERE user_id = NEW.id AND email <> NEW.email;
"""

SQLITE = (
    *(
        f"""
        CREATE TRIGGER proved_address_{when.lower()} BEFORE {when} ON {PROOF} WHEN {OTHERS}
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
        """
        for when in ("INSERT", "UPDATE")
    ),
    f"""
    CREATE TRIGGER former_address_forgotten AFTER UPDATE ON {ACCOUNT} WHEN NEW.email <> OLD.email
    BEGIN {FORGET} END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION proved_address_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {OTHERS} THEN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'check_violation'; END IF;
      RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION former_address_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {FORGET} RETURN NULL; END $$
    """,
    f"""
    CREATE TRIGGER proved_address_kept BEFORE INSERT OR UPDATE ON {PROOF}
    FOR EACH ROW EXECUTE FUNCTION proved_address_kept()
    """,
    f"""
    CREATE TRIGGER former_address_forgotten AFTER UPDATE ON {ACCOUNT}
    FOR EACH ROW WHEN (NEW.email <> OLD.email) EXECUTE FUNCTION former_address_forgotten()
    """,
)


def add(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    """Take the triggers away."""
    if schema_editor.connection.vendor == "postgresql":
        for name, table in (("proved_address_kept", PROOF), ("former_address_forgotten", ACCOUNT)):
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        return
    for name in ("proved_address_insert", "proved_address_update", "former_address_forgotten"):
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("bcssp", "0001_initial"),
    ]

    operations = [migrations.RunPython(add, remove)]
