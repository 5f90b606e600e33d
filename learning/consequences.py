"""What of learning hangs on a case study or a briefing: the briefings and newsletters that point to it."""

from django.db.models import Model

from learning.models import Briefing, CaseStudy, Newsletter
from review.consequences import Consequence
from review.states import ReviewState


def consequences(item: Model) -> list[Consequence]:
    """They stay public, without the link. Two queries at most."""
    if isinstance(item, CaseStudy):
        pointing = [*item.briefings.all(), *Newsletter.objects.filter(items__case_study=item).distinct()]
    elif isinstance(item, Briefing):
        pointing = list(Newsletter.objects.filter(items__briefing=item).distinct())
    else:
        return []
    return [
        Consequence(
            f"{other.review_noun.capitalize()} “{other.title}”",
            "it is kept without the link. Check that its text does not repeat the case study.",
            other.get_edit_url(),
        )
        for other in pointing
        if other.state != ReviewState.WITHDRAWN
    ]
