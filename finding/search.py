"""A search: what was asked, what readers may see of it, and what the page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from finding.full_text import END, START, Term, count_matching, matching, snippets
from finding.models import Entry, Kind, Word
from finding.search_words import asked_words, most_errors, nearest
from learning.models import CaseStudy
from reports.editions.queries import published_editions

PAGE_LENGTH = 10
LONGEST_QUERY = 200
FILTERS = ("kind", "theme", "priority", "year")
# Of so many words that begin alike the most used are held against one with a typing error.
MOST_CANDIDATES = 4000


def hidden_entries() -> list[int]:
    """The few entries that readers may not see at this moment.

    Consent ends on a day, without anybody doing anything: stories, and reports that tell them, are asked about again.
    """
    stories = Q(kind=Kind.STORY) & ~Q(thing__in=CaseStudy.objects.public().order_by().values("pk"))
    reports = Q(kind=Kind.REPORT) & ~Q(thing__in=[edition.pk for edition in published_editions()])
    return list(Entry.objects.filter(stories | reports).order_by().values_list("pk", flat=True))


def readable_entries(hidden: Sequence[int] | None = None) -> QuerySet[Entry]:
    """The entries that readers may see at this moment. `hidden` are `hidden_entries` where they are known already."""
    return Entry.objects.exclude(pk__in=hidden_entries() if hidden is None else hidden)


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
    rows: QuerySet[Entry]
    terms: tuple[Term, ...] = ()
    whole: bool = True
    corrected: str = ""
    number: str | None = None
    hidden: Sequence[int] = ()

    @cached_property
    def page(self) -> Page[int]:
        """The keys of the entries of the page that was asked for: a thousand whole ones would be sorted along."""
        paginator = Paginator(self.rows.values_list("pk", flat=True), PAGE_LENGTH)
        # Counted once, and by the index alone where it can be.
        paginator.count = self.count
        return paginator.get_page(self.number)

    @cached_property
    def count(self) -> int:
        """How many results there are."""
        if self.terms and not self.asked.filters:
            return count_matching(self.terms, whole=self.whole, hidden=self.hidden)
        return self.rows.count()

    @cached_property
    def hits(self) -> list[Hit]:
        """The results of the page, with the words marked."""
        keys = list(self.page.object_list)
        found = (Entry.objects.defer("text") if self.terms else Entry.objects.all()).in_bulk(keys)
        entries = [found[key] for key in keys if key in found]
        texts = snippets([entry.pk for entry in entries], self.terms, whole=self.whole) if self.terms else {}
        # Their texts are read with the words in them; only without words does an entry tell its own.
        told = [(entry, texts.get(entry.pk) or (entry.title, _beginning(entry))) for entry in entries]
        return [Hit(entry, _marked(title), _marked(text)) for entry, (title, text) in told]


def search(asked: Asked, number: str | None = None) -> Found:
    """Find it: all the words; else with typing errors mended; else any of them. A constant number of queries."""
    hidden = hidden_entries()
    rows = readable_entries(hidden).filter(**asked.filters)
    words, make = asked.words, partial(Found, asked, number=number, hidden=hidden)
    if not words:
        shown = rows if asked.filters and not asked.query.strip() else rows.none()
        return make(shown)
    terms = terms_of(words)
    found = make(matching(rows, terms), terms)
    if found.count:
        return found
    mended = _mended(terms)
    if mended != terms:
        corrected = " ".join(term.word for term in mended)
        other = make(matching(rows, mended), mended, corrected=corrected)
        if other.count:
            return other
    if len(mended) > 1:
        return make(matching(rows, mended, whole=False), mended, whole=False)
    return found


def terms_of(words: list[str]) -> tuple[Term, ...]:
    """A word that stands in some text is meant as it is; any other may be the start of one."""
    known = dict(Word.objects.filter(text__in=words).values_list("text", "entries"))
    return tuple(Term(word, is_start=word not in known, entries=known.get(word, 0)) for word in words)


def _mended(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Each word that stands in no text replaced by the nearest that does."""
    unknown = [term.word for term in terms if term.is_start and most_errors(term.word)]
    if not unknown:
        return terms
    # Of two letters at the start one is right.
    alike = reduce(
        or_,
        (
            (Q(text__startswith=word[0]) | Q(text__startswith=word[1]))
            & Q(size__gte=len(word) - most_errors(word), size__lte=len(word) + most_errors(word))
            for word in unknown
        ),
    )
    rows = Word.objects.annotate(size=Length("text")).filter(alike).order_by("-entries", "text")
    candidates = list(rows.values_list("text", "entries")[:MOST_CANDIDATES])
    best, used = {word: nearest(word, candidates) for word in unknown}, dict(candidates)
    return tuple(Term(found, entries=used[found]) if (found := best.get(term.word)) else term for term in terms)


def choices(hidden: Sequence[int] | None = None) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters with what there is to choose: name, label, values with their words. An index alone answers it."""
    names = ("kind", "theme", "theme_title", "priority", "priority_title", "year")
    rows = list(readable_entries(hidden).order_by().values_list(*names).distinct())
    kinds, years = {row[0] for row in rows}, {row[5] for row in rows if row[5]}
    themes = {row[1]: row[2] for row in rows if row[1]}
    priorities = {row[3]: row[4] for row in rows if row[3]}
    return [
        ("kind", "Type", [(kind.value, kind.label) for kind in Kind if kind.value in kinds]),
        ("theme", "Theme", sorted(themes.items(), key=lambda one: one[1])),
        ("priority", "Priority", sorted(priorities.items(), key=lambda one: one[1])),
        ("year", "Year", [(year, year) for year in sorted(years, reverse=True)]),
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
