"""A portal whose small counts are five-digit numbers that occur nowhere else, with all that it publishes of them.

The threshold is raised, so that the planted counts are small. Five families, one of each shape, over several years; two
releases of the year, and one of the year before; a published report. What is kept back is noted beside it, together
with all that could be worked out of it, so that both can be looked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from zlib import crc32

import pytest

from bcssp.example import load
from bcssp.example.events import load_events
from bcssp.example.learning import load_learning
from bcssp.example.priorities import load_priorities
from bcssp.example.sources import load_areas, load_neighbour_sets
from bcssp.example.stage import Example
from bcssp.example.structure import load_structure
from indicators.definitions.cells import total_of
from indicators.definitions.families import TOTAL, Family, get_family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState, reported
from indicators.disclosure import in_force as policies_in_force
from indicators.disclosure.change_rules import Place
from indicators.disclosure.solver import policy as policies
from indicators.disclosure.solver.policy import Policy
from indicators.models import Release, Submission
from indicators.releases import tables
from indicators.releases.services import make_release
from indicators.releases.stored_workbooks import store_workbooks
from indicators.returns.models.submission import form_rows
from indicators.returns.questions import confirm_findings
from indicators.returns.services import save_figures, start_submission
from indicators.tables.charts import with_chart
from partnership.models import ReportingYear
from reports.build.run import build_edition
from reports.build.services import begin_edition
from tests.factories.bookings import ask_before
from tests.factories.completeness import override_everything
from tests.factories.editions import preview_by_known_token
from tests.factories.mailing import active_subscriber, asked
from tests.factories.partnership import PASSWORD
from tests.factories.signing import publish_signed
from tests.world import World, ask_for_signatures

THRESHOLD = 39_999
YEARS = ("2018-19", "2019-20", "2020-21", "2021-22", "2022-23")
LAST = YEARS[-1]
MISSING, SECTION_42, CONTACTS = "missing-children", "section-42-outcomes", "contact-sources"
QUARTERS, RATES = "enquiry-outcomes", "referrals-rate"
CARE, REPEAT_CARE = "number-of-children-missing-from-care", "number-of-repeat-children-missing-from-care"
SMALL_ROWS = {
    SECTION_42: ("inconclusive-action",),
    CONTACTS: ("1b", "3c", "5d"),
    QUARTERS: ("removed",),
    RATES: ("south-gloucestershire",),
}
# The least of the numbers of each row, so that the rules of the family hold.
BASES = {
    "number-of-missing-children": 700_000,
    "number-of-missing-children-reports": 900_000,
    "number-of-repeat-missing-children": 400_000,
    CARE: 25_000,
    REPEAT_CARE: 11_000,
}
NOTE = "Corrected by a test."
Cells = dict[tuple[str, str], Value]
Build = Callable[[Sequence[Snapshot], Mapping[str, Policy]], list[dict[str, Any]]]


@dataclass(frozen=True)
class Draft:
    """What one draft was made from, which places it kept back, and how its tables are built."""

    snapshots: Sequence[Snapshot]
    hidden: frozenset[Place]
    build: Callable[[Sequence[Snapshot]], list[dict[str, Any]]]

    def tables(self, *, blanked: bool) -> Iterator[tuple[dict[str, Any], str]]:
        """Every table with its chart: of the true returns, or of returns that lack what was kept back."""
        chosen = [lacking(one, self.hidden) if blanked else one for one in self.snapshots]
        return (with_chart(content) for content in self.build(chosen))


@dataclass(frozen=True)
class Planted:
    """The world, and every draft that was made in it."""

    world: World
    drafts: list[Draft] = field(default_factory=list)


def spread(*names: str, width: int) -> int:
    """A number below `width` that looks like chance, and is always the same for the same names."""
    return crc32("/".join(names).encode()) % width


def planted_count(family: str, row: str, period: str) -> int:
    """The count of a row: five digits for the rows that are to be small, six for the others."""
    if row in BASES:
        base = BASES[row]
    else:
        base = 17_000 if row in SMALL_ROWS[family] else 300_000 + 20_000 * spread(family, row, width=20)
    # Small counts go up and down by much, so that their changes and percentages are numbers of their own.
    return base + spread(family, row, period, width=base // 2 if base < THRESHOLD else base // 12)


def lacking(snapshot: Snapshot, hidden: frozenset[Place]) -> Snapshot:
    """The return without what is kept back: made here anew, so that nothing rests on the code that is tried."""
    family, figures = snapshot.family, dict(snapshot.figures)
    if family.total_label:
        figures[TOTAL, "count"] = total_of(snapshot.figures, snapshot.rows, "count")
    for row, column in list(figures):
        place = Place(family.slug, snapshot.period, row, "count" if family.is_area_rates else column)
        if place in hidden:
            figures[row, column] = Value(ValueState.UNABLE_TO_SUPPLY, illustrative=figures[row, column].illustrative)
    return replace(snapshot, figures=figures)


def cells_of(family: Family, year: ReportingYear, period: Period) -> Cells:
    """A return of the family for a period."""
    rows = [row.key for row in form_rows(family, year)]
    if family.is_area_rates:
        return dict(_rate_cells(family, rows, period))
    if family.slug == MISSING:
        periods = {"current": period.slug, "previous": period.year_before().slug}
        return {
            (row, column): reported(planted_count(family.slug, row, of))
            for row in rows
            for column, of in periods.items()
        }
    is_made_up = family.slug == CONTACTS
    return {
        (row, "count"): replace(reported(planted_count(family.slug, row, period.slug)), illustrative=is_made_up)
        for row in rows
    }


def _rate_cells(family: Family, rows: Sequence[str], period: Period) -> Iterator[tuple[tuple[str, str], Value]]:
    for row in rows:
        count = planted_count(family.slug, row, period.slug)
        people = 40 * planted_count(family.slug, row, "people")
        yield (row, "count"), reported(count)
        yield (row, "rate"), reported((Decimal(count) * 10_000 / people).quantize(Decimal("0.1")))


def send(example: Example, family: Family, period: Period) -> Submission:
    """A return that was sent and approved."""
    year = example.years[period.year_slug]
    organisation = next(one for one in example.organisations.values() if one.kind == family.supplier_kind)
    by = example.partner(organisation)
    submission = start_submission(
        family=family,
        year=year,
        organisation=organisation,
        by=by,
        cells=cells_of(family, year, period),
        note="Illustrative figures." if family.slug == CONTACTS else "",
        period=period,
    )
    return through_review(example, submission)


def through_review(example: Example, submission: Submission) -> Submission:
    """Answer what the checks ask, send, approve."""
    by = example.partner(submission.organisation)
    asked = {problem.key: "Counted twice." for problem in submission.open_confirmations()}
    if asked:
        submission = confirm_findings(submission=submission, comments=asked, by=by, revision=submission.revision)
    approved = example.through_review(submission, by)
    assert isinstance(approved, Submission)
    return approved


def send_all(example: Example) -> None:
    """Every return of every year: whole years, and the quarters of the last two."""
    load_areas(by=example.coordinator)
    load_neighbour_sets(by=example.coordinator)
    for slug in YEARS:
        for family in (MISSING, SECTION_42, CONTACTS, RATES):
            send(example, get_family(family), parse_period(slug))
    for slug in YEARS[-2:]:
        for number in range(1, 5):
            send(example, get_family(QUARTERS), parse_period(f"{slug}-q{number}"))


def revise(example: Example) -> None:
    """Other numbers in the newest return of missing children: one that is printed, and one that is kept back."""
    sent = Submission.objects.get(family_slug=MISSING, year__slug=LAST)
    cells = cells_of(sent.family, sent.year, sent.window)
    for row in ("number-of-missing-children", CARE):
        before = cells[row, "current"].number
        assert before is not None
        cells[row, "current"] = replace(reported(before + 41), revised=True, reason=NOTE)
    by = example.partner(sent.organisation)
    through_review(example, save_figures(submission=sent, cells=cells, by=by, revision=sent.revision))


def publish(example: Example, year: str, note: str = "") -> Release:
    """A public release with its workbooks."""
    title = f"Figures for {year}{', corrected' if note else ''}"
    release = make_release(year=example.years[year], title=title, by=example.coordinator, note=note)
    store_workbooks(release)
    return release


def raise_threshold(patch: pytest.MonkeyPatch) -> None:
    """Make counts up to 39,999 small: no partnership may agree such a policy."""
    patch.setattr(policies, "MOST_THRESHOLD", THRESHOLD)
    patch.setattr(policies_in_force, "BUILT_IN", Policy(threshold=THRESHOLD, reason="Raised by a test"))


def note_drafts(patch: pytest.MonkeyPatch, drafts: list[Draft]) -> None:
    """Note what each draft is made from, as it is made."""
    protect = tables.protect_draft

    def noting(snapshots: Sequence[Snapshot], build: Build) -> Any:
        outcome, in_force = protect(snapshots, build)
        assert outcome.passed, outcome.problem
        hidden = frozenset(one.place for one in outcome.hidden)
        drafts.append(Draft(snapshots, hidden, lambda chosen: build(chosen, in_force)))
        return outcome, in_force

    patch.setattr(tables, "protect_draft", noting)


def make_planted(patch: pytest.MonkeyPatch) -> Planted:
    """Everything, through the public services."""
    raise_threshold(patch)
    drafts: list[Draft] = []
    note_drafts(patch, drafts)
    example = Example(password=PASSWORD, real_only=False, say=lambda text: None)
    steps = (load_structure, load_priorities, send_all, load_learning, load_events)
    patch.setattr(load, "STEPS", tuple((step.__name__, step) for step in steps))
    load.load(example)
    publish(example, YEARS[-2])
    publish(example, LAST)
    override_everything(example.years[LAST], example.chair)
    build_edition(begin_edition(year=example.years[LAST], by=example.coordinator).pk)
    revise(example)
    publish(example, LAST, NOTE)
    edition = build_edition(begin_edition(year=example.years[LAST], by=example.coordinator).pk)
    world = World(example, publish_signed(edition, example))
    ask_for_signatures(world)
    ask_before(world.event)
    preview_by_known_token(world.waiting, example.coordinator)
    active_subscriber()
    asked("somebody@example.org")
    return Planted(world, drafts)
