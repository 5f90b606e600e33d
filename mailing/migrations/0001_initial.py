import uuid

from django.db import migrations, models
from django.db.models import Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import is_sha256, key, known, moment_or_none, someone_or_none

SUBSCRIBER_STATE = [("waiting", "Not confirmed yet"), ("active", "Subscribed"), ("ended", "Unsubscribed")]
CONSENT_RECORD_KIND = [
    ("asked", "Asked to subscribe"),
    ("confirmed", "Confirmed by the link in our email"),
    ("changed", "Changed their choices"),
    ("unsubscribed", "Unsubscribed"),
    ("bounced", "Ended because the address does not exist"),
]
MAILING_STATE = [("scheduled", "Scheduled"), ("sending", "Being sent"), ("sent", "Sent"), ("stopped", "Stopped")]
DELIVERY_STATE = [
    ("waiting", "Waiting"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("refused", "The address does not exist"),
    ("failed", "Could not be delivered"),
    ("unwanted", "Unsubscribed meanwhile"),
]

MODELS = [
    migrations.CreateModel(
        name="Subscriber",
        fields={
            "id": key(),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "address": models.EmailField(max_length=254, unique=True, verbose_name="email address"),
            "state": models.CharField(choices=SUBSCRIBER_STATE, default="waiting", max_length=20),
            "asked_at": models.DateTimeField(),
            "confirmed_at": moment_or_none(),
            "ended_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["-pk"],
            "constraints": [
                known("subscriber_state_known", "state", SUBSCRIBER_STATE),
                models.CheckConstraint(
                    name="subscriber_active_confirmed",
                    condition=~Q(state="active") | Q(confirmed_at__isnull=False),
                ),
                models.CheckConstraint(
                    name="subscriber_ended_has_time",
                    condition=Q(ended_at__isnull=False, state="ended") | (~Q(state="ended") & Q(ended_at__isnull=True)),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Suppression",
        fields={
            "id": key(),
            "address_hash": models.CharField(max_length=64, unique=True),
            "at": models.DateTimeField(),
        }.items(),
        options={"ordering": ["pk"], "constraints": [is_sha256("suppression_is_hash", "address_hash")]},
    ),
    migrations.CreateModel(
        name="ConsentRecord",
        fields={
            "id": key(),
            "subscriber": models.ForeignKey("mailing.subscriber", models.CASCADE, related_name="records"),
            "kind": models.CharField(choices=CONSENT_RECORD_KIND, max_length=20),
            "topics": models.JSONField(default=list),
            "wording": models.TextField(blank=True),
            "at": models.DateTimeField(),
        }.items(),
        options={
            "ordering": ["pk"],
            "constraints": [known("consent_record_kind_known", "kind", CONSENT_RECORD_KIND)],
        },
    ),
    migrations.CreateModel(
        name="TopicChoice",
        fields={
            "id": key(),
            "subscriber": models.ForeignKey("mailing.subscriber", models.CASCADE, related_name="choices"),
            "topic": models.CharField(max_length=80),
        }.items(),
        options={
            "ordering": ["topic"],
            "constraints": [models.UniqueConstraint(name="topic_chosen_once", fields=("subscriber", "topic"))],
        },
    ),
    migrations.CreateModel(
        name="Mailing",
        fields={
            "id": key(),
            "key": models.CharField(max_length=160, unique=True),
            "title": models.CharField(max_length=200),
            "topics": models.JSONField(default=list),
            "state": models.CharField(choices=MAILING_STATE, default="scheduled", max_length=20),
            "send_at": models.DateTimeField(),
            "asked_by": someone_or_none(),
            "started_at": moment_or_none(),
            "ended_at": moment_or_none(),
            "stop_reason": models.CharField(blank=True, max_length=200),
        }.items(),
        options={
            "ordering": ["-pk"],
            "constraints": [
                known("mailing_state_known", "state", MAILING_STATE),
                models.CheckConstraint(
                    name="mailing_stopped_says_why", condition=~Q(state="stopped") | ~Q(stop_reason="")
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Delivery",
        fields={
            "id": key(),
            "attempts": models.PositiveSmallIntegerField(default=0),
            "lease_until": moment_or_none(),
            "mailing": models.ForeignKey("mailing.mailing", models.CASCADE, related_name="deliveries"),
            "subscriber": models.ForeignKey(
                "mailing.subscriber", models.SET_NULL, null=True, related_name="deliveries"
            ),
            "state": models.CharField(choices=DELIVERY_STATE, default="waiting", max_length=20),
            "due_at": moment_or_none(),
            "ended_at": models.DateTimeField(blank=True, db_index=True, null=True),
            "failures": models.PositiveSmallIntegerField(default=0),
            "problem": models.CharField(blank=True, max_length=200),
        }.items(),
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="delivery_by_state", fields=["mailing", "state"])],
            "constraints": [
                models.UniqueConstraint(name="delivered_once", fields=("mailing", "subscriber")),
                known("delivery_state_known", "state", DELIVERY_STATE),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("partnership", "0001_initial")]

    operations = [CreateModels(MODELS)]
