"""Making and publishing editions, in the admin."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView, View

from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin
from partnership.exceptions import DomainError, WrongState
from partnership.models import ReportingYear
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from publication.queue import hint
from reports.build.forms import BuildForm
from reports.build.services import LATER, request_build, without_note
from reports.build.steps import how_far
from reports.build.stored_files import lost_files_of
from reports.build.tables import EditionFilters, EditionTable
from reports.build.tasks import put_report_files_back
from reports.editions.corrected_figures import corrections_since
from reports.editions.corrections import NEEDED, has_published
from reports.editions.models.edition import UNDER_WAY, Edition, EditionState
from reports.editions.models.stored_file import PIECES, FileKind
from reports.editions.queries import file_of, files_of, holds_hidden_story, is_hidden
from reports.editions.report_year import untold_years
from reports.editions.stories import older_words
from reports.editions.views.common import EditionMixin, edition_or_404, reader_of
from reports.editions.views.public import content_of, gone
from reports.publishing.services import publish_edition
from reports.signing.progress import signing_progress
from ui.lists import ListPage


class EditionListView(ListPage, ServiceFormView):
    """Every edition, and the form that asks for a new one."""

    template_name = "reports/build/edition_list.html"
    required_permission = Permission.READ_REPORT_DRAFTS
    form_class = BuildForm
    table_class = EditionTable
    filterset_class = EditionFilters
    list_name = "editions"

    def get_rows(self) -> QuerySet[Edition]:
        """Editions without what they froze, which is long."""
        people = ("requested_by", "published_by")
        return Edition.objects.select_related("year", *people).defer("frozen", "made_from", "made_with")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"years": ReportingYear.objects.all()}

    def get_initial(self) -> dict[str, Any]:
        """The year that `?year=` names, else the oldest that is over and whose report is not published."""
        untold = [year.slug for year in untold_years()]
        return {"year": self.request.GET.get("year") or next(iter(untold), "")}

    def perform(self, form: BuildForm) -> str | HttpResponse:
        year, note = form.chosen(), form.cleaned_data["correction_note"]
        if not note and has_published(year):
            form.add_error("correction_note", NEEDED)
            return self.form_invalid(form)
        edition, is_queued = request_build(year=year, by=self.user, correction_note=note)
        self.success_url = reverse("admin:report-edition", args=[edition.pk])
        if is_queued:
            return f"We are building the report of {year}."
        messages.warning(self.request, LATER)
        return HttpResponseRedirect(self.success_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        years = list(context["form"].years.values())
        return context | {
            "open_years": [year for year in years if not year.is_closed],
            "closed_years": [year for year in years if year.is_closed],
            "may_build": has_permission(self.user, Permission.BUILD_REPORT),
        }


class PublishMixin:
    """The button that publishes an edition."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = reader_of(request)
        edition = edition_or_404(pk)
        try:
            publish_edition(edition=edition, by=user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"{edition} is published.")
        return HttpResponseRedirect(reverse("admin:report-edition", args=[pk]))


class EditionDetailView(ConfirmedMixin, PublishMixin, TemplateView):
    """One edition: how far it is, its files, and the button that publishes it."""

    template_name = "reports/build/edition_detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask nobody for a password who may not even read it."""
        reader_of(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = reader_of(self.request)
        edition = edition_or_404(self.kwargs["pk"])
        tells_hidden_story = holds_hidden_story(edition)
        nobody_reads_it = tells_hidden_story or edition.taken_down_at is not None
        return super().get_context_data(
            edition=edition,
            far=how_far(edition),
            steps=edition.steps.all(),
            lost=lost_files_of(edition),
            may_put_back=has_permission(user, Permission.BUILD_REPORT),
            files=[] if nobody_reads_it else files_of(edition).exclude(kind__in=PIECES),
            is_under_way=edition.state in UNDER_WAY,
            tells_hidden_story=tells_hidden_story,
            older=[] if nobody_reads_it else older_words([edition]),
            corrected=[] if nobody_reads_it else corrections_since(edition),
            may_build_without=nobody_reads_it
            and has_permission(user, Permission.BUILD_REPORT)
            and not Edition.objects.filter(year=edition.year, number__gt=edition.number).exists(),
            may_take_down=(
                edition.state == EditionState.PUBLISHED
                and edition.taken_down_at is None
                and has_permission(user, Permission.WITHDRAW)
            ),
            may_publish=edition.state == EditionState.READY and has_permission(user, Permission.PUBLISH_REPORT),
            lines=signing_progress(edition) if edition.sha256 else [],
            is_scheduled=edition.publish_at is not None and edition.held_at is None,
            **kwargs,
        )


class BuildWithoutView(EditionMixin, ServiceButtonView):
    """One click after a story or an edition was taken away: the year's report again, from what is approved now."""

    required_permission = Permission.BUILD_REPORT

    def perform(self) -> str:
        edition, is_queued = request_build(
            year=self.edition.year, by=self.user, correction_note=without_note(self.edition)
        )
        self.success_url = reverse("admin:report-edition", args=[edition.pk])
        if not is_queued:
            messages.warning(self.request, LATER)
        return f"We are building {edition}. Everything else that is approved stays approved. It has to be signed again."

    def get_success_url(self) -> str:
        return str(self.success_url or self.address("report-edition"))


class PutFilesBackView(EditionMixin, ServiceButtonView):
    """One click where files were lost: they are made again from the frozen record, and come out as they were."""

    required_permission = Permission.BUILD_REPORT

    def perform(self) -> str:
        if not hint(put_report_files_back, [self.edition.pk]):
            raise WrongState(
                f"{self.edition} cannot be built now, because the queue is not responding. Try again later."
            )
        return f"We are building the files of {self.edition} again from its frozen record."

    def get_success_url(self) -> str:
        return self.address("report-edition")


class EditionProgressView(View):
    """How far an edition is, for the page that asks again and again."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        reader_of(request)
        edition = edition_or_404(pk)
        far = how_far(edition)
        answer = {
            "state": edition.state,
            "done": far.done,
            "total": far.total,
            "label": far.label,
            "seconds_left": far.seconds_left,
            "ended": edition.state not in UNDER_WAY,
        }
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


class EditionFileView(View):
    """A file of any edition, for those who may read drafts. What may not be read is handed on to nobody: 410."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        reader_of(request)
        if kind not in FileKind.values:
            raise Http404
        edition = edition_or_404(pk)
        if is_hidden(edition):
            return gone(request, edition)
        file = file_of(edition, FileKind(kind))
        if file is None:
            raise Http404("This file does not exist, or the edition is not complete.")
        response = HttpResponse(content_of(file), content_type=file.content_type)
        response["Content-Disposition"] = f'inline; filename="{file.name}"'
        response["Cache-Control"] = "private, no-store"
        return response
