"""The result of an evaluation as a chart."""

from collections.abc import Sequence

from events.results import Result
from ui.charts.draw import Bar, bar_chart


def confidence_chart(title: str, found: Sequence[Result]) -> str:
    """How confident people were at each stage; nothing where no stage has enough answers."""
    if not any(one.is_shown for one in found):
        return ""
    said = "; ".join(f"{one.stage.label}: {one.mean}" for one in found if one.is_shown)
    return bar_chart(
        title=f"Confidence: {title}",
        description=f"Mean of answers from 1 (not at all) to 5 (very). {said}.",
        bars=[Bar(one.stage.label, one.mean, gap="too few answers") for one in found],
        x_title="Mean confidence, from 1 to 5",
    )
