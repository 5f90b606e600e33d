"""The library of indicators: what there is, one entry, and the button that picks it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from indicators.catalogue.changes import changes_between
from indicators.catalogue.choices import not_used
from indicators.catalogue.library import entry, pick, renewed
from indicators.catalogue.preview import preview_if_drawn
from indicators.catalogue.services import stored_now
from indicators.catalogue.tables import LibraryFilters, LibraryTable, library_rows
from indicators.catalogue.views.indicators import year_of
from indicators.definitions.families import Family, catalogue
from partnership.mixins import AccessMixin
from partnership.pages import ServiceButtonView
from partnership.permissions import Permission
from ui.filters import Rows
from ui.lists import ListPage


class LibraryView(AccessMixin, ListPage):
    """Every entry, with a search."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/library.html"
    table_class = LibraryTable
    filterset_class = LibraryFilters
    list_name = "library-of-indicators"
    # All of it: people look for what they could use, before they know what it is called.
    page_length = 100

    def get_rows(self) -> Rows:
        return library_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_begin=bool(not_used()), **kwargs)


def entry_or_404(slug: str) -> Family:
    """The entry of an address."""
    try:
        return entry(slug)
    except KeyError as error:
        raise Http404("This indicator is not in the library.") from error


class EntryView(AccessMixin, TemplateView):
    """One entry: what it means, how it looks, and what it says otherwise than the one in use."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/entry.html"

    @cached_property
    def family(self) -> Family:
        """The entry of the address."""
        return entry_or_404(self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = catalogue().newest.get(self.family.slug)
        changes = changes_between(stored_now(now), renewed(now, self.family)) if now else []
        return super().get_context_data(
            family=self.family,
            now=now,
            changes=changes,
            may_begin=self.family in not_used(),
            seen=preview_if_drawn(self.family, year_of(self.family)),
            **kwargs,
        )


class PickView(ServiceButtonView):
    """Begin with an entry of the library."""

    required_permission = Permission.MANAGE_RETURNS

    def perform(self) -> str:
        family = entry_or_404(self.kwargs["slug"])
        draft = pick(slug=family.slug, by=self.user)
        self.success_url = reverse("indicators:definition-check", args=[draft.pk])
        return f"“{family.title}” is ready as a draft. Say when it starts, then propose it."
