"""What pages about one edition share."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnership.authorization import has_permission, require
from partnership.exceptions import DomainError, NotAllowed
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
from reports.editions.models.edition import Edition
from ui.forms import GovukForm


def reader_of(request: HttpRequest) -> User:
    """The person, who may read drafts of reports."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    try:
        require(user, Permission.READ_REPORT_DRAFTS)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    return user


def edition_or_404(pk: int) -> Edition:
    editions = Edition.objects.select_related("year", "requested_by", "published_by", "scheduled_by", "taken_down_by")
    return get_object_or_404(editions, pk=pk)


class EditionMixin(AccessMixin):
    """A page about one edition; the gate has let in nobody but account holders."""

    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who works here."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @cached_property
    def edition(self) -> Edition:
        """The edition of the address."""
        editions = Edition.objects.select_related("year", "scheduled_by", "published_by").defer("frozen")
        return get_object_or_404(editions, pk=self.kwargs["pk"])

    def address(self, page: str) -> str:
        """Another page about the same edition."""
        return reverse(f"admin:{page}", args=[self.edition.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_hand_on = has_permission(self.user, Permission.HAND_ON_REPORT)
        return super().get_context_data(edition=self.edition, may_hand_on=may_hand_on, **kwargs)


class EditionFormView(EditionMixin, TemplateView, ABC):
    """A form about an edition. What was typed is shown again with what is wrong."""

    template_name = "reports/editions/edition_form.html"
    form_class: type[GovukForm]
    heading = ""
    words = ""
    button = ""
    back = "report-recipients"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.form_class(self.pop_saved_form(), initial=self.first()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            return self.save(form)
        except DomainError as error:
            form.add_error(None, error.message)
            return self._show(form)

    def first(self) -> dict[str, Any]:
        """What the fields begin with."""
        return {}

    @abstractmethod
    def save(self, form: Any) -> HttpResponse:
        """Call the service and answer."""

    def done(self, words: str) -> HttpResponse:
        """Back to the list, which says what was done."""
        messages.success(self.request, words)
        return HttpResponseRedirect(self.address(self.back))

    def _show(self, form: GovukForm) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            heading=self.heading,
            words=self.words,
            button=self.button,
            back=self.address(self.back),
        )
        return self.render_to_response(context)
