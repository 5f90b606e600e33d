"""Rows inside a form, without script: numbered groups of fields, some of them empty, more with each saved draft."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import Truncator

from ui.forms import Details, Fieldset, GovukModelForm
from ui.steps import EMPTY, plain, shown

# More rows than any year has, so that no sent form can make the server draw without end.
MOST_ROWS = 80
MORE = "Save a draft to get more rows."
FULL = "You cannot have more than {most} rows. Combine some of them if you need more."

Values = Mapping[str, Any]


@dataclass(frozen=True)
class RowSet:
    """One kind of row. `fields` makes the fields of one row; `stored` reads what is stored, as values of these fields.

    `needed` must be filled in where a row is used at all, or its sentence is said. `defaults` are what an untouched row
    says: a row that says nothing else is empty. `spare` rows stand open below the filled ones, and there are `most` of
    them, or as many as are stored. A new year starts from the rows of the last one (`carries`), without what is `anew`:
    the last year's value of that is shown beside the empty field.

    No page asks for many rows at once: the first `unfolded` stand open, the others open one by one, each under what it
    says (the fields `titled`; its first one without any). What somebody typed and did not save stands open.
    """

    prefix: str
    name: str
    legend: str
    hint: str
    fields: Callable[[], dict[str, forms.Field]]
    stored: Callable[[], list[Values]]
    needed: Mapping[str, str]
    defaults: Mapping[str, Any]
    spare: int = 2
    least: int = 3
    most: int = MOST_ROWS
    unfolded: int = 1
    titled: tuple[str, ...] = ()
    carries: bool = False
    anew: tuple[str, ...] = ()
    more: str = MORE


class RowsForm(GovukModelForm):
    """A form with rows. Subclasses hand over their `row_sets`, and read `rows` once the form is valid.

    The sets are read once, in the order of the page, when the form knows its instance. `sent` is what somebody sent: a
    form of what is stored, set beside it, then has as many rows.
    """

    def __init__(
        self, *args: Any, row_sets: Iterable[RowSet] = (), sent: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # The record whose rows are shown: the stored one, or the last year's where the year's is not begun.
        self.source = self.instance if self.instance.pk else getattr(self.instance, "last_year", None)
        self.sent = self.data if sent is None else sent
        self.sets = {one.prefix: one for one in row_sets}
        self.counts: dict[str, int] = {}
        # The rows in which something stands.
        self.filled: dict[str, set[int]] = {}
        for one in self.sets.values():
            self._add_rows(one)

    def _add_rows(self, rows: RowSet) -> None:
        is_carried = not self.instance.pk and rows.carries
        stored = rows.stored() if self.source is not None and (self.instance.pk or is_carried) else []
        sent = self._sent_numbers(rows.prefix)
        wanted = max(rows.least, len(stored) + rows.spare, *sent)
        # What is stored beyond the limit, or was sent row by row, would else be gone with the next save.
        self.counts[rows.prefix] = min(wanted, max(rows.most, len(stored), len(sent)))
        numbers = range(1, self.counts[rows.prefix] + 1)
        # Stored rows have no gaps. Beside a form with gaps each stands where its like was typed.
        typed = [number for number in numbers if not self.is_bound and self._is_sent(rows, number)]
        places = [*typed, *(number for number in numbers if number not in typed)]
        stored_at = dict(zip(places, stored, strict=False))
        self.filled[rows.prefix] = set(typed) if not self.is_bound else {n for n in numbers if self._is_sent(rows, n)}
        self.filled[rows.prefix] |= set() if self.is_bound else set(stored_at)
        for number in numbers:
            initial = stored_at.get(number, rows.defaults)
            for name, field in rows.fields().items():
                field.label = f"{rows.name} {number}: {field.label}"
                field.required = False
                field.initial = initial.get(name)
                if is_carried and number in stored_at and name in rows.anew:
                    self._start_anew(field)
                self.fields[f"{rows.prefix}_{number}_{name}"] = field

    def _start_anew(self, field: forms.Field) -> None:
        """Leave a field of last year's row open, with its value of that year beside it."""
        last, field.initial = field.initial, None
        if last not in (None, "") and self.source is not None:
            shown = f"{last:,}" if isinstance(last, int | Decimal) else str(last)
            field.help_text = f"In {self.source.year}: {shown}. {field.help_text}".strip()

    def _is_sent(self, rows: RowSet, number: int) -> bool:
        """Whether a row was sent with something in it."""
        sent = ((name, self.sent.get(f"{rows.prefix}_{number}_{name}")) for name in rows.fields())
        return any(value not in (None, "", rows.defaults.get(name)) for name, value in sent)

    def _sent_numbers(self, prefix: str) -> set[int]:
        """The numbers of the rows that were sent, empty ones too: what was typed is never lost."""
        pattern = re.compile(rf"^{prefix}_([0-9]{{1,3}})_")
        return {int(found[1]) for key in self.sent if (found := pattern.match(key))}

    def fieldset(self, prefix: str) -> Fieldset:
        """The rows of one kind, for the layout: each row a group of its own."""
        rows = self.sets[prefix]
        is_open = self._open(rows)
        groups: list[Fieldset | Details] = []
        for number in range(1, self.counts[prefix] + 1):
            names = [f"{prefix}_{number}_{name}" for name in rows.fields()]
            group = Fieldset(f"{rows.name} {number}", *names, size="s")
            groups.append(group if number in is_open else Details(self._summary(rows, number), group))
        is_full = self.counts[prefix] >= rows.most
        more = FULL.format(most=rows.most) if is_full else rows.more
        return Fieldset(rows.legend, *groups, hint=f"{rows.hint} {more}")

    def _open(self, rows: RowSet) -> set[int]:
        """The rows that stand open: those with something unsaved, else the first where none is stored."""
        filled = self.filled[rows.prefix]
        if self.is_bound:
            unsaved = {
                number
                for number in filled
                if any(self._is_unsaved(f"{rows.prefix}_{number}_{name}") for name in rows.fields())
            }
            return unsaved or (set() if filled else set(range(1, rows.unfolded + 1)))
        return set() if filled and self.instance.pk else set(range(1, rows.unfolded + 1))

    def _is_unsaved(self, name: str) -> bool:
        """Whether something else was typed into a field than is stored, or what cannot be stored."""
        stored = self.get_initial_for_field(self.fields[name], name)
        return name in self.errors or plain(self[name].value()) != plain(stored)

    def _summary(self, rows: RowSet, number: int) -> str:
        """What opens a row: its own words, or that one more can be added."""
        if number not in self.filled[rows.prefix]:
            return f"Add {rows.name.lower()} {number}"
        said = []
        for name in rows.titled or [next(iter(rows.fields()))]:
            field = self.fields[f"{rows.prefix}_{number}_{name}"]
            text = shown(field, self[f"{rows.prefix}_{number}_{name}"].value())
            said += [text] if text != EMPTY else []
        return Truncator(f"{rows.name} {number}: {', '.join(said)}" if said else f"{rows.name} {number}").chars(80)

    def rows(self, prefix: str) -> dict[int, dict[str, Any]]:
        """The rows that were filled in, by their number on the page."""
        rows = self.sets[prefix]
        found = {}
        for number in range(1, self.counts[prefix] + 1):
            values = {name: self.cleaned_data.get(f"{prefix}_{number}_{name}") for name in rows.fields()}
            if self._is_used(rows, number, values):
                found[number] = values
        return found

    def _is_used(self, rows: RowSet, number: int, values: Values) -> bool:
        """Whether something else stands in the row than in an untouched one; what could not be read counts too."""
        wrong = any(f"{rows.prefix}_{number}_{name}" in self.errors for name in values)
        return wrong or any(value not in (None, "", [], rows.defaults.get(name)) for name, value in values.items())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for prefix, rows in self.sets.items():
            for number, values in self.rows(prefix).items():
                for name, sentence in rows.needed.items():
                    if values[name] in (None, ""):
                        self.wrong(prefix, number, name, sentence.format(number=number))
        return data

    def wrong(self, prefix: str, number: int, name: str, sentence: str) -> None:
        """Say what is wrong at a field of a row, unless something is said there already."""
        field = f"{prefix}_{number}_{name}"
        if field not in self.errors:
            self.add_error(field, sentence)


def whole_number(label: str, hint: str = "", *, most: int = 1_000_000) -> forms.IntegerField:
    """A count that cannot be negative, nor above what is plausible: a database ends some of its numbers early."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=most,
        error_messages={
            "invalid": "Enter a whole number, for example 35",
            "min_value": "The number must be 0 or more",
            "max_value": f"The number must be {most:,} or fewer",
        },
    )
