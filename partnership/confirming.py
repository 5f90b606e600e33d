"""Showing once more who one is, before something that is done in one's name: by password or by the second step."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    STATE_SESSION_KEY,
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.core.internal.httpkit import serialize_request
from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: TID251 (a view mixin)
from django.urls import reverse
from django.utils.http import urlencode

from partnership.mixins import signed_in
from partnership.sign_in import Confirmation


def confirmation_of(request: HttpRequest) -> Confirmation | None:
    """How the person showed it in the last minutes (`ACCOUNT_REAUTHENTICATION_TIMEOUT` seconds); None: they did not."""
    records = [one for one in get_authentication_records(request, signed_in(request)) if one.get("reauthenticated")]
    if not records or time.time() - records[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT:
        return None
    if records[-1]["method"] != "mfa":
        return Confirmation.PASSWORD
    return Confirmation.PASSKEY if records[-1].get("type") == Authenticator.Type.WEBAUTHN else Confirmation.CODE


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Send the person to show it. What they were about to do is kept and done right afterwards.

    Who has set up a second step is asked for that, which is stronger than the password: for a code of the app where
    there is one, else for a passkey.
    """
    types = {one for flow in get_reauthentication_flows(signed_in(request)) for one in flow.get("types", ())}
    if not types:
        page = "account_reauthenticate"
    elif Authenticator.Type.WEBAUTHN in types and Authenticator.Type.TOTP not in types:
        page = "mfa_reauthenticate_webauthn"
    else:
        page = "mfa_reauthenticate"
    # allauth takes up what it kept where the path alone leads on. What follows a "?" is kept with the rest.
    request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({REDIRECT_FIELD_NAME: request.path})}")


def first_to_confirm(request: HttpRequest) -> HttpResponse | None:
    """Where a person is sent first who has not just shown it; None for who has."""
    return None if did_recently_reauthenticate(request) else ask_to_confirm(request)


class ConfirmedMixin:
    """A page whose buttons are pressed in one's own name. Stands before `AccessMixin`, which lets people in first."""

    request: HttpRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out what was asked only for who has just shown who they are."""
        response: HttpResponse = first_to_confirm(request) or super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell forms their address: what was wrong in them is said where the person has just shown who they are."""
        address = self.request.get_full_path()
        context: dict[str, Any] = super().get_context_data(form_action=address, **kwargs)  # type: ignore[misc]
        return context
