"""The dates of releases as a calendar that programs subscribe to: a moved or cancelled date changes its entry."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.open_data.views.caching import cached_page
from indicators.releases.models.calendar import PlannedRelease
from partnership.wording import absolute, moment
from ui.icalendar import DayEvent, calendar_text

# When the calendar of a portal that announced nothing was last changed.
NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@require_safe
def release_calendar(request: HttpRequest) -> HttpResponse:
    """Every release that was ever announced. Two queries."""
    planned = list(PlannedRelease.objects.select_related("year", "release").prefetch_related("changes"))
    changed = [change.changed_at for one in planned for change in one.changes.all()]
    # The same bytes until something changes, so that programs that have them are told so.
    stamp = max([*changed, *(one.announced_at for one in planned)], default=NEVER)
    name = f"{settings.PARTNERSHIP.short_name}: releases of figures"
    text = calendar_text([_event(one) for one in planned], name=name, stamp=stamp)
    return cached_page(request, HttpResponse(text, content_type="text/calendar; charset=utf-8"))


def _event(planned: PlannedRelease) -> DayEvent:
    changes = list(planned.changes.all())
    out = planned.release if planned.release and planned.release.published_at else None
    return DayEvent(
        uid=f"release-{planned.pk}@{urlsplit(settings.SITE_URL).hostname}",
        day=timezone.localdate(planned.planned_for),
        title=planned.title,
        description="\n".join(
            [f"Figures of {planned.year}: {moment(planned.planned_for)}.", *(change.reason for change in changes)]
        ),
        url=absolute(out.get_absolute_url() if out else reverse("indicators:release-list")),
        changes=len(changes),
        is_cancelled=planned.cancelled_at is not None,
    )
