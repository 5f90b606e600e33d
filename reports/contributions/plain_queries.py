"""Which plain versions of a year's report readers are shown."""

from partnership.models import ReportingYear
from reports.contributions.models.plain import EasyRead, PlainSummary, PlainVersion
from reports.editions.models.edition import Edition
from reports.editions.stories import public_stories


def live_version(model: type[PlainVersion], year_slug: str) -> PlainVersion | None:
    """The version of the year whose newest approved snapshot readers are shown; None where none was approved, or it
    was withdrawn. Whether it has to be read again first is another question.
    """
    found: PlainVersion | None = model.objects.live().filter(year__slug=year_slug).select_related("year").first()
    return found


def must_be_read_again(version: PlainVersion) -> bool:
    """Whether something was taken away since the text was approved that it may retell.

    That is a story that was public then and is not today, or was not for a while; or an edition of the year that was
    taken down. Nobody is shown the text until it is approved anew. A text of which no approval is remembered has to be
    read again too. Two queries at most.
    """
    since = version.live_since
    if since is None:
        return True
    if Edition.objects.filter(year=version.year_id, taken_down_at__gte=since).exists():
        return True
    stories = public_stories(version.stories_then)
    return any(key not in stories or stories[key].was_lost_since(since) for key in version.stories_then)


def versions_of(year: ReportingYear) -> list[tuple[str, str]]:
    """Name and address of each plain version of the year's report that readers are shown, for links."""
    found = (live_version(model, year.slug) for model in (PlainSummary, EasyRead))
    return [
        (record.heading, record.get_absolute_url())
        for record in found
        if record is not None and not must_be_read_again(record)
    ]
