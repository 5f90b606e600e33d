"""Findings have keys, by which their actions in the tracker stay with them."""

import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """A key of its own for each finding: the column was filled with one for all."""
    for finding in apps.get_model("reports", "Finding").objects.all():
        finding.key = uuid.uuid4()
        finding.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="key",
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("review", "key"), name="finding_key_once"),
        ),
    ]
