"""Filters of lists: a choice among what the list holds, or words to search for.

Rows come from a queryset, or are worked out (`Rows`): a `FilterSet` takes either. A choice is offered only where the
rows leave one, so that nobody is asked to choose between one organisation and all.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django_filters.constants import EMPTY_VALUES
from django_filters.filterset import FilterSetMetaclass

from ui.forms import GovukForm

__all__ = ["ChoiceFilter", "FilterSet", "OptionFilter", "RowFilter", "Rows", "SearchFilter"]

Option = tuple[str, str]
LONGEST_SEARCH = 100


class Rows(list[Any]):
    """Rows that are worked out rather than queried."""

    model = None

    def all(self) -> "Rows":
        return self


class _OneOf(django_filters.ChoiceFilter, ABC):
    """A choice among the options that the rows leave."""

    def __init__(self, field_name: str | None = None, *, label: str, **kwargs: Any) -> None:
        messages = {"invalid_choice": f"Select an option in the list “{label}”"}
        super().__init__(field_name, label=label, empty_label="All", error_messages=messages, **kwargs)

    def offer(self, rows: Any) -> bool:
        """Take the options from the rows. Says whether there is a choice."""
        options = self.options(rows)
        self.extra["choices"] = options
        return len(options) > 1

    @abstractmethod
    def options(self, rows: Any) -> list[Option]:
        """What can be chosen, with its words."""


class ChoiceFilter(_OneOf):
    """A choice among the values of a field. `words` are the words of each value, in order; else `text` names a field
    that has them. Fixed `words` cost no query, other options one."""

    def __init__(self, field_name: str, *, label: str, text: str = "", words: Iterable[Option] = ()) -> None:
        super().__init__(field_name, label=label)
        self.text, self.words = text or field_name, list(words)

    def options(self, rows: QuerySet[Any]) -> list[Option]:
        if self.words:
            return self.words
        found = rows.order_by(self.text).values_list(self.field_name, self.text).distinct()
        return [(str(value), str(text)) for value, text in found if value is not None]


class RowFilter(_OneOf):
    """A choice among what `value` says of each row; `text` has the words, which are the value itself by default."""

    def __init__(self, *, label: str, value: Callable[[Any], str], text: Callable[[Any], object] | None = None) -> None:
        super().__init__(label=label)
        self.value, self.text = value, text or value

    def options(self, rows: Rows) -> list[Option]:
        found = {self.value(row): str(self.text(row)) for row in rows}
        return sorted(found.items(), key=lambda option: option[1].lower())

    def filter(self, rows: Rows, value: str) -> Rows:
        return rows if value in EMPTY_VALUES else Rows(row for row in rows if self.value(row) == value)


class OptionFilter(_OneOf):
    """A choice among fixed options: by key, the words of each and what narrows the rows."""

    def __init__(self, *, label: str, options: Mapping[str, tuple[str, Callable[[Any], Any]]]) -> None:
        super().__init__(label=label)
        self.fixed = options

    def options(self, rows: Any) -> list[Option]:
        return [(key, words) for key, (words, _) in self.fixed.items()]

    def filter(self, rows: Any, value: str) -> Any:
        return rows if value in EMPTY_VALUES else self.fixed[value][1](rows)


class SearchFilter(django_filters.CharFilter):
    """Words of which each has to stand in one of the fields."""

    def __init__(self, *fields: str, label: str) -> None:
        super().__init__(label=label, max_length=LONGEST_SEARCH)
        self.fields = fields

    def filter(self, rows: Any, value: str) -> Any:
        for word in (value or "").split():
            if isinstance(rows, Rows):
                rows = Rows(row for row in rows if self._has(row, word.lower()))
                continue
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows

    def _has(self, row: Any, word: str) -> bool:
        return any(word in str(getattr(row, field)).lower() for field in self.fields)


class FilterForm(GovukForm):
    """Its controls have addresses of their own, since another form of the page may ask for a year, too."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs | {"auto_id": "filter-%s"})


class FilterSet(django_filters.FilterSet, metaclass=FilterSetMetaclass):
    """The filters of one list. Where one of them is wrong, none is applied."""

    class Meta:
        form = FilterForm

    def __init__(self, data: Any, rows: QuerySet[Any] | Rows, **kwargs: Any) -> None:
        super().__init__(data, rows, **kwargs)
        for name, one in list(self.filters.items()):
            if isinstance(one, _OneOf) and not one.offer(rows):
                del self.filters[name]

    def filter_queryset(self, rows: Any) -> Any:
        if self.form.errors:
            return rows
        for name, value in self.form.cleaned_data.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves something out."""
        return not self.form.errors and any(value not in EMPTY_VALUES for value in self.form.cleaned_data.values())
