"""What may be said of the changes between two windows, over all tables of a release. Pure.

It reads what a table publishes, and nothing else: a figure that is not printed takes no part.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indicators.definitions.families import Family, get_family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.statistics.limits import Limits, printed
from indicators.statistics.windows import Verdict, WindowTest, compare_windows, verdicts
from indicators.tables.phrases import DIRECTIONS, INTERVAL, cell_of, limit_decimals, limit_texts, probability_text
from indicators.tables.trend_readings import trend_about, trend_sentences, window_trends


def _days(period: Period) -> int:
    return (period.ends_on - period.starts_on).days + 1


def _break_between(family: Family, period: Period) -> str:
    """Why the two windows cannot be compared; empty where they can."""
    start = period.year_before().starts_on
    return next(
        (one.why for one in family.breaks if start < parse_period(one.period).starts_on <= period.ends_on),
        "",
    )


def window_statistics(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    """What `annotated` needs to know of the windows: their lengths, whether the series breaks between them, trends.

    The last snapshot is the one that is published; those before it are the years that its trends are read from.
    """
    last = snapshots[-1]
    period = parse_period(last.period)
    trends = window_trends(snapshots)
    return {
        "days": [_days(period), _days(period.year_before())],
        "break": _break_between(last.family, period),
        **({"trends": trends} if trends else {}),
    }


def _tests(content: Mapping[str, Any]) -> dict[str, WindowTest]:
    """The test of each row that has two real numbers; none across a break."""
    statistics = content["statistics"]
    if content["shape"] != "windows" or statistics["break"]:
        return {}
    current_days, previous_days = statistics["days"]
    share = current_days / (current_days + previous_days)
    tests = {}
    for row in content["rows"]:
        cells = [cell_of(row, key) for key in ("current", "previous")]
        if any(cell["value"] is None or cell["illustrative"] for cell in cells):
            continue
        current, previous = (int(cell["value"]) for cell in cells)
        tests[row["key"]] = compare_windows(current, previous, share)
    return tests


def _move(test: WindowTest) -> str:
    if test.current == test.previous:
        return f"{test.current:,} in both periods"
    way = "up" if test.current > test.previous else "down"
    return f"{way} from {test.previous:,} to {test.current:,}"


def _ratio(test: WindowTest) -> str:
    """The ratio with its interval in brackets; nothing where there were none before."""
    if test.ratio is None or test.limits is None or test.previous == 0:
        return ""
    lower, upper = limit_texts(test.limits, 2)
    return f" (ratio {_ratio_text(test.ratio, test.limits)}; {INTERVAL} {lower} to {upper})"


def _ratio_text(ratio: float, limits: Limits) -> str:
    """The ratio with the decimals of its limits."""
    return f"{printed(ratio, limit_decimals(limits, 2)):f}"


def _said(test: WindowTest, verdict: Verdict, looked_at: int) -> tuple[str, str]:
    """What the test allows one to say, and why, both without a full stop; nothing where nothing changed."""
    if verdict is Verdict.TOO_FEW:
        return "Too few to compare", (
            f": with {test.total} in both periods together, no change can be distinguished from chance"
        )
    if verdict is Verdict.NOT_AFTER_CORRECTION:
        return (
            "It may be chance",
            f": among {looked_at} changes tested together, some stand out by chance alone",
        )
    if verdict is Verdict.CHANCE:
        return ("", "") if test.current == test.previous else ("Chance alone could explain this", "")
    return "This is more than chance would explain", ""


def _careful(verdict: Verdict, clusters: str, polarity: str) -> str:
    """What has to be added to a claim: clustered events, and the direction that the definition calls good, if any."""
    if verdict not in (Verdict.HIGHER, Verdict.LOWER):
        return "."
    more = (
        f", if each event is independent. {clusters}, so a few people can make a big difference to the change."
        if clusters
        else "."
    )
    return more + DIRECTIONS.get(polarity, "")


def _entry(
    row: Mapping[str, Any], test: WindowTest, found: tuple[Verdict, float | None], looked_at: int, family: Family
) -> dict[str, Any]:
    verdict, after = found
    clusters = next((one.clusters for one in family.fixed_rows if one.key == row["key"]), "")
    said, why = _said(test, verdict, looked_at)
    careful = _careful(verdict, clusters, family.polarity)
    has_ratio = test.limits is not None and test.ratio is not None and test.previous > 0
    lower, upper = limit_texts(test.limits, 2) if has_ratio and test.limits else (None, None)
    return {
        "verdict": verdict.value,
        "p": None if test.p is None else probability_text(test.p),
        "adjusted_p": None if after is None else probability_text(after),
        "ratio": _ratio_text(test.ratio, test.limits) if has_ratio and test.ratio is not None and test.limits else None,
        "lower": lower,
        "upper": upper,
        "clusters": clusters,
        "short": f"{said}{why}{careful}" if said else "",
        "sentence": f"{row['label']}: {_move(test)}." + (f" {said}{_ratio(test)}{why}{careful}" if said else ""),
    }


def _about(looked_at: int) -> str:
    changes = "1 change in this release was" if looked_at == 1 else f"{looked_at} changes in this release were"
    return (
        f"We test each change exactly, given the number in both periods together. {changes} tested together, "
        "so that no more than about 1 in 20 of those described as more than chance would explain should be due "
        "to chance. The test assumes that events are independent of each other. The ratio compares the current "
        "period with the previous one: 2 means twice as many in the same time."
    )


def _sentences(content: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    why = content["statistics"]["break"]
    if why:
        return [f"The two periods are not compared: {why.rstrip('.')}."]
    trends = content["statistics"].get("trends", {})
    return [*(entry["sentence"] for entry in entries.values()), *trend_sentences(trends)]


def annotated_windows(contents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of one release with what may be said of each change, all changes looked at together.

    Illustrative figures are not tested: they would take from the real ones, and say nothing. Tables of other shapes
    come back as they are. Doing it again, with other tables, replaces what was said before.
    """
    tests = [_tests(content) for content in contents]
    flat = [test for of_table in tests for test in of_table.values()]
    found = iter(verdicts(flat))
    looked_at = sum(test.p is not None for test in flat)
    return [
        _with_entries(content, of_table, found, looked_at) for content, of_table in zip(contents, tests, strict=True)
    ]


def _with_entries(
    content: dict[str, Any],
    tests: Mapping[str, WindowTest],
    found: Iterable[tuple[Verdict, float | None]],
    looked_at: int,
) -> dict[str, Any]:
    if content["shape"] != "windows":
        return content
    family = get_family(content["slug"])
    rows = {row["key"]: row for row in content["rows"]}
    entries = {
        key: _entry(rows[key], test, verdict, looked_at, family)
        for (key, test), verdict in zip(tests.items(), found, strict=False)
    }
    statistics = content["statistics"] | {
        "rows": entries,
        "looked_at": looked_at,
        "sentences": _sentences(content, entries),
        "about": " ".join(
            filter(None, [_about(looked_at) if entries else "", trend_about(content["statistics"].get("trends", {}))])
        ),
    }
    return content | {"statistics": statistics}
