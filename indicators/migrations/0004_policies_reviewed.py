"""Disclosure policies are reviewed like everything else that a board approves."""

import django.core.validators
from django.db import migrations, models
from django.db.models import Q

from review.migrations._proposals import columns, proposal_fields, replace_table
from review.migrations._reviewed import reviewed_constraints

STAYING = ("family_slug", "version", "threshold", "zeros", "method", "base", "symbol", "reason")
ZEROS = [
    ("always", "Always show them"),
    ("printed", "Show them, unless suppressing one protects another figure"),
    ("hidden", "Protect them like small counts"),
]
METHOD = [
    ("suppress", "Suppress small counts, and any figures that would reveal them"),
    ("round", "Round every count"),
    ("both", "Suppress small counts, and round the others"),
    ("none", "Show every count as it is"),
]

FIELDS = {
    "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    **proposal_fields(),
    "family_slug": models.CharField(blank=True, max_length=60, verbose_name="family"),
    "version": models.PositiveSmallIntegerField(),
    "threshold": models.PositiveSmallIntegerField(
        help_text="We protect counts from 1 up to this one.",
        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)],
        verbose_name="largest small count",
    ),
    "zeros": models.CharField(choices=ZEROS, max_length=10),
    "method": models.CharField(choices=METHOD, max_length=10),
    "base": models.PositiveSmallIntegerField(
        default=0,
        help_text="0 if counts are not rounded.",
        validators=[django.core.validators.MaxValueValidator(1000)],
        verbose_name="round to the nearest",
    ),
    "symbol": models.CharField(default="[c]", max_length=10),
    "reason": models.CharField(max_length=500),
}

OPTIONS = {
    "abstract": False,
    "verbose_name_plural": "disclosure policies",
    "ordering": ["family_slug", "-version"],
    "constraints": [
        *reviewed_constraints("disclosurepolicy"),
        models.UniqueConstraint(name="disclosure_policy_version_once", fields=("family_slug", "version")),
        models.UniqueConstraint(
            name="disclosure_policy_one_proposal",
            fields=("family_slug",),
            condition=Q(state__in=["draft", "submitted"]),
        ),
        models.CheckConstraint(name="disclosure_policy_threshold", condition=Q(threshold__gte=1, threshold__lte=100)),
        models.CheckConstraint(
            name="disclosure_policy_rounds_to_something",
            condition=Q(base__gte=2, method__in=["round", "both"]) | Q(base=0, method__in=["suppress", "none"]),
        ),
        models.CheckConstraint(name="disclosure_policy_has_reason", condition=~Q(reason="")),
    ],
}


def read(row, reason):
    kept = {name: getattr(row, name) for name in STAYING}
    engine = columns(
        created=(row.proposed_by, row.proposed_at),
        approved=(row.agreed_by, row.agreed_at),
        returned=(row.refused_by, row.refused_at),
        withdrawn=(None, None),
        reason=reason,
    )
    content = {name: value for name, value in kept.items() if name != "family_slug"}
    return {**kept, **engine}, {"family": row.family_slug, **content}


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("partnership", "0001_initial"),
        ("review", "0001_initial"),
        ("indicators", "0003_release_order_lease"),
    ]

    operations = replace_table(
        "indicators",
        "DisclosurePolicy",
        "DisclosurePolicyInReview",
        FIELDS,
        OPTIONS,
        ["disclosure_policy_version_once", "disclosure_policy_one_proposal"],
        read,
    )
