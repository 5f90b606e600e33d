"""Where the coordinator keeps the returns: what is asked of whom, how often, and the dates of each round."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from indicators.definitions.periods import Frequency
from indicators.rounds.calendar import WHAT
from indicators.rounds.forms import ReturnForm, RoundForm
from indicators.rounds.models.returns import ReturnRound, ReturnTemplate, RoundChange
from indicators.rounds.services import change_dates, change_return, retire_return, set_up_return
from indicators.rounds.tables import ReturnTemplateFilters, ReturnTemplateTable
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView, ServiceMixin
from partnership.permissions import Permission
from review.consequences import consequences_of, in_one_line
from ui.lists import ListPage


class ReturnTemplateListView(AccessMixin, ListPage):
    """All returns, those in use first unless sorted otherwise."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/rounds/return_template_list.html"
    table_class = ReturnTemplateTable
    filterset_class = ReturnTemplateFilters
    list_name = "returns-set-up"

    def get_rows(self) -> QuerySet[ReturnTemplate]:
        """All of them, with their families."""
        templates = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        return templates.order_by("-is_active", "organisation__name", "title")


class ReturnFormView(ServiceFormView):
    """The base of the forms about returns."""

    required_permission = Permission.MANAGE_RETURNS
    success_url: Any = reverse_lazy("indicators:return-template-list")


class ReturnTemplateCreateView(ReturnFormView):
    """A new return."""

    template_name = "indicators/rounds/return_template_form.html"
    form_class = ReturnForm

    def perform(self, form: ReturnForm) -> str:
        """Set it up; say what was planned, and what of it is closed already."""
        values = form.cleaned_data
        template = set_up_return(**values | {"frequency": Frequency(values["frequency"])}, by=self.user)
        rounds = template.rounds.all()
        closed = sum(one.closes_on < timezone.localdate() for one in rounds)
        said = f"“{template}” has been set up. Rounds planned for open years: {len(rounds)}."
        if closed:
            said += (
                f" {closed} of these closed for changes before today. Change their dates if figures are still "
                "expected, or enter from which day you collect."
            )
        return said


class ReturnTemplateEditView(ReturnFormView):
    """Change a return."""

    template_name = "indicators/rounds/return_template_form.html"
    form_class = ReturnForm

    @cached_property
    def template(self) -> ReturnTemplate:
        """The return of the address."""
        rows = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        return get_object_or_404(rows, slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"template": self.template}

    def perform(self, form: ReturnForm) -> str:
        saved = change_return(template=self.template, **form.cleaned_data, by=self.user)
        return f"“{saved}” has been saved. Planned rounds keep their dates."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rounds = ReturnRound.objects.collected().filter(template=self.template)
        rounds = rounds.select_related("year").order_by("-ends_on")
        return super().get_context_data(template=self.template, rounds=rounds, **kwargs)


class ReturnTemplateRetireView(ServiceMixin, TemplateView):
    """Ask for a return no longer."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/rounds/return_template_retire.html"
    success_url: Any = reverse_lazy("indicators:return-template-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        template = get_object_or_404(rows, slug=self.kwargs["slug"])
        return super().get_context_data(template=template, consequences=consequences_of(template), **kwargs)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.press(self.retire)

    def retire(self) -> str:
        """Call the service."""
        rows = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        template = get_object_or_404(rows, slug=self.kwargs["slug"])
        found = in_one_line(consequences_of(template))
        retire_return(template=template, by=self.user)
        said = f"“{template}” has been retired. We will no longer ask for it. Figures already sent are kept."
        return f"{said} {found}".strip()


class RoundEditView(ReturnFormView):
    """The dates of one round, with every change that was made to them. Afterwards the page is shown again."""

    template_name = "indicators/rounds/round_form.html"
    form_class = RoundForm
    success_url = ""

    @cached_property
    def round(self) -> ReturnRound:
        """The round of the address."""
        rows = ReturnRound.objects.select_related("template__organisation", "year")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"dates": self.round}

    def perform(self, form: RoundForm) -> str:
        return f"{change_dates(round=self.round, **form.cleaned_data, by=self.user)}: dates changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = self.round.changes.select_related("changed_by")
        return super().get_context_data(round=self.round, changes=[_as_rows(one) for one in changes], **kwargs)


def _as_rows(change: RoundChange) -> dict[str, Any]:
    """A change with those of its dates that moved, in words and as dates."""
    moved = [
        (words, datetime.date.fromisoformat(change.before[name]), datetime.date.fromisoformat(change.after[name]))
        for name, words in WHAT
        if change.before[name] != change.after[name]
    ]
    return {"change": change, "moved": moved}
