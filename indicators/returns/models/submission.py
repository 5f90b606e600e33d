"""One organisation's return of one family for one period."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Protocol, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from indicators.checks.context import Context, PastReturn
from indicators.checks.pairs import other_ends
from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions.across_relations import related_to
from indicators.definitions.calculations import total
from indicators.definitions.comparison import comparison_in_use
from indicators.definitions.families import Family, Row, family_choices, family_on, get_family
from indicators.definitions.models.population import PopulationEstimate
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.snapshots import Snapshot, figures_as_content
from indicators.definitions.values import Value, computed
from indicators.returns.models.question import Confirmation, FollowUp
from indicators.returns.typed_words import typed_words
from partnership.constraints import implies
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear
from partnership.permissions import Permission
from review.models import Reviewable, ReviewableQuerySet, Revision
from review.states import ReviewState

Cell = tuple[str, str]
# Five years of months: enough for any range, and few enough to read at once.
MOST_HISTORY = 60


class SubmissionQuerySet(ReviewableQuerySet["Submission"]):  # type: ignore[override]
    """Returns narrowed by who writes them."""

    def written_by_owner(self) -> Self:
        """Without what the coordinator loaded into closed years."""
        return self.filter(backfill_reason="")


class Submission(Reviewable):
    """The figures that an organisation sends for a family and a period, with a note that is printed beside them.

    `year` is the reporting year in which the period ends. `late` says that the figures first came after they were due,
    `backfill_reason` why the coordinator loaded them after the year was closed; empty where they came in time.
    """

    review_noun: ClassVar[str] = "return of figures"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.SUBMIT_FIGURES
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "indicators/returns/_submission.html"
    weigh_template: ClassVar[str] = "indicators/returns/_checks.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("year",)

    family_slug = models.CharField("family", max_length=60, choices=family_choices)
    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="submissions")
    period = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    first_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    late = models.BooleanField(default=False, editable=False)
    note = models.TextField(blank=True)
    backfill_reason = models.CharField(
        "reason for loading after its year closed", max_length=300, blank=True, editable=False
    )
    other_period = models.TextField(
        blank=True, help_text="Where the file of figures names another period. Empty if it does not."
    )

    objects: ClassVar[Any] = SubmissionQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-ends_on", "family_slug"]
        # The history of one family of one organisation is asked for with every form.
        indexes = [models.Index(name="submission_history", fields=["family_slug", "organisation", "period"])]
        constraints = [
            *Reviewable.Meta.constraints,
            # A withdrawn return cannot be worked on again, so a new one may take its place.
            models.UniqueConstraint(
                name="submission_one_open",
                fields=["family_slug", "period", "organisation"],
                condition=~Q(state=ReviewState.WITHDRAWN.value),
            ),
            models.CheckConstraint(
                name="submission_period_in_order", condition=Q(ends_on__gt=models.F("starts_on")) & ~Q(period="")
            ),
            implies("submission_late_was_sent", Q(late=True), Q(first_sent_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.family.title}, {self.window.label}"

    @property
    def family(self) -> Family:
        """The definition by which the figures were counted: the one that applies to the period."""
        return family_on(self.family_slug, self.ends_on) if self.ends_on else get_family(self.family_slug)

    @property
    def window(self) -> Period:
        """The period that the figures are about."""
        return parse_period(self.period)

    def rows(self) -> tuple[Row, ...]:
        """The rows of the form: those of the definition, or the areas to compare."""
        return form_rows(self.family, self)

    def values(self) -> dict[Cell, Value]:
        """The answers so far, by row and column."""
        return {(figure.row, figure.column): figure.as_value() for figure in self.figures.all()}

    def content(self) -> dict[str, Any]:
        """Everything that is reviewed, ready for JSON."""
        content: dict[str, Any] = {
            "family": self.family_slug,
            "title": self.family.title,
            "year": self.year.slug,
            "period": self.period,
            "ends_on": self.ends_on.isoformat(),
            "late": self.late,
            "organisation": self.organisation.name,
            "note": self.note,
            "figures": figures_as_content(self.values()),
        }
        if self.backfill_reason:
            content["loaded_later"] = self.backfill_reason
        for one in self.confirmations.all():
            of_code = content.setdefault("confirmations", {}).setdefault(one.code, {})
            of_code.setdefault(one.row, {})[one.column] = one.as_content()
        if self.family.is_area_rates:
            comparison = comparison_in_use()
            content["areas"] = {
                "area": comparison.area.slug,
                "neighbours": [area.slug for area in comparison.neighbours],
                "benchmarks": [area.slug for area in comparison.benchmarks],
                "names": {area.slug: area.name for area in comparison.areas},
                "set": comparison.set_slug,
                "set_label": comparison.set_label,
            }
        return content

    def readable(self) -> dict[str, Any]:
        """What is printed beside its table: the note and the reasons. Comments on findings go to reviewers alone, and
        the findings themselves are our own words about the figures.
        """
        return typed_words(self.note, self.backfill_reason, self.values())

    def readable_of(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        reasons = {
            row: {column: answer["reason"] for column, answer in answers.items() if answer.get("reason")}
            for row, answers in content.get("figures", {}).items()
        }
        return {**{name: content.get(name, "") for name in ("note", "loaded_later")}, "reasons": reasons}

    def approved_revision(self) -> Revision:
        """What readers are shown. Only a return that was approved has it."""
        assert self.live_revision is not None, "only approved returns are read"
        return self.live_revision

    def find_problems(self) -> list[Problem]:
        """What stops a submission, and what only deserves a second look, each with its cell."""
        return check_return(
            family=self.family,
            rows=self.rows(),
            figures=self.values(),
            note=self.note,
            context=replace(
                known_about(self.family, self.window, self.organisation_id), other_period=self.other_period
            ),
        )

    def confirmed(self) -> dict[tuple[str, str, str], Confirmation]:
        """What the partner said of odd figures, by code, row and column."""
        return {(one.code, one.row, one.column): one for one in self.confirmations.all()}

    def unconfirmed(self, found: Iterable[Problem]) -> list[Problem]:
        """Those of the findings that ask for a comment and have none. A comment holds for the sentence it answered."""
        confirmed = self.confirmed()
        return [
            problem
            for problem in found
            if problem.confirm
            and not (problem.key in confirmed and confirmed[problem.key].sentence == problem.sentence)
        ]

    def open_confirmations(self) -> list[Problem]:
        """The odd figures that still need a comment before the return can be submitted."""
        return self.unconfirmed(self.find_problems())

    def open_follow_ups(self) -> list[FollowUp]:
        """The reviewers' questions that are not closed, each with who asked."""
        return list(self.follow_ups.open().select_related("asked_by", "answered_by"))

    def problems(self) -> list[str]:
        """Sentences that stop a submission."""
        found = self.find_problems()
        return [
            *([closed_year_sentence(self.year)] if self.year.is_closed and not self.backfill_reason else []),
            *(problem.sentence for problem in found if problem.stops),
            *(confirmation_sentence(problem) for problem in self.unconfirmed(found)),
        ]

    def notes_for_review(self) -> list[str]:
        """What a reviewer should weigh: findings without a comment (others' figures may be newer), then notes."""
        found = self.find_problems()
        failed = [problem for problem in found if problem.stops] + self.unconfirmed(found)
        notes = [problem for problem in found if not problem.stops and not problem.confirm]
        return [f"{problem.code}: {problem.sentence}" for problem in [*failed, *notes]]

    def check_approvable(self) -> None:
        """Refuse while a reviewer's question waits for its answer."""
        waiting = self.follow_ups.unanswered().count()
        if waiting:
            questions = "A question" if waiting == 1 else f"{waiting} questions"
            raise DomainError(
                f"{questions} about this return {'has' if waiting == 1 else 'have'} no answer yet. Wait for "
                "it, or close any that no longer matter."
            )

    @property
    def takes_reasons(self) -> bool:
        """What is loaded into a closed year is submitted as it is loaded."""
        return not self.backfill_reason

    def override_write_permission(self) -> Permission | None:
        """What is loaded into a closed year is written by the coordinator, whoever supplied the figures then."""
        return Permission.LOAD_CLOSED_YEARS if self.backfill_reason else None

    def title_for_review(self) -> str:
        """What the queue calls it."""
        return f"{self.family.title}, {self.window.label}: {self.organisation.name}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator-detail", args=[self.family.theme, self.family_slug])

    def get_edit_url(self) -> str:
        """The form; for what is loaded into a closed year, the page on which it is loaded again."""
        if self.backfill_reason:
            return f"{reverse('indicators:closed-year-list')}?{urlencode({'year': self.period[:7]})}"
        return reverse("indicators:submission-edit", args=[self.period, self.family_slug])


class HasEnd(Protocol):
    """A reporting year, a period or a return: what has a last day."""

    @property
    def ends_on(self) -> datetime.date:
        """The last day."""


def form_rows(family: Family, window: HasEnd) -> tuple[Row, ...]:
    """The rows of a family's form for a window of time."""
    if not family.is_area_rates:
        return family.rows_on(window.ends_on)
    return tuple(Row(key=area.slug, label=area.name) for area in comparison_in_use().areas)


def confirmation_sentence(problem: Problem) -> str:
    """What is asked of the partner where a figure is odd but may be right."""
    return f"{problem.sentence} If the figure is right, explain why in a comment for the reviewers."


def closed_year_sentence(year: ReportingYear) -> str:
    """Why nothing can be sent for the year, and what to do."""
    return f"The year {year} is closed, so you can no longer submit figures. To correct something, ask the coordinator."


def open_year_sentence(year: ReportingYear, organisation: Organisation) -> str:
    """Why nothing can be loaded in the place of who sends it."""
    return f"The year {year} is open, so {organisation} submits its own figures."


def sent_itself_sentence(organisation: Organisation) -> str:
    """Why a return is not loaded over, and what to do."""
    return f"{organisation} has already sent this return. Withdraw it first, then load the correct figures."


def known_about(family: Family, window: Period, organisation_id: int) -> Context:
    """What a return of the organisation is checked against. Five queries at most, whatever was sent before."""
    others = Submission.objects.live().filter(
        family_slug=family.slug, organisation_id=organisation_id, ends_on__lte=window.ends_on
    )
    found = [
        PastReturn(one.window, Snapshot.from_content(one.approved_revision().content).figures)
        for one in others.exclude(period=window.slug).order_by("-ends_on")[:MOST_HISTORY]
    ]
    history = [one for one in found if one.period.ends_on < window.ends_on]
    year_before = window.year_before()
    siblings = _siblings(family, window, organisation_id)
    return Context(
        period=window,
        earlier=next((one.figures for one in history if one.period == year_before), None),
        history=history[::-1],
        within=[one for one in found[::-1] if one.period.is_part_of(window) or window.is_part_of(one.period)],
        others=_other_ends(family, window, organisation_id),
        siblings={one.family_slug: one.values() for one in siblings},
        sibling_notes={one.family_slug: one.note for one in siblings},
        populations=_populations(family, window) if family.is_area_rates else {},
        own_area=settings.PARTNERSHIP.area.slug,
    )


def _other_ends(family: Family, window: Period, organisation_id: int) -> dict[str, dict[Cell, Value]]:
    """What other partners had approved of the figures that this family's are held against; several are added up."""
    ends = other_ends(family.slug)
    if not ends:
        return {}
    sent = Submission.objects.live().filter(period=window.slug, family_slug__in=[end.family for end in ends])
    snapshots = [
        Snapshot.from_content(one.approved_revision().content) for one in sent.exclude(organisation_id=organisation_id)
    ]
    found: dict[str, dict[Cell, Value]] = {}
    for end in ends:
        numbers = [one.value(end.row, end.column).number for one in snapshots if one.family.slug == end.family]
        if numbers:
            found.setdefault(end.family, {})[end.row, end.column] = computed(total(numbers))
    return found


def _siblings(family: Family, window: Period, organisation_id: int) -> Iterable["Submission"]:
    """What the organisation has saved, sent or not, of the families that this one's figures are held against."""
    slugs = related_to(family.slug)
    if not slugs:
        return ()
    saved = Submission.objects.filter(period=window.slug, organisation_id=organisation_id, family_slug__in=slugs)
    return saved.exclude(state=ReviewState.WITHDRAWN.value).prefetch_related("figures")


def _populations(family: Family, window: Period) -> dict[str, list[int]]:
    """The estimates of the people whose rates these are, of a day in the period, by area; oldest vintage first."""
    estimates = PopulationEstimate.objects.not_withdrawn().filter(
        age_band=family.age_band, reference_date__range=(window.starts_on, window.ends_on)
    )
    found: dict[str, list[int]] = {}
    for slug, persons in estimates.order_by("vintage").values_list("area__slug", "persons"):
        found.setdefault(slug, []).append(persons)
    return found
