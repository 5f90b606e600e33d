"""The forward plan: what the partnership promises for the year after."""

from collections.abc import Iterable

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain, prose
from reports.contributions.forward import Promise
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted


def forward(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """The approved plan of the year; nothing where there is none."""
    content = inputs.records.forward
    if content is None:
        return None
    promises = inputs.records.promises
    return NarrativeSection(
        anchor="forward",
        title="What we will do next",
        introduction=plain(
            f"{counted(len(promises), 'promise', 'promises')} for the year after {year.label}. The next report will "
            "say what happened to each."
        ),
        parts=parts_of(content["introduction"], promises),
    )


def parts_of(introduction: str, promises: Iterable[Promise]) -> tuple[NarrativePart, ...]:
    """The promises as a table under what was written before them."""
    table = PlainTable(
        anchor="forward-table",
        title="Promises for next year",
        columns=("Number", "What we will do", "Who leads it", "Priority or commitment"),
        rows=tuple((str(one.number), one.text, one.owner, belongs_to(one)) for one in promises),
    )
    return (NarrativePart("forward-promises", "Our promises", body=prose(introduction), tables=(table,)),)


def belongs_to(promise: Promise) -> str:
    """The priority and the commitment that it carries on, where it does."""
    return ": ".join(part for part in (promise.priority, promise.commitment) if part) or "–"
