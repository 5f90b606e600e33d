"""A return as a spreadsheet: the file to fill in, the one that comes back, and its preview before anything is saved."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from django.views.generic import FormView, TemplateView

from indicators.definitions.periods import Period, parse_period
from indicators.files.checked_file import Checked, CheckedFamily
from indicators.files.file_checks import check_actor, check_period, file_to_fill, find_template
from indicators.files.models import OpenDataMapping, Upload
from indicators.files.upload_forms import OpenDataUploadForm, UploadForm
from indicators.files.uploads import apply_upload, check_upload, keep_upload, marked_file
from indicators.parsing.archive import LIMITS
from indicators.parsing.files import CSV, XLSX
from indicators.rounds.models.returns import ReturnTemplate
from partnership.exceptions import DomainError, NotAllowed
from partnership.mixins import AccessMixin
from partnership.permissions import Permission

CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
FILES_TO_FILL = ((XLSX, "workbook (.xlsx)"), (CSV, "table (.csv)"))
# More than this nobody reads on a page; the marked copy holds all of them.
SHOWN = 200


def _more(found: Sequence[object]) -> str:
    """How many are not shown; empty where all are."""
    return f"{len(found) - SHOWN:,}" if len(found) > SHOWN else ""


def as_attachment(name: str, kind: str, content: bytes) -> HttpResponse:
    """A file that the browser keeps and never shows."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    # People name their files: the name is escaped, or it would end where it has a quotation mark.
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class ReturnFileMixin(AccessMixin):
    """Knows which return and period an address is about, and that the reader's organisation owes it."""

    required_permission = Permission.SUBMIT_FIGURES
    # Whether the coordinator loads into a closed year what a partner supplied.
    into_closed_year = False
    # What the names of the addresses begin with.
    address_prefix = ""
    kwargs: dict[str, Any]

    @cached_property
    def template(self) -> ReturnTemplate:
        """The return. Raises `Http404`, and `PermissionDenied` for another organisation's."""
        try:
            template = find_template(self.kwargs["slug"])
            check_actor(template, self.user, into_closed_year=self.into_closed_year)
        except ReturnTemplate.DoesNotExist as error:
            raise Http404("There is no return with this name.") from error
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        return template

    @cached_property
    def period(self) -> Period:
        """The period, which has to be one of the return's. Raises `Http404`."""
        try:
            period = parse_period(self.kwargs["period"])
            check_period(self.template, period, into_closed_year=self.into_closed_year)
        except ValueError as error:
            raise Http404(str(error)) from error
        except DomainError as error:
            raise Http404(error.message) from error
        return period

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            template=self.template, period=self.period, create_url=self.address("upload-create"), **kwargs
        )

    def address(self, name: str, *more: object) -> str:
        """An address of the same return and period."""
        return reverse(f"indicators:{self.address_prefix}{name}", args=[self.period.slug, self.template.slug, *more])


class ReturnFileView(ReturnFileMixin, View):
    """The file to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = self.kwargs["kind"]
        try:
            content = file_to_fill(
                template=self.template,
                period=self.period,
                kind=kind,
                by=self.user,
                into_closed_year=self.into_closed_year,
            )
        except DomainError as error:
            raise PermissionDenied(error.message) from error
        return as_attachment(f"{self.template.slug}-{self.period.slug}.{kind}", kind, content)


class UploadCreateView(ReturnFileMixin, FormView):
    """Where the file is fetched, and sent back."""

    template_name = "indicators/files/upload_create.html"
    form_class = UploadForm

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file: UploadedFile = form.cleaned_data["file"]
        try:
            upload = self.keep(form, file.name or "", file.read(LIMITS.file_bytes + 1))
        except DomainError as error:
            form.add_error("file", error.message)
            return self.form_invalid(form)
        return HttpResponseRedirect(self.address("upload-preview", upload.pk))

    def get_form_class(self) -> type[UploadForm]:
        """Where national open data are mapped to a family of the return, the form asks for their vintage."""
        slugs = [family.slug for family in self.template.families]
        is_mapped = self.form_class is UploadForm and OpenDataMapping.objects.filter(family_slug__in=slugs).exists()
        return OpenDataUploadForm if is_mapped else self.form_class

    def keep(self, form: UploadForm, name: str, content: bytes) -> Upload:
        """Keep the file for its preview. Raises `DomainError`."""
        return keep_upload(
            template=self.template,
            period=self.period,
            name=name,
            content=content,
            by=self.user,
            published_on=form.cleaned_data.get("published_on"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = [(words, self.address("return-template", kind)) for kind, words in FILES_TO_FILL]
        families = [family for family in self.template.families if family.in_effect(self.period.ends_on)]
        return super().get_context_data(
            files=files, families=families, largest=LIMITS.file_bytes // 1024 // 1024, **kwargs
        )


class UploadMixin(ReturnFileMixin):
    """Finds a file that the reader sent."""

    @cached_property
    def upload(self) -> Upload:
        """The file. Raises `Http404` for another person's."""
        found: Upload = get_object_or_404(
            Upload, pk=self.kwargs["pk"], template=self.template, period=self.period.slug, uploaded_by=self.user
        )
        if bool(found.backfill_reason) != self.into_closed_year:
            raise Http404("This file was uploaded on another page.")
        found.template = self.template
        return found


class UploadPreviewView(UploadMixin, TemplateView):
    """What would be saved, and what is wrong, before anything is saved."""

    template_name = "indicators/files/upload_preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.applied_at is not None:
            messages.info(request, f"{self.upload}: this file is already saved.")
            return self._to_list()
        return self._answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            checked, what = self.store(request.POST.get("seen", "")[:5000])
        except DomainError as error:
            if self.upload.applied_at is not None:
                return self.get(request)
            return self._answer(refusal=error.message)
        titles = ", ".join(one.form.family.title for one in checked.stored)
        if titles:
            messages.success(request, f"{titles}, {self.period.label}: {what}")
        else:
            messages.info(request, f"{self.upload}: the file matches the saved figures. Nothing was changed.")
        return self._to_list()

    def store(self, seen: str) -> tuple[Checked, str]:
        """Save what the file holds; say what was done. Raises `DomainError`."""
        submit = self.request.POST.get("action") == "submit"
        checked = apply_upload(upload=self.upload, by=self.user, seen=seen, submit=submit)
        return (
            checked,
            "submitted and waiting for review." if submit else "saved as drafts. You have not submitted them yet.",
        )

    def voids(self, one: CheckedFamily) -> bool:
        """Whether saving takes back what was submitted or approved of a family."""
        return one.voids

    def list_url(self) -> str:
        """Where a file is sent from, and where to go afterwards."""
        return reverse("indicators:return-list")

    def _to_list(self) -> HttpResponse:
        return HttpResponseRedirect(self.list_url())

    def _answer(self, refusal: str = "") -> HttpResponse:
        checked = check_upload(upload=self.upload, by=self.user)
        changes = [(one, one.changes()) for one in checked.families if one.is_in_file]
        context = self.get_context_data(
            refusal=refusal,
            upload=self.upload,
            checked=checked,
            counts=[(what, f"{number:,}") for what, number in checked.counts.in_words()],
            problems=checked.problems[:SHOWN],
            more_problems=_more(checked.problems),
            changes=[(one, found[:SHOWN], _more(found)) for one, found in changes],
            voids=[one.form.family.title for one in checked.families if self.voids(one)],
            marked_url=self.address("upload-marked", self.upload.pk),
        )
        return self.render_to_response(context)


class UploadMarkedView(UploadMixin, View):
    """The same file with its problems marked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            name, content = marked_file(upload=self.upload, by=self.user)
        except DomainError as error:
            raise Http404(error.message) from error
        kind = name.rpartition(".")[2]
        response = as_attachment(name, kind, content)
        if kind == CSV:
            # The same letters as in the file that came: they may be others than UTF-8.
            response.headers["Content-Type"] = "text/csv"
        return response
