"""Addresses of this room."""

from django.urls import path

from priorities.views.progress import ProgressEditView, ProgressListView
from priorities.views.public import PriorityDetailView, PriorityListView

app_name = "priorities"

urlpatterns = [
    path("priorities/", PriorityListView.as_view(), name="priority-list"),
    path("priorities/<slug:slug>/", PriorityDetailView.as_view(), name="priority-detail"),
    path("partner/progress/", ProgressListView.as_view(), name="progress-list"),
    path("partner/progress/<slug:year>/<slug:action>/", ProgressEditView.as_view(), name="progress-edit"),
]
