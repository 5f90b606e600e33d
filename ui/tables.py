"""Bases of the portal's tables: one lean template, headers that sort by plain links, numbers that line up."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify
from django_tables2.data import TableQuerysetData

__all__ = [
    "DateColumn",
    "GovukTable",
    "LinkColumn",
    "NumberColumn",
    "PartColumn",
    "StateColumn",
    "StatusColumn",
    "TextColumn",
    "in_words",
]

DATE, MOMENT = "j F Y", "j F Y, H:i"


def in_words(day: datetime.date) -> str:
    """A day as “3 May 2023”, a moment as “3 May 2023, 14:05” in local time."""
    if isinstance(day, datetime.datetime):
        return date_format(timezone.localtime(day), MOMENT)
    return date_format(day, DATE)


Part = str | Callable[[Any], Any]


def _reader(part: Part) -> Callable[[Any], Any]:
    """What reads a part of a row: a function, or the accessor that a text names."""
    if callable(part):
        return part
    accessor = tables.A(part)
    return lambda record: accessor.resolve(record, quiet=True)


class TextColumn(tables.Column):
    """Text, with a second line of lesser weight where `below` gives one.

    `text` gives the words where they are not what the accessor finds; such a column sorts only if `order_by` says how.
    Files hold the first line: give them the second as a column of its own with `visible=False`.
    """

    def __init__(self, *, text: Part | None = None, below: Part | None = None, **kwargs: Any) -> None:
        if text is not None:
            kwargs.setdefault("orderable", "order_by" in kwargs)
            kwargs.setdefault("empty_values", ())
        super().__init__(**kwargs)
        self.text = None if text is None else _reader(text)
        self.below = None if below is None else _reader(below)

    def words(self, value: Any, record: Any) -> Any:
        """The first line."""
        return value if self.text is None else self.text(record)

    def render(self, value: Any, record: Any) -> str:
        return self.with_below(self.words(value, record), record)

    def with_below(self, content: Any, record: Any) -> str:
        """The content with the second line."""
        below = self.below(record) if self.below else None
        return format_html('{}<span class="app-secondary">{}</span>', content, below) if below else content

    def value(self, value: Any, record: Any) -> Any:
        return self.words(value, record)


class LinkColumn(TextColumn):
    """Text that leads to a page of the row. `address` gives the page; without an address the text stands alone.

    Where the text is the same in every row, `about` says to screen readers which row it is about.
    """

    def __init__(self, *, address: Part, about: Part | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.address = _reader(address)
        self.about = None if about is None else _reader(about)

    def render(self, value: Any, record: Any) -> str:
        words, address = self.words(value, record), self.address(record)
        if not address:
            return self.with_below(words, record)
        hidden = '<span class="govuk-visually-hidden">: {}</span>'
        about = format_html(hidden, self.about(record)) if self.about else ""
        return self.with_below(format_html('<a class="govuk-link" href="{}">{}{}</a>', address, words, about), record)


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
        return self.with_below(in_words(self.words(value, record)), record)


class StateColumn(TextColumn):
    """Where something stands, as a tag. The words are the column's; `key` gives what picks the colour."""

    def __init__(self, *, key: Part = "state", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.key = _reader(key)

    tag = "components/state_tag.html"

    def render(self, value: Any, record: Any) -> str:
        key = self.key(record)
        about = {"state": key, "status": key, "label": self.words(value, record)}
        return self.with_below(render_to_string(self.tag, about), record)


class StatusColumn(StateColumn):
    """How far something came, as a tag: see `StateColumn`."""

    tag = "components/status_tag.html"


class _StableData(TableQuerysetData):
    """Rows of a queryset. Rows of one value keep the queryset's own order, or pages would overlap."""

    def __init__(self, data: QuerySet[Any]) -> None:
        super().__init__(data)
        self.data: QuerySet[Any] = data
        self.own_order = (*(data.query.order_by or data.model._meta.ordering), "pk")

    def order_by(self, aliases: Any) -> None:
        super().order_by(aliases)
        if aliases:
            self.data = self.data.order_by(*self.data.query.order_by, *self.own_order)


class PartColumn(TextColumn):
    """A cell that a template draws from `record`, its words `value`, and the context of the page. Files hold `text`."""

    def __init__(self, template_name: str, **kwargs: Any) -> None:
        super().__init__(**{"empty_values": ()} | kwargs)
        self.template_name = template_name

    def render(self, value: Any, record: Any, table: "GovukTable") -> str:  # type: ignore[override]
        with table.context.push(record=record, value=self.words(value, record)):
            return get_template(self.template_name).template.render(table.context)  # type: ignore[attr-defined]


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

    def draw(self, context: Context) -> str:
        """The table as HTML, within the context of its page: what the page knows, its parts may print."""
        self.context = context
        with context.push(table=self):
            return get_template(self.template_name).template.render(context)  # type: ignore[attr-defined]

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
