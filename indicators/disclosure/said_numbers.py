"""The numbers that a sentence says, in digits and in words. Pure.

What only looks like a number of people is left out: years, dates, sections of an Act, ages, times, money, the number of
a list, of a step or a page, and what counts other things than people and what happened to them (“3 workshops”).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


def listed(words: str) -> list[str]:
    """The words of a list."""
    return words.split()


class Sense(StrEnum):
    """How a number is meant."""

    NUMBER = "number"
    PERCENT = "percent"
    # About so many percent: “a third”, “doubled”.
    ROUGHLY = "roughly"
    BELOW = "below"


@dataclass(frozen=True)
class SaidNumber:
    """A number, where it stands and how it is meant."""

    start: int
    end: int
    number: Decimal
    sense: Sense = Sense.NUMBER


_UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS)}
_WORDS |= {word: ten for ten, word in zip(range(20, 100, 10), _TENS, strict=True)}
_WORDS |= {
    f"{tens} {unit}": ten + number
    for ten, tens in zip(range(20, 100, 10), _TENS, strict=True)
    for number, unit in enumerate(_UNITS[1:10], start=1)
}
_WORDS |= {"single": 1, "sole": 1, "lone": 1, "once": 1, "both": 2, "pair": 2, "couple": 2, "twice": 2, "trio": 3}
_WORDS |= {"none": 0, "nobody": 0, "dozen": 12, "nil": 0, "handful of one": 1}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        listed("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"), start=2
    )
}
# What part of the whole, or how much more, in percent.
_PARTS = {
    "three quarters": 75,
    "three fifths": 60,
    "two thirds": 67,
    "two fifths": 40,
    "four fifths": 80,
    "a quarter": 25,
    "one quarter": 25,
    "a third": 33,
    "one third": 33,
    "a fifth": 20,
    "one fifth": 20,
    "a tenth": 10,
    "half": 50,
    "halved": -50,
    "halving": -50,
    "doubled": 100,
    "doubling": 100,
    "double": 100,
    "trebled": 200,
    "tripled": 200,
    "treble": 200,
    "triple": 200,
    "quadrupled": 300,
    "twofold": 100,
    "threefold": 200,
    "fourfold": 300,
    "fivefold": 400,
}
_NUMBER_WORD = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True)).replace(r"\ ", r"[\s-]")
# From its first digit on, so that a long row of digits is looked at once.
_FIGURE = r"(?<!\d)(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,9})?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,9}"
_SAID = rf"(?:{_FIGURE}|(?:{_NUMBER_WORD})\b)"

_SKIPPED = re.compile(
    "|".join(
        (
            r"\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b",
            r"(?<![\d.,])(?:19|20)\d\d(?!\d|,\d|\.\d|\s+(?:child|adult|people))",
            r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r"\b",
            rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b",
            r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b",
            r"(?m:^[ \t]*\d{1,9}[.)](?=\s))",
            r"\b(?:sections?|ss?\.|sec\.?|articles?|parts?|chapters?|regulations?|schedules?|paragraphs?|clauses?|steps?|"
            r"stages?|levels?|tiers?|priorit(?:y|ies)|pages?|figures?|tables?|box(?:es)?|appendix|volumes?|issues?|"
            r"versions?|editions?|actions?|commitments?|phases?|grades?|key\s+stages?|questions?|"
            r"modules?|units?|items?|recommendations?|findings?|principles?|rooms?|arms?)"
            rf"\s+(?:{_FIGURE}|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)(?:\s?\(\d+\))*"
            rf"(?:(?:\s?(?:,|and|or|to|-|–)\s?){_SAID}(?:\s?\(\d+\))*)*(?![\d%])",
            r"(?<!last )(?<!this )(?<!the )(?<!previous )\b(?:years?|quarters?|days?|weeks?|child|adult)"
            r"\s+\d{1,2}\b(?![\d%])",
            rf"{_SAID}\s+times\s+(?:a|per|each|every|in)\b",
            r"\bs\d+\b(?:\(\d+\))*",
            r"\b\d+\(\d+\)",
            rf"\b(?:aged?|ages|age\s+of|turned|turning|under|over|below)[\s-]+{_SAID}(?:\s?(?:to|-|–|and|or)\s?{_SAID})?s?\b"
            r"(?=\s|[.,;:)]|$)(?!\s?%|\s+(?:child|adult|people|young|cases|reports|per\s?cent|percent))",
            rf"{_SAID}\s?(?:to|-|–|and)\s?{_SAID}[\s-]*(?:years?|yrs?)[\s-]*olds?",
            r"\b\d+\s+(?:and|or|to|-|–)\s+(?:over|above|under|older|younger|\d+\s+year)",
            r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b(?=\s*(?:year|age|$|[.,;)]))",
            rf"{_SAID}[\s-]*(?:years?|yrs?|months?|weeks?|days?)[\s-]*olds?\b",
            rf"{_SAID}[\s-]*(?:(?:calendar|working|whole|full|more|consecutive|additional|extra)\s+)?"
            r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|nights?|terms?|am|pm|noon|o.clock|miles?|km|metres?)\b",
            r"[£$€]\s?" + _FIGURE + r"(?:\s?(?:m|k|bn|million|thousand)\b)?",
            r"\b(?:999|101|111|112|24/7|0?8?00\s?1111)\b",
            r"\b0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b",
            r"\bone\s+another\b|\bno\s+one\b|\beach\s+one\b|\bone\s+to\s+one\b|\bone[\s-]stop\b|\bone\s+day\b|"
            r"\b(?:this|that|every|another|any|which|the)\s+one\b(?!\s+(?:child|adult|person|girl|boy))|\bat\s+once\b|"
            r"\bonce\s+(?:a|an|the|they|it|we|she|he|more|every|all|per)\b|\bone\s+of\s+(?:the|our|its|their)\s+"
            r"(?:\w+\s+)?(?:priorit|aim|themes?|key|main|most|best|ways?|reason|first|strateg|areas?|partner)\w*",
            r"\b(?:or|and|in|on)\s+both\b|\bboth\s+\w+\s+and\b",
            r"https?://\S+|www\.\S+|(?<!\S)\S{1,100}@\S{1,100}",
            r"\b[a-z]+\d+\w*\b|\b\d+[a-z]{1,2}\b(?<!st)(?<!nd)(?<!rd)(?<!th)",
        )
    ),
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:fewer|less)\s+than\s+$|\b(?:under|below|no\s+more\s+than|at\s+most|up\s+to)\s+$", re.IGNORECASE
)
_FRACTION = re.compile(
    rf"(?P<part>{_SAID})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{_SAID})(?![\d,.]{0, 20}\d)", re.IGNORECASE
)
_PERCENT = re.compile(rf"(?P<number>{_SAID})\s?(?:%|per\s?cent\b|percent\b|percentage\s+points?)", re.IGNORECASE)
_PLAIN = re.compile(rf"(?<![\w.,/–-])(?P<number>{_FIGURE}|(?:{_NUMBER_WORD}))(?![\w]|[.,]\d)", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:" + "|".join(sorted(_PARTS, key=len, reverse=True)).replace(" ", r"[\s-]") + r")\b", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"\b(?P<word>" + "|".join(_ORDINALS) + r"|(?P<digits>\d{1,2})(?:st|nd|rd|th))\s+"
    r"(?:(?:young|missing|looked|such)\s+)?(?:child|adult|person|boy|girl|teenager|victim|case|report|episode|suspect|time)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\bno\s+(?:(?:\w+\s+){0,2})(?:child|children|adults?|people|boys?|girls?|cases?|victims?|suspects?|episodes?|reports?)\b",
    re.IGNORECASE,
)
# What is counted, behind a number: these are no people, and nothing that happened to them.
_OTHER_THINGS = listed(
    "protocol borough section charter lesson workshop session course event meeting webinar conference "
    "training briefing newsletter school college "
    "academy service agency partner partnership organisation board group committee team department council "
    "force area ward district county country region trust charity hospital surgery priority theme aim "
    "objective goal action plan policy procedure step stage phase part way thing fact key question answer "
    "idea lesson point issue topic strand pillar arm principle recommendation finding review audit survey "
    "report-writer page box form tool toolkit document leaflet poster video podcast website link slide "
    "chapter professional practitioner worker manager officer nurse doctor teacher leader member chair "
    "trainer champion volunteer staff colleague lead reviewer author delegate attendee place site building "
    "office team-leader week month quarter term hour measure indicator standard criterion local national "
    "multi joint new short seven-minute further-education table line row column word sentence reason example "
    "change improvement challenge barrier strength clear simple main core strategic statutory house language "
    "big small big-picture campaign visit conversation letter call email post bus bed hub network forum panel "
    "seven plan-do strategy pathway process system programme project pilot bid grant budget fund side end "
    "hand roof"
)
_OTHER = frozenset(_OTHER_THINGS)
_NEXT_WORDS = re.compile(
    r"[\s-]{1,8}(?:of\s{1,8})?(?:(?:the|our|all|these|those|its|their|other|every)\s{1,8}){0,8}"
    r"((?:[\w’'-]{1,60}\s{1,8}){0,2}[\w’'-]{1,60})?"
)
_COUNTED = frozenset(
    listed(
        "child children adult adults people person boy boys girl girls victim victims suspect suspects case cases "
        "report reports episode episodes incident incidents crime crimes offence offences enquiry enquiries "
        "concern concerns referral referrals were was had have in of from who fewer more less and or went ran"
    )
)
MAX = 100_000


def normal(text: str) -> str:
    """The text in compatibility form, with plain spaces and without what nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(" " if sign in "\u00a0\t" else sign for sign in plain if unicodedata.category(sign) != "Cf")


def said_numbers(sentence: str) -> list[SaidNumber]:
    """The numbers of a sentence in normal form, in reading order."""
    taken = [match.span() for match in _SKIPPED.finditer(sentence)]
    found: list[SaidNumber] = []
    for one in _all(sentence):
        if not any(one.start < end and start < one.end for start, end in taken):
            found.append(one)
    return sorted(found, key=lambda one: (one.start, one.sense))


def _all(sentence: str) -> Iterator[SaidNumber]:
    for match in _PERCENT.finditer(sentence):
        if not _counts_other_things(sentence, match.end()):
            yield SaidNumber(*match.span(), _value(match["number"]), Sense.PERCENT)
    for match in _FRACTION.finditer(sentence):
        part, whole = _value(match["part"]), _value(match["whole"])
        if 0 < part <= whole:
            yield SaidNumber(*match.span(), part * 100 / whole, Sense.ROUGHLY)
    for match in _PART.finditer(sentence):
        words = " ".join(re.split(r"[\s-]", match[0].lower()))
        if not _counts_other_things(sentence, match.end()):
            yield SaidNumber(*match.span(), Decimal(_PARTS[words]), Sense.ROUGHLY)
    for match in _ORDINAL.finditer(sentence):
        number = int(match["digits"]) if match["digits"] else _ORDINALS[match["word"].lower()]
        yield SaidNumber(*match.span(), Decimal(number))
    for match in _NO.finditer(sentence):
        yield SaidNumber(*match.span(), Decimal(0))
    said_otherwise = [match.span() for pattern in (_PERCENT, _PART) for match in pattern.finditer(sentence)]
    for match in _PLAIN.finditer(sentence):
        is_plain = not any(start <= match.start() < end for start, end in said_otherwise)
        if is_plain and not _counts_other_things(sentence, match.end()):
            sense = Sense.BELOW if _BELOW.search(sentence[max(0, match.start() - 20) : match.start()]) else Sense.NUMBER
            yield SaidNumber(*match.span("number"), _value(match["number"]), sense)


def _counts_other_things(sentence: str, end: int) -> bool:
    """Whether the words behind a number name what is neither a person nor what happened to one."""
    match = _NEXT_WORDS.match(sentence, end)
    if match is None or not match[1]:
        return False
    for word in match[1].lower().split():
        if word in _COUNTED:
            return False
        if word in _OTHER or word.removesuffix("s") in _OTHER or word.removesuffix("ies") + "y" in _OTHER:
            return True
    return False


def _value(said: str) -> Decimal:
    if said[0].isdigit():
        return min(Decimal(said.replace(",", "")), Decimal(MAX))
    return Decimal(_WORDS[" ".join(re.split(r"[\s-]+", said.lower()))])
