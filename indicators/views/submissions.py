"""Where partners send figures: what they owe, and the form of a return."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from indicators.catalogue import Family, Row, get_family
from indicators.forms import ReturnGrid, SavedReturn
from indicators.models import Submission
from indicators.models.submission import approved_figures_a_year_before, closed_year_sentence, form_rows
from indicators.periods import Period, parse_period
from indicators.queries import due_returns, open_submission
from indicators.services import AlreadyStarted, save_figures, start_submission, submit_figures
from partnership.exceptions import DomainError, StaleRevision
from partnership.mixins import GateMixin
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from review.states import ReviewState

DONE = (ReviewState.SUBMITTED, ReviewState.APPROVED)


class ReturnListView(GateMixin, TemplateView):
    """What the organisation owes for the open years."""

    required_permission = Permission.SUBMIT_FIGURES
    template_name = "indicators/return_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the returns, by year."""
        organisation = cast(User, self.request.user).organisation
        years = list(ReportingYear.objects.filter(closed_at__isnull=True))
        due = due_returns(organisation, years)
        by_year = [(year, [one for one in due if one.year == year]) for year in years]
        return super().get_context_data(organisation=organisation, by_year=by_year, has_due=bool(due), **kwargs)


class SubmissionEditView(GateMixin, TemplateView):
    """The form of a return: a grid with the family's rows and columns."""

    required_permission = Permission.SUBMIT_FIGURES
    template_name = "indicators/submission_edit.html"

    family: Family
    year: ReportingYear
    period: Period
    organisation: Organisation
    rows: tuple[Row, ...]
    submission: Submission | None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is stored, or what was typed when the session expired."""
        self._load()
        kept = self.kept_data()
        opened = self._stored_revision() if kept is None else kept.get("revision", "")
        return self._answer(self._grid(kept), revision=opened)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save a draft, or save and submit. Whatever goes wrong, what was typed is shown again."""
        self._load()
        grid = self._grid(request.POST)
        # The lock stays the one that the form was opened with, or an error would let it overwrite what others saved.
        opened = request.POST.get("revision", "")
        if not grid.is_valid:
            return self._answer(grid, revision=opened)
        try:
            return self._save(grid, request.POST)
        except (StaleRevision, AlreadyStarted) as error:
            return self._conflict(grid, error)
        except DomainError as error:
            return self._answer(grid, refusal=error.message, revision=opened)

    def _load(self) -> None:
        try:
            self.family = get_family(self.kwargs["family"])
        except KeyError as error:
            raise Http404("There is no return of this name.") from error
        try:
            self.period = parse_period(self.kwargs["period"])
        except ValueError as error:
            raise Http404(str(error)) from error
        self.year = get_object_or_404(ReportingYear, slug=self.period.year_slug)
        organisation = cast(User, self.request.user).organisation
        if organisation is None or organisation.kind != self.family.supplier_kind:
            raise PermissionDenied(f"{self.family.title} is not a return that your organisation sends.")
        self.organisation = organisation
        try:
            self.rows = form_rows(self.family, self.period)
        except DomainError as error:
            raise PermissionDenied(error.message) from error
        self.submission = self._stored()

    def _stored(self) -> Submission | None:
        return open_submission(self.family, self.period, self.organisation)

    def _stored_revision(self) -> str:
        return "" if self.submission is None else str(self.submission.revision)

    def _saved(self) -> SavedReturn:
        if self.submission is None:
            return SavedReturn()
        return SavedReturn(self.submission.values(), self.submission.note)

    def _grid(self, data: QueryDict | None) -> ReturnGrid:
        earlier = approved_figures_a_year_before(self.family, self.period, self.organisation.pk)
        plain = None if data is None else data.dict()
        return ReturnGrid(
            self.family, self.rows, self._saved(), data=cast(dict[str, str] | None, plain), earlier=earlier
        )

    def _save(self, grid: ReturnGrid, data: QueryDict) -> HttpResponse:
        """Save what differs, then submit if that was asked for."""
        user = cast(User, self.request.user)
        unchanged = self._is_unchanged(grid)
        if self.submission is None:
            self.submission = start_submission(
                family=self.family,
                year=self.year,
                period=self.period,
                organisation=self.organisation,
                by=user,
                cells=grid.cells,
                note=grid.note,
            )
        elif not unchanged:
            revision = _revision(data)
            save_figures(submission=self.submission, cells=grid.cells, by=user, revision=revision, note=grid.note)
        if unchanged and self.submission.state in DONE:
            state = ReviewState(self.submission.state).label.lower()
            messages.info(self.request, f"{self.family.title}: nothing has changed. The return is {state}.")
            return self._to_list()
        if data.get("action") == "submit":
            return self._submit(grid, user)
        messages.success(
            self.request, f"{self.family.title}, {self.period.label}: draft saved. It is not submitted yet."
        )
        return HttpResponseRedirect(self.request.path)

    def _submit(self, grid: ReturnGrid, user: User) -> HttpResponse:
        assert self.submission is not None, "saved before"
        self.submission = self._stored()
        assert self.submission is not None, "saved before"
        found = self.submission.find_problems()
        if any(problem.stops for problem in found):
            grid.add_problems(problem for problem in found if problem.stops)
            return self._answer(grid, draft_saved=True, revision=self._stored_revision())
        submit_figures(submission=self.submission, by=user, revision=self.submission.revision)
        messages.success(self.request, f"{self.family.title}, {self.period.label}: submitted. It now waits for review.")
        for problem in found:
            messages.info(self.request, problem.sentence)
        return self._to_list()

    def _is_unchanged(self, grid: ReturnGrid) -> bool:
        """Whether what was typed is stored already, as after a double click."""
        return self.submission is not None and self._saved() == SavedReturn(grid.cells, grid.note)

    def _conflict(self, grid: ReturnGrid, error: DomainError) -> HttpResponse:
        """Somebody else saved first: keep what was typed, and show theirs beside it."""
        self.submission = self._stored()
        if self._is_unchanged(grid):
            messages.info(self.request, f"{self.family.title}: these figures are saved already.")
            return self._to_list()
        grid.show_saved(self._saved())
        return self._answer(grid, refusal=error.message, conflict=True, revision=self._stored_revision())

    def _to_list(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("indicators:return-list"))

    def _answer(self, grid: ReturnGrid, **extra: Any) -> HttpResponse:
        closed = closed_year_sentence(self.year) if self.year.is_closed else ""
        context = self.get_context_data(
            grid=grid,
            family=self.family,
            year=self.year,
            period=self.period,
            submission=self.submission,
            closed=closed,
            **extra,
        )
        return self.render_to_response(context)


def _revision(data: QueryDict) -> int:
    """The revision that the form was opened with; a form without one can never match."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
