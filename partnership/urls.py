"""Addresses of the partnership's own pages."""

from django.urls import path

from partnership import views
from partnership.reference import views as reference

app_name = "partnership"

urlpatterns = [
    path("about/structure/", views.StructureView.as_view(), name="structure"),
    path("partner/organisations/", reference.OrganisationListView.as_view(), name="organisation-list"),
    path("partner/organisations/new/", reference.OrganisationCreateView.as_view(), name="organisation-create"),
    path("partner/organisations/<int:pk>/", reference.OrganisationEditView.as_view(), name="organisation-edit"),
    path("partner/groups/", reference.GroupListView.as_view(), name="group-list"),
    path("partner/groups/new/", reference.GroupCreateView.as_view(), name="group-create"),
    path("partner/groups/<int:pk>/", reference.GroupEditView.as_view(), name="group-edit"),
    path("partner/seats/", reference.SeatListView.as_view(), name="seat-list"),
    path("partner/seats/new/", reference.SeatCreateView.as_view(), name="seat-create"),
    path("partner/seats/<int:pk>/", reference.SeatEditView.as_view(), name="seat-edit"),
    path("partner/years/", reference.YearListView.as_view(), name="year-list"),
    path("partner/years/<slug:slug>/close/", reference.YearCloseView.as_view(), name="year-close"),
]
