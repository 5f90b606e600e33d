"""What the state of a thing allows, and why somebody may not decide on it. Who may: `partnership.authorization`."""

from partnership.authorization import belongs_to, has_permission
from partnership.exceptions import NotAllowed, WrongState
from partnership.models import User
from partnership.permissions import Permission
from review.models import Reviewable
from review.states import ReviewState
from review.transitions import Transition, Verb


def conflict_of(user: User, item: Reviewable) -> str | None:
    """Why this person must not decide on the thing, as a sentence; None where nothing stands in the way."""
    if user.pk in {item.created_by_id, item.edited_by_id, item.submitted_by_id}:
        return f"You wrote or submitted this {item.review_noun}. Someone else must review it."
    if user.pk in item.about_people():
        return f"This {item.review_noun} is about you. Someone else must review it."
    if belongs_to(user, item.organisation_id):
        return (
            f"This {item.review_noun} is from your own organisation, {item.organisation}. Someone from another "
            "organisation must review it."
        )
    return None


def may_write(user: User, item: Reviewable) -> bool:
    """Whether the person writes such things for the organisation that this one belongs to, or it is in their name."""
    signed_with = item.signed_with()
    if signed_with is not None and has_permission(user, signed_with):
        return True
    elsewhere = item.override_write_permission()
    if elsewhere is not None:
        return has_permission(user, elsewhere)
    return has_permission(user, item.write_permission) and belongs_to(user, item.organisation_id)


def _is_entitled(user: User, item: Reviewable, row: Transition) -> bool:
    if row.permission is None:
        return may_write(user, item)
    permission = item.approval_permission() if row.permission is Permission.REVIEW else row.permission
    return has_permission(user, permission) or (row.owner_may and may_write(user, item))


def check_person(user: User, item: Reviewable, verb: Verb) -> None:
    """Raise `NotAllowed` with the reason unless the person may do this to the thing."""
    row = item.transitions.get(verb)
    if row is None or not _is_entitled(user, item, row):
        raise NotAllowed(
            f"You cannot {verb} this {item.review_noun} because of your role or organisation. Ask the coordinator."
        )
    conflict = conflict_of(user, item) if row.conflict_bars or _is_barred(user, item, row) else None
    if conflict:
        raise NotAllowed(conflict)


def _is_barred(user: User, item: Reviewable, row: Transition) -> bool:
    """Whether a conflict bars this person from what does not bar the thing's writers."""
    if not row.bars_others or user.pk == item.created_by_id:
        return False
    return user.pk in item.about_people() or not may_write(user, item)


def check_state(item: Reviewable, verb: Verb) -> None:
    """Raise `WrongState`, naming the present state, unless the table has a row from it."""
    row = item.transitions[verb]
    if verb is Verb.PUBLISH and not item.publishes:
        raise WrongState(f"You do not need to publish a {item.review_noun}. It becomes public when it is approved.")
    state = ReviewState(item.state)
    if state not in row.sources:
        raise WrongState(
            f"This {item.review_noun} is now “{state.label}”, so it cannot be {row.past}. Open it again to see "
            "what has changed."
        )
    if verb is Verb.PUBLISH and (reason := item.reason_not_to_publish()):
        raise WrongState(reason)


def allowed_verbs(user: User, item: Reviewable) -> list[Verb]:
    """What this person may do to the thing now, in the order of the table."""
    verbs = []
    for verb in item.transitions:
        try:
            check_person(user, item, verb)
            check_state(item, verb)
        except (NotAllowed, WrongState):
            continue
        verbs.append(verb)
    return verbs
