"""Columns and constraints of the same form, for the first migration of each app.

Part of history like the migrations that call it: it never changes. What comes later is told by new migrations.
"""

from django.db import models
from django.db.models import Q

EVIDENCE_KIND = [
    ("none", "No evidence of impact yet"),
    ("activity", "Activity: what was done"),
    ("output", "Output: what it produced"),
    ("outcome", "Outcome: what changed for people"),
    ("voice", "Voice: what people said about it"),
]
REMINDER_KIND = [
    ("opening", "The return is open"),
    ("soon", "Due in five days"),
    ("due", "Due today"),
    ("overdue", "Overdue"),
    ("escalated", "Overdue, coordinator notified"),
    ("chased", "Reminder from the coordinator"),
]


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def someone():
    """The account that did it."""
    return models.ForeignKey("partnership.user", models.PROTECT, related_name="+")


def someone_or_none():
    """The account that did it, if it was done, or if an account did it."""
    return models.ForeignKey("partnership.user", models.PROTECT, blank=True, null=True, related_name="+")


def moment_or_none():
    return models.DateTimeField(blank=True, null=True)


def reminder_fields(day_help=""):
    """What a reminder of anything that is due has, beside what it reminds of."""
    return {
        "kind": models.CharField(choices=REMINDER_KIND, max_length=10),
        "recipient": models.ForeignKey("partnership.user", models.CASCADE, related_name="+"),
        "day": models.DateField(help_text=day_help),
        "created_at": models.DateTimeField(),
        "not_before": moment_or_none(),
    }


def known(name, column, choices, blank=False):
    """The column holds one of its choices, or nothing where it may be blank."""
    values = [value for value, _ in choices]
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": ["", *values] if blank else values}))


def paired(name, verb):
    """Who and when are both there, or neither."""
    who, when = f"{verb}_by__isnull", f"{verb}_at__isnull"
    return models.CheckConstraint(name=name, condition=Q(**{who: True, when: True}) | Q(**{who: False, when: False}))


def told(name, verb, words):
    """Who, when and the words are all there, or none of them."""
    who, when = f"{verb}_by__isnull", f"{verb}_at__isnull"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{when: True}) & Q(**{who: True}) & Q(**{words: ""})
        | (Q(**{when: False}) & Q(**{who: False}) & ~Q(**{words: ""})),
    )


def is_sha256(name, column):
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__regex": "^[0-9a-f]{64}$"}))
