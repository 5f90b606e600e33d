"""A return as it was submitted: plain data in, typed answers out. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from indicators.definitions.estimates import Estimate
from indicators.definitions.families import Family, Row, family_on
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState

Cell = tuple[str, str]
FLAGS = ("illustrative", "provisional", "revised")


def _number_text(number: Decimal | None) -> str | None:
    """95.0000 and 95 are the same number, so that a snapshot must not tell them apart."""
    return None if number is None else format(number.normalize() + 0, "f")


def figures_as_content(figures: Mapping[Cell, Value]) -> dict[str, dict[str, dict[str, Any]]]:
    """Answers as plain data: row, then column, then what was answered. Flags stand only where they are set."""
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for (row, column), value in figures.items():
        answer: dict[str, Any] = {"state": value.state.value, "value": _number_text(value.number)}
        if value.reason:
            answer["reason"] = value.reason
        answer.update({flag: True for flag in FLAGS if getattr(value, flag)})
        rows.setdefault(row, {})[column] = answer
    return rows


def _value(answer: Mapping[str, Any]) -> Value:
    return Value(
        state=ValueState(answer["state"]),
        number=None if answer["value"] is None else Decimal(answer["value"]),
        reason=answer.get("reason", ""),
        illustrative=bool(answer.get("illustrative")),
        provisional=bool(answer.get("provisional")),
        revised=bool(answer.get("revised")),
    )


@dataclass(frozen=True)
class Areas:
    """Which areas a snapshot compares, and by which set of neighbours."""

    area: str
    neighbours: tuple[str, ...]
    benchmarks: tuple[str, ...]
    names: Mapping[str, str]
    set_slug: str
    set_label: str

    @property
    def slugs(self) -> tuple[str, ...]:
        """All areas in the order of the form."""
        return (self.area, *self.neighbours, *self.benchmarks)


@dataclass(frozen=True)
class Snapshot:
    """One return, word for word as it was submitted.

    `estimates` is not part of it: who makes a release adds the population estimates of its areas, by slug.
    """

    family: Family
    year: str
    period: str
    starts_on: datetime.date
    ends_on: datetime.date
    organisation: str
    note: str
    figures: Mapping[Cell, Value] = field(default_factory=dict)
    areas: Areas | None = None
    late: bool = False
    loaded_later: str = ""
    estimates: Mapping[str, Estimate] = field(default_factory=dict)

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Snapshot":
        """Read what `Submission.content()` wrote."""
        areas = content.get("areas")
        ends_on = datetime.date.fromisoformat(content["ends_on"])
        return cls(
            family=family_on(content["family"], ends_on),
            year=content["year"],
            # What was approved before there were shorter periods is about its whole year.
            period=content.get("period", content["year"]),
            starts_on=parse_period(content.get("period", content["year"])).starts_on,
            ends_on=ends_on,
            organisation=content["organisation"],
            note=content["note"],
            late=content.get("late", False),
            loaded_later=content.get("loaded_later", ""),
            figures={
                (row, column): _value(answer)
                for row, columns in content["figures"].items()
                for column, answer in columns.items()
            },
            areas=areas
            and Areas(
                area=areas["area"],
                neighbours=tuple(areas["neighbours"]),
                benchmarks=tuple(areas["benchmarks"]),
                names=areas["names"],
                set_slug=areas["set"],
                set_label=areas["set_label"],
            ),
        )

    @property
    def label(self) -> str:
        """The period as people write it."""
        return parse_period(self.period).label

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the table, in the order of the form."""
        if self.areas is None:
            return self.family.rows_on(self.ends_on)
        return tuple(Row(key=slug, label=self.areas.names[slug]) for slug in self.areas.slugs)

    @property
    def is_illustrative(self) -> bool:
        """Whether any answer is made up for illustration."""
        return any(value.illustrative for value in self.figures.values())

    def value(self, row: str, column: str) -> Value:
        """The answer of a cell; one that nobody gave is not available."""
        return self.figures.get((row, column)) or Value(ValueState.UNABLE_TO_SUPPLY)
