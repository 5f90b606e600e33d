"""Which definitions hold now: those of the starting set that a partnership uses, and what it agreed. Pure.

Whoever stores what was agreed says so with `come_from`; until then the whole starting set holds. A preview holds one
definition that nobody agreed yet, with `holds`.
"""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.definitions.families import Family, Row

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Version:
    """One wording of a family and the first day of the periods that it applies to; None: every period before too."""

    family: "Family"
    applies_from: datetime.date | None = None


@dataclass(frozen=True)
class Theme:
    """A theme as the partnership calls it, and whether it takes no new indicators."""

    slug: str
    title: str
    is_retired: bool = False


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The families in use, each with its versions, oldest first, and the themes that they are shown under.

    No new family is put into a retired theme. Equal to itself alone, so that what is worked out from it can be kept
    with it.
    """

    versions: Mapping[str, Sequence[Version]]
    themes: Mapping[str, str]
    retired_themes: frozenset[str] = frozenset()

    @cached_property
    def newest(self) -> Mapping[str, "Family"]:
        """The newest wording of each family, by slug."""
        return {slug: found[-1].family for slug, found in self.versions.items()}

    @cached_property
    def families(self) -> tuple["Family", ...]:
        """The newest wording of each, in the order of themes and of the families in them."""
        places = {slug: place for place, slug in enumerate(self.themes)}
        return tuple(sorted(self.newest.values(), key=lambda one: (places[one.theme], one.order, one.title)))

    def on(self, slug: str, day: datetime.date) -> "Family":
        """The wording for the period that ends on this day, or the oldest one. Raises `KeyError`."""
        found = self.versions[slug]
        applies = [one for one in found if one.applies_from is None or one.applies_from <= day]
        return (applies or found[:1])[-1].family

    def with_versions(self, more: Mapping[str, Sequence[Version]]) -> "Catalogue":
        """The same with these versions added after those of the files; the rows of each family are dated by them."""
        versions = dict(self.versions)
        for slug, found in more.items():
            versions[slug] = dated([*self.versions.get(slug, ()), *found])
        named = {one.family.theme: one.family.theme_name for found in more.values() for one in found}
        new = {slug: name for slug, name in named.items() if slug not in self.themes}
        return replace(self, versions=versions, themes={**self.themes, **new})

    def only(self, slugs: Collection[str]) -> "Catalogue":
        """The same with these families alone."""
        return replace(self, versions={slug: found for slug, found in self.versions.items() if slug in slugs})

    def with_themes(self, chosen: Sequence[Theme]) -> "Catalogue":
        """The same with these themes first, in this order and these words."""
        titles = {one.slug: one.title for one in chosen}
        retired = frozenset(one.slug for one in chosen if one.is_retired)
        others = {slug: title for slug, title in self.themes.items() if slug not in titles}
        return replace(self, themes={**titles, **others}, retired_themes=retired)


def dated(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions with every row that one of them ever had, in effect where its versions are.

    So a figure that was sent under an earlier version still has its row, and a form only asks for rows of its period.
    """
    found = []
    for one in versions:
        own = [row.key for row in one.family.fixed_rows]
        others = [row.key for other in versions for row in other.family.fixed_rows]
        rows = tuple(_row(key, one, versions) for key in dict.fromkeys([*own, *others]))
        found.append(Version(replace(one.family, fixed_rows=rows), one.applies_from))
    return tuple(found)


def _row(key: str, version: Version, versions: Sequence[Version]) -> "Row":
    """The row in the words of this version, or of the newest one that has it, with its days."""
    rows = [{row.key: row for row in one.family.fixed_rows}.get(key) for one in versions]
    places = [place for place, row in enumerate(rows) if row is not None]
    mine = rows[versions.index(version)] or rows[places[-1]]
    assert mine is not None  # of the versions that have it
    begins = versions[places[0]].applies_from if places[0] else None
    after = versions[places[-1] + 1].applies_from if places[-1] + 1 < len(versions) else None
    ends = after - ONE_DAY if after else None
    return replace(
        mine,
        effective_from=max(filter(None, (begins, mine.effective_from)), default=None),
        effective_to=min(filter(None, (ends, mine.effective_to)), default=None),
    )


_source: list[Callable[[], Catalogue]] = []
_previews: ContextVar[Catalogue | None] = ContextVar("previews", default=None)


def come_from(source: Callable[[], Catalogue]) -> None:
    """Say where the definitions that hold now are found. Called once, when the portal starts."""
    _source[:] = [source]


def current(files: Callable[[], Catalogue]) -> Catalogue:
    """What holds now; without a source that is what the files say."""
    return _previews.get() or (_source[0]() if _source else files())


@contextmanager
def holds(catalogue: Catalogue) -> Iterator[None]:
    """Let this catalogue hold within this block, for this page alone."""
    token = _previews.set(catalogue)
    try:
        yield
    finally:
        _previews.reset(token)
