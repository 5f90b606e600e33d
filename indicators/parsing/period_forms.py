"""The forms in which people write months, years and their parts: what `period_words` finds periods with. Pure."""

import re

from indicators.parsing.dates import MONTHS

SHORT = [name[:3] for name in MONTHS]
NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
) | {"eighteen": 18, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
FIRST_MONTH = 4

MONTH = r"(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)(?![a-z])\.?"
CENTURY = "(?:19|20)[0-9]{2}"
DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
TO = r"\s*(?:-|–|—|−|/|\bto\b|\buntil\b|\bthrough\b)\s*"
AND = r"\s*(?:,|&|\band\b)\s*"
APART = r"[\s,:;()\[\]_/–—-]*(?:\b(?:of|in|for|the|return|figures|data)\b[\s,:;()\[\]–—-]*)*"
_COUNT = r"(?:[0-9]{1,2}|" + "|".join(name for name, number in NUMBERS.items() if name[0] != "l") + ")"
# A month of a year, or a day of it. 23 behind a space can be a day: it is a year only where a window ends with it.
_NUMERIC = (
    r"(?<![0-9])(?P<whole_year>20[0-9]{2})(?P<whole_month>[01][0-9])(?P<whole_day>[0-3][0-9])(?![0-9])"
    rf"|(?P<iso_year>{CENTURY})-(?P<iso_month>[01][0-9])(?:-(?P<iso_day>[0-3][0-9]))?(?![0-9])"
    rf"|(?:(?P<d>[0-9]{{1,2}})[/.-])?(?P<m>[0-9]{{1,2}})[/.-](?P<y>{CENTURY})(?![0-9])"
    r"|(?P<d2>[0-9]{1,2})[/.-](?P<m2>[0-9]{1,2})[/.-](?P<y2>[0-9]{2})(?![0-9])"
)
_WORDED = (
    rf"(?:(?P<day>{DAY})[\s-]*(?:of\s+)?)?(?P<month>{MONTH})[\s,/-]*(?P<year>{CENTURY}|[’']?[0-9]{{2}})"
    r"(?![0-9]|[/–-][0-9])"
)
ALONE = (
    rf"(?:(?P<day>{DAY})[\s-]*(?:of\s+)?)?(?P<month>{MONTH})"
    rf"(?:[\s,/-]*(?P<year>{CENTURY}|[’'][0-9]{{2}})|-?(?P<short>[0-9]{{2}}))(?![0-9]|[/–-][0-9])"
)
_POINT_FORM = f"(?:{_WORDED}|{_NUMERIC})"
_WORD_OF_YEAR = r"(?:\b(?:f/?ye?|(?:financial|fiscal|reporting|tax|municipal|performance)\s+year)\s*[:’']?\s*)"
_YEARS_FORM = (
    rf"(?:(?:{_WORD_OF_YEAR})?(?:(?<![0-9/.-])(?P<first>{CENTURY})(?:{TO}|_)(?P<last>{CENTURY}|[’']?[0-9]{{2}})"
    r"(?![0-9]|[-/.][0-9])|(?<![0-9/.-])(?P<six_first>20[0-9]{2})(?P<six_last>[0-9]{2})(?![0-9]))"
    rf"|{_WORD_OF_YEAR}(?P<fy>{CENTURY}|[0-9]{{2}})(?![0-9]|\s*[/–-]\s*[0-9])"
    rf"|{_WORD_OF_YEAR}(?P<fy_first>[0-9]{{2}})\s*[/–-]?\s*[’']?(?P<fy_last>[0-9]{{2}})(?![0-9])"
    r"|(?<![0-9/.’'-])[’']?(?P<pair_first>[1-9][0-9])\s*/\s*[’']?(?P<pair_last>[1-9][0-9])(?![0-9a-z/.-])"
    r"|(?<![0-9])[’'](?P<tick_first>[0-9]{2})\s*[–-]\s*[’']?(?P<tick_last>[0-9]{2})(?![0-9]))"
)
PAIRS = tuple((f"{name}first", f"{name}last") for name in ("", "six_", "fy_", "pair_", "tick_"))
# 2022Q3 and FY23Q3: nothing parts the two.
_EDGE = r"(?:\b|(?<=20[0-9]{2})|(?<=fy[0-9]{2}))"
QUARTER = (
    rf"{_EDGE}(?:q|qtr|quarters?)\s*[.-]?\s*(?P<quarter>[1-4])(?:(?:-|–|\s*(?:to|and|&|\+)\s*)(?:q|qtr|quarter)?\s*"
    r"(?P<last_quarter>[1-4]))?(?![0-9])"
    r"|\b(?P<quarter_word>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+(?:quarter|qtr)\b"
    r"|\b(?:quarter|qtr)\s+(?P<quarter_number>one|two|three|four)\b"
)
HALF = (
    rf"{_EDGE}(?:h|hy|half[\s-]year|half)\s*[.-]?\s*(?P<half>[12])(?![0-9])"
    r"|\b(?P<half_word>first|second|1st|2nd)\s+half(?:[\s-]year)?\b"
)
_SOME_MONTHS = (
    rf"\bfirst\s+(?P<first_months>{_COUNT})\s+months?\b|\b(?P<from_month>{MONTH}){TO}(?P<to_month>{MONTH})(?!\w)"
)
PART_FORM = f"(?:{QUARTER}|{HALF}|{_SOME_MONTHS})"
ENDS = r"(?:\b(?:to|ending|ended|until|up to|as at|as of|at|snapshot)(?:\s+the)?(?:\s+end(?:\s+of)?)?(?:\s+the)?\b)"
# The year as far as it has gone. “Up to date” says nothing of the figures.
_YEAR_TO_DATE = r"(?:\bf?(?:ytd\b|y\.t\.d\b\.?)|\b(?:(?:financial|fiscal|reporting)\s+)?year[\s-]to[\s-]date\b)"
_SO_FAR = rf"(?:{_YEAR_TO_DATE}|(?<!up )\bto[\s-]date\b)"
BESIDE = r"[\s,.:;(\[–—-]*"
# A month or a period of account: P1 is April. Behind these words a letter and a number are a code.
_CODES = (
    "annex",
    "code",
    "column",
    "figure",
    "form",
    "indicator",
    "measure",
    "part",
    "question",
    "row",
    "section",
    "table",
)
_PERIOD_NUMBER = r"0?(?:1[0-2]|[1-9])(?![0-9])"
_NUMBERED_FORM = (
    rf"(?:{''.join(rf'(?<!{word} )' for word in _CODES)}{_EDGE}"
    r"(?:p|m|mth|month|(?:accounting\s+)?period)(?P<several>s?)"
    r"\s*(?:(?:no\b\.?|number|:)\s*)?(?:(?<=[pm:.\s])(?:p|m)(?=[0-9]))?"
    rf"(?P<numbered>{_PERIOD_NUMBER}|(?<=[hd] )(?:{'|'.join(list(NUMBERS)[:12])})\b)"
    rf"(?:(?:-|–|\s*to\s*)(?:p|m)?(?P<last_numbered>{_PERIOD_NUMBER}))?)"
)
LENGTH = (
    rf"(?:\b(?P<count>{_COUNT})[\s-]*(?P<unit>months?|mths?|mnths?|m|quarters?|years?)\b"
    rf"|\b(?P<rolling>(?:[rtl]|rolling[\s-]?)12m?|ttm|ltm|mat)\b|\b(?P<one>year|quarter|qtr|month|half[\s-]?year)\b)"
    r"(?:[\s-]+(?:rolling|period|figures|data|total))*"
)


# A year from September to August, as it says in front of it or behind it.
OF_SCHOOLS = re.compile(r"\b(?:(?:academic|school) years?|ay)\W*\||\|\W*(?:academic|school) year", re.IGNORECASE)
# Terms of schools: the month in which each begins, and how many it has.
TERMS = {"autumn": (9, 4), "spring": (1, 4), "summer": (4, 4)}


def unnamed(form: str) -> str:
    """A form as a part of another: its names would be there twice."""
    return re.sub(r"\(\?P<\w+>", "(?:", form)


POINT, YEARS, SO_FAR = unnamed(_POINT_FORM), unnamed(_YEARS_FORM), unnamed(_SO_FAR)
YEAR_TO_DATE = _YEAR_TO_DATE
_WITHOUT_DATE = f"(?:{PART_FORM}|{_NUMBERED_FORM})"
# “May” behind “to date” is hardly ever the month.
_MONTH_TO_DATE = (
    rf"(?:{_SO_FAR}{BESIDE}(?:{ENDS}\s*)?(?P<until>{MONTH})(?!\s+[a-z])"
    rf"|\b(?P<until_month>{MONTH}){BESIDE}{_YEAR_TO_DATE}"
    rf"|[(\[]{ENDS}\s*(?P<until_end>{MONTH})\s*[)\]]"
    rf"|\b(?P<lasts>{_COUNT})[\s-]*(?:months?|mths?|mnths?)\s*{ENDS}\s*(?P<lasts_until>{MONTH})(?!\s+[a-z]))"
)
PART = unnamed(rf"(?:(?:{_SO_FAR}{BESIDE})?{_WITHOUT_DATE}(?:{BESIDE}{_SO_FAR})?|{_MONTH_TO_DATE})")
# By itself a number is a period only where nothing goes on: “P1 Missing children” is a list.
PART_ALONE = unnamed(
    rf"(?:{_SO_FAR}{BESIDE}{_WITHOUT_DATE}|{_WITHOUT_DATE}{BESIDE}{_SO_FAR}|{_MONTH_TO_DATE}|{PART_FORM}"
    rf"|{_NUMBERED_FORM}(?=\s*(?:$|[)\],;|]|[:.]\s|[–—-]\s+[a-z])))"
)
READ_POINT = re.compile(_POINT_FORM, re.IGNORECASE)
READ_YEARS = re.compile(_YEARS_FORM, re.IGNORECASE)
READ_PART = re.compile(f"{_MONTH_TO_DATE}|{_WITHOUT_DATE}", re.IGNORECASE)
READ_SO_FAR = re.compile(SO_FAR, re.IGNORECASE)
