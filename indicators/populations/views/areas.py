"""Where the coordinator loads areas and neighbours, and chooses which of them rates are compared with."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse_lazy

from indicators.definitions.comparison import choice, comparison_in_use, own_area
from indicators.definitions.models.area import Area, NeighbourSet
from indicators.populations.area_tables import AreaFilters, AreaTable, area_rows
from indicators.populations.areas import add_named_areas, choose_comparison, load_areas
from indicators.populations.forms import AreaFileForm, ComparisonForm
from indicators.populations.neighbours import load_neighbours
from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.pages import FileFormView, ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from ui.filters import Rows
from ui.lists import ListPage

LIST = reverse_lazy("indicators:area-list")


class AreaListView(AccessMixin, ListPage):
    """What rates are compared with, and every area and set that is loaded."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/populations/area_list.html"
    table_class = AreaTable
    filterset_class = AreaFilters
    list_name = "areas"

    def get_rows(self) -> Rows:
        """By name, each with what it is compared as."""
        return area_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            comparison, why_not = comparison_in_use(), ""
        except DomainError as error:
            comparison, why_not = None, error.message
        return super().get_context_data(
            comparison=comparison,
            why_not=why_not,
            sets=NeighbourSet.objects.select_related("area").prefetch_related("memberships__area"),
            may_load=has_permission(self.user, Permission.MANAGE_STRUCTURE),
            **kwargs,
        )


def _added(areas: Sequence[Area]) -> str:
    return f"Areas added: {', '.join(map(str, areas))}." if areas else "Every one of these areas was there already."


class AreaLoadView(FileFormView):
    """A file of areas or neighbours: all of it is loaded, or nothing."""

    required_permission = Permission.MANAGE_STRUCTURE
    template_name = "indicators/populations/area_load.html"
    form_class = AreaFileForm
    success_url = LIST

    def perform(self, form: AreaFileForm) -> str:
        file = form.cleaned_data["file"]
        given = {"text": file.read(), "name": file.name, "by": self.user}
        if form.cleaned_data["what"] == AreaFileForm.AREAS:
            return _added(load_areas(**given))
        sets = load_neighbours(**given)
        if not sets:
            return "Every set in the file was there already."
        return f"Added: {'; '.join(one.words for one in sets)}. To compare rates with it, change what we compare with."


class NamedAreasView(ServiceButtonView):
    """Add the areas of the partnership's file that are not there yet."""

    required_permission = Permission.MANAGE_STRUCTURE
    success_url = LIST

    def perform(self) -> str:
        return _added(add_named_areas(by=self.user))


class ComparisonView(ServiceFormView):
    """Choose the neighbours and the wider areas."""

    required_permission = Permission.MANAGE_STRUCTURE
    template_name = "indicators/populations/comparison.html"
    form_class = ComparisonForm
    success_url = LIST

    def get_form_kwargs(self) -> dict[str, Any]:
        own = own_area()
        return super().get_form_kwargs() | {"own": own, "chosen": choice(own)}

    def perform(self, form: ComparisonForm) -> str:
        if choose_comparison(**form.chosen(), by=self.user):
            return "Saved. Rates that are sent from now on are compared with these areas."
        return "Nothing has changed. Rates were compared with these areas already."
