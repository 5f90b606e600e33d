"""Releases that corrected figures which an edition still prints: those of its own year, and of any other it compares.

An edition names the releases that it was made from by their hashes.
"""

from collections.abc import Iterable, Sequence

from indicators.releases.corrected import corrections_of_releases
from indicators.releases.models.release import Release
from reports.content.sources import RELEASE
from reports.editions.models.edition import Edition


def corrections_since(edition: Edition) -> list[Release]:
    """The releases that say otherwise than those that the edition was made from, oldest first. Three queries."""
    return _corrections([edition])[edition.pk]


def corrected_among(editions: Iterable[Edition]) -> set[int]:
    """Keys of the editions that print a figure which was corrected since. Three queries."""
    return {key for key, releases in _corrections(list(editions)).items() if releases}


def _corrections(editions: Sequence[Edition]) -> dict[int, list[Release]]:
    held = {edition.pk: _held(edition) for edition in editions}
    every = {digest for hashes in held.values() for digest in hashes}
    printed = {one.content_hash: one for one in Release.objects.filter(content_hash__in=every)}
    corrections = corrections_of_releases(printed.values())
    found: dict[int, list[Release]] = {}
    for key, hashes in held.items():
        corrected = {one for digest in hashes if digest in printed for one in corrections[printed[digest].pk]}
        # What the edition was made from as well, it prints as it is now.
        found[key] = sorted(
            (one for one in corrected if one.content_hash not in hashes), key=lambda one: (one.published_at, one.pk)
        )
    return found


def _held(edition: Edition) -> set[str]:
    """The hashes of the releases that it was made from."""
    return {one["sha256"] for one in edition.made_from if one["kind"] == RELEASE}
