"""What another policy would change, in plain words, for the two people who decide. Pure."""

from collections.abc import Iterator

from indicators.disclosure.solver.policy import Method, Policy, Zeros

# From what prints the most to what prints the least.
_ZEROS = (Zeros.ALWAYS, Zeros.PRINTED, Zeros.HIDDEN)
_ZEROS_WILL = {
    Zeros.ALWAYS: (
        "Zeros will always be printed. A reader then knows that no hidden count is zero, so more tables cannot be "
        "published."
    ),
    Zeros.PRINTED: "Zeros will be printed, unless hiding one protects another figure.",
    Zeros.HIDDEN: "Zeros will be protected like small counts.",
}
STRICTER = (
    "It is stricter in this: later releases show less. What is public already stays public. A count that an earlier "
    "release printed cannot be hidden again: the checklist names it."
)
LOOSER = (
    "It is looser in this: later releases show more. It never uncovers what was hidden before: those counts stay "
    "protected. A table that would give one of them back cannot be published at all, however loose the policy is."
)


def changes(before: Policy, after: Policy) -> tuple[str, ...]:
    """What will be otherwise in later releases, a sentence each; none where the two print the same."""
    return (*_method(before, after), *_counts(before, after), *_symbol(before, after))


def _method(before: Policy, after: Policy) -> Iterator[str]:
    if before.method is not after.method:
        yield f"What is done with counts: “{after.method.words}” instead of “{before.method.words}”."
    if after.rounds and before.rounds and before.base != after.base:
        yield f"Counts will be rounded to the nearest {after.base} instead of {before.base}."
    elif after.rounds and not before.rounds:
        yield f"Counts will be rounded to the nearest {after.base}."


def _counts(before: Policy, after: Policy) -> Iterator[str]:
    """Threshold and zeros: they mean nothing where every count is printed."""
    if Method.NONE in (before.method, after.method):
        return
    if after.threshold > before.threshold:
        yield f"Counts from {before.threshold + 1} to {after.threshold} will be protected as well."
    if after.threshold < before.threshold:
        yield f"Counts from {after.threshold + 1} to {before.threshold} will no longer be protected."
    if after.zeros is not before.zeros:
        yield _ZEROS_WILL[after.zeros]


def _symbol(before: Policy, after: Policy) -> Iterator[str]:
    if after.hides and before.symbol != after.symbol:
        yield f"Hidden figures will print {after.symbol} instead of {before.symbol}."


def warnings(before: Policy, after: Policy) -> tuple[str, ...]:
    """What to mind: whether it is stricter, looser, or each in a part of it."""
    found = ((STRICTER, _is_stricter(before, after)), (LOOSER, _is_stricter(after, before)))
    return tuple(text for text, holds in found if holds)


def _is_stricter(before: Policy, after: Policy) -> bool:
    """Whether some count is shown less by the second than by the first."""
    if Method.NONE in (before.method, after.method):
        return before.method is Method.NONE and after.method is not Method.NONE
    return (
        after.threshold > before.threshold
        or _ZEROS.index(after.zeros) > _ZEROS.index(before.zeros)
        or (after.hides and not before.hides)
        or after.base > before.base
    )


def same_in_effect(before: Policy, after: Policy) -> bool:
    """Whether nothing would change by it."""
    return not changes(before, after)
