"""How one form field looks: which parts it has, what they are called, how they point at each other.

Works from the widget alone, so that any Django form is drawn, whoever wrote it.
"""

import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from ui.widgets import DateParts, DateWidget, PartInput

ONE_OF, SOME_OF = "radios", "checkboxes"
# Limits that the server explains better than the browser, sizes that belong to the style sheet, and words that
# vanish as soon as somebody types: the label stays.
DROPPED = ("maxlength", "minlength", "min", "max", "step", "cols", "required", "placeholder")


@dataclass(frozen=True)
class FieldError:
    """One message and its address."""

    id: str
    text: str


@dataclass(frozen=True)
class Option:
    """One radio or checkbox."""

    id: str
    value: str
    label: str
    is_chosen: bool
    is_disabled: bool = False


@dataclass(frozen=True)
class FieldView:
    """Everything that the template of a field prints."""

    template: str
    name: str
    id: str
    label: str
    hint: str
    errors: tuple[FieldError, ...]
    described_by: str
    control: str = ""
    kind: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[PartInput, ...] = ()
    limit: int | None = None
    unit: str = "characters"


# The first that fits: a checkbox group is also a radio group to Django, a radio group also a select.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateWidget, "date"),
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, SOME_OF),
    (forms.SelectMultiple, SOME_OF),
    (forms.RadioSelect, ONE_OF),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
    (forms.PasswordInput, "password"),
)


def _kind(widget: forms.Widget) -> str:
    return next((kind for widget_class, kind in KINDS if isinstance(widget, widget_class)), "input")


TEMPLATES = {
    "date": "govuk/fields/date.html",
    "checkbox": "govuk/fields/checkbox.html",
    ONE_OF: "govuk/fields/choices.html",
    SOME_OF: "govuk/fields/choices.html",
    "password": "govuk/fields/password.html",
    "count": "govuk/fields/count.html",
}


def control_id(bound: BoundField) -> str:
    """The address of a field; its name where the form gives no addresses."""
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """The parts of a date that its errors are about; all of them where an error does not say."""
    named: set[str] = set()
    for error in bound.errors.as_data():
        named.update((error.params or {}).get("parts", DateParts._fields))
    return tuple(part for part in DateParts._fields if part in named)


def error_target(bound: BoundField) -> str:
    """What a link from the error summary reaches: the first option, the first wrong part, or the control."""
    address = control_id(bound)
    if isinstance(bound.field.widget, DateWidget):
        return f"{address}-{(wrong_parts(bound) or DateParts._fields)[0]}"
    return address


def required_message(field: forms.Field, label: str) -> str:
    """What to do about a field that was left empty, in words that name it."""
    if isinstance(field.widget, forms.FileInput):
        return f"Select a file for “{label}”"
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Select “{label}”"
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return f"Select an answer for “{label}”"
    return f"Answer “{label}”" if label.endswith("?") else f"Enter “{label}”"


def error_texts(bound: BoundField) -> list[str]:
    """A field's messages. Django's general one, from a form that is not ours, is told in words that name the field."""
    general = str(forms.Field.default_error_messages["required"])
    return [required_message(bound.field, str(bound.label)) if text == general else str(text) for text in bound.errors]


def describe(bound: BoundField) -> FieldView:
    """The view of a field that is not hidden."""
    widget, address = bound.field.widget, control_id(bound)
    kind = _kind(widget)
    errors = tuple(
        FieldError(f"{address}-error{'' if number == 1 else f'-{number}'}", text)
        for number, text in enumerate(error_texts(bound), 1)
    )
    limit, unit = _counted(bound.field) if kind == "textarea" else (None, "characters")
    points_at = [
        f"{address}-info" if limit else "",
        str(widget.attrs.get("aria-describedby", "")),
        f"{address}-hint" if bound.help_text else "",
        *(error.id for error in errors),
    ]
    described_by = " ".join(filter(None, points_at))
    parts: tuple[PartInput, ...] = ()
    options: tuple[Option, ...] = ()
    control = ""
    if kind == "date":
        parts = tuple(widget.inputs(bound.html_name, bound.value(), address, wrong_parts(bound)))
    elif kind in (ONE_OF, SOME_OF):
        options = _options(bound, address)
    else:
        control = _control(bound, kind, address, described_by, is_counted=bool(limit))
    return FieldView(
        template=TEMPLATES.get("count" if limit else kind, "govuk/fields/control.html"),
        name=bound.html_name,
        id=address,
        label=str(bound.label),
        hint=str(bound.help_text),
        errors=errors,
        described_by=described_by,
        control=control,
        kind=kind,
        options=options,
        parts=parts,
        limit=limit,
        unit=unit,
    )


def _counted(field: forms.Field) -> tuple[int | None, str]:
    """What is counted while somebody types, and how much of it the text may have; None where nothing is."""
    words = getattr(field, "max_words", None)
    return (words, "words") if words else (getattr(field, "max_length", None), "characters")


def _options(bound: BoundField, address: str) -> tuple[Option, ...]:
    """Every choice; the first has the field's own address, so that a link to the field reaches it."""
    widget = bound.field.widget
    groups = widget.optgroups(bound.html_name, widget.format_value(bound.value()), {})
    flat = [option for _, options, _ in groups for option in options]
    return tuple(
        Option(
            id=address if number == 1 else f"{address}-{number}",
            value=str(option["value"]),
            label=str(option["label"]) if str(option["value"]) else "Not answered",
            is_chosen=option["selected"],
            is_disabled=bool(bound.field.disabled or option["attrs"].get("disabled")),
        )
        for number, option in enumerate(flat, 1)
    )


def _control(bound: BoundField, kind: str, address: str, described_by: str, *, is_counted: bool) -> SafeString:
    """The input itself, drawn by Django, with our classes and without what the server says better."""
    widget = copy.copy(bound.field.widget)
    attrs: dict[str, Any] = {name: False for name in DROPPED if name in widget.attrs}
    attrs |= {"id": address, "class": " ".join(filter(None, _classes(bound, kind, is_counted=is_counted)))}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if bound.field.disabled:
        attrs["disabled"] = True
    if isinstance(widget, forms.NumberInput):
        # A browser's number field drops what it cannot read and changes under the wheel of a mouse.
        widget.input_type = "text"
        whole = isinstance(bound.field, forms.IntegerField) and not isinstance(bound.field, forms.FloatField)
        attrs["inputmode"] = "numeric" if whole and not isinstance(bound.field, forms.DecimalField) else "decimal"
    if isinstance(widget, forms.EmailInput):
        attrs |= {"spellcheck": "false", "autocomplete": widget.attrs.get("autocomplete", "email")}
    if isinstance(widget, forms.PasswordInput):
        autocomplete = widget.attrs.get("autocomplete", "current-password")
        attrs |= {"spellcheck": "false", "autocapitalize": "none", "autocomplete": autocomplete}
    if isinstance(widget, forms.ClearableFileInput):
        widget = forms.FileInput(attrs=widget.attrs)
    return widget.render(bound.html_name, bound.value(), attrs=attrs, renderer=bound.form.renderer)


def _classes(bound: BoundField, kind: str, *, is_counted: bool) -> list[str]:
    own = str(bound.field.widget.attrs.get("class", ""))
    if kind == "checkbox":
        return ["govuk-checkboxes__input", own]
    base = "govuk-input" if kind == "password" else f"govuk-{kind}"
    found = [base, own, f"{base}--error" if bound.errors else ""]
    if kind == "password":
        found.append("govuk-password-input__input govuk-js-password-input-input")
    if is_counted:
        found.append("govuk-js-character-count")
    is_short = isinstance(bound.field.widget, (forms.NumberInput, forms.DateInput))
    if is_short and "width" not in own:
        found.append("govuk-input--width-10")
    return found
