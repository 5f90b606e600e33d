"""What a reader learns from a printed count, who has read the policy as well. Pure."""

from dataclasses import replace

from indicators.disclosure.solver.facts import Fact
from indicators.disclosure.solver.policy import Policy


def told(policy: Policy, key: str, count: int) -> Fact:
    """What the printed count tells. Where small counts are hidden, one that is printed rounded is no small one.

    A small count that is printed all the same, since it is public already, tells no more than its rounding.
    """
    fact = policy.fact(key, count)
    if policy.rounds and policy.hides and count > policy.threshold:
        least = policy.threshold + 1
        return replace(fact, lower=least if fact.lower is None else max(fact.lower, least))
    return fact
