"""Text that no spreadsheet runs as a formula. Pure."""

import re

# A spreadsheet reads a cell that begins like this as a formula, unless it is a plain number.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def escape_formula(text: str, number: re.Pattern[str] = PLAIN_NUMBER) -> str:
    """The text as a cell that no spreadsheet runs. What `number` matches whole stays a number, a negative one too."""
    if text.startswith(FORMULA_STARTS) and not number.fullmatch(text):
        return f"'{text}"
    return text
