"""Bases of the portal's tables: one lean template, headers that sort by plain links, numbers that line up."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify
from django_tables2.data import TableQuerysetData

__all__ = ["DateColumn", "GovukTable", "LinkColumn", "NumberColumn", "StateColumn", "TextColumn"]

DATE, MOMENT = "j F Y", "j F Y, H:i"


class TextColumn(tables.Column):
    """Text, with a second line of lesser weight where `below` names one. Files hold the first line alone."""

    def __init__(self, *args: Any, below: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.below = tables.A(below) if below else None

    def render(self, value: Any, record: Any) -> str:
        below = self.below.resolve(record, quiet=True) if self.below else None
        if not below:
            return str(value)
        return format_html('{}<span class="app-secondary">{}</span>', value, below)

    def value(self, value: Any) -> str:
        return str(value)


class LinkColumn(TextColumn):
    """Text that leads to a page of the row. `address` gives the page; without an address the text stands alone."""

    def __init__(self, *args: Any, address: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def render(self, value: Any, record: Any) -> str:
        address = self.address(record)
        link = format_html('<a class="govuk-link" href="{}">{}</a>', address, value) if address else value
        return super().render(link, record)


class NumberColumn(tables.Column):
    """Numbers: thousands with commas, set to the right so that digits stand below digits."""

    is_numeric = True

    def render(self, value: Any) -> str:
        """A number with commas; anything else, such as [x], as it is."""
        return f"{value:,}" if isinstance(value, (int, Decimal)) else str(value)

    def value(self, value: Any) -> Any:
        return value


class DateColumn(TextColumn):
    """A day, or a moment in local time. Files hold it as a date, so that spreadsheets sort it."""

    def render(self, value: Any, record: Any) -> str:
        if isinstance(value, datetime.datetime):
            return super().render(date_format(timezone.localtime(value), MOMENT), record)
        return super().render(date_format(value, DATE), record)

    def value(self, value: Any) -> Any:
        return value


class StateColumn(tables.Column):
    """Where something stands, as a tag. The value is the words; `key` names what picks the colour."""

    def __init__(self, *args: Any, key: str = "state", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = tables.A(key)

    def render(self, value: Any, record: Any) -> str:
        key = self.key.resolve(record, quiet=True)
        return render_to_string("components/state_tag.html", {"state": key, "label": value})

    def value(self, value: Any) -> str:
        return str(value)


class _StableData(TableQuerysetData):
    """Rows of a queryset. Rows of one value keep the queryset's own order, or pages would overlap."""

    def __init__(self, data: QuerySet[Any]) -> None:
        super().__init__(data)
        self.own_order = (*(data.query.order_by or data.model._meta.ordering), "pk")

    def order_by(self, aliases: Any) -> None:
        super().order_by(aliases)
        if aliases:
            self.data = self.data.order_by(*self.data.query.order_by, *self.own_order)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the template prints it. On narrow screens `label` stands above the content."""

    content: Any
    label: str
    is_row_header: bool
    is_numeric: bool


class GovukTable(tables.Table):
    """A table with a caption. The first column names its row, unless `row_header` names another one.

    The `attrs` of django-tables2 are not drawn: reading them for every cell costs more than the rest of the page.
    `noun` and `nouns` name one row and several. Sorted rows of one value keep the order that they came in.
    """

    caption: ClassVar[str] = ""
    caption_size: ClassVar[str] = "m"
    row_header: ClassVar[str] = ""
    noun: ClassVar[str] = "result"
    nouns: ClassVar[str] = "results"

    def __init__(self, data: Any, *args: Any, caption: str = "", **kwargs: Any) -> None:
        super().__init__(_StableData(data) if isinstance(data, QuerySet) else data, *args, **kwargs)
        self.caption_text = caption or self.caption
        if not self.caption_text:
            raise ValueError("A table needs a caption: it is the table's name for people who cannot see it.")

    @property
    def caption_id(self) -> str:
        """Address of the caption, which names the region in which a wide table scrolls."""
        return f"{self.prefix}{slugify(self.caption_text)}-caption"

    @property
    def row_header_name(self) -> str:
        """The column whose cells name their rows."""
        return self.row_header or next(iter(self.columns)).name

    def lines(self) -> Iterator[list[Cell]]:
        """The rows of the page that is shown. Worked out here: templates look up the same things far more slowly."""
        named = self.row_header_name
        columns = [
            (column.name, str(column.header), column.name == named, getattr(column.column, "is_numeric", False))
            for column in self.columns
        ]
        for row in self.paginated_rows:
            yield [Cell(row.get_cell(name), *about) for name, *about in columns]
