"""Rates and percentages that a source prints with fewer decimals than their definition allows."""

from decimal import Decimal

import pytest

from indicators.checks.context import Context
from indicators.checks.rules import check_return
from indicators.definitions.families import Family, Row, parse_family
from indicators.definitions.values import reported
from tests.unit.indicators.checks.cases import YEAR
from tests.unit.indicators.shapes.generated import definition

AREAS = tuple(Row(key, key.title()) for key in ("own", "east", "west", "north"))
COUNT, PEOPLE = {"key": "count", "label": "Children"}, {"key": "people", "label": "Children under 18"}


def family_of(per: int, decimals: int, *, with_people: bool = True) -> Family:
    unit = "percent" if per == 100 else "rate"
    rate = {"key": "rate", "label": "Rate", "unit": unit, "decimals": decimals}
    columns = [COUNT, rate, *([PEOPLE] if with_people else [])]
    return parse_family(definition("area_rates", columns, per=per), "generated.toml")


def codes(family: Family, counts: list[int], people: list[int], printed: list[str], known: bool = False) -> list[str]:
    figures = {}
    for row, count, of, rate in zip(AREAS, counts, people, printed, strict=False):
        figures |= {(row.key, "count"): reported(count), (row.key, "rate"): reported(Decimal(rate))}
        if family.columns[-1].key == "people":
            figures[row.key, "people"] = reported(of)
    context = Context(
        YEAR, populations={row.key: [of] for row, of in zip(AREAS, people, strict=False)} if known else {}
    )
    found = check_return(family=family, rows=AREAS[: len(counts)], figures=figures, context=context)
    return [one.code for one in found]


COUNTS, OF = [423, 396, 51, 1204], [36_200, 31_150, 7_010, 90_400]


@pytest.mark.parametrize(
    ("per", "decimals", "printed"),
    [
        (10_000, 1, ["116.9", "127.1", "72.8", "133.2"]),
        (10_000, 1, ["117", "127", "73", "133"]),
        (10_000, 2, ["116.9", "127.1", "72.8", "133.2"]),
        (10_000, 2, ["117", "127", "73", "133"]),
        (1_000, 1, ["11.7", "12.7", "7.3", "13.3"]),
        (1_000, 1, ["12", "13", "7", "13"]),
        (1_000, 2, ["11.69", "12.71", "7.28", "13.32"]),
        (1_000, 2, ["11.7", "12.7", "7.3", "13.3"]),
        (100_000, 1, ["1169", "1271", "728", "1332"]),
        (100, 1, ["1.2", "1.3", "0.7", "1.3"]),
        (100, 1, ["1", "1", "1", "1"]),
    ],
)
@pytest.mark.parametrize("sent", [True, False])
def test_a_rate_is_right_at_the_precision_of_its_column(
    per: int, decimals: int, printed: list[str], sent: bool
) -> None:
    found = codes(family_of(per, decimals, with_people=sent), COUNTS, OF, printed, known=not sent)
    assert not [code for code in found if code.startswith(("RATE", "ZERO", "REPEAT"))], found


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        (["118", "127", "73", "133"], 1),
        (["117.9", "127.1", "72.8", "133.2"], 1),
        # One rate with a decimal says that all are printed with one.
        (["117", "127.1", "72.8", "133.2"], 1),
        (["120", "130", "70", "130"], 4),
        (["1169", "1271", "728", "1332"], 4),
    ],
)
def test_a_rate_is_wrong_at_the_precision_of_its_column(printed: list[str], wrong: int) -> None:
    found = codes(family_of(10_000, 1), COUNTS, OF, printed)
    assert found.count("RATE-1") + found.count("RATE-4") == wrong


ZERO = ["0", "12", "13", "13"]


def test_a_rate_that_rounds_to_zero_as_its_column_does_is_no_false_zero() -> None:
    assert "RATE-4" not in codes(family_of(1_000, 1), [12, 423, 396, 1204], [36_200, 36_200, 31_150, 90_400], ZERO)
    assert "RATE-4" in codes(family_of(1_000, 1), [412, 423, 396, 1204], [36_200, 36_200, 31_150, 90_400], ZERO)


def test_a_half_is_rounded_up_or_to_the_even_digit() -> None:
    # 25 of 4,000 per 1,000 are 6.25; 35 of 4,000 are 8.75.
    for printed in (["6.3", "8.8"], ["6.2", "8.8"], ["6.25", "8.75"]):
        assert "RATE-1" not in codes(family_of(1_000, 2), [25, 35], [4_000, 4_000], printed)
