"""What the words over a table say of its numbers: that they are thousands, or rates, where others are asked for. Pure.

“All figures in thousands” over 95 says 95,000. The figures themselves cannot show it, so that the words are believed.
"""

import re
from collections.abc import Iterator, Sequence

from indicators.definitions.families import Family
from indicators.parsing.file_problems import FileProblem
from indicators.parsing.letters import folded
from indicators.parsing.named import MOST_OF_A_TITLE

_SCALE = re.compile(
    r"\b(?:in|as|by)(?: the)? (?:tens|hundreds|thousands|millions|lakhs)\b"
    r"|\((?:in )?(?:hundreds|thousands|millions)\)|[(,:;–—-] ?(?:hundreds|thousands|millions)$"
    # 000s, ’000, 00s; neither the end of 10,000 or 10 000 nor a time of day.
    r"|(?<![0-9,.:])(?<![0-9] )(?:'?0{3}'?s?(?![0-9])|'?00s|'00(?![0-9]))|\bx ?1,?0{2,3}\b",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper (?P<number>[0-9][0-9, ]*[0-9]|hundred|thousand|100k|10k|1k)\b", re.IGNORECASE)
_WORDS = {"hundred": 100, "thousand": 1_000, "1k": 1_000, "10k": 10_000, "100k": 100_000}
_RELATIVE = re.compile(r"(?:the )?(?:crude |annual )?(?:rates?|percentages?|percent|proportions?|%)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:numbers?|counts?|totals?)\b", re.IGNORECASE)
# Of another page, and not of the table.
_ELSEWHERE = re.compile(r"\b(?:see|not|another|other|elsewhere|separate)\b", re.IGNORECASE)


def other_scale(text: str, families: Sequence[Family]) -> str:
    """Why the text says that the table's numbers are others than these families ask for; empty where it does not."""
    plain = _without_names(text, families)
    if len(plain) > MOST_OF_A_TITLE or _ELSEWHERE.search(plain):
        return ""
    if _SCALE.search(plain):
        return "that the figures are in thousands, or on another scale. Enter whole figures, and remove these words"
    pers = {_number(match["number"]) for match in _PER.finditer(plain)}
    asked = {family.per for family in families if family.has_rates and not family.is_percentages}
    if pers and asked and not pers & asked:
        wanted = " or ".join(f"{per:,}" for per in sorted(asked))
        return f"that the rates are per another number of people. Enter rates per {wanted}, and correct these words"
    is_relative = any(column.unit in ("percent", "rate") for family in families for column in family.columns)
    if _RELATIVE.match(plain) and not is_relative and not _COUNTED.search(plain):
        return (
            "that these are rates or percentages, but the return takes counts. Enter the counts, or correct these words"
        )
    return ""


def scale_problems(
    sheet: str, texts: Sequence[tuple[int, int | None, str]], families: Sequence[Family]
) -> Iterator[FileProblem]:
    """The finding for each text, given with its line and column, that says so of the table below it."""
    for line, index, text in texts:
        why = other_scale(text, families)
        if why:
            yield FileProblem("SCALE-1", f"“{text}” says {why}.", sheet=sheet, line=line, index=index, value=text)


def _without_names(text: str, families: Sequence[Family]) -> str:
    """The text without the titles of its own figures, which say what they are."""
    plain = folded(text).strip()
    for name in (name for family in families for name in (family.title, family.slug)):
        plain = re.sub(re.escape(folded(name)), "", plain, flags=re.IGNORECASE)
    return plain.strip()


def _number(text: str) -> int:
    return _WORDS.get(text.lower()) or int(re.sub(r"[ ,]", "", text))
