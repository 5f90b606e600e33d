import uuid

from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import EVIDENCE_KIND, REMINDER_KIND, key, known, reminder_fields
from partnership.migrations._history import HISTORY_BASES, history_fields, history_options, past
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

ACTION_UPDATE_STATUS = [
    ("not_started", "Not started"),
    ("under_way", "Under way"),
    ("done", "Done"),
    ("on_hold", "On hold"),
    ("not_implementing", "Not implementing"),
]
ACTION_UPDATE_RATING = [("green", "Green: on track"), ("amber", "Amber: some risk of delay"), ("red", "Red: off track")]
ACTION_SOURCE = [
    ("plan", "Plan"),
    ("review", "Review of a case"),
    ("audit", "Audit"),
    ("peer_review", "Peer review"),
    ("challenge", "Challenge"),
    ("self_assessment", "Self-assessment"),
    ("other", "Something else"),
]


def plan_fields():
    return {
        "title": models.CharField(max_length=200),
        "starts_on": models.DateField(),
        "ends_on": models.DateField(),
        "note": models.TextField(blank=True, help_text="What readers should know about the source of its content."),
    }


def commitment_fields():
    return {
        "number": models.PositiveSmallIntegerField(default=1),
        "text": models.TextField(),
    }


def action_fields():
    return {
        "number": models.PositiveSmallIntegerField(default=1),
        "title": models.CharField(max_length=200),
        "lead": models.CharField(blank=True, help_text="The role that leads it. Do not name a person.", max_length=120),
        "key": models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
        "source": models.CharField(choices=ACTION_SOURCE, default="plan", max_length=20),
        "source_reference": models.CharField(blank=True, max_length=200),
        "source_key": models.CharField(blank=True, editable=False, max_length=80),
        "starts_on": models.DateField(blank=True, null=True),
        "due_on": models.DateField(blank=True, null=True),
        "ended_on": models.DateField(blank=True, editable=False, null=True),
        "end_reason": models.TextField(blank=True, editable=False),
        "is_illustrative": models.BooleanField(
            default=False, help_text="Owner and progress are made up to show how the portal works."
        ),
    }


MODELS = [
    migrations.CreateModel(
        name="HistoricalPlan",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "slug": models.SlugField(),
            **plan_fields(),
            **history_fields(),
        }.items(),
        options=history_options("plan", "plans"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Plan",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            **plan_fields(),
        }.items(),
        options={
            "ordering": ["-starts_on", "slug"],
            "constraints": [
                models.CheckConstraint(name="plan_ends_after_start", condition=Q(ends_on__gt=F("starts_on")))
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalPriority",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "number": models.PositiveSmallIntegerField(),
            "slug": models.SlugField(max_length=80),
            "title": models.CharField(max_length=200),
            "summary": models.TextField(blank=True),
            "plan": past("priorities.plan"),
            "arm": models.ForeignKey(
                "partnership.arm",
                models.DO_NOTHING,
                blank=True,
                db_constraint=False,
                help_text="Leave blank if the priority applies to every arm.",
                null=True,
                related_name="+",
            ),
            **history_fields(),
        }.items(),
        options=history_options("priority", "priorities"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Priority",
        fields={
            "id": key(),
            "plan": models.ForeignKey("priorities.plan", models.PROTECT, related_name="priorities"),
            "number": models.PositiveSmallIntegerField(),
            "slug": models.SlugField(max_length=80, unique=True),
            "title": models.CharField(max_length=200),
            "arm": models.ForeignKey(
                "partnership.arm",
                models.PROTECT,
                blank=True,
                help_text="Leave blank if the priority applies to every arm.",
                null=True,
                related_name="priorities",
            ),
            "summary": models.TextField(blank=True),
        }.items(),
        options={
            "verbose_name_plural": "priorities",
            "ordering": ["plan", "number"],
            "constraints": [models.UniqueConstraint(name="priority_number_once_a_plan", fields=("plan", "number"))],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCommitment",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            **commitment_fields(),
            "priority": past("priorities.priority"),
            **history_fields(),
        }.items(),
        options=history_options("commitment", "commitments"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Commitment",
        fields={
            "id": key(),
            "priority": models.ForeignKey("priorities.priority", models.PROTECT, related_name="commitments"),
            **commitment_fields(),
        }.items(),
        options={
            "ordering": ["priority", "number"],
            "constraints": [
                models.UniqueConstraint(name="commitment_number_once_a_priority", fields=("priority", "number"))
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAction",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "slug": models.SlugField(max_length=80),
            **action_fields(),
            "commitment": past("priorities.commitment"),
            "owner": past("partnership.organisation"),
            **history_fields(),
        }.items(),
        options=history_options("action", "actions"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Action",
        fields={
            "id": key(),
            "commitment": models.ForeignKey(
                "priorities.commitment", models.PROTECT, blank=True, null=True, related_name="actions"
            ),
            "slug": models.SlugField(max_length=80, unique=True),
            "owner": models.ForeignKey("partnership.organisation", models.PROTECT, related_name="actions"),
            **action_fields(),
        }.items(),
        options={
            "ordering": ["commitment", "number"],
            "constraints": [
                models.UniqueConstraint(name="action_number_once_a_commitment", fields=("commitment", "number")),
                models.UniqueConstraint(
                    name="action_source_key_once", fields=["source_key"], condition=~Q(source_key="")
                ),
                known("action_source_known", "source", ACTION_SOURCE),
                models.CheckConstraint(
                    name="action_of_a_plan_has_commitment",
                    condition=Q(source="plan", commitment__isnull=False)
                    | (~Q(source="plan") & Q(commitment__isnull=True) & ~Q(source_reference="")),
                ),
                models.CheckConstraint(
                    name="action_due_after_start",
                    condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                ),
                models.CheckConstraint(
                    name="action_ended_with_reason",
                    condition=(Q(ended_on__isnull=True) & Q(end_reason=""))
                    | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Milestone",
        fields={
            "id": key(),
            "action": models.ForeignKey("priorities.action", models.CASCADE, related_name="milestones"),
            "text": models.CharField(max_length=200),
            "due_on": models.DateField(blank=True, null=True),
            "done_on": models.DateField(blank=True, null=True),
        }.items(),
        options={"ordering": ["action", models.OrderBy(F("due_on"), nulls_last=True), "pk"]},
    ),
    migrations.CreateModel(
        name="ActionReminder",
        fields={
            "id": key(),
            "action": models.ForeignKey("priorities.action", models.CASCADE, related_name="reminders"),
            **reminder_fields(),
        }.items(),
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(name="action_reminder_once", fields=("action", "kind", "recipient", "day")),
                known("action_reminder_kind_known", "kind", REMINDER_KIND),
            ],
        },
    ),
    migrations.CreateModel(
        name="ActionUpdate",
        fields={
            "id": key(),
            **reviewed_fields(),
            "action": models.ForeignKey("priorities.action", models.PROTECT, editable=False, related_name="updates"),
            "year": models.ForeignKey(
                "partnership.reportingyear", models.PROTECT, editable=False, related_name="action_updates"
            ),
            "status": models.CharField(blank=True, choices=ACTION_UPDATE_STATUS, max_length=20),
            "rating": models.CharField(blank=True, choices=ACTION_UPDATE_RATING, max_length=10),
            "on_hold_reason": models.TextField(blank=True),
            "what_we_did": models.TextField(blank=True),
            "evidence": models.TextField(blank=True),
            "impact_note": models.TextField(blank=True),
            "impact_evidence": models.CharField(blank=True, choices=EVIDENCE_KIND, max_length=20),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "action"],
            "constraints": [
                *reviewed_constraints("actionupdate"),
                models.UniqueConstraint(name="action_update_once_a_year", fields=("action", "year")),
                known("action_update_status_known", "status", ACTION_UPDATE_STATUS, blank=True),
                known("action_update_rating_known", "rating", ACTION_UPDATE_RATING, blank=True),
                known("action_update_evidence_known", "impact_evidence", EVIDENCE_KIND, blank=True),
                models.CheckConstraint(
                    name="action_update_reason_only_on_hold",
                    condition=Q(on_hold_reason="") | Q(status__in=("on_hold", "not_implementing")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="YearPlan",
        fields={
            "id": key(),
            **reviewed_fields(),
            "year": models.ForeignKey(
                "partnership.reportingyear", models.PROTECT, editable=False, related_name="year_plans"
            ),
            "introduction": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
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
        fields={
            "id": key(),
            "year": models.OneToOneField("partnership.reportingyear", models.PROTECT, related_name="kept_outline"),
            "content": models.JSONField(),
            "kept_at": models.DateTimeField(auto_now_add=True),
        }.items(),
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial"), ("review", "0001_initial")]

    operations = [CreateModels(MODELS)]
