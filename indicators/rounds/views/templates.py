"""Where the coordinator keeps the returns: what is asked of whom, how often, and the dates of each round."""

import datetime
from abc import abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from indicators.definitions.periods import Frequency
from indicators.rounds.calendar import WHAT
from indicators.rounds.forms import ReturnForm, RoundForm
from indicators.rounds.models.returns import ReturnRound, ReturnTemplate, RoundChange
from indicators.rounds.services import change_dates, change_return, retire_return, set_up_return
from indicators.rounds.tables import ReturnTemplateFilters, ReturnTemplateTable
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
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


class _ReturnFormView(AccessMixin, TemplateView):
    """A form that asks one service, and says what the service refuses. `stays`: the page is shown again afterwards."""

    required_permission = Permission.MANAGE_RETURNS
    stays = False

    def load(self) -> None:
        """Read what the address names."""

    @abstractmethod
    def make_form(self, data: Any) -> ReturnForm | RoundForm:
        """The form, empty or with what was typed."""

    @abstractmethod
    def save(self, values: dict[str, Any], by: User) -> str:
        """Call the service; say what was done."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        return self._answer(self.make_form(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.save(form.cleaned_data, cast(User, request.user)))
                return HttpResponseRedirect(request.path if self.stays else reverse("indicators:return-template-list"))
            except DomainError as error:
                form.add_error(None, error.message)
        return self._answer(form)

    def _answer(self, form: ReturnForm | RoundForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class ReturnTemplateCreateView(_ReturnFormView):
    """A new return."""

    template_name = "indicators/rounds/return_template_form.html"

    def make_form(self, data: Any) -> ReturnForm:
        """The whole form."""
        return ReturnForm(data)

    def save(self, values: dict[str, Any], by: User) -> str:
        """Set it up; say what was planned, and what of it is closed already."""
        values["frequency"] = Frequency(values["frequency"])
        template = set_up_return(**values, by=by)
        rounds = template.rounds.all()
        closed = sum(one.closes_on < timezone.localdate() for one in rounds)
        said = f"“{template}” has been set up. Rounds planned for open years: {len(rounds)}."
        if closed:
            said += (
                f" {closed} of these closed for changes before today. Change their dates if figures are still expected."
            )
        return said


class ReturnTemplateEditView(_ReturnFormView):
    """Change a return."""

    template_name = "indicators/rounds/return_template_form.html"
    template: ReturnTemplate

    def load(self) -> None:
        """The return of the address."""
        rows = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        self.template = get_object_or_404(rows, slug=self.kwargs["slug"])

    def make_form(self, data: Any) -> ReturnForm:
        """Without what is chosen once."""
        return ReturnForm(data, template=self.template)

    def save(self, values: dict[str, Any], by: User) -> str:
        saved = change_return(template=self.template, **values, by=by)
        return f"“{saved}” has been saved. Planned rounds keep their dates."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rounds = self.template.rounds.select_related("year").order_by("-ends_on")
        return super().get_context_data(template=self.template, rounds=rounds, **kwargs)


class ReturnTemplateRetireView(AccessMixin, TemplateView):
    """Ask for a return no longer."""

    required_permission = Permission.MANAGE_RETURNS
    template_name = "indicators/rounds/return_template_retire.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        template = get_object_or_404(ReturnTemplate.objects.select_related("organisation"), slug=self.kwargs["slug"])
        return super().get_context_data(template=template, **kwargs)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        template = get_object_or_404(ReturnTemplate, slug=slug)
        try:
            retire_return(template=template, by=cast(User, request.user))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request,
                f"“{template}” has been retired. We will no longer ask for it. Figures already sent are kept.",
            )
        return HttpResponseRedirect(reverse("indicators:return-template-list"))


class RoundEditView(_ReturnFormView):
    """The dates of one round, with every change that was made to them."""

    template_name = "indicators/rounds/round_form.html"
    stays = True
    round: ReturnRound

    def load(self) -> None:
        """The round of the address."""
        rows = ReturnRound.objects.select_related("template__organisation", "year")
        self.round = get_object_or_404(rows, pk=self.kwargs["pk"])

    def make_form(self, data: Any) -> RoundForm:
        """Its dates."""
        return RoundForm(data, round=self.round)

    def save(self, values: dict[str, Any], by: User) -> str:
        return f"{change_dates(round=self.round, **values, by=by)}: dates changed."

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
