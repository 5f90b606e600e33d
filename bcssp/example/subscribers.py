"""The example's subscribers: some confirmed, one ended it, one still has to confirm."""

from bcssp.example.stage import Example, read
from mailing.models import ConsentRecord
from mailing.models.subscriber import RecordKind
from mailing.subscribing import ask, confirm, end
from review.notifications import cancel_notification


def load_subscribers(example: Example) -> None:
    """Each as its file says. No letter goes out: nobody has these addresses."""
    for entry in read("subscribers.toml")["subscribers"]:
        ask(address=entry["address"], topics=entry["topics"])
        asked = ConsentRecord.objects.select_related("subscriber").latest("pk")
        cancel_notification(f"subscribe:{asked.pk}")
        if not entry.get("waits"):
            confirm(asked)
        if entry.get("ends"):
            end(asked.subscriber, RecordKind.UNSUBSCRIBED)
