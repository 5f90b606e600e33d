"""Releases that corrected figures which an edition still prints."""

from django.db.models import Sum

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
    held = max((one.number for one in later if one.content_hash in frozen), default=0)
    return [one for one in later if one.number > held]
