"""What is left of a relation that the figures do not quite keep: a reader who allows for a little still uses it. Pure.

A record that comes late is in the year and not in its quarter, and a rate that was rounded to the even digit is not the
one that we would print. Neither makes a reader forget that the year is about the sum of its quarters.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from indicators.disclosure.solver.facts import Fact

# So many records may be late before a reader thinks that two numbers have nothing to do with each other.
LATE = 2


def loosened(fact: Fact, values: Mapping[str, int]) -> Fact | None:
    """The fact as far as these values keep it: itself, with a little slack, or one side of it. None where none is left.

    Slack is what `LATE` more or less of any of the counts would make up for, however much of it these values need: by
    how much they are off is a secret like the counts themselves. Taken for known it would pass for given away already.
    """
    if fact.holds(values):
        return fact
    amount = fact.amount(values)
    most = LATE * min(abs(number) for _, number in fact.terms)
    lower, upper = fact.lower, fact.upper
    if lower is not None and amount < lower:
        lower = lower - most if lower - amount <= most else None
    if upper is not None and amount > upper:
        upper = upper + most if amount - upper <= most else None
    return None if lower is None and upper is None else replace(fact, lower=lower, upper=upper)


def kept(facts: Iterable[Fact], values: Mapping[str, int]) -> Iterator[Fact]:
    """What is left of each of these."""
    for fact in dict.fromkeys(facts):
        found = loosened(fact, values)
        if found is not None:
            yield found
