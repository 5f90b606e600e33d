"""Addresses of the checks and of the reviewers' questions, below `/partner/figures/`."""

from django.urls import path

from indicators.views import checks

urlpatterns = [
    path("checks/", checks.CheckListView.as_view(), name="check-list"),
    path(
        "<slug:period>/<slug:family>/<slug:organisation>/questions/",
        checks.QuestionListView.as_view(),
        name="question-list",
    ),
]
