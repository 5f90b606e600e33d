"""The texts of a thing with what was said beside their passages."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from partnership.models import User
from review.models import Comment, Reviewable
from review.policies import may_write
from review.privacy_scan import Place, places_of
from review.queries import last_approved, submitted_revision
from review.states import ReviewState


@dataclass(frozen=True)
class Part:
    """A part of a text, whether somebody commented on it, and the numbers of the comments whose passage ends there."""

    text: str
    is_marked: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Commented:
    """One text in its parts, and the comments on them in their order, each with its number."""

    label: str
    parts: tuple[Part, ...]
    comments: tuple[tuple[int, Comment], ...]


def texts_shown(user: User, item: Reviewable) -> list[Place]:
    """The texts that may be commented on. Its writers see what they are writing, others what was submitted or approved.

    Of what is withdrawn there are none.
    """
    if item.state == ReviewState.WITHDRAWN:
        return []
    if may_write(user, item):
        content = item.readable()
    else:
        revision = submitted_revision(item) or last_approved(item)
        content = dict(item.readable_of(revision.content)) if revision else {}
    # A key, a day or a figure is no text.
    return [place for place in places_of(content) if any(sign.isspace() for sign in place.text.strip())]


def stands_in(passage: str, places: Iterable[Place]) -> bool:
    """Whether one of the texts has these words."""
    return any(_span(passage, place.text) for place in places)


def beside(places: Iterable[Place], comments: Iterable[Comment]) -> tuple[list[Commented], list[Comment]]:
    """Each text with its comments, and those that belong to none: about the whole, or words that are gone. Pure."""
    left, found = list(comments), []
    for place in places:
        spans = {one.pk: span for one in left if (span := _span(one.passage, place.text))}
        own = sorted((one for one in left if one.pk in spans), key=lambda one: (*spans[one.pk], one.pk))
        left = [one for one in left if one.pk not in spans]
        numbered = tuple(enumerate(own, 1))
        parts = _parts(place.text, {number: spans[one.pk] for number, one in numbered})
        found.append(Commented(place.label, tuple(parts), numbered))
    return found, left


def _span(passage: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text, however the lines end between them."""
    words = passage.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None


def _parts(text: str, spans: Mapping[int, tuple[int, int]]) -> Iterator[Part]:
    """The text cut at each beginning and end of a passage, so that passages may overlap."""
    cuts = sorted({0, len(text), *(cut for span in spans.values() for cut in span)})
    for first, last in itertools.pairwise(cuts):
        is_marked = any(start <= first and last <= end for start, end in spans.values())
        yield Part(text[first:last], is_marked, tuple(number for number, (_, end) in spans.items() if end == last))
