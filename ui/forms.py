"""Bases of the portal's forms, and a date in three parts, and the time of a publication.

A form that names `buttons` is drawn whole by `{% crispy form %}`: error summary, form tag, token, fields, buttons.
One that names none is drawn as fields only, for a page that has a form tag and an error summary of its own.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, NoReturn

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.functional import cached_property

from ui.fields import required_message
from ui.layout import (
    HTML,
    ButtonGroup,
    Details,
    Div,
    Field,
    Fieldset,
    Inset,
    Layout,
    SecondaryButton,
    Submit,
    WarningButton,
)
from ui.typed_text import typed
from ui.widgets import DateParts, DateWidget, LineTextarea

__all__ = [
    "HALF_PAST_NINE",
    "HTML",
    "MOST_OF_ADDRESS",
    "ButtonGroup",
    "DateField",
    "DateWidget",
    "Details",
    "Div",
    "Field",
    "Fieldset",
    "GovukForm",
    "GovukFormMixin",
    "GovukModelForm",
    "Inset",
    "Layout",
    "SecondaryButton",
    "Submit",
    "WarningButton",
    "moment_of",
    "prose_area",
    "time_field",
]

# Official figures in England come out at this time.
HALF_PAST_NINE = time(9, 30)
# What columns of e-mail addresses hold. A form's field alone would take 320 characters.
MOST_OF_ADDRESS = 254
# How long a text can be where its field says nothing else: some ten pages, and a sentence.
LONGEST_TEXT, LONGEST_LINE = 20_000, 500
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def _month_number(text: str) -> int:
    """The month as a number, from a number or a name."""
    word = text.lower()
    for names in (MONTHS, MONTH_NAMES):
        if word in names:
            return names.index(word) + 1
    return int(text)


class DateField(forms.Field):
    """A date typed as day, month and year. Says which part is missing or wrong; keeps what was typed."""

    widget = DateWidget
    default_error_messages = {
        "required": "Enter a date, for example 27 3 2023",
        "incomplete": "The date must include a %(missing)s",
        "year": "The year must have 4 numbers",
        "invalid": "Date must be a real date, for example 27 3 2023",
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        if not value:
            return None
        parts = DateParts(*value)
        missing = [name for name in DateParts._fields if not getattr(parts, name)]
        if missing:
            self._refuse("incomplete", missing, missing=" and a ".join(missing))
        if len(parts.year) != 4:
            self._refuse("year", ["year"])
        return self._real_date(parts)

    def _real_date(self, parts: DateParts) -> date:
        wrong = []
        numbers = {"day": 0, "month": 0, "year": 0}
        for name, upper in (("day", 31), ("month", 12), ("year", 9999)):
            text = getattr(parts, name)
            try:
                numbers[name] = _month_number(text) if name == "month" else int(text)
            except ValueError:
                wrong.append(name)
                continue
            if not 1 <= numbers[name] <= upper:
                wrong.append(name)
        if wrong:
            self._refuse("invalid", wrong)
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            self._refuse("invalid", ["day"])

    def _refuse(self, code: str, parts: Sequence[str], **params: Any) -> NoReturn:
        raise ValidationError(self.error_messages[code], code=code, params={"parts": parts, **params})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed."""
        try:
            return bool(self.to_python(data) != (initial or None))
        except ValidationError:
            return True


def time_field(**options: Any) -> forms.TimeField:
    """The time of a publication."""
    return forms.TimeField(
        label="Time",
        help_text="UK time, for example 09:30.",
        initial=HALF_PAST_NINE,
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Time must be a real time, for example 09:30"},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        **options,
    )


def text_area(rows: int) -> forms.Textarea:
    """A text area of some height."""
    return forms.Textarea(attrs={"rows": rows})


def prose_area(rows: int) -> forms.Textarea:
    """A text area of Markdown: with scripts it has a toolbar and a preview (`static/ui/editor.js`)."""
    return forms.Textarea(attrs={"rows": rows, "data-prose": ""})


def file_field(label: str, *, hint: str, missing: str, empty: str = "Select another file.") -> forms.FileField:
    """A file to upload. `missing` is said where none was chosen, `empty` what to do about one without content."""
    return forms.FileField(
        label=label,
        help_text=hint,
        max_length=250,
        error_messages={
            "required": missing,
            "empty": f"The file is empty. {empty}",
            "max_length": "The file's name is too long. Shorten it.",
        },
    )


def text_field(
    label: str, rows: int, *, missing: str = "", hint: str = "", max_words: int | None = None, **options: Any
) -> forms.CharField:
    """Text of several lines. `missing` is what to do where it is required and left empty.

    `max_words` is said beside it and counted while somebody types. It refuses nothing: a draft may be longer.
    """
    if missing:
        options["error_messages"] = {"required": missing}
    field = forms.CharField(label=label, help_text=hint, widget=text_area(rows), **options)
    field.max_words = max_words  # type: ignore[attr-defined]
    return field


def radios(label: str, choices: Iterable[tuple[str, Any]], *, hint: str = "", **options: Any) -> forms.ChoiceField:
    """A question with one answer of a few."""
    return forms.ChoiceField(label=label, choices=list(choices), help_text=hint, widget=forms.RadioSelect, **options)


def checkboxes(
    label: str, choices: Iterable[tuple[str, Any]], *, hint: str = "", **options: Any
) -> forms.MultipleChoiceField:
    """A question with several answers."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=list(choices), help_text=hint, widget=widget, **options)


def moment_of(day: date, at: time) -> datetime:
    """The day and time on the clock in England."""
    return timezone.make_aware(datetime.combine(day, at))


def _skipped(day: date, at: time) -> bool:
    """Whether the clocks skip this time on that day: 1:30am on the last Sunday of March never comes."""
    moment = moment_of(day, at)
    return timezone.localtime(moment.astimezone(UTC)).replace(tzinfo=None) != datetime.combine(day, at)


def _bound_text(field: forms.CharField) -> None:
    """Give a text an end, and take out of it what nobody sees. A password is taken as it is."""
    lines = isinstance(field.widget, forms.Textarea)
    if field.max_length is None:
        field.max_length = LONGEST_TEXT if lines else LONGEST_LINE
        field.validators.append(MaxLengthValidator(field.max_length))
    if not isinstance(field.widget, forms.PasswordInput):

        def to_python(value: Any) -> Any:
            return type(field).to_python(field, typed(value, lines=lines) if isinstance(value, str) else value)

        field.to_python = to_python  # type: ignore[method-assign]


class GovukFormMixin(forms.BaseForm):
    """Gives a form its helper, and its fields messages that say which field they are about."""

    use_required_attribute = False
    buttons: ClassVar[Sequence[Submit]] = ()
    # The fields of a day and of a time that are one moment on the clock in England.
    moments: ClassVar[Sequence[tuple[str, str]]] = ()

    def clean(self) -> dict[str, Any] | None:
        """Refuse a moment that never comes. One that comes twice, in October, is the first of the two."""
        cleaned = super().clean()
        for of_day, of_time in self.moments:
            day, at = self.cleaned_data.get(of_day), self.cleaned_data.get(of_time)
            if day is not None and at is not None and _skipped(day, at):
                self.add_error(
                    of_time,
                    f"The clocks go forward on {day.day} {day:%B %Y}, so there is no {at:%H:%M}. Enter another time.",
                )
        return cleaned

    def get_layout(self) -> Layout | None:
        """The order and grouping of the fields; without one, each in its turn."""
        return None

    @cached_property
    def helper(self) -> FormHelper:
        """What `{% crispy form %}` reads."""
        helper = FormHelper()
        helper.form_tag = bool(self.buttons)
        helper.layout = self.get_layout()
        helper.inputs = list(self.buttons)
        helper.render_hidden_fields = True
        helper.include_media = False
        return helper

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            self._prepare(name, field)
        super().full_clean()

    def _prepare(self, name: str, field: forms.Field) -> None:
        label = str(self[name].label)
        generic = forms.Field.default_error_messages["required"]
        if field.error_messages.get("required") == generic:
            field.error_messages["required"] = required_message(field, label)
        safe_label = label.replace("%", "%%")
        too_long = f"“{safe_label}” must have %(limit_value)d characters or fewer; it has %(show_value)d"
        field.error_messages.setdefault("max_length", too_long)
        field.error_messages.setdefault("min_value", f"“{safe_label}” must be %(limit_value)s or more")
        field.error_messages.setdefault("max_value", f"“{safe_label}” must be %(limit_value)s or fewer")
        if type(field.widget) is forms.Textarea:
            field.widget.__class__ = LineTextarea
        if isinstance(field, forms.CharField):
            _bound_text(field)


class GovukForm(GovukFormMixin, forms.Form):
    """A plain form."""


class GovukModelForm(GovukFormMixin, forms.ModelForm):
    """A form of one model."""
