"""Addresses of what is written for the annual report: accounts, statements, records, plain versions."""

from django.urls import path

from reports.contributions.views import accounts, plain, records, statements, training_events

urlpatterns = [
    path("partner/report/", accounts.WritingView.as_view(), name="writing"),
    path("partner/report/<slug:year>/account/", accounts.AccountEditView.as_view(), name="account-edit"),
    path("partner/report/<slug:year>/accounts/dates/", accounts.AccountDatesView.as_view(), name="account-dates"),
    path(
        "partner/report/<slug:year>/accounts/<slug:organisation>/chase/",
        accounts.AccountChaseView.as_view(),
        name="account-chase",
    ),
    path(
        "partner/report/<slug:year>/statements/<slug:kind>/",
        statements.StatementEditView.as_view(),
        name="statement-edit",
    ),
    path(
        "partner/report/<slug:year>/statements/arm/<slug:arm>/",
        statements.StatementEditView.as_view(),
        name="statement-arm-edit",
    ),
    path("partner/report/accounts/<int:pk>/withdraw/", accounts.AccountWithdrawView.as_view(), name="account-withdraw"),
    path(
        "partner/report/statements/<int:pk>/withdraw/",
        statements.StatementWithdrawView.as_view(),
        name="statement-withdraw",
    ),
    path("partner/report-records/", records.RecordListView.as_view(), name="record-list"),
    path("partner/report-records/reviews/new/", records.ReviewEditView.as_view(), name="safeguarding-review-create"),
    path("partner/report-records/reviews/<int:pk>/", records.ReviewEditView.as_view(), name="safeguarding-review-edit"),
    path(
        "partner/report-records/reviews/<int:pk>/withdraw/",
        records.ReviewWithdrawView.as_view(),
        name="safeguarding-review-withdraw",
    ),
    path("partner/report-records/<slug:year>/no-reviews/", records.NoReviewsEditView.as_view(), name="no-reviews-edit"),
    path("partner/report-records/<slug:year>/training/", records.TrainingEditView.as_view(), name="training-edit"),
    path(
        "partner/report-records/<slug:year>/training/events/",
        training_events.TrainingEventsView.as_view(),
        name="training-events",
    ),
    path("partner/report-records/<slug:year>/costs/", records.CostsEditView.as_view(), name="costs-edit"),
    path(
        "partner/report-records/<slug:year>/forward-plan/",
        records.ForwardPlanEditView.as_view(),
        name="forward-plan-edit",
    ),
    path(
        "partner/report-records/<slug:year>/plain-summary/",
        plain.PlainSummaryEditView.as_view(),
        name="plain-summary-edit",
    ),
    path("partner/report-records/<slug:year>/easy-read/", plain.EasyReadEditView.as_view(), name="easy-read-edit"),
    path(
        "partner/report-records/<slug:year>/<slug:page>/withdraw/",
        records.YearRecordWithdrawView.as_view(),
        name="record-withdraw",
    ),
    path("reports/<slug:year>/summary/", plain.PlainVersionView.as_view(), name="report-summary"),
    path("reports/<slug:year>/easy-read/", plain.EasyReadView.as_view(), name="report-easy-read"),
]
