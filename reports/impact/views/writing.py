"""Writing a claim in steps: the sentence, then one piece of evidence after another, then all answers at once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.authorization import belongs_to
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from priorities.models import Action
from reports.impact.choices import Choices, choices_of
from reports.impact.forms import ImpactClaimForm, PieceForm, SortForm
from reports.impact.grades import Sort
from reports.impact.inputs import withheld_today
from reports.impact.models.impact import Evidence, ImpactClaim
from reports.impact.services import piece_of, save_claim, start_claim
from review.problems import Problem
from review.step_pages import ReviewableAnswersView, ReviewableStepView, Steps
from ui.fields import error_target
from ui.steps import CHECK, Answer, Step, answers_of

SENTENCE = Step("claim", "So what?", ("claim",))
EVIDENCE = Step("evidence", "Evidence")


def claims_of(user: User) -> QuerySet[ImpactClaim]:
    """The claims that the person may see, with what their pages name."""
    found: QuerySet[ImpactClaim] = ImpactClaim.objects.visible_to(user).select_related(
        "organisation", "edited_by", *ImpactClaim.related_for_review
    )
    return found


def list_address(claim: ImpactClaim) -> str:
    """The person's actions and claims in the same year."""
    return f"{reverse('reports:impact-list')}?year={claim.year.slug}"


class ClaimPage(Steps):
    """What the pages of one claim share."""

    required_permission = Permission.REPORT_PROGRESS
    form_class = ImpactClaimForm
    item: ImpactClaim

    def get_item(self) -> ImpactClaim:
        """The claim, if the person may see it."""
        return get_object_or_404(claims_of(self.user), pk=self.kwargs["pk"])

    def steps_of(self, item: ImpactClaim) -> Sequence[Step]:
        return [SENTENCE, EVIDENCE]

    def step_address(self, item: ImpactClaim, key: str) -> str:
        if key == CHECK:
            return item.get_edit_url()
        return reverse("reports:impact-sentence" if key == SENTENCE.key else "reports:impact-evidence", args=[item.pk])

    def stored_pieces(self) -> list[Evidence]:
        """The stored evidence, in its order."""
        return list(self.item.evidence.select_related("release", "case_study")) if self.item.pk else []

    def get_list_url(self) -> str:
        return list_address(self.item)


class SentenceView(ClaimPage, ReviewableStepView):
    """The sentence of a stored claim."""

    template_name = "reports/impact/sentence.html"

    def save(self, form: ImpactClaimForm, revision: int) -> ImpactClaim:
        pieces = [piece_of(one) for one in self.stored_pieces()]
        return save_claim(claim=form.instance, pieces=pieces, by=self.user, revision=revision)

    @property
    def step(self) -> Step:
        return SENTENCE


class ImpactCreateView(SentenceView):
    """A new claim about an action of the person's own organisation. It begins with its sentence."""

    def get_item(self) -> ImpactClaim:
        """A new claim with the key that its form carries; the stored one where that form was sent before."""
        stored: ImpactClaim | None = self.sent_before(claims_of(self.user))
        if stored is not None:
            return stored
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        actions = Action.objects.visible_to(self.user).for_year(year).select_related("owner", "commitment__priority")
        action = get_object_or_404(actions, slug=self.kwargs["action"])
        if not belongs_to(self.user, action.owner_id):
            raise PermissionDenied("This action belongs to another organisation, which reports on its impact.")
        return start_claim(action=action, year=year, key=self.sent_key)


class EvidenceKindView(ServiceFormView):
    """What kind of evidence comes next; nothing is saved yet."""

    template_name = "reports/impact/evidence_kind.html"
    required_permission = Permission.REPORT_PROGRESS
    form_class = SortForm

    @cached_property
    def claim(self) -> ImpactClaim:
        """The claim, if the person may see it."""
        return get_object_or_404(claims_of(self.user), pk=self.kwargs["pk"])

    def perform(self, form: SortForm) -> HttpResponse:
        """On to the questions of that kind."""
        return HttpResponseRedirect(
            reverse("reports:impact-evidence-new", args=[self.claim.pk, form.cleaned_data["sort"]])
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            item=self.claim, list_url=list_address(self.claim), check=self.claim.get_edit_url(), **kwargs
        )


class PieceView(ClaimPage, ReviewableStepView):
    """The questions about one piece of evidence: a stored one by its number, or a new one by its kind."""

    template_name = "reports/impact/evidence.html"

    @property
    def number(self) -> int:
        """The number of the stored piece; 0 for a new one."""
        return int(self.kwargs.get("number", 0))

    @property
    def piece(self) -> Evidence | None:
        """The stored piece. Raises `Http404` where a number has none."""
        if not self.number:
            return None
        found = next((one for one in self.stored_pieces() if one.number == self.number), None)
        if found is None:
            raise Http404("This evidence was removed.")
        return found

    @property
    def sort(self) -> Sort:
        """Its kind. Raises `Http404` for one that does not exist."""
        piece = self.piece
        sort = piece.sort if piece else self.kwargs["sort"]
        try:
            return Sort(sort)
        except ValueError as error:
            raise Http404("This kind of evidence does not exist.") from error

    @property
    def step(self) -> Step:
        return Step(EVIDENCE.key, self.sort.label)

    def make_form(self, item: ImpactClaim, data: QueryDict | None) -> PieceForm:
        return PieceForm(data, choices=choices_of(item.year), sort=self.sort, piece=self.piece)

    def save(self, form: PieceForm, revision: int) -> ImpactClaim:
        sent = form.piece_sent()
        pieces = [sent if one.number == self.number else piece_of(one) for one in self.stored_pieces()]
        pieces += [] if self.number else [sent]
        return save_claim(claim=self.item, pieces=pieces, by=self.user, revision=revision)

    def next_key(self) -> str:
        """To the answers, from which more evidence is added."""
        return CHECK


class ImpactEditView(ClaimPage, ReviewableAnswersView):
    """The answers of a claim: the sentence, each piece of evidence, what it shows, and why it is not told."""

    template_name = "reports/impact/check.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" in request.POST:
            return self.remove(request.POST["remove"])
        return super().post(request, *args, **kwargs)

    def remove(self, number: str) -> HttpResponse:
        """One piece out."""
        self.item = self.get_item()
        revision = self.opened_revision(self.request.POST)
        pieces = [piece_of(one) for one in self.stored_pieces() if str(one.number) != number]
        try:
            save_claim(claim=self.item, pieces=pieces, by=self.user, revision=revision)
        except DomainError as error:
            self.item = self.get_item()
            return self.show(self.make_form(self.item, None), self.item.revision, error_links=[(error.message, "")])
        return HttpResponseRedirect(self.item.get_edit_url())

    def address_of(self, problem: str) -> str:
        """The question that a problem is about: those about evidence say which piece."""
        field = problem.field if isinstance(problem, Problem) else ""
        if not field.startswith("evidence_"):
            return super().address_of(problem)
        _, number, name = field.split("_", 2)
        piece = next((one for one in self.stored_pieces() if str(one.number) == number), None)
        if piece is None:
            return self.step_address(self.item, EVIDENCE.key)
        target = error_target(PieceForm(choices=self.choices, sort=Sort(piece.sort), piece=piece)[name])
        return f"{reverse('reports:impact-evidence-edit', args=[self.item.pk, number])}#{target}"

    @cached_property
    def choices(self) -> Choices:
        """What evidence of the year can name."""
        return choices_of(self.item.year)

    def answers(self) -> list[tuple[Step, list[Answer], str]]:
        """The sentence alone: evidence has a list of its own, in which each piece is changed or removed."""
        return super().answers()[:1]

    def evidence(self) -> list[tuple[Evidence, list[Answer], str]]:
        """Each piece with its answers, and where they are changed."""
        found = []
        for piece in self.stored_pieces():
            form = PieceForm(choices=self.choices, sort=Sort(piece.sort), piece=piece)
            address = reverse("reports:impact-evidence-edit", args=[self.item.pk, piece.number])
            found.append((piece, answers_of(form, form.fields), address))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = self.item.notes_for_review()
        notes += [why.sentence for why in withheld_today(self.item.year, [self.item]).values()]
        return super().get_context_data(notes=notes, evidence=self.evidence(), **kwargs)
