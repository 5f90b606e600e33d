"""What a note says of the figures: direction words, ranks, and the numbers beside them. Pure; knows no figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice

from indicators.checks.note_numbers import Amount, amount, in_digits
from indicators.checks.note_patterns import (
    ALL_OF_IT,
    AMOUNTS,
    ANOTHER,
    BY,
    CAN_BE_SAID,
    CLAUSE,
    DENIED,
    DOWN,
    EACH,
    FROM,
    LAST_YEAR,
    LONGEST,
    LOWEST,
    MAY,
    MOST_CLAUSES,
    NAMED,
    NEGATED,
    NONE,
    NOT_OF_FIGURES,
    NOT_SO,
    NOUNS,
    OF_FIGURES,
    OF_OTHERS,
    OF_TIMES,
    OF_UNKNOWN,
    ORDINALS,
    OTHER_STANDARD,
    OTHER_TIME,
    OURS,
    PART_OF_IT,
    PIECE,
    RANK,
    ROUGHLY,
    SAYS_THE_NUMBER,
    SENTENCE,
    STABLE,
    THAN,
    TIMES,
    TO,
    UNCHANGED,
    UNKNOWN,
    UP,
    WHY,
    WORDS,
)


@dataclass(frozen=True)
class Said:
    """One statement: its words, which way it says that something went, and the numbers now, before and between.

    `direction` is 0 where the words name none, and `denied` the one that they deny. `is_unchanged` says that there was
    no change, `is_stable` that it was small. `rank` is the place from the top, or from the bottom if below zero, among
    the rows or, with `rank_in_time`, among the years. `other` names the row that something is above or below. `named`
    are the rows that it names, `ours` says that it is about our own area, and `each` about every row.
    """

    text: str
    direction: int = 0
    denied: int = 0
    now: Amount | None = None
    before: Amount | None = None
    by: Amount | None = None
    times: tuple[Decimal, Decimal] | None = None
    is_unchanged: bool = False
    is_stable: bool = False
    rank: int = 0
    rank_in_time: bool = False
    other: str = ""
    named: Sequence[str] = field(default=())
    ours: bool = False
    each: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether it says how much."""
        return bool(self.now or self.before or self.by or self.times or self.is_unchanged or self.is_stable)


def statements(
    note: str, names: Sequence[str] = (), last_year: Sequence[str] = (), this_year: Sequence[str] = ()
) -> Iterator[Said]:
    """The statements of a note that name a direction, a rank or numbers of the figures.

    The `names` of rows are no words of the note: “Risk reduced” reduces nothing. `last_year` and `this_year` are the
    spellings of the period before and of the period.
    """
    for clause in islice(_clauses(note), MOST_CLAUSES):
        masked = _masked(clause, names)
        for words, spellings in (("last year", last_year), ("this year", this_year)):
            for spelling in spellings:
                masked = re.sub(rf"\b{re.escape(spelling)}\b", words, masked)
        for text, piece in _pieces(clause, masked):
            said = _statement(text, piece, names)
            if said is not None:
                yield said


def _clauses(note: str) -> Iterator[str]:
    """The parts of the note that can be statements of figures, as they are written."""
    for sentence in SENTENCE.split(note):
        if CAN_BE_SAID.search(sentence):
            yield from (clause.strip()[:LONGEST] for clause in CLAUSE.split(sentence) if CAN_BE_SAID.search(clause))


def _masked(clause: str, names: Sequence[str]) -> str:
    """The clause with names of rows as numbers in brackets, the longest first, and what is counted as “numbers”."""
    for index, name in sorted(enumerate(names), key=lambda one: -len(one[1])):
        if name.strip():
            clause = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"⟦{index}⟧", clause, flags=re.I)
    counted = [noun for noun in NOUNS if any(noun in name.lower() for name in names)]
    others = [noun for noun in NOUNS if counted and noun not in counted]
    clause = re.sub(rf"\b(?:the )?(?:{'|'.join(counted)})\b", "numbers", clause, flags=re.I) if counted else clause
    return re.sub(rf"\b(?:{'|'.join(others)})\b", UNKNOWN, clause, flags=re.I) if others else clause


def _pieces(clause: str, masked: str) -> Iterator[tuple[str, str]]:
    """The clause, or where it says more than one way of rows that it names, each part of it that does."""
    pieces = [one for one in PIECE.split(masked) if _ways(one)]
    if len(pieces) > 1 and all(NAMED.search(one) for one in pieces):
        yield from ((clause, one) for one in pieces)
    else:
        yield clause, masked


def _ways(text: str) -> set[int]:
    return {way for way, words in WORDS.items() if words.search(text)}


def _statement(text: str, masked: str, names: Sequence[str]) -> Said | None:
    bare = PART_OF_IT.sub("", masked)
    bare = WHY.sub(" ", bare)
    is_other_time = bool(OTHER_TIME.search(bare))
    about_figures = bool(OF_FIGURES.search(bare)) and not NOT_OF_FIGURES.search(bare)
    bare = in_digits(bare)
    named = [names[int(one)] for one in NAMED.findall(bare)]
    rank = _rank(bare)
    if rank is not None:
        in_time = bool(OF_TIMES.search(masked))
        return Said(text, rank=rank, rank_in_time=in_time, named=named, ours=bool(OURS.search(bare)))
    beside = _beside(text, bare, names)
    if beside is not None:
        return beside
    if is_other_time or any(words.search(bare) for words in (OTHER_STANDARD, NOT_SO, MAY, OF_UNKNOWN)):
        return None
    rest = OF_OTHERS.sub(" ", bare)
    if rest != bare and not _ways(rest):
        return None
    said = _change(text, rest, named, about_figures=about_figures)
    return said and replace(said, each=bool(EACH.search(rest)))


def _change(text: str, bare: str, named: Sequence[str], *, about_figures: bool) -> Said | None:
    ours = bool(OURS.search(bare))
    denied = DENIED.search(bare)
    if denied is not None:
        ways = _ways(denied["verb"] or denied["noun"]) or {
            UP if denied["verb"].lower() in ("grow", "increase") else DOWN
        }
        return Said(text, denied=next(iter(ways)), named=named, ours=ours) if len(ways) == 1 else None
    ways = _ways(bare)
    before, by = _first(FROM, bare), _first(BY, bare)
    # “Last year the figure was 10” says nothing of this year.
    rest = FROM.sub(" ", bare)
    now = _first(TO, rest)
    if now is None:
        now = _first(ALL_OF_IT, rest) or (Amount(Decimal(0), Decimal(0)) if NONE.search(rest) else None)
    unchanged = about_figures and not ways and bool(UNCHANGED.search(bare))
    roughly = unchanged and bool(ROUGHLY.search(bare))
    stable = not ways and not unchanged and bool(STABLE.search(bare)) and not NOT_OF_FIGURES.search(bare)
    if unchanged or stable:
        exactly = unchanged and not roughly
        return Said(text, is_unchanged=exactly, is_stable=not exactly, now=now, named=named, ours=ours)
    if len(ways) > 1 or (ways and NEGATED.search(bare)):
        return None
    said = Said(
        text,
        next(iter(ways), 0),
        now=now,
        before=before,
        by=by if ways else None,
        times=next((times for words, times in TIMES if words.search(bare)), None),
        named=named,
        ours=ours,
    )
    # Without a direction two numbers beside each other are a comparison, and those of the year before or of all.
    is_all = any(words.search(rest) for words in (ALL_OF_IT, NONE, SAYS_THE_NUMBER))
    of_last_year = before is not None and bool(re.search(LAST_YEAR, bare, re.I))
    return (
        said
        if said.direction or (now and before and not NOT_OF_FIGURES.search(bare)) or is_all or of_last_year
        else None
    )


def _first(pattern: re.Pattern[str], text: str) -> Amount | None:
    """The first amount that the pattern finds; it names each of its groups apart."""
    found = pattern.search(text)
    if found is None:
        return None
    return amount(found, next(name for name in AMOUNTS if name in pattern.groupindex and found[name]))


def _rank(bare: str) -> int | None:
    found = RANK.search(bare)
    if found is None or NEGATED.search(bare):
        return None
    place = ORDINALS.get((found["ordinal"] or "").lower(), 1)
    return -place if LOWEST.search(found["way"]) else place


def _beside(text: str, bare: str, names: Sequence[str]) -> Said | None:
    """That one row is above or below another, which is named behind it."""
    found = THAN.search(bare)
    another = ANOTHER.match(bare[found.end() :]) if found else None
    if found is None or another is None or NEGATED.search(bare) or _ways(bare[: found.start()]):
        return None
    subjects = [names[int(one)] for one in NAMED.findall(bare[: found.start()])]
    direction = UP if found["more"] else DOWN
    ours = bool(OURS.search(bare[: found.start()]))
    now = _first(TO, bare[: found.start()])
    return Said(text, direction, now=now, other=names[int(another["row"])], named=subjects, ours=ours)
