"""Subscribers with the record of their consent, and what is sent to them."""

from mailing.models.mailing import Delivery, DeliveryState, Mailing, MailingState
from mailing.models.subscriber import ConsentRecord, Subscriber, Suppression, TopicChoice

__all__ = [
    "ConsentRecord",
    "Delivery",
    "DeliveryState",
    "Mailing",
    "MailingState",
    "Subscriber",
    "Suppression",
    "TopicChoice",
]
