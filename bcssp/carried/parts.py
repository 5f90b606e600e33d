"""What a year takes over, part by part: read from where it is kept, so that a change there is seen here."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from bcssp.carried.models import Part, YearConfirmation
from indicators.definitions.families import families
from indicators.models import ReturnFamily, ReturnRound
from partnership.days import day
from partnership.models import ReportingYear, Seat
from priorities.models import Action, YearPlan
from reports.document.section_plan import plan_of
from review.chain import content_hash
from review.states import ReviewState


@dataclass(frozen=True)
class Line:
    """One thing that is taken over, and where it is changed."""

    title: str
    detail: str
    link: str = ""


@dataclass(frozen=True)
class CarriedPart:
    """One part as it stands now, with who confirmed it last."""

    part: Part
    words: str
    lines: tuple[Line, ...]
    list_url: str
    list_words: str
    confirmation: YearConfirmation | None

    @property
    def content(self) -> list[list[str]]:
        """What is confirmed, ready for JSON."""
        return [[line.title, line.detail] for line in self.lines]

    @property
    def stamp(self) -> str:
        """By which a form knows whether the part was changed since it was opened."""
        return content_hash({"lines": self.content})

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody confirmed it as it stands now."""
        return self.confirmation is not None and self.confirmation.content == self.content

    @property
    def is_open(self) -> bool:
        """Whether nobody has confirmed it yet, and there is something to confirm."""
        return bool(self.lines) and self.confirmation is None

    @property
    def has_changed(self) -> bool:
        """Whether it is another than was confirmed."""
        return self.confirmation is not None and not self.is_confirmed


@dataclass(frozen=True)
class CarriedPlan:
    """The plan of the year, which the board approves."""

    plan: YearPlan | None
    actions: int

    @property
    def state(self) -> str:
        """How far its approval is, as a key for a tag."""
        return self.plan.state if self.plan else "none"

    @property
    def words(self) -> str:
        """The same in words."""
        return self.plan.get_state_display() if self.plan else "Not started"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do for who sends it: it waits for the board, or was approved."""
        return self.state in (ReviewState.SUBMITTED, ReviewState.APPROVED)


def is_carried(year: ReportingYear) -> bool:
    """Whether the year takes over anything: it is open, and not the first."""
    return not year.is_closed and ReportingYear.objects.filter(starts_on__lt=year.starts_on).exists()


def carried_plan(year: ReportingYear) -> CarriedPlan:
    """Two queries."""
    plan = YearPlan.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN).first()
    return CarriedPlan(plan, Action.objects.for_year(year).count())


def carried_parts(year: ReportingYear) -> list[CarriedPart]:
    """Every part in the order of the page. A constant number of queries."""
    confirmed = {row.part: row for row in YearConfirmation.objects.filter(year=year).select_related("confirmed_by")}
    return [
        CarriedPart(
            Part.SEATS,
            "They decide who signs the annual report.",
            _seats(year),
            reverse("partnership:seat-list"),
            "View all seats",
            confirmed.get(Part.SEATS),
        ),
        CarriedPart(
            Part.INDICATORS,
            "What is counted, as it is defined now. Change or renew a definition before the first figures are sent.",
            _indicators(),
            reverse("indicators:definition-list"),
            "View all indicators",
            confirmed.get(Part.INDICATORS),
        ),
        CarriedPart(
            Part.RETURNS,
            "Who sends what, and by when.",
            _returns(year),
            reverse("indicators:return-template-list"),
            "View all returns",
            confirmed.get(Part.RETURNS),
        ),
        CarriedPart(
            Part.TEXTS,
            "Introductions that were copied from the last report. Check that each is still true. Accounts and "
            "statements start from last year's words.",
            _texts(year),
            reverse("admin:report-plan", args=[year.slug]),
            "View all sections of the report",
            confirmed.get(Part.TEXTS),
        ),
    ]


def _seats(year: ReportingYear) -> tuple[Line, ...]:
    """Seats that are held on the first day of the year, or today once it has begun."""
    on = max(year.starts_on, min(timezone.localdate(), year.ends_on))
    rows = Seat.objects.current(on).select_related("group", "organisation", "holder").order_by("group__name", "title")
    return tuple(
        Line(
            str(seat),
            ", ".join(
                (
                    str(seat.organisation or "Independent"),
                    "vacant" if seat.is_vacant else str(seat.holder or "no account"),
                    f"until {day(seat.ends_on)}" if seat.ends_on else "no end date",
                )
            ),
            reverse("partnership:seat-edit", args=[seat.pk]),
        )
        for seat in rows
    )


def _indicators() -> tuple[Line, ...]:
    """Those that somebody is asked for."""
    asked = set(ReturnFamily.objects.filter(template__is_active=True).values_list("family_slug", flat=True))
    return tuple(
        Line(
            family.title,
            f"review due {day(family.next_review)}",
            reverse("indicators:definition-detail", args=[family.slug]),
        )
        for family in families()
        if family.slug in asked
    )


def _returns(year: ReportingYear) -> tuple[Line, ...]:
    """One line a return, with the day on which each of its rounds is due."""
    days: dict[str, list[str]] = defaultdict(list)
    links: dict[str, str] = {}
    rounds = ReturnRound.objects.filter(year=year, template__is_active=True).select_related("template__organisation")
    for one in rounds.order_by("template__title", "due_on"):
        title = f"{one.template.title}, {one.template.organisation}"
        days[title].append(day(one.due_on))
        links[title] = reverse("indicators:return-template-edit", args=[one.template.slug])
    return tuple(Line(title, f"due {', '.join(due)}", links[title]) for title, due in days.items())


def _texts(year: ReportingYear) -> tuple[Line, ...]:
    """Sections that have an introduction."""
    return tuple(
        Line(one.title, one.introduction, reverse("admin:report-section-choice", args=[year.slug, one.key]))
        for one in plan_of(year)
        if one.introduction
    )
