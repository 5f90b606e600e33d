"""How a file of figures is laid out: one line a row of the form, one column for each figure that is typed. Pure.

A workbook has one sheet for each family; a CSV file has all families under one another, each line naming its own.
Headings are found by their words, in any order, case and spacing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from indicators.definitions.families import TOTAL, Column, Family, Row, families
from indicators.definitions.periods import Period
from indicators.parsing.state_words import squeezed

MOST_LETTERS = 31  # of a sheet's name, in every spreadsheet
LAST_TIME = "Last time"
# How alike the words of a row and those of a line have to be before they count as its own, from 0 to 1.
ALIKE, NEARER = 0.8, 0.05
MOST_COMPARED = 200


class Heading(StrEnum):
    """The columns of a line that are not figures, as the template names them."""

    FAMILY = "Figures"
    CODE = "Code"
    ROW = "Row"
    STATE = "If blank"
    REASON = "Reason"
    MARK = "Mark"
    COMMENT = "Comment"
    NOTE = "Note"
    FROM = "Period from"
    TO = "Period to"
    BEFORE_FROM = "Previous period from"
    BEFORE_TO = "Previous period to"


OTHER_NAMES = {
    "family": Heading.FAMILY,
    "indicator": Heading.FAMILY,
    "return": Heading.FAMILY,
    "key": Heading.CODE,
    "row code": Heading.CODE,
    "row key": Heading.CODE,
    "label": Heading.ROW,
    "line": Heading.ROW,
    "row label": Heading.ROW,
    "state": Heading.STATE,
    "reasons": Heading.REASON,
    "marks": Heading.MARK,
    "comments": Heading.COMMENT,
    "notes": Heading.NOTE,
}
HEADINGS: Mapping[str, Heading] = {heading.value.lower(): heading for heading in Heading} | OTHER_NAMES


def bare(header: object) -> str:
    """A heading without what people add to it, the number of a footnote among it."""
    return squeezed(header).strip(" *:¹²³⁴⁵⁶⁷⁸⁹⁰†‡")


@dataclass(frozen=True)
class FamilyForm:
    """A family with the rows that its form has for the period."""

    family: Family
    rows: tuple[Row, ...]

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Each name by which a column may go."""
        names: dict[str, Column] = {}
        for column in self.family.columns:
            for name in (column.label, column.key, column.key.replace("_", " ")):
                names.setdefault(bare(name), column)
        return names

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}

    @cached_property
    def by_label(self) -> Mapping[str, Row]:
        """The rows by their words, where the words name one row only."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(bare(row.label), []).append(row)
        return {label: rows[0] for label, rows in found.items() if len(rows) == 1}

    @cached_property
    def keys_by_label(self) -> Mapping[str, frozenset[str]]:
        """The keys of all rows that have these words."""
        labels = {bare(row.label) for row in self.rows}
        return {label: frozenset(row.key for row in self.rows if bare(row.label) == label) for label in labels}

    def row_alike(self, label: str, row: Row) -> Row | None:
        """Another row whose words these are nearly, where they are not nearly those of the row given; else None."""
        if len(self.rows) > MOST_COMPARED:
            return None
        known = {one.key: SequenceMatcher(None, label, bare(one.label)).ratio() for one in self.rows}
        best = max(self.rows, key=lambda one: known[one.key])
        return best if known[best.key] > max(ALIKE, known[row.key] + NEARER) else None

    def is_total(self, *names: str) -> bool:
        """Whether a line of this code or label is the family's line of totals."""
        return bool(self.family.total_label) and any(name in (TOTAL, bare(self.family.total_label)) for name in names)


@dataclass(frozen=True)
class FileForm:
    """What a file may hold: the families of a return, for one period."""

    period: Period
    families: tuple[FamilyForm, ...]

    @cached_property
    def sheet_names(self) -> Mapping[str, str]:
        """The name of each family's sheet, by slug: its title, as far as a sheet's name goes."""
        names: dict[str, str] = {}
        for form in self.families:
            title = " ".join(re.sub(r"[\[\]:*?/\\']", " ", form.family.title).split())
            name, number = title[:MOST_LETTERS].strip(), 1
            while name in names.values():
                number += 1
                name = f"{title[: MOST_LETTERS - 3].strip()} {number}"
            names[form.family.slug] = name
        return names

    @cached_property
    def by_name(self) -> Mapping[str, FamilyForm]:
        """The families by every name that a line or a sheet may give them."""
        return {
            squeezed(name): form
            for form in self.families
            for name in (form.family.slug[:MOST_LETTERS], form.family.slug, form.family.title)
        } | {squeezed(self.sheet_names[form.family.slug]): form for form in self.families}

    @cached_property
    def other_titles(self) -> Mapping[str, str]:
        """The titles of the families that the return does not ask for, by their squeezed words."""
        own = {form.family.slug for form in self.families}
        others = [family for family in families() if family.slug not in own]
        return {squeezed(name): family.title for family in others for name in (family.title, family.slug)}

    @cached_property
    def csv_headers(self) -> Mapping[str, str]:
        """The heading of each column that is typed, by key: the label where all families agree, else the key."""
        labels: dict[str, list[str]] = {}
        for form in self.families:
            for column in form.family.input_columns:
                labels.setdefault(column.key, []).append(column.label)
        return {
            key: found[0] if len(set(found)) == 1 else key.replace("_", " ").capitalize()
            for key, found in labels.items()
        }
