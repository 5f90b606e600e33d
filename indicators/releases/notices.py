"""Who is told of releases that do not come out as they were to."""

from django.urls import reverse

from indicators.releases.models.release import Release
from partnership.wording import absolute
from review.notifications import notify_roles


def tell_release_held(release: Release, reason: str) -> None:
    """Tell every coordinator that a release was held back, and what to do."""
    address = absolute(reverse("indicators:release-preview", args=[release.slug]))
    notify_roles(
        "coordinator",
        key=f"held:{release.pk}",
        subject=f"On hold: release “{release.title}”",
        body=f"The release “{release.title}” was due to be published now. We did not publish it because "
        f"the figures or policies behind it have changed:\n\n{reason}\n\nCancel it and request it "
        f"again, or fix the problem: {address}\n",
    )
