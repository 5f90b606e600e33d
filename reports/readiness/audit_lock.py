"""Nothing may slip in between the checks and the publication that rests on them."""

from review.models import ChainHead


def lock_audit_chain() -> None:
    """Let nothing that the audit trail knows of be committed until the caller's transaction ends.

    Whoever approves, withdraws, signs, releases or changes anything adds a line to the trail in the same transaction,
    and waits at the head of the chain to do so. Who holds the head therefore sees, from the next statement on, all that
    was committed, and nothing more is committed after what is seen. On SQLite one transaction writes at a time anyway.

    To be called with the edition locked already: everybody takes the head last.
    """
    ChainHead.objects.get_or_create(pk=1)
    ChainHead.objects.select_for_update().get(pk=1)
