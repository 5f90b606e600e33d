"""Whether a sentence speaks of a row: by the words that other rows do not have, and by words near to them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from indicators.definitions.families import Family, get_family
from indicators.disclosure.said_numbers import listed

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# They stand in so many labels and sentences that they tell rows apart for nobody.
_COMMON = frozenset(
    listed(
        "a an and any are at by code e.g for from in incl including into is no not of on only or other that the "
        "their there to was were what who with without number numbers rate rates all child children adult adults "
        "people person young total first further e g la uk s what became end identified information taken "
        "received linked"
    )
)
# Words of labels that ordinary sentences have as well: each needs another word of the row or its family beside it.
_ORDINARY = frozenset(
    listed(
        "care repeat report crime concern enquiry start conclude outcome action risk remain reduce remove request "
        "close asked ask express record achieve partial full know school education service health police house "
        "home social legal agency court anonymous unknown source contact send assess factor parent carer "
        "household another self individual support physical mental emotional learn illness serious victim protect "
        "plan safety section safeguard domestic abuse behaviour alternative family arrangement placement return "
        "stay intend overseas independent voluntary centre provider organisation association primary visitor "
        "nurse young age incident look desire summary misuse disability belief faith accident drug alcohol "
        "individual identify become review"
    )
)
_SAME = {
    "away": "missing",
    "runaway": "missing",
    "abscond": "missing",
    "disappear": "missing",
    "vanish": "missing",
    "absent": "missing",
    "foster": "care",
    "residential": "care",
    "placement": "care",
    "home": "care",
    "again": "repeat",
    "recurrent": "repeat",
    "repeatedly": "repeat",
    "groom": "exploit",
    "cse": "exploit",
    "racist": "race",
    "racial": "race",
    "racially": "race",
    "hatred": "hate",
    "accuse": "suspect",
    "arrest": "suspect",
    "offence": "crime",
    "offend": "crime",
    "violence": "abuse",
    "abusive": "abuse",
    "traffick": "traffic",
    "slavery": "traffic",
    "enquirie": "enquiry",
    "unresolved": "inconclusive",
    "drink": "alcohol",
    "substance": "drug",
    "fgm": "genital",
    "cut": "genital",
    "gang": "gang",
    "bully": "bully",
    "refer": "referral",
    "plan": "protect",
}
_PHRASES = (
    (re.compile(r"\blook(?:ed|ing)?[\s-]+after\b|\bchildren[’']s\s+homes?\b|\blac\b|\bcla\b", re.IGNORECASE), "care"),
    (re.compile(r"\bmore\s+than\s+once\b|\bsecond\s+time\b|\bseveral\s+times\b", re.IGNORECASE), "repeat"),
    (re.compile(r"\boutside\s+the\s+family\b|\bstrangers?\b", re.IGNORECASE), "familial"),
    (re.compile(r"\bpast\s+asking\b|\bdid\s+not\s+know\b|\bdon[’']t\s+know\b", re.IGNORECASE), "know"),
)
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ions",
    "ion",
    "ment",
    "ments",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@cache
def stem(word: str) -> str:
    """A word without its ending, in one spelling for words that mean the same here."""
    small = re.sub(r"[’']s?$|[’']", "", word.lower())
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= 3:
            small = small.removesuffix(ending)
            break
    return _stemmed_same().get(small, small)


@cache
def _stemmed_same() -> dict[str, str]:
    return {_bare(near): _bare(word) for near, word in _SAME.items()}


def _bare(small: str) -> str:
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= 3:
            return small.removesuffix(ending)
    return small


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text, with those that its phrases stand for."""
    words = {stem(match[0]) for match in _WORD.finditer(text)}
    return frozenset(words | {_bare(word) for pattern, word in _PHRASES if pattern.search(text)})


_COMMON_STEMS = frozenset(stem(word) for word in _COMMON)
_ORDINARY_STEMS = frozenset(stem(word) for word in _ORDINARY)


@dataclass(frozen=True)
class RowWords:
    """What tells a row: words of its own, and words of the family. `strong` ones are enough by themselves."""

    own: frozenset[str]
    family: frozenset[str]

    def are_in(self, stems: frozenset[str]) -> bool:
        """Whether a sentence with these stems may speak of the row."""
        said = self.own & stems
        if said - _ORDINARY_STEMS:
            return True
        return bool(said) and len(said | (self.family & stems)) > 1


def words_of(family_slug: str, row_key: str, label: str = "") -> RowWords:
    """The words of a row. Rows of areas have the words of their family; two of them are needed."""
    return _words_of(get_family(family_slug), row_key, label)


@lru_cache(maxsize=4096)
def _words_of(family: Family, row_key: str, label: str) -> RowWords:
    title = _telling(f"{family.title} {family.theme_title if not family.fixed_rows else ''}")
    labels = {row.key: _telling(f"{row.label} {row.group}") for row in family.fixed_rows}
    if row_key not in labels:
        return RowWords(title | _telling(label), title)
    shared = frozenset.intersection(*labels.values()) if len(labels) > 1 else frozenset()
    own = labels[row_key] - shared or labels[row_key] or title
    others: Iterable[str] = frozenset().union(*labels.values())
    return RowWords(own, title | shared | (frozenset(others) & title))


def _telling(text: str) -> frozenset[str]:
    return stems_of(text) - _COMMON_STEMS
