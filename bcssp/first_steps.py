"""What a new partnership sets up before its first year, each step ticked off by what is there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from indicators.models import CatalogueChoice, IndicatorVersion, ReturnTemplate
from partnership.authorization import has_permission
from partnership.models import Group, Organisation, ReportingYear, RoleGrant, Seat, User
from partnership.permissions import Permission
from priorities.models import Action


@dataclass(frozen=True)
class Step:
    """One step: what to do, why, where, and whether it is done."""

    title: str
    why: str
    link: str
    is_done: bool


@dataclass(frozen=True)
class _Step:
    title: str
    why: str
    address: str
    is_done: Callable[[], bool]


def _somebody_decides() -> bool:
    """Whether two organisations have somebody who may review: nobody decides on the work of their own."""
    deciders = RoleGrant.objects.filter(role__in=["board_member", "chair"], user__is_active=True)
    return deciders.values("user__organisation").distinct().count() > 1


def _uses_indicators() -> bool:
    """Whether somebody chose or wrote one."""
    chosen = any(CatalogueChoice.objects.values_list("families", flat=True))
    return chosen or IndicatorVersion.objects.exists() or ReturnTemplate.objects.exists()


_STEPS = (
    _Step(
        "Add the organisations",
        "Add those that send figures and those that sign the report.",
        "partnership:organisation-list",
        lambda: Organisation.objects.count() > 1,
    ),
    _Step(
        "Add the board and its groups",
        "We show them on the public page “How the partnership is organised”.",
        "partnership:group-list",
        Group.objects.exists,
    ),
    _Step(
        "Add the seats on the board",
        "The people in the seats of the safeguarding partners sign the annual report.",
        "partnership:seat-list",
        Seat.objects.exists,
    ),
    _Step(
        "Invite people who send figures",
        "Each partner sends the figures of their own organisation.",
        "people",
        lambda: RoleGrant.objects.filter(role="partner", user__is_active=True).exists(),
    ),
    _Step(
        "Invite people who decide",
        "Invite board members from at least 2 organisations, or one board member and the chair. No one can decide on "
        "their own work.",
        "people",
        _somebody_decides,
    ),
    _Step(
        "Open the first year",
        "It runs from 1 April to 31 March.",
        "partnership:year-list",
        ReportingYear.objects.exists,
    ),
    _Step(
        "Select your indicators",
        "Begin with the starting set, take others from the library or create your own.",
        "indicators:definition-library",
        _uses_indicators,
    ),
    _Step(
        "Set who sends which figures, and when",
        "The portal then reminds them.",
        "indicators:return-template-list",
        ReturnTemplate.objects.exists,
    ),
    _Step(
        "Write the plan",
        "Priorities, what you said you would do, and the actions of each organisation.",
        "priorities:plan",
        Action.objects.exists,
    ),
)


def first_steps(user: User) -> list[Step]:
    """The steps, for who takes them; none once all are done. One query a step."""
    if not has_permission(user, Permission.MANAGE_STRUCTURE):
        return []
    steps = [Step(one.title, one.why, reverse(one.address), one.is_done()) for one in _STEPS]
    return [] if all(step.is_done for step in steps) else steps
