"""Changing seats: one on a board is proposed, and confirmed by somebody from another organisation."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bcssp.accounts import letters
from bcssp.accounts.models import SeatChange
from bcssp.accounts.two_people import NOBODY_YET, is_beginning
from partnership.authorization import require
from partnership.days import stored_day, stored_day_in_words
from partnership.exceptions import DomainError
from partnership.models import Group, Organisation, Seat, User
from partnership.models.group import GroupKind
from partnership.permissions import Permission
from partnership.services import keep
from review.audit import record
from review.audit_verbs import AuditVerb
from review.services import propose

_LABELS = {
    "title": "Title",
    "group": "Board or group",
    "organisation": "Organisation",
    "holder": "Holder",
    "deputy": "Deputy",
    "is_vacant": "Vacant",
    "is_chair": "Seat of the chair",
    "starts_on": "First day",
    "ends_on": "Last day",
}
_MODELS = {"group": Group, "organisation": Organisation, "holder": User, "deputy": User}


@transaction.atomic
def keep_seat(*, seat: Seat, by: User) -> str:
    """Save a seat as a form gives it, or propose it where it is on a board; what the next page says.

    Raises `NotAllowed`, `DomainError` where a change waits already, and `ValidationError` for contradictions.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    seat.full_clean()
    before, wanted = _state(_stored(seat)), _state(seat)
    if before == wanted:
        return "Nothing has changed."
    changes = _in_words(before, wanted)
    if is_beginning(by) or not (_is_on_board(before) or _is_on_board(wanted)):
        _write(seat, before, changes, by, note=NOBODY_YET if _is_on_board(before) or _is_on_board(wanted) else "")
        return f"“{seat}” saved."
    change = SeatChange(seat=_stored(seat), wanted=wanted, before=before, changes=changes, label=f"Seat: {seat}"[:200])
    try:
        with transaction.atomic():
            propose(obj=change, by=by)
    except IntegrityError as error:
        raise DomainError("This seat already has a change that is waiting for a decision. Refuse it first.") from error
    letters.tell_of_proposal(change, _addresses(before, wanted))
    return f"“{seat}” waits: someone from another organisation has to confirm it."


def state_of(change: SeatChange) -> dict[str, Any]:
    """The seat that a change is about, as it stands now."""
    return _state(change.seat)


def carry_out(change: SeatChange, by: User) -> None:
    """Write what was proposed, inside the transaction of the approval. Raises `DomainError` for contradictions."""
    seat = Seat() if change.seat_id is None else Seat.objects.select_for_update(of=("self",)).get(pk=change.seat_id)
    for name, value in change.wanted.items():
        setattr(seat, _column(name), stored_day(value) if name.endswith("_on") else value)
    assert change.submitted_by is not None
    try:
        _write(seat, change.before, change.changes, by, asked_by=change.submitted_by)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error


def _write(
    seat: Seat,
    before: dict[str, Any],
    changes: list[dict[str, str]],
    by: User,
    *,
    note: str = "",
    asked_by: User | None = None,
) -> None:
    keep(obj=seat, by=asked_by or by)
    data = {"changes": changes, **({"asked_by": str(asked_by)} if asked_by else {})}
    line = record(verb=AuditVerb.CHANGE_SEAT, by=by, obj=seat, note=note, data=data)
    if _is_on_board(before) or _is_on_board(_state(seat)):
        letters.tell_of_seat(str(seat), _addresses(before, _state(seat)), changes, by, str(line.pk))


def _stored(seat: Seat) -> Seat | None:
    return Seat.objects.get(pk=seat.pk) if seat.pk is not None else None


def _state(seat: Seat | None) -> dict[str, Any]:
    """The columns of a seat, ready for JSON; none of a seat that is not there."""
    if seat is None:
        return {}
    values = {name: getattr(seat, _column(name)) for name in _LABELS}
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in values.items()}


def _column(name: str) -> str:
    return f"{name}_id" if name in _MODELS else name


def _is_on_board(state: dict[str, Any]) -> bool:
    """Whether it is a filled seat of a board: who sits there signs, or speaks for an organisation."""
    return bool(state) and not state["is_vacant"] and Group.objects.get(pk=state["group"]).kind == GroupKind.BOARD


def _addresses(*states: dict[str, Any]) -> set[str]:
    """Where those who sit in it, before or after, are reached."""
    found = (state.get(part) for state in states for part in ("holder", "deputy"))
    people = {int(one) for one in found if one is not None}
    return set(User.objects.filter(pk__in=people).values_list("email", flat=True))


def _in_words(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"label": label, "before": _word(name, before.get(name)), "after": _word(name, after[name])}
        for name, label in _LABELS.items()
        if before.get(name) != after[name]
    ]


def _word(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None or value == "":
        return "None"
    if name.endswith("_on"):
        return stored_day_in_words(value)
    return str(_MODELS[name]._base_manager.get(pk=value)) if name in _MODELS else str(value)
