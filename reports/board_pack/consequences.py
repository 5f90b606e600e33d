"""Which targets lose what they are set for, when an indicator is no longer collected."""

from django.db.models import Model
from django.urls import reverse

from indicators.models import IndicatorVersion
from reports.board_pack.models import Target
from review.consequences import Consequence


def consequences(item: Model) -> list[Consequence]:
    """For a version that retires its indicator. One query."""
    if not (isinstance(item, IndicatorVersion) and item.retires):
        return []
    targets = Target.objects.in_force().filter(family_slug=item.family_slug).count()
    if not targets:
        return []
    what = "1 target" if targets == 1 else f"{targets} targets"
    effect = "the board pack has no new figure to compare with it. End it when the last year is reported."
    return [Consequence(what, effect, reverse("reports:board-pack"))]
