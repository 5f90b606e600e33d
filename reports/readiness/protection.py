"""Whether the figures that an edition prints are still protected."""

from indicators.disclosure.solver.certificate import certificate_hash
from indicators.models import DisclosureCertificate, Release
from indicators.releases.protection import newly_exposed, outdated_policies
from indicators.releases.queries import latest_release
from indicators.releases.tables import contents_of, hash_of
from indicators.releases.words_held import told_before
from reports.editions.models.edition import Edition

AGAIN = "Create a new release for the year, then build the report again."


def figures_are_still_protected(edition: Edition) -> list[str]:
    """A sentence for each reason why the release that the edition prints must not be printed today.

    The certificate is the stored one, the tables are those that it was given for, the policies are those in force, and
    all that is public is attacked once more.
    """
    release = latest_release(edition.year)
    if release is None:
        return []
    reasons = _paper(release)
    contents = contents_of(release)
    if hash_of(release.year, contents) != release.content_hash:
        reasons.append("The release's tables are not the ones that were checked (their hash differs).")
    reasons += outdated_policies(contents)
    reasons += [f"A small number could now be worked out from published figures. {one}" for one in newly_exposed()]
    reasons = [f"{reason} {AGAIN}" for reason in reasons]
    return reasons + [one.sentence for one in told_before()]


def _paper(release: Release) -> list[str]:
    """What is wrong with the certificate itself."""
    stored = DisclosureCertificate.objects.filter(release=release).first()
    if stored is None:
        return [f"The release “{release}” has no certificate that its small numbers are protected."]
    if certificate_hash(stored.content) != stored.sha256:
        return [f"The certificate of the release “{release}” was changed after it was issued (its hash differs)."]
    return []
