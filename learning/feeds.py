"""Atom feeds of what is published. `published` is the first time, and `updated` never goes back (RFC 4287)."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.syndication.views import Feed
from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from learning.media.content import pictures_of
from learning.models import Briefing, Newsletter
from learning.models.product import LearningProduct
from partnership.wording import absolute
from review.models import Event
from review.transitions import Verb
from ui.prose.blocks import Picture
from ui.prose.html import render
from ui.prose.reader import NO_PICTURES

SITE_LINK = re.compile(r'(href|src)="/(?!/)')
FEED_LENGTH = 20
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class SteadyAtom(Atom1Feed):
    """A feed that changed when something in it was published or withdrawn, though it is no longer in it."""

    def latest_post_date(self) -> datetime.datetime:
        """When it last changed."""
        return self.feed["changed_at"] or super().latest_post_date()


class ProductFeed(Feed):
    """The newest published products of one kind. Addresses start with SITE_URL, whatever host was asked."""

    feed_type = SteadyAtom
    model: type[LearningProduct]
    order = "-live_revision__created_at"
    list_url_name = ""
    feed_url_name = ""
    heading = ""

    def title(self) -> str:
        return f"{settings.PARTNERSHIP.short_name}: {self.heading}"

    def link(self) -> str:
        return absolute(reverse(self.list_url_name))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse(self.feed_url_name))

    def item_link(self, item: LearningProduct) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: LearningProduct) -> str:
        """Stays the same when title or address change."""
        return item.key.urn

    def item_title(self, item: Any) -> str:
        return for_xml(item.live_revision.content["title"])

    def items(self) -> list[Any]:
        """The newest, each with the first and the last time that it was published. Two queries, however many."""
        rows: list[Any] = list(self.shown().order_by(self.order, "-pk")[:FEED_LENGTH])
        times = (
            self._events(Verb.PUBLISH)
            .filter(object_id__in=[row.pk for row in rows])
            .order_by()
            .values_list("object_id")
            .annotate(Min("at"), Max("at"))
        )
        found = {pk: (first, last) for pk, first, last in times}
        for row in rows:
            row.in_feed = found[row.pk]
        return rows

    def shown(self) -> QuerySet[Any]:
        """What may be read."""
        return self.model.objects.live()

    def item_pubdate(self, item: Any) -> datetime.datetime:
        """When readers first had it. A correction does not make it new."""
        return cast(datetime.datetime, item.in_feed[0])

    def item_updateddate(self, item: Any) -> datetime.datetime:
        """When they had its last version."""
        return cast(datetime.datetime, item.in_feed[1])

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """When the list last changed: what was withdrawn counts too."""
        return {"changed_at": self._events(Verb.PUBLISH, Verb.WITHDRAW).aggregate(last=Max("at"))["last"]}

    def _events(self, *verbs: Verb) -> QuerySet[Event]:
        kind = ContentType.objects.get_for_model(self.model)
        return Event.objects.filter(content_type=kind, verb__in=verbs)


class BriefingFeed(ProductFeed):
    """Briefings."""

    heading = "Briefings"
    model = Briefing
    list_url_name = "learning:learning-index"
    feed_url_name = "learning:feed-briefings"

    def item_description(self, item: Any) -> str:
        content = item.live_revision.content
        return summary(content["boxes"][0]["text"], pictures_of(content))


class NewsletterFeed(ProductFeed):
    """Newsletters."""

    heading = "Newsletters"
    model = Newsletter
    order = "-live_revision__content__issue_number"
    list_url_name = "learning:newsletter-list"
    feed_url_name = "learning:feed-newsletters"

    def item_description(self, item: Any) -> str:
        content = item.live_revision.content
        return summary(content["introduction"], pictures_of(content))


def summary(markdown: str, pictures: Mapping[str, Picture] = NO_PICTURES) -> str:
    """The text as HTML that stands on any site: its links lead here, and its pictures come from here."""
    return SITE_LINK.sub(rf'\1="{absolute("/")}', for_xml(render(markdown, pictures=pictures)))


def for_xml(text: str) -> str:
    """The text without control characters, such as a pasted vertical tab: XML has no way to write them."""
    return CONTROL.sub(" ", text)
