"""Which tables a release can do without, so that one family's policy does not keep the others back. Pure."""

from collections.abc import Callable, Collection, Sequence

from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.published import Policies
from indicators.disclosure.solver.policy import Method, Policy, Zeros

# The counts that nothing protects in these returns; none where all can be.
Stuck = Callable[[Sequence[Snapshot]], Collection[str]]


def without(snapshots: Sequence[Snapshot], slugs: Collection[str]) -> list[Snapshot]:
    """The returns of all other families."""
    return [one for one in snapshots if one.family.slug not in slugs]


def families_to_leave_out(
    snapshots: Sequence[Snapshot], policies: Policies, keys: Collection[str], stuck: Stuck
) -> tuple[str, ...]:
    """The families whose tables have to stay out so that the others can be published; none where that does not help.

    One, if one is enough: first of those whose policy always prints something, then of those whose counts could be
    worked out, then any other. Else all whose counts could be worked out.
    """
    slugs = list(dict.fromkeys(one.family.slug for one in snapshots))
    named = [slug for slug in slugs if any(key.startswith(f"{slug}/") for key in keys)]
    order = sorted(slugs, key=lambda slug: (slug not in named, not _always_prints(policies[slug])))
    choices: list[tuple[str, ...]] = [(slug,) for slug in order if _always_prints(policies[slug])]
    choices += [(slug,) for slug in order if (slug,) not in choices]
    choices += [tuple(named)] if len(named) > 1 else []
    for choice in choices:
        rest = without(snapshots, choice)
        if rest and not stuck(rest):
            return choice
    return ()


def _always_prints(policy: Policy) -> bool:
    """Whether some counts are printed whatever they give away."""
    return policy.method is Method.NONE or policy.zeros is Zeros.ALWAYS
