"""E-mail that is owed: written in the transaction that causes it, sent when the mail server takes it."""

from django.conf import settings
from django.db import models


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Messages narrowed by whether they went out."""

    def unsent(self) -> "NotificationQuerySet":
        """Messages that still have to go, oldest first; who lost their account hears nothing more."""
        return self.filter(sent_at__isnull=True, recipient__is_active=True).order_by("pk")


class Notification(models.Model):
    """One message to one person. `key` makes sure that the same thing is never said twice."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
