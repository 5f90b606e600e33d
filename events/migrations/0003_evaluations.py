import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_bookings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "After"), ("later", "6 to 12 weeks later")],
                        max_length=10,
                    ),
                ),
                ("confidence", models.PositiveSmallIntegerField()),
                ("did_change", models.BooleanField(null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["event", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["before", "after", "later"])), name="answer_stage_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 1), ("confidence__lte", 5)),
                        name="answer_confidence_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage", "later"), models.Q(("did_change__isnull", True), ("words", "")), _connector="OR"
                        ),
                        name="answer_change_is_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "After"), ("later", "6 to 12 weeks later")],
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("is_answered", models.BooleanField(default=False)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_letters",
                        to="events.booking",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "stage"), name="evaluation_letter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["before", "after", "later"])),
                        name="evaluation_letter_stage_known",
                    ),
                ],
            },
        ),
    ]
