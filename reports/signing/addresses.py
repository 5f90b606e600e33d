"""Nobody signs an edition in two parts: by the addresses and accounts with which each part was signed, or can be."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from partnership.models import User
from reports.editions.models.edition import Edition
from reports.signing.models.signature import SigningPart
from reports.signing.models.signing_link import SigningLink


def signed_elsewhere(edition: Edition, part: SigningPart, addresses: Iterable[str], by: User | None = None) -> bool:
    """Whether the account, or who reads one of these addresses, signed the edition in another part (two queries)."""
    signatures = edition.signatures.exclude(part=part)
    used = edition.signing_links.exclude(part=part).filter(used_at__isnull=False)
    if by is not None and signatures.filter(signed_by=by).exists():
        return True
    wanted = _lowered(addresses)
    return bool(wanted & (_lowered(signatures.values_list("signer_email", flat=True)) | _addresses(used)))


def spoken_for(edition: Edition, part: SigningPart, addresses: Iterable[str]) -> bool:
    """Whether one of these addresses signed the edition in another part, or was sent a link or code for one."""
    waiting = SigningLink.objects.open(timezone.now()).filter(edition=edition).exclude(part=part)
    return bool(_lowered(addresses) & _addresses(waiting)) or signed_elsewhere(edition, part, addresses)


def _addresses(links: QuerySet[SigningLink]) -> set[str]:
    return _lowered(address for pair in links.values_list("email", "code_email") for address in pair)


def _lowered(addresses: Iterable[str]) -> set[str]:
    return {address.lower() for address in addresses}
