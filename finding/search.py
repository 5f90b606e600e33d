"""A search: what was asked, what readers may see of it, and what the page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from finding.full_text import END, SHORTEST_START, START, Matches, Term, count_matching, matching, with_snippets
from finding.models import Entry, Kind, Word
from finding.readable import Group, Readable, readable_entries, readable_now
from finding.search_words import asked_words, most_errors, nearest

PAGE_LENGTH = 10
LONGEST_QUERY = 200
FILTERS = ("kind", "theme", "priority", "year")
# Of so many words that begin alike the most used are held against one with a typing error.
MOST_CANDIDATES = 4000


@dataclass(frozen=True)
class Asked:
    """What a reader asked for. An empty filter asks for everything."""

    query: str = ""
    kind: str = ""
    theme: str = ""
    priority: str = ""
    year: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not self.query.strip() and not self.filters

    @property
    def words(self) -> list[str]:
        """The words that narrow it."""
        return asked_words(self.query[:LONGEST_QUERY])


@dataclass(frozen=True)
class Hit:
    """One result."""

    entry: Entry
    title: SafeString
    text: SafeString


@dataclass(frozen=True)
class Found:
    """The results. `corrected` is what was searched for instead; not `whole`, no page has all the words."""

    asked: Asked
    readable: Readable
    rows: Matches
    terms: tuple[Term, ...] = ()
    whole: bool = True
    corrected: str = ""
    number: str | None = None

    @cached_property
    def page(self) -> Page[int]:
        """The keys of the entries of the page that was asked for."""
        paginator: Paginator[int] = Paginator([], PAGE_LENGTH)
        # Counted once, and by the index alone where it can be.
        paginator.count = self.count
        page = paginator.get_page(self.number)
        first = (page.number - 1) * PAGE_LENGTH
        page.object_list = self.rows[first : first + PAGE_LENGTH] if self.count else []
        return page

    @cached_property
    def count(self) -> int:
        """How many results there are."""
        if self.terms and not self.asked.filters:
            return count_matching(self.terms, whole=self.whole, hidden=self.readable.hidden)
        return self.rows.count()

    @cached_property
    def hits(self) -> list[Hit]:
        """The results of the page, with the words marked."""
        keys = list(self.page.object_list)
        if self.terms:
            told = with_snippets(keys, self.terms, whole=self.whole)
        else:
            # Only without words does an entry tell its own.
            told = {pk: (entry, entry.title, _beginning(entry)) for pk, entry in Entry.objects.in_bulk(keys).items()}
        return [Hit(told[key][0], _marked(told[key][1]), _marked(told[key][2])) for key in keys if key in told]


def search(asked: Asked, number: str | None = None) -> Found:
    """Find it: all the words; else with typing errors mended; else any of them. A constant number of queries."""
    readable = readable_now()
    words, make = asked.words, partial(Found, asked, readable, number=number)
    matched = partial(matching, hidden=readable.hidden, filters=asked.filters)
    if not words:
        rows = readable_entries(readable.hidden).filter(**asked.filters)
        shown = rows if asked.filters and not asked.query.strip() else rows.none()
        return make(Matches((shown.values_list("pk", flat=True),)))
    terms = terms_of(words)
    found = make(matched(terms), terms)
    if found.count:
        return found
    mended = _mended(terms)
    if mended != terms:
        corrected = " ".join(term.word for term in mended)
        other = make(matched(mended), mended, corrected=corrected)
        if other.count:
            return other
    if len(mended) > 1:
        return make(matched(mended, whole=False), mended, whole=False)
    return found


def terms_of(words: list[str]) -> tuple[Term, ...]:
    """A word that stands in some text is meant as it is; any other may be the start of one."""
    known = dict(Word.objects.filter(text__in=words).values_list("text", "entries"))
    starts = [word for word in words if word not in known and len(word) >= SHORTEST_START]
    most = _most_of_starts(starts) if starts else {}
    return tuple(Term(word, word not in known, known.get(word) or most.get(word, 0)) for word in words)


def _most_of_starts(starts: list[str]) -> dict[str, int]:
    """How many entries have the most used of the words that begin so."""
    begun = {start: Q(initial=start[0], text__startswith=start) for start in starts}
    asked = {f"of_{place}": Max("entries", filter=condition) for place, condition in enumerate(begun.values())}
    found = Word.objects.order_by().filter(reduce(or_, begun.values())).aggregate(**asked)
    return {start: found[f"of_{place}"] or 0 for place, start in enumerate(starts)}


def _mended(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Each word that stands in no text replaced by the nearest that does."""
    unknown = [term.word for term in terms if term.is_start and most_errors(term.word)]
    if not unknown:
        return terms
    # Of two letters at the start one is right.
    alike = reduce(
        or_,
        (
            Q(
                initial__in={word[0], word[1]},
                size__range=(len(word) - most_errors(word), len(word) + most_errors(word)),
            )
            for word in unknown
        ),
    )
    rows = Word.objects.filter(alike).order_by("-entries", "text")
    candidates = list(rows.values_list("text", "entries")[:MOST_CANDIDATES])
    best, used = {word: nearest(word, candidates) for word in unknown}, dict(candidates)
    return tuple(Term(found, entries=used[found]) if (found := best.get(term.word)) else term for term in terms)


def choices(asked: Asked, groups: Sequence[Group]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """The filters with what there is to choose: name, label, what is chosen, values with their words."""
    kinds, years = {group.kind for group in groups}, {group.year for group in groups if group.year}
    themes = {group.theme: group.theme_title for group in groups if group.theme}
    priorities = {group.priority: group.priority_title for group in groups if group.priority}
    return [
        ("kind", "Type", asked.kind, [(kind.value, kind.label) for kind in Kind if kind.value in kinds]),
        ("theme", "Theme", asked.theme, sorted(themes.items(), key=lambda one: one[1])),
        ("priority", "Priority", asked.priority, sorted(priorities.items(), key=lambda one: one[1])),
        ("year", "Year", asked.year, [(year, year) for year in sorted(years, reverse=True)]),
    ]


def asked_of(parameters: Any) -> Asked:
    """What an address asks for."""
    named = {name: parameters.get(name, "")[:120] for name in FILTERS}
    return Asked(query=parameters.get("q", "")[:LONGEST_QUERY], **named)


def _beginning(entry: Entry) -> str:
    return entry.text if len(entry.text) <= 220 else entry.text[:220].rsplit(" ", 1)[0] + " …"


def _marked(text: str) -> SafeString:
    """The text for a page: escaped, the words that were found as marks."""
    # Safe: everything is escaped but the marks, which are put in afterwards.
    return mark_safe(str(escape(text)).replace(START, "<mark>").replace(END, "</mark>"))  # noqa: S308
