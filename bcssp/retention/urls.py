"""The coordinator's pages of retention."""

from django.urls import path

from bcssp.retention import views

urlpatterns = [
    path("", views.RetentionView.as_view(), name="retention"),
    path("hold/", views.HoldView.as_view(), name="retention-hold"),
    path("hold/<int:pk>/end/", views.HoldEndView.as_view(), name="retention-hold-end"),
]
