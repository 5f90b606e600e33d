"""Atom feeds of case studies, releases of figures and annual reports; learning has the others."""

import datetime
import uuid

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from indicators.releases.models.release import Release
from learning.feeds import FEED_LENGTH, ProductFeed, for_xml, summary
from learning.media.content import pictures_of
from learning.models import CaseStudy
from partnership.wording import absolute
from reports.editions.models.edition import Edition
from reports.editions.queries import published_editions


class StoryFeed(ProductFeed):
    """Case studies, as long as they may be shown."""

    heading = "Case studies"
    model = CaseStudy
    list_url_name = "learning:learning-index"
    feed_url_name = "finding:feed-stories"

    def shown(self) -> QuerySet[CaseStudy]:
        return CaseStudy.objects.public()

    def item_description(self, item: CaseStudy) -> str:
        assert item.live_revision is not None
        content = item.live_revision.content
        return summary(content["background"], pictures_of(content))


class PublicationFeed(Feed):
    """What came out once and never changes: a correction is an entry of its own."""

    feed_type = Atom1Feed
    heading = ""
    list_url_name = ""
    feed_url_name = ""

    def title(self) -> str:
        return f"{settings.PARTNERSHIP.short_name}: {self.heading}"

    def link(self) -> str:
        return absolute(reverse(self.list_url_name))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse(self.feed_url_name))

    def author_name(self) -> str:
        """Who publishes it."""
        return settings.PARTNERSHIP.name

    def item_guid(self, item: Release | Edition) -> str:
        """The same whatever the portal's address is: of the partnership, the kind, the year and the number."""
        words = f"{settings.PARTNERSHIP.name}/{type(item).__name__}/{item.year.slug}/{item.number}"
        return uuid.uuid5(uuid.NAMESPACE_URL, words).urn

    def item_pubdate(self, item: Release | Edition) -> datetime.datetime:
        assert item.published_at is not None, "only what is published is in a feed"
        return item.published_at

    item_updateddate = item_pubdate


class ReleaseFeed(PublicationFeed):
    """Releases of figures, corrections among them."""

    heading = "Releases of figures"
    list_url_name = "indicators:release-list"
    feed_url_name = "finding:feed-releases"

    def items(self) -> list[Release]:
        return list(Release.objects.public().select_related("year").order_by("-published_at", "-pk")[:FEED_LENGTH])

    def item_title(self, item: Release) -> str:
        return for_xml(item.title)

    def item_link(self, item: Release) -> str:
        return absolute(reverse("indicators:release-detail", args=[item.slug]))

    def item_description(self, item: Release) -> str:
        return summary(item.note or f"Figures for {item.year.label}.")


class ReportFeed(PublicationFeed):
    """The annual report of each year, in the edition that readers are shown."""

    heading = "Annual reports"
    list_url_name = "reports:report-list"
    feed_url_name = "finding:feed-reports"

    def items(self) -> list[Edition]:
        return published_editions()[:FEED_LENGTH]

    def item_title(self, item: Edition) -> str:
        return for_xml(f"Annual report {item.year.label}")

    def item_link(self, item: Edition) -> str:
        return absolute(reverse("reports:report-detail", args=[item.year.slug]))

    def item_description(self, item: Edition) -> str:
        return summary(item.correction_note or f"What was promised, done and learned in {item.year.label}.")
