"""Actions have dates, milestones, a source and a key across years; the plan of a year is published as a whole."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from review.migrations._reviewed import reviewed_constraints, reviewed_fields

STATUS = [
    ("not_started", "Not started"),
    ("under_way", "Under way"),
    ("done", "Done"),
    ("on_hold", "On hold"),
    ("not_implementing", "Not implementing"),
]
RATING = [("green", "Green: on track"), ("amber", "Amber: some risk of delay"), ("red", "Red: off track")]
SOURCE = [
    ("plan", "Plan"),
    ("review", "Review of a case"),
    ("audit", "Audit"),
    ("peer_review", "Peer review"),
    ("challenge", "Challenge"),
    ("self_assessment", "Self-assessment"),
    ("other", "Something else"),
]
REMINDER = [
    ("opening", "The return is open"),
    ("soon", "Due in five days"),
    ("due", "Due today"),
    ("overdue", "Overdue"),
    ("escalated", "Overdue, coordinator notified"),
    ("chased", "Reminder from the coordinator"),
]


def give_keys(apps, schema_editor):
    """A key of its own for each action: the column was filled with one for all."""
    for action in apps.get_model("priorities", "Action").objects.all():
        action.key = uuid.uuid4()
        action.save(update_fields=["key"])


def of_action(name, field):
    """The field in the table and in its history."""
    return [
        migrations.AddField(model_name=model, name=name, field=field.clone())
        for model in ("action", "historicalaction")
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_illustrative_seat"),
        ("priorities", "0001_initial"),
        ("review", "0001_initial"),
    ]

    operations = [
        *of_action("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        *of_action("source", models.CharField(choices=SOURCE, default="plan", max_length=20)),
        *of_action("source_reference", models.CharField(blank=True, max_length=200)),
        *of_action("source_key", models.CharField(blank=True, editable=False, max_length=80)),
        *of_action("starts_on", models.DateField(blank=True, null=True)),
        *of_action("due_on", models.DateField(blank=True, null=True)),
        *of_action("ended_on", models.DateField(blank=True, editable=False, null=True)),
        *of_action("end_reason", models.TextField(blank=True, editable=False)),
        *of_action(
            "is_illustrative",
            models.BooleanField(
                default=False, help_text="Owner and progress are made up to show how the portal works."
            ),
        ),
        migrations.AlterField(
            model_name="action",
            name="commitment",
            field=models.ForeignKey(
                "priorities.commitment", models.PROTECT, blank=True, null=True, related_name="actions"
            ),
        ),
        migrations.AlterField(model_name="action", name="number", field=models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField(
            model_name="historicalaction", name="number", field=models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.UniqueConstraint(
                name="action_source_key_once", fields=["source_key"], condition=~Q(source_key="")
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                name="action_source_known", condition=Q(source__in=[value for value, _ in SOURCE])
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                name="action_of_a_plan_has_commitment",
                condition=Q(source="plan", commitment__isnull=False)
                | (~Q(source="plan") & Q(commitment__isnull=True) & ~Q(source_reference="")),
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                name="action_due_after_start",
                condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")),
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                name="action_ended_with_reason",
                condition=(Q(ended_on__isnull=True) & Q(end_reason=""))
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
            ),
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("action", models.ForeignKey("priorities.action", models.CASCADE, related_name="milestones")),
            ],
            options={"ordering": ["action", models.OrderBy(F("due_on"), nulls_last=True), "pk"]},
        ),
        migrations.CreateModel(
            name="ActionReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=REMINDER, max_length=10)),
                ("day", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("action", models.ForeignKey("priorities.action", models.CASCADE, related_name="reminders")),
                ("recipient", models.ForeignKey("partnership.user", models.CASCADE, related_name="+")),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(name="action_reminder_once", fields=("action", "kind", "recipient", "day")),
                    models.CheckConstraint(
                        name="action_reminder_kind_known", condition=Q(kind__in=[value for value, _ in REMINDER])
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="actionupdate",
            name="rating",
            field=models.CharField(blank=True, choices=RATING, max_length=10),
        ),
        migrations.AddField(model_name="actionupdate", name="evidence", field=models.TextField(blank=True)),
        migrations.AlterField(
            model_name="actionupdate",
            name="status",
            field=models.CharField(blank=True, choices=STATUS, max_length=20),
        ),
        migrations.RemoveConstraint(model_name="actionupdate", name="action_update_status_known"),
        migrations.AddConstraint(
            model_name="actionupdate",
            constraint=models.CheckConstraint(
                name="action_update_status_known", condition=Q(status__in=["", *(value for value, _ in STATUS)])
            ),
        ),
        migrations.AddConstraint(
            model_name="actionupdate",
            constraint=models.CheckConstraint(
                name="action_update_rating_known", condition=Q(rating__in=["", *(value for value, _ in RATING)])
            ),
        ),
        migrations.RemoveConstraint(model_name="actionupdate", name="action_update_reason_only_on_hold"),
        migrations.AddConstraint(
            model_name="actionupdate",
            constraint=models.CheckConstraint(
                name="action_update_reason_only_on_hold",
                condition=Q(on_hold_reason="") | Q(status__in=("on_hold", "not_implementing")),
            ),
        ),
        migrations.CreateModel(
            name="YearPlan",
            fields={
                "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                **reviewed_fields(),
                "introduction": models.TextField(blank=True),
                "year": models.ForeignKey(
                    "partnership.reportingyear", models.PROTECT, editable=False, related_name="year_plans"
                ),
            }.items(),
            options={
                "ordering": ["-year__starts_on"],
                "abstract": False,
                "constraints": [
                    *reviewed_constraints("yearplan"),
                    models.UniqueConstraint(
                        name="year_plan_once_a_year", fields=("year",), condition=~Q(state="withdrawn")
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptOutline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "year",
                    models.OneToOneField(
                        "partnership.reportingyear", django.db.models.deletion.PROTECT, related_name="kept_outline"
                    ),
                ),
            ],
        ),
    ]
