"""The definitions that hold now, read from the database: of the starting set, and what was agreed on the pages."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from celery.signals import task_prerun
from django.core.signals import request_started
from django.db import connection
from django.db.models import Count, Max, QuerySet, Value
from django.db.utils import OperationalError

from indicators.catalogue import stamp
from indicators.definitions.current import Catalogue, Theme, Version, come_from
from indicators.definitions.families import shipped

if TYPE_CHECKING:
    from indicators.catalogue.models import CatalogueChoice


class _Kept:
    """What was read last, and how it is known whether anything was agreed since."""

    catalogue: Catalogue | None = None
    mark: Any = None
    has_table = False


def start() -> None:
    """Have every question for a definition answered from here."""
    come_from(agreed)
    request_started.connect(stamp.forget, dispatch_uid="indicators.catalogue")
    task_prerun.connect(stamp.forget, dispatch_uid="indicators.catalogue")


def agreed() -> Catalogue:
    """What holds now. One query the first time that a request asks, and more where something was agreed or chosen."""
    if not stamp.is_fresh() or _Kept.catalogue is None:
        _look()
        stamp.looked()
    return _Kept.catalogue or shipped()


def reset() -> None:
    """Hold to the whole starting set until the next look."""
    _Kept.catalogue, _Kept.mark = shipped(), None


def _look() -> None:
    from indicators.catalogue.models import CatalogueChoice, IndicatorVersion  # noqa: PLC0415 (they ask for definitions)

    if not _has_table():
        _Kept.catalogue = shipped()
        return
    rows = IndicatorVersion.objects.approved()
    # In one query of two lines, since every request asks.
    mark = frozenset(
        _how_many(rows, "version", "approved_at").union(_how_many(CatalogueChoice.objects.all(), "choice", "made_at"))
    )
    if mark != _Kept.mark or _Kept.catalogue is None:
        _Kept.catalogue = _read(rows, list(CatalogueChoice.objects.all()))
        _Kept.mark = mark


def _how_many(rows: QuerySet[Any], kind: str, day: str) -> QuerySet[Any, tuple[Any, ...]]:
    """How many there are, and when the newest was made, as one line."""
    return rows.order_by().values_list(Value(kind)).annotate(count=Count("pk"), newest=Max(day))


def _has_table() -> bool:
    """Whether there is a database that has the table: commands that make it ask for definitions before."""
    if not _Kept.has_table:
        try:
            _Kept.has_table = "indicators_indicatorversion" in connection.introspection.table_names()
        except OperationalError:
            return False
    return _Kept.has_table


def _read(rows: Any, choices: "Sequence[CatalogueChoice]") -> Catalogue:
    """The chosen families with the agreed versions, each from its first period on; of two, the later counts."""
    base = shipped().only({slug for one in choices for slug in one.families}) if choices else shipped()
    found: dict[str, dict[datetime.date, Version]] = defaultdict(dict)
    people = rows.select_related("submitted_by__organisation", "approved_by__organisation")
    for one in people.prefetch_related("submitted_by__role_grants", "approved_by__role_grants").order_by("number"):
        is_first = one.family_slug not in base.versions and not found[one.family_slug]
        found[one.family_slug][one.starts_on] = Version(one.as_family(), None if is_first else one.starts_on)
    held = base.with_versions({slug: list(versions.values()) for slug, versions in found.items()})
    themes: list[dict[str, Any]] = next((one.themes for one in choices if one.themes), [])
    return held.with_themes([Theme(**one) for one in themes]) if themes else held
