from django.db import migrations, models


def begin_again(apps, schema_editor):
    """Builds that were under way know nothing of leases: they begin again, and nothing of theirs was shown."""
    Edition = apps.get_model("reports", "Edition")
    Step = apps.get_model("reports", "Step")
    Edition.objects.filter(state="building").update(state="queued", frozen="", sha256="")
    # Takes are counted by step from here on; what was finished before was taken by nobody since.
    Edition.objects.update(token=0)
    open_editions = Edition.objects.filter(state="queued").values_list("pk", "requested_at")
    for pk, requested_at in list(open_editions):
        steps = Step.objects.filter(edition_id=pk)
        steps.update(state="waiting", started_at=None, finished_at=None, message="")
        steps.filter(order=1).update(due_at=requested_at)
    Step.objects.filter(state="running").update(state="waiting")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_records_of_the_report"),
    ]

    operations = [
        migrations.RenameField(model_name="edition", old_name="attempt", new_name="token"),
        migrations.RemoveField(model_name="edition", name="heartbeat_at"),
        migrations.AddField(model_name="step", name="token", field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name="step", name="attempts", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(model_name="step", name="due_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name="step", name="lease_until", field=models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(begin_again, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lease_until__isnull", False), ("state", "running"), ("token__gt", 0)),
                    models.Q(models.Q(("state", "running"), _negated=True), ("lease_until__isnull", True)),
                    _connector="OR",
                ),
                name="step_lease_while_it_runs",
            ),
        ),
    ]
