"""Who asked for emails, what they agreed to, and who never wants one again."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from partnership.constraints import hashed, known


class SubscriberState(models.TextChoices):
    """Whether emails go to an address."""

    WAITING = "waiting", "Not confirmed yet"
    ACTIVE = "active", "Subscribed"
    ENDED = "ended", "Unsubscribed"


class RecordKind(models.TextChoices):
    """What happened to somebody's consent. `ASKED` is a form that anybody could send; `CONFIRMED` is consent."""

    ASKED = "asked", "Asked to subscribe"
    CONFIRMED = "confirmed", "Confirmed by the link in our email"
    CHANGED = "changed", "Changed their choices"
    UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
    BOUNCED = "bounced", "Ended because the address does not exist"


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Subscribers narrowed by whether they may be written to, and about what."""

    def active(self) -> Self:
        """Who confirmed, and did not end it."""
        return self.filter(state=SubscriberState.ACTIVE)

    def of_any(self, topics: list[str]) -> Self:
        """Active ones who chose at least one of these topics, each once."""
        chosen = TopicChoice.objects.filter(topic__in=topics).values("subscriber")
        return self.active().filter(pk__in=chosen)


class Subscriber(models.Model):
    """An address that somebody entered. `key` stands in its links, which are signed."""

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    address = models.EmailField("email address", unique=True)
    state = models.CharField(max_length=20, choices=SubscriberState.choices, default=SubscriberState.WAITING)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("subscriber_state_known", "state", SubscriberState.values),
            models.CheckConstraint(
                name="subscriber_active_confirmed", condition=~Q(state="active") | Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="subscriber_ended_has_time",
                condition=Q(state="ended", ended_at__isnull=False) | (~Q(state="ended") & Q(ended_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class TopicChoice(models.Model):
    """One topic that a subscriber chose: see `mailing.topics`."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="choices")
    topic = models.CharField(max_length=80)

    class Meta:
        ordering = ["topic"]
        constraints = [models.UniqueConstraint(name="topic_chosen_once", fields=["subscriber", "topic"])]

    def __str__(self) -> str:
        return self.topic


class ConsentRecord(models.Model):
    """One line of what somebody agreed to: the topics, and the words that they saw. Written once, never changed."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    topics = models.JSONField(default=list)
    wording = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [known("consent_record_kind_known", "kind", RecordKind.values)]

    def __str__(self) -> str:
        return self.get_kind_display()


class Suppression(models.Model):
    """An address that asked to be erased, as a hash alone: nothing is sent to it again, whoever enters it."""

    address_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [hashed("suppression_is_hash", "address_hash")]

    def __str__(self) -> str:
        return f"suppressed address {self.pk}"
