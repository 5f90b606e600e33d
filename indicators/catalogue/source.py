"""The definitions that hold now, read from the database: of the starting set, and what was agreed on the pages."""

import datetime
from collections import defaultdict
from typing import Any

from celery.signals import task_prerun
from django.core.signals import request_started
from django.db import connection
from django.db.models import Value
from django.db.utils import OperationalError

from indicators.catalogue import stamp
from indicators.definitions.current import Catalogue, Theme, Version, come_from
from indicators.definitions.families import shipped


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
    # In one query, since every request asks.
    agreed_to = rows.order_by().values_list("pk", "approved_at", Value("version"))
    chosen = CatalogueChoice.objects.order_by().values_list("pk", "made_at", Value("choice"))
    mark = frozenset(agreed_to.union(chosen, all=True))
    if mark != _Kept.mark or _Kept.catalogue is None:
        choice = CatalogueChoice.objects.first() if mark else None
        base = shipped().only(choice.families) if choice else shipped()
        _Kept.catalogue = _read(rows, base) if mark else base
        if choice and choice.themes:
            _Kept.catalogue = _Kept.catalogue.with_themes([Theme(**one) for one in choice.themes])
        _Kept.mark = mark


def _has_table() -> bool:
    """Whether there is a database that has the table: commands that make it ask for definitions before."""
    if not _Kept.has_table:
        try:
            _Kept.has_table = "indicators_indicatorversion" in connection.introspection.table_names()
        except OperationalError:
            return False
    return _Kept.has_table


def _read(rows: Any, base: Catalogue) -> Catalogue:
    """The families of the base with the agreed versions, each from its first period on; of two, the later counts."""
    found: dict[str, dict[datetime.date, Version]] = defaultdict(dict)
    people = rows.select_related("submitted_by__organisation", "approved_by__organisation")
    for one in people.prefetch_related("submitted_by__role_grants", "approved_by__role_grants").order_by("number"):
        is_first = one.family_slug not in base.versions and not found[one.family_slug]
        found[one.family_slug][one.starts_on] = Version(one.as_family(), None if is_first else one.starts_on)
    return base.with_versions({slug: list(versions.values()) for slug, versions in found.items()})
