"""The one gate that signed-in views use."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.sign_in import has_second_factor

KEPT_POST = "kept_post"
OWNER_FIELD = "form_owner"
_OWNER_SALT = "partnership.form-owner"
_KEPT_LIMIT = 512 * 1024


def form_owner_token(user: User) -> str:
    """A signed mark of whose form it is, so that what was typed is given back to that person alone."""
    return signing.dumps(user.pk, salt=_OWNER_SALT)


def _owner_of(data: QueryDict) -> int | None:
    """The account whose form was sent, or None where the mark is missing or was tampered with."""
    try:
        owner = signing.loads(data.get(OWNER_FIELD, ""), salt=_OWNER_SALT)
    except signing.BadSignature:
        return None
    return owner if isinstance(owner, int) else None


def second_factor_is_missing(user: User) -> bool:
    """Whether this account must set up a second factor before it may work."""
    return bool(settings.REQUIRE_MFA) and not has_second_factor(user)


def signed_in(request: HttpRequest) -> User:
    """Who works here, behind `AccessMixin` or in the admin: nobody else is let in."""
    assert isinstance(request.user, User)
    return request.user


def keep_link_private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep a page whose address is a key out of caches, search engines and other sites' logs."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


class AccessMixin:
    """Lets in who holds `required_permission`; sends the anonymous to sign in.

    A form that is sent after its session expired is kept beside the new sign-in, and `pop_saved_form()` gives it back
    once to the same person at the same address. `required_permission = None` means: any account.
    """

    required_permission: Permission | None = None
    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who works here."""
        return signed_in(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check account, second factor and permission, in this order."""
        user = request.user
        if not isinstance(user, User):
            return self._to_sign_in(request)
        if second_factor_is_missing(user):
            messages.info(request, "Set up two-step sign-in first. It protects the people behind the figures.")
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if not self.has_access(user):
            raise PermissionDenied("You do not have access to this page. Ask the coordinator if you need it.")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def has_access(self, user: User) -> bool:
        """Whether the account may open the page; views with several entitled roles override this."""
        return self.required_permission is None or has_permission(user, self.required_permission)

    def _to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Send to sign-in; keep what a form carried."""
        if request.method == "POST":
            self._keep(request)
        return redirect_to_login(request.get_full_path())

    @staticmethod
    def _keep(request: HttpRequest) -> None:
        data = request.POST.copy()
        owner = _owner_of(data)
        for name in ("csrfmiddlewaretoken", OWNER_FIELD):
            data.pop(name, None)
        text = data.urlencode()
        if owner is not None and len(text) <= _KEPT_LIMIT:
            request.session[KEPT_POST] = {"path": request.path, "owner": owner, "data": text}

    def pop_saved_form(self) -> QueryDict | None:
        """What this person had typed here when the session expired; None where there is nothing. Given once."""
        kept = self.request.session.get(KEPT_POST)
        if not kept or kept["path"] != self.request.path or kept["owner"] != self.request.user.pk:
            return None
        del self.request.session[KEPT_POST]
        messages.warning(
            self.request,
            "Your session expired, so your form was not sent. What you entered is still in the form. Check it, "
            "then save or submit.",
        )
        return QueryDict(kept["data"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mark of whose form this is."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if isinstance(self.request.user, User):
            context[OWNER_FIELD] = form_owner_token(self.request.user)
        return context
