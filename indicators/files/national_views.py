"""Where the coordinator says once how files of national open data are laid out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import cached_property

from indicators.definitions.families import families, get_family
from indicators.files.models import OpenDataMapping
from indicators.files.national import map_open_data
from indicators.parsing.national_layouts import ReadyLayout, ready_layout, ready_layouts
from indicators.parsing.national_mapping import LAYOUTS, NationalMapping
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from ui.forms import GovukForm, radios, text_field


def _figures() -> list[tuple[str, str]]:
    return [("", "Select figures"), *((one.slug, one.title) for one in families())]


class OpenDataMappingForm(GovukForm):
    """A family, and where its figures stand in the file."""

    family_slug = forms.ChoiceField(
        label="Figures", choices=_figures, error_messages={"required": "Select the figures that the file holds"}
    )
    layout = radios(
        "Layout of the file", list(LAYOUTS.items()), error_messages={"required": "Select the layout of the file"}
    )
    columns = text_field(
        "Columns",
        3,
        hint="One on each line: the column of the figures, then the file's column. For example: rate = cpp_rate",
        max_length=2000,
        required=False,
    )
    filters = text_field(
        "Filters",
        3,
        hint="One on each line: what all lines that we read have in a column. For example: category = Total",
        max_length=2000,
        required=False,
    )
    rows = text_field(
        "Rows",
        6,
        hint=(
            "Only if the rows are not areas. One on each line: the code of the row, then what its line has, or which "
            "column has the row. For example: remained: CATEGORY = Risk remained, or 16a: column = Neglect"
        ),
        max_length=5000,
        required=False,
    )


def _as_lines(pairs: Mapping[str, str], parted_by: str = "\n") -> str:
    return parted_by.join(f"{name} = {text}" for name, text in pairs.items())


def _as_typed(mapping: NationalMapping) -> dict[str, str]:
    """A mapping as the form's fields have it."""
    return {
        "family_slug": mapping.family,
        "layout": mapping.layout,
        "columns": _as_lines(mapping.columns),
        "filters": _as_lines(mapping.filters),
        "rows": "\n".join(f"{key}: {_as_lines(of_row, '; ')}" for key, of_row in mapping.rows.items()),
    }


class OpenDataMappingView(ServiceFormView):
    """What is mapped, and the form that maps one family.

    `?family=` begins with what is mapped already, `?use=` with a mapping that comes with the portal.
    """

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/files/open_data_mapping.html"
    form_class = OpenDataMappingForm
    success_url: Any = reverse_lazy("indicators:open-data-mapping")

    @cached_property
    def chosen(self) -> ReadyLayout | None:
        """The mapping of the portal that the form begins with."""
        return ready_layout(self.request.GET.get("use", ""))

    def get_initial(self) -> dict[str, Any]:
        if self.chosen is not None:
            return _as_typed(self.chosen.mapping)
        # Among the slugs that are known, since a database refuses some texts instead of finding nothing.
        slug = next((one.slug for one in families() if one.slug == self.request.GET.get("family")), "")
        found = OpenDataMapping.objects.filter(family_slug=slug).first() if slug else None
        return {"family_slug": slug} if found is None else _as_typed(found.as_mapping())

    def perform(self, form: OpenDataMappingForm) -> str:
        stored = map_open_data(**form.cleaned_data, by=self.user)
        return f"“{stored}” has been mapped. Files of this layout can now be uploaded to its return."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mapped = [(get_family(one.family_slug), one) for one in OpenDataMapping.objects.select_related("changed_by")]
        titles = {one.slug: one.title for one in families()}
        ready = [(titles[one.mapping.family], one) for one in ready_layouts() if one.mapping.family in titles]
        return super().get_context_data(mapped=mapped, ready=ready, chosen=self.chosen, **kwargs)
