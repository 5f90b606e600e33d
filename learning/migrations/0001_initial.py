import uuid

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import (
    EVIDENCE_KIND,
    is_sha256,
    key,
    known,
    moment_or_none,
    someone,
    someone_or_none,
    told,
)
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

CONSENT_BASIS = [
    ("adult", "The adult agreed"),
    ("young_person", "The young person agreed, and understood what they agreed to"),
    ("parent", "A person with parental responsibility agreed"),
    ("best_interests", "A best interests decision was made and recorded"),
    ("composite", "No consent needed: a composite case study about no real person"),
]
CONSENT_CAPACITY = [
    ("presumed", "Nothing suggested that the adult could not decide this"),
    ("assessed", "The adult's capacity to decide this was assessed and recorded"),
    ("understood", "A professional judged, and recorded, that the young person understood"),
    ("responsibility", "Parental responsibility was checked and recorded"),
]
CONSENT_SCOPE = [
    ("partnership", "Within the partnership only"),
    ("training", "Staff training"),
    ("public", "The public"),
]
STORED_FILE_KIND = [("jpeg", "JPEG picture"), ("png", "PNG picture"), ("pdf", "PDF")]
BRIEFING_USE_SETTING = [
    ("team_meeting", "Team meeting"),
    ("supervision", "Supervision"),
    ("training", "Training or workshop"),
    ("event", "Event or conference"),
    ("sent_round", "Sent to staff to read"),
    ("other", "Other"),
]


def written_fields():
    """What case studies, briefings and newsletters have in common."""
    return {
        **reviewed_fields(),
        "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        "slug": models.SlugField(editable=False, max_length=90, null=True, unique=True),
        "title": models.CharField(max_length=160),
        "year": models.ForeignKey(
            "partnership.reportingyear",
            models.PROTECT,
            help_text="The annual report it belongs to.",
            related_name="%(class)s_set",
            verbose_name="reporting year",
        ),
    }


def classed_fields():
    """What a case study or briefing is filed under."""
    return {
        "theme": models.ForeignKey(
            "learning.theme", models.PROTECT, blank=True, null=True, related_name="%(class)s_set"
        ),
        "arm": models.ForeignKey(
            "partnership.arm",
            models.PROTECT,
            blank=True,
            help_text="Leave blank if it applies to every arm.",
            null=True,
            related_name="%(class)s_set",
        ),
        "priority": models.ForeignKey(
            "priorities.priority",
            models.PROTECT,
            blank=True,
            null=True,
            related_name="%(class)s_set",
            verbose_name="related priority",
        ),
    }


def written_constraints(model):
    return [
        *reviewed_constraints(model),
        models.CheckConstraint(
            name=f"{model}_live_has_address", condition=Q(live_revision__isnull=True) | Q(slug__isnull=False)
        ),
    ]


MODELS = [
    migrations.CreateModel(
        name="Theme",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            "title": models.CharField(max_length=120, unique=True),
        }.items(),
        options={"ordering": ["title"]},
    ),
    migrations.CreateModel(
        name="CaseStudy",
        fields={
            "id": key(),
            **written_fields(),
            **classed_fields(),
            "period": models.CharField(
                blank=True,
                help_text="Season and year, such as “winter 2022-23”. Do not include exact dates.",
                max_length=80,
            ),
            "background": models.TextField(blank=True),
            "worry": models.TextField(blank=True, verbose_name="what was the worry"),
            "what_was_done": models.TextField(blank=True, verbose_name="what was done, and by whom"),
            "voice": models.TextField(blank=True, verbose_name="voice of the child or adult"),
            "impact": models.TextField(blank=True, verbose_name="what difference it made"),
            "impact_evidence": models.CharField(
                blank=True, choices=EVIDENCE_KIND, max_length=20, verbose_name="type of evidence"
            ),
            "learned": models.TextField(blank=True, verbose_name="what we learned"),
            "good_practice": models.TextField(blank=True),
            "review_by": models.DateField(blank=True, help_text="When to check that it still applies.", null=True),
            "warnings": models.JSONField(blank=True, default=list, verbose_name="content warnings"),
            "actions": models.ManyToManyField(
                "priorities.action",
                blank=True,
                related_name="case_studies",
                verbose_name="actions and findings that it is linked to",
            ),
            "indicators": models.JSONField(
                blank=True, default=list, verbose_name="indicators that it is linked to, by slug"
            ),
            "kept": models.JSONField(blank=True, default=dict, verbose_name="details that may stay, with the reason"),
            "live_scope": models.CharField(
                blank=True,
                editable=False,
                help_text="How far the consent reaches that the live version had.",
                max_length=20,
            ),
            "has_no_names": models.BooleanField(default=False, verbose_name="no names, initials or nicknames"),
            "has_age_bands": models.BooleanField(default=False, verbose_name="age bands instead of ages"),
            "has_seasons": models.BooleanField(default=False, verbose_name="season and year instead of dates"),
            "has_no_places": models.BooleanField(default=False, verbose_name="no place below the area"),
            "has_no_rare_combination": models.BooleanField(
                default=False, verbose_name="no combination of facts so rare that it points to one person"
            ),
        }.items(),
        options={
            "verbose_name_plural": "case studies",
            "ordering": ["-created_at"],
            "constraints": [
                *written_constraints("casestudy"),
                models.CheckConstraint(
                    name="case_study_live_is_for_the_public",
                    condition=Q(live_revision__isnull=True) | Q(live_scope="public"),
                ),
                known("case_study_evidence_known", "impact_evidence", EVIDENCE_KIND, blank=True),
            ],
        },
    ),
    migrations.CreateModel(
        name="Campaign",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            "title": models.CharField(max_length=120, unique=True),
            "summary": models.TextField(
                blank=True, help_text="For readers: what it is about, and when.", max_length=600
            ),
            "starts_on": models.DateField(verbose_name="first day"),
            "ends_on": models.DateField(verbose_name="last day"),
        }.items(),
        options={
            "ordering": ["-starts_on", "title"],
            "constraints": [
                models.CheckConstraint(name="campaign_ends_after_start", condition=Q(ends_on__gte=F("starts_on")))
            ],
        },
    ),
    migrations.CreateModel(
        name="Briefing",
        fields={
            "id": key(),
            **written_fields(),
            **classed_fields(),
            "template": models.SlugField(db_index=False, default="seven-minute", max_length=60),
            "template_number": models.PositiveIntegerField(default=0),
            "texts": models.JSONField(blank=True, default=dict),
            "audience": models.CharField(
                blank=True, help_text="Who it is for, such as “everyone who works with adults”.", max_length=200
            ),
            "campaign": models.ForeignKey(
                "learning.campaign", models.PROTECT, blank=True, null=True, related_name="briefings"
            ),
            "keeper": models.ForeignKey(
                "partnership.organisation",
                models.PROTECT,
                blank=True,
                null=True,
                related_name="+",
                verbose_name="organisation that keeps it up to date",
            ),
            "keeper_role": models.CharField(
                blank=True,
                help_text="For example, head of safeguarding. Do not name a person.",
                max_length=120,
                verbose_name="role that keeps it up to date",
            ),
            "review_by": models.DateField(blank=True, null=True, verbose_name="date to check that it still applies"),
            "case_studies": models.ManyToManyField("learning.casestudy", blank=True, related_name="briefings"),
        }.items(),
        options={
            "ordering": ["-created_at"],
            "constraints": written_constraints("briefing"),
        },
    ),
    migrations.CreateModel(
        name="Consent",
        fields={
            "id": key(),
            "case_study": models.OneToOneField("learning.casestudy", models.CASCADE, related_name="consent"),
            "basis": models.CharField(blank=True, choices=CONSENT_BASIS, max_length=20),
            "scope": models.CharField(blank=True, choices=CONSENT_SCOPE, max_length=20),
            "capacity": models.CharField(blank=True, choices=CONSENT_CAPACITY, max_length=20),
            "taken_by": models.CharField(
                blank=True, max_length=120, verbose_name="role and organisation of the person who took consent"
            ),
            "given_on": models.DateField(blank=True, null=True),
            "expires_on": models.DateField(blank=True, null=True),
            "recorded_by": someone(),
            "recorded_at": models.DateTimeField(),
            "withdrawn_by": someone_or_none(),
            "withdrawn_at": moment_or_none(),
            "withdrawal_note": models.TextField(blank=True),
            "lost_at": models.DateTimeField(
                blank=True,
                help_text="When the published case study was last known to be hidden because it had no consent. Kept permanently: anything that described it before that day does not come back automatically.",
                null=True,
            ),
        }.items(),
        options={
            "constraints": [
                known("consent_basis_known", "basis", CONSENT_BASIS, blank=True),
                known("consent_scope_known", "scope", CONSENT_SCOPE, blank=True),
                models.CheckConstraint(
                    name="consent_expires_after_given",
                    condition=Q(expires_on__isnull=True) | Q(given_on__isnull=True) | Q(expires_on__gt=F("given_on")),
                ),
                models.CheckConstraint(
                    name="consent_capacity_fits_basis",
                    condition=Q(capacity="")
                    | Q(basis="adult", capacity__in=["presumed", "assessed"])
                    | Q(basis="young_person", capacity__in=["understood"])
                    | Q(basis="parent", capacity__in=["responsibility"])
                    | Q(basis="best_interests", capacity__in=["assessed"]),
                ),
                told("consent_withdrawn_paired", "withdrawn", "withdrawal_note"),
            ]
        },
    ),
    migrations.CreateModel(
        name="Newsletter",
        fields={
            "id": key(),
            **written_fields(),
            "issue_number": models.PositiveSmallIntegerField(unique=True),
            "issued_on": models.DateField(verbose_name="date of issue"),
            "introduction": models.TextField(blank=True),
            "spotlight_title": models.CharField(blank=True, max_length=160),
            "spotlight_body": models.TextField(blank=True, verbose_name="spotlight text"),
        }.items(),
        options={
            "ordering": ["-issue_number"],
            "constraints": written_constraints("newsletter"),
        },
    ),
    migrations.CreateModel(
        name="NewsletterItem",
        fields={
            "id": key(),
            "newsletter": models.ForeignKey("learning.newsletter", models.CASCADE, related_name="items"),
            "number": models.PositiveSmallIntegerField(),
            "title": models.CharField(max_length=160),
            "body": models.TextField(blank=True),
            "briefing": models.ForeignKey("learning.briefing", models.PROTECT, blank=True, null=True, related_name="+"),
            "case_study": models.ForeignKey(
                "learning.casestudy", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "linked": models.CharField(blank=True, max_length=120),
        }.items(),
        options={
            "ordering": ["newsletter", "number"],
            "constraints": [
                models.UniqueConstraint(name="newsletter_item_number_once", fields=("newsletter", "number")),
                models.CheckConstraint(
                    name="newsletter_item_points_to_one_thing",
                    condition=Q(briefing__isnull=True) | Q(case_study__isnull=True),
                ),
                models.CheckConstraint(
                    name="newsletter_item_linked_alone",
                    condition=Q(linked="") | Q(briefing__isnull=True, case_study__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StoredFile",
        fields={
            "sha256": models.CharField(max_length=64, primary_key=True, serialize=False),
            "kind": models.CharField(choices=STORED_FILE_KIND, max_length=10),
            "content": models.BinaryField(),
            "size": models.PositiveIntegerField(verbose_name="size in bytes"),
            "width": models.PositiveIntegerField(default=0),
            "height": models.PositiveIntegerField(default=0),
        }.items(),
        options={
            "constraints": [
                is_sha256("stored_file_is_hashed", "sha256"),
                known("stored_file_kind_known", "kind", STORED_FILE_KIND),
                models.CheckConstraint(
                    name="stored_file_picture_is_measured",
                    condition=~Q(kind__in=("jpeg", "png")) | Q(height__gt=0, width__gt=0),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Attached",
        fields={
            "id": key(),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "file": models.ForeignKey("learning.storedfile", models.PROTECT, related_name="attached"),
            "words": models.CharField(max_length=300),
            "added_by": someone(),
            "added_at": models.DateTimeField(),
        }.items(),
        options={
            "constraints": [
                models.UniqueConstraint(name="attached_once", fields=("content_type", "object_id", "file")),
                models.CheckConstraint(name="attached_has_words", condition=~Q(words="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="BriefingPaper",
        fields={
            "id": key(),
            "briefing": models.OneToOneField("learning.briefing", models.CASCADE, related_name="paper"),
            "made_from": models.CharField(max_length=64, verbose_name="hash of the revision"),
            "sha256": models.CharField(max_length=64, verbose_name="hash of the file"),
            "content": models.BinaryField(),
            "made_at": models.DateTimeField(default=django.utils.timezone.now),
        }.items(),
    ),
    migrations.CreateModel(
        name="BriefingTemplate",
        fields={
            "id": key(),
            "slug": models.SlugField(max_length=60),
            "number": models.PositiveIntegerField(),
            "title": models.CharField(max_length=80),
            "summary": models.CharField(blank=True, max_length=200),
            "boxes": models.JSONField(default=list),
            "is_offered": models.BooleanField(default=True),
            "made_by": someone(),
            "made_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["slug", "-number"],
            "constraints": [
                models.UniqueConstraint(name="briefing_template_version_once", fields=("slug", "number")),
                models.CheckConstraint(name="briefing_template_numbered", condition=Q(number__gte=1)),
            ],
        },
    ),
    migrations.CreateModel(
        name="BriefingUse",
        fields={
            "id": key(),
            **reviewed_fields(),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "briefing": models.ForeignKey("learning.briefing", models.PROTECT, editable=False, related_name="uses"),
            "used_on": models.DateField(blank=True, null=True, verbose_name="date of use"),
            "setting": models.CharField(
                blank=True, choices=BRIEFING_USE_SETTING, max_length=20, verbose_name="where it was used"
            ),
            "audience": models.CharField(blank=True, max_length=160, verbose_name="who it was used with"),
            "people": models.PositiveIntegerField(blank=True, null=True, verbose_name="number of people"),
            "what_changed": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["-used_on", "-pk"],
            "abstract": False,
            "constraints": [
                *reviewed_constraints("briefinguse"),
                known("briefing_use_setting_known", "setting", BRIEFING_USE_SETTING, blank=True),
                models.CheckConstraint(
                    name="briefing_use_had_people", condition=Q(people__isnull=True) | Q(people__gte=1)
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("partnership", "0001_initial"),
        ("review", "0001_initial"),
        ("priorities", "0001_initial"),
    ]

    operations = [CreateModels(MODELS)]
