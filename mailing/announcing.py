"""What people asked to hear of goes out by itself: briefings, figures and reports. Newsletters are sent by a person."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from indicators.models import Release
from learning.models import Briefing
from mailing.composing import BRIEFING, RELEASE, REPORT
from mailing.models import Mailing, Subscriber
from mailing.topics import FIGURES, of_briefing
from mailing.topics import REPORT as REPORT_TOPIC
from reports.editions.queries import published_editions

# What was published longer ago is no news: so a portal that begins to send does not send its archive.
NEWS = datetime.timedelta(days=2)


def announce(now: datetime.datetime | None = None) -> int:
    """Schedule what was published since and has readers, each thing once; how many."""
    moment = now or timezone.now()
    return sum(_schedule(*one, moment) for one in _new(moment - NEWS))


def _new(since: datetime.datetime) -> Iterator[tuple[str, str, list[str]]]:
    """What was published since: its key, title and topics. A correction is no news."""
    for briefing in Briefing.objects.live().filter(published_at__gte=since):
        assert briefing.live_revision is not None
        content = briefing.live_revision.content
        theme = content["theme"]["slug"] if content["theme"] else ""
        yield f"{BRIEFING}:{briefing.key}", content["title"], of_briefing(theme)
    for release in Release.objects.newest_of_each_year().filter(published_at__gte=since):
        yield f"{RELEASE}:{release.slug}", release.title, [FIGURES]
    for edition in published_editions():
        if edition.published_at and edition.published_at >= since:
            yield f"{REPORT}:{edition.year.slug}", f"Annual report {edition.year.label}", [REPORT_TOPIC]


def _schedule(key: str, title: str, topics: Iterable[str], now: datetime.datetime) -> int:
    chosen = list(topics)
    if Mailing.objects.filter(key=key).exists() or not Subscriber.objects.of_any(chosen).exists():
        return 0
    _, is_new = Mailing.objects.get_or_create(
        key=key, defaults={"title": title[:200], "topics": chosen, "send_at": now}
    )
    return int(is_new)
