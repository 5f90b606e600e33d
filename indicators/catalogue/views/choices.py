"""Where the coordinator begins with the starting set, and keeps the themes of figures."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import cached_property

from indicators.catalogue.choice_forms import StartingSetForm, ThemesForm
from indicators.catalogue.choices import change_themes, not_used, themes_in_order, use_starting_set
from indicators.definitions.families import Family
from partnership.pages import ServiceFormView
from partnership.permissions import Permission

LIST = reverse_lazy("indicators:definition-list")


class StartingSetView(ServiceFormView):
    """Take indicators of the starting set into use, as many as are wanted at once."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/starting_set.html"
    form_class = StartingSetForm
    success_url = LIST

    @cached_property
    def free(self) -> tuple[Family, ...]:
        """What is not in use yet."""
        return not_used()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"free": self.free}

    def perform(self, form: StartingSetForm) -> str:
        taken = use_starting_set(slugs=form.cleaned_data["families"], by=self.user)
        titles = ", ".join(family.title for family in taken)
        return f"In use from now on: {titles}. To ask an organisation for them, set up a return."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(free=self.free, **kwargs)


class ThemesView(ServiceFormView):
    """Reword, order and retire the themes."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/themes.html"
    form_class = ThemesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"themes": themes_in_order()}

    def perform(self, form: ThemesForm) -> str:
        if change_themes(themes=form.chosen(), by=self.user):
            return "Themes saved. Figures that are published already keep the words of their release."
        return "Nothing has changed."
