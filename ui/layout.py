"""What a form's layout is made of: buttons, fieldsets and asides in GOV.UK markup."""

from typing import Any, ClassVar

from crispy_forms.layout import HTML, Div, Field, Layout
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

__all__ = [
    "HTML",
    "ButtonGroup",
    "Details",
    "Div",
    "Field",
    "Fieldset",
    "Inset",
    "Layout",
    "SecondaryButton",
    "Submit",
    "WarningButton",
]


class Submit:
    """A button that sends the form. A second click within a second sends nothing."""

    kind: ClassVar[str] = ""

    def __init__(self, name: str, label: str, *, value: str = "1", css_id: str = "") -> None:
        self.name = name
        self.label = label
        self.value = value
        self.css_id = css_id

    def render(self, form: Any, context: Context, template_pack: str = "govuk", **kwargs: Any) -> SafeString:
        """The button."""
        return render_to_string(f"{template_pack}/layout/baseinput.html", {"input": self})


class SecondaryButton(Submit):
    """A button beside the main one."""

    kind = "secondary"


class WarningButton(Submit):
    """A button that does what cannot be undone."""

    kind = "warning"


class ButtonGroup(Div):
    """Buttons, and links, in one line."""

    css_class = "govuk-button-group"


class Fieldset(Div):
    """Fields under a legend; `size` is that of GOV.UK's type scale."""

    template = "%s/layout/fieldset.html"

    def __init__(self, legend: str, *fields: Any, size: str = "m", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*fields, **kwargs)
        self.legend = legend
        self.size = size
        self.hint = hint
        self.hint_id = f"{self.css_id or slugify(legend)}-hint"


class Inset(Div):
    """Fields or text set in from the margin."""

    css_class = "govuk-inset-text"


class Details(Div):
    """Fields or text that unfold. Open where something in it is wrong: no link reaches what is folded away."""

    template = "%s/layout/details.html"

    def __init__(self, summary: str, *fields: Any, is_open: bool = False, **kwargs: Any) -> None:
        super().__init__(*fields, **kwargs)
        self.summary = summary
        self.is_open = is_open

    def render(self, form: Any, context: Context, template_pack: str = "govuk", **kwargs: Any) -> SafeString:
        has_error = any(pointer.name in form.errors for pointer in self.get_field_names())
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        is_open = self.is_open or has_error
        return render_to_string(
            self.get_template_name(template_pack), {"div": self, "fields": fields, "is_open": is_open}
        )
