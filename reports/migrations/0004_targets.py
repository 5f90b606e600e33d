import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_challenges_as_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_slug", models.CharField(max_length=80)),
                ("row_key", models.CharField(max_length=120)),
                ("aim", models.CharField(choices=[("at_least", "At least"), ("at_most", "At most")], max_length=10)),
                ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amber", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["family_slug", "row_key", "-set_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="target_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("aim__in", ["at_least", "at_most"])), name="target_aim_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="target_ended_paired",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("family_slug", "row_key"),
                        name="target_once_a_row",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aim", "at_least"), ("amber__lte", models.F("value"))),
                            models.Q(("aim", "at_most"), ("amber__gte", models.F("value"))),
                            _connector="OR",
                        ),
                        name="target_amber_on_its_far_side",
                    ),
                ],
            },
        ),
    ]
