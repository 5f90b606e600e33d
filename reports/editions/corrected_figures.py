"""Releases that corrected figures which an edition still prints."""

from collections.abc import Iterable, Sequence

from django.db.models import Sum
from django.urls import reverse

from indicators.releases.models.release import Release
from reports.editions.models.edition import Edition


def corrections_since(edition: Edition) -> list[Release]:
    """The releases of its year that say otherwise than the edition, oldest first, each with its `revised_cells`.

    One query, and where figures were corrected after the edition was asked for, another one for what it holds: a
    release that it was made of is named in it by its hash.
    """
    later = list(
        Release.objects.public()
        .filter(year=edition.year_id, published_at__gt=edition.requested_at)
        .annotate(revised_cells=Sum("tables__revised_cells"))
        .filter(revised_cells__gt=0)
        .order_by("number")
    )
    if not later:
        return []
    frozen = Edition.objects.values_list("frozen", flat=True).get(pk=edition.pk)
    return _not_held(later, frozen)


def corrected_among(editions: Iterable[Edition]) -> set[int]:
    """Keys of the editions, each of another year, that print a figure which was corrected since. Two queries."""
    by_year = {edition.year_id: edition for edition in editions}
    later: dict[int, list[Release]] = {}
    found = Release.objects.public().filter(year__in=by_year).annotate(revised_cells=Sum("tables__revised_cells"))
    for release in found.filter(revised_cells__gt=0):
        edition = by_year[release.year_id]
        if release.published_at is not None and release.published_at > edition.requested_at:
            later.setdefault(edition.pk, []).append(release)
    frozen = dict(Edition.objects.filter(pk__in=later).values_list("pk", "frozen"))
    return {key for key, releases in later.items() if _not_held(releases, frozen[key])}


def _not_held(releases: Sequence[Release], frozen: str) -> list[Release]:
    """Those that came after the newest one that the edition was made of."""
    held = max((one.number for one in releases if one.content_hash in frozen), default=0)
    return [one for one in releases if one.number > held]


def link_header(corrected: list[Release]) -> str:
    """A file cannot be changed; this header of its answer says where its corrected figures are. Empty without any."""
    targets = (reverse("indicators:release-changes", args=[one.slug]) for one in corrected)
    return ", ".join(f'<{target}>; rel="related"; title="Corrected figures"' for target in targets)
