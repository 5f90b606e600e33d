"""What a partnership uses of the starting set, and how it calls its themes. Each choice is kept."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from indicators.catalogue import stamp
from indicators.catalogue.models import CatalogueChoice
from indicators.definitions.current import Theme
from indicators.definitions.families import Family, catalogue, shipped
from indicators.rounds.asked import asked_now
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_identifying


def not_used() -> tuple[Family, ...]:
    """What of the starting set is not in use, in its order."""
    known = catalogue().newest
    return tuple(family for family in shipped().families if family.slug not in known)


def begin_without_indicators(*, by: User) -> None:
    """Use none of the starting set: how a partnership is founded. Raises `NotAllowed`."""
    require(by, Permission.MANAGE_RETURNS)
    _keep(by, families=[])


@transaction.atomic
def use_starting_set(*, slugs: Collection[str], by: User) -> tuple[Family, ...]:
    """Take these into use, as the files have them. They come with the portal, so that nobody else has to agree.

    Raises `NotAllowed`, and `DomainError` where none is selected, or one is in use or not in the starting set.
    """
    require(by, Permission.MANAGE_RETURNS)
    free = {family.slug: family for family in not_used()}
    if not slugs or not set(slugs) <= free.keys():
        raise DomainError("Select indicators of the starting set that are not in use yet.")
    taken = tuple(family for slug, family in free.items() if slug in slugs)
    kept = _keep(by, families=[family.slug for family in taken])
    record(verb=AuditVerb.USE_STARTING_SET, by=by, obj=kept, data={"indicators": [one.slug for one in taken]})
    return taken


def themes_in_order() -> tuple[Theme, ...]:
    """Every theme as it is called now."""
    now = catalogue()
    return tuple(Theme(slug, title, slug in now.retired_themes) for slug, title in now.themes.items())


@transaction.atomic
def change_themes(*, themes: Sequence[Theme], by: User) -> bool:
    """Call the themes so, in this order, and retire those that say so; says whether that is new.

    What was published keeps its words. Raises `NotAllowed`, and `DomainError` where a theme is missing, two have one
    title, or a retired one has an indicator that a return asks for.
    """
    require(by, Permission.MANAGE_RETURNS)
    now = themes_in_order()
    if {one.slug for one in themes} != {one.slug for one in now}:
        raise DomainError("The themes have changed since you opened this page. Check them again, then save.")
    titles = [one.title.casefold() for one in themes]
    if not all(titles) or len(set(titles)) < len(titles):
        raise DomainError("Give each theme a title that no other theme has.")
    refuse_identifying(**{f"theme_{number}": one.title for number, one in enumerate(themes, start=1)})
    retired = {one.slug: one.title for one in themes if one.is_retired}
    used = next((family for family in asked_now() if family.theme in retired), None)
    if used is not None:
        raise DomainError(
            f"“{retired[used.theme]}” has an indicator that a return asks for: {used.title}. Retire that first."
        )
    if tuple(themes) == now:
        return False
    kept = _keep(by, themes=[asdict(one) for one in themes])
    record(verb=AuditVerb.CHANGE_THEMES, by=by, obj=kept, data={"themes": kept.themes})
    return True


def _keep(
    by: User, *, families: list[str] | None = None, themes: list[dict[str, Any]] | None = None
) -> CatalogueChoice:
    """Add a choice, and have what holds looked up from now on."""
    if families is None:
        # Whoever chose nothing yet uses the whole set, and goes on to.
        families = [] if CatalogueChoice.objects.exists() else list(shipped().newest)
    kept = CatalogueChoice.objects.create(families=families, themes=themes or [], made_by=by)
    stamp.forget()
    return kept
