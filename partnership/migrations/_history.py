"""What the tables of history were made with, for the first migration of each app that has some.

Part of history itself like the migrations that call it: it never changes.
"""

import simple_history.models
from django.db import models

HISTORY_BASES = (simple_history.models.HistoricalChanges, models.Model)


def history_fields():
    return {
        "history_id": models.AutoField(primary_key=True, serialize=False),
        "history_date": models.DateTimeField(db_index=True),
        "history_change_reason": models.CharField(max_length=100, null=True),
        "history_type": models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
        "history_user": models.ForeignKey("partnership.user", models.SET_NULL, null=True, related_name="+"),
    }


def past(model):
    """The row of history points at a row that may be gone."""
    return models.ForeignKey(model, models.DO_NOTHING, blank=True, db_constraint=False, null=True, related_name="+")


def history_options(noun, nouns):
    return {
        "verbose_name": f"historical {noun}",
        "verbose_name_plural": f"historical {nouns}",
        "ordering": ("-history_date", "-history_id"),
        "get_latest_by": ("history_date", "history_id"),
    }
