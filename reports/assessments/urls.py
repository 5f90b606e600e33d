"""Addresses of self-assessments."""

from django.urls import path

from reports.assessments import standard_views, views

urlpatterns = [
    path("partner/assessments/", views.AssessmentListView.as_view(), name="assessment-list"),
    path("partner/assessments/open/", views.OpenRoundView.as_view(), name="assessment-open"),
    path("partner/assessments/standards/", standard_views.StandardsView.as_view(), name="assessment-standards"),
    path("partner/assessments/standards/load/", standard_views.LoadView.as_view(), name="assessment-load"),
    path("partner/assessments/<int:round>/", views.AssessmentAnswersView.as_view(), name="assessment-edit"),
    path("partner/assessments/<int:round>/<slug:step>/", views.AssessmentStepView.as_view(), name="assessment-step"),
    path("partner/self-assessments/<int:pk>/", views.ChallengesView.as_view(), name="assessment-challenges"),
]
