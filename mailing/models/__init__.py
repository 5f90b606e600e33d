"""Subscribers with the record of their consent, and what is sent to them."""

from mailing.models.subscriber import ConsentRecord, Subscriber, Suppression, TopicChoice

__all__ = ["ConsentRecord", "Subscriber", "Suppression", "TopicChoice"]
