"""What people wrote about releases and their dates, as readers have it."""

from collections.abc import Iterator

from indicators.releases.models.calendar import PlannedRelease, PlannedReleaseChange
from indicators.releases.models.release import Release
from publication.standing import Standing


def standing() -> Iterator[Standing]:
    """Titles, notes and reasons of releases, announced ones and those under embargo among them."""
    for release in Release.objects.all():
        # Who cancels a release says why on its page; what was never published has no other reader.
        if release.cancelled_at is None:
            yield Standing(f"release “{release}”", "Title", release.title)
            yield Standing(f"release “{release}”", "Note", release.note)
    for planned in PlannedRelease.objects.all():
        yield Standing(f"announced release {planned.pk}", "Title", planned.title)
    for change in PlannedReleaseChange.objects.all():
        yield Standing(f"announced release {change.planned_id}", "Reason", change.reason)
