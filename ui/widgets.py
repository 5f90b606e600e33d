"""Widgets that Django lacks: a date in three parts, and a text area that counts as the browser counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms


class DateParts(NamedTuple):
    """A date as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    def __bool__(self) -> bool:
        return any(self)


@dataclass(frozen=True)
class PartInput:
    """One of the three inputs."""

    name: str
    id: str
    label: str
    value: str
    width: int
    is_wrong: bool


def parts_of(value: Any) -> DateParts:
    """The parts of a date, of typed parts, or of an ISO text."""
    if isinstance(value, DateParts):
        return value
    if isinstance(value, date):
        return DateParts(str(value.day), str(value.month), str(value.year))
    if isinstance(value, str) and value:
        try:
            return parts_of(date.fromisoformat(value))
        except ValueError:
            return DateParts()
    return DateParts()


class DateWidget(forms.Widget):
    """Day, month and year, each typed. A calendar is slow for dates that people know."""

    template_name = "govuk/widgets/date.html"
    use_fieldset = True

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The first part: what a label or a link to the field reaches."""
        return f"{id_}-day" if id_ else id_

    def inputs(self, name: str, value: Any, id_: str, wrong: Sequence[str] = ()) -> list[PartInput]:
        """The three inputs. `wrong` names the parts that the error is about."""
        parts = parts_of(value)
        return [
            PartInput(
                name=f"{name}-{part}",
                id=f"{id_ or name}-{part}",
                label=part.capitalize(),
                value=getattr(parts, part),
                width=4 if part == "year" else 2,
                is_wrong=part in wrong,
            )
            for part in DateParts._fields
        ]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The inputs, for a template that draws the widget by itself."""
        context = super().get_context(name, value, attrs)
        context["inputs"] = self.inputs(name, value, context["widget"]["attrs"].get("id", ""))
        return context

    def format_value(self, value: Any) -> Any:
        """Typed parts stay parts."""
        return parts_of(value)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:
        return DateParts(*(str(data.get(f"{name}-{part}") or "").strip() for part in DateParts._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form that was sent had no such field."""
        return not any(f"{name}-{part}" in data for part in DateParts._fields)


class LineTextarea(forms.Textarea):
    """A text area that ends lines as the browser counts them, in one character.

    Browsers send two. A text that the counter on the page accepts would then be too long for the server.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value
