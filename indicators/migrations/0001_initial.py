from decimal import Decimal

import django.core.validators
import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q

import indicators.definitions.families
from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import (
    REMINDER_KIND,
    is_sha256,
    key,
    known,
    moment_or_none,
    paired,
    reminder_fields,
    someone,
    someone_or_none,
    told,
)
from review.migrations._reviewed import proposal_fields, reviewed_constraints, reviewed_fields

RETURN_TEMPLATE_FREQUENCY = [
    ("month", "Every month"),
    ("quarter", "Every quarter"),
    ("half", "Every half-year, April and October"),
    ("cal_half", "Every half-year, January and July"),
    ("year", "Every year"),
    ("rolling", "Every quarter, over rolling 12 months"),
]
AREA_KIND = [("local_authority", "Local authority"), ("region", "Region"), ("country", "Country")]
DISCLOSURE_POLICY_ZEROS = [
    ("always", "Always show them"),
    ("printed", "Show them, unless suppressing one protects another figure"),
    ("hidden", "Protect them like small counts"),
]
DISCLOSURE_POLICY_METHOD = [
    ("suppress", "Suppress small counts, and any figures that would reveal them"),
    ("round", "Round every count"),
    ("both", "Suppress small counts, and round the others"),
    ("none", "Show every count as it is"),
]
FIGURE_STATE = [
    ("reported", "Reported"),
    ("nil", "Nothing to report (a true zero)"),
    ("unable_to_supply", "Not able to supply"),
    ("not_applicable", "Not applicable"),
]
RELEASE_ORDER_STATE = [
    ("waiting", "Waiting to be built"),
    ("building", "Being built"),
    ("done", "Built"),
    ("failed", "Failed"),
]

OPEN_DATA_LAYOUT = [
    ("ees", "Explore education statistics (Department for Education)"),
    ("sac", "Safeguarding Adults Collection (NHS England)"),
]

MODELS = [
    migrations.CreateModel(
        name="ReturnTemplate",
        fields={
            "id": key(),
            "slug": models.SlugField(max_length=60, unique=True),
            "title": models.CharField(max_length=120),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, related_name="return_templates"
            ),
            "frequency": models.CharField(choices=RETURN_TEMPLATE_FREQUENCY, max_length=10),
            "opens_after": models.SmallIntegerField(default=1, verbose_name="opens, days after the period's end"),
            "due_after": models.SmallIntegerField(default=42, verbose_name="due, days after the period's end"),
            "closes_after": models.SmallIntegerField(
                default=84, verbose_name="edits close, days after the period's end"
            ),
            "is_active": models.BooleanField(default=True, verbose_name="in use"),
            "collects_from": models.DateField(blank=True, null=True, verbose_name="collects from"),
        }.items(),
        options={
            "ordering": ["organisation__name", "title"],
            "constraints": [
                known("return_template_frequency_known", "frequency", RETURN_TEMPLATE_FREQUENCY),
                models.CheckConstraint(name="return_template_has_title", condition=~Q(title="")),
                models.CheckConstraint(
                    name="return_template_dates_in_order",
                    condition=Q(closes_after__gte=F("due_after"), due_after__gte=F("opens_after")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReturnFamily",
        fields={
            "id": key(),
            "template": models.ForeignKey("indicators.returntemplate", models.CASCADE, related_name="return_families"),
            "family_slug": models.CharField(
                choices=indicators.definitions.families.family_choices, max_length=60, verbose_name="family"
            ),
        }.items(),
        options={
            "ordering": ["template", "pk"],
            "constraints": [models.UniqueConstraint(name="return_family_once", fields=("template", "family_slug"))],
        },
    ),
    migrations.CreateModel(
        name="ReturnRound",
        fields={
            "id": key(),
            "template": models.ForeignKey("indicators.returntemplate", models.PROTECT, related_name="rounds"),
            "period": models.CharField(max_length=20),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="return_rounds"),
            "starts_on": models.DateField(),
            "ends_on": models.DateField(),
            "opens_on": models.DateField(),
            "due_on": models.DateField(),
            "closes_on": models.DateField(),
        }.items(),
        options={
            "ordering": ["due_on", "template__title", "period"],
            "constraints": [
                models.UniqueConstraint(name="return_round_once", fields=("template", "period")),
                models.CheckConstraint(name="return_round_window_in_order", condition=Q(ends_on__gt=F("starts_on"))),
                models.CheckConstraint(
                    name="return_round_dates_in_order",
                    condition=Q(closes_on__gte=F("due_on"), due_on__gte=F("opens_on")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RoundChange",
        fields={
            "id": key(),
            "round": models.ForeignKey("indicators.returnround", models.PROTECT, related_name="changes"),
            "before": models.JSONField(),
            "after": models.JSONField(),
            "reason": models.CharField(max_length=300),
            "changed_by": someone(),
            "changed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["-changed_at", "-pk"],
            "constraints": [models.CheckConstraint(name="round_change_has_reason", condition=~Q(reason=""))],
        },
    ),
    migrations.CreateModel(
        name="Reminder",
        fields={
            "id": key(),
            "round": models.ForeignKey("indicators.returnround", models.PROTECT, related_name="reminders"),
            **reminder_fields("The day that triggered it: a date of the round, or the day a reminder was requested."),
        }.items(),
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(name="reminder_once", fields=("round", "kind", "recipient", "day")),
                known("reminder_kind_known", "kind", REMINDER_KIND),
            ],
        },
    ),
    migrations.CreateModel(
        name="Area",
        fields={
            "id": key(),
            "slug": models.SlugField(max_length=80, unique=True),
            "name": models.CharField(max_length=120, unique=True),
            "code": models.CharField(max_length=20, unique=True),
            "kind": models.CharField(choices=AREA_KIND, max_length=20),
        }.items(),
        options={
            "ordering": ["name"],
            "constraints": [
                known("area_kind_known", "kind", AREA_KIND),
                models.CheckConstraint(name="area_has_code", condition=~Q(code="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="NeighbourSet",
        fields={
            "id": key(),
            "slug": models.SlugField(max_length=80, unique=True),
            "area": models.ForeignKey("indicators.area", models.PROTECT, related_name="neighbour_sets"),
            "published": models.DateField(),
            "members": models.ManyToManyField(
                "indicators.area", related_name="neighbour_of", through="indicators.NeighbourMember"
            ),
        }.items(),
        options={
            "ordering": ["-published"],
            "constraints": [models.UniqueConstraint(name="neighbour_set_once_a_date", fields=("area", "published"))],
        },
    ),
    migrations.CreateModel(
        name="NeighbourMember",
        fields={
            "id": key(),
            "neighbour_set": models.ForeignKey("indicators.neighbourset", models.CASCADE, related_name="memberships"),
            "area": models.ForeignKey("indicators.area", models.PROTECT, related_name="+"),
            "rank": models.PositiveSmallIntegerField(),
        }.items(),
        options={
            "ordering": ["rank"],
            "constraints": [
                models.UniqueConstraint(name="neighbour_once_in_set", fields=("neighbour_set", "area")),
                models.UniqueConstraint(name="neighbour_rank_once_in_set", fields=("neighbour_set", "rank")),
                models.CheckConstraint(name="neighbour_rank_from_one", condition=Q(rank__gte=1)),
            ],
        },
    ),
    migrations.CreateModel(
        name="PopulationEstimate",
        fields={
            "id": key(),
            "area": models.ForeignKey("indicators.area", models.PROTECT, related_name="populations"),
            "age_band": models.CharField(help_text="For example, 0-17 or 18+.", max_length=20),
            "reference_date": models.DateField(),
            "vintage": models.DateField(help_text="The day the estimate was published."),
            "persons": models.PositiveIntegerField(),
            "source": models.CharField(max_length=200),
            "loaded_by": someone_or_none(),
            "loaded_at": moment_or_none(),
            "withdrawal": models.ForeignKey(
                "indicators.populationwithdrawal", models.PROTECT, blank=True, null=True, related_name="estimates"
            ),
        }.items(),
        options={
            "ordering": ["area", "age_band", "reference_date", "vintage"],
            "constraints": [
                models.UniqueConstraint(
                    name="population_once_a_vintage",
                    fields=("area", "age_band", "reference_date", "vintage"),
                    condition=Q(withdrawal__isnull=True),
                ),
                models.CheckConstraint(name="population_not_empty", condition=Q(persons__gt=0)),
                models.CheckConstraint(name="population_has_source", condition=~Q(source="")),
                paired("population_loaded_by_and_when", "loaded"),
            ],
        },
    ),
    migrations.CreateModel(
        name="PopulationWithdrawal",
        fields={
            "id": key(),
            **proposal_fields(),
            "vintage": models.DateField(),
            "area": models.ForeignKey("indicators.area", models.PROTECT, blank=True, null=True, related_name="+"),
            "reason": models.CharField(max_length=300),
        }.items(),
        options={
            "ordering": ["-submitted_at", "-pk"],
            "constraints": [
                *reviewed_constraints("populationwithdrawal"),
                models.CheckConstraint(name="population_withdrawal_has_reason", condition=~Q(reason="")),
                models.UniqueConstraint(
                    name="population_withdrawal_once",
                    fields=("vintage", "area"),
                    condition=Q(state__in=["draft", "submitted"]),
                ),
                models.UniqueConstraint(
                    name="population_withdrawal_of_all_once",
                    fields=("vintage",),
                    condition=Q(area__isnull=True, state__in=["draft", "submitted"]),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DisclosurePolicy",
        fields={
            "id": key(),
            **proposal_fields(),
            "family_slug": models.CharField(blank=True, max_length=60, verbose_name="family"),
            "version": models.PositiveSmallIntegerField(),
            "threshold": models.PositiveSmallIntegerField(
                help_text="We protect counts from 1 up to this one.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)],
                verbose_name="largest small count",
            ),
            "zeros": models.CharField(choices=DISCLOSURE_POLICY_ZEROS, max_length=10),
            "method": models.CharField(choices=DISCLOSURE_POLICY_METHOD, max_length=10),
            "base": models.PositiveSmallIntegerField(
                default=0,
                help_text="0 if counts are not rounded.",
                validators=[django.core.validators.MaxValueValidator(1000)],
                verbose_name="round to the nearest",
            ),
            "symbol": models.CharField(default="[c]", max_length=10),
            "reason": models.CharField(max_length=500),
        }.items(),
        options={
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
                models.CheckConstraint(
                    name="disclosure_policy_threshold", condition=Q(threshold__gte=1, threshold__lte=100)
                ),
                models.CheckConstraint(
                    name="disclosure_policy_rounds_to_something",
                    condition=Q(base__gte=2, method__in=["round", "both"]) | Q(base=0, method__in=["suppress", "none"]),
                ),
                models.CheckConstraint(name="disclosure_policy_has_reason", condition=~Q(reason="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="Upload",
        fields={
            "id": key(),
            "template": models.ForeignKey("indicators.returntemplate", models.CASCADE, related_name="uploads"),
            "period": models.CharField(max_length=20),
            "name": models.CharField(max_length=200),
            "content": models.BinaryField(),
            "sha256": models.CharField(max_length=64),
            "uploaded_by": models.ForeignKey("partnership.user", models.CASCADE, related_name="+"),
            "uploaded_at": models.DateTimeField(),
            "applied_at": moment_or_none(),
            "published_on": models.DateField(
                blank=True, null=True, verbose_name="day on which national open data were published"
            ),
            "backfill_reason": models.CharField(
                blank=True, max_length=300, verbose_name="reason for loading after its year closed"
            ),
        }.items(),
        options={
            "ordering": ["-uploaded_at", "-pk"],
            "constraints": [models.CheckConstraint(name="upload_has_name", condition=~Q(name=""))],
        },
    ),
    migrations.CreateModel(
        name="OpenDataMapping",
        fields={
            "id": key(),
            "family_slug": models.CharField(
                choices=indicators.definitions.families.family_choices,
                max_length=60,
                unique=True,
                verbose_name="family",
            ),
            "layout": models.CharField(choices=OPEN_DATA_LAYOUT, max_length=10),
            "columns": models.JSONField(help_text="The file's column for each column of the family."),
            "filters": models.JSONField(
                blank=True, default=dict, help_text="Columns and their text, in every line that is read."
            ),
            "rows": models.JSONField(
                blank=True, default=dict, help_text="Columns and their text, in the line of each row."
            ),
            "changed_by": someone(),
            "changed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["family_slug"],
            "constraints": [known("open_data_mapping_layout_known", "layout", OPEN_DATA_LAYOUT)],
        },
    ),
    migrations.CreateModel(
        name="Release",
        fields={
            "id": key(),
            "slug": models.SlugField(max_length=40, unique=True),
            "title": models.CharField(max_length=200),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="releases"),
            "number": models.PositiveSmallIntegerField(),
            "note": models.TextField(blank=True),
            "missing": models.JSONField(default=list),
            "warnings": models.JSONField(default=list),
            "content_hash": models.CharField(max_length=64),
            "made_at": models.DateTimeField(default=django.utils.timezone.now),
            "publish_at": moment_or_none(),
            "published_at": moment_or_none(),
            "published_by": someone_or_none(),
            "held_at": moment_or_none(),
            "held_reason": models.TextField(blank=True),
            "cancelled_at": moment_or_none(),
            "cancelled_by": someone_or_none(),
            "cancel_reason": models.CharField(blank=True, max_length=300),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "-number"],
            "constraints": [
                models.UniqueConstraint(name="release_number_once_a_year", fields=("year", "number")),
                models.UniqueConstraint(
                    name="release_one_pending_a_year",
                    fields=("year",),
                    condition=Q(cancelled_at__isnull=True, published_at__isnull=True),
                ),
                models.CheckConstraint(name="release_number_from_one", condition=Q(number__gte=1)),
                models.CheckConstraint(name="release_has_title", condition=~Q(title="")),
                is_sha256("release_hash_is_sha256", "content_hash"),
                paired("release_published_paired", "published"),
                told("release_cancelled_says_who_and_why", "cancelled", "cancel_reason"),
                models.CheckConstraint(
                    name="release_published_or_cancelled",
                    condition=Q(published_at__isnull=True) | Q(cancelled_at__isnull=True),
                ),
                models.CheckConstraint(
                    name="release_not_before_its_time",
                    condition=Q(published_at__isnull=True)
                    | Q(publish_at__isnull=True)
                    | Q(published_at__gte=F("publish_at")),
                ),
                models.CheckConstraint(
                    name="release_held_says_why",
                    condition=Q(held_at__isnull=True, held_reason="") | (Q(held_at__isnull=False) & ~Q(held_reason="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlannedRelease",
        fields={
            "id": key(),
            "title": models.CharField(max_length=200),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="planned_releases"),
            "planned_for": models.DateTimeField(),
            "release": models.OneToOneField(
                "indicators.release", models.PROTECT, blank=True, null=True, related_name="planned"
            ),
            "announced_by": someone(),
            "announced_at": models.DateTimeField(),
            "cancelled_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["planned_for", "pk"],
            "constraints": [models.CheckConstraint(name="planned_release_has_title", condition=~Q(title=""))],
        },
    ),
    migrations.CreateModel(
        name="PlannedReleaseChange",
        fields={
            "id": key(),
            "planned": models.ForeignKey("indicators.plannedrelease", models.PROTECT, related_name="changes"),
            "before": models.DateTimeField(),
            "after": models.DateTimeField(blank=True, help_text="Empty if the release was cancelled.", null=True),
            "reason": models.CharField(max_length=300),
            "changed_by": someone(),
            "changed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["changed_at", "pk"],
            "constraints": [models.CheckConstraint(name="planned_release_change_has_reason", condition=~Q(reason=""))],
        },
    ),
    migrations.CreateModel(
        name="Submission",
        fields={
            "id": key(),
            **reviewed_fields(),
            "family_slug": models.CharField(
                choices=indicators.definitions.families.family_choices, max_length=60, verbose_name="family"
            ),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="submissions"),
            "period": models.CharField(max_length=20),
            "starts_on": models.DateField(),
            "ends_on": models.DateField(),
            "first_sent_at": models.DateTimeField(blank=True, editable=False, null=True),
            "late": models.BooleanField(default=False, editable=False),
            "note": models.TextField(blank=True),
            "backfill_reason": models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="reason for loading after its year closed"
            ),
            "other_period": models.TextField(
                blank=True, help_text="Where the file of figures names another period. Empty if it does not."
            ),
        }.items(),
        options={
            "ordering": ["-ends_on", "family_slug"],
            "indexes": [models.Index(name="submission_history", fields=["family_slug", "organisation", "period"])],
            "constraints": [
                *reviewed_constraints("submission"),
                models.UniqueConstraint(
                    name="submission_one_open",
                    fields=("family_slug", "period", "organisation"),
                    condition=~Q(state="withdrawn"),
                ),
                models.CheckConstraint(
                    name="submission_period_in_order", condition=Q(ends_on__gt=F("starts_on")) & ~Q(period="")
                ),
                models.CheckConstraint(
                    name="submission_late_was_sent", condition=~Q(late=True) | Q(first_sent_at__isnull=False)
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Figure",
        fields={
            "id": key(),
            "submission": models.ForeignKey("indicators.submission", models.CASCADE, related_name="figures"),
            "row": models.CharField(max_length=120),
            "column": models.CharField(max_length=40),
            "area": models.ForeignKey("indicators.area", models.PROTECT, blank=True, null=True, related_name="+"),
            "value": models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True),
            "state": models.CharField(choices=FIGURE_STATE, max_length=20),
            "reason": models.CharField(blank=True, max_length=300),
            "illustrative": models.BooleanField(default=False),
            "provisional": models.BooleanField(default=False),
            "revised": models.BooleanField(default=False),
            "below_zero": models.BooleanField(
                default=False, editable=False, help_text="The definition allows values below zero in this column."
            ),
        }.items(),
        options={
            "ordering": ["submission", "pk"],
            "constraints": [
                models.UniqueConstraint(name="figure_once", fields=("submission", "row", "column")),
                known("figure_state_known", "state", FIGURE_STATE),
                models.CheckConstraint(
                    name="figure_value_only_if_reported",
                    condition=Q(state__in=["reported", "nil"], value__isnull=False)
                    | (~Q(state__in=["reported", "nil"]) & Q(value__isnull=True)),
                ),
                models.CheckConstraint(name="figure_nil_is_zero", condition=~Q(state="nil") | Q(value=Decimal("0"))),
                models.CheckConstraint(
                    name="figure_not_negative",
                    condition=Q(value__isnull=True) | Q(value__gte=Decimal("0")) | Q(below_zero=True),
                ),
                models.CheckConstraint(
                    name="figure_unable_has_reason", condition=~Q(state="unable_to_supply") | ~Q(reason="")
                ),
                models.CheckConstraint(name="figure_revised_has_reason", condition=~Q(revised=True) | ~Q(reason="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="Confirmation",
        fields={
            "id": key(),
            "submission": models.ForeignKey("indicators.submission", models.CASCADE, related_name="confirmations"),
            "code": models.CharField(max_length=30),
            "row": models.CharField(blank=True, max_length=120),
            "column": models.CharField(blank=True, max_length=40),
            "sentence": models.TextField(help_text="The finding as shown. A different finding needs a new answer."),
            "comment": models.CharField(max_length=500),
            "confirmed_by": someone(),
            "confirmed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["submission", "pk"],
            "constraints": [
                models.UniqueConstraint(name="confirmation_once", fields=("submission", "code", "row", "column")),
                models.CheckConstraint(name="confirmation_has_comment", condition=~Q(comment="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="FollowUp",
        fields={
            "id": key(),
            "submission": models.ForeignKey("indicators.submission", models.CASCADE, related_name="follow_ups"),
            "row": models.CharField(max_length=120),
            "column": models.CharField(max_length=40),
            "question": models.TextField(),
            "asked_by": someone(),
            "asked_at": models.DateTimeField(),
            "answer": models.TextField(blank=True),
            "answered_by": someone_or_none(),
            "answered_at": moment_or_none(),
            "closed_by": someone_or_none(),
            "closed_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["submission", "pk"],
            "constraints": [
                models.CheckConstraint(name="follow_up_has_question", condition=~Q(question="")),
                told("follow_up_answer_paired", "answered", "answer"),
                paired("follow_up_closed_paired", "closed"),
                models.UniqueConstraint(
                    name="follow_up_one_open_a_figure",
                    fields=("submission", "row", "column"),
                    condition=Q(closed_at__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReleaseTable",
        fields={
            "id": key(),
            "release": models.ForeignKey("indicators.release", models.PROTECT, related_name="tables"),
            "family_slug": models.CharField(max_length=60, verbose_name="family"),
            "position": models.PositiveSmallIntegerField(),
            "content": models.JSONField(),
            "chart_svg": models.TextField(blank=True),
            "submission": models.ForeignKey("indicators.submission", models.PROTECT, related_name="+"),
            "sources": models.JSONField(
                default=list, help_text="Each return used: its year, revision number and hash."
            ),
            "reasons": models.JSONField(
                default=dict, help_text="Reasons figures are missing or revised: row, then column, then the reason."
            ),
            "revised_cells": models.PositiveIntegerField(
                default=0, help_text="How many cells differ from the previous release for the year."
            ),
        }.items(),
        options={
            "ordering": ["release", "position"],
            "constraints": [
                models.UniqueConstraint(name="release_table_once", fields=("release", "family_slug")),
                models.UniqueConstraint(name="release_position_once", fields=("release", "position")),
            ],
        },
    ),
    migrations.CreateModel(
        name="FigureCorrection",
        fields={
            "id": key(),
            "of": models.ForeignKey("indicators.releasetable", models.PROTECT, related_name="corrected_by"),
            "by": models.ForeignKey("indicators.releasetable", models.PROTECT, related_name="corrects"),
            "title": models.CharField(max_length=200),
            "cells": models.JSONField(),
        }.items(),
        options={
            "ordering": ["pk"],
            "constraints": [models.UniqueConstraint(name="figure_correction_once", fields=("by", "of"))],
        },
    ),
    migrations.CreateModel(
        name="DisclosureCertificate",
        fields={
            "id": key(),
            "release": models.OneToOneField("indicators.release", models.PROTECT, related_name="certificate"),
            "content": models.JSONField(),
            "sha256": models.CharField(max_length=64),
            "withheld": models.JSONField(default=list),
        }.items(),
        options={"constraints": [is_sha256("certificate_hash_is_sha256", "sha256")]},
    ),
    migrations.CreateModel(
        name="ReleaseOrder",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="release_orders"),
            "title": models.CharField(max_length=200),
            "note": models.TextField(blank=True),
            "publish_at": models.DateTimeField(
                blank=True, help_text="Empty to publish as soon as it is built.", null=True
            ),
            "planned": models.ForeignKey(
                "indicators.plannedrelease", models.PROTECT, blank=True, null=True, related_name="orders"
            ),
            "warnings": models.JSONField(default=list, help_text="Checklist warnings that were accepted."),
            "state": models.CharField(choices=RELEASE_ORDER_STATE, default="waiting", max_length=10),
            "attempts": models.PositiveSmallIntegerField(default=0),
            "done": models.PositiveSmallIntegerField(default=0),
            "total": models.PositiveSmallIntegerField(default=0),
            "problem": models.TextField(blank=True),
            "release": models.OneToOneField(
                "indicators.release", models.PROTECT, blank=True, null=True, related_name="order"
            ),
            "ordered_by": someone(),
            "ordered_at": models.DateTimeField(),
            "lease_until": moment_or_none(),
        }.items(),
        options={
            "ordering": ["-ordered_at", "-pk"],
            "constraints": [
                known("release_order_state_known", "state", RELEASE_ORDER_STATE),
                models.CheckConstraint(name="release_order_has_title", condition=~Q(title="")),
                models.CheckConstraint(
                    name="release_order_done_has_release",
                    condition=Q(state="done") & Q(release__isnull=False) | (~Q(state="done") & Q(release__isnull=True)),
                ),
                models.CheckConstraint(
                    name="release_order_failed_says_why", condition=~Q(state="failed") | ~Q(problem="")
                ),
                models.CheckConstraint(
                    name="release_order_lease_while_it_is_built",
                    condition=Q(state="building") & Q(lease_until__isnull=False)
                    | (~Q(state="building") & Q(lease_until__isnull=True)),
                ),
                models.UniqueConstraint(
                    name="release_order_one_open_a_year",
                    fields=("year",),
                    condition=Q(state__in=("waiting", "building")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReleaseFile",
        fields={
            "id": key(),
            "release": models.ForeignKey("indicators.release", models.PROTECT, related_name="files"),
            "name": models.CharField(
                blank=True, help_text="The family's slug. Empty for the whole release.", max_length=60
            ),
            "sha256": models.CharField(max_length=64),
            "content": models.BinaryField(),
        }.items(),
        options={
            "ordering": ["release", "name"],
            "constraints": [
                models.UniqueConstraint(name="release_file_once", fields=("release", "name")),
                is_sha256("release_file_hash_is_sha256", "sha256"),
            ],
        },
    ),
    migrations.CreateModel(
        name="AutosavedDraft",
        fields={
            "id": key(),
            "organisation": models.ForeignKey("partnership.organisation", models.CASCADE, related_name="+"),
            "family_slug": models.CharField(max_length=60),
            "period": models.CharField(max_length=20),
            "person": models.ForeignKey("partnership.user", models.CASCADE, related_name="+"),
            "data": models.JSONField(),
            "saved_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["-saved_at"],
            "constraints": [
                models.UniqueConstraint(
                    name="autosaved_draft_once", fields=("organisation", "family_slug", "period", "person")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="IndicatorDraft",
        fields={
            "id": key(),
            "person": models.ForeignKey("partnership.user", models.CASCADE, related_name="+"),
            "family_slug": models.CharField(blank=True, max_length=60, verbose_name="indicator"),
            "library_slug": models.CharField(blank=True, max_length=60),
            "definition": models.JSONField(default=dict),
            "change": models.JSONField(default=dict),
            "saved_at": models.DateTimeField(auto_now=True),
        }.items(),
        options={
            "ordering": ["-saved_at"],
            "constraints": [
                models.UniqueConstraint(
                    name="indicator_draft_once", fields=("person", "family_slug"), condition=~Q(family_slug="")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CatalogueChoice",
        fields={
            "id": key(),
            "families": models.JSONField(default=list),
            "themes": models.JSONField(default=list),
            "made_by": models.ForeignKey("partnership.user", models.PROTECT, related_name="+"),
            "made_at": models.DateTimeField(default=django.utils.timezone.now),
        }.items(),
        options={"ordering": ["-pk"]},
    ),
    migrations.CreateModel(
        name="IndicatorVersion",
        fields={
            "id": key(),
            **proposal_fields(),
            "family_slug": models.CharField(max_length=60, verbose_name="indicator"),
            "number": models.PositiveSmallIntegerField(verbose_name="version"),
            "first_period": models.CharField(max_length=20),
            "library_slug": models.CharField(blank=True, max_length=60),
            "definition": models.JSONField(),
            "retires": models.BooleanField(default=False, verbose_name="no longer collected"),
            "reason": models.CharField(max_length=500),
        }.items(),
        options={
            "ordering": ["family_slug", "number"],
            "constraints": [
                *reviewed_constraints("indicatorversion"),
                models.UniqueConstraint(name="indicator_version_once", fields=("family_slug", "number")),
                models.UniqueConstraint(
                    name="indicator_version_one_proposal",
                    fields=("family_slug",),
                    condition=Q(state__in=["draft", "submitted"]),
                ),
                models.CheckConstraint(
                    name="indicator_version_is_written",
                    condition=~Q(family_slug="") & ~Q(first_period="") & ~Q(reason=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="KeptSentence",
        fields={
            "id": key(),
            **proposal_fields(),
            "sentence": models.TextField(),
            "plain": models.TextField(editable=False),
            "keys": models.JSONField(editable=False),
            "reason": models.TextField(),
        }.items(),
        options={
            "ordering": ["-pk"],
            "abstract": False,
            "constraints": [
                *reviewed_constraints("keptsentence"),
                models.CheckConstraint(name="kept_sentence_has_sentence", condition=~Q(sentence="")),
                models.CheckConstraint(name="kept_sentence_has_reason", condition=~Q(reason="")),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial"), ("review", "0001_initial")]

    operations = [CreateModels(MODELS)]
