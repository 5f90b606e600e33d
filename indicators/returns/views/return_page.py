"""What every page of one return shares: which family, period and organisation, who may, and what is stored."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from indicators.definitions.families import Family, Row, family_on, get_family
from indicators.definitions.periods import Period, parse_period
from indicators.returns.drafts import find_draft
from indicators.returns.models.draft import AutosavedDraft
from indicators.returns.models.submission import Submission, form_rows
from indicators.returns.openness import round_of
from indicators.returns.queries import open_submission
from indicators.rounds.models.returns import ReturnRound
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import Organisation, ReportingYear
from partnership.permissions import Permission


class ReturnPageMixin(AccessMixin):
    """Loads one return of the reader's own organisation. Call `load()` first."""

    required_permission = Permission.SUBMIT_FIGURES
    kwargs: dict[str, Any]

    family: Family
    year: ReportingYear
    period: Period
    organisation: Organisation
    rows: tuple[Row, ...]
    submission: Submission | None

    def load(self) -> None:
        """Read the address. Raises `Http404` and `PermissionDenied` with a sentence for people."""
        try:
            self.family = get_family(self.kwargs["family"])
        except KeyError as error:
            raise Http404("There is no return with this name.") from error
        try:
            self.period = parse_period(self.kwargs["period"])
        except ValueError as error:
            raise Http404(str(error)) from error
        self.family = family_on(self.family.slug, self.period.ends_on)
        self.year = get_object_or_404(ReportingYear, slug=self.period.year_slug)
        organisation = self.user.organisation
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

    @cached_property
    def round(self) -> ReturnRound | None:
        """The round in which the return is owed; None outside the calendar."""
        return round_of(self.family, self.period, self.organisation)

    def draft(self) -> AutosavedDraft | None:
        """What this person typed here and did not save."""
        return find_draft(family=self.family, period=self.period, organisation=self.organisation, person=self.user)

    def form_address(self) -> str:
        """The form of the return."""
        return reverse("indicators:submission-edit", args=[self.period.slug, self.family.slug])

    def to_form(self) -> HttpResponse:
        """Lead back to the form."""
        return HttpResponseRedirect(self.form_address())


def fields_of(sent: QueryDict) -> dict[str, str]:
    """What a form carried, as plain texts by field. A database takes no NUL, and nobody types one."""
    return {name: text.replace("\x00", "") for name, text in sent.items() if isinstance(text, str)}
