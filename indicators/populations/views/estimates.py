"""Where the coordinator loads population estimates, sees what rests on them, and proposes to withdraw a vintage."""

from typing import Any

from django.urls import reverse_lazy

from indicators.definitions.population_file import COLUMNS
from indicators.populations.forms import LoadForm, WithdrawForm
from indicators.populations.services import ask_withdrawal, load_populations
from indicators.populations.tables import VintageFilters, VintageTable
from indicators.populations.vintages import loaded_vintages
from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.pages import FileFormView, ServiceFormView
from partnership.permissions import Permission
from ui.filters import Rows
from ui.lists import ListPage

LIST = reverse_lazy("indicators:population-list")


class PopulationListView(AccessMixin, ListPage):
    """Every vintage that was loaded."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/populations/population_list.html"
    table_class = VintageTable
    filterset_class = VintageFilters
    list_name = "population-estimates"

    def get_rows(self) -> Rows:
        """The newest first."""
        return Rows(loaded_vintages())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_load = has_permission(self.user, Permission.MANAGE_STRUCTURE)
        return super().get_context_data(may_load=may_load, **kwargs)


class PopulationLoadView(FileFormView):
    """A file of estimates: all of it is loaded, or nothing."""

    required_permission = Permission.MANAGE_STRUCTURE
    template_name = "indicators/populations/population_load.html"
    form_class = LoadForm
    success_url = LIST

    def perform(self, form: LoadForm) -> str:
        file = form.cleaned_data["file"]
        added = load_populations(text=file.read(), name=file.name, because=form.cleaned_data["because"], by=self.user)
        if not added:
            return "Every estimate in the file had already been loaded."
        return f"{len(added)} population estimates have been loaded." if len(added) > 1 else "One estimate was loaded."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=COLUMNS, **kwargs)


class PopulationWithdrawView(ServiceFormView):
    """Propose to withdraw a vintage that was loaded wrongly; `?vintage=` begins with that one."""

    required_permission = Permission.MANAGE_STRUCTURE
    template_name = "indicators/populations/population_withdraw.html"
    form_class = WithdrawForm
    success_url = LIST

    def get_initial(self) -> dict[str, Any]:
        return {"vintage": self.request.GET.get("vintage", "")}

    def perform(self, form: WithdrawForm) -> str:
        ask_withdrawal(**form.proposed(), by=self.user)
        return "Withdrawal proposed. The estimates stay in use until a board member or the chair has approved it."
