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
    """One problem with a request."""

    where: str = Field(description="The parameter.")
    message: str


class Problem(Schema):
    """A problem with the request (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Wrong] = []


class Paging(Schema):
    """Which page of a list to return."""

    limit: int = Field(100, ge=1, le=MOST, description="The maximum number of items to return.")
    offset: int = Field(0, ge=0, le=10_000_000, description="The number of items to skip.")


class Page(Schema, Generic[T]):
    """A page of a list, with the addresses of the pages before and after it."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
    items: list[T]


class Licence(Schema):
    """Licence. If `is_open` is false, the supplier has not yet confirmed the terms."""

    name: str
    title: str
    url: str | None
    is_open: bool


class Entrance(Schema):
    """Index of the API."""

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
    """The current definition of an indicator family. Each version includes the definition it was published under."""

    slug: str
    title: str
    theme: str
    unit: str
    shape: str
    polarity: str = Field(
        description="Whether a high or low figure is good. Often none, because a rise can mean better reporting."
    )
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
    dataset: str | None = Field(description="The family's data set, if anything has been published.")


class CorrectedBy(Schema):
    """A later release that prints another figure than this one, of its own year or of another."""

    release: str = Field(description="The release's slug.")
    year: str
    published_at: datetime.datetime
    page: str = Field(description="The page that lists each corrected figure.")


class Version(Schema):
    """A family's table in one release. It never changes: corrections are published as a new version."""

    dataset: str
    version: str = Field(description="The release's slug.")
    title: str
    year: str
    number: int
    published_at: datetime.datetime
    is_newest: bool = Field(description="Whether it is the latest version of the data set.")
    corrected_by: list[CorrectedBy] = Field(description="Releases that have corrected figures of this version.")
    note: str = Field(description="Why the release revises figures, if it does.")
    sha256: str = Field(description="The hash of the release's content.")
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
    files: dict[str, str] = Field(description="The latest version by format: csv, xlsx, json.")
    is_readable: bool = Field(
        description="Whether the API can read the latest version. If not, the data set is described by its definition."
    )


class Observation(Schema):
    """One figure with its meaning. `value` is null if there is no number: `state` gives the reason."""

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
    """A cell that differs from the earlier version. Empty if it was not in that version."""

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
    """Differences between a version and an earlier one for the same year. `items` are cells."""

    dataset: str
    version: str
    since: str
    note: str = Field(description="Why the release revises figures.")
    rows_added: list[str]
    rows_removed: list[str]
    texts: list[str] = Field(description="Which texts have changed, such as the definition.")
    denominators: list[str] = Field(
        description="Confidence intervals that use a different population, such as a revised estimate."
    )


class Missing(Schema):
    """A family without a table: no figures were approved, or small numbers in them could not be protected."""

    slug: str
    title: str
    left_out: bool = False


class Release(Schema):
    """A dated set of approved tables."""

    slug: str
    title: str
    year: str
    number: int
    published_at: datetime.datetime
    is_newest: bool = Field(description="Whether it is the latest release for its year.")
    corrected_by: list[CorrectedBy] = Field(description="Releases that have corrected figures of this one.")
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
    after: datetime.datetime | None = Field(description="Null if the release was cancelled.")
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
    code: str = Field(description="The area's code in national statistics.")
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
    """How many lines of a file were accepted or rejected."""

    accepted: int
    with_warnings: int
    rejected: int


class FileProblem(Schema):
    """One finding in a file, with its line and column."""

    code: str
    level: Literal["note", "warning", "rejected"]
    sheet: str
    line: int | None
    column: str | None
    heading: str
    value: str
    reason: str


class Check(Schema):
    """The changes a file of figures would make, and its problems. Nothing is saved."""

    template: str = Field(alias="return")
    period: str
    file: str
    lines: CheckedLines
    can_save: bool
    can_submit: bool
    problems: list[FileProblem]
