"""What people are mailed when somebody changes, or asks to change, who comes in and who decides."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from bcssp.accounts.models import AccessChange
from bcssp.accounts.two_people import deciding_seats
from partnership.models import User
from partnership.roles import DECIDING
from partnership.wording import absolute
from review.notifications import enqueue, enqueue_each, enqueue_to_address, review_url

WRONG = "If this is wrong, tell the independent chair and the coordinator now."


def _lines(changes: Iterable[dict[str, str]]) -> str:
    return "\n".join(f"{one['label']}: {one['before']} → {one['after']}" for one in changes)


def _chairs(*, but: Iterable[int] = ()) -> list[User]:
    held = User.objects.filter(is_active=True, role_grants__role="chair").exclude(pk__in=list(but))
    return list(held.order_by("pk"))


def _contact() -> str:
    email = settings.PARTNERSHIP.email
    return f"{WRONG} {f'Email {email}.' if email else ''}".strip()


def tell_of_proposal(change: AccessChange, addresses: Iterable[str]) -> None:
    """Tell those whom it is about, and the chair, before anything is done."""
    said = f"{change.submitted_by} requested this change:\n\n{_lines(change.changes)}\n\n"
    key = f"asked:{change._meta.model_name}:{change.pk}"
    for address in sorted(addresses):
        enqueue_to_address(
            address,
            key=f"{key}:{address}"[:200],
            subject=f"Change requested: {change.label}",
            body=f"{said}It happens when someone from another organisation confirms it.\n\n{_contact()}\n",
        )
    enqueue_each(
        _chairs(but=change.about_people()),
        key=key,
        subject=f"Change requested: {change.label}",
        body=f"{said}View it: {absolute(review_url(change))}\n\nNothing happens until someone from another "
        "organisation confirms it.\n",
    )


def tell_of_change(
    user: User, addresses: Iterable[str], changes: Iterable[dict[str, str]], by: User, line: int, *, chair: bool
) -> None:
    """Tell the person at the address before and after; where the person decides, the chair as well."""
    body = f"{by} changed your account with {settings.PARTNERSHIP.name}:\n\n{_lines(changes)}\n\n{_contact()}\n"
    for address in sorted(addresses):
        key = f"account-changed:{line}:{address}"[:200]
        enqueue_to_address(address, key=key, subject="Your account was changed", body=body)
    if chair:
        enqueue_each(
            _chairs(but=[user.pk]),
            key=f"account-changed:{line}",
            subject=f"Account changed: {user}",
            body=f"{by} changed the account of {user}:\n\n{_lines(changes)}\n",
        )


def tell_of_seat(label: str, addresses: Iterable[str], changes: Iterable[dict[str, str]], by: User, line: str) -> None:
    """Tell those who sat and will sit in it, and the chair."""
    body = f"{by} changed the seat “{label}”:\n\n{_lines(changes)}\n\n{_contact()}\n"
    for address in sorted({*addresses, *(one.email for one in _chairs())}):
        key = f"seat-changed:{line}:{address}"[:200]
        enqueue_to_address(address, key=key, subject=f"Seat changed: {label}", body=body)


def tell_of_closing(user: User, by: User, line: int) -> None:
    """Tell the person, who cannot sign in any more, and the chair."""
    enqueue_to_address(
        user.email,
        key=f"account-closed:{line}",
        subject="Your account was closed",
        body=f"{by} closed your account with {settings.PARTNERSHIP.name}. You can no longer sign in.\n\n{_contact()}\n",
    )
    enqueue_each(
        _chairs(but=[user.pk, by.pk]),
        key=f"account-closed:{line}",
        subject=f"Account closed: {user}",
        body=f"{by} closed the account of {user}.\n",
    )


def tell_of_second_factor(user: User, by: User, line: int) -> None:
    """Tell the person to set it up again."""
    enqueue(
        user,
        key=f"second-factor-removed:{line}",
        subject="Set up two-step sign-in again",
        body=f"{by} has removed two-step sign-in from your account with {settings.PARTNERSHIP.name}. Sign in with your "
        "password and set it up again.\n\nIf you did not ask for this, tell the coordinator now.\n",
    )


def tell_of_sign_out(user: User, by: User, line: int) -> None:
    """Tell the person that somebody else signed them out everywhere."""
    enqueue(
        user,
        key=f"signed-out:{line}",
        subject="You were signed out",
        body=f"{by} signed you out of {settings.PARTNERSHIP.name} on all devices. You can sign in again.\n\n"
        f"{_contact()}\n",
    )


def tell_who_decides(user: User) -> None:
    """Tell one of those who confirm, as they come, who decides by then: nobody confirmed the first of them."""
    people = User.objects.filter(is_active=True, role_grants__role__in=DECIDING).exclude(pk=user.pk).distinct()
    names = [f"{one}, {one.email}: {', '.join(one.role_names)}" for one in people.prefetch_related("role_grants")]
    seats = [
        f"{seat}: {seat.holder or 'someone without an account'}"
        for seat in deciding_seats().select_related("group", "holder")
    ]
    enqueue(
        user,
        key=f"who-decides:{user.pk}",
        subject="Check who decides in the portal",
        body="These people decide, publish or manage accounts:\n\n"
        + "\n".join(names or ["No one else yet."])
        + "\n\nThese seats are on the board:\n\n"
        + "\n".join(seats or ["None yet."])
        + f"\n\nFrom now on, two people of different organisations agree to every change. {WRONG}\n\n"
        f"See the seats: {absolute(reverse('partnership:seat-list'))}\n",
    )
