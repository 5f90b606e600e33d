"""Atom feeds of what is published."""

import datetime
import re
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from learning.models import Briefing, Newsletter
from learning.models.product import LearningProduct
from partnership.wording import absolute
from ui.prose.html import render

SITE_LINK = re.compile(r'href="/(?!/)')
FEED_LENGTH = 20
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ProductFeed(Feed):
    """The newest published products of one kind. Addresses start with SITE_URL, whatever host was asked."""

    feed_type = Atom1Feed
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

    def item_pubdate(self, item: LearningProduct) -> datetime.datetime:
        assert item.live_revision is not None
        return item.live_revision.created_at

    item_updateddate = item_pubdate


class BriefingFeed(ProductFeed):
    """Briefings."""

    heading = "Briefings"
    list_url_name = "learning:learning-index"
    feed_url_name = "learning:feed-briefings"

    def items(self) -> list[Briefing]:
        return list(Briefing.objects.live().order_by("-live_revision__created_at", "-pk")[:FEED_LENGTH])

    def item_description(self, item: Any) -> str:
        return summary(item.live_revision.content["boxes"][0]["text"])


class NewsletterFeed(ProductFeed):
    """Newsletters."""

    heading = "Newsletters"
    list_url_name = "learning:newsletter-list"
    feed_url_name = "learning:feed-newsletters"

    def items(self) -> list[Newsletter]:
        return list(Newsletter.objects.live().order_by("-live_revision__content__issue_number", "-pk")[:FEED_LENGTH])

    def item_description(self, item: Any) -> str:
        return summary(item.live_revision.content["introduction"])


def summary(markdown: str) -> str:
    """The text as HTML that stands on any site: its links lead here."""
    return SITE_LINK.sub(f'href="{absolute("/")}', for_xml(render(markdown)))


def for_xml(text: str) -> str:
    """The text without control characters, such as a pasted vertical tab: XML has no way to write them."""
    return CONTROL.sub(" ", text)
