"""E-mail that is owed: written in the transaction that causes it, sent when the mail server takes it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

# So many attempts take about an hour and a half: what failed that often will not mend by itself.
STUCK_AFTER = 5


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Messages narrowed by whether they went out."""

    def unsent(self) -> "NotificationQuerySet":
        """Messages that still have to go, oldest first; who lost their account hears nothing more."""
        reached = Q(recipient__isnull=True) | Q(recipient__is_active=True)
        return self.filter(reached, sent_at__isnull=True).order_by("pk")

    def due(self, now: datetime.datetime) -> "NotificationQuerySet":
        """What may go out now. Those that never failed come first, so that those that did hold up none of them."""
        return self.unsent().filter(Q(not_before__isnull=True) | Q(not_before__lte=now)).order_by("attempts", "pk")

    def stuck(self) -> "NotificationQuerySet":
        """What failed so often that a person has to look."""
        return self.unsent().filter(attempts__gte=STUCK_AFTER)


class Notification(models.Model):
    """One message to one person. `key` makes sure that the same thing is never said twice.

    The person is an account, or an e-mail `address` of somebody who has none.

    A secret one carries something that nobody but its reader may see, such as a code: once it was sent, its words are
    kept no longer. `not_before` keeps a message back: until people are at work, or for a while after it failed.
    `attempts` counts how often it failed, `problem` says how the last time.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="notifications"
    )
    address = models.EmailField("address, if they have no account", blank=True)
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    is_secret = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("failed attempts", default=0)
    problem = models.CharField(max_length=200, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="notification_failed_says_why",
                condition=Q(attempts=0, problem="") | (Q(attempts__gt=0) & ~Q(problem="")),
            ),
            models.CheckConstraint(
                name="notification_account_or_address",
                condition=Q(recipient__isnull=False, address="") | (Q(recipient__isnull=True) & ~Q(address="")),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def to(self) -> str:
        """The e-mail address that it goes to."""
        return self.recipient.email if self.recipient is not None else self.address

    @property
    def words(self) -> str:
        """What it says, for those who look after messages: of a secret one, nothing."""
        return "This message contains a secret, so only its recipient can see it." if self.is_secret else self.body
