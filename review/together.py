"""What tells who somebody is by how few they are, or only together with what stands beside it. Pure.

Age, place, origin, condition, event, family and work are each shared by many. Three of them about one person, in a
sentence or in two that follow each other, are seldom true of two people; so are an origin and a place alone.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Aspect = Literal["age", "place", "origin", "condition", "event", "family", "work"]

_NOUNS = (
    r"children|babies|infants|girls|boys|teenagers|women|men|families|mothers|fathers|brothers|sisters|siblings|sons|daughters|"
    r"adults|victims|survivors|residents|patients|pupils|tenants|refugees|households|couples|"
    r"(?:young|older|disabled|deaf|homeless)\s+people|people\s+(?=(?:died|were\s+(?:killed|harmed|injured|arrested|abused))\b)|"
    r"deaths|suicides"
)
_SAID_OF_THEM = (
    r"(?:(?:of\s+(?:the|these|those|our|her|his|their)|other|more|further|young|younger|older|elderly|small|little|teenage|"
    r"disabled|deaf|autistic|pregnant|vulnerable|homeless|unaccompanied|local|separate|different|adult|child)\s+){0,3}"
)
_FEW = re.compile(
    rf"[TtFf234](?:(?<=[Tt])wo|(?<=[Tt])hree|(?<=[Ff])our|(?<=[234]))\s+{_SAID_OF_THEM}(?:{_NOUNS})\b(?![’'-])"
)
_ONE = re.compile(
    r"[OoJjAa](?<!\w.)(?i:(?<=o)nly\s+(?:one|1)|(?<=j)ust\s+(?:one|1)|(?<=a)\s+single)\s+(?:young\s+)?"
    r"(?:child|baby|girl|boy|woman|man|family|mother|father|adult|victim|survivor|resident|patient|pupil|household|person)\b"
    r"(?!\s+(?:at\s+a\s+time|needs|should|must|can|may)\b)",
    re.IGNORECASE,
)
# “one in four adults”, “at least two”, “Key stage 2 children”, “in 2 children's homes”.
_NO_COUNT = re.compile(
    r"(?:\d[.,:]|[\d£/–-]\s*|\b(?:(?:one|two|three|\d)\s+in|out\s+of|than|least|most|up\s+to|under|over|every|each|any|year|years|stage|"
    r"table|figure|section|part|step|priority|page|chapter|level|tier|grade|band|class|aged?|ages|groups?\s+of|first|last|and|to)\s*)$|\w$",
    re.IGNORECASE,
)
_THE_ONLY = re.compile(
    r"\b[Tt]he\s+only\s+(?:[\w’'-]{1,30}\s+){1,4}(?:in|at|on)\s+(?:the|her|his|their|our|that|this)\s+(?:[\w’'-]{1,30}\s+){0,1}"
    r"(?:village|hamlet|town|school|class|street|road|estate|ward|parish|church|mosque|team|home|island|club|nursery)\b"
)
_LONGEST_BEFORE = 20

_ORIGINS = """
Afghan Albanian Algerian American Angolan Arab Australian Bangladeshi Belarusian Bolivian Brazilian Bulgarian
Cameroonian Canadian Chilean Chinese Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian Egyptian
Eritrean Estonian Ethiopian Filipino Finnish French Gambian Georgian German Ghanaian Greek Gypsy Hindu Hungarian
Indian Indonesian Iranian Iraqi Israeli Italian Jamaican Japanese Jewish Jordanian Kazakh Kenyan Korean Kosovan
Kurdish Latvian Lebanese Libyan Lithuanian Malawian Malaysian Moldovan Mongolian Moroccan Mormon Muslim Namibian
Nepalese Nepali Nigerian Norwegian Pakistani Palestinian Peruvian Polish Portuguese Roma Romanian Russian Rwandan
Senegalese Serbian Sikh Slovak Slovakian Somali Spanish Sudanese Swedish Swiss Syrian Tamil Tanzanian Thai Tibetan
Traveller Tunisian Turkish Ugandan Ukrainian Vietnamese Yemeni Zambian Zimbabwean
"""
_WORDS: tuple[tuple[Aspect, str], ...] = (
    ("age", "teenage teenager toddler newborn twenties thirties forties fifties sixties seventies eighties nineties"),
    ("place", "village hamlet houseboat narrowboat smallholding"),
    (
        "condition",
        "autism autistic asperger syndrome epilepsy epileptic cerebral palsy dystrophy wheelchair deaf blind blindness "
        "amputee haemophilia schizophrenia dwarfism albinism leukaemia transplant stoma tourette transgender intersex "
        "sclerosis huntington cystic mutism scar birthmark quadriplegic paraplegic paralysed",
    ),
    (
        "event",
        "murdered murder stabbed stabbing shooting arson drowned drowning explosion crash kidnapped kidnapping "
        "trafficked inquest headlines newspaper newspapers televised manslaughter beheaded acquitted",
    ),
    ("family", "twin twins triplet triplets quadruplets adopted surrogate widow widowed widower orphan orphaned"),
    (
        "work",
        "headteacher councillor vicar priest imam rabbi mayor footballer gymnast soldier farmer fisherman judge "
        "magistrate surgeon dentist pilot actor actress musician singer jockey landlord publican undertaker gamekeeper",
    ),
)
_ASPECTS: dict[str, Aspect] = {word: aspect for aspect, words in _WORDS for word in words.split()}
ORIGINS = frozenset(_ORIGINS.split())
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_SOMEBODY = re.compile(
    r"\b(?:girl|boy|woman|man|mother|mum|father|dad|son|daughter|brother|sister|child|baby|teenager|widow|widower|twins?|lady|"
    r"gentleman|family|couple|young\s+person|person|adult|pupil|patient|resident|she|he|her|his|him)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\n](?:(?<=\n)|[\s”’\"])")
_ENOUGH = 3


@dataclass(frozen=True, order=True)
class Mark:
    """A word that says one of these things about somebody."""

    start: int
    end: int
    aspect: Aspect


def small_counts(text: str) -> Iterator[tuple[int, int]]:
    """People counted from one to four, who may know themselves and be known. Shares and least numbers are none."""
    for pattern in (_FEW, _ONE):
        for match in pattern.finditer(text):
            if not _NO_COUNT.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start()):
                yield match.span()
    if "he only " in text:
        yield from (match.span() for match in _THE_ONLY.finditer(text))


def rare_together(
    text: str, found: Sequence[Mark], is_taken: Callable[[int, int], bool]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each word for a person of whom too much is said at once, with what is said. `found` are marks known already.

    `is_taken` says whether something else was found in a part of the text, which is asked about by itself.
    """
    taken = {mark.start for mark in found}
    told = (Mark(*match.span(), _ASPECTS[match.group().lower()]) for match in _told(text) if match.start() not in taken)
    marks = sorted([*found, *told])
    if len(marks) < 2:
        return
    ends = [match.start() for match in _END.finditer(text)]
    sentences: dict[int, list[Mark]] = {}
    for mark in marks:
        sentences.setdefault(bisect_right(ends, mark.start), []).append(mark)
    done = -1
    for number in sentences:
        # A sentence alone before two of them, so that as little as possible has to be said otherwise.
        for last in (number, number + 1):
            said = [mark for one in range(number, last + 1) for mark in sentences.get(one, ())]
            start, end = ends[number - 1] if number else 0, ends[last] if last < len(ends) else len(text)
            people = (match.span() for match in _SOMEBODY.finditer(text, start, end))
            if (
                number > done
                and _is_rare(said)
                and (somebody := next((one for one in people if not is_taken(*one)), None))
            ):
                done = last
                yield *somebody, tuple(text[mark.start : mark.end] for mark in said)


def _told(text: str) -> Iterator[re.Match[str]]:
    for word in set(_LONG_WORD.findall(text)):
        if word.lower() in _ASPECTS:
            # A pattern that begins with letters is found faster than one that begins with the edge of a word.
            yield from re.finditer(rf"{re.escape(word)}(?<![A-Za-z]{'.' * len(word)})(?![A-Za-z])", text)


def _is_rare(marks: Sequence[Mark]) -> bool:
    aspects = {mark.aspect for mark in marks}
    return {"origin", "place"} <= aspects or len(aspects) >= _ENOUGH
