"""The question to the database's own full-text search, in the language of each: FTS5 of SQLite, or PostgreSQL."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Case, Q, QuerySet, When

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


@dataclass(frozen=True)
class Dialect:
    """How a database is asked. Each text of SQL takes the question as its only parameter, or none."""

    tables: tuple[str, ...]
    where: tuple[str, ...]
    rank: str
    rank_takes_question: bool
    title: str
    snippet: str
    all_of: str
    any_of: str
    start: str
    quote: str

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


def matching(entries: QuerySet[Entry], terms: Sequence[Term], *, whole: bool = True) -> QuerySet[Entry]:
    """The entries with all of the terms, or with any of them, the best first: a title counts more than a text.

    Of words that nearly every entry has, those with all of them in the title come first, then the newest.
    """
    dialect = DIALECTS[connection.vendor]
    question = dialect.question(terms, whole=whole)
    asked = entries.extra(  # noqa: S610 (our own SQL; what was typed is a parameter)
        tables=list(dialect.tables),
        where=list(dialect.where),
        params=[question],
    )
    if whole and terms and min(term.entries for term in terms) > MOST_RANKED:
        titled = reduce(and_, (Q(title__icontains=term.word) for term in terms))
        return asked.annotate(rank=Case(When(titled, then=0), default=1)).order_by("rank", "-dated", "-pk")
    ranked = asked.extra(  # noqa: S610 (as above)
        select={"rank": dialect.rank}, select_params=[question] if dialect.rank_takes_question else None
    )
    return ranked.order_by("rank", "-dated", "-pk")


def count_matching(terms: Sequence[Term], *, whole: bool, hidden: Sequence[int]) -> int:
    """How many entries have the terms, without the hidden ones. An index that is a table of its own counts alone."""
    dialect = DIALECTS[connection.vendor]
    if not dialect.tables:
        return matching(Entry.objects.exclude(pk__in=hidden), terms, whole=whole).count()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM finding_entry_fts WHERE finding_entry_fts MATCH %s "
            "AND rowid NOT IN (SELECT value FROM json_each(%s))",
            [dialect.question(terms, whole=whole), json.dumps(list(hidden))],
        )
        (found,) = cursor.fetchone()
    return int(found)


def snippets(keys: Iterable[int], terms: Sequence[Term], *, whole: bool = True) -> dict[int, tuple[str, str]]:
    """Title and some of the text of these entries, with the words that were found between `START` and `END`."""
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
    return {pk: (title, text) for pk, title, text in rows.order_by().values_list("pk", "marked_title", "marked_text")}
