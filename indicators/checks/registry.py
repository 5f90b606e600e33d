"""Every rule by which a return is checked: its code, what it asks for, what to do, and how hard it is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from indicators.checks.pairs import Pair, pairs
from indicators.checks.problems import Problem, Severity
from indicators.definitions.across_relations import Relation, relations
from indicators.definitions.current import Catalogue
from indicators.definitions.families import Family, Rule, catalogue, get_family


@dataclass(frozen=True)
class Check:
    """One rule as people read it."""

    code: str
    severity: Severity
    sentence: str
    action: str
    where: str = "Every return"


_WINDOWS = "Returns for a window and the window before"
_RATES = "Rates of areas"
_FILES = "Files"

_GENERAL = (
    Check(
        "CHECK-1",
        Severity.HARD,
        "The portal can check the figures by the indicator's definition.",
        "Save the figures, and tell the coordinator. Nothing that cannot be checked can be submitted.",
    ),
    Check(
        "BLANK",
        Severity.HARD,
        "Every cell has an answer. A blank is not a zero.",
        (
            "Enter the figure, or say that there is nothing to report, that it cannot be supplied or that it does "
            "not apply."
        ),
    ),
    Check(
        "ZERO-1",
        Severity.HARD,
        "A total above zero does not have parts that are all zero.",
        "Enter the parts, or say that they cannot be supplied. A zero means there were none.",
    ),
    Check(
        "ZERO-2",
        Severity.HARD,
        "A total is not zero while one of its parts is above zero.",
        "Enter the total, or say that it cannot be supplied.",
    ),
    Check(
        "ZERO-3",
        Severity.HARD,
        "A rate is not above zero if the number behind it is zero, nor a number if what it is of is zero.",
        "Correct the number, the rate, or what it is of.",
        _RATES,
    ),
    Check(
        "ZERO-4",
        Severity.SOFT,
        "A figure is not 0 if it was six or more in the period before, a year ago or in the other window of the "
        "return, and a rate is not 0 if the number beside it is six or more.",
        "If there were none, say how you know. If the figure is missing, say that it cannot be supplied.",
    ),
    Check(
        "HISTORY-1",
        Severity.HARD,
        "The window before matches the figures approved a year ago, or is marked as revised.",
        "Correct the figure, or tick “Last year's figures have been revised” and explain why.",
        _WINDOWS,
    ),
    Check(
        "HISTORY-2",
        Severity.NOTE,
        "There is an approved return from a year ago to check the window before against.",
        "Nothing. We tell reviewers that it could not be checked.",
        _WINDOWS,
    ),
    Check(
        "HISTORY-3",
        Severity.SOFT,
        "A figure that was approved a year ago is still a figure in the window before.",
        "Enter the figure. If it can no longer be given, explain why in a comment or mark it as revised.",
        _WINDOWS,
    ),
    Check(
        "WINDOW-1",
        Severity.HARD,
        "The dates of a window match the return's period.",
        "Upload the file to the right return, or correct the dates.",
        _FILES,
    ),
    Check(
        "WINDOW-2",
        Severity.HARD,
        "The window before is the same window a year earlier. Windows of 12 months have no gaps or overlaps.",
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
        "Any period named in a file's titles, sheet names or headings matches the return's period.",
        "Check that you uploaded the right file. If you did, correct its title and upload it again, or explain "
        "why it names another period.",
        _FILES,
    ),
    Check(
        "DERIVED-1",
        Severity.HARD,
        "A total, change, share or percentage in a file matches the figures.",
        "Correct the figures, or remove the calculated column from the file. The portal calculates it anyway.",
        _FILES,
    ),
    Check(
        "ZERO-5",
        Severity.SOFT,
        "Not all figures of a table of four lines or more are zero, where nothing was approved before.",
        "Check that there were none. If figures are missing, say that they cannot be supplied.",
    ),
    Check(
        "RATE-1",
        Severity.HARD,
        "A rate is its number over the population sent with it or, if its definition uses population estimates "
        "as the denominator, over a known estimate, to within half of its last digit.",
        "Correct the number or the rate. If you used a newer estimate, ask the coordinator to add it.",
        _RATES,
    ),
    Check(
        "RATE-2",
        Severity.SOFT,
        "The number of people implied by the count and rate is within 5% of last year's.",
        "Check the number and the rate: a digit may be missing.",
        _RATES,
    ),
    Check(
        "RATE-3",
        Severity.SOFT,
        "A published rate is its number over a known population estimate, to within half of its last digit.",
        (
            "Check the number and the rate. If the publisher used another estimate, say so. The published rate "
            "stays the same."
        ),
        _RATES,
    ),
    Check(
        "RATE-4",
        Severity.HARD,
        "A rate is one that its number can give: it is not 0 beside a number that cannot round to it, and no more "
        "than twice, or less than half, of what the number over the population estimate gives.",
        "Correct the number or the rate: a digit or the decimal point may be missing.",
        _RATES,
    ),
    Check(
        "RATE-5",
        Severity.SOFT,
        "A rate per 10,000 is not above 10,000: that is more than one for each person.",
        "Check the rate: a point may be missing. If it is right, explain why.",
        _RATES,
    ),
    Check(
        "JUMP-1",
        Severity.SOFT,
        "A count is not 2.5 times or more the nearest of its earlier values, or the other way round, if chance gives "
        "such a change in fewer than 1 in 10,000 cases. A rate without its number is not four times another. A net "
        "change of six or more is not followed by 0, or by the same with the other sign.",
        "Check the digits and the decimal point. If the figure is right, explain the change.",
    ),
    Check(
        "PARTS-1",
        Severity.SOFT,
        "A year has no fewer than one of its quarters, months or half-years, and hardly more than all together.",
        "Check both returns. If they are right, explain why.",
        "Returns of periods that are part of each other",
    ),
    Check(
        "PARTS-2",
        Severity.NOTE,
        "A year has about as many as its quarters, months or half-years together.",
        "Nothing. It can be right where a person is counted in several of them. We tell reviewers.",
        "Returns of periods that are part of each other",
    ),
    Check(
        "REPEAT-1",
        Severity.SOFT,
        "The figures are not those of the year, the period or the window before, more often than chance explains.",
        "Check that you entered the figures of this period. If you did, say so.",
    ),
    Check(
        "REPEAT-2",
        Severity.SOFT,
        "The number and the rate of an area are not both the same as a year ago.",
        "Check that the line is about this period. If it is, say so.",
        _RATES,
    ),
    Check(
        "REPEAT-3",
        Severity.SOFT,
        "A column of four lines or more does not have the same number, six or more, in each of them.",
        "Check that each line has its own figure. If all are right, say so.",
    ),
    Check(
        "SWAP-1",
        Severity.SOFT,
        "No two lines have changed places: neither fits its own past, and each fits the past of the other.",
        "Check both lines. If they are right, explain both changes.",
    ),
    Check(
        "SWAP-2",
        Severity.SOFT,
        "No value has changed places with that of England, the region or similar areas.",
        "Check both columns. If they are right, explain both changes.",
        "Values with those of other areas beside them",
    ),
    Check(
        "PERCENT-1",
        Severity.SOFT,
        "A percentage is not above 100, nor a number above the one that its share is taken of.",
        "Check that the cell holds a percentage, not a count or a rate. If it is right, explain why.",
        "Percentages and shares",
    ),
    Check(
        "PERCENT-2",
        Severity.SOFT,
        "Not all percentages of a column are 1 or less, nor that of one area where all others are 10 or more.",
        "Check that 20% was entered as 20, and not as 0.2. If all are right, explain why.",
    ),
    Check(
        "OUTLIER-1",
        Severity.SOFT,
        "A count is within the range expected from five or more earlier periods.",
        "Check the count. If it is right, explain the reason.",
        "Counts from the partner's own records",
    ),
    Check(
        "OUTLIER-2",
        Severity.NOTE,
        "A published count for our own area is within the range expected from five or more earlier periods.",
        "Nothing. Someone else published it. We tell reviewers.",
        _RATES,
    ),
    Check(
        "NOTE-1",
        Severity.SOFT,
        "The note says of the figures what the table says: which way they went, from which number to which.",
        "Correct the note. If it is right, explain what it refers to.",
    ),
    Check(
        "ILLUSTRATIVE-1",
        Severity.HARD,
        "Figures made up for illustration are explained in the note.",
        "Say so in the note, which we publish with them.",
    ),
)

GENERAL: Mapping[str, Check] = {check.code: check for check in _GENERAL}


def finding(code: str, sentence: str, row: str = "", column: str = "") -> Problem:
    """What a general rule found; how hard it is stands in the register alone. Raises `KeyError` for an unknown code."""
    return GENERAL[code].severity.problem(code, sentence, row, column)


_ACTIONS = {
    Severity.HARD: "Correct one of the figures.",
    Severity.SOFT: "Check both. If they are right, explain why.",
    Severity.NOTE: "Nothing. We tell reviewers.",
}


def _of_family(family: Family, rule: Rule) -> Check:
    return Check(
        rule.code,
        Severity(rule.severity),
        f"{rule.because}.",
        _ACTIONS[Severity(rule.severity)],
        family.title,
    )


def _of_relation(relation: Relation) -> Check:
    return Check(
        relation.code,
        Severity(relation.severity),
        f"{relation.because}.",
        "Correct one of the returns."
        if relation.severity == Severity.HARD
        else "Check both returns. If they are right, explain why.",
        "; ".join(get_family(slug).title for slug in relation.families),
    )


def _of_pair(pair: Pair) -> Check:
    return Check(
        pair.code, Severity.SOFT, pair.sentence, "Ask the other partner. If yours is right, explain why.", pair.where
    )


def every_check() -> tuple[Check, ...]:
    """The general rules, those of the families in their order, between families, and across partners."""
    return _every_check(catalogue())


@lru_cache(maxsize=2)
def _every_check(now: Catalogue) -> tuple[Check, ...]:
    return (
        *_GENERAL,
        *(_of_family(family, rule) for family in now.families for rule in family.rules if not rule.other),
        *(_of_relation(relation) for relation in relations()),
        *(_of_pair(pair) for pair in pairs()),
    )
