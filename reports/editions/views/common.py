"""What pages about one edition share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.authorization import has_permission, require
from partnership.exceptions import NotAllowed
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.editions.models.edition import Edition


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
    """A page about one edition."""

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


class EditionFormView(EditionMixin, ServiceFormView):
    """A form about an edition."""

    template_name = "reports/editions/edition_form.html"
    heading = ""
    words = ""
    button = ""
    back = "report-recipients"

    def get_success_url(self) -> str:
        return self.address(self.back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"heading": self.heading, "words": self.words, "button": self.button, "back": self.address(self.back)}
        return super().get_context_data(**shown, **kwargs)
