"""Terms of the field in plain words: those alone that the report uses."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from partnership.days import day
from partnership.models import ReportingYear
from reports.content import EntriesGroup, EntriesSection, Entry, Section
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import sentence

FILE = Path(__file__).with_name("glossary.toml")
ANCHOR = "glossary"


@dataclass(frozen=True)
class Term:
    """A term, the other ways in which it is written, what it means, and the law that it comes from if it is one.

    A term that is an everyday word too is looked for `by_forms_alone`.
    """

    term: str
    meaning: str
    forms: tuple[str, ...] = ()
    source: str = ""
    is_source_read: bool = True
    by_forms_alone: bool = False

    @property
    def entry(self) -> Entry:
        """The term as the report prints it."""
        read = "" if self.is_source_read else " (to be checked at the source)"
        source = f" Source: {self.source}{read}." if self.source else ""
        return Entry(self.term, f"{sentence(self.meaning)}{source}")


@dataclass(frozen=True)
class Glossary:
    """All terms in the order of the alphabet, and the day on which they were last looked through."""

    reviewed_on: datetime.date
    terms: tuple[Term, ...]


@cache
def load_glossary() -> Glossary:
    """Read the file."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    terms = (Term(**one | {"forms": tuple(one.get("forms", ()))}) for one in data["terms"])
    return Glossary(data["reviewed_on"], tuple(sorted(terms, key=lambda term: term.term.casefold())))


def glossary(year: ReportingYear, inputs: Inputs) -> EntriesSection:
    """Every term. `only_terms_used` takes out what the report does not say."""
    known = load_glossary()
    return EntriesSection(
        anchor=ANCHOR,
        title="Glossary",
        introduction=plain(
            f"Terms used in this report, in plain language, last reviewed on {day(known.reviewed_on)}. The words "
            "are ours. If a term is defined in law, we name the law, and its definition applies."
        ),
        groups=(EntriesGroup("Terms", "glossary-terms", tuple(term.entry for term in known.terms)),),
    )


def only_terms_used(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections, the glossary with those terms alone that stand in the others, and none where none does."""
    all_of_them = tuple(sections)
    words = "\n".join(text for section in all_of_them if section.anchor != ANCHOR for text in _texts(section))
    used = {term.term for term in load_glossary().terms if is_used(term, words)}
    shown = (_reduced(section, used) if section.anchor == ANCHOR else section for section in all_of_them)
    return tuple(section for section in shown if section is not None)


def _reduced(section: Section, used: set[str]) -> Section | None:
    assert isinstance(section, EntriesSection)
    groups = tuple(
        replace(group, entries=tuple(entry for entry in group.entries if entry.term in used))
        for group in section.groups
    )
    return replace(section, groups=groups) if any(group.entries for group in groups) else None


def is_used(term: Term, words: str) -> bool:
    """Whether the term, its plural or another form of it stands in the text as words of their own.

    An abbreviation counts as it is written, everything else in small and capital letters alike.
    """
    own = () if term.by_forms_alone else (term.term,)
    return any(_can_stand_in(form, words) and _pattern(form).search(words) for form in (*own, *term.forms))


def _can_stand_in(form: str, words: str) -> bool:
    """Whether each of its words stands somewhere: much sooner known than that they stand side by side."""
    lowered = _lowered(words)
    return all(word.lower() in lowered for word in _bare(form).split())


@lru_cache(maxsize=1)
def _lowered(words: str) -> str:
    return words.lower()


def _bare(form: str) -> str:
    """The form without what stands behind it in brackets."""
    return form.partition("(")[0].rstrip() if form.endswith(")") else form


@cache
def _pattern(form: str) -> re.Pattern[str]:
    bare = _bare(form)
    plural = "" if bare.isupper() and bare.endswith("S") else "s?"
    spaced = r"\s+".join(re.escape(word) for word in bare.split())
    return re.compile(rf"(?<!\w){spaced}{plural}(?!\w)", 0 if bare.isupper() else re.IGNORECASE)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a section; pictures are left out, whose alternative texts stand beside them."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for item in fields(value):
            if item.name not in {"svg", "anchor", "key", "slug", "kind", "href"}:
                yield from _texts(getattr(value, item.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
