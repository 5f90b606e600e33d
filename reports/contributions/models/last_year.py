"""Texts that start from those of the year before, and are not handed in as they were by oversight. Pure."""

from partnership.models import ReportingYear
from review.problems import Problem


def still_of_last_year(
    words: str, name: str, text: str, last: str, *, of: ReportingYear, now: ReportingYear
) -> list[str]:
    """A sentence at the field `name` where its text says word for word what it said last; `words` is its name."""
    if not text.strip() or text.split() != last.split():
        return []
    return [Problem(f"{words}: this is still the text of {of}. Write about {now}.", name)]
