"""Who is told of releases that do not come out as they were to."""

from django.conf import settings
from django.urls import reverse

from indicators.releases.models.release import Release
from partnership.models import User
from review.notifications import enqueue


def tell_release_held(release: Release, reason: str) -> None:
    """Tell every coordinator that a release was held back, and what to do."""
    address = settings.SITE_URL.rstrip("/") + reverse("indicators:release-preview", args=[release.slug])
    for person in User.objects.filter(is_active=True, role_grants__role="coordinator").order_by("email"):
        enqueue(
            person,
            key=f"held:{release.pk}:{person.pk}",
            subject=f"On hold: release “{release.title}”",
            body=f"The release “{release.title}” was due to be published now. We did not publish it because "
            f"the figures or policies behind it have changed:\n\n{reason}\n\nCancel it and request it "
            f"again, or fix the problem: {address}\n",
        )
