"""Every rule by which a return is checked: its code, what it asks for, what to do, and how hard it is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from indicators.checks.pairs import Pair, pairs
from indicators.checks.problems import Problem, Severity
from indicators.definitions.families import Family, Rule, families


@dataclass(frozen=True)
class Check:
    """One rule as people read it."""

    code: str
    severity: Severity
    sentence: str
    action: str
    where: str = "Every return"


_WINDOWS = "Returns of a window and the window before"
_RATES = "Rates of areas"
_FILES = "Files"

_GENERAL = (
    Check(
        "BLANK",
        Severity.HARD,
        "Every cell has an answer. A blank is not a zero.",
        "Type the figure, or say that there is nothing to report, or that it cannot be supplied or does not apply.",
    ),
    Check(
        "ZERO-1",
        Severity.HARD,
        "A whole above zero does not consist of parts that are all zero.",
        "Type the parts, or say that they cannot be supplied. A zero says that there were none.",
    ),
    Check(
        "ZERO-2",
        Severity.HARD,
        "A whole is not zero while one of its parts is above zero.",
        "Type the whole, or say that it cannot be supplied.",
    ),
    Check(
        "ZERO-3",
        Severity.HARD,
        "A rate is not above zero where the number behind it is zero.",
        "Correct the number or the rate.",
        _RATES,
    ),
    Check(
        "HISTORY-1",
        Severity.HARD,
        "The window before is what was approved for it a year ago, or is declared as revised.",
        "Correct the figure, or tick “Last year's figures were revised” and say why.",
        _WINDOWS,
    ),
    Check(
        "HISTORY-2",
        Severity.NOTE,
        "There was an approved return a year ago to check the window before against.",
        "Nothing: reviewers are told that it could not be checked.",
        _WINDOWS,
    ),
    Check(
        "HISTORY-3",
        Severity.SOFT,
        "A figure that was approved a year ago is still a figure in the window before.",
        "Type the figure. If it cannot be given any more, say why in a comment, or declare it as revised.",
        _WINDOWS,
    ),
    Check(
        "WINDOW-1",
        Severity.HARD,
        "The dates of a window are those of the return's period.",
        "Send the file with the return that it is about, or correct the dates.",
        _FILES,
    ),
    Check(
        "WINDOW-2",
        Severity.HARD,
        "The window before is the same window a year earlier; windows of 12 months leave no gap and do not overlap.",
        "Correct the dates, and check that the figures were counted over them.",
        _FILES,
    ),
    Check(
        "WINDOW-3",
        Severity.HARD,
        "Both windows are as long as the return's period.",
        "Correct the dates, and check that the figures were counted over them.",
        _FILES,
    ),
    Check(
        "WINDOW-4",
        Severity.SOFT,
        "Titles, names of sheets and headings of a file that name a period name that of the return.",
        "Check that the right file was sent. If it was, correct its title and send it again, or say why it names "
        "another period.",
        _FILES,
    ),
    Check(
        "DERIVED-1",
        Severity.HARD,
        "A total, change, share or percentage that stands in a file is what the figures give.",
        "Correct the figures, or take the worked-out column out of the file: it is worked out again in any case.",
        _FILES,
    ),
    Check(
        "RATE-1",
        Severity.HARD,
        "A rate is its number over the people sent with it, or, where its definition names the population estimates "
        "as its denominator, over a known estimate, within half of its last printed digit.",
        "Correct the number or the rate. If a newer estimate was used, ask the coordinator to add it.",
        _RATES,
    ),
    Check(
        "RATE-2",
        Severity.SOFT,
        "The number of children that count and rate imply is within 5% of last year's.",
        "Check number and rate: a digit may be missing.",
        _RATES,
    ),
    Check(
        "RATE-3",
        Severity.SOFT,
        "A published rate is its number over a known population estimate, within half of its last printed digit.",
        "Check number and rate. If the publisher used another estimate, say so: the printed rate stays as it is.",
        _RATES,
    ),
    Check(
        "OUTLIER-1",
        Severity.SOFT,
        "A count lies within the range that five or more earlier periods lead one to expect.",
        "Check the count. If it is right, say what is behind it.",
        "Counts of the partner's own records",
    ),
    Check(
        "OUTLIER-2",
        Severity.NOTE,
        "A published count of our own area lies within the range that five or more earlier periods lead one to expect.",
        "Nothing: somebody else published it. Reviewers are told.",
        _RATES,
    ),
    Check(
        "ILLUSTRATIVE-1",
        Severity.HARD,
        "Figures that are made up for illustration are explained in the note.",
        "Say so in the note, which is printed beside them.",
    ),
)

GENERAL: Mapping[str, Check] = {check.code: check for check in _GENERAL}


def finding(code: str, sentence: str, row: str = "", column: str = "") -> Problem:
    """What a general rule found; how hard it is stands in the register alone. Raises `KeyError` for an unknown code."""
    return GENERAL[code].severity.problem(code, sentence, row, column)


def _of_family(family: Family, rule: Rule) -> Check:
    return Check(
        rule.code,
        Severity(rule.severity),
        f"{rule.because}.",
        "Correct one of the figures." if rule.severity == Severity.HARD else "Check both. If they are right, say why.",
        family.title,
    )


def _of_pair(pair: Pair) -> Check:
    return Check(
        pair.code, Severity.SOFT, pair.sentence, "Ask the other partner. If yours is right, say why.", pair.where
    )


@cache
def every_check() -> tuple[Check, ...]:
    """The general rules, those of the families in their order, and those across partners."""
    return (
        *_GENERAL,
        *(_of_family(family, rule) for family in families() for rule in family.rules),
        *(_of_pair(pair) for pair in pairs()),
    )
