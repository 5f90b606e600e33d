"""Addresses of accounts in lower case, as sign-in and links to sign compare them."""

from django.db import migrations
from django.db.models.functions import Lower


def lower_addresses(apps, schema_editor):
    """Lower what the admin once stored as it was typed. No two become one: the database knows each once, in any case."""
    apps.get_model("partnership", "User").objects.update(email=Lower("email"))


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]

    operations = [migrations.RunPython(lower_addresses, migrations.RunPython.noop)]
