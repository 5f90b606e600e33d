"""The library: definitions that partnerships often need, ready to use. None holds before it is picked."""

from typing import Any

from indicators.catalogue.models import IndicatorDraft
from indicators.catalogue.services import begin_change, begin_new, stored_now
from indicators.definitions.families import Family, catalogue, library
from partnership.models import User


def entries() -> tuple[Family, ...]:
    """Every entry of the library."""
    return tuple(library().values())


def entry(slug: str) -> Family:
    """One entry. Raises `KeyError`."""
    return library()[slug]


def definition_of(family: Family) -> dict[str, Any]:
    """What an indicator that is picked from the library begins with."""
    return {name: value for name, value in stored_now(family).items() if name not in {"slug", "effective_from"}}


def renewed(now: Family, family: Family) -> dict[str, Any]:
    """An indicator in use with an entry's answers: since when it is collected and where its series breaks stay."""
    kept = stored_now(now)
    own = {name: kept[name] for name in ("slug", "effective_from", "breaks") if name in kept}
    return definition_of(family) | own


def pick(*, slug: str, by: User) -> IndicatorDraft:
    """Begin an indicator with an entry's answers, or a change to them where it is in use. Raises `KeyError`."""
    now = catalogue().newest.get(slug)
    if now is not None:
        return begin_change(slug=slug, by=by, definition=renewed(now, entry(slug)))
    return begin_new(by=by, definition=definition_of(entry(slug)), library_slug=slug)
