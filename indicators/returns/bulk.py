"""Storing the figures of a return; many at a time by the database's own short way, under the same constraints."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connections, router, transaction

from indicators.definitions.models.area import Area
from indicators.definitions.values import Value
from indicators.returns.models.figure import Figure
from indicators.returns.models.submission import Submission

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]
# Below it, making the objects one by one costs less than anyone would notice.
MANY = 1000
FIELDS = (
    "submission",
    "row",
    "column",
    "area",
    "value",
    "state",
    "reason",
    "illustrative",
    "provisional",
    "revised",
    "below_zero",
)


def replace_figures(submission: Submission, cells: Cells) -> None:
    """Take these answers for all that were stored of the return, in one transaction."""
    with transaction.atomic():
        submission.figures.all().delete()
        if len(cells) < MANY:
            submission.figures.bulk_create(figure_rows(submission, cells))
        else:
            store_many(submission, cells)


def figure_rows(submission: Submission, cells: Cells) -> list[Figure]:
    """Unsaved figures for the cells of a return."""
    areas = {area.slug: area for area in Area.objects.all()} if submission.family.is_area_rates else {}
    signed = {column.key for column in submission.family.columns if column.below_zero}
    return [
        Figure(
            submission=submission,
            row=row,
            column=column,
            area=areas.get(row),
            value=value.number,
            state=value.state.value,
            reason=value.reason,
            illustrative=value.illustrative,
            provisional=value.provisional,
            revised=value.revised,
            below_zero=(column in signed),
        )
        for (row, column), value in cells.items()
    ]


def store_many(submission: Submission, cells: Cells) -> None:
    """Add many answers at once. Raises `IntegrityError` where one breaks a constraint; then none is stored."""
    database = router.db_for_write(Figure)
    connection = connections[database]
    quote = connection.ops.quote_name
    table = quote(Figure._meta.db_table)
    names = {field.name: str(field.column) for field in Figure._meta.concrete_fields}
    columns = ", ".join(quote(names[name]) for name in FIELDS)
    rows = _rows(submission, cells, connection.ops.adapt_decimalfield_value)
    with transaction.atomic(using=database), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(FIELDS))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # type: ignore[arg-type]  # noqa: S608


def _rows(submission: Submission, cells: Cells, adapt: Any) -> Iterator[tuple[Any, ...]]:
    """The answers as the columns of their table. Numbers repeat, so each is written out once."""
    field = Figure._meta.get_field("value")
    areas = dict(Area.objects.values_list("slug", "pk")) if submission.family.is_area_rates else {}
    signed = {column.key for column in submission.family.columns if column.below_zero}
    written: dict[Any, Any] = {None: None}
    for (row, column), value in cells.items():
        number = value.number
        if number not in written:
            written[number] = adapt(number, field.max_digits, field.decimal_places)
        yield (
            submission.pk,
            row,
            column,
            areas.get(row),
            written[number],
            value.state.value,
            value.reason,
            value.illustrative,
            value.provisional,
            value.revised,
            column in signed,
        )
