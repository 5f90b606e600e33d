"""Addresses of a return: its form, its drafts, its checks, the questions on it."""

from django.urls import path

from indicators.returns.views import checks, drafts, questions, submissions

urlpatterns = [
    path("partner/figures/checks/", checks.CheckListView.as_view(), name="check-list"),
    path(
        "partner/figures/<slug:period>/<slug:family>/",
        submissions.SubmissionEditView.as_view(),
        name="submission-edit",
    ),
    path(
        "partner/figures/<slug:period>/<slug:family>/autosave/",
        drafts.DraftAutosaveView.as_view(),
        name="draft-autosave",
    ),
    path(
        "partner/figures/<slug:period>/<slug:family>/autosave/throw-away/",
        drafts.DraftDiscardView.as_view(),
        name="draft-discard",
    ),
    path(
        "partner/figures/<slug:period>/<slug:family>/questions/<int:pk>/",
        submissions.FollowUpAnswerView.as_view(),
        name="follow-up-answer",
    ),
    path(
        "partner/figures/<slug:period>/<slug:family>/<slug:organisation>/questions/",
        questions.QuestionListView.as_view(),
        name="question-list",
    ),
]
