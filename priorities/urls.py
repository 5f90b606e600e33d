"""Addresses of this room."""

from django.urls import path, re_path

from priorities.views.plan import PlanPublishView, PlanRowView, PlanView
from priorities.views.progress import ProgressEditView, ProgressListView
from priorities.views.public import PriorityDetailView, PriorityListView
from priorities.views.tracker import (
    ActionCreateView,
    ActionDetailView,
    ActionEditView,
    ActionEndView,
    ActionListView,
    MilestoneCreateView,
    MilestoneView,
    PlanCsvView,
    PlanFileView,
)

app_name = "priorities"

urlpatterns = [
    path("priorities/", PriorityListView.as_view(), name="priority-list"),
    path("priorities/<slug:slug>/", PriorityDetailView.as_view(), name="priority-detail"),
    path("partner/plan/", PlanView.as_view(), name="plan"),
    path("partner/plan/file/", PlanFileView.as_view(), name="plan-file"),
    path("partner/plan/plan.csv", PlanCsvView.as_view(), name="plan-csv"),
    path("partner/plan/<slug:year>/publish/", PlanPublishView.as_view(), name="plan-publish"),
    re_path(
        r"^partner/plan/(?P<kind>priority|commitment|action)/(?P<pk>[0-9]{1,9})/(?P<what>up|down|remove)/$",
        PlanRowView.as_view(),
        name="plan-row",
    ),
    path("partner/actions/", ActionListView.as_view(), name="action-list"),
    path("partner/actions/new/", ActionCreateView.as_view(), name="action-create"),
    path("partner/actions/<slug:slug>/", ActionDetailView.as_view(), name="action-detail"),
    path("partner/actions/<slug:slug>/change/", ActionEditView.as_view(), name="action-edit"),
    path("partner/actions/<slug:slug>/end/", ActionEndView.as_view(), name="action-end"),
    path("partner/actions/<slug:slug>/milestone/", MilestoneCreateView.as_view(), name="milestone-create"),
    re_path(
        r"^partner/actions/(?P<slug>[-a-zA-Z0-9_]+)/milestone/(?P<pk>[0-9]{1,9})/(?P<what>done|open|remove)/$",
        MilestoneView.as_view(),
        name="milestone",
    ),
    path("partner/progress/", ProgressListView.as_view(), name="progress-list"),
    path("partner/progress/<slug:year>/<slug:action>/", ProgressEditView.as_view(), name="progress-edit"),
]
