"""Addresses of what stands beside a reviewed thing. The queue and its items are pages of the admin."""

from django.urls import path

from review.comment_views import CommentsView
from review.detail_views import DetailsView

app_name = "review"

urlpatterns = [
    path("<slug:app_label>/<slug:model_name>/<int:pk>/", CommentsView.as_view(), name="comments"),
    path("<slug:app_label>/<slug:model_name>/<int:pk>/details/", DetailsView.as_view(), name="details"),
]
