"""What was made while a release was built is attacked with it, before it is stored."""

import pytest

from bcssp.example.sources import police_cells
from indicators.disclosure.policies import propose_policy
from indicators.models import DisclosureCertificate, Release
from indicators.releases import protection
from indicators.releases.publish import reasons_to_hold
from indicators.releases.services import make_release
from partnership.exceptions import DomainError
from tests.factories.disclosure import agree
from tests.factories.indicators import approved_return
from tests.stages import Cast

pytestmark = pytest.mark.django_db


def test_a_release_that_another_gives_away_is_not_stored(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug, cells in police_cells().items():
        approved_return(slug, cast.year, cast.police, cells)
    with monkeypatch.context() as patched:
        patched.setattr(protection, "newly_exposed", lambda: ["A reader concludes 3."])
        with pytest.raises(
            DomainError, match=r"Another release was created while this one was being built.*concludes 3"
        ):
            make_release(year=cast.year, title="Figures", by=cast.coordinator)
    assert not Release.objects.exists()
    assert not DisclosureCertificate.objects.exists()
    make_release(year=cast.year, title="Figures", by=cast.coordinator)
    assert DisclosureCertificate.objects.count() == 1


def test_a_release_that_waits_is_held_back_once_another_policy_is_agreed(cast: Cast) -> None:
    for slug, cells in police_cells().items():
        approved_return(slug, cast.year, cast.police, cells)
    release = make_release(year=cast.year, title="Figures", by=cast.coordinator)
    assert reasons_to_hold(release) == []
    proposal = propose_policy(
        family_slug="missing-children",
        threshold=10,
        zeros="printed",
        method="suppress",
        base=0,
        symbol="[c]",
        reason="More care",
        by=cast.coordinator,
    )
    assert reasons_to_hold(release) == []
    agree(proposal, cast.chair)
    assert reasons_to_hold(release) == ["Missing children: a different disclosure policy has been agreed since."]
