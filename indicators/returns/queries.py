"""Reading returns."""

from indicators.definitions.families import Family
from indicators.definitions.periods import Period
from indicators.returns.models.submission import Submission
from partnership.models import Organisation
from review.states import ReviewState


def open_submission(family: Family, period: Period, organisation: Organisation) -> Submission | None:
    """The return that the organisation is working on, with its figures."""
    return (
        Submission.objects.filter(family_slug=family.slug, period=period.slug, organisation=organisation)
        .exclude(state=ReviewState.WITHDRAWN)
        .select_related("year", "organisation", "edited_by", "live_revision")
        .prefetch_related("figures")
        .first()
    )
