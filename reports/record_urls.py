"""Addresses of the report's records, below `/partner/report-records/`."""

from django.urls import path

from reports.views import plain
from reports.views import records as views

urlpatterns = [
    path("", views.RecordListView.as_view(), name="record-list"),
    path("reviews/new/", views.ReviewEditView.as_view(), name="safeguarding-review-create"),
    path("reviews/<int:pk>/", views.ReviewEditView.as_view(), name="safeguarding-review-edit"),
    path("reviews/<int:pk>/withdraw/", views.ReviewWithdrawView.as_view(), name="safeguarding-review-withdraw"),
    path("<slug:year>/no-reviews/", views.NoReviewsEditView.as_view(), name="no-reviews-edit"),
    path("<slug:year>/training/", views.TrainingEditView.as_view(), name="training-edit"),
    path("<slug:year>/costs/", views.CostsEditView.as_view(), name="costs-edit"),
    path("<slug:year>/forward-plan/", views.ForwardPlanEditView.as_view(), name="forward-plan-edit"),
    path("<slug:year>/plain-summary/", plain.PlainSummaryEditView.as_view(), name="plain-summary-edit"),
    path("<slug:year>/easy-read/", plain.EasyReadEditView.as_view(), name="easy-read-edit"),
    path("<slug:year>/<slug:page>/withdraw/", views.YearRecordWithdrawView.as_view(), name="record-withdraw"),
]
