"""Check constraints of the forms that the models repeat, each in the words of what it demands.

Migrations do not call these: a constraint that was made stays as it was made, whatever becomes of its helper.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.db.models import CheckConstraint, F, Q

SHA256 = r"^[0-9a-f]{64}$"


def _null(fields: Iterable[str], null: bool) -> Q:
    return Q(**{f"{field}__isnull": null for field in fields})


def _written(fields: Iterable[str]) -> Q:
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return condition


def known(name: str, field: str, values: Iterable[str], *, or_empty: bool = False) -> CheckConstraint:
    """The text of `field` is one of the values, or empty where that is allowed."""
    allowed = ["", *values] if or_empty else list(values)
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": allowed}))


def written(name: str, *fields: str) -> CheckConstraint:
    """No text of these is empty."""
    return CheckConstraint(name=name, condition=_written(fields))


def hashed(name: str, field: str) -> CheckConstraint:
    """The text is a SHA-256 in lower-case hexadecimal."""
    return CheckConstraint(name=name, condition=Q(**{f"{field}__regex": SHA256}))


def in_order(name: str, *fields: str, strictly: bool = False) -> CheckConstraint:
    """Each moment is at or after the one before it, or after it where `strictly`; none of them may be null."""
    lookup = "gt" if strictly else "gte"
    condition = Q(**{f"{later}__{lookup}": F(earlier) for earlier, later in pairwise(fields)})
    return CheckConstraint(name=name, condition=condition)


def both_or_neither(name: str, *fields: str, text: str = "") -> CheckConstraint:
    """All of these nullable columns are set, or none; the column named by `text` is then written, or empty."""
    none, every = _null(fields, True), _null(fields, False)
    if text:
        none, every = none & Q(**{text: ""}), every & _written([text])
    return CheckConstraint(name=name, condition=none | every)


def never_both(name: str, one: str, other: str) -> CheckConstraint:
    """At most one of two nullable columns is set."""
    return CheckConstraint(name=name, condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}))


def only_if(name: str, when: Q, *fields: str) -> CheckConstraint:
    """These nullable columns are all set where `when` holds, and all null where it does not.

    `when` must not read a nullable column: what is neither true nor false would pass.
    """
    return CheckConstraint(
        name=name,
        condition=(when & _null(fields, False)) | (~when & _null(fields, True)),
    )


def implies(name: str, when: Q, then: Q) -> CheckConstraint:
    """Where `when` holds, `then` does too; `when` must not read a nullable column."""
    return CheckConstraint(name=name, condition=~when | then)


def says_why(name: str, when: Q, reason: str) -> CheckConstraint:
    """Where `when` holds, the text of `reason` is not empty; `when` must not read a nullable column."""
    return implies(name, when, _written([reason]))
