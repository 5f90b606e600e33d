"""What the partnership's work costs, who pays, and what that means. Pounds with pence, added up exactly."""

from decimal import Decimal
from typing import Any

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain, prose
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import sentence

KINDS = (("contribution", "Contributions", "Who contributes"), ("spending", "Spending", "What it is spent on"))
NOT_STATED = "not stated"


def costs(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """The approved return of the year; nothing where there is none."""
    content = inputs.records.costs
    if content is None:
        return None
    return NarrativeSection(
        anchor="costs",
        title="Costs",
        introduction=plain(introduction(content)),
        parts=parts_of(content),
    )


def introduction(content: dict[str, Any]) -> str:
    """Both totals beside each other."""
    told = []
    for name in ("budget", "actual"):
        sums = [total(content, direction, name) for direction, _, _ in KINDS]
        if any(one is not None for one in sums):
            came, went = (NOT_STATED if one is None else pounds(one) for one in sums)
            word = {"budget": "Planned", "actual": "Actual"}[name]
            told.append(f"{word}: contributions {came}, spending {went}.")
    return " ".join(told)


def parts_of(content: dict[str, Any]) -> tuple[NarrativePart, ...]:
    """Contributions, spending, and the financial impact."""
    parts = [_part(content, *kind) for kind in KINDS if _lines(content, kind[0])]
    if content["financial_impact"].strip():
        parts.append(
            NarrativePart("costs-impact", "Financial impact", body=prose(sentence(content["financial_impact"])))
        )
    return tuple(parts)


def _part(content: dict[str, Any], direction: str, title: str, head: str) -> NarrativePart:
    rows = [
        (_label(one), amount(one["budget"]), amount(one["actual"]), _difference(one["budget"], one["actual"]))
        for one in _lines(content, direction)
    ]
    sums = [total(content, direction, name) for name in ("budget", "actual")]
    texts = ["" if one is None else str(one) for one in sums]
    table = PlainTable(
        anchor=f"costs-{direction}-table",
        title=f"{title}, in pounds",
        columns=(head, "Planned", "Actual", "Actual less planned"),
        rows=(*rows, ("Total", amount(texts[0]), amount(texts[1]), _difference(*texts))),
        numeric=(1, 2, 3),
        note="" if all(texts) else "A total is shown only if every line has an amount.",
    )
    return NarrativePart(f"costs-{direction}", title, tables=(table,))


def _lines(content: dict[str, Any], direction: str) -> list[dict[str, Any]]:
    return [one for one in content["lines"] if one["direction"] == direction]


def total(content: dict[str, Any], direction: str, name: str) -> Decimal | None:
    """The exact sum of a column; None where there is no line, or where one of them lacks the amount."""
    amounts = [one[name] for one in _lines(content, direction)]
    return sum((Decimal(one) for one in amounts), Decimal("0.00")) if amounts and all(amounts) else None


def _label(line: dict[str, Any]) -> str:
    return ": ".join(part for part in (line["organisation"], line["what"]) if part)


def pounds(value: Decimal) -> str:
    """£1,234.50, and −£20.00 for less than nothing."""
    return f"{'−' if value < 0 else ''}£{abs(value):,.2f}"


def amount(text: str) -> str:
    """An amount as it is printed."""
    return pounds(Decimal(text)) if text else NOT_STATED


def _difference(budget: str, actual: str) -> str:
    return pounds(Decimal(actual) - Decimal(budget)) if budget and actual else NOT_STATED
