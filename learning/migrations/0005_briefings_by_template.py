import uuid

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._columns import key, known
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

BOXES = (
    "background",
    "why_it_matters",
    "key_facts",
    "what_we_learned",
    "good_practice",
    "questions",
    "next_steps",
)
SETTING = [
    ("team_meeting", "Team meeting"),
    ("supervision", "Supervision"),
    ("training", "Training or workshop"),
    ("event", "Event or conference"),
    ("sent_round", "Sent to staff to read"),
    ("other", "Other"),
]
ORGANISATION, USER = "partnership.organisation", "partnership.user"


def put_together(apps, schema_editor):
    """The seven columns of each briefing become texts by the key of their box."""
    briefing = apps.get_model("learning", "Briefing")
    for row in briefing.objects.all():
        row.texts = {name: getattr(row, name) for name in BOXES}
        row.save(update_fields=["texts"])


def put_apart(apps, schema_editor):
    """The other way round. What a box of another template says has no column."""
    briefing = apps.get_model("learning", "Briefing")
    for row in briefing.objects.all():
        for name in BOXES:
            setattr(row, name, row.texts.get(name, ""))
        row.save(update_fields=BOXES)


def added(**fields):
    return [migrations.AddField("briefing", name, field) for name, field in fields.items()]


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_pictures")]

    operations = [
        migrations.CreateModel(
            "Campaign",
            {
                "id": key(),
                "slug": models.SlugField(unique=True),
                "title": models.CharField(max_length=120, unique=True),
                "summary": models.TextField(
                    blank=True, help_text="For readers: what it is about, and when.", max_length=600
                ),
                "starts_on": models.DateField(verbose_name="first day"),
                "ends_on": models.DateField(verbose_name="last day"),
            }.items(),
            {
                "ordering": ["-starts_on", "title"],
                "constraints": [
                    models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start")
                ],
            },
        ),
        *added(
            keeper=models.ForeignKey(
                ORGANISATION,
                models.PROTECT,
                blank=True,
                null=True,
                related_name="+",
                verbose_name="organisation that keeps it up to date",
            ),
            keeper_role=models.CharField(
                blank=True,
                help_text="For example, head of safeguarding. Do not name a person.",
                max_length=120,
                verbose_name="role that keeps it up to date",
            ),
            review_by=models.DateField(blank=True, null=True, verbose_name="date to check that it still applies"),
            campaign=models.ForeignKey(
                "learning.campaign", models.PROTECT, blank=True, null=True, related_name="briefings"
            ),
            template=models.SlugField(db_index=False, default="seven-minute", max_length=60),
            template_number=models.PositiveIntegerField(default=0),
            texts=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(put_together, put_apart),
        *(migrations.RemoveField("briefing", name) for name in BOXES),
        migrations.CreateModel(
            "BriefingPaper",
            {
                "id": key(),
                "briefing": models.OneToOneField("learning.briefing", models.CASCADE, related_name="paper"),
                "made_from": models.CharField("hash of the revision", max_length=64),
                "sha256": models.CharField("hash of the file", max_length=64),
                "content": models.BinaryField(),
                "made_at": models.DateTimeField(default=django.utils.timezone.now),
            }.items(),
        ),
        migrations.CreateModel(
            "BriefingTemplate",
            {
                "id": key(),
                "slug": models.SlugField(max_length=60),
                "number": models.PositiveIntegerField(),
                "title": models.CharField(max_length=80),
                "summary": models.CharField(blank=True, max_length=200),
                "boxes": models.JSONField(default=list),
                "is_offered": models.BooleanField(default=True),
                "made_by": models.ForeignKey(USER, models.PROTECT, related_name="+"),
                "made_at": models.DateTimeField(),
            }.items(),
            {
                "ordering": ["slug", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=["slug", "number"], name="briefing_template_version_once"),
                    models.CheckConstraint(condition=Q(number__gte=1), name="briefing_template_numbered"),
                ],
            },
        ),
        migrations.CreateModel(
            "BriefingUse",
            {
                "id": key(),
                **reviewed_fields(),
                "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                "briefing": models.ForeignKey("learning.briefing", models.PROTECT, editable=False, related_name="uses"),
                "used_on": models.DateField("date of use", blank=True, null=True),
                "setting": models.CharField("where it was used", blank=True, choices=SETTING, max_length=20),
                "audience": models.CharField("who it was used with", blank=True, max_length=160),
                "people": models.PositiveIntegerField("number of people", blank=True, null=True),
                "what_changed": models.TextField(blank=True),
            }.items(),
            {
                "ordering": ["-used_on", "-pk"],
                "abstract": False,
                "constraints": [
                    *reviewed_constraints("briefinguse"),
                    known("briefing_use_setting_known", "setting", SETTING, blank=True),
                    models.CheckConstraint(
                        condition=Q(people__isnull=True) | Q(people__gte=1), name="briefing_use_had_people"
                    ),
                ],
            },
        ),
    ]
