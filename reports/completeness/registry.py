"""Which function looks for which requirement. An id without one is for people to answer. Pure."""

from collections.abc import Callable, Mapping

from reports.completeness import assessments, impact_assessments, later_assessments, review_assessments
from reports.completeness.facts import Facts
from reports.completeness.states import Assessment
from reports.completeness.view import ReportView

Check = Callable[[ReportView, Facts], Assessment]

CHECKS: Mapping[str, Check] = {
    "SAB-1": later_assessments.published,
    "SAB-1a": assessments.what_the_board_did,
    "SAB-1b": assessments.strategy,
    "SAB-1c": assessments.accounts,
    "SAB-1d": review_assessments.concluded,
    "SAB-1e": review_assessments.ongoing,
    "SAB-1f": review_assessments.implemented,
    "SAB-1g": review_assessments.reasons,
    "SAB-2a": later_assessments.sent_to("chief-executive", "leader"),
    "SAB-2b": later_assessments.sent_to("policing-body"),
    "SAB-2c": later_assessments.sent_to("healthwatch"),
    "SAB-2d": later_assessments.sent_to("health-board-chair"),
    "SAB-P1": assessments.plan,
    "CH18-0": later_assessments.published,
    "CH18-1": review_assessments.partners_and_reviews,
    "CH18-2": impact_assessments.effectiveness,
    "CH18-3": impact_assessments.impact_and_training,
    "CH18-4": assessments.little_progress,
    "CH18-5": review_assessments.children_implemented,
    "CH18-6": assessments.voice,
    "CH18-7": later_assessments.sent_to(later_assessments.PANEL),
    "CH23-0": impact_assessments.joint_report,
    "CH23-1": assessments.contributions,
    "CH23-2": assessments.scrutiny,
    "CH23-3": impact_assessments.impact_and_training,
    "CH23-4": assessments.little_progress,
    "CH23-5": assessments.learning,
    "CH23-6": review_assessments.children_implemented,
    "CH23-7": assessments.voice,
    "CH23-8": assessments.costs,
    "CH23-13": later_assessments.in_september_and_within_a_week,
}
