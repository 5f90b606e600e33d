"""Something that is sent to subscribers, and its way to each of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mailing.models.subscriber import Subscriber
from partnership.constraints import known, says_why
from publication.leases import Leased, LeasedQuerySet


class MailingState(models.TextChoices):
    """How far it is."""

    SCHEDULED = "scheduled", "Scheduled"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    STOPPED = "stopped", "Stopped"


OPEN = (MailingState.SCHEDULED, MailingState.SENDING)


class Mailing(models.Model):
    """One issue, briefing, release or report on its way. `key` names the thing, so that it is never sent twice.

    What is sent is written anew from what readers are shown at the time: nothing of it is kept here but the title.
    """

    key = models.CharField(max_length=160, unique=True)
    title = models.CharField(max_length=200)
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=MailingState.choices, default=MailingState.SCHEDULED)
    send_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("mailing_state_known", "state", MailingState.values),
            says_why("mailing_stopped_says_why", Q(state="stopped"), "stop_reason"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def was_called_off(self) -> bool:
        """Whether it was stopped before anybody got it."""
        return self.state == MailingState.STOPPED and self.started_at is None


class DeliveryState(models.TextChoices):
    """Where one email is. `SENT` is noted in the instant before the mail server is told that it has all of it."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    REFUSED = "refused", "The address does not exist"
    FAILED = "failed", "Could not be delivered"
    UNWANTED = "unwanted", "Unsubscribed meanwhile"


class Delivery(Leased):
    """The way of one mailing to one subscriber: a row that one worker at a time has."""

    WAITING = DeliveryState.WAITING
    RUNNING = DeliveryState.SENDING
    DUE = "due_at"

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    state = models.CharField(max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="delivered_once", fields=["mailing", "subscriber"]),
            known("delivery_state_known", "state", DeliveryState.values),
        ]
        indexes = [models.Index(name="delivery_by_state", fields=["mailing", "state"])]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
