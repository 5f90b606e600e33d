"""More or less of everything that readers are shown: live rows copied or hidden, for measuring and counting queries.

They go round the services on purpose: a thousand reviews would take longer than what is measured. Nothing but
measurements and query counts may use them.
"""

import copy
import itertools
import uuid
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max

from indicators.models import Release, ReleaseTable
from learning.models import Briefing, CaseStudy, Newsletter
from priorities.models import Action, ActionUpdate
from review.chain import content_hash
from review.models import Reviewable

M = TypeVar("M", bound=models.Model)
L = TypeVar("L", bound=Reviewable)


def copy_row(row: M, **changes: Any) -> M:
    """Save a copy of a row with some columns changed, past its own `save`."""
    clone = copy.copy(row)
    clone._state = copy.copy(row._state)
    clone._state.adding = True
    clone._state.fields_cache = {}
    clone.pk = None
    for name, value in changes.items():
        setattr(clone, name, value)
    return type(row)._base_manager.bulk_create([clone])[0]


def copy_live(row: L, content: dict[str, Any], **changes: Any) -> L:
    """Save a copy of a reviewed thing that readers are shown `content` of."""
    revision = row.live_revision
    assert revision is not None
    clone = copy_row(row, live_revision=None, **changes)
    shown = copy_row(revision, object_id=clone.pk, content=content, sha256=content_hash(content))
    type(row)._base_manager.filter(pk=clone.pk).update(live_revision=shown)
    return clone


def copy_of(slug: str) -> str:
    """Give a new slug that tells whose copy it is."""
    return f"{slug[:30]}-copy-{uuid.uuid4().hex[:12]}"


def copy_product(product: CaseStudy | Briefing | Newsletter, **changes: Any) -> None:
    """Copy something to learn from, with its consent if it has one."""
    assert product.live_revision is not None
    key, slug = uuid.uuid4(), copy_of(product.slug)
    content = product.live_revision.content | {"key": str(key), "slug": slug} | changes
    clone = copy_live(product, content, key=key, slug=slug, **changes)
    if isinstance(product, CaseStudy):
        copy_row(product.consent, case_study=clone)


def copy_update(update: ActionUpdate, number: int) -> None:
    """Copy what was done, with the action that it is about."""
    assert update.live_revision is not None
    slug = copy_of(update.action.slug)
    action = copy_row(update.action, slug=slug, number=number)
    old = update.live_revision.content
    content = old | {"action": old["action"] | {"slug": slug, "number": number}}
    copy_live(update, content, action=action)


def copy_table(table: ReleaseTable, position: int) -> None:
    """Copy one released table with its chart."""
    slug = copy_of(table.family_slug)
    copy_row(table, family_slug=slug, position=position, content=table.content | {"slug": slug})


def live_products() -> list[CaseStudy | Briefing | Newsletter]:
    """Give everything to learn from that readers are shown."""
    found: list[CaseStudy | Briefing | Newsletter] = []
    for model in (CaseStudy, Briefing, Newsletter):
        found += model.objects.live()
    return found


def after_last(model: type[models.Model], field: str) -> "itertools.count[int]":
    """Count on from the highest number that is taken."""
    return itertools.count((model._base_manager.aggregate(last=Max(field))["last"] or 0) + 1)


@transaction.atomic
def grow(*, copies: int, tables: bool = True) -> int:
    """Add copies of every live thing: `copies=3` makes four times the content. Give how many rows were added."""
    before = live_count()
    products = live_products()
    updates = list(ActionUpdate.objects.live().select_related("action"))
    released = list(ReleaseTable.objects.filter(release__in=Release.objects.newest_of_each_year().order_by()))
    issues, actions = after_last(Newsletter, "issue_number"), after_last(Action, "number")
    positions = after_last(ReleaseTable, "position")
    for _ in range(copies):
        for product in products:
            copy_product(product, **({"issue_number": next(issues)} if isinstance(product, Newsletter) else {}))
        for update in updates:
            copy_update(update, next(actions))
        for table in released if tables else ():
            copy_table(table, next(positions))
    return live_count() - before


@transaction.atomic
def shrink(*, every: int) -> int:
    """Leave one in so many of the released tables and of the things to learn from. Give how many were taken away."""
    before = live_count()
    for number, product in enumerate(live_products()):
        if number % every:
            type(product)._base_manager.filter(pk=product.pk).update(live_revision=None)
    for release in Release.objects.newest_of_each_year().order_by():
        kept = set(release.tables.values_list("pk", flat=True)[::every])
        # Past the model, which keeps every release readable.
        gone = ReleaseTable._base_manager.filter(release=release).exclude(pk__in=kept)
        gone._raw_delete(using=gone.db)  # type: ignore[attr-defined]
    return before - live_count()


def live_count() -> int:
    """Count everything that readers are shown."""
    return (
        sum(model.objects.live().count() for model in (CaseStudy, Briefing, Newsletter, ActionUpdate))
        + ReleaseTable.objects.count()
    )
