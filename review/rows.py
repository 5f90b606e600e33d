"""Rows that belong to a reviewed thing, such as the lines of a year's costs. They are written anew with each save."""

from collections.abc import Iterable, Mapping
from typing import Any


def save_rows(rows: Any, given: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Put the given rows, numbered in their order, in the place of the stored ones; return them.

    `rows` is the thing's related manager, such as `costs.lines`. For the `write` of `review.services.save`.
    """
    owner = {rows.field.name: rows.instance}
    made = [rows.model(number=number, **owner, **fields) for number, fields in enumerate(given, 1)]
    rows.all().delete()
    stored: list[Any] = rows.model.objects.bulk_create(made)
    return stored
