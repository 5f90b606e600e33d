"""Where the coordinator loads figures of closed years: what came, the file, its preview before anything is loaded."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from indicators.backfill.board import ClosedReturn, closed_returns
from indicators.backfill.services import keep_closed_upload, load_closed_upload
from indicators.backfill.tables import ClosedYearFilters, ClosedYearTable, FileTable, files_of, lines_of
from indicators.definitions.periods import Period
from indicators.files.checked_file import DONE, Checked, CheckedFamily
from indicators.files.models import Upload
from indicators.files.upload_forms import ClosedYearUploadForm, UploadForm
from indicators.files.views import (
    ReturnFileMixin,
    ReturnFileView,
    UploadCreateView,
    UploadMarkedView,
    UploadPreviewView,
)
from indicators.returns.models.submission import open_year_sentence
from indicators.rounds.models.returns import ReturnTemplate
from partnership.models import ReportingYear
from partnership.pages import YearChooser
from partnership.permissions import Permission
from ui.filters import Rows
from ui.lists import ListPage, sort, turn_page


class ClosedYearListView(YearChooser, ListPage):
    """What came for a closed year, and what can be loaded into it."""

    required_permission = Permission.LOAD_CLOSED_YEARS
    template_name = "indicators/backfill/closed_year_list.html"
    table_class = ClosedYearTable
    filterset_class = ClosedYearFilters
    list_name = "closed-year"
    kept_parameters = ("year",)

    @cached_property
    def every_year(self) -> list[ReportingYear]:
        """The closed years, newest first."""
        return list(ReportingYear.objects.filter(closed_at__isnull=False))

    @cached_property
    def returns(self) -> list[ClosedReturn]:
        """Every return that is set up, in that year."""
        rows = ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families")
        templates = list(rows.order_by("organisation__name", "title"))
        return closed_returns(self.year, templates) if self.year else []

    def get_rows(self) -> Rows:
        """What came of each family."""
        return lines_of(self.returns)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        slugs = {one.template.slug for one in self.returns}
        chosen = {asked.get("return", "")} & slugs or slugs
        files = files_of([one for one in self.returns if one.template.slug in chosen])
        return super().get_context_data(
            years=self.years,
            year=self.year,
            returns=self.returns,
            files=turn_page(sort(FileTable(files), asked), asked, self.page_length),
            **kwargs,
        )


class ClosedYearMixin(ReturnFileMixin):
    """The same as for a partner's file, for the coordinator and for closed years alone."""

    required_permission = Permission.LOAD_CLOSED_YEARS
    into_closed_year = True
    address_prefix = "closed-"

    @cached_property
    def period(self) -> Period:
        """The period, which has to lie in a closed year. Raises `Http404`."""
        period = super().period
        year = ReportingYear.objects.get(slug=period.year_slug)
        if not year.is_closed:
            raise Http404(open_year_sentence(year, self.template.organisation))
        return period

    def list_url(self) -> str:
        """The return in its year."""
        asked = urlencode({"year": self.period.year_slug, "return": self.template.slug})
        return f"{reverse('indicators:closed-year-list')}?{asked}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(list_url=self.list_url(), **kwargs)


class ClosedYearFileView(ClosedYearMixin, ReturnFileView):
    """The file to fill in."""


class ClosedYearUploadView(ClosedYearMixin, UploadCreateView):
    """Where the file is fetched and sent, with its source in words."""

    template_name = "indicators/backfill/closed_year_upload.html"
    form_class = ClosedYearUploadForm

    def get_initial(self) -> dict[str, Any]:
        """The source that was typed when the session expired, or that was said of the last file of the same year."""
        kept = self.pop_saved_form() if self.request.method == "GET" else None
        return {"reason": self._last_reason() if kept is None else kept.get("reason", "")}

    def _last_reason(self) -> str:
        sent = Upload.objects.filter(
            uploaded_by=self.user, template=self.template, period__startswith=self.period.year_slug
        )
        return sent.exclude(backfill_reason="").values_list("backfill_reason", flat=True).first() or ""

    def keep(self, form: UploadForm, name: str, content: bytes) -> Upload:
        """Keep the file with its source."""
        return keep_closed_upload(
            template=self.template,
            period=self.period,
            name=name,
            content=content,
            reason=form.cleaned_data["reason"],
            by=self.user,
        )


class ClosedYearPreviewView(ClosedYearMixin, UploadPreviewView):
    """What would be loaded, and what is wrong, before anything is loaded."""

    template_name = "indicators/backfill/closed_year_preview.html"

    def store(self, seen: str) -> tuple[Checked, str]:
        """Load all of the file, or nothing."""
        checked = load_closed_upload(upload=self.upload, by=self.user, seen=seen)
        return checked, "loaded and submitted. It is now waiting for review by someone else."

    def voids(self, one: CheckedFamily) -> bool:
        """Another source is other content, too."""
        if not one.is_in_file or one.submission is None or one.submission.state not in DONE:
            return False
        return not one.is_done or one.submission.backfill_reason != self.upload.backfill_reason


class ClosedYearMarkedView(ClosedYearMixin, UploadMarkedView):
    """The same file with its problems marked."""
