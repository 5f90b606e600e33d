"""Finds in a story what could tell who it is about. Pure: text in, findings out.

Hard findings stop a submission, because no anonymised story needs them. Soft findings are questions to
the writer and to the reviewer: a pattern cannot know whether a capitalised word is somebody's name.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from review import near
from review.ages import age_band, told_ages
from review.capital_words import INITIATIVE, KNOWN_ABBREVIATIONS, KNOWN_WORDS, MONTHS, NUMBER_WORDS, POSTCODE_AREAS
from review.given_names import ALSO_WORDS, GIVEN_NAMES, is_given_name
from review.near import Finder, Spans
from review.together import ORIGINS, Aspect, Mark, rare_together, small_counts
from review.whereabouts import told_pages, told_places


class Kind(StrEnum):
    """What was found. The order is the order of precedence where two patterns claim the same text."""

    EMAIL = "email"
    PHONE = "phone"
    NHS_NUMBER = "nhs_number"
    INSURANCE_NUMBER = "insurance_number"
    RECORD_NUMBER = "record_number"
    FULL_DATE = "full_date"
    POSTCODE = "postcode"
    DAY_AND_MONTH = "day_and_month"
    BIRTH_YEAR = "birth_year"
    AGE = "age"
    PLACE = "place"
    INITIALS = "initials"
    WEB_ADDRESS = "web_address"
    ORIGIN = "origin"
    POSSIBLE_NAME = "possible_name"
    SMALL_COUNT = "small_count"
    RARE_TOGETHER = "rare_together"


HARD = frozenset(
    {
        *(Kind.EMAIL, Kind.NHS_NUMBER, Kind.INSURANCE_NUMBER, Kind.RECORD_NUMBER),
        *(Kind.PHONE, Kind.FULL_DATE, Kind.POSTCODE),
    }
)

ADVICE = {
    Kind.EMAIL: "This is an email address. Remove it.",
    Kind.NHS_NUMBER: "This is an NHS number. Remove it.",
    Kind.INSURANCE_NUMBER: "This is a National Insurance number. Remove it.",
    Kind.RECORD_NUMBER: "This is a number from a person's record. Remove it.",
    Kind.PHONE: "This looks like a telephone number. Remove it.",
    Kind.FULL_DATE: "This is a full date. Use the season and year instead, such as “winter 2022”.",
    Kind.POSTCODE: "This is a postcode. Remove it. Do not name any place smaller than the area.",
    Kind.DAY_AND_MONTH: "This is a day and month. Use the season instead.",
    Kind.BIRTH_YEAR: "This gives a date of birth. Use an age band instead.",
    Kind.AGE: "This is an exact age. Use an age band instead: {band}.",
    Kind.PLACE: "This looks like a place smaller than the area. Describe it instead, such as “a secondary school”.",
    Kind.INITIALS: "These look like initials. Use “Child A” or “Adult B” instead.",
    Kind.WEB_ADDRESS: "Can readers find someone by this web page or profile? If so, remove it.",
    Kind.ORIGIN: "Few people here may share this. Leave it out, unless others learn from it.",
    Kind.POSSIBLE_NAME: "Is this a name? If so, use “Child A”, “Adult B” or the person's role instead.",
    Kind.SMALL_COUNT: "So few people may be recognised. Write “some” or “a few”, or leave the number out.",
    Kind.RARE_TOGETHER: "Together, these may tell who it is: {told}. Leave one out, or say it less exactly.",
}


@dataclass(frozen=True, order=True)
class IdentifyingDetail:
    """One place in a text that a writer should look at."""

    start: int
    end: int
    kind: Kind
    excerpt: str
    advice: str
    field: str = ""
    told: tuple[str, ...] = ()

    @property
    def is_hard(self) -> bool:
        """Whether the story cannot be submitted as long as this stands in it."""
        return self.kind in HARD

    @property
    def sentence(self) -> str:
        """The finding as one line for people."""
        where = f"{self.field}: " if self.field else ""
        return f"{where}“{self.excerpt}”. {self.advice}"


_MONTH = "|".join(f"{month}|{month[:3]}" for month in sorted(MONTHS, key=len, reverse=True)) + "|Sept"
_YEAR = r"(?:'\d{2}|(?:19|20)\d{2})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_BEGINS_DATE = r"(?=[\dJFMASOND])"  # a look at one letter, before all months are compared
_SEPARATOR = r"[\s.\-–]"
_NUMBER_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))

# As people write it who hide it from programs, too: j.smith (at) example.org.
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?[(\[]\s?at\s?[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TEN_DIGITS = re.compile(rf"(?<!\d)(?:\d{_SEPARATOR}?){{9}}\d(?!{_SEPARATOR}?\d)")
# As it is printed on a card, AB 12 34 56 C, and in one word in letters of either size.
_INSURANCE_LETTERS = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_INSURANCE_NUMBER = re.compile(
    rf"\b(?:{_INSURANCE_LETTERS}(?:[\s.-]?\d{{2}}){{3}}[\s.-]?[A-D]|(?i:{_INSURANCE_LETTERS}\d{{6}}[A-D]))\b"
)
# Pupils (UPN), drivers and the Police National Computer have numbers of a form of their own. Others are known by the
# words before them: learner, passport, hospital, custody, crime, court, immigration, and the systems of social care.
_FORMED_NUMBER = re.compile(
    r"\b(?:[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]|[A-Z9]{5}\d{6}[A-Z9]{2}[\dA-Z]{3}|(?:19|20)?\d{2}/\d{4,7}[A-Z])\b"
)
_LONG_NUMBER = re.compile(r"\d(?:\d{4}|\d\d[\s/-]\d{3}|\d/\d{4})")
_LABELLED_NUMBER = re.compile(
    r"\b(?:UPN|ULN|PNC|CRO|CRN|MRN|NINO|unique\s(?:pupil|learner)|pupil|learner|passport|driving\slicence|licence|visa|"
    r"hospital|patient|custody|crime|incident|occurrence|court|case|Home\sOffice|immigration|asylum|ARC|prison(?:er)?|"
    r"probation|LAC|LCS|Mosaic|Liquidlogic|social\scare|client|service\suser|person|child|adult|tenancy|benefit|"
    r"child\sbenefit|council\stax|bank\saccount|account|NHS|record|file)\s?"
    r"(?:(?:number|no\.?|num|reference|ref\.?|ID|identifier|code)\s?){1,2}(?:(?:is|was|of)\s)?[:#=]?\s?"
    r"(?P<number>(?=[A-Z/-]{0,9}\d)(?=(?:[A-Z/ -]{0,4}\d){5})[A-Z\d](?:[\s/-]?[A-Z\d]){4,15})\b"
    r"|\b(?:UPN|ULN|passport|PNC(?:\sID)?|MRN|NHS)\s?[:#=]?\s?(?P<short>[A-Z]{0,3}\d{6,13}[A-Z]?)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00\s?)44\s?(?:\(0\))?|\(?0)(?:[\s.\-–()]{0,2}\d){9,10}(?!\d)")
_FREEPHONE = re.compile(rf"(?<!\d)0[38]\d\d{_SEPARATOR}?\d\d{_SEPARATOR}?\d\d(?!{_SEPARATOR}?\d)")
_NUMERIC_DATE = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d{{2}}([-/.])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([-/.])\d{{1,2}}\2(?:{_YEAR}|\d{{2}}))(?!\d)"
)
_WRITTEN_DATE = re.compile(
    rf"\b{_BEGINS_DATE}(?:{_DAY}(?:\s+of)?\s+(?:{_MONTH})\b\.?,?\s+{_YEAR}|(?:{_MONTH})\.?\s+{_DAY},?\s+{_YEAR}"
    # As spreadsheets write it: 15-Mar-2010, 15-Mar-10, 15/Mar/2010, 15Mar2010.
    rf"|{_DAY}(?P<between>[-–/.]?)(?:{_MONTH})(?P=between)(?:{_YEAR}|\d{{2}}))(?!\d)",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(
    rf"\b{_BEGINS_DATE}(?:{_DAY}(?:\s+of)?\s+(?:{_MONTH})|(?:{_MONTH})\s+{_DAY})\b(?!\d)", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_BIRTH_YEAR = re.compile(rf"\b(?:born|birth|dob|d\.o\.b\.?)\b\D{{0,12}}{_YEAR}(?!\d)", re.IGNORECASE)
_NOT_A_BAND = r"(?!\s*(?:to|-|–|or|and)\s*(?:\d|over|under|above))(?!\+)"
_AGE = re.compile(
    rf"\b(?:aged?|age\s+of|turned|turning)\s+(?P<a>\d{{1,3}}|{_NUMBER_WORD})\b{_NOT_A_BAND}"
    rf"|(?<!to )(?<![\d–-])\b(?P<b>\d{{1,3}}|{_NUMBER_WORD})[\s-]*(?:years?|yrs?)[\s-]*olds?\b"
    rf"|(?<![\d–-])\b(?P<c>\d{{1,3}})\s?(?:yo|y/o)\b",
    re.IGNORECASE,
)
_MONTHS_OLD = re.compile(rf"\b(?:\d{{1,2}}|{_NUMBER_WORD})[\s-]+(?:days?|weeks?|months?)[\s-]+olds?\b", re.IGNORECASE)
# Each begins with a set of letters and looks back afterwards: many times faster than the edge of a word.
_DOTTED_INITIALS = re.compile(r"[A-Z](?<!\w.)\.(?:\s?[A-Z]\b\.?)+")
_BARE_INITIALS = re.compile(r"[A-Z](?<!\w.)[A-Z]{1,2}\b(?!\s?\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Where it begins with a letter that may be a capital: all but the small ones of English.
_CAPITAL = re.compile(r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_][’'-].)[^\W\d_]*(?:[’'-][^\W\d_]+)*")
# What most capital letters begin: one look settles it.
_KNOWN_CAPITALS = frozenset(
    word.capitalize() for word in KNOWN_WORDS if word not in GIVEN_NAMES and word not in ALSO_WORDS
)
_SMALL_AFTER_HYPHEN = re.compile(r"^[^\W_]+(?:-[^\W\d_A-Z]{3,40})+$")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;•|]|\n)[\s“”\"'‘(*#\->]{0,12}$")
_COMMON_ENDING = re.compile(r"(?:ing|ly|tions?|ments?|ness|ity|ies|ances?|ences?|ships?)$")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the right check digit (weights 10 to 2, modulus 11)."""
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    check = (11 - remainder) % 11
    return check != 10 and check == int(digits[9])


Match = tuple[int, int, Kind, str]


def _plain(pattern: re.Pattern[str], kind: Kind, finder: Finder) -> Callable[[str], Iterator[Match]]:
    def matches(text: str) -> Iterator[Match]:
        for match in finder(text, pattern):
            yield match.start(), match.end(), kind, ADVICE[kind]

    return matches


def _each(told: Callable[[str], Iterator[tuple[int, int]]], kind: Kind) -> Callable[[str], Iterator[Match]]:
    return lambda text: ((start, end, kind, ADVICE[kind]) for start, end in told(text))


def _nhs_numbers(text: str) -> Iterator[Match]:
    for match in near.dialled(text, _TEN_DIGITS):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            yield match.start(), match.end(), Kind.NHS_NUMBER, ADVICE[Kind.NHS_NUMBER]


def _record_numbers(text: str) -> Iterator[Match]:
    if not _LONG_NUMBER.search(text):
        return
    formed = [match.span() for match in near.records(text, _FORMED_NUMBER)]
    labelled = [match.span("number" if match["number"] else "short") for match in near.records(text, _LABELLED_NUMBER)]
    apart = [span for span in labelled if not any(span[0] < end and start < span[1] for start, end in formed)]
    for start, end in (*formed, *apart):
        yield start, end, Kind.RECORD_NUMBER, ADVICE[Kind.RECORD_NUMBER]


def _postcodes(text: str) -> Iterator[Match]:
    for match in near.inward_codes(text, _POSTCODE):
        if match.group(1).upper() in POSTCODE_AREAS:
            yield match.start(), match.end(), Kind.POSTCODE, ADVICE[Kind.POSTCODE]


def _ages(text: str) -> Iterator[Match]:
    for match in near.age_words(text, _AGE):
        said = match.group("a") or match.group("b") or match.group("c")
        age = NUMBER_WORDS.get(said.lower(), -1) if said.isalpha() else int(said)
        if 0 <= age <= 120:
            yield match.start(), match.end(), Kind.AGE, ADVICE[Kind.AGE].format(band=age_band(age))
    for start, end, age in told_ages(text):
        yield start, end, Kind.AGE, ADVICE[Kind.AGE].format(band=age_band(age))
    for match in near.age_words(text, _MONTHS_OLD):
        yield match.start(), match.end(), Kind.AGE, ADVICE[Kind.AGE].format(band="under 5")


def _bare_initials(text: str) -> Iterator[Match]:
    for match in _BARE_INITIALS.finditer(text):
        if match.group() not in KNOWN_ABBREVIATIONS:
            yield match.start(), match.end(), Kind.INITIALS, ADVICE[Kind.INITIALS]


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word that begins there is the first of its sentence, line or item."""
    return _ENDS_SENTENCE.search(text, max(0, start - 12), start) is not None


def _names(text: str) -> Iterator[Match]:
    """Capitalised words that nothing explains: neither the lists nor their own lower case elsewhere."""
    written_small: set[str] = set()
    for match in _CAPITAL.finditer(text):
        word = match.group()
        if word in _KNOWN_CAPITALS or not word[0].isupper():
            continue
        word = word[:-2] if word.endswith(("’s", "'s")) else word
        small = word.lower()
        start, end = match.start(), match.start() + len(word)
        parts = (small,) if small.isalpha() else re.split(r"[-’']", small)
        if KNOWN_WORDS.issuperset(parts) and not is_given_name(text, start, end):
            continue
        if word.isupper() and (len(word) < 4 or word in KNOWN_ABBREVIATIONS):
            continue
        if begins_sentence(text, start) and not is_given_name(text, start, end):
            # “Trauma-informed”: of two names that are one, both have a capital.
            if _COMMON_ENDING.search(small) or _SMALL_AFTER_HYPHEN.match(word):
                continue
            # Most do not stand in the text again, which is seen at once; its words are read once for the others.
            if small in text and not written_small:
                written_small = set(_WORD.findall(text))
            if small in written_small:
                continue
        kind = Kind.ORIGIN if word in ORIGINS else Kind.POSSIBLE_NAME
        yield start, end, kind, ADVICE[kind]


# In the order of precedence: what an earlier pattern has claimed, a later one leaves alone. Those that stop a text:
_HARD_DETECTORS: tuple[Callable[[str], Iterator[Match]], ...] = (
    _plain(_EMAIL, Kind.EMAIL, near.beside_an_at),
    _plain(_PHONE, Kind.PHONE, near.dialled),
    _plain(_FREEPHONE, Kind.PHONE, near.dialled),
    _nhs_numbers,
    _plain(_INSURANCE_NUMBER, Kind.INSURANCE_NUMBER, near.insured),
    _record_numbers,
    _plain(_NUMERIC_DATE, Kind.FULL_DATE, near.numeric_dates),
    _plain(_WRITTEN_DATE, Kind.FULL_DATE, near.months),
    _postcodes,
)
# And those that only ask, after them.
_DETECTORS = (
    *_HARD_DETECTORS,
    _plain(_DAY_AND_MONTH, Kind.DAY_AND_MONTH, near.months),
    _plain(_BIRTH_YEAR, Kind.BIRTH_YEAR, near.births),
    _ages,
    _each(told_pages, Kind.WEB_ADDRESS),
    _each(told_places, Kind.PLACE),
    _plain(_DOTTED_INITIALS, Kind.INITIALS, near.anywhere),
    _bare_initials,
    _names,
    _each(small_counts, Kind.SMALL_COUNT),
)
# What stands before a name that is a place's.
_IN = re.compile(r"\b(?:in|from|near|at|to|around|outside|of)\s{1,4}(?:[A-Z][\w’'-]{1,40}\s)?$")


def find(text: str, *, known: Collection[str] = ()) -> list[IdentifyingDetail]:
    """Everything in `text` that a writer should look at, in reading order.

    `known` are names that may stand in a story: the areas and the organisations of the partnership.
    """
    allowed = [match.span() for name in known if name for match in re.finditer(re.escape(name), text)]
    allowed += [match.span() for match in INITIATIVE.finditer(text)]
    findings = _run(_DETECTORS, text, allowed)
    return sorted([*findings, *_together(text, findings, allowed)])


def _together(
    text: str, findings: list[IdentifyingDetail], allowed: list[tuple[int, int]]
) -> Iterator[IdentifyingDetail]:
    """What tells who somebody is only with what was found beside it."""
    claimed = Spans([*((finding.start, finding.end) for finding in findings), *allowed])
    marks = [Mark(one.start, one.end, aspect) for one in findings if (aspect := _aspect(text, one))]
    for start, end, told in rare_together(text, marks, claimed.touch):
        said = ", ".join(f"“{one}”" for one in told)
        advice = ADVICE[Kind.RARE_TOGETHER].format(told=said)
        yield IdentifyingDetail(start, end, Kind.RARE_TOGETHER, text[start:end], advice, told=told)


def _aspect(text: str, finding: IdentifyingDetail) -> Aspect | None:
    """What a finding says about somebody beside others."""
    if finding.kind in (Kind.AGE, Kind.BIRTH_YEAR):
        return "age"
    if finding.kind in (Kind.PLACE, Kind.ORIGIN):
        return "place" if finding.kind is Kind.PLACE else "origin"
    if finding.kind is not Kind.POSSIBLE_NAME:
        return None
    return "place" if _IN.search(text, max(0, finding.start - 50), finding.start) else None


def find_hard(text: str) -> list[IdentifyingDetail]:
    """The hard findings alone, in reading order."""
    return _run(_HARD_DETECTORS, text, [])


def full_dates(text: str) -> list[tuple[int, int]]:
    """Where a day, a month and a year stand together, in whichever way they are written."""
    numeric = [match.span() for match in near.numeric_dates(text, _NUMERIC_DATE)]
    return sorted([*numeric, *(match.span() for match in near.months(text, _WRITTEN_DATE))])


def _run(
    detectors: Iterable[Callable[[str], Iterator[Match]]], text: str, allowed: list[tuple[int, int]]
) -> list[IdentifyingDetail]:
    findings: list[IdentifyingDetail] = []
    for detector in detectors:
        claimed = [(finding.start, finding.end) for finding in findings]
        hard, soft = Spans(claimed), Spans([*claimed, *allowed])
        for start, end, kind, advice in detector(text):
            # A known name answers a soft question; a number or an address it does not excuse.
            if not (hard if kind in HARD else soft).touch(start, end):
                findings.append(IdentifyingDetail(start, end, kind, text[start:end], advice))
    return sorted(findings)


def find_in_fields(fields: Mapping[str, str], *, known: Collection[str] = ()) -> list[IdentifyingDetail]:
    """The findings of several named texts, field by field, each in reading order."""
    return [replace(finding, field=label) for label, text in fields.items() for finding in find(text, known=known)]
