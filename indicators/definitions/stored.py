"""A definition as plain data for a database, with the names that the files use. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from indicators.definitions.families import Break, Column, Family, Row, Rule, parse_family

DAYS = ("statements_read_on", "agreed_on", "effective_from", "effective_to", "next_review")
ROW_DAYS = ("effective_from", "effective_to")
# What the pages do not ask for: it stands in the portal's own files, or follows from the rest.
SIGNED = ("authored_by", "checked_by", "agreed_on")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Row | Column | Rule | Break):
        found = {one.name: getattr(value, one.name) for one in fields(value)}
        defaults = {one.name: one.default for one in fields(value)}
        return {name: _plain(each) for name, each in found.items() if each != defaults[name]}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def as_stored(family: Family) -> dict[str, Any]:
    """The definition of a family as JSON takes it. `from_stored` makes the same family of it."""
    found = {one.name: _plain(getattr(family, one.name)) for one in fields(family)}
    rows = found.pop("fixed_rows")
    if family.is_area_rates:
        found["rows_from"] = "areas"
    else:
        found["rows"] = rows
    return {name: value for name, value in found.items() if value is not None}


def _day(value: Any) -> Any:
    """A day, or what was there: the reader of definitions says what is wrong with it."""
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def from_stored(data: Mapping[str, Any]) -> Family:
    """The family of a stored definition, read as those of the files are. Raises `CatalogueError`."""
    entry = {name: _day(value) if name in DAYS else value for name, value in data.items()}
    entry["rows"] = [
        {name: _day(value) if name in ROW_DAYS else value for name, value in row.items()}
        for row in entry.get("rows", ())
    ]
    entry["columns"] = [dict(one) for one in entry.get("columns", ())]
    return parse_family(entry, str(data.get("title", "The definition")))
