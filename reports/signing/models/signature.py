"""Who signed an edition: the three equal safeguarding partners, then the independent chair."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from partnership.constraints import SHA256, known
from partnership.models import Organisation, Seat
from partnership.models.organisation import OrganisationKind
from reports.editions.models.edition import Edition


class SigningPart(models.TextChoices):
    """In which part somebody signs. Each part signs an edition once; all partners are equal, the chair comes last."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    CHAIR = "chair", "Independent chair"


PARTNERS = (SigningPart.LOCAL_AUTHORITY, SigningPart.HEALTH, SigningPart.POLICE)
# What sort of organisation signs in each part; the chair belongs to none.
KIND_OF_PART: dict[str, OrganisationKind] = {
    SigningPart.LOCAL_AUTHORITY: OrganisationKind.LOCAL_AUTHORITY,
    SigningPart.HEALTH: OrganisationKind.INTEGRATED_CARE_BOARD,
    SigningPart.POLICE: OrganisationKind.POLICE,
}


class SigningWay(models.TextChoices):
    """How somebody showed who they are: what was checked at that moment, and no more."""

    ACCOUNT = "account", "With an account"
    PASSWORD = "password", "With an account, and the password again when signing"
    CODE = "code", "With an account, and a code of the two-step sign-in again when signing"
    PASSKEY = "passkey", "With an account, and a passkey again when signing"
    LINK = "link", "By link, with a code sent separately"


WAYS_OF_ACCOUNTS = (SigningWay.ACCOUNT, SigningWay.PASSWORD, SigningWay.CODE, SigningWay.PASSKEY)


class Signature(models.Model):
    """One signature under one edition: under the hash of its record and of each of its files, and nothing else.

    A later build is another edition and begins without signatures. Name, seat and organisation stand here as they were
    on the day; `statement` is the very text that was agreed to. Without an account there is no `signed_by`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    part = models.CharField(max_length=20, choices=SigningPart.choices)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    seat_label = models.CharField(max_length=400)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField(max_length=120)
    signer_email = models.EmailField()
    way = models.CharField(max_length=10, choices=SigningWay.choices)
    statement = models.TextField()
    sha256 = models.CharField("SHA-256 of the frozen record", max_length=64)
    files = models.JSONField(help_text="SHA-256 of each file, by its kind.")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["edition", "signed_at"]
        constraints = [
            models.UniqueConstraint(name="signature_part_once_an_edition", fields=["edition", "part"]),
            models.UniqueConstraint(F("edition"), Lower("signer_email"), name="signature_nobody_twice_an_edition"),
            models.UniqueConstraint(name="signature_no_account_twice_an_edition", fields=["edition", "signed_by"]),
            known("signature_part_known", "part", SigningPart.values),
            models.CheckConstraint(
                name="signature_account_or_link",
                condition=Q(way__in=WAYS_OF_ACCOUNTS, signed_by__isnull=False)
                | Q(way=SigningWay.LINK, signed_by__isnull=True),
            ),
            models.CheckConstraint(
                name="signature_chair_of_no_organisation",
                condition=Q(part=SigningPart.CHAIR, organisation__isnull=True)
                | (~Q(part=SigningPart.CHAIR) & Q(organisation__isnull=False)),
            ),
            models.CheckConstraint(
                name="signature_says_what_and_who",
                condition=Q(sha256__regex=SHA256) & ~Q(statement="") & ~Q(signer_name="") & ~Q(signer_email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.signer_name}"
