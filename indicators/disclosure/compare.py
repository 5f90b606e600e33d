"""What another policy would change, in plain words, for the two people who decide. Pure."""

from collections.abc import Iterator

from indicators.disclosure.solver.policy import Method, Policy, Zeros

# From what prints the most to what prints the least.
_ZEROS = (Zeros.ALWAYS, Zeros.PRINTED, Zeros.HIDDEN)
_ZEROS_WILL = {
    Zeros.ALWAYS: (
        "Zeros will always be shown. A reader will then know that no suppressed count is zero, so more tables "
        "cannot be published."
    ),
    Zeros.PRINTED: "Zeros will be shown, unless suppressing one protects another figure.",
    Zeros.HIDDEN: "Zeros will be protected like small counts.",
}
STRICTER = (
    "It is stricter: later releases will show less. Published figures stay public. A count shown in an earlier "
    "release can no longer be suppressed: the checklist lists it."
)
LOOSER = (
    "It is looser: later releases will show more. It never reveals counts that have been suppressed: they stay "
    "protected. A table that would reveal one of them cannot be published, however loose the policy."
)


def changes(before: Policy, after: Policy) -> tuple[str, ...]:
    """What will be otherwise in later releases, a sentence each; none where the two print the same."""
    return (*_method(before, after), *_counts(before, after), *_symbol(before, after))


def _method(before: Policy, after: Policy) -> Iterator[str]:
    if before.method is not after.method:
        yield f"How counts are protected: “{after.method.words}” instead of “{before.method.words}”."
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
        yield f"Suppressed figures will show {after.symbol} instead of {before.symbol}."


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
