"""This year beside last year: what was promised then and done now, and the figures of both."""

from collections.abc import Iterable

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted
from reports.impact.comparison.indicators import SideBySide
from reports.impact.comparison.promises import Fate, Outcome, counted_fates
from reports.impact.comparison.reader import Comparison

AS_PUBLISHED = (
    "Each figure comes from the newest release of its own year. We do not calculate differences here. Symbols used "
    "in place of numbers are explained in the section on reading the figures."
)


def comparison(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """Promises with what became of them, then figures side by side. None where there is no year before."""
    found = inputs.comparison
    if found is None:
        return None
    return NarrativeSection(
        anchor="comparison",
        title=f"This year compared with {found.before}",
        introduction=plain(_introduction(found)),
        parts=(*_promises(found), *_figures(found)),
    )


def _introduction(found: Comparison) -> str:
    if not found.outcomes:
        return f"{found.source} It has no open promises."
    fates = counted_fates(found.outcomes)
    return (
        f"Of {counted(len(found.outcomes), 'promise', 'promises')} from {found.before}: {fates[Fate.DONE]} done, "
        f"{fates[Fate.CARRIED]} carried forward, {fates[Fate.CLOSED]} closed with a reason, {fates[Fate.DROPPED]} "
        f"with no explanation. {found.source}"
    )


def _promises(found: Comparison) -> list[NarrativePart]:
    if not found.outcomes:
        return []
    table = PlainTable(
        anchor="comparison-promises-table",
        title=f"Promises from {found.before}",
        columns=("What was promised", "Who leads it", "Then", "Now"),
        rows=tuple(_promise_row(outcome) for outcome in found.outcomes),
    )
    return [NarrativePart("comparison-promises", "What was promised, and what happened", tables=(table,))]


def _promise_row(outcome: Outcome) -> tuple[str, ...]:
    promise = outcome.promise
    return (promise.text, promise.owner, promise.then, f"{outcome.fate.label}. {outcome.words}")


def _figures(found: Comparison) -> list[NarrativePart]:
    if not found.figures:
        return []
    return [
        NarrativePart(
            anchor="comparison-figures",
            title="Figures of both years",
            byline="; ".join(found.releases),
            body=plain("\n\n".join([AS_PUBLISHED, *_not_compared(found.figures)])),
            tables=tuple(_table(found, family) for family in found.figures if family.rows),
        )
    ]


def _not_compared(figures: Iterable[SideBySide]) -> list[str]:
    """A sentence for each family that stands in both releases and could not be compared."""
    return [f"{one.title}: {' '.join(one.notes)}" for one in figures if not one.rows]


def _table(found: Comparison, family: SideBySide) -> PlainTable:
    columns = [f"{label}, {year}" for label in family.measures for year in (found.before, found.now)]
    return PlainTable(
        anchor=f"comparison-{family.slug}",
        title=family.title,
        columns=(family.row_head, *columns),
        rows=family.rows,
        numeric=tuple(range(1, len(columns) + 1)),
        note=" ".join(family.notes),
    )
