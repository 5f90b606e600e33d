"""Lists and forms of organisations, groups, seats and years. The coordinator keeps them; who reads all work, reads."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin
from partnership.mixins import AccessMixin
from partnership.models import Group, Organisation, ReportingYear, Seat
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from partnership.reference.forms import GroupForm, OrganisationForm, SeatForm, YearForm
from partnership.reference.tables import (
    GroupFilters,
    GroupTable,
    OrganisationFilters,
    OrganisationTable,
    SeatFilters,
    SeatTable,
)
from partnership.services import close_year, current_year, keep, open_year
from ui.filters import Rows
from ui.forms import GovukForm
from ui.lists import ListPage

_PAGES = (
    ("Organisations", "partnership:organisation-list"),
    ("Boards and groups", "partnership:group-list"),
    ("Seats", "partnership:seat-list"),
    ("Years", "partnership:year-list"),
)


class ReferenceListView(AccessMixin, ListPage):
    """The base of the lists: read by who reads all work, changed by the coordinator."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "partnership/reference/list.html"
    heading: ClassVar[str]
    words: ClassVar[str]
    create: ClassVar[tuple[str, str]]
    # The lists that stand beside it, each with its address, and what they are together.
    siblings: ClassVar[tuple[tuple[str, str], ...]] = _PAGES
    siblings_label = "Structure and years"

    @cached_property
    def may_change(self) -> bool:
        """Whether the reader keeps the lists, too."""
        return has_permission(self.user, Permission.MANAGE_STRUCTURE)

    def get_table_options(self) -> dict[str, Any]:
        return super().get_table_options() | {"may_change": self.may_change}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address, button = self.create
        return super().get_context_data(
            heading=self.heading,
            words=self.words,
            create_url=reverse(address) if self.may_change else "",
            create_button=button,
            pages=[(title, reverse(name), title == self.heading) for title, name in self.siblings],
            pages_label=self.siblings_label,
            **kwargs,
        )


class OrganisationListView(ReferenceListView):
    """Everybody in the partnership."""

    heading = "Organisations"
    words = "Organisations that send figures, hold seats or sign the annual report."
    create = ("partnership:organisation-create", "Add an organisation")
    table_class = OrganisationTable
    filterset_class = OrganisationFilters
    list_name = "organisations"

    def get_rows(self) -> QuerySet[Organisation]:
        return Organisation.objects.all()


class GroupListView(ReferenceListView):
    """Boards and groups."""

    heading = "Boards and groups"
    words = "We show them on the public page “How the partnership is organised”."
    create = ("partnership:group-create", "Add a board or group")
    table_class = GroupTable
    filterset_class = GroupFilters
    list_name = "groups"

    def get_rows(self) -> QuerySet[Group]:
        return Group.objects.select_related("parent")


class SeatListView(ReferenceListView):
    """Seats, with who holds them."""

    heading = "Seats"
    words = (
        "Seats on boards decide who signs the annual report. When someone takes over a seat, end its term and add the "
        "seat again from the next day. This keeps the record of who held it before."
    )
    create = ("partnership:seat-create", "Add a seat")
    table_class = SeatTable
    filterset_class = SeatFilters
    list_name = "seats"

    def get_rows(self) -> Rows:
        return Rows(Seat.objects.select_related("group", "organisation", "holder").order_by("group__name", "title"))


class ReferenceFormView(ServiceFormView):
    """The base of the forms: a new row without a number in the address, else the stored one."""

    required_permission = Permission.MANAGE_STRUCTURE
    template_name = "partnership/reference/form.html"
    model: ClassVar[type[Model]]
    list_name: ClassVar[tuple[str, str]]
    title = ""

    @cached_property
    def item(self) -> Any:
        """The row of the address; None for a new one."""
        return get_object_or_404(self.model, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.item}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, sentences)
            return self.form_invalid(form)

    def perform(self, form: Any) -> str:
        row = keep(obj=form.instance, by=self.user, arms=form.cleaned_data.get("arms"))
        return f"“{row}” saved."

    def get_success_url(self) -> str:
        return reverse(self.list_name[1])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title, address = self.list_name
        return super().get_context_data(
            heading=self.title or str(self.item), list_title=title, list_url=reverse(address), **kwargs
        )


class OrganisationEditView(ReferenceFormView):
    """Change an organisation."""

    model = Organisation
    form_class = OrganisationForm
    list_name = ("Organisations", "partnership:organisation-list")


class OrganisationCreateView(OrganisationEditView):
    """A new organisation."""

    title = "Add an organisation"


class GroupEditView(ReferenceFormView):
    """Change a board or group."""

    model = Group
    form_class = GroupForm
    list_name = ("Boards and groups", "partnership:group-list")


class GroupCreateView(GroupEditView):
    """A new board or group."""

    title = "Add a board or group"


class SeatEditView(ConfirmedMixin, ReferenceFormView):
    """Change a seat."""

    model = Seat
    form_class = SeatForm
    list_name = ("Seats", "partnership:seat-list")

    def perform(self, form: SeatForm) -> str:
        return str(import_string(settings.KEEPS_SEATS)(seat=form.instance, by=self.user))


class SeatCreateView(SeatEditView):
    """A new seat."""

    title = "Add a seat"


class YearListView(ServiceFormView):
    """The years, and the form that opens one."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "partnership/reference/years.html"
    form_class = YearForm

    def get_initial(self) -> dict[str, Any]:
        return {"slug": self.request.GET.get("open") or self._next()}

    def _next(self) -> str:
        """This year; the one after it where this one is there."""
        today = timezone.localdate()
        slugs = (current_year(today), current_year(today.replace(year=today.year + 1, day=1)))
        known = set(ReportingYear.objects.values_list("slug", flat=True))
        return next((slug for slug in slugs if slug not in known), "")

    def perform(self, form: YearForm) -> str:
        is_first = not ReportingYear.objects.exists()
        year = open_year(slug=form.cleaned_data["slug"], by=self.user)
        if not is_first:
            self.success_url = reverse("year-carried", args=[year.slug])
        return f"The year {year} is open. We have planned its returns."

    def refused(self, form: Any, error: Any) -> HttpResponse:
        form.add_error("slug", error.message)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            years=ReportingYear.objects.select_related("closed_by"),
            may_change=has_permission(self.user, Permission.CLOSE_YEAR),
            pages=[(title, reverse(name), title == "Years") for title, name in _PAGES],
            pages_label=ReferenceListView.siblings_label,
            **kwargs,
        )


class YearCloseView(ServiceFormView):
    """Says what closing a year means, and closes it."""

    required_permission = Permission.CLOSE_YEAR
    template_name = "partnership/reference/year_close.html"
    form_class = GovukForm
    success_url: Any = reverse_lazy("partnership:year-list")

    @cached_property
    def year(self) -> ReportingYear:
        """The open year of the address."""
        return get_object_or_404(ReportingYear, slug=self.kwargs["slug"], closed_at__isnull=True)

    def perform(self, form: GovukForm) -> str:
        close_year(year=self.year, by=self.user)
        return f"The year {self.year} is closed. It no longer accepts figures, progress or case studies."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.year, **kwargs)
