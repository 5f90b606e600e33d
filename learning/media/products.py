"""Which products have pictures, how an address calls their kind, and who is shown a file of theirs."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from learning.media.content import KEY, pictures_of
from learning.media.models import Attached, StoredFile
from learning.models import Briefing, CaseStudy, Newsletter
from learning.models.product import LearningProduct
from learning.shared_stories import reads_shared_stories
from partnership.models import User
from review.models import Revision
from review.queries import submitted_revision
from ui.prose.blocks import Picture

KINDS: dict[str, type[LearningProduct]] = {"briefing": Briefing, "case-study": CaseStudy, "newsletter": Newsletter}


def editor_context(product: LearningProduct) -> dict[str, Any]:
    """What the page with the editor is given of a stored product: where its pictures are, and what each is called."""
    kind = next((kind for kind, model in KINDS.items() if isinstance(product, model)), "")
    if not kind or product.pk is None:
        return {}
    pictures = [{"name": one.name, "words": one.words} for one in Attached.objects.of(product) if one.is_picture]
    return {
        "media_url": reverse("learning:media", args=[kind, product.pk]),
        "preview_of": product.key,
        "editor_pictures": json.dumps(pictures),
    }


def pictures_for_preview(user: User, key: str) -> dict[str, Picture]:
    """The pictures of a product that this person may see the work on, shown in a text or not; none for another."""
    try:
        product = _working(user, UUID(key))
    except ValueError:
        return {}
    files = [one.as_content() for one in Attached.objects.of(product)] if product else []
    return pictures_of({"key": key, KEY: files})


def _working(user: User, key: UUID) -> LearningProduct | None:
    rows = (model._default_manager.visible_to(user).filter(key=key) for model in KINDS.values())
    return next((found for one in rows if (found := one.first())), None)


def products() -> Iterator[QuerySet[Any]]:
    """All products, kind by kind."""
    return (model._default_manager.all() for model in KINDS.values())


def _shown() -> Iterator[QuerySet[Any]]:
    """What readers are shown today."""
    yield Briefing.objects.live()
    # As long as its consent reaches the public.
    yield CaseStudy.objects.public()
    yield Newsletter.objects.live()


def public_file(key: UUID, name: str) -> tuple[StoredFile, str] | None:
    """A file that the live version of a product names, and its words; None for every other."""
    for rows in _shown():
        product = rows.filter(key=key).first()
        if product is not None:
            assert product.live_revision is not None, "readers are shown it"
            return _named(product.live_revision, name)
    return None


def shared_file(user: User, key: UUID, name: str) -> tuple[StoredFile, str] | None:
    """A file of a story that this partner may read, and its words; None for every other."""
    story = CaseStudy.objects.shared().filter(key=key).first() if reads_shared_stories(user) else None
    approved = submitted_revision(story) if story else None
    return _named(approved, name) if approved else None


def _named(revision: Revision, name: str) -> tuple[StoredFile, str] | None:
    entry = next((one for one in revision.content.get(KEY, []) if one["name"] == name), None)
    found = StoredFile.objects.filter(sha256=entry["sha256"]).first() if entry else None
    return (found, entry["words"]) if entry and found else None


def working_file(user: User, key: UUID, name: str) -> tuple[StoredFile, str] | None:
    """A file of a product that this person may see the work on, and its words; None for every other."""
    product = _working(user, key)
    found = next((one for one in Attached.objects.of(product) if one.name == name), None) if product else None
    return (StoredFile.objects.get(pk=found.file_id), found.words) if found else None
