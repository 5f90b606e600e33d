from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._at_once import CreateModels

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
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "recipient": models.ForeignKey(
                "partnership.user", models.CASCADE, blank=True, null=True, related_name="notifications"
            ),
            "address": models.EmailField(blank=True, max_length=254, verbose_name="address, if they have no account"),
            "key": models.CharField(max_length=200, unique=True),
            "subject": models.CharField(max_length=200),
            "body": models.TextField(),
            "is_secret": models.BooleanField(default=False),
            "created_at": models.DateTimeField(),
            "sent_at": models.DateTimeField(blank=True, null=True),
            "not_before": models.DateTimeField(blank=True, null=True),
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
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "content_type": models.ForeignKey("contenttypes.contenttype", models.PROTECT, related_name="+"),
            "object_id": models.PositiveBigIntegerField(),
            "number": models.PositiveIntegerField(),
            "content": models.JSONField(),
            "sha256": models.CharField(max_length=64),
            "created_at": models.DateTimeField(),
            "created_by": models.ForeignKey("partnership.user", models.PROTECT, related_name="+"),
        }.items(),
        options={
            "ordering": ["-number"],
            "constraints": [
                models.UniqueConstraint(name="revision_once", fields=("content_type", "object_id", "number"))
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("partnership", "0001_initial")]

    operations = [CreateModels(MODELS)]
