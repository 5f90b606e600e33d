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
            subject=f"Held back: the release “{release.title}”",
            body=f"The release “{release.title}” was to come out now. It was not published, for what it rests on has "
            f"changed:\n\n{reason}\n\nCall it off and order it anew, or mend what stands in the way: {address}\n",
        )
