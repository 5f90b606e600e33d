"""The page of what a year takes over."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from bcssp.carried.models import Part
from bcssp.carried.parts import carried_parts, carried_plan, is_carried
from bcssp.carried.services import confirm_part
from partnership.authorization import has_permission
from partnership.models import ReportingYear
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.assessments.queries import to_open
from ui.forms import GovukForm


class ConfirmForm(GovukForm):
    """Which part was found right, as it was shown."""

    part = forms.ChoiceField(choices=Part.choices, widget=forms.HiddenInput)
    stamp = forms.CharField(widget=forms.HiddenInput, max_length=64)


class YearCarriedView(ServiceFormView):
    """Each part with a button, until it is confirmed; again where it changes."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "bcssp/year_carried.html"
    form_class = ConfirmForm

    @cached_property
    def year(self) -> ReportingYear:
        """The year of the address."""
        return get_object_or_404(ReportingYear, slug=self.kwargs["slug"])

    def perform(self, form: ConfirmForm) -> str:
        part = Part(form.cleaned_data["part"])
        confirm_part(year=self.year, part=part, stamp=form.cleaned_data["stamp"], by=self.user)
        return f"{part.label} confirmed for {self.year}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = carried_parts(self.year)
        return super().get_context_data(
            year=self.year,
            plan=carried_plan(self.year),
            plan_url=f"{reverse('priorities:plan')}?year={self.year.slug}",
            parts=parts,
            assessments=to_open(self.year),
            is_carried=is_carried(self.year),
            may_confirm=is_carried(self.year) and has_permission(self.user, Permission.MANAGE_STRUCTURE),
            **kwargs,
        )
