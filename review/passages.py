"""The texts of a thing with what was said beside their passages."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnership.models import User
from review.models import Comment, Reviewable
from review.policies import may_write
from review.privacy_scan import Place, places_of
from review.queries import last_approved, submitted_revision
from review.states import ReviewState


@dataclass(frozen=True)
class Part:
    """A part of a text; `numbers` are those of the comments on it."""

    text: str
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
    return any(passage in place.text for place in places)


def beside(places: Iterable[Place], comments: Iterable[Comment]) -> tuple[list[Commented], list[Comment]]:
    """Each text with its comments, and those that belong to none: about the whole, or words that are gone. Pure."""
    left, found = list(comments), []
    for place in places:
        own = [one for one in left if one.passage and one.passage in place.text]
        left = [one for one in left if one not in own]
        own.sort(key=lambda one: (place.text.index(one.passage), one.pk))
        numbered = tuple(enumerate(own, 1))
        found.append(Commented(place.label, tuple(_parts(place.text, numbered)), numbered))
    return found, left


def _parts(text: str, numbered: Iterable[tuple[int, Comment]]) -> Iterator[Part]:
    """The text cut at each beginning and end of a passage, so that passages may overlap."""
    spans = [(text.index(one.passage), text.index(one.passage) + len(one.passage), number) for number, one in numbered]
    cuts = sorted({0, len(text), *(cut for first, last, _ in spans for cut in (first, last))})
    for first, last in itertools.pairwise(cuts):
        yield Part(text[first:last], tuple(number for start, end, number in spans if start <= first and last <= end))
