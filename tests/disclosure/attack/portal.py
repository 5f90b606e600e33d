"""The portal that campaigns are played on: people send figures and publish releases through the portal's own services.

Beside it stands the truth: every count that was ever sent, as it was when each release was made. The reader knows none
of it; it says afterwards what the reader should not have found out.
"""

import copy
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from indicators.backfill.services import load_closed_figures
from indicators.checks.registry import every_check
from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Release, Submission
from indicators.populations.services import load_populations
from indicators.releases.services import make_release
from indicators.releases.stored_workbooks import store_workbooks
from indicators.returns.questions import confirm_findings
from indicators.returns.services import save_figures, start_submission
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from partnership.services import close_year
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.editions.corrections import has_published
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.completeness import override_everything
from tests.factories.disclosure import agreed_policy
from tests.factories.indicators import example_cells, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.factories.signing import publish_signed, seat_signers
from tests.stages import Cast

# What a partner answers: a number, the words of another answer, or a whole answer with its marks.
Answer = int | float | str | Value
Answers = Mapping[tuple[str, str], Answer]
# What a partner says of figures that are odd.
SURE = "Checked against the records."
POPULATION_COLUMNS = "area,age_band,reference_date,vintage,persons,source"


@dataclass(frozen=True)
class Rules:
    """A policy as the campaign agreed it: what is small, and how it is kept back."""

    threshold: int = 5
    zeros: str = "printed"
    method: str = "suppress"
    base: int = 0

    @property
    def small(self) -> tuple[int, int]:
        """The least and the greatest count that nobody may find out."""
        return (0 if self.zeros == "hidden" else 1, self.threshold)

    def protects(self, count: int) -> bool:
        """Whether nobody may find this count out."""
        least, most = self.small
        return self.method != "none" and least <= count <= most


@dataclass(frozen=True)
class Made:
    """A release that was made, with what had been sent and which rules held; or why it was refused."""

    year: str
    slug: str = ""
    refusal: str = ""
    sent: Mapping[tuple[str, str], Mapping[tuple[str, str], int | None]] = field(default_factory=dict)
    rules: Mapping[str, Rules] = field(default_factory=dict)

    def rules_of(self, family: str) -> Rules:
        """The policy of a family: its own, or that of every other family."""
        return self.rules.get(family) or self.rules.get("") or Rules()


def value_of(answer: Answer) -> Value:
    """An answer as the portal stores it."""
    if isinstance(answer, Value):
        return answer
    if answer == "[x]":
        return Value(ValueState.UNABLE_TO_SUPPLY, reason="The records are not complete")
    if answer == "[z]":
        return Value(ValueState.NOT_APPLICABLE, reason="Not counted here")
    return reported(answer if isinstance(answer, int) else Decimal(str(answer)))


def window_of(family: str, period: str, column: str) -> tuple[datetime.date, datetime.date]:
    """From when to when a column of a return counts; a stock is counted on one day."""
    window = parse_period(period)
    own = window.year_before() if column == "previous" else window
    is_stock = get_family(family).period.startswith("At ")
    return own.ends_on if is_stock else own.starts_on, own.ends_on


class Portal:
    """Everything that happens in a campaign."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.rules: dict[str, Rules] = {}
        self.sent: dict[tuple[str, str], dict[tuple[str, str], int | None]] = {}
        self.releases: list[Made] = []
        self._has_areas = False

    def year(self, slug: str) -> ReportingYear:
        """The reporting year, open unless it was closed."""
        found: ReportingYear = ReportingYearFactory(slug=slug)
        return found

    def send(
        self, family: str, period: str, answers: Answers, *, behind: Mapping[tuple[str, str], int] | None = None
    ) -> Submission:
        """Have a partner send a return, or send it again, and another organisation's member approve it.

        `behind` are counts that are not sent: those from which rates were worked out.
        """
        definition, window = get_family(family), parse_period(period)
        if definition.is_area_rates and not self._has_areas:
            make_areas()
            self._has_areas = True
        organisation, by = self._supplier(definition.supplier_kind)
        cells = {cell: self._value(family, period, cell, answer) for cell, answer in answers.items()}
        sent = Submission.objects.filter(family_slug=family, period=period).first()
        if sent is None:
            sent = start_submission(
                family=definition,
                year=self.year(window.year_slug),
                organisation=organisation,
                by=by,
                cells=cells,
                period=window,
            )
        else:
            sent = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
        self._approve(sent, by)
        self._note(family, period, cells)
        self.sent[family, period] |= behind or {}
        return sent

    def backfill(self, family: str, period: str, answers: Answers) -> None:
        """Load a return of a year that is closed."""
        definition, window = get_family(family), parse_period(period)
        organisation, _ = self._supplier(definition.supplier_kind)
        year = self.year(window.year_slug)
        if not year.is_closed:
            close_year(year=year, by=self.cast.coordinator)
            year.refresh_from_db()
        cells = {cell: self._value(family, period, cell, answer) for cell, answer in answers.items()}
        sent = load_closed_figures(
            family=definition,
            year=year,
            organisation=organisation,
            cells=cells,
            reason="Taken from the printed report.",
            by=self.cast.coordinator,
            period=window,
            comments={(check.code, *cell): SURE for check in every_check() for cell in cells},
        )
        move(obj=sent, verb=Verb.APPROVE, by=self.cast.board_icb, revision=sent.revision)
        self._note(family, period, cells)

    def withdraw(self, family: str, period: str) -> None:
        """Have the partner withdraw a return."""
        sent = Submission.objects.get(family_slug=family, period=period)
        _, by = self._supplier(sent.family.supplier_kind)
        move(obj=sent, verb=Verb.WITHDRAW, by=by, revision=sent.revision, note="Counted wrongly.")
        del self.sent[family, period]

    def cells(self, family: str, year: str) -> dict[tuple[str, str], Answer]:
        """A whole return that breaks no rule, for a script to change."""
        if get_family(family).is_area_rates and not self._has_areas:
            make_areas()
            self._has_areas = True
        return dict(example_cells(get_family(family), self.year(year)))

    @staticmethod
    def marked(value: Value, **marks: bool) -> Value:
        """The answer with its marks."""
        return replace(value, **marks)

    def agree(self, family: str = "", **rules: Any) -> None:
        """Have a policy agreed: of one family, or of every other."""
        agreed_policy(family, by=self.cast.coordinator, agreed_by=self.cast.chair, **rules)
        self.rules[family] = Rules(**rules)

    def populate(self, persons: Mapping[str, int], mid_year: str) -> None:
        """Load an estimate of the people of each area in the middle of a year."""
        if not self._has_areas:
            make_areas()
            self._has_areas = True
        lines = [f"{area},0-17,{mid_year},2024-01-15,{count},Illustrative office" for area, count in persons.items()]
        load_populations(text="\n".join([POPULATION_COLUMNS, *lines, ""]), by=self.cast.coordinator)

    def release(self, year: str) -> Made:
        """Have the coordinator publish what is approved for a year; the answer says whether it was refused."""
        number = len(self.releases) + 1
        known = {"sent": copy.deepcopy(self.sent), "rules": dict(self.rules)}
        try:
            made = make_release(
                year=self.year(year),
                title=f"Figures, number {number}",
                note="Corrected after a check of the records.",
                by=self.cast.coordinator,
            )
        except DomainError as error:
            self.releases.append(Made(year, refusal=error.message, **known))
        else:
            self.releases.append(Made(year, slug=made.slug, **known))
        return self.releases[-1]

    def store_workbooks(self) -> None:
        """Make the workbooks of every release, as the worker does."""
        for release in Release.objects.all():
            store_workbooks(release)

    @property
    def has_report(self) -> bool:
        """Whether readers have a report of the year."""
        return has_published(self.cast.year)

    def publish_report(self) -> None:
        """Have the year's report built in every format, signed and published: the first time, or corrected."""
        year, note = self.cast.year, ""
        if self.has_report:
            note = "Figures that were corrected since."
        else:
            override_everything(year, self.cast.chair)
            seat_signers(self.cast)
        edition = begin_edition(year=year, by=self.cast.coordinator, correction_note=note)
        publish_signed(build_edition(edition.pk), self.cast)

    def _value(self, family: str, period: str, cell: tuple[str, str], answer: Answer) -> Value:
        """The answer; marked as revised where the year before was sent with another number."""
        value, before = value_of(answer), self.sent.get((family, parse_period(period).year_before().slug), {})
        if cell[1] == "previous" and before.get((cell[0], "current")) not in (None, value.number):
            return replace(value, revised=True, reason="Counted again")
        return value

    def _note(self, family: str, period: str, cells: Mapping[tuple[str, str], Value]) -> None:
        self.sent[family, period] = {
            cell: None if value.number is None or cell[1] == "rate" else int(value.number)
            for cell, value in cells.items()
        }

    def _supplier(self, kind: str) -> tuple[Organisation, User]:
        if kind == "police":
            return self.cast.police, self.cast.partner_police
        return self.cast.council, self.cast.partner_council

    def _approve(self, sent: Submission, by: User) -> None:
        if sent.state in (ReviewState.APPROVED, ReviewState.PUBLISHED):
            # The same figures were sent once more.
            return
        asked = {problem.key: SURE for problem in sent.open_confirmations()}
        if asked:
            sent = confirm_findings(submission=sent, comments=asked, by=by, revision=sent.revision)
        sent = move(obj=sent, verb=Verb.SUBMIT, by=by, revision=sent.revision)
        move(obj=sent, verb=Verb.APPROVE, by=self.cast.board_icb, revision=sent.revision)
