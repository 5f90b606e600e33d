"""Who may: the roles and permissions, written as the allowed set."""

import pytest
from django.contrib.auth.models import AnonymousUser

from partnership import permissions
from partnership.authorization import belongs_to, has_permission, require
from partnership.exceptions import NotAllowed
from tests.factories.partnership import UserFactory

P = permissions.Permission
READS = {P.SEE_ALL_WORK, P.USE_ADMIN, P.READ_REPORT_DRAFTS, P.READ_AUDIT}
ALLOWED = {
    "partner_council": {P.REPORT_PROGRESS, P.SUBMIT_FIGURES, P.WRITE_CASE_STUDY, P.WRITE_ACCOUNT, P.ASSESS}
    | {P.WRITE_EVENT, P.RECORD_USE, P.ASK_TO_KEEP_SENTENCE},
    "board_icb": READS | {P.REVIEW, P.SET_DISCLOSURE},
    "coordinator": READS
    | {
        P.WRITE_BRIEFING,
        P.RECORD_USE,
        P.WRITE_NEWSLETTER,
        P.WRITE_EVENT,
        P.MANAGE_SUBSCRIBERS,
        P.PUBLISH,
        P.WITHDRAW,
        P.MAKE_RELEASE,
        P.MANAGE_RETURNS,
        P.BUILD_REPORT,
    }
    | {P.WRITE_STATEMENT, P.EDIT_REPORT, P.KEEP_REPORT_RECORDS, P.HAND_ON_REPORT, P.KEEP_ARCHIVE, P.LOAD_CLOSED_YEARS}
    | {P.MANAGE_STRUCTURE, P.MANAGE_USERS, P.CLOSE_YEAR, P.SET_DISCLOSURE, P.SET_TARGET}
    | {P.ASK_TO_KEEP_SENTENCE},
    "chair": READS
    | {P.REVIEW, P.APPROVE_FOREWORD, P.OVERRIDE_REQUIREMENT, P.CHALLENGE, P.PUBLISH_REPORT, P.HAND_ON_REPORT}
    | {P.WITHDRAW, P.SET_DISCLOSURE, P.SET_TARGET},
    "scrutineer": READS | {P.APPROVE_SCRUTINY, P.CHALLENGE},
}


@pytest.mark.parametrize("permission", list(P))
@pytest.mark.parametrize("who", ALLOWED)
def test_role_holds_exactly_its_permissions(cast, who, permission):
    assert has_permission(getattr(cast, who), permission) is (permission in ALLOWED[who])


def test_refusal_names_the_roles_that_may(cast):
    with pytest.raises(NotAllowed, match="Only the board member or independent chair can do this"):
        require(cast.partner_police, P.REVIEW)
    require(cast.chair, P.REVIEW)


def test_anonymous_and_inactive_hold_nothing(cast):
    cast.chair.is_active = False
    assert not has_permission(AnonymousUser(), P.SEE_ALL_WORK)
    assert not has_permission(cast.chair, P.REVIEW)


def test_operator_holds_no_permission_by_being_operator(db):
    operator = UserFactory(is_superuser=True, organisation=None)
    assert operator.is_staff
    assert not any(has_permission(operator, permission) for permission in P)


def test_who_has_no_organisation_belongs_to_none(cast):
    assert belongs_to(cast.partner_police, cast.police.pk)
    assert not belongs_to(cast.partner_police, cast.council.pk)
    assert not belongs_to(cast.chair, None)
    assert not belongs_to(AnonymousUser(), cast.council.pk)
