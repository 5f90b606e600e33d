"""Sign-in: the addresses of allauth that an invitation-only portal needs, and no others."""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from bcssp.accounts.passkeys import PasskeyAddView
from bcssp.accounts.views import (
    AccountView,
    AppAddView,
    InvitationView,
    NewPasswordView,
    SessionEndView,
    SessionsEndView,
    SessionsView,
)

urlpatterns = [
    path("", AccountView.as_view(), name="account_home"),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # Allauth names it on the sign-in page; it answers that accounts are by invitation.
    path("signup/", views.signup, name="account_signup"),
    path("invitation/<str:token>/", InvitationView.as_view(), name="account_invitation"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("password/change/", views.password_change, name="account_change_password"),
    # Where allauth leads who has no password yet: a link by email sets one, as for who has forgotten theirs.
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", SessionsView.as_view(), name="account_sessions"),
    path("sessions/end/", SessionsEndView.as_view(), name="account_sessions_end"),
    path("sessions/<int:pk>/end/", SessionEndView.as_view(), name="account_session_end"),
    # Before allauth's own: every key is a passkey, and they are listed with the other ways.
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", PasskeyAddView.as_view(), name="mfa_add_webauthn"),
    path("2fa/totp/activate/", AppAddView.as_view(), name="mfa_activate_totp"),
    path("2fa/", include("allauth.mfa.urls")),
]
