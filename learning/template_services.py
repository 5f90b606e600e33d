"""Saving a template of briefings: each time a version of its own, so that no briefing changes with it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from learning.boxes import MOST_WORDS_OF_ALL, Box, Template
from learning.briefing_templates import newest_templates
from learning.models import BriefingTemplate
from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers

# What the form of a briefing has beside its boxes, and what its buttons send.
TAKEN = frozenset(
    {
        *("title", "year", "audience", "theme", "arm", "priority", "campaign", "keeper", "keeper_role", "review_by"),
        *("case_studies", "pictures", "attachments", "newest_version", "template", "key", "revision", "note"),
        *("save", "submit", "publish"),
    }
)


def with_keys(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The boxes, each with a key: its own, or one made of its title. Texts are stored by it, so it never changes."""
    found: list[Box] = []
    for box in boxes:
        used = TAKEN | {one.key for one in found}
        base = box.key or slugify(box.title).replace("-", "_")[:40] or "box"
        key, number = base, 2
        while key in used:
            key, number = f"{base}_{number}", number + 1
        found.append(replace(box, key=key))
    return tuple(found)


def problem_of(boxes: Sequence[Box]) -> str:
    """Why a briefing cannot be written by these boxes; empty where it can."""
    if len(boxes) < 2:
        return "Enter at least 2 boxes."
    if not any(box.is_questions for box in boxes):
        return "A briefing ends with questions to talk about. Make one box a box of discussion questions."
    total = sum(box.words for box in boxes)
    if total > MOST_WORDS_OF_ALL:
        return (
            f"The boxes have room for {total} words. A briefing prints on one side of A4, so they can have "
            f"{MOST_WORDS_OF_ALL} words in all. Lower some limits."
        )
    return ""


def save_template(*, template: Template, opened: int, by: User) -> Template:
    """Save a version after the one that was `opened` (0 for a new template, and for one that comes with the portal).

    Nothing is saved where nothing is different. Raises `DomainError` for boxes that no briefing can be written by, and
    `StaleRevision` where somebody else saved meanwhile.
    """
    require(by, Permission.WRITE_BRIEFING)
    boxes = with_keys(template.boxes)
    if problem := problem_of(boxes):
        raise DomainError(problem)
    titles = {f"box_{number}": box.title for number, box in enumerate(boxes, 1)}
    refuse_for_readers(title=template.title, **titles)
    with transaction.atomic():
        newest = newest_templates().get(template.slug)
        number = newest.number if newest else 0
        if number != opened:
            raise StaleRevision(
                "Someone else changed this template after you opened it. Open it again, then change it."
            )
        saved = replace(template, number=number, boxes=boxes)
        if saved == newest:
            return saved
        saved = replace(saved, number=number + 1)
        row = BriefingTemplate(
            slug=saved.slug,
            number=saved.number,
            title=saved.title,
            summary=saved.summary,
            boxes=saved.boxes_as_data(),
            is_offered=saved.is_offered,
            made_by=by,
            made_at=timezone.now(),
        )
        row.save()
        record(verb=AuditVerb.SAVE_BRIEFING_TEMPLATE, by=by, obj=row)
    return saved


def free_slug(title: str) -> str:
    """The slug of a new template."""
    base, taken = slugify(title)[:50].strip("-") or "template", newest_templates()
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
