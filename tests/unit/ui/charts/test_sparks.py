"""Small pictures: what is known is drawn to one scale, and nothing else is."""

from decimal import Decimal

from ui.charts.sparks import BAR, HEIGHT, WIDTH, bar_spark, line_spark


def numbers(*values: int | None) -> list[Decimal | None]:
    """Values of a line; None where one is missing."""
    return [None if value is None else Decimal(value) for value in values]


def test_a_line_goes_from_its_first_value_to_its_newest() -> None:
    spark = line_spark(numbers(0, 5, 10))
    assert spark is not None
    assert [stroke.path for stroke in spark.strokes] == ["M4 44 L120 24 L236 4"]
    assert spark.dot is not None
    assert (spark.dot.x, spark.dot.y) == ("236", "4")
    assert f'viewBox="-1 -1 {WIDTH + 2} {HEIGHT + 2}"' in spark.svg()


def test_no_line_runs_over_a_missing_value_or_a_break() -> None:
    spark = line_spark(numbers(1, 2, None, 2, 1))
    assert spark is not None
    assert spark.strokes[0].path.count("M") == 2
    whole, broken = line_spark(numbers(1, 2, 2, 1)), line_spark(numbers(1, 2, 2, 1), breaks=[2])
    assert whole is not None
    assert broken is not None
    assert whole.strokes[0].path.count("M") == 1
    assert broken.strokes[0].path.count("M") == 2


def test_a_value_alone_between_missing_ones_is_still_seen() -> None:
    spark = line_spark(numbers(3, None, 3))
    assert spark is not None
    assert spark.strokes[0].path == "M3 4 L5 4 M235 4 L237 4"


def test_both_lines_have_one_scale_that_begins_at_zero() -> None:
    spark = line_spark(numbers(5, 5), numbers(10, 10))
    assert spark is not None
    beside, own = spark.strokes
    assert (beside.is_own, own.is_own) == (False, True)
    assert beside.path == "M4 4 L236 4"
    assert own.path == "M4 24 L236 24"


def test_values_below_zero_stay_in_the_picture() -> None:
    spark = line_spark(numbers(-10, 10))
    assert spark is not None
    assert spark.strokes[0].path == "M4 44 L236 4"


def test_zeros_alone_are_a_line_at_the_bottom() -> None:
    spark = line_spark(numbers(0, 0))
    assert spark is not None
    assert spark.strokes[0].path == "M4 44 L236 44"


def test_the_newest_value_that_is_known_has_the_dot() -> None:
    spark = line_spark(numbers(1, 2, None))
    assert spark is not None
    assert spark.dot is not None
    assert spark.dot.x == "120"


def test_one_value_is_no_line() -> None:
    assert line_spark(numbers(None, 5)) is None
    assert line_spark([]) is None


def test_bars_share_one_scale() -> None:
    spark = bar_spark([Decimal(61), Decimal(95)], own=1)
    assert spark is not None
    assert [(bar.width, bar.is_own) for bar in spark.bars] == [("154.1", False), ("240", True)]
    assert spark.height == spark.bars[1].y + BAR


def test_bars_of_nothing_or_below_zero_are_not_drawn() -> None:
    assert bar_spark([]) is None
    assert bar_spark([Decimal(0), Decimal(0)]) is None
    assert bar_spark([Decimal(5), Decimal(-1)]) is None


def test_a_picture_is_silent_and_takes_its_colour_from_the_words() -> None:
    line, bars = line_spark(numbers(1, 2), numbers(2, 2)), bar_spark([Decimal(2), Decimal(1)])
    assert line is not None
    assert bars is not None
    assert line.svg().count("currentColor") == 2
    assert 'stroke-dasharray="4 3"' in line.svg()
    assert bars.svg("#12436D").count('fill="#12436D"') == 1
    for svg in (line.svg(), bars.svg()):
        assert 'aria-hidden="true"' in svg
        assert "style=" not in svg
