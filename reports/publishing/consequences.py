"""Which reports and plain versions readers lose, or somebody has to look at, when something is taken away."""

from collections.abc import Iterable

from django.db.models import Model, Q
from django.urls import reverse

from learning.models import CaseStudy
from reports.contributions.models.plain import EasyRead, PlainSummary
from reports.contributions.plain_queries import must_be_read_again
from reports.editions.models.edition import COMPLETE, Edition, EditionState
from reports.editions.stories import untellable
from review.consequences import Consequence
from review.models import Reviewable

GOES_DARK = (
    "it is no longer shown to anyone: page, PDF, tables and files. A new edition has to be built, signed and published."
)
CANNOT_COME_OUT = "it cannot be signed or published. A new edition has to be built."
STILL_SAYS_IT = "it is unchanged and still says this. To remove it there, take the edition down."
READ_AGAIN = "hidden until someone has checked it and it is approved again."


def consequences(item: Model) -> list[Consequence]:
    """For a story, an edition, and whatever else a report was made from. A constant number of queries."""
    if isinstance(item, CaseStudy):
        return _of_story(item)
    if isinstance(item, Edition):
        return _plain_versions(Q(year=item.year_id))
    if isinstance(item, Reviewable) and item.live_revision is not None:
        return _made_from(item.live_revision.sha256)
    return []


def _standing() -> list[Edition]:
    """Editions that are ready or that readers are given, the newest first."""
    rows = Edition.objects.filter(state__in=COMPLETE, taken_down_at__isnull=True).select_related("year").defer("frozen")
    editions = list(rows.order_by("-year__starts_on", "-number"))
    hidden = untellable(editions)
    newest: dict[int, int] = {}
    for edition in editions:
        newest.setdefault(edition.year_id, edition.pk)
    return [
        edition
        for edition in editions
        if edition.pk not in hidden
        and (edition.state == EditionState.PUBLISHED or newest[edition.year_id] == edition.pk)
    ]


def _of_story(story: CaseStudy) -> list[Consequence]:
    key = str(story.key)
    found = _editions((edition for edition in _standing() if key in edition.story_keys), GOES_DARK, is_dark=True)
    if story.live_revision_id is not None:
        found += _plain_versions(Q(), story=key)
    return found


def _made_from(sha256: str) -> list[Consequence]:
    """Reports that print what was approved under the hash. The frozen record never changes."""
    told = (edition for edition in _standing() if any(one["sha256"] == sha256 for one in edition.made_from))
    return _editions(told, STILL_SAYS_IT, is_dark=False)


def _editions(editions: Iterable[Edition], effect: str, *, is_dark: bool) -> list[Consequence]:
    found = []
    for edition in editions:
        is_public = edition.state == EditionState.PUBLISHED
        link = reverse("admin:report-edition", args=[edition.pk])
        words = effect if is_public else CANNOT_COME_OUT
        found.append(Consequence(str(edition), words, link, is_dark=is_dark and is_public))
    return found


def _plain_versions(which: Q, *, story: str = "") -> list[Consequence]:
    """Texts that readers are shown and that may retell it."""
    found = []
    for model in (PlainSummary, EasyRead):
        for version in model.objects.live().filter(which).select_related("year"):
            if (not story or story in version.stories_then) and not must_be_read_again(version):
                what = f"{version.heading} of {version.year}"
                found.append(Consequence(what, READ_AGAIN, version.get_edit_url(), is_dark=True))
    return found
