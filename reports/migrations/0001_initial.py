import uuid

import django.core.validators
from django.db import migrations, models
from django.db.models import F, Q, functions

import reports.editions.recipient_roles
from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import (
    EVIDENCE_KIND,
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

REQUIREMENT_ANSWER_STATE = [("met", "Met"), ("part", "Partly met"), ("not_applicable", "Not applicable this year")]
FINDING_STATE = [("not_started", "Not started"), ("under_way", "Under way"), ("done", "Done")]
EDITION_STATE = [
    ("queued", "Waiting to be built"),
    ("building", "Being built"),
    ("ready", "Ready to be published"),
    ("failed", "Failed"),
    ("published", "Published"),
]
STEP_STATE = [("waiting", "Waiting"), ("running", "Running"), ("done", "Done"), ("failed", "Failed")]
SAFEGUARDING_REVIEW_KIND = [
    ("sar", "Safeguarding adult review"),
    ("lcspr", "Local child safeguarding practice review"),
    ("dhr", "Domestic homicide review or domestic abuse related death review"),
    ("rapid", "Rapid review"),
]
STATEMENT_KIND = [
    ("foreword", "Foreword"),
    ("arm", "Work of an arm"),
    ("voice", "Voice of children, adults and families"),
    ("effectiveness", "How well the arrangements worked"),
    ("scrutiny", "Independent scrutiny"),
]
STORED_FILE_KIND = [
    ("json", "Frozen record (JSON)"),
    ("html", "Web page"),
    ("page", "Web page as one file"),
    ("pdf", "PDF"),
    ("sections", "Web pages by section"),
    ("xlsx", "Workbook of every table (XLSX)"),
    ("zip", "Every table as CSV (ZIP)"),
]
COST_LINE_DIRECTION = [("contribution", "Contributed"), ("spending", "Spent")]
FINDING_DECISION = [
    ("accepted", "Accepted"),
    ("not_implemented", "Not to be implemented"),
    ("later", "To be decided later"),
]
NO_REVIEWS_LINE_ASPECT = [("concluded", "concluded in the year"), ("ongoing", "was ongoing at the end of the year")]
EASY_READ_LINE_PICTURE = [
    ("people", "Three people"),
    ("house", "A house"),
    ("phone", "A telephone"),
    ("heart", "A heart"),
    ("book", "An open book"),
    ("police", "A police officer"),
    ("doctor", "A doctor"),
    ("chart", "A chart with three bars"),
    ("hands", "Two hands that hold each other"),
    ("calendar", "A calendar"),
]
RECIPIENT_HOW = [("email", "By email"), ("post", "By post"), ("portal", "Through another portal")]
EVIDENCE_SORT = [
    ("figure", "A published figure"),
    ("case_study", "A case study"),
    ("audit", "An audit"),
    ("feedback", "Feedback"),
    ("training", "An evaluation of training"),
]
EVIDENCE_SHOWS = [
    ("outcome", "Outcome: what changed for people"),
    ("practice", "Practice changed: how people work"),
    ("activity", "Activity only: what was done"),
]
PART = [
    ("local_authority", "Local authority"),
    ("health", "Health"),
    ("police", "Police"),
    ("chair", "Independent chair"),
]
SIGNATURE_WAY = [
    ("account", "With an account"),
    ("password", "With an account, and the password again when signing"),
    ("code", "With an account, and a code of the two-step sign-in again when signing"),
    ("passkey", "With an account, and a passkey again when signing"),
    ("link", "By link, with a code sent separately"),
]
ASSESSMENT_GRADE = [
    ("met", "Met"),
    ("partly", "Partly met"),
    ("not_met", "Not met"),
    ("not_applicable", "Does not apply to us"),
]
TARGET_AIM = [("at_least", "At least"), ("at_most", "At most")]


def yearly_fields(related="%(class)ss"):
    """What is written and reviewed for one reporting year."""
    return {
        **reviewed_fields(),
        "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, editable=False, related_name=related),
    }


def yearly_constraints(model):
    return [
        *reviewed_constraints(model),
        models.UniqueConstraint(name=f"{model}_once_a_year", fields=("year",), condition=~Q(state="withdrawn")),
    ]


def plain_fields():
    """What the two versions for everybody know about the one that is published."""
    return {
        "live_since": models.DateTimeField(
            blank=True, editable=False, help_text="When the published version was approved.", null=True
        ),
        "stories_then": models.JSONField(
            blank=True, default=list, editable=False, help_text="Keys of the case studies published then."
        ),
    }


MODELS = [
    migrations.CreateModel(
        name="RequirementAnswer",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="requirement_answers"),
            "requirement_id": models.CharField(max_length=20),
            "state": models.CharField(choices=REQUIREMENT_ANSWER_STATE, max_length=20),
            "sentence": models.TextField(),
            "anchor": models.CharField(blank=True, max_length=120),
            "answered_by": someone(),
            "answered_at": models.DateTimeField(),
            "revision": models.PositiveIntegerField(default=1),
        }.items(),
        options={
            "ordering": ["year", "requirement_id"],
            "constraints": [
                models.UniqueConstraint(name="answer_once_a_year", fields=("year", "requirement_id")),
                known("answer_state_known", "state", REQUIREMENT_ANSWER_STATE),
                models.CheckConstraint(name="answer_says_how", condition=~Q(sentence="")),
                models.CheckConstraint(
                    name="answer_not_applicable_points_nowhere", condition=~Q(state="not_applicable") | Q(anchor="")
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RequirementOverride",
        fields={
            "id": key(),
            "year": models.ForeignKey(
                "partnership.reportingyear", models.PROTECT, related_name="requirement_overrides"
            ),
            "requirement_id": models.CharField(max_length=20),
            "reason": models.TextField(),
            "role": models.CharField(help_text="Role of the person who decided, on that day.", max_length=120),
            "overridden_by": someone(),
            "overridden_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["year", "requirement_id"],
            "constraints": [
                models.UniqueConstraint(name="override_once_a_year", fields=("year", "requirement_id")),
                models.CheckConstraint(name="override_says_why", condition=~Q(reason="")),
                models.CheckConstraint(name="override_names_a_role", condition=~Q(role="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="AccountCall",
        fields={
            "id": key(),
            "year": models.OneToOneField("partnership.reportingyear", models.PROTECT, related_name="account_call"),
            "opens_on": models.DateField(),
            "due_on": models.DateField(),
            "closes_on": models.DateField(),
        }.items(),
        options={
            "ordering": ["-due_on"],
            "constraints": [
                models.CheckConstraint(
                    name="account_call_dates_in_order",
                    condition=Q(closes_on__gte=F("due_on"), due_on__gte=F("opens_on")),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AccountReminder",
        fields={
            "id": key(),
            "call": models.ForeignKey("reports.accountcall", models.PROTECT, related_name="reminders"),
            "organisation": models.ForeignKey("partnership.organisation", models.PROTECT, related_name="+"),
            **reminder_fields(),
        }.items(),
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="account_reminder_once", fields=("call", "organisation", "kind", "recipient", "day")
                ),
                known("account_reminder_kind_known", "kind", REMINDER_KIND),
            ],
        },
    ),
    migrations.CreateModel(
        name="MemberAccount",
        fields={
            "id": key(),
            **yearly_fields("accounts"),
            "what_we_did": models.TextField(blank=True),
            "difference": models.TextField(blank=True),
            "how_we_know": models.TextField(blank=True),
            "evidence_kind": models.CharField(blank=True, choices=EVIDENCE_KIND, max_length=20),
            "next_steps": models.TextField(blank=True),
            "considered_by": models.CharField(blank=True, max_length=200),
            "considered_on": models.DateField(blank=True, null=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "organisation"],
            "constraints": [
                *reviewed_constraints("memberaccount"),
                models.UniqueConstraint(
                    name="account_once_a_year", fields=("organisation", "year"), condition=~Q(state="withdrawn")
                ),
                known("account_evidence_known", "evidence_kind", EVIDENCE_KIND, blank=True),
                models.CheckConstraint(
                    name="account_considered_by_somebody",
                    condition=Q(considered_on__isnull=True) | ~Q(considered_by=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CostReturn",
        fields={
            "id": key(),
            **yearly_fields(),
            "financial_impact": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("costreturn"),
            ],
        },
    ),
    migrations.CreateModel(
        name="CostLine",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "costs": models.ForeignKey("reports.costreturn", models.CASCADE, related_name="lines"),
            "direction": models.CharField(choices=COST_LINE_DIRECTION, max_length=20),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "what": models.CharField(blank=True, max_length=160),
            "budget": models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
            "actual": models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
        }.items(),
        options={
            "ordering": ["costs", "number"],
            "constraints": [
                models.UniqueConstraint(name="cost_line_number_once", fields=("costs", "number")),
                known("cost_line_direction_known", "direction", COST_LINE_DIRECTION),
                models.CheckConstraint(
                    name="cost_line_says_who_or_what",
                    condition=Q(direction="contribution", organisation__isnull=False) | ~Q(what=""),
                ),
                models.CheckConstraint(
                    name="cost_line_has_an_amount", condition=Q(budget__isnull=False) | Q(actual__isnull=False)
                ),
                models.CheckConstraint(
                    name="cost_line_not_negative",
                    condition=(Q(budget__isnull=True) | Q(budget__gte=0)) & (Q(actual__isnull=True) | Q(actual__gte=0)),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ForwardPlan",
        fields={
            "id": key(),
            **yearly_fields(),
            "introduction": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("forwardplan"),
            ],
        },
    ),
    migrations.CreateModel(
        name="ForwardPromise",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "plan": models.ForeignKey("reports.forwardplan", models.CASCADE, related_name="promises"),
            "key": models.UUIDField(default=uuid.uuid4),
            "text": models.TextField(),
            "owner": models.ForeignKey("partnership.organisation", models.PROTECT, related_name="+"),
            "priority": models.ForeignKey(
                "priorities.priority", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "commitment": models.ForeignKey(
                "priorities.commitment", models.PROTECT, blank=True, null=True, related_name="+"
            ),
        }.items(),
        options={
            "ordering": ["plan", "number"],
            "constraints": [
                models.UniqueConstraint(name="forward_promise_number_once", fields=("plan", "number")),
                models.UniqueConstraint(name="forward_promise_key_once", fields=("plan", "key")),
                models.CheckConstraint(name="forward_promise_says_what", condition=~Q(text="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="SafeguardingReview",
        fields={
            "id": key(),
            **reviewed_fields(),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "kind": models.CharField(choices=SAFEGUARDING_REVIEW_KIND, max_length=20),
            "reference": models.CharField(
                help_text="For example, SAR 2023/1. Do not use a name, initials or a date of birth.",
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]{2,6}[ -]?[0-9]{1,4}([/-][0-9]{1,4})?$",
                        "Use letters and numbers that do not identify the person, for example SAR 2023/1.",
                    )
                ],
            ),
            "arm": models.ForeignKey(
                "partnership.arm", models.PROTECT, blank=True, null=True, related_name="safeguarding_reviews"
            ),
            "joint_with": models.CharField(blank=True, max_length=200),
            "begun_on": models.DateField(),
            "concluded_on": models.DateField(blank=True, null=True),
            "published_on": models.DateField(blank=True, null=True),
            "link": models.URLField(blank=True),
            "summary": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-begun_on", "reference"],
            "constraints": [
                *reviewed_constraints("safeguardingreview"),
                models.UniqueConstraint(
                    name="safeguarding_review_reference_once",
                    violation_error_message="Another review already has this reference.",
                    fields=("reference",),
                    condition=~Q(state="withdrawn"),
                ),
                known("safeguarding_review_kind_known", "kind", SAFEGUARDING_REVIEW_KIND),
                models.CheckConstraint(name="safeguarding_review_has_reference", condition=~Q(reference="")),
                models.CheckConstraint(
                    name="safeguarding_review_concluded_after_begun",
                    condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("begun_on")),
                ),
                models.CheckConstraint(
                    name="safeguarding_review_published_after_concluded",
                    condition=Q(published_on__isnull=True)
                    | Q(concluded_on__isnull=False, published_on__gte=F("concluded_on")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Finding",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "review": models.ForeignKey("reports.safeguardingreview", models.CASCADE, related_name="findings"),
            "key": models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
            "text": models.TextField(),
            "decision": models.CharField(choices=FINDING_DECISION, default="later", max_length=20),
            "decided_in": models.CharField(blank=True, max_length=7),
            "reason": models.TextField(blank=True),
            "state": models.CharField(choices=FINDING_STATE, default="not_started", max_length=20),
        }.items(),
        options={
            "ordering": ["review", "number"],
            "constraints": [
                models.UniqueConstraint(name="finding_number_once", fields=("review", "number")),
                models.UniqueConstraint(name="finding_key_once", fields=("review", "key")),
                known("finding_decision_known", "decision", FINDING_DECISION),
                known("finding_state_known", "state", FINDING_STATE),
                models.CheckConstraint(
                    name="finding_refused_has_reason", condition=~Q(decision="not_implemented") | ~Q(reason="")
                ),
                models.CheckConstraint(
                    name="finding_decided_says_when",
                    condition=Q(decided_in="", decision="later")
                    | (~Q(decision="later") & Q(decided_in__regex="^\\d{4}-\\d{2}$")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="FindingAction",
        fields={
            "id": key(),
            "finding": models.ForeignKey("reports.finding", models.CASCADE, related_name="actions"),
            "year": models.CharField(max_length=7),
            "text": models.TextField(),
        }.items(),
        options={
            "ordering": ["finding", "year"],
            "constraints": [
                models.UniqueConstraint(name="finding_action_once_a_year", fields=("finding", "year")),
                models.CheckConstraint(
                    name="finding_action_says_what_and_when", condition=Q(year__regex="^\\d{4}-\\d{2}$") & ~Q(text="")
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="NoReviewsStatement",
        fields={
            "id": key(),
            **yearly_fields(),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("noreviewsstatement"),
            ],
        },
    ),
    migrations.CreateModel(
        name="NoReviewsLine",
        fields={
            "id": key(),
            "statement": models.ForeignKey("reports.noreviewsstatement", models.CASCADE, related_name="lines"),
            "kind": models.CharField(choices=SAFEGUARDING_REVIEW_KIND, max_length=20),
            "aspect": models.CharField(choices=NO_REVIEWS_LINE_ASPECT, max_length=20),
        }.items(),
        options={
            "ordering": ["statement", "aspect", "kind"],
            "constraints": [
                models.UniqueConstraint(name="no_reviews_line_once", fields=("statement", "kind", "aspect")),
                models.CheckConstraint(
                    name="no_reviews_line_known",
                    condition=Q(kind__in=[value for value, _ in SAFEGUARDING_REVIEW_KIND])
                    & Q(aspect__in=[value for value, _ in NO_REVIEWS_LINE_ASPECT]),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Edition",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="editions"),
            "number": models.PositiveSmallIntegerField(),
            "state": models.CharField(choices=EDITION_STATE, default="queued", max_length=12),
            "token": models.PositiveIntegerField(default=0),
            "frozen": models.TextField(blank=True),
            "sha256": models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the frozen record"),
            "requested_by": someone_or_none(),
            "requested_at": models.DateTimeField(),
            "ready_at": moment_or_none(),
            "published_by": someone_or_none(),
            "published_at": moment_or_none(),
            "story_keys": models.JSONField(blank=True, default=list, help_text="Keys of its case studies."),
            "failure": models.TextField(blank=True),
            "trail_line": models.PositiveBigIntegerField(
                default=0, help_text="0 if the trail was empty.", verbose_name="audit trail line"
            ),
            "trail_hash": models.CharField(blank=True, max_length=64, verbose_name="hash of that line"),
            "made_from": models.JSONField(
                blank=True,
                default=list,
                help_text="Approved content it was built from, each with its hash. Staff only.",
            ),
            "made_with": models.JSONField(
                blank=True,
                default=dict,
                help_text="Templates, styles, fonts and programs of its files, by hash or version.",
            ),
            "correction_note": models.TextField(
                blank=True, help_text="What changed since the edition it replaces. Printed in the report."
            ),
            "publish_at": moment_or_none(),
            "scheduled_by": someone_or_none(),
            "held_at": moment_or_none(),
            "held_reason": models.TextField(blank=True),
            "taken_down_at": moment_or_none(),
            "taken_down_by": someone_or_none(),
            "taken_down_reason": models.TextField(blank=True, help_text="Staff only."),
            "taken_down_words": models.TextField(blank=True, help_text="Message to readers, if any."),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "-number"],
            "constraints": [
                models.UniqueConstraint(name="edition_number_once_a_year", fields=("year", "number")),
                models.UniqueConstraint(
                    name="edition_one_under_way_a_year", fields=("year",), condition=Q(state__in=("queued", "building"))
                ),
                models.CheckConstraint(name="edition_number_from_one", condition=Q(number__gte=1)),
                known("edition_state_known", "state", EDITION_STATE),
                models.CheckConstraint(
                    name="edition_published_has_who_and_when",
                    condition=Q(state="published") & Q(published_at__isnull=False) & Q(published_by__isnull=False)
                    | (~Q(state="published") & Q(published_at__isnull=True) & Q(published_by__isnull=True)),
                ),
                models.CheckConstraint(
                    name="edition_complete_is_frozen",
                    condition=~Q(state__in=("ready", "published"))
                    | (Q(ready_at__isnull=False) & Q(sha256__regex="^[0-9a-f]{64}$") & ~Q(frozen="")),
                ),
                models.CheckConstraint(name="edition_failed_says_why", condition=~Q(state="failed") | ~Q(failure="")),
                models.CheckConstraint(
                    name="edition_trail_has_line_and_hash",
                    condition=Q(trail_hash="", trail_line=0) | Q(trail_hash__regex="^[0-9a-f]{64}$", trail_line__gt=0),
                ),
                models.CheckConstraint(
                    name="edition_ready_after_request",
                    condition=Q(ready_at__isnull=True) | Q(ready_at__gte=F("requested_at")),
                ),
                models.UniqueConstraint(
                    name="edition_published_again_says_why",
                    fields=("year",),
                    condition=Q(correction_note="", state="published"),
                ),
                models.CheckConstraint(
                    name="edition_scheduled_has_who_and_when",
                    condition=Q(publish_at__isnull=True, scheduled_by__isnull=True)
                    | Q(publish_at__isnull=False, scheduled_by__isnull=False, state__in=("ready", "published")),
                ),
                models.CheckConstraint(
                    name="edition_held_says_why",
                    condition=Q(held_at__isnull=True, held_reason="") | (Q(held_at__isnull=False) & ~Q(held_reason="")),
                ),
                models.CheckConstraint(
                    name="edition_taken_down_has_who_when_and_why",
                    condition=Q(
                        taken_down_at__isnull=True,
                        taken_down_by__isnull=True,
                        taken_down_reason="",
                        taken_down_words="",
                    )
                    | (
                        Q(state="published")
                        & Q(taken_down_at__isnull=False)
                        & Q(taken_down_by__isnull=False)
                        & ~Q(taken_down_reason="")
                    ),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlainSummary",
        fields={
            "id": key(),
            **yearly_fields(),
            **plain_fields(),
            "text": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("plainsummary"),
            ],
        },
    ),
    migrations.CreateModel(
        name="EasyRead",
        fields={
            "id": key(),
            **yearly_fields(),
            **plain_fields(),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("easyread"),
            ],
        },
    ),
    migrations.CreateModel(
        name="EasyReadLine",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "version": models.ForeignKey("reports.easyread", models.CASCADE, related_name="lines"),
            "picture": models.CharField(choices=EASY_READ_LINE_PICTURE, max_length=20),
            "text": models.CharField(max_length=200),
        }.items(),
        options={
            "ordering": ["version", "number"],
            "constraints": [
                models.UniqueConstraint(name="easy_read_line_number_once", fields=("version", "number")),
                models.CheckConstraint(name="easy_read_line_says_something", condition=~Q(text="")),
                known("easy_read_line_picture_known", "picture", EASY_READ_LINE_PICTURE),
            ],
        },
    ),
    migrations.CreateModel(
        name="Statement",
        fields={
            "id": key(),
            **yearly_fields("statements"),
            # Nobody's where a person's own hand wrote it.
            "organisation": proposal_fields()["organisation"],
            "kind": models.CharField(choices=STATEMENT_KIND, editable=False, max_length=20),
            "arm": models.ForeignKey(
                "partnership.arm", models.PROTECT, blank=True, editable=False, null=True, related_name="statements"
            ),
            "byline": models.CharField(blank=True, max_length=120),
            "text": models.TextField(blank=True),
            "so_what": models.TextField(blank=True),
            "in_own_hand": models.BooleanField(
                default=False, help_text="The person in whose name it appears wrote it, and alone goes on writing it."
            ),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "kind", "arm__order"],
            "constraints": [
                *reviewed_constraints("statement"),
                known("statement_kind_known", "kind", STATEMENT_KIND),
                models.CheckConstraint(
                    name="statement_arm_only_of_an_arm",
                    condition=Q(kind="arm") & Q(arm__isnull=False) | (~Q(kind="arm") & Q(arm__isnull=True)),
                ),
                models.UniqueConstraint(
                    name="statement_once_a_year",
                    fields=("year", "kind"),
                    condition=Q(arm__isnull=True) & ~Q(state="withdrawn"),
                ),
                models.UniqueConstraint(
                    name="statement_once_an_arm_and_year",
                    fields=("year", "arm"),
                    condition=Q(arm__isnull=False) & ~Q(state="withdrawn"),
                ),
                models.CheckConstraint(
                    name="statement_in_own_hand_is_in_a_name",
                    condition=~Q(in_own_hand=True) | Q(kind__in=["foreword", "scrutiny"]),
                ),
                models.CheckConstraint(
                    name="statement_of_nobody_is_in_own_hand",
                    condition=~Q(organisation__isnull=True) | Q(in_own_hand=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TrainingReturn",
        fields={
            "id": key(),
            **yearly_fields(),
            "note": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-year__starts_on"],
            "constraints": [
                *yearly_constraints("trainingreturn"),
            ],
        },
    ),
    migrations.CreateModel(
        name="TrainingEvaluation",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "training": models.ForeignKey("reports.trainingreturn", models.CASCADE, related_name="evaluations"),
            "title": models.CharField(max_length=160),
            **{
                stage: models.DecimalField(blank=True, decimal_places=1, max_digits=2, null=True)
                for stage in ("before", "after", "later")
            },
            **{f"answers_{stage}": models.PositiveIntegerField(default=0) for stage in ("before", "after", "later")},
            "quotations": models.JSONField(blank=True, default=list),
        }.items(),
        options={
            "ordering": ["training", "number"],
            "constraints": [
                models.UniqueConstraint(name="training_evaluation_number_once", fields=("training", "number")),
            ],
        },
    ),
    migrations.CreateModel(
        name="TrainingCourse",
        fields={
            "id": key(),
            "number": models.PositiveSmallIntegerField(),
            "training": models.ForeignKey("reports.trainingreturn", models.CASCADE, related_name="courses"),
            "title": models.CharField(max_length=160),
            "arm": models.ForeignKey("partnership.arm", models.PROTECT, blank=True, null=True, related_name="+"),
            "sessions": models.PositiveIntegerField(),
            "attended": models.PositiveIntegerField(),
            "answered": models.PositiveIntegerField(blank=True, null=True),
            "practice_changed": models.PositiveIntegerField(blank=True, null=True),
            "followed_up_after": models.PositiveSmallIntegerField(blank=True, null=True),
        }.items(),
        options={
            "ordering": ["training", "number"],
            "constraints": [
                models.UniqueConstraint(name="training_course_number_once", fields=("training", "number")),
                models.CheckConstraint(
                    name="training_course_counts_not_negative",
                    condition=Q(attended__gte=0)
                    & Q(sessions__gte=0)
                    & (Q(answered__isnull=True) | Q(answered__gte=0))
                    & (Q(practice_changed__isnull=True) | Q(practice_changed__gte=0)),
                ),
                models.CheckConstraint(
                    name="training_course_answers_at_most_people",
                    condition=Q(answered__isnull=True) | Q(answered__lte=F("attended")),
                ),
                models.CheckConstraint(
                    name="training_course_changed_at_most_answers",
                    condition=Q(practice_changed__isnull=True)
                    | Q(answered__isnull=False, practice_changed__lte=F("answered")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CourseAttendance",
        fields={
            "id": key(),
            "course": models.ForeignKey("reports.trainingcourse", models.CASCADE, related_name="attendances"),
            "organisation": models.ForeignKey("partnership.organisation", models.PROTECT, related_name="+"),
            "attended": models.PositiveIntegerField(),
        }.items(),
        options={
            "ordering": ["course", "organisation__name"],
            "constraints": [
                models.UniqueConstraint(name="course_attendance_once", fields=("course", "organisation")),
                models.CheckConstraint(name="course_attendance_not_negative", condition=Q(attended__gte=0)),
            ],
        },
    ),
    migrations.CreateModel(
        name="Preview",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.CASCADE, related_name="previews"),
            "reader": models.CharField(max_length=200, verbose_name="role and organisation of the reader"),
            "email": models.EmailField(max_length=254, verbose_name="email address"),
            "reason": models.CharField(max_length=300),
            "starts_at": models.DateTimeField(),
            "ends_at": models.DateTimeField(),
            "token_sha256": models.CharField(max_length=64, unique=True),
            "granted_by": someone(),
            "granted_at": models.DateTimeField(),
            "revoked_by": someone_or_none(),
            "revoked_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["granted_at", "pk"],
            "constraints": [
                models.CheckConstraint(name="preview_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
                is_sha256("preview_token_is_hashed", "token_sha256"),
                models.CheckConstraint(
                    name="preview_says_who_and_why", condition=~Q(reader="") & ~Q(reason="") & ~Q(email="")
                ),
                paired("preview_revoked_has_who_and_when", "revoked"),
            ],
        },
    ),
    migrations.CreateModel(
        name="PreviewOpening",
        fields={
            "id": key(),
            "preview": models.ForeignKey("reports.preview", models.CASCADE, related_name="openings"),
            "opened_at": models.DateTimeField(),
            "what": models.CharField(max_length=20),
        }.items(),
        options={"ordering": ["opened_at", "pk"]},
    ),
    migrations.CreateModel(
        name="SectionChoice",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="section_choices"),
            "key": models.CharField(help_text="The section's key; it never changes.", max_length=20),
            "position": models.PositiveSmallIntegerField(),
            "introduction": models.TextField(blank=True),
            "is_omitted": models.BooleanField(default=False),
            "reason": models.TextField(blank=True),
            "edited_by": someone(),
            "edited_at": models.DateTimeField(),
            "revision": models.PositiveIntegerField(default=1),
        }.items(),
        options={
            "ordering": ["year", "position", "key"],
            "constraints": [
                models.UniqueConstraint(name="section_choice_once_a_year", fields=("year", "key")),
                models.CheckConstraint(
                    name="section_choice_omitted_with_a_reason",
                    condition=(Q(is_omitted=True) & ~Q(reason="")) | Q(is_omitted=False, reason=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="FormerReport",
        fields={
            "id": key(),
            **proposal_fields(),
            "year_label": models.CharField(max_length=20, verbose_name="year"),
            "slug": models.SlugField(max_length=40),
            "title": models.CharField(max_length=200),
            "summary": models.TextField(verbose_name="accessible summary"),
            "source_url": models.URLField(blank=True, max_length=500, verbose_name="original web address"),
            "sha256": models.CharField(max_length=64, verbose_name="SHA-256 of the PDF"),
            "size": models.PositiveBigIntegerField(verbose_name="size in bytes"),
            "pages": models.PositiveIntegerField(),
        }.items(),
        options={
            "ordering": ["-year_label", "-pk"],
            "constraints": [
                *reviewed_constraints("formerreport"),
                models.UniqueConstraint(
                    name="former_report_one_kept",
                    fields=("slug",),
                    condition=Q(state__in=["draft", "submitted", "approved"]),
                ),
                models.CheckConstraint(
                    name="former_report_is_told", condition=~Q(summary="") & ~Q(title="") & ~Q(year_label="")
                ),
                is_sha256("former_report_is_hashed", "sha256"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Recipient",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.PROTECT, related_name="recipients"),
            "role": models.CharField(choices=reports.editions.recipient_roles.role_choices, max_length=30),
            "name": models.CharField(blank=True, max_length=200, verbose_name="organisation or office"),
            "how": models.CharField(choices=RECIPIENT_HOW, max_length=10),
            "address": models.EmailField(blank=True, max_length=254),
            "letter": models.OneToOneField(
                "review.notification", models.PROTECT, blank=True, null=True, related_name="report_recipient"
            ),
            "sent_on": models.DateField(),
            "recorded_by": someone(),
            "recorded_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["sent_on", "pk"],
            "constraints": [
                models.UniqueConstraint(name="recipient_once_an_edition", fields=("edition", "role", "name")),
                known("recipient_way_known", "how", RECIPIENT_HOW),
                models.CheckConstraint(
                    name="recipient_other_has_name",
                    violation_error_message="Who?",
                    condition=~Q(role="other") | ~Q(name=""),
                ),
                models.CheckConstraint(
                    name="recipient_letter_has_address",
                    condition=Q(address="", letter__isnull=True)
                    | (Q(how="email") & Q(letter__isnull=False) & ~Q(address="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Presentation",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.PROTECT, related_name="presentations"),
            "body": models.CharField(max_length=200, verbose_name="body"),
            "held_on": models.DateField(),
            "minute_url": models.URLField(blank=True, max_length=500, verbose_name="link to the minutes"),
            "decided": models.TextField(blank=True, verbose_name="decision"),
            "recorded_by": someone(),
            "recorded_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["held_on", "pk"],
            "constraints": [
                models.UniqueConstraint(name="presentation_once_a_day", fields=("edition", "body", "held_on")),
                models.CheckConstraint(name="presentation_has_body", condition=~Q(body="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="Step",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.CASCADE, related_name="steps"),
            "order": models.PositiveSmallIntegerField(),
            "key": models.CharField(max_length=20),
            "label": models.CharField(max_length=120),
            "state": models.CharField(choices=STEP_STATE, default="waiting", max_length=8),
            "token": models.PositiveIntegerField(default=0),
            "attempts": models.PositiveSmallIntegerField(default=0),
            "due_at": moment_or_none(),
            "lease_until": moment_or_none(),
            "started_at": moment_or_none(),
            "finished_at": moment_or_none(),
            "message": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["edition", "order"],
            "constraints": [
                models.UniqueConstraint(name="step_order_once", fields=("edition", "order")),
                models.UniqueConstraint(name="step_key_once", fields=("edition", "key")),
                known("step_state_known", "state", STEP_STATE),
                models.CheckConstraint(
                    name="step_done_has_times",
                    condition=~Q(state="done") | Q(finished_at__isnull=False, started_at__isnull=False),
                ),
                models.CheckConstraint(
                    name="step_lease_while_it_runs",
                    condition=Q(lease_until__isnull=False, state="running", token__gt=0)
                    | (~Q(state="running") & Q(lease_until__isnull=True)),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StoredFile",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.CASCADE, related_name="files"),
            "kind": models.CharField(choices=STORED_FILE_KIND, max_length=20),
            "sha256": models.CharField(max_length=64),
            "size": models.PositiveBigIntegerField(),
        }.items(),
        options={
            "ordering": ["kind"],
            "constraints": [
                models.UniqueConstraint(name="file_kind_once_an_edition", fields=("edition", "kind")),
                known("file_kind_known", "kind", STORED_FILE_KIND),
            ],
        },
    ),
    migrations.CreateModel(
        name="CommitmentClosure",
        fields={
            "id": key(),
            **yearly_fields("closures"),
            "promise_key": models.CharField(editable=False, max_length=64),
            "promise": models.TextField(editable=False),
            "carried_to": models.ForeignKey(
                "priorities.action", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "reason": models.TextField(),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "pk"],
            "constraints": [
                *reviewed_constraints("commitmentclosure"),
                models.UniqueConstraint(
                    name="closure_once_a_promise_and_year",
                    fields=("year", "promise_key"),
                    condition=~Q(state="withdrawn"),
                ),
                models.CheckConstraint(name="closure_has_reason", condition=~Q(reason="")),
                models.CheckConstraint(name="closure_has_promise", condition=~Q(promise="") & ~Q(promise_key="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="ImpactClaim",
        fields={
            "id": key(),
            **reviewed_fields(),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "action": models.ForeignKey(
                "priorities.action", models.PROTECT, editable=False, related_name="impact_claims"
            ),
            "year": models.ForeignKey(
                "partnership.reportingyear", models.PROTECT, editable=False, related_name="impact_claims"
            ),
            "claim": models.TextField(blank=True, max_length=300),
        }.items(),
        options={
            "verbose_name": "claim of impact",
            "verbose_name_plural": "claims of impact",
            "ordering": ["action", "pk"],
            "constraints": reviewed_constraints("impactclaim"),
        },
    ),
    migrations.CreateModel(
        name="Evidence",
        fields={
            "id": key(),
            "claim": models.ForeignKey("reports.impactclaim", models.CASCADE, related_name="evidence"),
            "number": models.PositiveSmallIntegerField(),
            "sort": models.CharField(choices=EVIDENCE_SORT, max_length=12),
            "shows": models.CharField(blank=True, choices=EVIDENCE_SHOWS, max_length=12),
            "release": models.ForeignKey("indicators.release", models.PROTECT, blank=True, null=True, related_name="+"),
            "family_slug": models.CharField(blank=True, max_length=60),
            "table": models.PositiveSmallIntegerField(default=0),
            "row_key": models.CharField(blank=True, max_length=120),
            "column_key": models.CharField(blank=True, max_length=120),
            "case_study": models.ForeignKey(
                "learning.casestudy", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "title": models.CharField(blank=True, max_length=200),
            "held_on": models.DateField(blank=True, null=True),
            "people": models.PositiveIntegerField(blank=True, null=True),
            "finding": models.TextField(blank=True),
        }.items(),
        options={
            "verbose_name_plural": "evidence",
            "ordering": ["claim", "number"],
            "constraints": [
                models.UniqueConstraint(name="evidence_number_once_a_claim", fields=("claim", "number")),
                known("evidence_sort_known", "sort", EVIDENCE_SORT),
                known("evidence_shows_known", "shows", EVIDENCE_SHOWS, blank=True),
                models.CheckConstraint(
                    name="evidence_figure_has_its_cell",
                    condition=(
                        Q(release__isnull=False)
                        & Q(sort="figure")
                        & ~Q(family_slug="")
                        & ~Q(row_key="")
                        & ~Q(column_key="")
                    )
                    | (
                        ~Q(sort="figure")
                        & Q(column_key="")
                        & Q(family_slug="")
                        & Q(release__isnull=True)
                        & Q(row_key="")
                        & Q(table=0)
                    ),
                ),
                models.CheckConstraint(
                    name="evidence_story_is_one",
                    condition=Q(sort="case_study") & Q(case_study__isnull=False)
                    | (~Q(sort="case_study") & Q(case_study__isnull=True)),
                ),
                models.CheckConstraint(
                    name="evidence_people_only_of_feedback",
                    condition=Q(people__isnull=True) | Q(sort__in=["feedback", "training"]),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Challenge",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="challenges"),
            "section": models.CharField(blank=True, max_length=40),
            "question": models.TextField(),
            "due_on": models.DateField(),
            "asked_by": someone(),
            "asked_at": models.DateTimeField(),
            "answered_by": someone_or_none(),
            "answered_at": moment_or_none(),
            "closed_by": someone_or_none(),
            "closed_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "-pk"],
            "constraints": [
                models.CheckConstraint(name="challenge_asks_something", condition=~Q(question="")),
                paired("challenge_answer_paired", "answered"),
                paired("challenge_closed_paired", "closed"),
                models.CheckConstraint(
                    name="challenge_closed_after_an_answer",
                    condition=Q(closed_at__isnull=True) | Q(answered_at__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ChallengeAnswer",
        fields={
            "id": key(),
            "challenge": models.ForeignKey("reports.challenge", models.PROTECT, related_name="answers"),
            "text": models.TextField(),
            "answered_by": someone(),
            "answered_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["challenge", "answered_at", "pk"],
            "constraints": [models.CheckConstraint(name="challenge_answer_says_something", condition=~Q(text=""))],
        },
    ),
    migrations.CreateModel(
        name="Signature",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.PROTECT, related_name="signatures"),
            "part": models.CharField(choices=PART, max_length=20),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "seat": models.ForeignKey("partnership.seat", models.PROTECT, related_name="+"),
            "seat_label": models.CharField(max_length=400),
            "signed_by": someone_or_none(),
            "signer_name": models.CharField(max_length=120),
            "signer_email": models.EmailField(max_length=254),
            "way": models.CharField(choices=SIGNATURE_WAY, max_length=10),
            "statement": models.TextField(),
            "sha256": models.CharField(max_length=64, verbose_name="SHA-256 of the frozen record"),
            "files": models.JSONField(help_text="SHA-256 of each file, by its kind."),
            "signed_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["edition", "signed_at"],
            "constraints": [
                models.UniqueConstraint(name="signature_part_once_an_edition", fields=("edition", "part")),
                models.UniqueConstraint(
                    F("edition"), functions.Lower("signer_email"), name="signature_nobody_twice_an_edition"
                ),
                models.UniqueConstraint(name="signature_no_account_twice_an_edition", fields=("edition", "signed_by")),
                known("signature_part_known", "part", PART),
                models.CheckConstraint(
                    name="signature_account_or_link",
                    condition=Q(signed_by__isnull=False, way__in=("account", "password", "code", "passkey"))
                    | Q(signed_by__isnull=True, way="link"),
                ),
                models.CheckConstraint(
                    name="signature_chair_of_no_organisation",
                    condition=Q(organisation__isnull=True, part="chair")
                    | (~Q(part="chair") & Q(organisation__isnull=False)),
                ),
                models.CheckConstraint(
                    name="signature_says_what_and_who",
                    condition=Q(sha256__regex="^[0-9a-f]{64}$")
                    & ~Q(statement="")
                    & ~Q(signer_name="")
                    & ~Q(signer_email=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SigningLink",
        fields={
            "id": key(),
            "edition": models.ForeignKey("reports.edition", models.PROTECT, related_name="signing_links"),
            "part": models.CharField(choices=PART, max_length=20),
            "seat": models.ForeignKey("partnership.seat", models.PROTECT, related_name="+"),
            "signer_name": models.CharField(max_length=120),
            "email": models.EmailField(max_length=254),
            "code_email": models.EmailField(max_length=254),
            "token_hash": models.CharField(max_length=64, unique=True),
            "requested_by": someone(),
            "requested_at": models.DateTimeField(),
            "expires_at": models.DateTimeField(),
            "code_hash": models.CharField(blank=True, max_length=64),
            "code_sent_at": moment_or_none(),
            "codes_sent": models.PositiveSmallIntegerField(default=0),
            "tries": models.PositiveSmallIntegerField(default=0),
            "used_at": moment_or_none(),
            "revoked_at": moment_or_none(),
            "revoked_by": someone_or_none(),
        }.items(),
        options={
            "ordering": ["-requested_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="signing_link_one_open_a_part",
                    fields=("edition", "part"),
                    condition=Q(revoked_at__isnull=True, used_at__isnull=True),
                ),
                known("signing_link_part_known", "part", PART),
                models.CheckConstraint(name="signing_link_two_addresses", condition=~Q(email__iexact=F("code_email"))),
                models.CheckConstraint(name="signing_link_ends_later", condition=Q(expires_at__gt=F("requested_at"))),
                paired("signing_link_revoked_paired", "revoked"),
                models.CheckConstraint(
                    name="signing_link_used_or_revoked", condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True)
                ),
                models.CheckConstraint(
                    name="signing_link_code_paired",
                    condition=Q(code_hash="", code_sent_at__isnull=True)
                    | Q(code_hash__regex="^[0-9a-f]{64}$", code_sent_at__isnull=False),
                ),
                models.CheckConstraint(name="signing_link_few_tries", condition=Q(tries__lte=5)),
            ],
        },
    ),
    migrations.CreateModel(
        name="Target",
        fields={
            "id": key(),
            "family_slug": models.CharField(max_length=80),
            "row_key": models.CharField(max_length=120),
            "aim": models.CharField(choices=TARGET_AIM, max_length=10),
            "value": models.DecimalField(decimal_places=2, max_digits=12),
            "amber": models.DecimalField(decimal_places=2, max_digits=12),
            "reason": models.TextField(),
            "set_by": someone(),
            "set_at": models.DateTimeField(),
            "ended_by": someone_or_none(),
            "ended_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["family_slug", "row_key", "-set_at"],
            "constraints": [
                models.CheckConstraint(name="target_has_a_reason", condition=~Q(reason="")),
                known("target_aim_known", "aim", TARGET_AIM),
                paired("target_ended_paired", "ended"),
                models.UniqueConstraint(
                    name="target_once_a_row", fields=("family_slug", "row_key"), condition=Q(ended_at__isnull=True)
                ),
                models.CheckConstraint(
                    name="target_amber_on_its_far_side",
                    condition=Q(aim="at_least", amber__lte=F("value")) | Q(aim="at_most", amber__gte=F("value")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AssessmentRound",
        fields={
            "id": key(),
            "year": models.ForeignKey("partnership.reportingyear", models.PROTECT, related_name="assessment_rounds"),
            "template": models.CharField(max_length=40),
            "version": models.PositiveSmallIntegerField(),
            "title": models.CharField(max_length=120),
            "law": models.CharField(blank=True, max_length=300),
            "standards": models.JSONField(),
            "opens_on": models.DateField(),
            "due_on": models.DateField(),
            "closes_on": models.DateField(),
        }.items(),
        options={
            "ordering": ["-year__starts_on", "title"],
            "constraints": [
                models.UniqueConstraint(name="assessment_round_once_a_year", fields=("year", "template")),
                models.CheckConstraint(
                    name="assessment_round_dates_in_order",
                    condition=Q(closes_on__gte=F("due_on"), due_on__gte=F("opens_on")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AssessmentReminder",
        fields={
            "id": key(),
            "round": models.ForeignKey("reports.assessmentround", models.PROTECT, related_name="reminders"),
            "organisation": models.ForeignKey("partnership.organisation", models.PROTECT, related_name="+"),
            **reminder_fields(),
        }.items(),
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="assessment_reminder_once", fields=("round", "organisation", "kind", "recipient", "day")
                ),
                known("assessment_reminder_kind_known", "kind", REMINDER_KIND),
            ],
        },
    ),
    migrations.CreateModel(
        name="SelfAssessment",
        fields={
            "id": key(),
            **yearly_fields("+"),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "round": models.ForeignKey(
                "reports.assessmentround", models.PROTECT, editable=False, related_name="assessments"
            ),
            "answers": models.JSONField(default=dict),
        }.items(),
        options={
            "ordering": ["round", "organisation"],
            "constraints": [
                *reviewed_constraints("selfassessment"),
                models.UniqueConstraint(
                    name="self_assessment_once_a_round",
                    fields=("organisation", "round"),
                    condition=~Q(state="withdrawn"),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PeerChallenge",
        fields={
            "id": key(),
            "assessment": models.ForeignKey("reports.selfassessment", models.PROTECT, related_name="challenges"),
            "standard": models.CharField(max_length=40),
            "question": models.TextField(),
            "asked_by": someone(),
            "asked_at": models.DateTimeField(),
            "answer": models.TextField(blank=True),
            "answered_by": someone_or_none(),
            "answered_at": moment_or_none(),
            "closed_by": someone_or_none(),
            "closed_at": moment_or_none(),
            "grade_before": models.CharField(choices=ASSESSMENT_GRADE, max_length=20),
            "grade_after": models.CharField(blank=True, choices=ASSESSMENT_GRADE, max_length=20),
        }.items(),
        options={
            "ordering": ["assessment", "pk"],
            "constraints": [
                models.CheckConstraint(
                    name="peer_challenge_asks_something", condition=~Q(question="") & ~Q(standard="")
                ),
                told("peer_challenge_answer_paired", "answered", "answer"),
                paired("peer_challenge_closed_paired", "closed"),
                known("peer_challenge_grade_known", "grade_after", ASSESSMENT_GRADE, blank=True),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("partnership", "0001_initial"),
        ("review", "0001_initial"),
        ("priorities", "0001_initial"),
        ("learning", "0001_initial"),
        ("indicators", "0001_initial"),
    ]

    operations = [CreateModels(MODELS)]
