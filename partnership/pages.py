"""Pages that ask one service to do something: a form, or a button without fields."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: TID251 (the bases of views)
from django.views.generic import FormView, View

from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin


class ServiceMixin(AccessMixin):
    """Where to go afterwards: `success_url`, which a service's answer may set; without one, the same page."""

    success_url: str = ""

    def get_success_url(self) -> str:
        return self.success_url or self.request.path

    def press(self, perform: Callable[[], str]) -> HttpResponse:
        """Answer a button without fields. The next page says what `perform` returned, or why the service refused."""
        try:
            messages.success(self.request, perform())
        except DomainError as error:
            messages.error(self.request, error.message)
        return HttpResponseRedirect(self.get_success_url())


class ServiceFormView(ServiceMixin, FormView):
    """A form that one service carries out. Nothing typed is lost: neither to a refusal nor to an expired session.

    A view gives `form_class`, `perform` and where to go; what else the form needs stands in `get_form_kwargs`.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add what this person had typed here when the session expired."""
        given = super().get_form_kwargs()
        if self.request.method == "GET" and (saved := self.pop_saved_form()) is not None:
            given["data"] = saved
        return given

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.perform(form)
        except DomainError as error:
            return self.refused(form, error)
        if isinstance(done, HttpResponse):
            return done
        messages.success(self.request, done)
        return HttpResponseRedirect(self.get_success_url())

    @abstractmethod
    def perform(self, form: Any) -> str | HttpResponse:
        """Call the service; return what the next page says was done, or an answer of its own."""

    def refused(self, form: forms.BaseForm, error: DomainError) -> HttpResponse:
        """Show the form again with the reason."""
        form.add_error(None, error.message)
        return self.form_invalid(form)


class ServiceButtonView(ServiceMixin, View):
    """A button without fields that one service carries out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.press(self.perform)

    @abstractmethod
    def perform(self) -> str:
        """Call the service; return what the next page says was done."""
