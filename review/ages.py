"""Ages told without “aged” or “years old”: by a birthday, a school year, or a number beside somebody. Pure."""

import re
from collections.abc import Iterator

from review.capital_words import NUMBER_WORDS
from review.given_names import DOING
from review.near import near

_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_ORDINALS = _WORDS.split()
# Smaller ones are hours: “he came at 10”.
_OLDER = "|".join(word for word, number in NUMBER_WORDS.items() if number > 12)
_AT = rf"at\s+(?P<age>1[3-9]|[2-9]\d|{_OLDER})\b"
_PERSON = (
    r"(?:girl|boy|child|baby|woman|man|mother|father|son|daughter|brother|sister|teenager|pupil|student|resident|"
    r"(?:Child|Adult|Sibling)\s[A-Z])"
)
# “Sam, 15, told us”, “a girl, 15, left”.
_BESIDE = re.compile(
    rf"\b(?:[A-Z][\w’'-]{{0,40}}|{_PERSON}),\s+(?P<age>\d{{1,3}})(?=,?\s+who\b|,\s+(?:is|was|has|had|{DOING})\b)"
)
# A service has birthdays, too; “her” and “Sam's” are somebody's. “Their eighteenth” is everybody's, by law.
_BIRTHDAY = re.compile(
    rf"\b(?:her|his|my|their(?!\s+(?:(?:16|18|25)th|(?:six|eigh)teenth)\b)|{_PERSON}[’']s|[A-Z][\w-]{{0,40}}[’']s)\s+"
    rf"(?P<told>(?P<age>\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?\s+birthday)\b",
    re.IGNORECASE,
)
_AT_THE_START = re.compile(rf"\b(?P<told>{_AT}),?\s+(?:she|he)\b", re.IGNORECASE)
_AT_THE_END = re.compile(
    r"\b(?:(?:she|he)(?:\s+[\w’'-]{1,40}){1,5}|left(?:\s+\w{1,40})?|pregnant|excluded|arrested|married|homeless|into\s+care|"
    rf"from\s+home|ran\s+away|moved\s+out|gave\s+birth)\s+(?P<told>{_AT})"
    r"(?=\s*$|\s?[.,;:!?)](?!\d)|\s+(?:and|but|when|because|after|with)\b)",
    re.IGNORECASE,
)
# Of one child: pupils in Year 9 are many.
_SCHOOL_YEAR = re.compile(
    rf"\b(?:(?:she|he|who|{_PERSON})\s+(?:(?:is|was|had\s+been|has\s+been)\s+(?:(?:only|still|then|now)\s+)?)|{_PERSON}\s+)"
    r"(?P<told>in\s+year\s+(?P<age>1[0-3]|[1-9]))\b(?!\s*[-–/]\d|\s+(?:of|to|and|or)\b)"
    r"|\ba\s+(?P<called>year\s+(?P<other>1[0-3]|[1-9]))\s+(?:pupil|girl|boy|student|child)\b",
    re.IGNORECASE,
)
_NUMBER = rf"\d{{1,3}}|{'|'.join(word for word, number in NUMBER_WORDS.items() if number > 1)}"
# “She was only 14.”, “a woman of 87”: a number alone is an age where nothing is counted after it.
_ENDS = r"(?=\s*$|\s?[.;:!?)](?!\d)|,(?!\d)|\s+(?:and|but|when|who|with|at\s+the\s+time)\b(?!\s+\d))"
_IS_OLD = re.compile(
    rf"\b(?:she|he|{_PERSON})\s+(?:is|was)\s+(?:(?:only|just|still|nearly|almost|about|then|now|already)\s+)?"
    rf"(?P<age>{_NUMBER})\b{_ENDS}",
    re.IGNORECASE,
)
_OF_AN_AGE = re.compile(
    rf"\b{_PERSON}\s+of\s+(?P<age>{_NUMBER})\b(?:{_ENDS}|(?=\s+(?:is|was|has|had|{DOING})\b))", re.IGNORECASE
)
# Each is looked for only near what it cannot do without.
_near_a_comma = near(r",\s\d", before=42, behind=20)
_near_a_birthday = near("birthday", before=80, behind=2)
_near_an_at = near(rf"t\s(?:\d\d|{_OLDER})\b", before=90, behind=20)
_near_a_school_year = near(r"year\s\d", before=60, behind=20)
_near_being_old = near(rf"s\s(?:[a-z]{{3,7}}\s)?(?:{_NUMBER})\b", before=40, behind=20)
_near_of_an_age = near(rf"of\s(?:{_NUMBER})\b", before=30, behind=30)
# What children are in the first year of school at its end.
_FIRST_YEAR_ENDS_AT = 6

_BANDS = ((4, "under 5"), (9, "5 to 9"), (12, "10 to 12"), (15, "13 to 15"), (17, "16 to 17"), (24, "18 to 24"))


def age_band(age: int) -> str:
    """The band that says enough about an age and no more."""
    for last, band in _BANDS:
        if age <= last:
            return band
    if age >= 85:
        return "85 and over"
    first = 25 + (age - 25) // 10 * 10
    return f"{first} to {first + 9}"


def told_ages(text: str) -> Iterator[tuple[int, int, int]]:
    """Each age with where it begins and ends."""
    for match in _near_a_comma(text, _BESIDE):
        yield *match.span("age"), int(match["age"])
    for pattern, finder in ((_IS_OLD, _near_being_old), (_OF_AN_AGE, _near_of_an_age)):
        for match in finder(text, pattern):
            if (age := _number(match["age"])) <= 120:
                yield *match.span("age"), age
    for match in _near_a_birthday(text, _BIRTHDAY):
        yield *match.span("told"), _number(match["age"])
    for pattern in (_AT_THE_START, _AT_THE_END):
        for match in _near_an_at(text, pattern):
            yield *match.span("told"), _number(match["age"])
    for match in _near_a_school_year(text, _SCHOOL_YEAR):
        group, year = ("told", match["age"]) if match["told"] else ("called", match["other"])
        yield *match.span(group), int(year) + _FIRST_YEAR_ENDS_AT - 1


def _number(said: str) -> int:
    small = said.lower()
    if small.isdigit():
        return int(small)
    return NUMBER_WORDS[small] if small in NUMBER_WORDS else _ORDINALS.index(small) + 1
