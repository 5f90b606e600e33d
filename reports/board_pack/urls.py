"""Addresses of the board pack; they stand in the namespace of reports."""

from django.urls import path

from reports.board_pack import views

urlpatterns = [
    path("partner/board-pack/", views.BoardPackView.as_view(), name="board-pack"),
    path("partner/board-pack/board-pack.pdf", views.BoardPackPdfView.as_view(), name="board-pack-pdf"),
    path("partner/board-pack/targets/<slug:family>/<slug:row>/", views.TargetSetView.as_view(), name="target-set"),
    path("partner/board-pack/ended-targets/<int:pk>/", views.TargetEndView.as_view(), name="target-end"),
]
