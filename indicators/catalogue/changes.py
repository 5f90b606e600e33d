"""What one definition says otherwise than another, in sentences. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from indicators.catalogue.answers import answers_of
from indicators.catalogue.rule_words import words_of

Definition = Mapping[str, Any]
LISTED = ("rows", "rules")


def changes_between(old: Definition, new: Definition) -> list[str]:
    """Each difference as a sentence: rows and rules one by one, everything else as before and after."""
    return [*_of_rows(old, new), *_of_rules(old, new), *_of_answers(old, new), *_of_breaks(old, new)]


def _of_rows(old: Definition, new: Definition) -> Iterator[str]:
    before = {row["key"]: row for row in old.get("rows", ())}
    after = {row["key"]: row for row in new.get("rows", ())}
    yield from (f"New row: “{row['label']}”" for key, row in after.items() if key not in before)
    yield from (f"Row left out: “{row['label']}”" for key, row in before.items() if key not in after)
    for key, row in after.items():
        was = before.get(key)
        if was is None:
            continue
        if row["label"] != was["label"]:
            yield f"Row “{was['label']}” is now called “{row['label']}”"
        if any(row.get(name, "") != was.get(name, "") for name in ("group", "note", "base", "clusters")):
            yield f"Row “{row['label']}”: its group, its note or what it is a share of"
    if [key for key in after if key in before] != [key for key in before if key in after]:
        yield "The order of the rows"


def _rules(definition: Definition) -> dict[str, str]:
    labels = {row["key"]: row["label"] for row in definition.get("rows", ())}
    return {rule["code"]: f"{words_of(rule, labels)}: {rule['because']}" for rule in definition.get("rules", ())}


def _of_rules(old: Definition, new: Definition) -> Iterator[str]:
    before, after = _rules(old), _rules(new)
    yield from (f"New rule: {words}" for code, words in after.items() if code not in before)
    yield from (f"Rule left out: {words}" for code, words in before.items() if code not in after)
    yield from (f"Rule is now: {after[code]}" for code in after if code in before and after[code] != before[code])


def _of_answers(old: Definition, new: Definition) -> Iterator[str]:
    before, after = answers_of(old, {}), answers_of(new, {})
    for step, given in after.items():
        if step in (*LISTED, "start"):
            continue
        was = {answer.question: answer.lines for answer in before[step]}
        for answer in given:
            if answer.lines != was.get(answer.question):
                then = " / ".join(was.get(answer.question, ("nothing",)))
                yield f"{answer.question}: {' / '.join(answer.lines)} (before: {then})"


def _of_breaks(old: Definition, new: Definition) -> Iterator[str]:
    known = [one["period"] for one in old.get("breaks", ())]
    yield from (
        f"Break in the series from {one['period']}" for one in new.get("breaks", ()) if one["period"] not in known
    )
