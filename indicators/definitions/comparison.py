"""Which areas stand side by side in rates: as the coordinator chose, else as the partnership's file says."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from indicators.definitions.models.area import Area, NeighbourMember, NeighbourSet
from partnership.exceptions import DomainError
from review.audit_verbs import AuditVerb
from review.models import Event

PAGE = "The coordinator can add them on the page “Areas and neighbours”."


@dataclass(frozen=True)
class Comparison:
    """Which areas stand side by side: the partnership's own, its neighbours, and wider ones."""

    area: Area
    neighbours: tuple[Area, ...]
    benchmarks: tuple[Area, ...]
    set_slug: str
    set_label: str

    @property
    def areas(self) -> tuple[Area, ...]:
        """All of them, in the order of the form."""
        return (self.area, *self.neighbours, *self.benchmarks)


@dataclass(frozen=True)
class Choice:
    """What is compared with, by slugs. An empty `neighbour_set`: rates are published without neighbours."""

    neighbour_set: str
    benchmarks: tuple[str, ...]


def choice(own: Area | None) -> Choice:
    """What the coordinator chose last for the own area, as the audit trail knows; else what the file says."""
    chosen = Event.objects.about(own).filter(verb=AuditVerb.CHOOSE_COMPARISON).first() if own is not None else None
    if chosen is not None:
        data: dict[str, Any] = chosen.data
        return Choice(data["neighbour_set"], tuple(data["benchmarks"]))
    profile = settings.PARTNERSHIP
    return Choice(profile.neighbour_set, tuple(one.slug for one in profile.benchmarks))


def own_area() -> Area | None:
    """The partnership's own area; None until it is loaded."""
    return Area.objects.filter(slug=settings.PARTNERSHIP.area.slug).first()


def comparison_in_use() -> Comparison:
    """The areas that are compared now. Raises `DomainError` where one of them, or the set, is not loaded."""
    own = own_area()
    chosen = choice(own)
    found = {area.slug: area for area in Area.objects.filter(slug__in=chosen.benchmarks)}
    missing = [slug for slug in chosen.benchmarks if slug not in found]
    if own is None:
        missing = [settings.PARTNERSHIP.area.slug, *missing]
    if own is None or missing:
        raise DomainError(f"The areas to compare with are not loaded yet ({', '.join(missing)}). {PAGE}")
    neighbours = NeighbourSet.objects.filter(slug=chosen.neighbour_set).first() if chosen.neighbour_set else None
    if chosen.neighbour_set and neighbours is None:
        raise DomainError(
            f"The set of neighbours “{chosen.neighbour_set}” is not loaded yet. The coordinator can load it on the "
            "page “Areas and neighbours”, or choose to publish rates without neighbours there."
        )
    members = NeighbourMember.objects.filter(neighbour_set=neighbours).select_related("area") if neighbours else ()
    return Comparison(
        area=own,
        neighbours=tuple(member.area for member in members),
        benchmarks=tuple(found[slug] for slug in chosen.benchmarks),
        set_slug=neighbours.slug if neighbours else "",
        set_label=neighbours.label if neighbours else "",
    )
