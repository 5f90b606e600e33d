"""The emails about a subscription itself. They go out with the others that are owed."""

from django.conf import settings

from mailing.links import TO_CONFIRM, confirm_link, my_link
from mailing.models import ConsentRecord, Subscriber
from mailing.topics import in_words
from review.notifications import enqueue_to_address


def send_confirmation(subscriber: Subscriber, asked: ConsentRecord) -> None:
    """Ask the reader of the mailbox whether it was them."""
    chosen = "\n".join(f"- {label}" for label in in_words(asked.topics))
    _owe(
        subscriber,
        asked,
        "Confirm your subscription",
        f"Someone entered this email address to get emails about:\n\n{chosen}\n\n"
        f"If this was you, confirm within {TO_CONFIRM.days} days: {confirm_link(asked)}\n\n"
        "If it was not you, do nothing. You will not get any emails and we will delete this address.",
    )


def send_already(subscriber: Subscriber, asked: ConsentRecord) -> None:
    """Tell who is subscribed that somebody entered their address, and how to change what they get."""
    _owe(
        subscriber,
        asked,
        "You are already subscribed",
        "Someone entered this email address to subscribe to our emails. You are already subscribed, and nothing has "
        f"changed.\n\nChange what you get, or unsubscribe: {my_link('preferences', subscriber)}",
    )


def _owe(subscriber: Subscriber, asked: ConsentRecord, subject: str, body: str) -> None:
    profile = settings.PARTNERSHIP
    enqueue_to_address(
        subscriber.address,
        key=f"subscribe:{asked.pk}",
        subject=f"{profile.short_name}: {subject[:1].lower()}{subject[1:]}",
        body=f"{body}\n\n{profile.name}\n{profile.email}\n",
        # It carries a key to somebody's subscription.
        is_secret=True,
    )
