"""Filling the computed columns, and printing a cell. Pure; used by forms and by releases alike."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from indicators.definitions.calculations import NO_MEANING, NoMeaning, change, percent_change, share, total
from indicators.definitions.families import TOTAL, Column, Row
from indicators.definitions.values import Value, ValueState, computed, kept_back, text_of

Cell = tuple[str, str]
Figures = Mapping[Cell, Value]
MARKS = (("provisional", "[p]"), ("revised", "[r]"))
MARK_WORDS = {"[p]": "provisional: may still change", "[r]": "revised since it was first published"}


def _lookup(figures: Figures, row: str, column: str) -> Value:
    return figures.get((row, column)) or Value(ValueState.UNABLE_TO_SUPPLY)


def resting_on(value: Value, *inputs: Value) -> Value:
    """A worked-out value with each flag that one of the figures that it rests on carries.

    One rule for every cell that is worked out, whether it comes out as a number or as a symbol. Illustrative: a number
    made of made-up ones is made up. Provisional: while a part may still change, so may the whole, and a percentage of a
    provisional nothing may become one. Revised: what was published before was worked out from the old figure. The
    reason stays with the figure that was revised.
    """
    return replace(
        value,
        illustrative=any(one.illustrative for one in inputs),
        provisional=any(one.provisional for one in inputs),
        revised=any(one.revised for one in inputs),
    )


def worked_out(number: Decimal | NoMeaning | None, *inputs: Value) -> Value:
    """A result of these figures as a value, with their flags."""
    if number is NO_MEANING:
        return resting_on(Value(ValueState.NOT_APPLICABLE), *inputs)
    if number is None and (symbols := [one.withheld for one in inputs if one.withheld]):
        return kept_back(symbols[0], illustrative=any(one.illustrative for one in inputs))
    return resting_on(computed(number if isinstance(number, Decimal) else None), *inputs)


def total_of(figures: Figures, rows: Sequence[Row], column: str) -> Value:
    """The total of a column over the rows that are shares of it.

    Where parts are kept back the total is among the figures: it cannot be added up from what is printed.
    """
    if (TOTAL, column) in figures:
        return figures[TOTAL, column]
    parts = [_lookup(figures, row.key, column) for row in rows if row.base == TOTAL]
    return worked_out(total(part.number for part in parts), *parts)


def compute(column: Column, row: Row, rows: Sequence[Row], figures: Figures) -> Value:
    """The value of a computed column in a row."""
    if column.computation == "share":
        part = _lookup(figures, row.key, "count")
        # A row without a base rests on nothing: it carries no mark but that of a table of made-up figures.
        if not row.base:
            return Value(ValueState.NOT_APPLICABLE, illustrative=part.illustrative)
        base = total_of(figures, rows, "count") if row.base == TOTAL else _lookup(figures, row.base, "count")
        return worked_out(share(part.number, base.number, column.decimals), part, base)
    current, previous = _lookup(figures, row.key, "current"), _lookup(figures, row.key, "previous")
    if ValueState.NOT_APPLICABLE in (current.state, previous.state):
        return worked_out(NO_MEANING, current, previous)
    if column.computation == "change":
        return worked_out(change(current.number, previous.number), current, previous)
    return worked_out(percent_change(current.number, previous.number, column.decimals), current, previous)


def cell(key: str, value: Value, unit: str, decimals: int) -> dict[str, Any]:
    """A cell of a published table: what is printed, the plain number, and how it is to be read."""
    marks = "".join(f" {mark}" for flag, mark in MARKS if getattr(value, flag))
    return {
        "key": key,
        "text": text_of(value, unit, decimals) + marks,
        "value": None if value.number is None else _plain(value.number),
        "state": value.published_state,
        "illustrative": value.illustrative,
    }


def _plain(number: Decimal) -> str:
    """The number for machines, as it is: no exponent and no needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def column_cell(column: Column, value: Value) -> dict[str, Any]:
    """A cell in the form of its column."""
    return cell(column.key, value, column.unit, column.decimals)


def table_row(key: str, label: str, cells: list[dict[str, Any]], **more: str) -> dict[str, Any]:
    """A row of a published table; empty extras are left out."""
    return {"key": key, "label": label, "cells": cells, **{name: text for name, text in more.items() if text}}


def printed_symbols(rows: Sequence[Mapping[str, Any]], meanings: Mapping[str, str]) -> list[str]:
    """A note for each symbol that the rows print, in the order of `meanings`."""
    printed = " ".join(one["text"] for row in rows for one in row["cells"])
    return [f"{symbol} {meaning}." for symbol, meaning in meanings.items() if symbol in printed]
