"""The table in which limits and used codes are counted where no Redis is named."""

from django.core.management import call_command
from django.db import migrations

TABLE = "portal_cache"


def add(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def remove(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("bcssp", "0002_two_people")]

    operations = [migrations.RunPython(add, remove)]
