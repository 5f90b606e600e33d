"""What is kept back in the measurement: the small counts of the example's police table, and made-up ones beside it."""

from decimal import Decimal

from indicators.disclosure.near_values import Near, Step

NOW, BEFORE = "2022-04-01..2023-03-31", "2021-04-01..2022-03-31"


def near(row: str, now: int, before: int, whole: tuple[int, int], window: str = NOW) -> list[Near]:
    """A count with its change, its share of a whole, and what is left of the whole without it."""
    key = f"{row}/{window}"
    total, other = whole
    found = [
        Near(key, Step.COUNT, Decimal(now)),
        Near(key, Step.CHANGE, Decimal(now - before)),
        Near(key, Step.REST, Decimal(total - now)),
    ]
    if before:
        for places in ("1", "0.1"):
            change = (Decimal(now - before) * 100 / before).quantize(Decimal(places))
            found.append(Near(key, Step.PERCENT_CHANGE, change))
    for places in ("1", "0.1"):
        found.append(Near(key, Step.SHARE, (Decimal(now) * 100 / total).quantize(Decimal(places))))
    return [*found, Near(key, Step.REST, Decimal(other))]


KEPT = (
    # 3 children missing from care against 10, of 95; 1 of them again, against 4.
    *near("missing-children/number-of-children-missing-from-care", 3, 10, (95, 2)),
    *near("missing-children/number-of-repeat-children-missing-from-care", 1, 4, (48, 2)),
    *near("missing-children/number-of-repeat-children-missing-from-care", 4, 1, (39, 6), BEFORE),
    # 2 crimes of sexual exploitation against 6; 4 suspects of race hate crimes against 3.
    *near("child-sexual-exploitation/number-of-child-sexual-exploitation-crimes", 2, 6, (40, 38)),
    *near("safety-and-anti-bullying/number-of-child-victims-of-race-hate-crimes", 4, 3, (120, 116)),
    # 3 assessments with forced labour and trafficking, 2 with female genital mutilation.
    *near("assessment-factors/12a", 3, 5, (310, 307)),
    *near("assessment-factors/22a", 2, 1, (310, 308)),
    # In 4 closed enquiries of adults the risk assessment was inconclusive and action was taken.
    *near("section-42-outcomes/inconclusive-action", 4, 8, (92, 88)),
)
