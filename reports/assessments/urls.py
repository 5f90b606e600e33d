"""Addresses of self-assessments."""

from django.urls import path

from reports.assessments import views

urlpatterns = [
    path("partner/assessments/", views.AssessmentListView.as_view(), name="assessment-list"),
    path("partner/assessments/open/", views.OpenRoundView.as_view(), name="assessment-open"),
    path("partner/assessments/<int:round>/", views.AssessmentAnswersView.as_view(), name="assessment-edit"),
    path("partner/assessments/<int:round>/<slug:step>/", views.AssessmentStepView.as_view(), name="assessment-step"),
    path("partner/self-assessments/<int:pk>/", views.ChallengesView.as_view(), name="assessment-challenges"),
]
