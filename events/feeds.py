"""The Atom feed of events."""

from typing import Any

from events.models import Event
from events.queries import shown
from learning.feeds import ProductFeed, for_xml, summary


class EventFeed(ProductFeed):
    """Events, those published last first."""

    heading = "Events and training"
    model = Event
    list_url_name = "events:event-list"
    feed_url_name = "events:feed-events"

    def item_title(self, item: Any) -> str:
        title = super().item_title(item)
        return for_xml(f"Cancelled: {title}") if item.is_cancelled else title

    def item_description(self, item: Any) -> str:
        about = shown(item)
        return summary(f"{about.when}. {about.where}.\n\n{about.content['description']}")
