from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import key, known, moment_or_none, paired, someone, someone_or_none, told

BLIND_REVIEW_VERDICT = [("approve", "Approve"), ("return", "Return for changes"), ("declined", "Declined")]

MODELS = [
    migrations.CreateModel(
        name="ChainHead",
        fields={
            "id": models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
            "sequence": models.PositiveBigIntegerField(default=0),
            "hash": models.CharField(blank=True, default="", max_length=64),
        }.items(),
        options={"constraints": [models.CheckConstraint(name="chain_has_one_head", condition=Q(id=1))]},
    ),
    migrations.CreateModel(
        name="Event",
        fields={
            "id": key(),
            "sequence": models.PositiveBigIntegerField(unique=True),
            "at": models.DateTimeField(),
            "actor": models.ForeignKey("partnership.user", models.PROTECT, null=True, related_name="+"),
            "actor_label": models.CharField(max_length=300),
            "verb": models.CharField(max_length=60),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, null=True, related_name="+"),
            "object_id": models.PositiveBigIntegerField(null=True),
            "object_label": models.CharField(blank=True, max_length=300),
            "revision": models.PositiveIntegerField(null=True),
            "source": models.CharField(blank=True, max_length=20),
            "target": models.CharField(blank=True, max_length=20),
            "note": models.TextField(blank=True),
            "data": models.JSONField(default=dict),
            "previous_hash": models.CharField(blank=True, max_length=64),
            "hash": models.CharField(max_length=64, unique=True),
        }.items(),
        options={
            "ordering": ["-sequence"],
            "indexes": [models.Index(name="review_even_content_68ba81_idx", fields=["content_type", "object_id"])],
        },
    ),
    migrations.CreateModel(
        name="Notification",
        fields={
            "id": key(),
            "recipient": models.ForeignKey(
                "partnership.user", models.CASCADE, blank=True, null=True, related_name="notifications"
            ),
            "address": models.EmailField(blank=True, max_length=254, verbose_name="address, if they have no account"),
            "key": models.CharField(max_length=200, unique=True),
            "subject": models.CharField(max_length=200),
            "body": models.TextField(),
            "is_secret": models.BooleanField(default=False),
            "created_at": models.DateTimeField(),
            "sent_at": moment_or_none(),
            "not_before": moment_or_none(),
            "attempts": models.PositiveSmallIntegerField(default=0, verbose_name="failed attempts"),
            "problem": models.CharField(blank=True, max_length=200),
        }.items(),
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(
                    name="notification_failed_says_why",
                    condition=Q(attempts=0, problem="") | (Q(attempts__gt=0) & ~Q(problem="")),
                ),
                models.CheckConstraint(
                    name="notification_account_or_address",
                    condition=Q(address="", recipient__isnull=False) | (Q(recipient__isnull=True) & ~Q(address="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Revision",
        fields={
            "id": key(),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "number": models.PositiveIntegerField(),
            "content": models.JSONField(),
            "sha256": models.CharField(max_length=64),
            "created_at": models.DateTimeField(),
            "created_by": someone(),
        }.items(),
        options={
            "ordering": ["-number"],
            "constraints": [
                models.UniqueConstraint(name="revision_once", fields=("content_type", "object_id", "number"))
            ],
        },
    ),
    migrations.CreateModel(
        name="Comment",
        fields={
            "id": key(),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "text": models.TextField(),
            "written_by": someone(),
            "written_at": models.DateTimeField(),
            "resolved_by": someone_or_none(),
            "resolved_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="comment_about", fields=["content_type", "object_id"])],
            "constraints": [
                models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
                paired("comment_resolved_paired", "resolved"),
            ],
        },
    ),
    migrations.CreateModel(
        name="BlindReview",
        fields={
            "id": key(),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "submitted_at": models.DateTimeField(),
            "reviewer": someone(),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "verdict": models.CharField(choices=BLIND_REVIEW_VERDICT, max_length=10),
            "private_note": models.TextField(blank=True),
            "shared_note": models.TextField(blank=True),
            "given_at": models.DateTimeField(),
            "answer": models.TextField(blank=True),
            "answered_by": someone_or_none(),
            "answered_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["submitted_at", "pk"],
            "indexes": [
                models.Index(
                    name="review_blin_content_249cdd_idx", fields=["content_type", "object_id", "submitted_at"]
                )
            ],
            "constraints": [
                known("blind_review_verdict_known", "verdict", BLIND_REVIEW_VERDICT),
                models.UniqueConstraint(
                    name="blind_review_once_a_person",
                    fields=("content_type", "object_id", "submitted_at", "reviewer"),
                ),
                models.UniqueConstraint(
                    name="blind_review_once_an_organisation",
                    fields=("content_type", "object_id", "submitted_at", "organisation"),
                    condition=~Q(verdict="declined"),
                ),
                models.CheckConstraint(
                    name="blind_review_return_says_why", condition=~Q(verdict="return") | ~Q(shared_note="")
                ),
                models.CheckConstraint(
                    name="blind_review_declined_without_reason",
                    condition=~Q(verdict="declined") | Q(private_note="", shared_note=""),
                ),
                told("blind_review_answer_paired", "answered", "answer"),
            ],
        },
    ),
    migrations.CreateModel(
        name="TypedForm",
        fields={
            "id": key(),
            "person": models.ForeignKey("partnership.user", models.CASCADE, related_name="+"),
            "address": models.CharField(max_length=200),
            "window": models.CharField(max_length=40),
            "data": models.TextField(help_text="As a browser sends it: application/x-www-form-urlencoded."),
            "typed_at": models.DateTimeField(),
        }.items(),
        options={
            "constraints": [models.UniqueConstraint(name="typed_form_once_a_person", fields=("person", "address"))],
        },
    ),
    migrations.CreateModel(
        name="KeptDetail",
        fields={
            "id": key(),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "key": models.CharField(max_length=12),
            "reason": models.CharField(max_length=300),
            "given_by": someone(),
            "given_at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(name="kept_detail_has_reason", condition=~Q(reason="")),
                models.UniqueConstraint(name="kept_detail_once", fields=("content_type", "object_id", "key")),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("partnership", "0001_initial")]

    operations = [CreateModels(MODELS)]
