"""Whether somebody may open a page: a link that ends in “you do not have access” is not drawn."""

from django.urls import Resolver404, resolve, reverse

from partnership.mixins import AccessMixin
from partnership.models import User


def may_open(user: User, address: str) -> bool:
    """Whether the page at an address of this site lets the account in, as far as its role decides."""
    path = address.partition("?")[0].partition("#")[0]
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if path.startswith(reverse("admin:index")) and not user.is_staff:
        return False
    view_class = getattr(match.func, "view_class", None)
    if view_class is None or not issubclass(view_class, AccessMixin):
        return True
    view = view_class()
    view.kwargs = match.kwargs
    return view.has_access(user)
