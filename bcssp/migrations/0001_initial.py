"""What the project itself keeps, and the table in which limits are counted where no Redis is named."""

import django.core.validators
from django.core.management import call_command
from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import key, known, moment_or_none, paired, someone, someone_or_none
from review.migrations._reviewed import proposal_fields, reviewed_constraints

CACHE_TABLE = "portal_cache"
PERSON_CHANGE_KIND = [
    ("account", "Address, organisation or roles"),
    ("reopen", "Open the account again"),
    ("second_factor", "Remove two-step sign-in"),
]
YEAR_CONFIRMATION_PART = [
    ("seats", "Seats"),
    ("indicators", "Indicators"),
    ("returns", "Returns and their dates"),
    ("texts", "Texts of the report"),
]
RETENTION_PERIOD_KIND = [
    ("uploads", "Spreadsheets that partners sent"),
    ("drafts", "Figures that were entered and not saved"),
    ("typed", "Answers that were entered and not saved"),
    ("emails", "The text of emails that were sent"),
    ("previews", "Who could read a report before it was public"),
]


def add_cache_table(apps, schema_editor):
    call_command("createcachetable", CACHE_TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {CACHE_TABLE}")


def change_fields():
    """What a proposed change has, whatever it changes."""
    return {
        **proposal_fields(),
        "wanted": models.JSONField(),
        "before": models.JSONField(),
        "changes": models.JSONField(),
        "reason": models.CharField(blank=True, max_length=300),
        "label": models.CharField(max_length=200),
    }


MODELS = [
    migrations.CreateModel(
        name="PersonChange",
        fields={
            "id": key(),
            **change_fields(),
            "person": someone(),
            "kind": models.CharField(choices=PERSON_CHANGE_KIND, max_length=20),
        }.items(),
        options={
            "ordering": ["-submitted_at", "-pk"],
            "constraints": [
                *reviewed_constraints("personchange"),
                known("person_change_kind_known", "kind", PERSON_CHANGE_KIND),
                models.UniqueConstraint(
                    name="person_change_one_open", fields=("person",), condition=Q(state__in=["draft", "submitted"])
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SeatChange",
        fields={
            "id": key(),
            **change_fields(),
            "seat": models.ForeignKey("partnership.seat", models.PROTECT, blank=True, null=True, related_name="+"),
        }.items(),
        options={
            "ordering": ["-submitted_at", "-pk"],
            "constraints": [
                *reviewed_constraints("seatchange"),
                models.UniqueConstraint(
                    name="seat_change_one_open", fields=("seat",), condition=Q(state__in=["draft", "submitted"])
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="YearConfirmation",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="+"),
            "part": models.CharField(choices=YEAR_CONFIRMATION_PART, max_length=20),
            "content": models.JSONField(),
            "confirmed_by": someone(),
            "confirmed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["year", "part"],
            "constraints": [
                known("year_confirmation_part_known", "part", YEAR_CONFIRMATION_PART),
                models.UniqueConstraint(name="year_confirmation_once_a_part", fields=("year", "part")),
            ],
        },
    ),
    migrations.CreateModel(
        name="RetentionRun",
        fields={
            "id": key(),
            "day": models.DateField(unique=True),
            "deleted": models.JSONField(),
        }.items(),
        options={"ordering": ["-day"]},
    ),
    migrations.CreateModel(
        name="RetentionPeriod",
        fields={
            "id": key(),
            "kind": models.CharField(choices=RETENTION_PERIOD_KIND, max_length=20, unique=True),
            "days": models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ]
            ),
        }.items(),
        options={
            "ordering": ["kind"],
            "constraints": [
                known("retention_period_kind_known", "kind", RETENTION_PERIOD_KIND),
                models.CheckConstraint(name="retention_period_days", condition=Q(days__gte=1, days__lte=3650)),
            ],
        },
    ),
    migrations.CreateModel(
        name="LegalHold",
        fields={
            "id": key(),
            "reason": models.TextField(max_length=500),
            "begun_by": someone(),
            "begun_at": models.DateTimeField(),
            "ended_by": someone_or_none(),
            "ended_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["-begun_at", "-pk"],
            "constraints": [
                models.CheckConstraint(name="legal_hold_says_why", condition=~Q(reason="")),
                paired("legal_hold_ended_by_somebody", "ended"),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial"), ("review", "0001_initial")]

    operations = [CreateModels(MODELS), migrations.RunPython(add_cache_table, drop_cache_table)]
