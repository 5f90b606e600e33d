"""Where partners send figures: the form of a return."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from indicators.returns.drafts import drop_draft
from indicators.returns.earlier import SentVersion, frequency_of, history_of, sent_version
from indicators.returns.grid.form import ReturnGrid, SavedReturn
from indicators.returns.grid.last_time import History, changes_between
from indicators.returns.grid.questions import (
    CONFIRM,
    Question,
    UnusualFigure,
    findings_to_show,
    typed_answers,
    typed_comments,
)
from indicators.returns.models.draft import AutosavedDraft
from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import closed_year_sentence
from indicators.returns.openness import check_dates
from indicators.returns.questions import FOLLOW_UPS, confirm_findings
from indicators.returns.services import AlreadyStarted, save_figures, start_submission, submit_figures
from indicators.returns.views.return_page import ReturnPageMixin, fields_of
from partnership.exceptions import DomainError, StaleRevision
from review.marks import details_address, details_of, marked_in, may_keep
from review.states import ReviewState

DONE = (ReviewState.SUBMITTED, ReviewState.APPROVED)
Data = Mapping[str, str]


class SubmissionEditView(ReturnPageMixin, TemplateView):
    """The form of a return: a grid with the family's rows and columns."""

    template_name = "indicators/returns/submission_edit.html"
    # The lock after this request saved: an error that comes later must not make a conflict of one's own work.
    new_lock = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        kept = self.pop_saved_form()
        if kept is not None:
            typed = fields_of(kept)
            return self._answer(self._grid(typed), typed, revision=typed.get("revision", ""))
        draft = self.draft()
        if draft is not None and request.GET.get("draft") == "take-up":
            return self._take_up(draft)
        grid = self._grid(None)
        if draft is None or self._holds_more(draft, grid):
            return self._answer(grid, {}, revision=self._stored_revision(), offered=draft)
        # It says what is saved already: this window goes on with it.
        return self._answer(grid, {"draft_key": draft.data.get("draft_key", "")}, revision=self._stored_revision())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save a draft, or save and submit. Whatever goes wrong, what was typed is shown again."""
        self.load()
        data = fields_of(request.POST)
        grid = self._grid(data)
        # The lock stays the one that the form was opened with, or an error would let it overwrite what others saved.
        opened = data.get("revision", "")
        if not grid.is_valid:
            return self._answer(grid, data, revision=opened)
        try:
            return self._save(grid, data)
        except (StaleRevision, AlreadyStarted) as error:
            return self._conflict(grid, data, error)
        except DomainError as error:
            return self._answer(grid, data, refusal=error.message, revision=self.new_lock or opened)

    def _stored_revision(self) -> str:
        return "" if self.submission is None else str(self.submission.revision)

    def _saved(self) -> SavedReturn:
        if self.submission is None:
            return SavedReturn()
        return SavedReturn(self.submission.values(), self.submission.note)

    @cached_property
    def history(self) -> History:
        """What was approved before, to stand beside the inputs."""
        frequency = frequency_of(self.period, self.round)
        return history_of(self.family, self.period, self.organisation.pk, frequency)

    def _grid(self, data: Data | None) -> ReturnGrid:
        return ReturnGrid(self.family, self.rows, self._saved(), data=data, history=self.history)

    def _take_up(self, draft: AutosavedDraft) -> HttpResponse:
        """Show what was typed, with the lock with which it was: what others saved since stands beside it."""
        grid = self._grid(draft.data)
        opened = draft.data.get("revision", "")
        moved_on = opened != self._stored_revision()
        if moved_on:
            grid.show_saved(self._saved())
        return self._answer(grid, draft.data, revision=opened, taken_up=draft, moved_on=moved_on)

    def _holds_more(self, draft: AutosavedDraft, grid: ReturnGrid) -> bool:
        """Whether the draft says anything that the saved return does not."""
        typed = self._grid(draft.data)
        return (
            not typed.is_valid
            or self._saved() != SavedReturn(typed.cells, typed.note)
            or not typed.remarks <= grid.remarks
            or bool(typed_comments(draft.data) or typed_answers(draft.data))
        )

    def _save(self, grid: ReturnGrid, data: Data) -> HttpResponse:
        """Save what differs, then submit if that was asked for."""
        answered = self._send_answers(data)
        unchanged = self._is_unchanged(grid)
        if self.submission is None:
            self.submission = start_submission(
                family=self.family,
                year=self.year,
                period=self.period,
                organisation=self.organisation,
                by=self.user,
                cells=grid.cells,
                note=grid.note,
            )
        elif not unchanged:
            revision = _revision(data)
            save_figures(submission=self.submission, cells=grid.cells, by=self.user, revision=revision, note=grid.note)
        self.new_lock = "" if unchanged else str(self.submission.revision)
        self._forget_draft(data)
        if unchanged and self.submission.state in DONE:
            if not answered:
                state = ReviewState(self.submission.state).label.lower()
                messages.info(self.request, f"{self.family.title}: nothing has changed. The return is {state}.")
            return self._to_list()
        if data.get("action") == "submit":
            return self._submit(grid, data)
        self._confirm(typed_comments(data))
        messages.success(
            self.request, f"{self.family.title}, {self.period.label}: draft saved. You have not submitted it yet."
        )
        return self.to_form()

    def _submit(self, grid: ReturnGrid, data: Data) -> HttpResponse:
        self.submission = self._stored()
        assert self.submission is not None, "saved before"
        found = self.submission.find_problems()
        findings = findings_to_show(self.submission.unconfirmed(found), data)
        stops = [problem for problem in found if problem.stops]
        lacking = [finding for finding in findings if not finding.comment]
        if stops or lacking:
            grid.add_problems(stops)
            for finding in lacking:
                grid.fail(finding.name, f"{finding.sentence} If the figure is right, explain why.")
            return self._answer(
                grid, data, draft_saved=True, asks=not stops, findings=findings, revision=self._stored_revision()
            )
        self._confirm({finding.key: finding.comment for finding in findings})
        try:
            submit_figures(submission=self.submission, by=self.user, revision=self.submission.revision)
        except StaleRevision:
            raise
        except DomainError as error:
            return self._answer(
                grid, data, draft_saved=True, refusal=error.message, revision=self.new_lock or self._stored_revision()
            )
        messages.success(self.request, f"{self.family.title}, {self.period.label}: submitted and waiting for review.")
        for problem in found:
            if not problem.confirm:
                messages.info(self.request, problem.sentence)
        return self._to_list()

    def _confirm(self, comments: Mapping[tuple[str, str, str], str]) -> None:
        """Keep the comments on odd figures, with the figures that were just saved."""
        if comments and self.submission is not None:
            self.submission = confirm_findings(
                submission=self.submission, comments=comments, by=self.user, revision=self.submission.revision
            )
            self.new_lock = str(self.submission.revision)

    def _send_answers(self, data: Data) -> bool:
        """Send the answers that were typed beside the figures; tell of one that came too late, word for word."""
        sent = False
        asked = {one.pk: one for one in self._follow_ups()}
        for pk, answer in typed_answers(data).items():
            if pk in asked:
                FOLLOW_UPS.answer(asked[pk], answer, by=self.user)
                sent = True
            else:
                messages.warning(self.request, f"The question has been closed. Your answer was: “{answer}”")
        if sent:
            messages.success(self.request, "We have sent your answer to the reviewer.")
        return sent

    def _follow_ups(self) -> list[FollowUp]:
        return [] if self.submission is None else self.submission.open_follow_ups()

    def _forget_draft(self, data: Data) -> None:
        """Drop what this window kept. What another window kept is not saved by this one."""
        drop_draft(
            family=self.family,
            period=self.period,
            organisation=self.organisation,
            by=self.user,
            key=data.get("draft_key", ""),
        )

    def _is_unchanged(self, grid: ReturnGrid) -> bool:
        """Whether what was typed is stored already, as after a double click."""
        return self.submission is not None and self._saved() == SavedReturn(grid.cells, grid.note)

    def _conflict(self, grid: ReturnGrid, data: Data, error: DomainError) -> HttpResponse:
        """Somebody else saved first: keep what was typed, and show theirs beside it."""
        self.submission = self._stored()
        if self._is_unchanged(grid):
            self._forget_draft(data)
            messages.info(self.request, f"{self.family.title}: these figures are already saved.")
            return self._to_list()
        grid.show_saved(self._saved())
        return self._answer(grid, data, refusal=error.message, conflict=True, revision=self._stored_revision())

    def _to_list(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("indicators:return-list"))

    def _closed(self) -> str:
        """Why nothing can be saved at all; empty where it can."""
        if self.year.is_closed:
            return closed_year_sentence(self.year)
        try:
            check_dates(self.round)
        except DomainError as error:
            return error.message
        return ""

    def _findings(self, data: Data) -> list[UnusualFigure]:
        """The boxes for comments, where the form had them before."""
        asked_before = any(name.startswith(CONFIRM) for name in data)
        if self.submission is None or not asked_before:
            return []
        return findings_to_show(self.submission.open_confirmations(), data)

    def _answer(self, grid: ReturnGrid, data: Data, **extra: Any) -> HttpResponse:
        typed, stored = typed_answers(data), self.submission
        details = details_of(stored) if stored and may_keep(self.user, stored) else []
        grid.add_questions(_question(one, typed.get(one.pk, "")) for one in self._follow_ups())
        context: dict[str, Any] = {
            "grid": grid,
            "family": self.family,
            "year": self.year,
            "period": self.period,
            "submission": self.submission,
            "closed": self._closed(),
            "round": self.round,
            "today": timezone.localdate(),
            "draft_key": data.get("draft_key") or get_random_string(16),
            "form_address": self.form_address(),
            "since_sent": self._since_sent(grid),
            "confirmed": [] if stored is None else list(stored.confirmed().values()),
            "marked_texts": list(marked_in(stored, details)) if stored else [],
            "details_url": details_address(stored) if stored else "",
        }
        if "findings" not in extra:
            context["findings"] = self._findings(data)
        return self.render_to_response(self.get_context_data(**context, **extra))

    def _since_sent(self, grid: ReturnGrid) -> dict[str, Any] | None:
        """What is different from the version that was sent last; None where none was."""
        sent: SentVersion | None = None if self.submission is None else sent_version(self.submission)
        if sent is None:
            return None
        returned_at = self.submission.returned_at if self.submission and self.submission.return_reason else None
        words, at = ("returned", returned_at) if returned_at else ("sent", sent.sent_at)
        version = f"the version that was {words} on {date_format(timezone.localtime(at), 'j F Y')}"
        return {
            "changes": changes_between(self.family, self.rows, sent.snapshot.figures, grid.cells),
            "note_changed": sent.snapshot.note != grid.note,
            "caption": f"Changes since {version}",
            "unchanged": f"Nothing has changed since {version}.",
        }


class FollowUpAnswerView(SubmissionEditView):
    """Answers one question of a reviewer from within the form. The return keeps its state and its lock."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        asked = get_object_or_404(FollowUp, pk=self.kwargs["pk"], submission=self.submission)
        data = fields_of(request.POST)
        name, opened = f"answer_{asked.pk}", data.get("revision", "")
        try:
            FOLLOW_UPS.answer(asked, data.get(name, ""), by=self.user)
        except DomainError as error:
            return self._answer(self._grid(data), data, asked=True, refusal=error.message, revision=opened)
        del data[name]
        messages.success(request, "We have sent your answer to the reviewer. The return has not changed.")
        return self._answer(self._grid(data), data, revision=opened)

    def _to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Come back to the form, where what was typed is shown again."""
        request.path = reverse("indicators:submission-edit", args=[self.kwargs["period"], self.kwargs["family"]])
        return super()._to_sign_in(request)


def _question(asked: FollowUp, typed: str) -> Question:
    return Question(
        pk=asked.pk,
        row=asked.row,
        column=asked.column,
        text=asked.question,
        asked_by=str(asked.asked_by),
        asked_on=date_format(timezone.localtime(asked.asked_at), "j F Y"),
        answer=asked.answer,
        typed=typed,
    )


def _revision(data: Data) -> int:
    """The revision that the form was opened with; a form without one can never match."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
