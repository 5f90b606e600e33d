"""What of learning hangs on a case study or a briefing: the briefings and newsletters that point to it."""

from django.db.models import Model
from django.urls import reverse

from learning.models import Briefing, CaseStudy, Newsletter
from learning.uses import uses_of
from review.consequences import Consequence
from review.states import ReviewState

LINK_GOES = "it is kept without the link. Check that its text does not repeat the case study."
ITEM_GOES = "it is kept without its item about the case study. Check that no other text repeats it."
BRIEFING_GOES = "it is kept without the link. Check that its text does not repeat the briefing."


def _of_use(item: Model) -> list[Consequence]:
    """What agencies recorded of a briefing is told no more."""
    used = uses_of(item) if isinstance(item, Briefing) else None
    if used is None:
        return []
    count = len(used.records)
    what = f"{count} {'record' if count == 1 else 'records'} of how agencies used it"
    return [Consequence(what, "later editions of the annual report leave this out.", reverse("learning:use-list"))]


def consequences(item: Model) -> list[Consequence]:
    """They stay public, without the link or the item. Four queries at most."""
    pointing: list[tuple[Briefing | Newsletter, str]]
    if isinstance(item, CaseStudy):
        pointing = [(one, LINK_GOES) for one in item.briefings.all()]
        pointing += [(one, ITEM_GOES) for one in Newsletter.objects.filter(items__case_study=item).distinct()]
    elif isinstance(item, Briefing):
        pointing = [(one, BRIEFING_GOES) for one in Newsletter.objects.filter(items__briefing=item).distinct()]
    else:
        return []
    return _of_use(item) + [
        Consequence(f"{other.review_noun.capitalize()} “{other.title}”", effect, other.get_edit_url())
        for other, effect in pointing
        if other.state != ReviewState.WITHDRAWN
    ]
