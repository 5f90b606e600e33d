"""Forms in steps: which questions a page asks, what comes next, and the answers for the page that checks them."""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.db import models

CHECK = "check"
NOT_ANSWERED = "Not answered"
LEFT_BLANK = "Optional: left blank"
OPTIONAL = "(optional)"
EMPTY = "(empty)"


@dataclass(frozen=True)
class Step:
    """One page of questions: the key that stands in its address, its title, and the fields of the whole form on it."""

    key: str
    title: str
    fields: tuple[str, ...] = ()


S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Answer:
    """One line of “Check your answers”: what was asked, and what was answered, a line or several."""

    question: str
    lines: tuple[str, ...]


def find_step(steps: Iterable[S], key: str) -> S | None:
    """The step with this key; None where there is no such step now."""
    return next((one for one in steps if one.key == key), None)


def next_step(steps: Sequence[S], key: str, is_done: Callable[[S], bool] = lambda step: False) -> str:
    """The key of the next step that is not done; `CHECK`, where answers are checked, after the last."""
    place = next((place for place, one in enumerate(steps) if one.key == key), -1)
    return next((one.key for one in steps[place + 1 :] if not is_done(one)), CHECK)


def step_before(steps: Sequence[S], key: str) -> S | None:
    """The step before this one; None before the first."""
    place = next((place for place, one in enumerate(steps) if one.key == key), 0)
    return steps[place - 1] if place else None


def keep_only(form: forms.BaseForm, names: Collection[str]) -> None:
    """Leave only these fields in a form, in their order: what is sent then changes nothing else."""
    form.fields = {name: form.fields[name] for name in names if name in form.fields}


def answers_of(form: forms.BaseForm, names: Iterable[str]) -> list[Answer]:
    """What an unbound form says in these fields, as people read it."""
    found = []
    for name in names:
        if name in form.fields:
            field = form.fields[name]
            text = shown(field, form.get_initial_for_field(field, name))
            label = str(form[name].label)
            blank = LEFT_BLANK if label.endswith(OPTIONAL) else NOT_ANSWERED
            found.append(Answer(label, tuple(text.splitlines()) if text != EMPTY else (blank,)))
    return found


def plain(value: Any) -> str:
    """One way to write each value, however the form or the row holds it."""
    if value is None or value is False:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(sorted(plain(part) for part in value))
    return "\n".join(str(value).strip().splitlines())


def shown(field: forms.Field, value: Any) -> str:
    """The value as people read it: the label of a choice, yes or no, a day in words, the text itself."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    parts = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    labels = _labels(getattr(field, "choices", ()))
    return ", ".join(text for part in parts if (text := labels.get(plain(part), plain(part)))) or EMPTY


def _labels(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """The label of each choice by its key, with its group where it is in one. An empty choice is no answer."""
    found: dict[str, str] = {}
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            found |= {inner: f"{key}: {text}" for inner, text in _labels(label).items()}
        elif str(key):
            found[str(key)] = str(label)
    return found
