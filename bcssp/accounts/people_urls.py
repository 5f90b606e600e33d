"""The coordinator's pages of accounts."""

from django.urls import path

from bcssp.accounts import views

urlpatterns = [
    path("", views.PeopleView.as_view(), name="people"),
    path("new/", views.PersonCreateView.as_view(), name="person-create"),
    path("<int:pk>/", views.PersonView.as_view(), name="person"),
    path("<int:pk>/invite/", views.PersonInviteView.as_view(), name="person-invite"),
    path("<int:pk>/close/", views.PersonCloseView.as_view(), name="person-close"),
    path("<int:pk>/sign-out/", views.PersonSignOutView.as_view(), name="person-sign-out"),
    path("<int:pk>/reopen/", views.PersonReopenView.as_view(), name="person-reopen"),
    path("<int:pk>/second-factor/remove/", views.SecondFactorRemoveView.as_view(), name="person-second-factor-remove"),
]
