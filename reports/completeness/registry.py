"""Which function looks for which requirement. An id without one is for people to answer. Pure."""

from collections.abc import Callable, Mapping

from reports.completeness import checks, impact_checks, later_checks, review_checks
from reports.completeness.facts import Facts
from reports.completeness.states import Assessment
from reports.completeness.view import ReportView

Check = Callable[[ReportView, Facts], Assessment]

CHECKS: Mapping[str, Check] = {
    "SAB-1": later_checks.published,
    "SAB-1a": checks.what_the_board_did,
    "SAB-1b": checks.strategy,
    "SAB-1c": checks.accounts,
    "SAB-1d": review_checks.concluded,
    "SAB-1e": review_checks.ongoing,
    "SAB-1f": review_checks.implemented,
    "SAB-1g": review_checks.reasons,
    "SAB-2a": later_checks.sent_to("chief-executive", "leader"),
    "SAB-2b": later_checks.sent_to("policing-body"),
    "SAB-2c": later_checks.sent_to("healthwatch"),
    "SAB-2d": later_checks.sent_to("health-board-chair"),
    "SAB-P1": checks.plan,
    "CH18-0": later_checks.published,
    "CH18-1": review_checks.partners_and_reviews,
    "CH18-2": impact_checks.effectiveness,
    "CH18-3": impact_checks.impact_and_training,
    "CH18-4": checks.little_progress,
    "CH18-5": review_checks.children_implemented,
    "CH18-6": checks.voice,
    "CH18-7": later_checks.sent_to(later_checks.PANEL),
    "CH23-0": impact_checks.joint_report,
    "CH23-1": checks.contributions,
    "CH23-2": checks.scrutiny,
    "CH23-3": impact_checks.impact_and_training,
    "CH23-4": checks.little_progress,
    "CH23-5": checks.learning,
    "CH23-6": review_checks.children_implemented,
    "CH23-7": checks.voice,
    "CH23-8": checks.costs,
    "CH23-13": later_checks.in_september_and_within_a_week,
}
