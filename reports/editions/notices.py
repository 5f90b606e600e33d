"""What people are told of an edition: rows of the outbox, written with what they tell of, sent once."""

from django.urls import reverse

from partnership.wording import absolute
from reports.editions.models.edition import Edition
from review.models import Notification
from review.notifications import enqueue, notify_roles


def tell_ready(edition: Edition) -> None:
    """It can be read and published."""
    _tell(
        edition,
        key="ready",
        subject=f"Ready: {edition}",
        body=(
            f"{edition} has been built and all its files have been checked.\n\nRead it, then get it signed and "
            "published. It is not published yet."
        ),
    )


def tell_failed(edition: Edition, step: str, reason: str) -> None:
    """At which step it failed, why, and what to do."""
    _tell(
        edition,
        key="failed",
        subject=f"Build failed: {edition}",
        body=(
            f"{edition} could not be built. It failed at the step “{step}”.\n\n{reason}\n\nEarlier editions have not "
            "changed."
        ),
    )


def tell_held(edition: Edition, reason: str) -> None:
    """Tell the chair and the coordinators that it did not come out at its time, and why; once for each time."""
    at = edition.publish_at.isoformat() if edition.publish_at else ""
    notify_roles(
        "chair",
        "coordinator",
        key=f"report held:{edition.pk}:{at}",
        subject=f"Publication stopped: {edition}",
        body=(
            f"{edition} was due to be published now. It was not published:\n\n{reason}\n\nFix the problem or build "
            f"the report again. The chair can then schedule another time: {_address(edition)}\n"
        ),
    )


def tell_keepers(edition: Edition, *, key: str, subject: str, body: str) -> None:
    """Tell the coordinators and the chair, each once under this key."""
    notify_roles(
        "chair",
        "coordinator",
        key=f"report-{key}:{edition.pk}",
        subject=subject,
        body=f"{body}\n\nOpen it: {_address(edition)}\n",
    )


def told_before(begins: str) -> set[tuple[str, int]]:
    """The keys that begin so under which keepers were told, each with its edition's primary key. One query."""
    keys = Notification.objects.filter(key__startswith=f"report-{begins}").values_list("key", flat=True)
    parts = (key.rsplit(":", 2) for key in keys)
    return {(name.removeprefix("report-"), int(edition)) for name, edition, _ in parts}


def _address(edition: Edition) -> str:
    return absolute(reverse("admin:report-edition", args=[edition.pk]))


def _tell(edition: Edition, *, key: str, subject: str, body: str) -> None:
    """Nobody is told where an operator asked at the terminal: they read it there."""
    if edition.requested_by is None:
        return
    enqueue(
        edition.requested_by,
        key=f"report-{key}:{edition.pk}:{edition.requested_by_id}",
        subject=subject,
        body=f"{body}\n\nOpen it: {_address(edition)}\n",
    )
