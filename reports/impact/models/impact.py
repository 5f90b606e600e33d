"""Claims of impact: who is better off, how, and the evidence that says so."""

import datetime
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from indicators.models import Release
from indicators.releases.queries import latest_release
from learning.models import CaseStudy
from partnership.constraints import known, only_if
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from partnership.permissions import Permission
from priorities.models import Action
from reports.impact.cells import CellAddress, PrintedCell, find_cell
from reports.impact.grades import ASKED, CHOICES, Grade, Sort, grade_of_claim, grade_of_piece
from reports.impact.phrases import day_words, people_words
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem

LONGEST = 300
SORTS = [(sort.value, sort.label) for sort in Sort]
SHOWS = [(grade.value, grade.label) for grade in CHOICES]


class ImpactClaim(Reviewable):
    """One sentence that says who is better off through an action in a year, and how. Its evidence are its rows.

    `key` is made with the first form, so that sending that form twice cannot make two claims.
    """

    review_noun: ClassVar[str] = "claim of impact"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.REPORT_PROGRESS
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "reports/impact/_impact_claim.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("action__commitment__priority", "action__owner", "year")

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    action = models.ForeignKey(Action, editable=False, on_delete=models.PROTECT, related_name="impact_claims")
    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="impact_claims")
    claim = models.TextField(max_length=LONGEST, blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["action", "pk"]
        verbose_name = "claim of impact"
        verbose_name_plural = "claims of impact"

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """The action and the year that it is about."""
        return f"So what? {self.action.title} {self.year.in_brackets}"

    def needs_saving(self) -> bool:
        """A story behind it lost consent since."""
        return any(
            piece.was_lost(piece.number) for piece in self.evidence.select_related("claim", "case_study__consent")
        )

    def content(self) -> dict[str, Any]:
        """The claim with its evidence, the figures as they were printed in the release that the writer chose.

        A story stands in it by its key alone, so that a withdrawn one leaves no word behind.
        """
        commitment = self.action.commitment
        # Claims are made about actions of a plan.
        assert commitment is not None
        priority = commitment.priority
        return {
            "year": self.year.slug,
            "priority": {"slug": priority.slug, "number": priority.number, "title": priority.title},
            "action": {
                "slug": self.action.slug,
                "number": self.action.number,
                "title": self.action.title,
                "owner": self.action.owner.name,
            },
            "claim": self.claim,
            "evidence": [piece.content() for piece in self._pieces()],
        }

    def _pieces(self) -> list["Evidence"]:
        beside = ("release", "case_study__live_revision", "case_study__consent")
        return list(self.evidence.select_related(*beside).order_by("number"))

    def problems(self) -> list[str]:
        """What has to be written before the claim can be submitted."""
        found: list[str] = []
        if not self.claim.strip():
            found.append(Problem("Enter one sentence that says who is better off, and how.", "claim"))
        pieces = self._pieces()
        if not pieces:
            found.append(
                Problem(
                    "Add at least one piece of evidence. If there is none yet, do not make a claim: the report "
                    "will say so for the action.",
                    "evidence_1_sort",
                )
            )
        for number, piece in enumerate(pieces, 1):
            found += piece.problems(number)
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        if not self.year.is_closed:
            return []
        words = "You can no longer add or change impact claims. Ask the coordinator."
        return [f"The year {self.year.label} is closed. {words}"]

    def notes_for_review(self) -> list[str]:
        """The grade by the written rule, figures that are not shown any more, and the stories that it rests on."""
        pieces = self._pieces()
        notes = [f"Grade of evidence: {grade_of_claim(piece.grade() for piece in pieces).label}."]
        for number, piece in enumerate(pieces, 1):
            if piece.sort == Sort.FIGURE:
                notes += piece.out_of_sight(number)
            if piece.case_study is not None:
                shown = (
                    "is published today" if piece.is_public_story() else "is not published today and must not be shared"
                )
                notes.append(f"The case study “{piece.case_study.title}” {shown}.")
        return notes

    def check_approvable(self) -> None:
        """Refuse approval where a figure or a story that it rests on cannot be seen by the public today."""
        for number, piece in enumerate(self._pieces(), 1):
            for problem in piece.out_of_sight(number) + piece.was_lost(number):
                raise DomainError(problem)

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#impact"

    def get_edit_url(self) -> str:
        """The form in which the owner writes it."""
        return reverse("reports:impact-edit", args=[self.pk])


class Evidence(models.Model):
    """One piece of evidence. Which columns are filled in depends on its sort; the others stay empty.

    A figure is the address of a cell in a published release. `people` says of how many something was asked.
    """

    claim = models.ForeignKey(ImpactClaim, on_delete=models.CASCADE, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=12, choices=SORTS)
    shows = models.CharField(max_length=12, choices=SHOWS, blank=True)
    release = models.ForeignKey(Release, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family_slug = models.CharField(max_length=60, blank=True)
    table = models.PositiveSmallIntegerField(default=0)
    row_key = models.CharField(max_length=120, blank=True)
    column_key = models.CharField(max_length=120, blank=True)
    case_study = models.ForeignKey(CaseStudy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ["claim", "number"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(name="evidence_number_once_a_claim", fields=["claim", "number"]),
            known("evidence_sort_known", "sort", Sort),
            known("evidence_shows_known", "shows", CHOICES, or_empty=True),
            models.CheckConstraint(
                name="evidence_figure_has_its_cell",
                condition=(
                    Q(sort=Sort.FIGURE, release__isnull=False) & ~Q(family_slug="") & ~Q(row_key="") & ~Q(column_key="")
                )
                | (~Q(sort=Sort.FIGURE) & Q(release__isnull=True, family_slug="", table=0, row_key="", column_key="")),
            ),
            only_if("evidence_story_is_one", Q(sort=Sort.CASE_STUDY), "case_study"),
            models.CheckConstraint(
                name="evidence_people_only_of_feedback",
                condition=Q(people__isnull=True) | Q(sort__in=[Sort.FEEDBACK, Sort.TRAINING]),
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.number} of claim {self.claim_id}"

    @property
    def address(self) -> CellAddress:
        """Where the figure stands in its release."""
        return CellAddress(self.family_slug, self.table, self.row_key, self.column_key)

    def cell(self) -> PrintedCell | None:
        """The figure as the chosen release prints it; None where there is no such cell, or it is no figure."""
        return self._cell_in(self.release)

    def _cell_in(self, release: Release | None) -> PrintedCell | None:
        if release is None:
            return None
        table = release.tables.filter(family_slug=self.family_slug).defer("chart_svg").first()
        return find_cell(table.content, self.address) if table else None

    def is_shown_today(self) -> bool:
        """Whether the newest release still shows it as a number: a real one, unless the year is illustrative."""
        cell = self._cell_in(latest_release(self.claim.year))
        return cell is not None and cell.is_evidence(made_up=self.claim.year.is_illustrative)

    def is_public_story(self) -> bool:
        """Whether the story that it rests on may be told to the public today, among those of the claim's year."""
        story = self.case_study
        public = CaseStudy.objects.public().filter(live_revision__content__year=self.claim.year.slug)
        return story is not None and public.filter(key=story.key).exists()

    def story_kind(self) -> str:
        """The kind of evidence that the story itself names, as it was reviewed; nothing where it is not public."""
        live = self.case_study.live_revision if self.case_study else None
        return live.content["impact_evidence"] if live is not None and self.is_public_story() else ""

    def grade(self) -> Grade:
        """What it shows, by the written rule."""
        return grade_of_piece(Sort(self.sort), self.shows, story_kind=self.story_kind())

    def content(self) -> dict[str, Any]:
        """The piece as the board decides on it. Fewer than five people are told as such, never counted."""
        cell = self.cell()
        return {
            "sort": self.sort,
            "sort_label": Sort(self.sort).label,
            "shows": self.shows,
            "shows_label": Grade(self.shows).label if self.shows else "",
            "figure": None
            if cell is None or self.release is None
            else {
                "release": self.release.number,
                "family": self.family_slug,
                "table": self.table,
                "row": self.row_key,
                "column": self.column_key,
                "title": cell.title,
                "label": cell.label,
                "text": cell.text,
                "period": cell.period,
                "illustrative": cell.is_illustrative,
            },
            "case_study": str(self.case_study.key) if self.case_study else None,
            "title": self.title,
            "held_on": self.held_on.isoformat() if self.held_on else None,
            "when": day_words(self.held_on),
            "people": people_words(self.people),
            "finding": self.finding,
        }

    def problems(self, number: int) -> list[str]:
        """What is missing in it, each at its field in the form."""
        sort, at = Sort(self.sort), f"evidence_{number}_"
        found: list[str] = [*self.out_of_sight(number), *self.was_lost(number)]
        if sort in ASKED and not self.shows:
            found.append(Problem(f"Evidence {number}: select what it shows.", f"{at}shows"))
        if sort in (Sort.FIGURE, Sort.CASE_STUDY):
            return found
        words = WANTED[sort]
        for name, value in (
            ("title", self.title.strip()),
            ("held_on", self.held_on),
            ("finding", self.finding.strip()),
        ):
            if not value:
                found.append(Problem(f"Evidence {number}: {words[name]}", f"{at}{name}"))
        if self.held_on and self.held_on > self.latest_day():
            found.append(
                Problem(
                    f"Evidence {number}: the date is more than a year after the end of the reporting year.",
                    f"{at}held_on",
                )
            )
        if sort is Sort.FEEDBACK and not self.people:
            found.append(Problem(f"Evidence {number}: enter how many people you asked.", f"{at}people"))
        return found

    def latest_day(self) -> datetime.date:
        """The last day on which evidence of the year can have been found: a year after its end."""
        return self.claim.year.ends_on + datetime.timedelta(days=366)

    def out_of_sight(self, number: int) -> list[Problem]:
        """Sentences where the public cannot see what it rests on today."""
        if self.sort == Sort.FIGURE:
            cell = self.cell()
            if cell is None:
                return [
                    Problem(
                        f"Evidence {number}: this figure is not in a published release.", f"evidence_{number}_figure"
                    )
                ]
            if not cell.has_value:
                sentence = (
                    f"Evidence {number}: “{cell.row}” shows {cell.text} instead of a number. Select a figure that "
                    "readers can see."
                )
                return [Problem(sentence, f"evidence_{number}_figure")]
            if cell.is_illustrative and not self.claim.year.is_illustrative:
                sentence = f"Evidence {number}: this figure is illustrative, not real. Select a real figure."
                return [Problem(sentence, f"evidence_{number}_figure")]
            if not self.is_shown_today():
                sentence = (
                    f"Evidence {number}: the newest release of the year no longer shows this figure. Remove its number "
                    "from the claim, and select other evidence."
                )
                return [Problem(sentence, f"evidence_{number}_figure")]
        if self.sort == Sort.CASE_STUDY and not self.is_public_story():
            sentence = f"Evidence {number}: this case study is not published today. Remove it from the claim."
            return [Problem(sentence, f"evidence_{number}_case_study")]
        return []

    def was_lost(self, number: int) -> list[Problem]:
        """A sentence where consent to its story was lost, if only for a while, since the claim was saved."""
        written = self.claim.edited_at
        if self.case_study is None or written is None or not self.case_study.consent.was_lost_since(written):
            return []
        sentence = (
            f"Evidence {number}: the case study lost consent for a time after you saved this claim. Read the case "
            "study again, remove anything from the claim that it no longer says, and save the claim."
        )
        return [Problem(sentence, f"evidence_{number}_case_study")]


WANTED = {
    Sort.AUDIT: {
        "title": "enter the title of the audit.",
        "held_on": "enter the date of the audit.",
        "finding": "enter what the audit found.",
    },
    Sort.FEEDBACK: {
        "title": "enter your question.",
        "held_on": "enter the date you asked.",
        "finding": "enter what people answered.",
    },
    Sort.TRAINING: {
        "title": "enter the title of the training.",
        "held_on": "enter when the training was evaluated.",
        "finding": "enter what the evaluation found.",
    },
}
