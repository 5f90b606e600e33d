"""What is counted of subscribers."""

from dataclasses import dataclass

from django.db.models import Count

from mailing.models import Subscriber, TopicChoice
from mailing.models.subscriber import SubscriberState
from mailing.topics import every_label


@dataclass(frozen=True)
class Counts:
    """How many people get emails, how many still have to confirm, and how many chose each topic (its words first)."""

    active: int
    waiting: int
    by_topic: tuple[tuple[str, int], ...]


def counts() -> Counts:
    """The counts of now. Three queries."""
    states = dict(Subscriber.objects.order_by().values_list("state").annotate(Count("pk")))
    chosen = TopicChoice.objects.filter(subscriber__state=SubscriberState.ACTIVE).order_by()
    topics = dict(chosen.values_list("topic").annotate(Count("pk")))
    by_topic = tuple((label, topics.get(topic, 0)) for topic, label in every_label().items())
    return Counts(states.get(SubscriberState.ACTIVE, 0), states.get(SubscriberState.WAITING, 0), by_topic)
