"""The policy under a table, in words and as data. Pure."""

from typing import Any

from indicators.definitions.values import SYMBOLS, WITHHELD
from indicators.disclosure.published import Content
from indicators.disclosure.solver.policy import LOW_SYMBOL, Policy, Zeros


def with_policy(content: Content, policy: Policy) -> dict[str, Any]:
    """The table with the policy under which it is published, and the policy's sentence among the notes."""
    return {
        **content,
        "notes": [
            *(_of_zeros(note, policy) for note in content["notes"]),
            *_explained(content, policy.symbol),
            policy.sentence,
        ],
        "disclosure": {"policy": policy.as_data(), "sentence": policy.sentence},
    }


def _of_zeros(note: str, policy: Policy) -> str:
    """The note as the policy makes it: where zeros are protected, what rounds to zero may be zero."""
    is_low = note.startswith(LOW_SYMBOL) and policy.zeros is Zeros.HIDDEN
    return f"{LOW_SYMBOL} low: rounds to zero, and may be zero." if is_low else note


def _explained(content: Content, symbol: str) -> list[str]:
    """What the policy's own symbol means, where the table prints it and the portal does not explain it already."""
    tables = [content, *content.get("more_tables", [])]
    printed = {cell["text"] for table in tables for row in table["rows"] for cell in row["cells"]}
    return [f"{symbol} {SYMBOLS[WITHHELD]}."] if symbol in printed and symbol not in SYMBOLS else []
