"""What was promised a year ago, and what became of each promise. Pure.

A promise is an action that was not done by the end of last year, or a line of last year's forward plan. Its fate is
read in this order: an approved closure (closed with a reason, or carried forward as a named action), then an action of
this year that had this title last year or has it now, and where there is neither it was dropped silently: a warning.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DONE = "Done"
PROMISED = "In the forward plan"


class Fate(StrEnum):
    """What became of a promise."""

    DONE = "done"
    CARRIED = "carried"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The fate as people read it."""
        return LABELS[self]


LABELS = {
    Fate.DONE: "Done",
    Fate.CARRIED: "Carried forward",
    Fate.CLOSED: "Closed with a reason",
    Fate.DROPPED: "Dropped",
}
SILENCE = "No explanation: no action this year has the same name, and no reason was given."
UNREPORTED = "in this year's plan, with no approved report"


@dataclass(frozen=True)
class Promise:
    """A promise as last year's report prints it, with how far it was `then`, in words."""

    text: str
    owner: str
    then: str

    @property
    def key(self) -> str:
        """By which it is found again: a hash of its words, however they are spaced and capitalised."""
        return promise_key(self.text)


@dataclass(frozen=True)
class ActionNow:
    """An action of this year's plans. `status` is empty where no report on it was approved.

    `former` are titles that the same action had in the year before: it may have been reworded since.
    """

    slug: str
    title: str
    status: str = ""
    status_label: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closure:
    """An approved closure: why, and the action as which the promise goes on, if it does."""

    reason: str
    carried_to: str = ""


@dataclass(frozen=True)
class Outcome:
    """A promise with its fate, in one word and in a sentence."""

    promise: Promise
    fate: Fate
    words: str

    @property
    def is_warning(self) -> bool:
        """Whether an editor should ask about it."""
        return self.fate is Fate.DROPPED or UNREPORTED in self.words


def promise_key(text: str) -> str:
    """64 hexadecimal digits that are the same for the same words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def open_actions(report: Mapping[str, Any]) -> tuple[Promise, ...]:
    """The actions of a frozen report that were not done when it was made."""
    return tuple(
        Promise(action["text"], action["owner"], action["status"])
        for section in report["sections"]
        if section["kind"] == "priorities"
        for priority in section["priorities"]
        for commitment in priority["commitments"]
        for action in commitment["actions"]
        if action["status"] != DONE
    )


def forward_promises(report: Mapping[str, Any]) -> tuple[Promise, ...]:
    """The lines of a frozen report's forward plan."""
    return tuple(
        Promise(row[1], row[2], PROMISED)
        for section in report["sections"]
        if section["anchor"] == "forward"
        for part in section["parts"]
        for table in part["tables"]
        if table["anchor"] == "forward-table"
        for row in table["rows"]
    )


def each_once(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The promises in their order, each wording once: the first one that says it stays."""
    found: dict[str, Promise] = {}
    for promise in promises:
        found.setdefault(promise.key, promise)
    return tuple(found.values())


def outcomes(
    promises: Iterable[Promise], actions: Sequence[ActionNow], closures: Mapping[str, Closure]
) -> tuple[Outcome, ...]:
    """What became of each promise. `closures` are found by the keys of promises."""
    by_slug = {action.slug: action for action in actions}
    by_former = {promise_key(title): action for action in reversed(actions) for title in action.former}
    by_title = by_former | {promise_key(action.title): action for action in reversed(actions)}
    return tuple(_outcome(one, by_slug, by_title, closures.get(one.key)) for one in promises)


def _outcome(
    promise: Promise, by_slug: Mapping[str, ActionNow], by_title: Mapping[str, ActionNow], closure: Closure | None
) -> Outcome:
    if closure is not None and closure.carried_to in by_slug:
        action = by_slug[closure.carried_to]
        return _followed(promise, action, f" It continues as “{action.title}”: {_bare(closure.reason)}.")
    if closure is not None:
        return Outcome(promise, Fate.CLOSED, f"{_bare(closure.reason)}.")
    same = by_title.get(promise.key)
    return Outcome(promise, Fate.DROPPED, SILENCE) if same is None else _followed(promise, same, "")


def _followed(promise: Promise, action: ActionNow, more: str) -> Outcome:
    """The fate of a promise that is an action of this year."""
    if action.status == "done":
        return Outcome(promise, Fate.DONE, f"Done this year.{more}")
    how = action.status_label.lower() if action.status else UNREPORTED
    return Outcome(promise, Fate.CARRIED, f"Now {how}.{more}" if action.status else f"It is {how}.{more}")


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def counted_fates(found: Iterable[Outcome]) -> dict[Fate, int]:
    """How many promises came to each fate; those that none came to are there with 0."""
    fates = [outcome.fate for outcome in found]
    return {fate: fates.count(fate) for fate in Fate}
