"""What readers are told of campaigns."""

from collections.abc import Iterator

from learning.models import Campaign
from publication.standing import Standing


def standing() -> Iterator[Standing]:
    """The title and the summary of each."""
    for campaign in Campaign.objects.all():
        yield Standing(f"campaign “{campaign}”", "Title", campaign.title)
        yield Standing(f"campaign “{campaign}”", "Summary", campaign.summary)
