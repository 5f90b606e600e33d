"""Addresses of what is written for the annual report, below `/partner/report/`."""

from django.urls import path

from reports.views import accounts, statements

urlpatterns = [
    path("", accounts.WritingView.as_view(), name="writing"),
    path("<slug:year>/account/", accounts.AccountEditView.as_view(), name="account-edit"),
    path("<slug:year>/accounts/dates/", accounts.AccountDatesView.as_view(), name="account-dates"),
    path("<slug:year>/accounts/<slug:organisation>/chase/", accounts.AccountChaseView.as_view(), name="account-chase"),
    path("<slug:year>/statements/<slug:kind>/", statements.StatementEditView.as_view(), name="statement-edit"),
    path("<slug:year>/statements/arm/<slug:arm>/", statements.StatementEditView.as_view(), name="statement-arm-edit"),
    path("accounts/<int:pk>/withdraw/", accounts.AccountWithdrawView.as_view(), name="account-withdraw"),
    path("statements/<int:pk>/withdraw/", statements.StatementWithdrawView.as_view(), name="statement-withdraw"),
]
