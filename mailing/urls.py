"""Addresses of subscribers, and of who sends to them."""

from django.urls import path

from mailing.views import public, sending, working

app_name = "mailing"

urlpatterns = [
    path("newsletters/subscribe/", public.SubscribeView.as_view(), name="subscribe"),
    path("newsletters/subscribe/check-your-email/", public.AskedView.as_view(), name="asked"),
    path("newsletters/confirm/<str:token>/", public.ConfirmView.as_view(), name="confirm"),
    path("newsletters/unsubscribe/<str:token>/", public.UnsubscribeView.as_view(), name="unsubscribe"),
    path("newsletters/preferences/<str:token>/", public.PreferencesView.as_view(), name="preferences"),
    path("newsletters/preferences/<str:token>/erase/", public.EraseView.as_view(), name="erase"),
    path(
        "newsletters/preferences/<str:token>/consent-record.json",
        public.ConsentRecordView.as_view(),
        name="consent-record",
    ),
    path("partner/subscribers/", working.SubscriberListView.as_view(), name="subscriber-list"),
    path("partner/subscribers/address/", working.AddressView.as_view(), name="address"),
    path("partner/newsletters/<int:pk>/send/", sending.SendView.as_view(), name="send"),
    path("partner/newsletters/<int:pk>/send/stop/", sending.StopView.as_view(), name="stop"),
    path("partner/newsletters/<int:pk>/send/progress/", sending.ProgressView.as_view(), name="progress"),
    path("partner/newsletters/<int:pk>/email.<str:kind>", sending.EmailPreviewView.as_view(), name="email-preview"),
]
