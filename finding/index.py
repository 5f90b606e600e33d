"""Writing the index: in the transaction of whoever publishes or withdraws, so that no hit is older than the pages."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from finding.models import Entry, Kind, Word
from finding.search_words import vocabulary_of


@dataclass(frozen=True)
class Page:
    """A page, or a place on one, as it is to be found. `thing` is the key of the row that it comes from."""

    kind: Kind
    thing: int
    title: str
    text: str
    url: str
    dated: datetime.date
    theme: tuple[str, str] = ("", "")
    priority: tuple[str, str] = ("", "")
    year: str = ""

    def entry(self, group: str) -> Entry:
        """As it is stored."""
        return Entry(
            kind=self.kind.value,
            group=group,
            thing=self.thing,
            title=self.title[:300],
            text=" ".join(self.text.replace("\0", " ").split()),
            url=self.url,
            dated=self.dated,
            theme=self.theme[0],
            theme_title=self.theme[1],
            priority=self.priority[0],
            priority_title=self.priority[1],
            year=self.year,
        )


_COMPARED = [field.name for field in Entry._meta.concrete_fields if field.name != "id"]


def write(group: str, pages: Iterable[Page]) -> None:
    """Make the entries of a group those of these pages; what is the same is not touched."""
    wanted = {page.url: page.entry(group) for page in pages}
    with transaction.atomic():
        stored = {entry.url: entry for entry in Entry.objects.filter(group=group)}
        gone = [entry for url, entry in stored.items() if url not in wanted or _differs(entry, wanted[url])]
        new = [entry for url, entry in wanted.items() if url not in stored or _differs(stored[url], entry)]
        if gone:
            Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
        if new:
            # An address that was in another group until now moves with its page.
            moved = list(Entry.objects.filter(url__in=[entry.url for entry in new]))
            if moved:
                Entry.objects.filter(pk__in=[entry.pk for entry in moved]).delete()
            Entry.objects.bulk_create(new, batch_size=200)
            gone += moved
        _count_words(gone, new)


def _differs(one: Entry, other: Entry) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _COMPARED)


def _count_words(gone: list[Entry], new: list[Entry]) -> None:
    """Keep how many entries have each word, so that no word outlives the last page that has it."""
    change: Counter[str] = Counter()
    for entry in new:
        change.update(vocabulary_of(entry.title, entry.text))
    for entry in gone:
        change.subtract(vocabulary_of(entry.title, entry.text))
    by_change: dict[int, list[str]] = {}
    for word, times in change.items():
        if times:
            by_change.setdefault(times, []).append(word)
    more = {word: times for word, times in change.items() if times > 0}
    known = set(Word.objects.filter(text__in=more).values_list("text", flat=True)) if more else set()
    for times, words in by_change.items():
        rows = Word.objects.filter(text__in=words)
        if times < 0:
            rows.filter(entries__lte=-times).delete()
        rows.update(entries=F("entries") + times)
    fresh = [Word(text=word, entries=times) for word, times in sorted(more.items()) if word not in known]
    Word.objects.bulk_create(fresh, batch_size=500)
