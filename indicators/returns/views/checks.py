"""The list of the checks that every return goes through."""

from typing import Any

from django.views.generic import TemplateView

from indicators.checks.registry import Check, every_check
from partnership.mixins import AccessMixin


class CheckListView(AccessMixin, TemplateView):
    """Every check: its code, what it asks for, what to do, and whether it stops a submission."""

    required_permission = None
    template_name = "indicators/returns/check_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[Check]] = {}
        for check in every_check():
            groups.setdefault(check.where, []).append(check)
        return super().get_context_data(groups=list(groups.items()), **kwargs)
