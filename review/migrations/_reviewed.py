"""What the tables of everything that is reviewed were made with, for the first migration of each app.

Part of history like the migrations that call it: it never changes. A column or constraint that `Reviewable` gains or
loses later is told by new migrations.
"""

from django.db import models
from django.db.models import F, Q

STATE = [
    ("draft", "Draft"),
    ("submitted", "Waiting for review"),
    ("returned", "Returned"),
    ("approved", "Approved"),
    ("published", "Published"),
    ("withdrawn", "Withdrawn"),
]


def _who():
    return models.ForeignKey(
        "partnership.user", models.PROTECT, blank=True, editable=False, null=True, related_name="+"
    )


def _when():
    return models.DateTimeField(blank=True, editable=False, null=True)


def reviewed_fields():
    return {
        "organisation": models.ForeignKey("partnership.organisation", models.PROTECT, editable=False, related_name="+"),
        "state": models.CharField(choices=STATE, db_index=True, default="draft", editable=False, max_length=20),
        "revision": models.PositiveIntegerField(default=1, editable=False),
        "created_by": _who(),
        "created_at": _when(),
        "edited_by": _who(),
        "edited_at": _when(),
        "submitted_by": _who(),
        "submitted_at": _when(),
        "returned_by": _who(),
        "returned_at": _when(),
        "return_reason": models.TextField(blank=True, editable=False),
        "approved_by": _who(),
        "approved_at": _when(),
        "published_by": _who(),
        "published_at": _when(),
        "withdrawn_by": _who(),
        "withdrawn_at": _when(),
        "live_revision": models.ForeignKey(
            "review.revision", models.PROTECT, blank=True, editable=False, null=True, related_name="+"
        ),
    }


def proposal_fields():
    return {
        **reviewed_fields(),
        "organisation": models.ForeignKey(
            "partnership.organisation", models.PROTECT, blank=True, editable=False, null=True, related_name="+"
        ),
    }


def _paired(verb):
    who, when = f"{verb}_by__isnull", f"{verb}_at__isnull"
    return Q(**{who: True, when: True}) | Q(**{who: False, when: False})


def reviewed_constraints(model):
    conditions = {
        "state_known": Q(state__in=[value for value, _ in STATE]),
        "created_paired": _paired("created"),
        "edited_paired": _paired("edited"),
        "submitted_paired": _paired("submitted"),
        "returned_paired": _paired("returned"),
        "approved_paired": _paired("approved"),
        "published_paired": _paired("published"),
        "withdrawn_paired": _paired("withdrawn"),
        "created_by_someone": Q(created_by__isnull=False),
        "submitted_has_submitter": ~Q(state__in=["submitted", "approved", "published"]) | Q(submitted_by__isnull=False),
        "approved_has_approver": ~Q(state__in=["approved", "published"]) | Q(approved_by__isnull=False),
        "approver_is_not_author": Q(approved_by__isnull=True)
        | (~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("created_by")) & ~Q(approved_by=F("edited_by"))),
        "returned_has_reason": ~Q(state="returned") | ~Q(return_reason=""),
        "withdrawn_is_not_live": ~Q(state="withdrawn") | Q(live_revision__isnull=True),
    }
    return [
        models.CheckConstraint(name=f"{model}_{name}", condition=condition) for name, condition in conditions.items()
    ]
