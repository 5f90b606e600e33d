"""What is sent beside the form of a return: text to keep, and a draft to throw away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import View

from indicators.returns.drafts import drop_draft, keep_draft
from indicators.returns.grid.lines import field_names
from indicators.returns.grid.questions import ANSWER, CONFIRM
from indicators.returns.views.return_page import ReturnPageMixin, fields_of
from partnership.exceptions import DomainError

SIGNED_OUT = "We did not keep this, because you are signed out. Sign in again in another window, then save here."


class DraftAutosaveView(ReturnPageMixin, View):
    """Keeps what is typed, for the script of the form. The return itself stays as it is."""

    http_method_names = ["post"]

    def _to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Say so to the script. Nothing goes beside the new sign-in: there the form itself may be waiting."""
        if request.method == "POST":
            return JsonResponse({"sentence": SIGNED_OUT}, status=401)
        return super()._to_sign_in(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        try:
            kept_at = keep_draft(
                family=self.family, period=self.period, organisation=self.organisation, by=self.user, data=self._typed()
            )
        except DomainError as error:
            return JsonResponse({"sentence": error.message}, status=409)
        time = date_format(timezone.localtime(kept_at), "H:i")
        return JsonResponse({"sentence": f"Kept {time}. It is not saved yet."})

    def _typed(self) -> dict[str, str]:
        """The form's own fields, and nothing else."""
        known = field_names(self.family, self.rows)
        return {
            name: text
            for name, text in fields_of(self.request.POST).items()
            if name in known or name.startswith((CONFIRM, ANSWER))
        }


class DraftDiscardView(ReturnPageMixin, View):
    """Throws away what was typed and not saved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        drop_draft(family=self.family, period=self.period, organisation=self.organisation, by=self.user)
        messages.success(request, "We have discarded your changes. The form shows your saved figures.")
        return self.to_form()
