"""What a new edition corrects: asked for when it is begun, frozen with it, and compulsory before it is published."""

from django.utils import timezone

from partnership.models import ReportingYear
from reports.content import Correction
from reports.editions.models.edition import Edition

NEEDED = "Describe the correction. Readers of the published report will see it."


def published_before(year: ReportingYear, number: int) -> Edition | None:
    """The published edition whose place the edition of this number takes; None where it is the first."""
    earlier = Edition.objects.published().filter(year=year, number__lt=number)
    return earlier.defer("frozen").first()


def has_published(year: ReportingYear) -> bool:
    """Whether a new edition of the year would take the place of a public one."""
    return Edition.objects.published().filter(year=year).exists()


def newer_is_public(edition: Edition) -> bool:
    """Whether a newer edition of the year came out: this one never will."""
    return Edition.objects.published().filter(year=edition.year, number__gt=edition.number).exists()


def correction_of(edition: Edition) -> Correction | None:
    """What the edition prints of its correction; None where it takes no other's place or nothing was written."""
    replaced = published_before(edition.year, edition.number)
    if replaced is None or replaced.published_at is None or not edition.correction_note:
        return None
    day = timezone.localdate(replaced.published_at)
    return Correction(replaces=replaced.number, published_on=day.isoformat(), note=edition.correction_note)


def correction_is_explained(edition: Edition) -> list[str]:
    """A sentence where a public edition would be replaced without a word, or a newer one is public already."""
    newest = Edition.objects.published().filter(year=edition.year).exclude(pk=edition.pk).defer("frozen").first()
    if newest is None:
        return []
    if newest.number > edition.number:
        return [f"A newer edition ({newest.number}) is already published for this year. Build a new edition."]
    if edition.correction_note:
        return []
    return [
        f"Edition {newest.number} is already published for this year, and this one does not say what it corrects. "
        "Build a new edition and describe the correction."
    ]
