"""Whether the signatures under an edition hold: for this very content, in their seats, in the right order."""

from django.utils import timezone

from reports.editions.models.edition import Edition
from reports.signing.models.signature import PARTNERS, Signature, SigningPart
from review.audit_verbs import AuditVerb
from review.models import Event


def signatures_of(edition: Edition) -> dict[str, Signature]:
    """The signatures under an edition, by part (one query)."""
    found = edition.signatures.select_related("seat__group", "organisation", "signed_by")
    return {signature.part: signature for signature in found}


def hashes_of(edition: Edition) -> dict[str, str]:
    """The hash of each file of an edition, by its kind."""
    return dict(edition.files.order_by("kind").values_list("kind", "sha256"))


def faults(edition: Edition, signatures: dict[str, Signature]) -> dict[str, list[str]]:
    """What is wrong with each signature, by part, in sentences (two queries). Parts without a fault are left out."""
    files = hashes_of(edition)
    told = {
        (line.data.get("part"), line.data.get("sha256"))
        for line in Event.objects.about(edition).filter(verb=AuditVerb.SIGN_REPORT).select_related(None)
    }
    found = {part: _faults(edition, signature, files) for part, signature in signatures.items()}
    for part, signature in signatures.items():
        if (part, signature.sha256) not in told:
            found[part].append("it is not recorded in the audit trail")
    chair = signatures.get(SigningPart.CHAIR)
    if chair and any(signatures[part].signed_at > chair.signed_at for part in PARTNERS if part in signatures):
        found[SigningPart.CHAIR].append("it was signed before every safeguarding partner had signed")
    return {part: wrong for part, wrong in found.items() if wrong}


def _faults(edition: Edition, signature: Signature, files: dict[str, str]) -> list[str]:
    wrong = []
    if signature.sha256 != edition.sha256 or signature.files != files:
        wrong.append("it was for different content from this edition")
    day = timezone.localdate(signature.signed_at)
    if signature.seat.starts_on > day or (signature.seat.ends_on is not None and signature.seat.ends_on < day):
        wrong.append(f"the term of the seat “{signature.seat_label}” did not cover the day of signing")
    return wrong


def missing_parts(edition: Edition) -> list[SigningPart]:
    """The parts without a signature that holds, in the order in which they sign."""
    signatures = signatures_of(edition)
    wrong = faults(edition, signatures)
    return [part for part in SigningPart if part not in signatures or part in wrong]


def signatures_hold(edition: Edition) -> list[str]:
    """Sentences that keep an edition from being published: what is not signed, and what no longer holds."""
    signatures = signatures_of(edition)
    missing = [part.label.lower() for part in SigningPart if part not in signatures]
    found = []
    if missing:
        found.append(
            f"It is not signed by: {', '.join(missing)}. Ask for the missing signatures on the signatures page, or "
            "build the report again if it has to change."
        )
    for part, wrong in faults(edition, signatures).items():
        found.append(
            f"The signature of {signatures[part].signer_name} ({SigningPart(part).label.lower()}) is not valid: "
            f"{'; '.join(wrong)}. Build the report again and get it signed again."
        )
    return found
