"""The policy under a table, in words and as data. Pure."""

from typing import Any

from indicators.disclosure.policy import Policy
from indicators.protection.assemble import Content
from indicators.values import SYMBOLS, WITHHELD


def with_policy(content: Content, policy: Policy) -> dict[str, Any]:
    """The table with the policy under which it is published, and the policy's sentence among the notes."""
    return {
        **content,
        "notes": [*content["notes"], *_explained(content, policy.symbol), policy.sentence],
        "disclosure": {"policy": policy.as_data(), "sentence": policy.sentence},
    }


def _explained(content: Content, symbol: str) -> list[str]:
    """What the policy's own symbol means, where the table prints it and the portal does not explain it already."""
    tables = [content, *content.get("more_tables", [])]
    printed = {cell["text"] for table in tables for row in table["rows"] for cell in row["cells"]}
    return [f"{symbol} {SYMBOLS[WITHHELD]}."] if symbol in printed and symbol not in SYMBOLS else []
