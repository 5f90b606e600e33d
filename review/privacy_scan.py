"""What tells who somebody is, in everything that is printed beside the stories. Pure: text in, findings out.

A story is held against the whole list of `review.anonymisation`. In other texts the day of a meeting, a helpline and a
row of figures are ordinary. So here a full date stops a text only where it says when somebody was born or died, and a
number only where it is written like somebody's telephone or NHS number.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.anonymisation import ADVICE, IdentifyingDetail, Kind, find_hard, full_dates
from review.near import Spans

# A large return has thousands of cells: what is too short, or has neither digit nor @, is not looked at further.
_SHORTEST = 5
_NEEDED = re.compile(r"[\d@]")
# A list may go on behind a link without a space.
_LINK = re.compile(r"(?:https?://|www\.)[^\s,;]+", re.IGNORECASE)

# What may stand between the word that says it and the date.
_WEEKDAY = r"(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$"
_ON_THE = rf"[\s:,;(=–-]*(?:(?:on|is|was|of)\s+)?{_WEEKDAY}"
# “of his injuries on”, but not “in custody was published on”: what was done about it has days that may be told.
_OTHER_MATTER = (
    r"(?:was|were|is|are|has|had|have|and|or|but|who|which|that|into|met|held|heard|began|(?!aged\b|bed\b|shared\b)\w+ed|"
    r"meetings?|board|panel|committee|conference|event|workshop|seminar|session|inquest|hearing|review|report)\b"
)
_A_WORD = rf"\s+(?!{_OTHER_MATTER})[\w’'-]+"
_IN_A_PLACE = rf"(?:\s+(?:in|at)(?:{_A_WORD}){{1,2}})?"
_SOME_WORDS = rf"(?:{_A_WORD}){{1,6}}"
_HOW_OR_WHERE = rf"(?:{_IN_A_PLACE}{_ON_THE}|{_SOME_WORDS}\s+on\s+{_WEEKDAY})"
_BORN = re.compile(
    rf"\b(?:born|gave\s+birth)\b{_HOW_OR_WHERE}"
    rf"|(?:\b(?:dob|d\.o\.b|date\s+of\s+birth|birth\s?da(?:te|y))\b\.?|\(b\.){_ON_THE}",
    re.IGNORECASE,
)
_IS_BIRTH = re.compile(
    r"[\s,(–-]{1,4}(?:is\s+(?:the|her|his|their)\s+)?(?:dob|d\.o\.b|date\s+of\s+birth)\b", re.IGNORECASE
)
# Of a death that is not somebody's, the day may be that of a meeting: “the panel heard of the death on”.
_DIED = re.compile(
    r"\b(?:died|killed|murdered|passed\s+away|found\s+dead|(?:took|ended)\s+(?:his|her|their)\s+own\s+life|"
    rf"lost\s+(?:his|her|their)\s+life)\b{_HOW_OR_WHERE}"
    r"|(?:\b(?:his|her|their|whose)|[’']s|s[’'])\s+(?:\w+\s+)?(?:death|suicide|murder|killing)\b"
    rf"{_IN_A_PLACE}{_ON_THE}"
    rf"|\b(?:following|after|since)\s+(?:the|a)\s+(?:\w+\s+)?death(?:{_SOME_WORDS})?\s+on\s+{_WEEKDAY}"
    r"|(?:\b(?:date\s+of\s+death|deceased|death\s+(?:occurred|happened|took\s+place)|(?:stabbed|beaten|shot)\s+to\s+death)"
    rf"\b|\(d\.){_ON_THE}",
    re.IGNORECASE,
)
# “On 3 May 2014 she died”: whoever it was stands between the day and the word, and what was done about it does not.
_SOMEBODY = rf"(?:\s{{1,4}}(?!{_OTHER_MATTER})[\w’'-]{{1,40}},?){{1,3}}"
_TELLS_AFTER = re.compile(
    rf"(?:,\s{{0,4}}aged\s{{1,4}}[\w-]{{1,12}},?|,)?(?P<who>{_SOMEBODY})\s{{1,4}}"
    r"(?:(?:was|were|had|is|sadly|suddenly|both)\s{1,4}){0,2}"
    r"(?:(?P<born>born|gave\s+birth)|died|killed|murdered|passed\s+away|found\s+dead|(?:stabbed|beaten|shot)\s+to\s+death|"
    r"(?:took|ended)\s+(?:his|her|their)\s+own\s+life|lost\s+(?:his|her|their)\s+life)\b(?!\s+into)"
    r"|\s?[:(–-]{1,2}\s?(?:date\s+of\s+death|(?P<birth>date\s+of\s+birth|dob|born)|died|death)\b",
    re.IGNORECASE,
)
# How long the words before a date can be.
_BEFORE = 120

# As people write a British number: 0 and a digit that is none, +44 or 0044. Ten or eleven digits with the 0.
_DIALLED = re.compile(r"(?:\+|00\s?)44|\(?0[1-9]")
# 03 is for public bodies and charities, 08 for freephone and services: nobody has one at home.
_OF_SERVICES = ("03", "08")
_NHS_LIKE = re.compile(r"\d{10}|\d{3}[\s.–-]\d{3}[\s.–-]\d{4}")
_PART_OF_A_NUMBER = re.compile(r"(?:\d[.,/–-]|£\s?)$")
# Two telephone numbers may be parted by a sign alone; “2004-05 1234 5678” is a year and figures.
_DECIMALS_OR_MONEY = re.compile(r"(?:\d\.|£\s?)$")
_RANGE = re.compile(r"\d[/–-]$")
_END_OF_A_RANGE = re.compile(r"0\d(?!\d)")
# “in S42 1st quarter”: an ordinal or a number of hours, which only looks like the end of a postcode.
_NO_POSTCODE = re.compile(r"\d(?:st|nd|rd|th|hr|yr)$")
_MACHINE_KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{40,}")


@dataclass(frozen=True)
class Place:
    """A text with its label for people, and the form field that it was typed into."""

    field: str
    label: str
    text: str


def find_identifying(text: str, *, public: Collection[str] = ()) -> list[IdentifyingDetail]:
    """What tells who somebody is, in reading order. `public` are the partnership's own numbers and addresses."""
    if len(text) < _SHORTEST or not _NEEDED.search(text):
        return []
    links = Spans(match.span() for match in _LINK.finditer(text))
    dates = Spans(full_dates(text))
    known = {_known(one) for one in public}
    found = [
        finding
        for finding in find_hard(text)
        if finding.kind is not Kind.FULL_DATE
        and _known(finding.excerpt) not in known
        and not links.touch(finding.start, finding.start + 1)
        and _is_real(finding, text, dates)
    ]
    return sorted([*found, *_lives(text)])


def _known(text: str) -> str:
    """A number as its digits, an address in small letters: however somebody writes it."""
    return text.lower() if "@" in text else _digits(text)


def _digits(text: str) -> str:
    signs = re.sub(r"[^\d+()]", "", text)
    return re.sub(r"^(?:\+|00)44(?:\(0\))?", "0", signs).translate({ord(sign): None for sign in "+()"})


def _is_real(finding: IdentifyingDetail, text: str, dates: Spans) -> bool:
    """Whether it is what it looks like. Ordinary figures, ranges of dates and ordinals are not."""
    if finding.kind is Kind.POSTCODE:
        return not _NO_POSTCODE.search(finding.excerpt)
    if finding.kind in (Kind.EMAIL, Kind.INSURANCE_NUMBER, Kind.RECORD_NUMBER):
        return True
    before = text[max(0, finding.start - 2) : finding.start]
    if finding.kind is Kind.NHS_NUMBER:
        return not _PART_OF_A_NUMBER.search(before) and _NHS_LIKE.fullmatch(finding.excerpt) is not None
    return _is_dialled(finding, before) and not dates.touch(finding.start, finding.start + 1)


def _is_dialled(finding: IdentifyingDetail, before: str) -> bool:
    """Whether somebody could be reached by it at home. `before` are the two signs in front of it."""
    is_figure = _DECIMALS_OR_MONEY.search(before) or (_RANGE.search(before) and _END_OF_A_RANGE.match(finding.excerpt))
    is_written_so = _DIALLED.match(finding.excerpt) is not None and not is_figure
    return is_written_so and not _digits(finding.excerpt).startswith(_OF_SERVICES)


def _lives(text: str) -> Iterator[IdentifyingDetail]:
    """Full dates that say when somebody was born or died."""
    for start, end in full_dates(text):
        before = text[max(0, start - _BEFORE) : start]
        if _BORN.search(before) or _IS_BIRTH.match(text, end):
            yield IdentifyingDetail(start, end, Kind.FULL_DATE, text[start:end], ADVICE[Kind.BIRTH_YEAR])
        elif _DIED.search(before):
            yield IdentifyingDetail(start, end, Kind.FULL_DATE, text[start:end], ADVICE[Kind.FULL_DATE])
        elif after := _TELLS_AFTER.match(text, end):
            kind = Kind.BIRTH_YEAR if after["born"] or after["birth"] else Kind.FULL_DATE
            yield IdentifyingDetail(start, end, Kind.FULL_DATE, text[start:end], ADVICE[kind])


def places_of(content: Mapping[str, Any]) -> Iterator[Place]:
    """Every text of a snapshot. Fields are named as forms name them: `text`, and `finding_2_text` in rows.

    What only points to another thing (it has a slug or a cell's address) was not written here and is left out.
    """
    yield from _walk(content, "", "")


def _walk(value: Any, field: str, label: str) -> Iterator[Place]:
    if isinstance(value, str):
        if not _MACHINE_KEY.fullmatch(value):
            yield Place(field, label, value)
    elif isinstance(value, Mapping):
        # A snapshot itself may have a slug; what stands within one is a pointer.
        if label and ("slug" in value or "family" in value):
            return
        for key, one in value.items():
            yield from _walk(one, f"{field}_{key}" if field else str(key), _joined(label, str(key)))
    elif isinstance(value, (list, tuple)):
        for number, one in enumerate(value, start=1):
            yield from _walk(one, f"{field.removesuffix('s')}_{number}", f"{label.removesuffix('s')} {number}")


def _joined(label: str, key: str) -> str:
    words = key.replace("_", " ").replace("-", " ")
    return f"{label}, {words}" if label else words.capitalize()
