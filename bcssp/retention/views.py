"""How long things are kept: the periods, what would be deleted now, legal holds, and what was deleted."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bcssp.retention import services
from bcssp.retention.kinds import KINDS
from bcssp.retention.models import LegalHold, Retained, RetentionRun
from partnership.confirming import ConfirmedMixin
from partnership.mixins import AccessMixin
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from ui.forms import GovukForm, text_field

# So many days are shown of what was deleted.
SHOWN_RUNS = 30


class PeriodsForm(GovukForm):
    """After how many days each kind of thing is deleted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[kind.key.value] = forms.IntegerField(
                label=kind.key.label,
                help_text=f"Days, from 1 to {kind.most:,}. {kind.why}",
                min_value=1,
                max_value=kind.most,
                error_messages={
                    "required": f"Enter after how many days we delete this: {kind.key.label.lower()}",
                    "invalid": "Enter a whole number of days, like 90",
                    "min_value": f"Enter a number of days from 1 to {kind.most:,}",
                    "max_value": f"Enter a number of days from 1 to {kind.most:,}",
                },
            )


class HoldForm(GovukForm):
    """Why nothing may be deleted."""

    reason = text_field(
        "Why must nothing be deleted?",
        3,
        missing="Enter why nothing may be deleted",
        hint="For example: a court or an inquiry has requested records.",
        max_length=500,
    )


class RetentionPage(AccessMixin):
    """A page of the coordinator about how long things are kept."""

    required_permission = Permission.MANAGE_STRUCTURE

    def get_success_url(self) -> str:
        return reverse("retention")


class RetentionView(ConfirmedMixin, RetentionPage, ServiceFormView):
    """The periods, with what they would delete at this moment."""

    template_name = "bcssp/retention/periods.html"
    form_class = PeriodsForm

    def get_initial(self) -> dict[str, Any]:
        return {key.value: days for key, days in services.periods().items()}

    def perform(self, form: PeriodsForm) -> str:
        changed = services.set_periods(
            days={kind.key: form.cleaned_data[kind.key.value] for kind in KINDS}, by=self.user
        )
        return "Retention periods saved." if changed else "Nothing has changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = [
            (run.day, [(Retained(key).label, count) for key, count in run.deleted.items()])
            for run in RetentionRun.objects.all()[:SHOWN_RUNS]
        ]
        return super().get_context_data(holds=services.open_holds(), due=services.due(), runs=runs, **kwargs)


class HoldView(RetentionPage, ServiceFormView):
    """Begin a legal hold."""

    template_name = "bcssp/retention/hold.html"
    form_class = HoldForm

    def perform(self, form: HoldForm) -> str:
        services.begin_hold(by=self.user, **form.cleaned_data)
        return "Nothing will be deleted until you end the legal hold."


class HoldEndView(RetentionPage, ServiceButtonView):
    """The button that ends a legal hold."""

    def perform(self) -> str:
        services.end_hold(hold=get_object_or_404(LegalHold, pk=self.kwargs["pk"]), by=self.user)
        return "Legal hold ended."
