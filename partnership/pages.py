"""Pages that ask one service to do something (a form, or a button without fields), and pages about a year."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: TID251 (the bases of views)
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from partnership.exceptions import DomainError, NothingLoaded
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear

# Of the sentences about a file.
MOST_SHOWN = 20


class YearChooser(AccessMixin):
    """A page about one reporting year: the one that `?year=` names, else the newest open one, else the newest."""

    @cached_property
    def every_year(self) -> list[ReportingYear]:
        """The years that may be named, the newest first."""
        return list(ReportingYear.objects.all())

    @property
    def years(self) -> list[ReportingYear]:
        """The years that are offered."""
        return self.every_year

    @cached_property
    def year(self) -> ReportingYear | None:
        """None where there are no years. Raises `Http404` for one that does not exist."""
        asked = self.request.GET.get("year")
        if asked is None:
            return next((one for one in self.years if self.is_preferred(one)), next(iter(self.years), None))
        # Among the years that were read, since a database refuses some texts instead of finding nothing.
        year = next((one for one in self.every_year if one.slug == asked), None)
        if year is None:
            raise Http404("This year does not exist.")
        return year

    def is_preferred(self, year: ReportingYear) -> bool:
        """Whether the page shows it rather than a newer one, where none is named."""
        return not year.is_closed


class ServiceMixin(AccessMixin):
    """Where to go afterwards: `success_url`, which a service's answer may set; without one, the same page."""

    success_url: Any = ""

    def get_success_url(self) -> str:
        return str(self.success_url or self.request.path)

    def press(self, perform: Callable[[], str]) -> HttpResponse:
        """Answer a button without fields. The next page says what `perform` returned, or why the service refused."""
        try:
            messages.success(self.request, perform())
        except DomainError as error:
            messages.error(self.request, error.message)
        return HttpResponseRedirect(self.get_success_url())


class ServiceFormView(ServiceMixin, FormView, ABC):
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

    def refused(self, form: Any, error: DomainError) -> HttpResponse:
        """Show the form again with the reason."""
        form.add_error(None, error.message)
        return self.form_invalid(form)


class FileFormView(ServiceFormView, ABC):
    """A form with a `file`, all of which is loaded or nothing."""

    def refused(self, form: Any, error: DomainError) -> HttpResponse:
        """Each thing that is wrong by itself, at the file."""
        if not isinstance(error, NothingLoaded):
            return super().refused(form, error)
        for problem in error.problems[:MOST_SHOWN]:
            form.add_error("file", problem)
        if len(error.problems) > MOST_SHOWN:
            form.add_error("file", f"There are {len(error.problems) - MOST_SHOWN} more problems. Correct these first.")
        return self.form_invalid(form)


class ServiceButtonView(ServiceMixin, View, ABC):
    """A button without fields that one service carries out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.press(self.perform)

    @abstractmethod
    def perform(self) -> str:
        """Call the service; return what the next page says was done."""
