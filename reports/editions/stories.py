"""Which editions tell a story that may not be told today, or not in their words.

An edition tells a story as long as all of this holds:

1. The story is public today.
2. Its consent was not lost since the edition was asked for, not for an hour. What was lost once never comes back by
   itself, whatever is agreed later: only a new edition tells the year again.
3. The term under which the edition's words were approved has not passed; or the story still says the same, so that the
   term was prolonged for these very words.

A live story that is corrected and approved again takes nothing down: the coordinators are told (`older_words`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from learning.models import CaseStudy
from learning.models.case_study import STORY_FIELDS
from reports.content.sources import LEARNING
from reports.editions.models.edition import Edition
from review.models import Revision

# What readers are told of a story; its consent, checklist and classification are not among it.
TOLD = (*STORY_FIELDS, "impact_evidence", "is_composite")


@dataclass(frozen=True)
class Story:
    """A story that is public today. `lost_at` is when it was last hidden for want of consent; `live` what it says."""

    pk: int
    lost_at: datetime | None
    revision: int
    live: dict[str, Any]

    def was_lost_since(self, moment: datetime) -> bool:
        """Whether it was hidden for want of consent at that moment or later."""
        return self.lost_at is not None and self.lost_at >= moment


@dataclass(frozen=True)
class OlderWords:
    """A story that an edition tells in other words than the story itself by now; `revision` has the new ones."""

    edition: Edition
    title: str
    revision: int


def public_stories(keys: Iterable[str]) -> dict[str, Story]:
    """Those of the stories that the public may be shown today, by their keys. One query at most."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = CaseStudy.objects.public().filter(key__in=wanted).select_related("consent")
    return {str(row.key): _story(row) for row in rows}


def _story(row: CaseStudy) -> Story:
    live = row.live_revision
    assert live is not None, "what is public has a live revision"
    return Story(row.pk, row.consent.lost_at, live.pk, live.content)


def untellable(editions: Iterable[Edition]) -> set[int]:
    """The editions, by their numbers in the database, that break one of the three rules. Three queries at most."""
    asked = list(editions)
    stories = public_stories(key for edition in asked for key in edition.story_keys)
    told = _told(edition for edition in asked if edition.story_keys)
    today = timezone.localdate()
    return {
        edition.pk
        for edition in asked
        if any(_is_barred(stories.get(key), edition, told, today) for key in edition.story_keys)
    }


def older_words(editions: Iterable[Edition]) -> list[OlderWords]:
    """Stories that an edition tells, that are public, and that say something else by now. Three queries at most."""
    asked = list(editions)
    stories = public_stories(key for edition in asked for key in edition.story_keys)
    told = _told(edition for edition in asked if edition.story_keys)
    found = []
    for edition in asked:
        for key in edition.story_keys:
            story = stories.get(key)
            if story and any(_words(one) != _words(story.live) for one in _told_of(story, edition, told)):
                found.append(OlderWords(edition, story.live["title"], story.revision))
    return found


def _is_barred(story: Story | None, edition: Edition, told: dict[tuple[int, str], dict[str, Any]], today: date) -> bool:
    if story is None or story.was_lost_since(edition.requested_at):
        return True
    return any(
        _has_passed(content, today) and _words(content) != _words(story.live)
        for content in _told_of(story, edition, told)
    )


def _has_passed(content: dict[str, Any], today: date) -> bool:
    until = content["consent"]["expires_on"]
    return until is not None and date.fromisoformat(until) < today


def _told(editions: Iterable[Edition]) -> dict[tuple[int, str], dict[str, Any]]:
    """What the editions were made from, by story and hash."""
    hashes = {sha256 for edition in editions for sha256 in _hashes(edition)}
    if not hashes:
        return {}
    kind = ContentType.objects.get_for_model(CaseStudy)
    rows = Revision.objects.filter(content_type=kind, sha256__in=hashes)
    return {(row.object_id, row.sha256): row.content for row in rows}


def _told_of(story: Story, edition: Edition, told: dict[tuple[int, str], dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """What the edition was made from of this story: one snapshot, or none where it is named alone."""
    return [told[story.pk, sha256] for sha256 in _hashes(edition) if (story.pk, sha256) in told]


def _hashes(edition: Edition) -> list[str]:
    return [one["sha256"] for one in edition.made_from if one["kind"] == LEARNING]


def _words(content: dict[str, Any]) -> list[Any]:
    return [content.get(name) for name in TOLD]
