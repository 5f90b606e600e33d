"""What the structure page and the annual report read about groups, seats and organisations."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch

from partnership.models import Arm, Group, Organisation, Seat
from partnership.models.group import GroupKind
from partnership.structure_tree import SeatNode, StructureNode, StructureTree, build_tree


@dataclass(frozen=True)
class ArmWork:
    """An arm with the groups that work for it."""

    name: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """An organisation with the groups in which it has a seat."""

    name: str
    kind: str
    is_statutory_partner: bool
    groups: tuple[str, ...]


def structure_on(day: datetime.date) -> StructureTree:
    """The groups and the seats whose term covers the day, in a constant number of queries.

    People are never read: the structure says roles and organisations only.
    """
    seats = Seat.objects.current(day).select_related("organisation")
    groups = Group.objects.prefetch_related("arms", Prefetch("seats", queryset=seats)).select_related("parent")
    order = list(GroupKind)
    by_rank = sorted(groups, key=lambda group: (order.index(GroupKind(group.kind)), group.name))
    return build_tree(_node(group) for group in by_rank)


def _node(group: Group) -> StructureNode:
    return StructureNode(
        slug=group.slug,
        name=group.name,
        kind=group.get_kind_display(),
        parent=group.parent.slug if group.parent else "",
        arms=tuple(arm.name for arm in group.arms.all()),
        seats=tuple(_seat(seat) for seat in group.seats.all()),
        is_illustrative=group.is_illustrative,
        terms_of_reference=group.terms_of_reference,
        quorum=group.quorum,
    )


def _seat(seat: Seat) -> SeatNode:
    return SeatNode(
        title=seat.title,
        organisation=seat.organisation.name if seat.organisation else "",
        is_chair=seat.is_chair,
        is_vacant=seat.is_vacant,
        has_deputy=seat.deputy_id is not None,
        is_illustrative=seat.is_illustrative,
        starts_on=seat.starts_on.isoformat(),
        ends_on=seat.ends_on.isoformat() if seat.ends_on else "",
    )


def arms_of(tree: StructureTree) -> list[ArmWork]:
    """Every arm, with the groups of the tree that work for it."""
    return [
        ArmWork(arm.name, tuple(node.name for node in tree.nodes if arm.name in node.arms)) for arm in Arm.objects.all()
    ]


def members_of(tree: StructureTree) -> list[Member]:
    """Every organisation, the statutory partners first, with the groups of the tree in which it has a seat."""
    return [
        Member(
            name=organisation.name,
            kind=organisation.get_kind_display(),
            is_statutory_partner=organisation.is_statutory_partner,
            groups=tuple(
                node.name for node in tree.nodes if any(seat.organisation == organisation.name for seat in node.seats)
            ),
        )
        for organisation in Organisation.objects.order_by("-is_statutory_partner", "name")
    ]
