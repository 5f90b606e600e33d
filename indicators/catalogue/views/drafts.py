"""The pages on which an indicator is written: one for each step, and the one on which answers are checked."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from indicators.catalogue import progress
from indicators.catalogue.answers import answers_of
from indicators.catalogue.change_forms import AddRowsForm, KindForm, RowForm, RuleForm, StartForm, StatementsForm
from indicators.catalogue.models import IndicatorDraft
from indicators.catalogue.preview import Preview, preview
from indicators.catalogue.progress import Step, missing_steps, next_step, steps_of
from indicators.catalogue.rows import moved, with_lines
from indicators.catalogue.rule_words import KINDS, words_of
from indicators.catalogue.services import (
    as_if_agreed,
    delete_draft,
    finished,
    propose_draft,
    save_change,
    save_step,
    slug_of,
)
from indicators.catalogue.so_far import preview_so_far
from indicators.catalogue.step_forms import AboutForm, ColumnsForm, ReadingForm, ShapeForm, SharesForm, SourceForm
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import catalogue
from indicators.definitions.periods import parse_period
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from ui.steps import CHECK, Answer, find_step, step_before

FORMS: dict[str, Any] = {
    progress.ABOUT.key: AboutForm,
    progress.SHAPE.key: ShapeForm,
    progress.COLUMNS.key: ColumnsForm,
    progress.ROWS.key: AddRowsForm,
    progress.SHARES.key: SharesForm,
    progress.RULES.key: KindForm,
    progress.READING.key: ReadingForm,
    progress.SOURCE.key: SourceForm,
    progress.START.key: StartForm,
}


def step_address(draft: IndicatorDraft, key: str) -> str:
    """The page of a step; `check` is the last one."""
    if key == CHECK:
        return reverse("indicators:definition-check", args=[draft.pk])
    return reverse("indicators:definition-step", args=[draft.pk, key])


class DraftPage(ServiceFormView):
    """A page about a draft of this person's own."""

    required_permission = Permission.MANAGE_RETURNS

    @cached_property
    def draft(self) -> IndicatorDraft:
        """The draft of the address."""
        return get_object_or_404(IndicatorDraft, pk=self.kwargs["pk"], person=self.user)

    @property
    def labels(self) -> dict[str, str]:
        """The rows by key."""
        return {row["key"]: row["label"] for row in self.draft.definition.get("rows", ())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(draft=self.draft, **kwargs)


class StepView(DraftPage):
    """One step. Rows and rules have lists above their forms, with a button for each line."""

    template_name = "indicators/catalogue/step.html"

    @cached_property
    def step(self) -> Step:
        """The step of the address, where this draft has it."""
        found = find_step(steps_of(self.draft), self.kwargs["step"])
        if found is None:
            raise Http404("This step does not exist.")
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kwargs = kwargs
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        special = {progress.ROWS: "rows", progress.RULES: "rules"}
        return [f"indicators/catalogue/{special.get(self.step, 'step')}.html"]

    def get_form_class(self) -> Any:
        return FORMS[self.step.key]

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        if self.step in (progress.ROWS, progress.RULES):
            return given
        change = self.draft.change | ({} if self.draft.is_new else {"slug": self.draft.family_slug})
        return given | {"definition": self.draft.definition, "change": change}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for button, act in (("up", self.move_up), ("remove", self.remove), ("remove_rule", self.remove_rule)):
            if button in request.POST:
                return self.press(lambda act=act, value=request.POST[button]: act(value))  # type: ignore[misc]
        if self.step is progress.RULES and "done" in request.POST:
            save_change(draft=self.draft, by=self.user, rules_seen=True)
            return self.onwards()
        return super().post(request, *args, **kwargs)

    def move_up(self, key: str) -> str:
        """One row up."""
        rows = moved(self.draft.definition.get("rows", []), key, -1)
        save_step(draft=self.draft, by=self.user, rows=rows)
        return f"“{self.labels.get(key, 'The row')}” moved up."

    def remove(self, key: str) -> str:
        """One row out, with the rules that name it."""
        label = self.labels.get(key, "The row")
        rows = [row for row in self.draft.definition.get("rows", ()) if row["key"] != key]
        save_step(draft=self.draft, by=self.user, rows=rows)
        return f"“{label}” removed, and with it the rules that name it."

    def remove_rule(self, code: str) -> str:
        """One rule out."""
        rules = [rule for rule in self.draft.definition.get("rules", ()) if rule["code"] != code]
        save_step(draft=self.draft, by=self.user, rules=rules)
        return "Rule removed."

    def onwards(self) -> HttpResponse:
        """To the next open step, or back to where the answers are checked."""
        key = CHECK if "to_check" in self.request.GET else next_step(self.draft, self.step.key)
        return HttpResponseRedirect(step_address(self.draft, key))

    def perform(self, form: Any) -> HttpResponse:
        if self.step is progress.ROWS:
            return self.add_rows(form)
        if self.step is progress.RULES:
            kind = form.cleaned_data["kind"]
            return HttpResponseRedirect(reverse("indicators:definition-rule", args=[self.draft.pk, kind]))
        if self.step is progress.START:
            save_change(draft=self.draft, by=self.user, **form.write())
        else:
            save_step(draft=self.draft, by=self.user, **form.write())
        return self.onwards()

    def add_rows(self, form: AddRowsForm) -> HttpResponse:
        """Add what was typed; go on where nothing was and there are rows already."""
        rows = self.draft.definition.get("rows", [])
        text = form.cleaned_data["lines"]
        if not text.strip() and rows:
            return self.onwards()
        before = catalogue().newest.get(self.draft.family_slug)
        taken = [row.key for row in before.fixed_rows] if before else []
        added = with_lines(rows, text, taken)
        if not added:
            form.add_error("lines", "Enter the name of at least one row")
            return self.form_invalid(form)
        save_step(draft=self.draft, by=self.user, rows=added)
        return HttpResponseRedirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = steps_of(self.draft)
        before = step_before(steps, self.step.key)
        rules = self.draft.definition.get("rules", ())
        return super().get_context_data(
            step=self.step,
            number=steps.index(self.step) + 1,
            of=len(steps),
            back=step_address(self.draft, before.key) if before else "",
            check=step_address(self.draft, CHECK),
            rows=self.draft.definition.get("rows", ()),
            rules=[(rule, words_of(rule, self.labels)) for rule in rules],
            seen=preview_so_far(self.draft, self.user),
            **kwargs,
        )


class RowView(DraftPage):
    """One row."""

    template_name = "indicators/catalogue/row.html"
    form_class = RowForm

    @cached_property
    def row(self) -> dict[str, Any]:
        """The row of the address."""
        rows = self.draft.definition.get("rows", ())
        found = next((row for row in rows if row["key"] == self.kwargs["key"]), None)
        if found is None:
            raise Http404("This row does not exist.")
        return dict(found)

    def get_initial(self) -> dict[str, Any]:
        return self.row

    def perform(self, form: RowForm) -> str:
        changed = {name: text for name, text in (self.row | form.cleaned_data).items() if text}
        rows = [changed if row["key"] == changed["key"] else row for row in self.draft.definition["rows"]]
        save_step(draft=self.draft, by=self.user, rows=rows)
        self.success_url = step_address(self.draft, progress.ROWS.key)
        return f"“{changed['label']}” saved."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, back=step_address(self.draft, progress.ROWS.key), **kwargs)


class RuleView(DraftPage):
    """A rule of one kind."""

    template_name = "indicators/catalogue/rule.html"
    form_class = RuleForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["kind"] not in KINDS:
            raise Http404("This kind of rule does not exist.")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {"kind": self.kwargs["kind"], "labels": self.labels, "slug": self.draft.family_slug}
        return super().get_form_kwargs() | given

    def perform(self, form: RuleForm) -> str:
        rules = list(self.draft.definition.get("rules", ()))
        prefix = slug_of(self.draft.definition.get("title", "rule")).upper()[:20].strip("-")
        codes = {rule["code"] for rule in rules}
        code = next(code for number in range(1, 1000) if (code := f"{prefix}-{number}") not in codes)
        rule = {"code": code, "kind": self.kwargs["kind"]} | form.cleaned_data
        save_step(draft=self.draft, by=self.user, rules=[*rules, rule])
        self.success_url = step_address(self.draft, progress.RULES.key)
        return "Rule added."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kind=KINDS[self.kwargs["kind"]], back=step_address(self.draft, progress.RULES.key), **kwargs
        )


class DraftAnswersView(DraftPage):
    """All answers, how the indicator will look, and the button that proposes it."""

    template_name = "indicators/catalogue/check.html"
    form_class = StatementsForm

    def perform(self, form: Any) -> str:
        version = propose_draft(draft=self.draft, by=self.user)
        self.success_url = version.get_absolute_url()
        return f"“{version.definition['title']}” has been proposed. It applies once someone else has agreed to it."

    def preview(self) -> tuple[Preview | None, str]:
        """How it will look, or why that cannot be shown."""
        if missing_steps(self.draft):
            return None, ""
        slug = self.draft.family_slug or slug_of(self.draft.definition["title"])
        data = finished(self.draft, slug)
        try:
            return preview(as_if_agreed(data, self.user), parse_period(self.draft.change["first_period"])), ""
        except CatalogueError as error:
            return None, str(error)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen, problem = self.preview()
        return super().get_context_data(
            answers=self._answers(), missing=self._missing(), seen=seen, problem=problem, **kwargs
        )

    def _answers(self) -> list[tuple[Step, list[Answer], str]]:
        given = answers_of(self.draft.definition, self.draft.change)
        return [
            (step, given.get(step.key, []), f"{step_address(self.draft, step.key)}?to_check=1")
            for step in steps_of(self.draft)
        ]

    def _missing(self) -> list[tuple[Step, str]]:
        return [(step, step_address(self.draft, step.key)) for step in missing_steps(self.draft)]


class DeleteDraftView(ServiceButtonView):
    """Throw a draft away."""

    required_permission = Permission.MANAGE_RETURNS

    def perform(self) -> str:
        draft = get_object_or_404(IndicatorDraft, pk=self.kwargs["pk"], person=self.user)
        title = str(draft)
        delete_draft(draft=draft, by=self.user)
        self.success_url = reverse("indicators:definition-list")
        return f"The draft of “{title}” was deleted."
