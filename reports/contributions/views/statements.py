"""Where the texts of the year are written: foreword, arms, voice, effectiveness, scrutiny."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.authorization import has_permission
from partnership.models import Arm, ReportingYear, User
from partnership.permissions import Permission
from reports.contributions.models.statement import Statement
from reports.contributions.statement_kinds import SHAPES, StatementKind
from reports.contributions.writing_forms import StatementForm
from reports.contributions.writing_services import save_statement, start_statement
from review.editing import ReviewableFormMixin, ReviewableWithdrawMixin
from review.policies import may_write
from review.states import ReviewState


class StatementEditView(ReviewableFormMixin):
    """The form for one text; `arm` is in the address where it is about an arm's work."""

    template_name = "reports/contributions/statement_form.html"
    required_permission = Permission.WRITE_STATEMENT
    form_class = StatementForm
    item: Statement

    def has_access(self, user: User) -> bool:
        """Who writes for the partnership, and the person in whose name this text stands."""
        kind = self.kwargs.get("kind", "")
        signed_with = SHAPES[StatementKind(kind)].signed_with if kind in StatementKind.values else None
        return super().has_access(user) or (signed_with is not None and has_permission(user, signed_with))

    def get_item(self) -> Statement:
        """The text, or a new one."""
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        kind, arm = self._kind()
        rows = Statement.objects.visible_to(self.user).filter(year=year, kind=kind, arm=arm)
        statement: Statement | None = (
            rows.exclude(state=ReviewState.WITHDRAWN).select_related("organisation", "year", "arm").first()
        )
        return statement or start_statement(year=year, kind=kind, by=self.user, arm=arm)

    def _kind(self) -> tuple[StatementKind, Arm | None]:
        if "arm" in self.kwargs:
            return StatementKind.ARM, get_object_or_404(Arm, slug=self.kwargs["arm"])
        kind = self.kwargs["kind"]
        if kind not in set(StatementKind) - {StatementKind.ARM}:
            raise Http404
        return StatementKind(kind), None

    def save(self, form: StatementForm, revision: int) -> Statement:
        return save_statement(statement=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """Everything that is written for the year."""
        return f"{reverse('reports:writing')}?year={self.kwargs['year']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        signed_with = self.item.signed_with()
        is_signatory = signed_with is not None and has_permission(self.user, signed_with)
        return super().get_context_data(is_signatory=is_signatory, **kwargs)


class StatementWithdrawView(ReviewableWithdrawMixin):
    """Take a text off. For its writers, and for who may withdraw anything."""

    required_permission = Permission.WRITE_STATEMENT
    template_name = "reports/contributions/written_withdraw.html"
    after = "It will be left out of reports built from now on."
    item: Statement

    def has_access(self, user: User) -> bool:
        """Besides, the person in whose name this text stands."""
        own = Statement.objects.visible_to(user).filter(pk=self.kwargs["pk"], in_own_hand=True).first()
        return super().has_access(user) or (own is not None and may_write(user, own))

    def get_item(self) -> Statement:
        """A text that is not withdrawn yet."""
        rows = Statement.objects.visible_to(self.request.user).exclude(state=ReviewState.WITHDRAWN)
        found: Statement = get_object_or_404(rows.select_related("organisation", "year", "arm"), pk=self.kwargs["pk"])
        return found

    def get_list_url(self) -> str:
        """Everything that is written for the year."""
        return f"{reverse('reports:writing')}?year={self.item.year}"
