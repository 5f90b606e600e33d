"""Checks that no published number can be undone. Pure."""

import re
from collections.abc import Iterator

from indicators.releases.checklist.plan import Checks, Plan, Table, error, warning

NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
WORD = re.compile(r"[a-z]+")
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS = {word: number for number, word in enumerate(NAMES)} | {"once": 1, "twice": 2}


@error("disclosure-unsafe", "No small number can be worked out")
def disclosure_unsafe(plan: Plan) -> Iterator[str]:
    """The tables were attacked with everything that is public; a release whose attack succeeds is never made."""
    if plan.disclosure_problem:
        yield plan.disclosure_problem


@warning("table-left-out", "Every table can be protected")
def table_left_out(plan: Plan) -> Iterator[str]:
    """One family whose small counts nothing protects does not keep the others back."""
    yield from plan.left_out


@warning("already-public", "No small number is already public")
def already_public(plan: Plan) -> Iterator[str]:
    """What an older publication has given away cannot be hidden again: it is named, not disguised."""
    yield from plan.already_public


def numbers_in(text: str) -> set[int]:
    """The whole numbers that a text names, in digits or in words up to twelve."""
    digits = {int(found.replace(",", "")) for found in NUMBER.findall(text)}
    return digits | {WORDS[word] for word in WORD.findall(text.lower()) if word in WORDS}


def _typed_hidden(table: Table) -> Iterator[str]:
    for text in table.typed:
        if numbers_in(text) & table.withheld:
            yield text


@warning("hidden-number-in-words", "No note reveals a suppressed number")
def hidden_number_in_words(plan: Plan) -> Iterator[str]:
    """A note can give away what the table hides. The number may well mean something else: a person has to look."""
    for table in plan.tables:
        found = list(_typed_hidden(table))
        if found:
            places = "a note" if len(found) == 1 else f"{len(found)} notes"
            yield (
                f"{table.title}: {places} may reveal a number that is suppressed in the table. Read them "
                "before you continue."
            )


CHECKS: Checks = (disclosure_unsafe, table_left_out, already_public, hidden_number_in_words)
