"""What is asked once more at the moment of publication: that it was finished, and that its figures are protected."""

from unittest.mock import patch

import pytest

from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.models import Edition, StepState
from reports.publishing.preconditions import PRECONDITIONS
from reports.readiness import protection
from reports.readiness.finished import finished_and_left_alone
from reports.readiness.protection import figures_are_still_protected
from tests.factories.disclosure import agreed_policy
from tests.factories.indicators import a_release, approved_return

pytestmark = pytest.mark.usefixtures("own_storage", "no_typesetting")

SLUG = "missing-children"


@pytest.fixture
def ready(cast):
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)


@pytest.fixture
def release(cast):
    approved_return(SLUG, cast.year, cast.police)
    return a_release(cast.year)


def test_checks_stand_in_one_list():
    keys = [check.key for check in PRECONDITIONS]
    assert {"finished", "files", "consent", "disclosure", "unchanged"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_finished_edition_that_was_left_alone_may_come_out(ready):
    assert finished_and_left_alone(ready) == []


def test_edition_that_somebody_took_up_again_may_not(ready):
    Edition.objects.update(token=ready.token + 1)
    (sentence,) = finished_and_left_alone(Edition.objects.get())
    assert "Build another edition" in sentence


def test_edition_with_an_unfinished_step_may_not(ready):
    ready.steps.filter(key="pdf").update(state=StepState.WAITING)
    assert finished_and_left_alone(ready)


def test_edition_without_figures_has_none_to_protect(ready):
    assert figures_are_still_protected(ready) == []


def test_release_that_is_still_what_was_attacked_may_be_printed(cast, release):
    assert figures_are_still_protected(Edition(year=cast.year)) == []


def test_release_without_certificate_may_not(cast, release):
    with patch.object(protection, "DisclosureCertificate") as certificates:
        certificates.objects.filter.return_value.first.return_value = None
        (sentence,) = figures_are_still_protected(Edition(year=cast.year))
    assert "has no certificate" in sentence
    assert "Create a new release for the year" in sentence


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("certificate_hash", "0" * 64, "was changed after it was issued"),
        ("hash_of", "0" * 64, "not the ones that were checked"),
        (
            "outdated_policies",
            ["Missing children: a different disclosure policy has been agreed since."],
            "a different disclosure",
        ),
        (
            "newly_exposed",
            ["Missing children: 3."],
            "A small number could now be worked out from published figures. Missing children: 3.",
        ),
    ],
)
def test_release_that_is_no_longer_protected_may_not_be_printed(cast, release, name, answer, words):
    with patch.object(protection, name, return_value=answer):
        (sentence,) = figures_are_still_protected(Edition(year=cast.year))
    assert words in sentence


def test_policy_that_became_stricter_since_holds_the_report_back(cast, release):
    agreed_policy(SLUG, threshold=9)
    assert any("a different disclosure policy" in one for one in figures_are_still_protected(Edition(year=cast.year)))
