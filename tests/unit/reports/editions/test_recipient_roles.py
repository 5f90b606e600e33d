"""The list of readers whom the law names, against the list of requirements."""

from reports.completeness.requirements import requirement_lists
from reports.editions.recipient_roles import RECIPIENT_ROLES, roles_for


def test_every_requirement_of_a_reader_stands_in_the_list_of_requirements():
    known = {one.id: one for of_body in requirement_lists() for one in of_body.requirements}
    named = {key for role in RECIPIENT_ROLES for key in role.requirement_ids}
    assert named <= known.keys()
    # A plan, not the annual report, is what CSP-3 has sent.
    asked = {key for key, one in known.items() if one.stage == "recipients"} - {"CSP-3"}
    assert asked <= named


def test_requirement_with_two_readers_names_both():
    assert [role.key for role in roles_for("SAB-2a")] == ["chief-executive", "leader"]
    assert [role.key for role in roles_for("CH23-13")] == ["review-panel", "what-works"]
    assert roles_for("SAB-1") == ()
