"""The shapes of the API's answers.

A number is a text such as "36.9": JSON has only floating point, and a published figure is to stay what it is.
"""

import datetime
from typing import Annotated, Generic, Literal, TypeVar

from ninja import Field, Schema
from pydantic import StringConstraints

T = TypeVar("T")
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Number = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
State = Literal["reported", "nil", "unable_to_supply", "not_applicable", "confidential"]
MOST = 1000


class Wrong(Schema):
    """One thing that is wrong with a question."""

    where: str = Field(description="The parameter.")
    message: str


class Problem(Schema):
    """Why there is no answer (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Wrong] = []


class Paging(Schema):
    """Which part of a long list is wanted."""

    limit: int = Field(100, ge=1, le=MOST, description="How many items at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many items to leave out first.")


class Page(Schema, Generic[T]):
    """A part of a list, with the addresses of the parts around it."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[T]


class Licence(Schema):
    """Terms of reuse. Where `is_open` is false the terms are still to be confirmed by the supplier."""

    name: str
    title: str
    url: str | None
    is_open: bool


class Entrance(Schema):
    """Where everything is."""

    title: str
    publisher: str
    contact: str
    guide: str
    openapi: str
    catalogue: str
    themes: str
    families: str
    datasets: str
    releases: str
    calendar: str
    areas: str
    neighbour_sets: str


class Theme(Schema):
    """A group of indicator families."""

    slug: str
    title: str
    families: list[str]


class FamilyColumn(Schema):
    """A column of a family's table."""

    key: str
    label: str
    unit: str
    is_computed: bool


class Family(Schema):
    """An indicator family as its experts define it today. What a version was published under stands in the version."""

    slug: str
    title: str
    theme: str
    unit: str
    shape: str
    polarity: str = Field(description="Whether high or low is good; often none, for a rise can be better reporting.")
    frequency: str
    definition: str
    method: str
    caveats: list[str]
    source: str
    licence: Licence
    authored_by: str
    checked_by: str
    agreed_on: datetime.date
    next_review: datetime.date
    effective_from: datetime.date
    effective_to: datetime.date | None
    columns: list[FamilyColumn]
    dataset: str | None = Field(description="The family's data set, where something is published.")


class Version(Schema):
    """A family's table in one release. It never changes: a correction is a new version."""

    dataset: str
    version: str = Field(description="The release's slug.")
    title: str
    year: str
    number: int
    published_at: datetime.datetime
    is_newest: bool = Field(description="Whether it is the newest version of the data set.")
    note: str = Field(description="Why the release revises figures, where it does.")
    sha256: str = Field(description="The hash of all that the release says.")
    headline: str
    licence: Licence
    supplier: str
    notes: list[str]
    observations: str
    csv: str
    csv_metadata: str
    page: str


class Dataset(Schema):
    """The published tables of a family, over all releases."""

    slug: str
    title: str
    theme: str
    description: str
    licence: Licence
    newest_version: str
    versions: int
    url: str
    page: str
    files: dict[str, str] = Field(description="The newest version by format: csv, xlsx, json.")


class Observation(Schema):
    """One figure with its meaning. `value` is null where `state` says that there is no number."""

    release: str
    family: str
    table: str
    row_key: str
    row: str
    group: str
    area: str
    column_key: str
    column: str
    unit: str
    period: str
    period_label: str
    period_start: datetime.date
    period_end: datetime.date
    value: Number | None
    symbol: str
    state: State
    provisional: bool
    revised: bool
    late: bool
    illustrative: bool
    supplier: str


class CellChange(Schema):
    """A cell that prints something else than in the earlier version; empty where it was not there."""

    table: str
    row_key: str
    row: str
    column_key: str
    column: str
    before: str
    after: str
    before_value: Number | None
    after_value: Number | None
    reason: str


class Changes(Page[CellChange]):
    """What a version says otherwise than an earlier one of the same year: `items` are cells."""

    dataset: str
    version: str
    since: str
    note: str = Field(description="Why the release revises figures.")
    rows_added: list[str]
    rows_removed: list[str]
    texts: list[str] = Field(description="Which texts differ, such as the definition.")
    denominators: list[str] = Field(description="Intervals that rest on other people, such as a revised estimate.")


class Missing(Schema):
    """A family of which nothing was approved when the release was made."""

    slug: str
    title: str


class Release(Schema):
    """A dated set of approved tables."""

    slug: str
    title: str
    year: str
    number: int
    published_at: datetime.datetime
    is_newest: bool = Field(description="Whether it is the newest release of its year.")
    note: str
    sha256: str
    missing: list[Missing]
    datasets: list[str]
    url: str
    page: str
    xlsx: str
    datapackage: str


class DateChange(Schema):
    """A change of an announced date."""

    before: datetime.datetime
    after: datetime.datetime | None = Field(description="Null where the release was called off.")
    reason: str
    changed_at: datetime.datetime


class Planned(Schema):
    """An announced release."""

    title: str
    year: str
    planned_for: datetime.datetime
    status: Literal["announced", "published", "cancelled"]
    release: str | None
    changes: list[DateChange]


class Area(Schema):
    """An area whose figures are compared."""

    slug: str
    name: str
    code: str = Field(description="The number that national statistics give it.")
    kind: str


class Neighbour(Schema):
    """A member of a set of statistical neighbours."""

    rank: int
    area: str
    name: str


class NeighbourSet(Schema):
    """The statistical neighbours of an area, as published on one day."""

    slug: str
    area: str
    published: datetime.date
    in_use: bool
    members: list[Neighbour]


class CheckedLines(Schema):
    """How many lines of a file are in order."""

    accepted: int
    with_warnings: int
    rejected: int


class FileProblem(Schema):
    """One finding in a file, by the line and column that its sender sees."""

    code: str
    level: Literal["note", "warning", "rejected"]
    sheet: str
    line: int | None
    column: str | None
    heading: str
    value: str
    reason: str


class Check(Schema):
    """What a file of figures would bring, and what is wrong with it. Nothing was stored."""

    template: str = Field(alias="return")
    period: str
    file: str
    lines: CheckedLines
    can_save: bool
    can_submit: bool
    problems: list[FileProblem]
