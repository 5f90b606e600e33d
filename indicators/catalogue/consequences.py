"""What else changes when a return or an indicator is no longer asked for."""

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from indicators.catalogue.models import IndicatorVersion
from indicators.chasing.owed import owed_of_rounds
from indicators.definitions.families import get_family
from indicators.rounds.models.returns import ReturnFamily, ReturnTemplate
from indicators.rounds.queries import rounds_with_families
from review.consequences import Consequence

NOT_ASKED = "it is in no other return. Later releases and reports leave it out; what is published stays."
STILL_ASKED = "it no longer requests this from then on. Its other figures stay."
EMPTY = "it requests nothing from then on. Retire it too, or add other figures."


def consequences(item: Model) -> list[Consequence]:
    """For a return, and for a version that retires its indicator. A constant number of queries."""
    if isinstance(item, ReturnTemplate):
        return [*_not_submitted(item), *_not_asked(item)]
    if isinstance(item, IndicatorVersion) and item.retires:
        return _returns_with(item.family_slug)
    return []


def _not_submitted(template: ReturnTemplate) -> list[Consequence]:
    """The rounds for which something is still to be sent."""
    rounds = list(rounds_with_families().in_use().filter(template=template).order_by("ends_on"))
    owed = owed_of_rounds(rounds, timezone.localdate())
    waiting = [one.window.label for one in rounds if any(not item.is_done for item in owed[one.pk])]
    if not waiting:
        return []
    what = "1 round is not submitted yet" if len(waiting) == 1 else f"{len(waiting)} rounds are not submitted yet"
    effect = f"we no longer request {', '.join(waiting)} from {template.organisation}. Drafts stay, and reminders stop."
    return [Consequence(what, effect, reverse("indicators:return-board"))]


def _not_asked(template: ReturnTemplate) -> list[Consequence]:
    """The indicators that no other return asks anybody for."""
    others = ReturnFamily.objects.filter(template__is_active=True).exclude(template=template)
    elsewhere = set(others.values_list("family_slug", flat=True))
    return [
        Consequence(family.title, NOT_ASKED, reverse("indicators:definition-detail", args=[family.slug]))
        for family in template.families
        if family.slug not in elsewhere
    ]


def _returns_with(slug: str) -> list[Consequence]:
    """The returns that ask for an indicator."""
    found = ReturnTemplate.objects.filter(is_active=True, return_families__family_slug=slug)
    return [
        Consequence(
            f"Return “{template}” of {template.organisation}",
            EMPTY if [family.slug for family in template.families] == [slug] else STILL_ASKED,
            reverse("indicators:return-template-edit", args=[template.slug]),
        )
        for template in found.select_related("organisation").prefetch_related("return_families")
    ]


def to_retire(slug: str) -> IndicatorVersion:
    """The unsaved version by which an indicator would be retired, to ask what hangs on it. Raises `KeyError`."""
    return IndicatorVersion(family_slug=slug, retires=True, definition={"title": get_family(slug).title})
