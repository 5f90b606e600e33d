"""Where values and labels stand on a drawing: plain arithmetic, no drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """The span of a value axis and the values that are marked on it."""

    low: float
    high: float
    ticks: tuple[Decimal, ...]

    def place(self, value: Decimal | int, length: float) -> float:
        """How far along an axis of this length the value stands."""
        return (float(value) - self.low) / (self.high - self.low) * length


def value_axis(values: Sequence[Decimal | int], *, from_zero: bool, steps: int = 6) -> Axis:
    """An axis with round ticks that holds every value; counts get whole ticks only."""
    known = [float(value) for value in values] or [0.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1.0
    step = _round_step((high - low) / steps)
    if all(value == int(value) for value in known):
        step = max(step, 1.0)
        step = ceil(step) if step < 3 else step
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    exact = Decimal(repr(step))
    ticks = tuple(_plain(exact * count) for count in range(first, last + 1))
    return Axis(low=float(ticks[0]), high=float(ticks[-1]), ticks=ticks)


def bar_axis(values: Sequence[Decimal | int]) -> Axis:
    """The span that bars from zero fill; each bar carries its value, so that no values are marked."""
    known = [0.0, *(float(value) for value in values)]
    low, high = min(known), max(known)
    return Axis(low=low, high=high if high > low else low + 1.0, ticks=())


def _plain(value: Decimal) -> Decimal:
    """Without the zeros at the end that a step of 1.0 leaves behind."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _round_step(rough: float) -> float:
    """The smallest round step that is not below the rough one."""
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """Centres for labels so that none overlaps: as near as can be to where each is wanted.

    Labels that would touch are joined into one block, which is centred on what its members want.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[list[int]] = []
    tops: list[float] = []
    for index in order:
        block = [index]
        top = _block_top(block, wanted, heights, low, high)
        while blocks and tops[-1] + sum(heights[member] for member in blocks[-1]) > top:
            block = blocks.pop() + block
            tops.pop()
            top = _block_top(block, wanted, heights, low, high)
        blocks.append(block)
        tops.append(top)
    centres = [0.0] * len(wanted)
    for block, top in zip(blocks, tops, strict=True):
        edge = top
        for member in block:
            centres[member] = edge + heights[member] / 2
            edge += heights[member]
    return centres


def _block_top(
    block: Sequence[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> float:
    """Where a block of touching labels begins, inside the limits."""
    edge = 0.0
    shifts = []
    for member in block:
        shifts.append(wanted[member] - (edge + heights[member] / 2))
        edge += heights[member]
    return max(low, min(sum(shifts) / len(shifts), high - edge))
