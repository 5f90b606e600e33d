"""The indicators in use: the list, one with its versions, a proposed version, and what is no longer collected."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from indicators.catalogue.change_forms import RetireForm
from indicators.catalogue.consequences import to_retire
from indicators.catalogue.models import IndicatorDraft, IndicatorVersion
from indicators.catalogue.preview import preview_if_drawn
from indicators.catalogue.services import begin_change, begin_new, retire
from indicators.catalogue.tables import IndicatorFilters, IndicatorTable, indicators_in_use
from indicators.definitions.families import Family, get_family
from indicators.definitions.periods import parse_period
from partnership.mixins import AccessMixin
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from review.consequences import consequences_of, in_one_line
from review.states import ReviewState
from ui.lists import ListPage


class IndicatorListView(AccessMixin, ListPage):
    """The indicators that the partnership uses, the drafts of this person, and what waits for agreement."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/indicator_list.html"
    table_class = IndicatorTable
    filterset_class = IndicatorFilters
    list_name = "indicators"

    def get_rows(self) -> Any:
        return indicators_in_use()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            drafts=IndicatorDraft.objects.filter(person=self.user),
            proposals=IndicatorVersion.objects.waiting().select_related("created_by"),
            **kwargs,
        )


class NewIndicatorView(ServiceButtonView):
    """Begin an indicator from nothing."""

    required_permission = Permission.MANAGE_RETURNS

    def perform(self) -> str:
        draft = begin_new(by=self.user)
        self.success_url = reverse("indicators:definition-step", args=[draft.pk, "about"])
        return "Draft started. We'll save each step as you go."


class IndicatorPage(AccessMixin, TemplateView):
    """One indicator: what it means, how it looks, its versions, and what can be done with it."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/indicator.html"

    @cached_property
    def family(self) -> Family:
        """The indicator of the address."""
        try:
            return get_family(self.kwargs["slug"])
        except KeyError as error:
            raise Http404("There is no indicator with this name.") from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = IndicatorVersion.objects.filter(family_slug=self.family.slug).select_related(
            "created_by", "approved_by"
        )
        return super().get_context_data(
            family=self.family,
            versions=versions.order_by("-number"),
            waits=any(one.state == ReviewState.SUBMITTED for one in versions),
            seen=preview_if_drawn(self.family, year_of(self.family)),
            **kwargs,
        )


def year_of(family: Family) -> Any:
    """A year in which the indicator is collected."""
    last = family.effective_to or family.next_review
    start = last.year - 1 if last.month < 4 or (last.month, last.day) == (3, 31) else last.year
    return parse_period(f"{start}-{(start + 1) % 100:02d}")


class ChangeIndicatorView(ServiceButtonView):
    """Begin a change, or go on with the one that was begun."""

    required_permission = Permission.MANAGE_RETURNS

    def perform(self) -> str:
        draft = begin_change(slug=self.kwargs["slug"], by=self.user)
        self.success_url = reverse("indicators:definition-check", args=[draft.pk])
        return "These are the current answers. Change what is different, say when it starts, then propose it."


class RetireIndicatorView(ServiceFormView):
    """Ask for it no longer from a year on."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/catalogue/retire.html"
    form_class = RetireForm

    def perform(self, form: RetireForm) -> str:
        version = retire(slug=self._family().slug, by=self.user, **form.cleaned_data)
        self.success_url = version.get_absolute_url()
        said = f"Proposed: “{version.definition['title']}” is no longer collected from {version.first_period}."
        found = in_one_line(consequences_of(version))
        return f"{said} Once it is agreed, this changes too. {found}" if found else said

    def _family(self) -> Family:
        try:
            return get_family(self.kwargs["slug"])
        except KeyError as error:
            raise Http404("There is no indicator with this name.") from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        family = self._family()
        return super().get_context_data(family=family, consequences=consequences_of(to_retire(family.slug)), **kwargs)


class VersionView(AccessMixin, TemplateView):
    """One version as it was proposed."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/catalogue/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = IndicatorVersion.objects.select_related("organisation", "created_by", "approved_by", "returned_by")
        version = get_object_or_404(rows, pk=self.kwargs["pk"])
        return super().get_context_data(
            version=version, content=version.content(), consequences=consequences_of(version), **kwargs
        )
