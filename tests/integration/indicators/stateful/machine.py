"""Returns on every path: forms, files, states, people, releases, in any order that chance gives."""

import csv
import datetime
import io
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from indicators.checks import answer_follow_up, ask_follow_up
from indicators.grid.lines import cell_id
from indicators.grid.questions import finding_name
from indicators.models import AutosavedDraft, Release, ReleaseTable, ReturnRound, ReturnTemplate, Submission
from indicators.periods import parse_period
from indicators.returns import change_dates
from indicators.services import make_release
from indicators.uploads import file_to_fill, submit_file
from partnership.exceptions import DomainError
from partnership.models import User
from review.models import Event, Revision
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.integration.indicators.stateful.oracle import CELLS, FAMILY, ROWS, Cell, Inputs, broken_rules, meaning
from tests.stages import Cast

PERIOD = "2022-23"
Typed = dict[Cell, str]

numbers = st.integers(0, 60)
odd = st.sampled_from(["", "abc", "-3", "2.5", "1,1 16", "٣", "1e3", "=1+1", "999999999999999", "[c]", "*"])
plain = st.one_of(numbers.map(str), numbers.map(lambda number: f" {number} "), st.just("1,048"))


@st.composite
def fitting(draw: st.DrawFn) -> Typed:
    """Texts that keep every rule, so that many runs get as far as a release."""
    typed: Typed = {}
    for column in ("current", "previous"):
        reports, children, repeat, care, repeat_care = sorted(
            draw(st.lists(numbers, min_size=5, max_size=5)), reverse=True
        )
        for row, number in zip(ROWS, (children, reports, repeat, care, repeat_care), strict=True):
            typed[row, column] = str(number)
    return typed


anything = st.fixed_dictionaries({cell: st.one_of(plain, plain, plain, odd) for cell in CELLS})
# Whole, but as like as not against the rules.
readable = st.fixed_dictionaries(dict.fromkeys(CELLS, plain))
texts = st.one_of(fitting(), readable, anything)
rarely = st.sampled_from([False] * 6 + [True])
mostly = st.sampled_from([True, True, True, False])
writers = st.sampled_from(["partner_police", "colleague"])
everybody = st.sampled_from(
    ["partner_police", "colleague", "partner_council", "board_police", "board_icb", "board_council", "chair",
     "coordinator", "scrutineer"]
)  # fmt: skip


class ReturnMachine(RuleBasedStateMachine):
    """One return, its people, and everything that they may do to it."""

    cast: ClassVar[Cast]
    colleague: ClassVar[User]
    template: ClassVar[ReturnTemplate]

    def __init__(self) -> None:
        super().__init__()
        # Every run starts from the same stage, and leaves it as it was.
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.unsaved: dict[str, Typed] = {}
        self.clients: dict[str, Client] = {}

    def teardown(self) -> None:
        """Take back everything that the run did."""
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def person(self, name: str) -> User:
        """An account by its part."""
        return self.colleague if name == "colleague" else getattr(self.cast, name)  # type: ignore[no-any-return]

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        if name not in self.clients:
            self.clients[name] = Client()
            self.clients[name].force_login(self.person(name))
        return self.clients[name]

    @property
    def submission(self) -> Submission | None:
        """The return as it is stored now."""
        found = Submission.objects.exclude(state=ReviewState.WITHDRAWN).filter(family_slug=FAMILY, period=PERIOD)
        return found.prefetch_related("figures").first()

    def address(self, name: str = "submission-edit") -> str:
        """Address of the form, or of what belongs to it."""
        return reverse(f"indicators:{name}", args=[PERIOD, FAMILY])

    def stored(self) -> dict[Cell, Decimal | None]:
        """The numbers in the database."""
        found = self.submission
        return {} if found is None else {cell: value.number for cell, value in found.values().items()}

    @initialize()
    def begin(self) -> None:
        """Nothing is sent yet, and the round is open."""
        assert self.submission is None
        self.move_round(0)

    @rule(who=writers, typed=texts, submit=mostly, stale=rarely, explain=mostly)
    def save_form(self, who: str, typed: Typed, submit: bool, stale: bool, explain: bool) -> None:
        """Somebody saves or submits the form: it is stored as typed, or everything typed is shown again."""
        before, revision = self.stored(), self.submission.revision if self.submission else ""
        data = {cell_id(*cell): text for cell, text in typed.items()}
        data |= {"note": "Counted by hand.", "action": "submit" if submit else "save"}
        data |= {"revision": "99" if stale else str(revision)}
        if explain and self.submission is not None:
            data |= {finding_name(one.key): "Checked." for one in self.submission.find_problems() if one.confirm}
        response = self.client(who).post(self.address(), data)
        assert response.status_code in (200, 302), response.status_code
        if response.status_code == 302:
            wanted = {cell: meaning(text) for cell, text in typed.items() if meaning(text) is not None}
            assert self.stored() == wanted
            self.unsaved.pop(who, None)
            return
        shown = Inputs(response.content.decode()).values
        for cell, text in typed.items():
            assert shown[cell_id(*cell)] == text.strip(), f"{cell}: {text!r} is lost"
        # Refused before anything was stored, or stored as a draft and stopped on its way to review.
        assert self.stored() in (before, {cell: _number(text) for cell, text in typed.items() if text.strip()})
        if AutosavedDraft.objects.filter(person=self.person(who)).count() == 0:
            self.unsaved.pop(who, None)

    @rule(who=writers, typed=anything)
    def autosave(self, who: str, typed: Typed) -> None:
        """The form keeps what is being typed; the return itself stays as it is."""
        before = self.stored(), self.submission and (self.submission.revision, self.submission.state)
        data = {cell_id(*cell): text for cell, text in typed.items()} | {"draft_key": who}
        response = self.client(who).post(self.address("draft-autosave"), data)
        if response.status_code == 200:
            self.unsaved[who] = typed
        else:
            assert response.status_code in (403, 409)
        assert before == (self.stored(), self.submission and (self.submission.revision, self.submission.state))

    @precondition(lambda self: self.unsaved)
    @rule()
    def take_up(self) -> None:
        """What was typed and not saved comes back, word for word."""
        who = sorted(self.unsaved)[0]
        response = self.client(who).get(self.address(), {"draft": "take-up"})
        shown = Inputs(response.content.decode()).values
        for cell, text in self.unsaved[who].items():
            assert shown[cell_id(*cell)] == text.strip(), f"{cell}: {text!r} is lost"

    @rule(who=writers, typed=texts, submit=mostly, shuffled=st.randoms(use_true_random=False))
    def send_file(self, who: str, typed: Typed, submit: bool, shuffled: Any) -> None:
        """Somebody sends a file: all of it is stored, or none of it."""
        before = self.stored()
        content = self.filled_file(typed, shuffled)
        try:
            checked = submit_file(
                template=self.template,
                period=parse_period(PERIOD),
                name="figures.csv",
                content=content,
                by=self.person(who),
                submit=submit,
            )
        except DomainError:
            assert self.stored() == before
            return
        if checked.can_submit if submit else checked.can_save:
            assert self.stored() == {cell: _number(text) for cell, text in typed.items() if text.strip()}
        else:
            assert self.stored() == before
            assert checked.problems

    def filled_file(self, typed: Typed, shuffled: Any) -> bytes:
        """The template of the return with the texts in it, its columns in another order."""
        empty = file_to_fill(
            template=self.template, period=parse_period(PERIOD), kind="csv", by=self.person("partner_police")
        )
        lines = list(csv.reader(io.StringIO(empty.decode("utf-8-sig"))))
        head = next(index for index, line in enumerate(lines) if any("current" in cell.lower() for cell in line))
        names = lines[head]
        by_row = {line[index]: line for line in lines[head + 1 :] for index, cell in enumerate(line) if cell in ROWS}
        for (row, column), text in typed.items():
            by_row[row][next(i for i, name in enumerate(names) if name.lower().startswith(column))] = text
        order = list(range(len(names)))
        shuffled.shuffle(order)
        out = io.StringIO()
        csv.writer(out).writerows([[line[index] for index in order] for line in lines[head:]])
        return out.getvalue().encode("utf-8")

    @precondition(lambda self: self.waits)
    @rule(who=st.sampled_from(["board_icb", "chair"]))
    def approve(self, who: str) -> None:
        """Somebody who may decide approves what waits."""
        self.decide_as(who, Verb.APPROVE)
        assert not self.waits

    @property
    def waits(self) -> bool:
        """Whether the return waits for a decision."""
        return self.submission is not None and self.submission.state == ReviewState.SUBMITTED

    @precondition(lambda self: self.submission is not None)
    @rule(who=everybody, verb=st.sampled_from([Verb.APPROVE, Verb.APPROVE, Verb.RETURN, Verb.WITHDRAW, Verb.SUBMIT]))
    def decide(self, who: str, verb: Verb) -> None:
        """Anybody tries any decision."""
        self.decide_as(who, verb)

    def decide_as(self, who: str, verb: Verb) -> None:
        """Try a decision on the return as it is."""
        found = self.submission
        assert found is not None
        person = self.person(who)
        try:
            move(obj=found, verb=verb, by=person, note="Because.", revision=found.revision)
        except DomainError:
            return
        if verb is Verb.APPROVE:
            assert person.organisation != found.organisation

    @precondition(lambda self: self.submission is not None)
    @rule(who=everybody, cell=st.sampled_from(CELLS))
    def question(self, who: str, cell: Cell) -> None:
        """Anybody tries to ask about a figure; it stays as it is."""
        found, before = self.submission, self.stored()
        assert found is not None
        try:
            asked = ask_follow_up(
                submission=found, row=cell[0], column=cell[1], question="Is this right?", by=self.person(who)
            )
            answer_follow_up(follow_up=asked, answer="It is.", by=self.cast.partner_police)
        except DomainError:
            pass
        assert self.stored() == before

    @rule(shift=st.sampled_from([0, 0, 0, 400]))
    def move_dates(self, shift: int) -> None:
        """The coordinator closes the round to edits, or opens it again."""
        self.move_round(shift)

    def move_round(self, shift: int) -> None:
        """Let the round close 60 days from now, less so many days."""
        closes = timezone.localdate() + datetime.timedelta(days=60 - shift)
        with suppress(DomainError):  # they may be these dates already
            change_dates(
                round=ReturnRound.objects.get(template=self.template, period=PERIOD),
                opens_on=closes - datetime.timedelta(days=90),
                due_on=closes - datetime.timedelta(days=30),
                closes_on=closes,
                reason="Trial.",
                by=self.cast.coordinator,
            )

    @precondition(lambda self: Submission.objects.live().exists())
    @rule()
    def release(self) -> None:
        """The coordinator publishes what is approved, unless nothing is new or a check stands in the way."""
        with suppress(DomainError):
            make_release(year=self.cast.year, title="Figures", by=self.cast.coordinator)

    @invariant()
    def nothing_forbidden_is_sent(self) -> None:
        """What waits, what was approved, and what readers are shown keeps every rule that can never be broken."""
        for found in Submission.objects.all():
            if found.state in (ReviewState.SUBMITTED, ReviewState.APPROVED):
                content = found.content()
                assert broken_rules(content["figures"]) == []
                assert found.open_confirmations() == []
            if found.live_revision is not None:
                assert broken_rules(found.live_revision.content["figures"]) == []

    @invariant()
    def nothing_is_published_that_nobody_approved(self) -> None:
        """Every published figure stands in a snapshot that somebody of another organisation approved."""
        for table in ReleaseTable.objects.filter(release__in=Release.objects.all()).select_related("submission"):
            source = table.sources[-1]
            event = Event.objects.about(table.submission).filter(verb=Verb.APPROVE, revision=source["revision"]).last()
            assert event is not None
            assert event.actor is not None
            assert event.actor.organisation_id != table.submission.organisation_id
            approved = Revision.objects.get(sha256=source["sha256"], number=source["revision"]).content["figures"]
            assert broken_rules(approved) == []
            for row in table.content["rows"]:
                for cell in row["cells"]:
                    if cell["key"] in ("current", "previous"):
                        assert cell["value"] == approved[row["key"]][cell["key"]]["value"]

    @invariant()
    def no_draft_is_lost(self) -> None:
        """What was kept while typing is there until its writer saves it or throws it away."""
        for who, typed in self.unsaved.items():
            kept = AutosavedDraft.objects.get(person=self.person(who)).data
            assert {cell: kept[cell_id(*cell)] for cell in typed} == typed


def _number(text: str) -> Decimal | None:
    try:
        return meaning(text)
    except ValueError:
        return None


def machine_for(cast: Cast, colleague: User, template: ReturnTemplate) -> type[ReturnMachine]:
    """The machine on this stage."""
    stage: Mapping[str, Any] = {"cast": cast, "colleague": colleague, "template": template}
    return type("StagedReturnMachine", (ReturnMachine,), dict(stage))
