"""A page with one list: filters above, then how many there are, the table, its pages, and the list as a file."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import TemplateView

from ui.exports import CONTENT_TYPES, FORMATS, MAKERS, Format
from ui.filters import FilterSet
from ui.tables import GovukTable

EXPORT = "_export"


@dataclass(frozen=True)
class Listing:
    """What `tables/list.html` prints. `kept` are parts of the address that the filter form has to carry on."""

    table: GovukTable
    page: Page[Any]
    form: BaseForm | None
    is_filtered: bool
    clear_url: str
    kept: tuple[tuple[str, str], ...]
    can_export: bool

    @property
    def summary(self) -> str:
        """How many rows there are, and which of them are shown."""
        count = self.page.paginator.count
        noun = self.table.noun if count == 1 else self.table.nouns
        if not count:
            return f"No {self.table.nouns} match your filters." if self.is_filtered else ""
        if self.page.paginator.num_pages == 1:
            return f"{count:,} {noun}"
        first, last = self.page.start_index(), self.page.end_index()
        pages = self.page.paginator.num_pages
        return f"Showing {first:,} to {last:,} of {count:,} {noun}. Page {self.page.number} of {pages}."


def sort(table: GovukTable, asked: QueryDict) -> GovukTable:
    """Sort a table as the address asks; by columns that it does not have, not at all."""
    order = asked.get(table.prefixed_order_by_field)
    if order is not None:
        # django-tables2 takes what has a dot for a path and warns of it before it looks whether there is such a column.
        table.order_by = [one for one in order.split(",") if one.removeprefix("-") in table.columns]
    return table


def turn_page(table: GovukTable, asked: QueryDict, page_length: int) -> GovukTable:
    """Show the page of a table that the address asks for: the first where it asks for none, the last for one beyond."""
    table.paginate(per_page=page_length)
    table.page = table.paginator.get_page(asked.get(table.prefixed_page_field))
    return table


class ListPage(TemplateView, ABC):
    """A view whose page has one list, as `listing` in its context.

    `get_rows` gives what this person may see: filters, sorting and files only ever narrow or order it. The address
    keeps everything: `sort`, `page`, the filters by their names, and `_export=csv` or `xlsx` for the whole filtered
    list as a file.
    """

    table_class: type[GovukTable]
    filterset_class: type[FilterSet] | None = None
    page_length = 25
    # Name of the files, without their ending. Empty for a list that is no use as a file.
    list_name = ""
    # Parts of the address beside the list's own, such as the year, that filtering keeps.
    kept_parameters: tuple[str, ...] = ()

    @abstractmethod
    def get_rows(self) -> Any:
        """A queryset, or `Rows`."""

    def get_table_options(self) -> dict[str, Any]:
        """What the table is made with, such as its caption or the columns to leave out."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the list as a file."""
        return self.exported() or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"listing": self.listing}

    @cached_property
    def asked_format(self) -> Format | None:
        """The kind of file that was asked for."""
        if not self.list_name:
            return None
        asked = self.request.GET.get(EXPORT, "")
        return next((kind for kind in FORMATS if kind == asked), None)

    def exported(self) -> HttpResponse | None:
        """The filtered and sorted list as the file that was asked for; None where the page has to be shown instead.

        That is so where a filter is wrong: a file of something else would mislead.
        """
        if self.asked_format is None or (self.filterset and self.filterset.form.errors):
            return None
        kind = self.asked_format
        headers = {
            "Content-Disposition": f'attachment; filename="{self.list_name}.{kind}"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(MAKERS[kind](self.table), content_type=CONTENT_TYPES[kind], headers=headers)

    @cached_property
    def all_rows(self) -> Any:
        """The rows before they are filtered, read once."""
        return self.get_rows()

    @cached_property
    def filterset(self) -> FilterSet | None:
        """The filters with what the address says; None where there is nothing to choose."""
        if self.filterset_class is None:
            return None
        found = self.filterset_class(self.request.GET, self.all_rows)
        return found if found.filters else None

    @cached_property
    def table(self) -> GovukTable:
        """The rows that the filters leave, in the order that was asked for."""
        rows = self.filterset.qs if self.filterset else self.all_rows
        return sort(self.table_class(rows, **self.get_table_options()), self.request.GET)

    @cached_property
    def listing(self) -> Listing:
        """The list as its template prints it."""
        table, filters = self.table, self.filterset
        turn_page(table, self.request.GET, self.page_length)
        asked = self.request.GET
        kept = {name: asked[name] for name in self.kept_parameters if name in asked}
        sort = {name: asked[name] for name in (table.prefixed_order_by_field,) if name in asked}
        is_filtered = filters is not None and filters.is_filtered
        return Listing(
            table=table,
            page=table.page,
            form=filters.form if filters else None,
            is_filtered=is_filtered,
            clear_url=f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path,
            kept=tuple((kept | sort).items()),
            can_export=bool(self.list_name) and table.paginator.count > 0,
        )
