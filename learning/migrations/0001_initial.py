import uuid

from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._at_once import CreateModels
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

CASE_STUDY_IMPACT_EVIDENCE = [
    ("none", "No evidence of impact yet"),
    ("activity", "Activity: what was done"),
    ("output", "Output: what it produced"),
    ("outcome", "Outcome: what changed for people"),
    ("voice", "Voice: what people said about it"),
]
CONSENT_BASIS = [
    ("adult", "The adult agreed"),
    ("young_person", "The young person agreed, and understood what they agreed to"),
    ("parent", "A person with parental responsibility agreed"),
    ("best_interests", "A best interests decision was made and recorded"),
    ("composite", "No consent needed: a composite case study about no real person"),
]
CONSENT_SCOPE = [
    ("partnership", "Within the partnership only"),
    ("training", "Staff training"),
    ("public", "The public"),
]


def live_has_address(model):
    return models.CheckConstraint(
        name=f"{model}_live_has_address", condition=Q(live_revision__isnull=True) | Q(slug__isnull=False)
    )


MODELS = [
    migrations.CreateModel(
        name="Theme",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "slug": models.SlugField(unique=True),
            "title": models.CharField(max_length=120, unique=True),
        }.items(),
        options={"ordering": ["title"]},
    ),
    migrations.CreateModel(
        name="CaseStudy",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                blank=True, choices=CASE_STUDY_IMPACT_EVIDENCE, max_length=20, verbose_name="type of evidence"
            ),
            "learned": models.TextField(blank=True, verbose_name="what we learned"),
            "good_practice": models.TextField(blank=True),
            "review_by": models.DateField(blank=True, help_text="When to check that it still applies.", null=True),
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
                *reviewed_constraints("casestudy"),
                live_has_address("casestudy"),
                models.CheckConstraint(
                    name="case_study_evidence_known",
                    condition=Q(impact_evidence__in=["", *(value for value, _ in CASE_STUDY_IMPACT_EVIDENCE)]),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Briefing",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
            "audience": models.CharField(
                blank=True, help_text="Who it is for, such as “everyone who works with adults”.", max_length=200
            ),
            "background": models.TextField(blank=True),
            "why_it_matters": models.TextField(blank=True),
            "key_facts": models.TextField(blank=True),
            "what_we_learned": models.TextField(blank=True),
            "good_practice": models.TextField(blank=True),
            "questions": models.TextField(blank=True, verbose_name="questions for reflection"),
            "next_steps": models.TextField(blank=True, verbose_name="further information and next steps"),
            "case_studies": models.ManyToManyField("learning.casestudy", blank=True, related_name="briefings"),
        }.items(),
        options={
            "ordering": ["-created_at"],
            "constraints": [*reviewed_constraints("briefing"), live_has_address("briefing")],
        },
    ),
    migrations.CreateModel(
        name="Consent",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "case_study": models.OneToOneField("learning.casestudy", models.CASCADE, related_name="consent"),
            "basis": models.CharField(blank=True, choices=CONSENT_BASIS, max_length=20),
            "scope": models.CharField(blank=True, choices=CONSENT_SCOPE, max_length=20),
            "given_on": models.DateField(blank=True, null=True),
            "expires_on": models.DateField(blank=True, null=True),
            "recorded_by": models.ForeignKey("partnership.user", models.PROTECT, related_name="+"),
            "recorded_at": models.DateTimeField(),
            "withdrawn_by": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "withdrawn_at": models.DateTimeField(blank=True, null=True),
            "withdrawal_note": models.TextField(blank=True),
            "lost_at": models.DateTimeField(
                blank=True,
                help_text="When the published case study was last known to be hidden because it had no consent. Kept permanently: anything that described it before that day does not come back automatically.",
                null=True,
            ),
        }.items(),
        options={
            "constraints": [
                models.CheckConstraint(
                    name="consent_basis_known", condition=Q(basis__in=["", *(value for value, _ in CONSENT_BASIS)])
                ),
                models.CheckConstraint(
                    name="consent_scope_known", condition=Q(scope__in=["", *(value for value, _ in CONSENT_SCOPE)])
                ),
                models.CheckConstraint(
                    name="consent_expires_after_given",
                    condition=Q(expires_on__isnull=True) | Q(given_on__isnull=True) | Q(expires_on__gt=F("given_on")),
                ),
                models.CheckConstraint(
                    name="consent_withdrawn_paired",
                    condition=Q(withdrawn_at__isnull=True) & Q(withdrawn_by__isnull=True) & Q(withdrawal_note="")
                    | (Q(withdrawn_at__isnull=False) & Q(withdrawn_by__isnull=False) & ~Q(withdrawal_note="")),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Newsletter",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
            "issue_number": models.PositiveSmallIntegerField(unique=True),
            "issued_on": models.DateField(verbose_name="date of issue"),
            "introduction": models.TextField(blank=True),
            "spotlight_title": models.CharField(blank=True, max_length=160),
            "spotlight_body": models.TextField(blank=True, verbose_name="spotlight text"),
        }.items(),
        options={
            "ordering": ["-issue_number"],
            "constraints": [*reviewed_constraints("newsletter"), live_has_address("newsletter")],
        },
    ),
    migrations.CreateModel(
        name="NewsletterItem",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "newsletter": models.ForeignKey("learning.newsletter", models.CASCADE, related_name="items"),
            "number": models.PositiveSmallIntegerField(),
            "title": models.CharField(max_length=160),
            "body": models.TextField(blank=True),
            "briefing": models.ForeignKey("learning.briefing", models.PROTECT, blank=True, null=True, related_name="+"),
            "case_study": models.ForeignKey(
                "learning.casestudy", models.PROTECT, blank=True, null=True, related_name="+"
            ),
        }.items(),
        options={
            "ordering": ["newsletter", "number"],
            "constraints": [
                models.UniqueConstraint(name="newsletter_item_number_once", fields=("newsletter", "number")),
                models.CheckConstraint(
                    name="newsletter_item_points_to_one_thing",
                    condition=Q(briefing__isnull=True) | Q(case_study__isnull=True),
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial"), ("review", "0001_initial"), ("priorities", "0001_initial")]

    operations = [CreateModels(MODELS)]
