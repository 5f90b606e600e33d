"""The question to the database's own full-text search, in the language of each: FTS5 of SQLite, or PostgreSQL."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from finding.models import Entry
from finding.search_words import OTHER_FORM

# Round the words that were found, until the page marks them: letters that nobody types, and no template trusts.
START, END = "\ue000", "\ue001"
SHORTEST_START = 3
# Of more entries no rank is worked out: a word that so many have says little about any of them.
MOST_RANKED = 2000


@dataclass(frozen=True)
class Term:
    """A word to find, and how many entries have it. `is_start`: words that begin with it count too."""

    word: str
    is_start: bool = False
    entries: int = 0

    @property
    def is_frequent(self) -> bool:
        """Whether so many entries have it that it tells none from another."""
        return self.entries > MOST_RANKED


@dataclass(frozen=True)
class Dialect:
    """How a database is asked. Each text of SQL takes the question as its only parameter, or none.

    `having` and `titled` are conditions for entries with the words, and with the words in the title; `plus` stands
    before a column by which the newest are not to be looked up.
    """

    tables: tuple[str, ...]
    where: tuple[str, ...]
    having: str
    titled: str
    plus: str
    rank: str
    rank_takes_question: bool
    title: str
    snippet: str
    all_of: str
    any_of: str
    start: str
    quote: str

    def condition(self, name: str) -> str:
        """`having` or `titled`, or the contrary: `not having`, `not titled`."""
        found: str = getattr(self, name.removeprefix("not "))
        return f"NOT {found}" if name.startswith("not ") else found

    def question(self, terms: Sequence[Term], *, whole: bool) -> str:
        """All the terms, or (not `whole`) any of them. Words hold letters and digits alone."""
        joined = self.all_of if whole else self.any_of
        return joined.join(self._term(term) for term in terms)

    def _term(self, term: Term) -> str:
        forms = [self._quoted(term.word)]
        if term.word in OTHER_FORM:
            forms.append(self._quoted(OTHER_FORM[term.word]))
        if term.is_start and len(term.word) >= SHORTEST_START:
            forms.append(self._quoted(term.word) + self.start)
        return f"({self.any_of.join(forms)})"

    def _quoted(self, word: str) -> str:
        return f"{self.quote}{word}{self.quote}"


_FTS = "finding_entry_fts"
_ASKED = "to_tsquery('english', %s)"
_MARKS = f'StartSel="{START}", StopSel="{END}"'
DIALECTS = {
    "sqlite": Dialect(
        tables=(_FTS,),
        where=(f"{_FTS}.rowid = finding_entry.id", f"{_FTS} MATCH %s"),
        # The plus signs keep SQLite from fetching each row: the index by date has all that the newest are chosen by.
        having="+finding_entry.id IN (SELECT rowid FROM finding_entry_fts(%s))",
        titled="+finding_entry.id IN (SELECT rowid FROM finding_entry_fts('title : (' || %s || ')'))",
        plus="+",
        rank=f"bm25({_FTS}, 8.0, 1.0)",
        rank_takes_question=False,
        title=f"highlight({_FTS}, 0, '{START}', '{END}')",
        snippet=f"snippet({_FTS}, 1, '{START}', '{END}', '…', 36)",
        all_of=" AND ",
        any_of=" OR ",
        start="*",
        quote='"',
    ),
    "postgresql": Dialect(
        tables=(),
        where=(f"finding_entry.vector @@ {_ASKED}",),
        having=f"finding_entry.vector @@ {_ASKED}",
        titled=f"finding_entry.title_vector @@ {_ASKED}",
        plus="",
        # 1: a long text has no advantage.
        rank=f"-ts_rank('{{0.1, 0.2, 0.3, 1.0}}', finding_entry.vector, {_ASKED}, 1)",
        rank_takes_question=True,
        title=f"ts_headline('english', finding_entry.title, {_ASKED}, '{_MARKS}, HighlightAll=true')",
        snippet=(
            f"ts_headline('english', finding_entry.text, {_ASKED}, "
            f"'{_MARKS}, MaxWords=36, MinWords=20, MaxFragments=2, FragmentDelimiter=\" … \"')"
        ),
        all_of=" & ",
        any_of=" | ",
        start=":*",
        quote="",
    ),
}


@dataclass(frozen=True)
class Matches:
    """The keys of what was found, the best first: the results of several queries, one after the other."""

    parts: tuple[QuerySet[Entry, int], ...]

    def count(self) -> int:
        """How many there are."""
        return sum(part.count() for part in self.parts)

    def __getitem__(self, wanted: slice) -> list[int]:
        """Those from one place to another. A part is counted only where it ends before the first of them."""
        found: list[int] = []
        start, stop = wanted.start or 0, wanted.stop
        *before, last = self.parts
        for part in before:
            some = list(part[start:stop])
            found += some
            if len(some) == stop - start:
                return found
            size = start + len(some) if some or not start else part.count()
            start, stop = max(0, start - size), stop - size
        return [*found, *last[start:stop]]


def matching(
    terms: Sequence[Term], *, whole: bool = True, hidden: Sequence[int] = (), filters: Mapping[str, Any] | None = None
) -> Matches:
    """The entries with all of the terms, or with any of them, the best first: a title counts more than a text.

    Of words that nearly every entry has, those with all of them in the title come first, then the newest; where any
    of the words is enough, these come after what has the others.
    """
    dialect, filters = DIALECTS[connection.vendor], filters or {}
    rare = [term for term in terms if not term.is_frequent]
    frequent = [term for term in terms if term.is_frequent]
    if not frequent or (whole and rare):
        return Matches((_ranked(terms, whole=whole, hidden=hidden, filters=filters),))
    question = dialect.question(terms, whole=whole)
    if any(term.entries for term in rare):
        first = _ranked(rare, whole=whole, hidden=hidden, filters=filters)
        others = {"having": question, "not having": dialect.question(rare, whole=whole)}
        return Matches((first, _newest(others, hidden, filters)))
    return Matches(
        tuple(_newest({"having": question, one: question}, hidden, filters) for one in ("titled", "not titled"))
    )


def _ranked(
    terms: Sequence[Term], *, whole: bool, hidden: Sequence[int], filters: Mapping[str, Any]
) -> QuerySet[Entry, int]:
    dialect = DIALECTS[connection.vendor]
    question = dialect.question(terms, whole=whole)
    rows = Entry.objects.filter(**filters).exclude(pk__in=hidden)
    ranked = rows.extra(  # noqa: S610 (our own SQL; what was typed is a parameter)
        tables=list(dialect.tables),
        where=list(dialect.where),
        params=[question],
        select={"rank": dialect.rank},
        select_params=[question] if dialect.rank_takes_question else None,
    )
    return ranked.order_by("rank", "-dated", "-pk").values_list("pk", flat=True)


def _newest(asked: Mapping[str, str], hidden: Sequence[int], filters: Mapping[str, Any]) -> QuerySet[Entry, int]:
    """The newest of those for which each condition holds of its question."""
    dialect = DIALECTS[connection.vendor]
    found = Entry.objects.exclude(pk__in=hidden).extra(  # noqa: S610 (as above; filters have the names of our columns)
        where=[*map(dialect.condition, asked), *(f"{dialect.plus}finding_entry.{name} = %s" for name in filters)],
        params=[*asked.values(), *filters.values()],
    )
    return found.order_by("-dated", "-pk").values_list("pk", flat=True)


def count_matching(terms: Sequence[Term], *, whole: bool, hidden: Sequence[int]) -> int:
    """How many entries have the terms, without the hidden ones. An index that is a table of its own counts alone."""
    dialect = DIALECTS[connection.vendor]
    question = dialect.question(terms, whole=whole)
    if not dialect.tables:
        return _newest({"having": question}, hidden, {}).count()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM finding_entry_fts WHERE finding_entry_fts MATCH %s "
            "AND rowid NOT IN (SELECT value FROM json_each(%s))",
            [question, json.dumps(list(hidden))],
        )
        (found,) = cursor.fetchone()
    return int(found)


def with_snippets(
    keys: Iterable[int], terms: Sequence[Term], *, whole: bool = True
) -> dict[int, tuple[Entry, str, str]]:
    """These entries by their keys, with title and some of the text: what was found is between `START` and `END`.

    An entry comes without its whole text.
    """
    dialect = DIALECTS[connection.vendor]
    question = dialect.question(terms, whole=whole)
    takes = "%s" in dialect.title
    rows = Entry.objects.filter(pk__in=list(keys)).extra(  # noqa: S610 (as above)
        tables=list(dialect.tables),
        where=list(dialect.where),
        params=[question],
        select={"marked_title": dialect.title, "marked_text": dialect.snippet},
        select_params=[question, question] if takes else None,
    )
    entries: Iterable[Any] = rows.order_by().defer("text")
    return {entry.pk: (entry, entry.marked_title, entry.marked_text) for entry in entries}
