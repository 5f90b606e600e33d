"""The changes that take two people, and the table in which limits are counted where no Redis is named."""

from django.core.management import call_command
from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import key, known, someone
from review.migrations._reviewed import proposal_fields, reviewed_constraints

CACHE_TABLE = "portal_cache"
PERSON_CHANGE_KIND = [
    ("account", "Address, organisation or roles"),
    ("reopen", "Open the account again"),
    ("second_factor", "Remove two-step sign-in"),
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
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial"), ("review", "0001_initial")]

    operations = [CreateModels(MODELS), migrations.RunPython(add_cache_table, drop_cache_table)]
