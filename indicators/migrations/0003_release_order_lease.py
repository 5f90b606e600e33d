"""An order is taken under a lease by the database's clock, as steps of the report are."""

from django.db import migrations, models


def forget_leases(apps, schema_editor):
    """What was renamed said when a builder was last heard of: whoever builds now is taken over from."""
    orders = apps.get_model("indicators", "ReleaseOrder").objects
    orders.exclude(state="building").update(lease_until=None)
    orders.filter(state="building", lease_until=None).update(lease_until=models.F("ordered_at"))


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_triggers")]

    operations = [
        migrations.RenameField("releaseorder", "attempt", "attempts"),
        migrations.RenameField("releaseorder", "seen_at", "lease_until"),
        migrations.RunPython(forget_leases, migrations.RunPython.noop),
        migrations.AddConstraint(
            "releaseorder",
            models.CheckConstraint(
                name="release_order_lease_while_it_is_built",
                condition=models.Q(("state", "building"), ("lease_until__isnull", False))
                | models.Q(models.Q(("state", "building"), _negated=True), ("lease_until__isnull", True)),
            ),
        ),
    ]
