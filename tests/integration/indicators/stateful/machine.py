"""Returns on every path: forms, files, drafts, decisions, releases, in any order that chance gives."""

import datetime
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import ClassVar
from unittest import mock

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from indicators.models import AutosavedDraft, ReturnRound, ReturnTemplate, Submission
from indicators.returns.grid.lines import cell_id
from indicators.returns.grid.questions import finding_name
from indicators.returns.questions import FOLLOW_UPS, ask_follow_up
from indicators.rounds.services import change_dates
from partnership.exceptions import DomainError
from partnership.models import User
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.integration.indicators.stateful.entries import NOTE, Entry, entries
from tests.integration.indicators.stateful.files import same
from tests.integration.indicators.stateful.ledger import Ledger, stored_answers
from tests.integration.indicators.stateful.oracle import FORMS, PERIOD, Answer, Cell, Fields, Form
from tests.stages import Cast

rarely = st.sampled_from([False] * 6 + [True])
mostly = st.sampled_from([True, True, True, False])
forms = st.sampled_from(FORMS)
first_or_second = st.sampled_from([0, 1])
windows = st.sampled_from(["left", "left", "right"])
# One number for what would be many small choices: hypothesis prefers the first of each.
chances = st.integers(0, 1_000_000).map(Random)
EVERYBODY = (
    *("partner_police", "colleague_police", "partner_council", "colleague_council"),
    *("board_police", "board_icb", "board_council", "chair", "coordinator", "scrutineer"),
)
everybody = st.sampled_from(EVERYBODY)


class ReturnMachine(RuleBasedStateMachine):
    """Two returns, their people, and everything that they may do to them."""

    cast: ClassVar[Cast]
    colleagues: ClassVar[Mapping[str, User]]
    templates: ClassVar[Mapping[str, ReturnTemplate]]
    reached: ClassVar[Counter[str]]
    calls_off: ClassVar[float]

    def __init__(self) -> None:
        super().__init__()
        # Every run starts from the same stage, and leaves it as it was.
        self.undo = transaction.atomic()
        self.undo.__enter__()
        cache.clear()
        self.ahead = datetime.timedelta()
        self.real_now = timezone.now
        self.clock = mock.patch.object(timezone, "now", self.now)
        self.clock.start()
        self.ledger = Ledger()
        self.typed: dict[tuple[str, Form], tuple[str, dict[str, str]]] = {}
        self.clients: dict[str, Client] = {}
        self.closes = datetime.date.min
        self.move_rounds(0)

    def teardown(self) -> None:
        """Take back everything that the run did."""
        self.clock.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # Who and what is there.

    def now(self) -> datetime.datetime:
        """The time as the machine's clock shows it."""
        return self.real_now() + self.ahead

    def person(self, name: str) -> User:
        """An account by its part."""
        return self.colleagues[name] if name in self.colleagues else getattr(self.cast, name)

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        if name not in self.clients:
            self.clients[name] = Client()
            self.clients[name].force_login(self.person(name))
        return self.clients[name]

    @property
    def is_open(self) -> bool:
        """Whether the rounds take figures today."""
        return timezone.localdate() <= self.closes

    def submission(self, form: Form) -> Submission | None:
        """The return of this year as it is stored now."""
        found = Submission.objects.exclude(state=ReviewState.WITHDRAWN).filter(family_slug=form.slug, period=PERIOD)
        return found.first()

    def stored(self, form: Form) -> dict[Cell, Answer]:
        """The answers in the database."""
        found = self.submission(form)
        return {} if found is None else stored_answers(found.pk)

    def mark(self, form: Form) -> str:
        """What changes with everything that is done to the return."""
        found = self.submission(form)
        return "" if found is None else f"{found.pk} {found.revision} {found.state}"

    def wrote(self, form: Form, who: str, before: str) -> None:
        """Note whose work it is, where something changed."""
        found = self.submission(form)
        if found is not None and self.mark(form) != before:
            self.ledger.wrote(found.pk, who)

    # Forms.

    def fields(self, entry: Entry, window: str) -> dict[str, str]:
        """What a browser sends of a form."""
        cells = {cell_id(*cell): text for cell, text in entry.cells.items()}
        return {**cells, **entry.below, "note": NOTE, "draft_key": f"window-{window}"}

    def address(self, form: Form, name: str = "submission-edit") -> str:
        """Address of the form, or of what belongs to it."""
        return reverse(f"indicators:{name}", args=[PERIOD, form.slug])

    def still_shown(self, page: str, sent: Mapping[str, str]) -> None:
        """Everything that was typed stands in the form again."""
        shown = Fields(page)
        for name, text in sent.items():
            if text == "yes":
                assert name in shown.ticked, f"{name} is not ticked any more"
            elif name != "draft_key":
                assert shown.values[name].strip() == text.strip(), f"{name}: {text!r} is lost"

    @rule(entry=entries, nth=first_or_second, submit=mostly, stale=rarely, explain=mostly, window=windows)
    def save_form(self, entry: Entry, nth: int, submit: bool, stale: bool, explain: bool, window: str) -> None:
        """Somebody saves or submits the form: it is stored as typed, or everything typed is shown again."""
        form, who = entry.form, entry.form.writers[nth]
        found, before, mark = self.submission(form), self.stored(form), self.mark(form)
        sent = self.fields(entry, window)
        lock = "99" if stale else str(found.revision if found else "")
        data = sent | {"action": "submit" if submit else "save", "revision": lock}
        if explain and found is not None:
            data |= {finding_name(one.key): "Checked." for one in found.find_problems() if one.confirm}
        response = self.client(who).post(self.address(form), data)
        self.wrote(form, who, mark)
        meant, after = entry.readable_answers(), self.stored(form)
        if response.status_code == 302:
            assert meant is not None, "what nobody can read was taken"
            assert not same(after, meant), same(after, meant)
            self.saved(who, form, window)
            self.reached["form saved"] += 1
            return
        assert response.status_code == 200, response.status_code
        self.still_shown(response.content.decode(), sent)
        assert meant is None or stale or submit or not self.is_open, "a draft that can be read was refused"
        # Refused before anything was stored, or stored as a draft and stopped on its way to review.
        if meant is not None and not same(after, meant):
            self.saved(who, form, window)
        else:
            assert not same(after, before), same(after, before)

    def saved(self, who: str, form: Form, window: str) -> None:
        """What this window kept may be forgotten now; what another window kept may not."""
        if self.typed.get((who, form), ("", {}))[0] == window and not self.kept(who, form):
            del self.typed[who, form]

    def kept(self, who: str, form: Form) -> AutosavedDraft | None:
        """What the portal keeps of what this person typed and did not save."""
        return AutosavedDraft.objects.filter(person=self.person(who), family_slug=form.slug, period=PERIOD).first()

    @rule(entry=entries, nth=first_or_second, window=windows, what=st.sampled_from(["keep", "keep", "take up"]))
    def draft(self, entry: Entry, nth: int, window: str, what: str) -> None:
        """The form keeps what is typed, or gives it back."""
        if what == "keep" or not self.typed:
            self.autosave(entry, nth, window)
        else:
            self.take_up(throw_away=nth == 1 and window == "right")

    def autosave(self, entry: Entry, nth: int, window: str) -> None:
        """The form keeps what is being typed; the return itself stays as it is."""
        form, who = entry.form, entry.form.writers[nth]
        mark, before, sent = self.mark(form), self.stored(form), self.fields(entry, window)
        response = self.client(who).post(self.address(form, "draft-autosave"), sent)
        kept = self.typed.get((who, form))
        if kept is not None and kept[0] != window:
            assert response.status_code == 409, "one window wiped out what was typed in another"
        else:
            assert response.status_code == 200, response.content
            self.typed[who, form] = window, sent
            self.reached["draft kept"] += 1
        assert (mark, before) == (self.mark(form), self.stored(form))

    def take_up(self, throw_away: bool) -> None:
        """What was typed and not saved comes back, word for word; it goes when its writer throws it away."""
        who, form = min(self.typed, key=lambda one: (one[0], one[1].slug))
        if throw_away:
            assert self.client(who).post(self.address(form, "draft-discard")).status_code == 302
            assert self.kept(who, form) is None
            del self.typed[who, form]
            return
        response = self.client(who).get(self.address(form), {"draft": "take-up"})
        self.still_shown(response.content.decode(), self.typed[who, form][1])
        self.reached["draft taken up"] += 1

    # Decisions.

    def waits(self, form: Form) -> bool:
        """Whether the return waits for a decision."""
        found = self.submission(form)
        return found is not None and found.state == ReviewState.SUBMITTED

    @rule(
        form=forms,
        who=st.one_of(st.just("chair"), everybody),
        verb=st.sampled_from([Verb.APPROVE, Verb.RETURN, Verb.WITHDRAW, Verb.SUBMIT]),
    )
    def decide(self, form: Form, who: str, verb: Verb) -> None:
        """Anybody tries any decision."""
        found, mark = self.submission(form), self.mark(form)
        if found is None:
            return
        person = self.person(who)
        try:
            move(obj=found, verb=verb, by=person, note="Because.", revision=found.revision)
        except DomainError:
            assert mark == self.mark(form)
            return
        self.reached[verb] += 1
        if verb is Verb.SUBMIT:
            self.ledger.wrote(found.pk, who)
        if verb is Verb.APPROVE:
            assert person.organisation_id != found.organisation_id
            self.ledger.approve(form, found.pk, who)

    @rule(form=forms, who=everybody, index=st.integers(0, 8), shift=st.sampled_from([0, 0, 0, 400]))
    def ask(self, form: Form, who: str, index: int, shift: int) -> None:
        """Somebody asks about a figure, or the coordinator moves the dates."""
        self.question(form, who, index)
        self.move_rounds(shift)

    def question(self, form: Form, who: str, index: int) -> None:
        """Anybody tries to ask about a figure; it stays as it is."""
        found, before = self.submission(form), self.stored(form)
        if found is None:
            return
        row, column = form.cells[index % len(form.cells)]
        with suppress(DomainError):
            asked = ask_follow_up(
                submission=found, row=row, column=column, question="Is this right?", by=self.person(who)
            )
            FOLLOW_UPS.answer(asked, "It is.", by=self.person(form.writers[0]))
        assert before == self.stored(form)

    def move_rounds(self, shift: int) -> None:
        """The coordinator lets the rounds close 60 days from now, less so many days."""
        closes = timezone.localdate() + datetime.timedelta(days=60 - shift)
        for template in self.templates.values():
            with suppress(DomainError):  # they may be these dates already
                change_dates(
                    round=ReturnRound.objects.get(template=template, period=PERIOD),
                    opens_on=closes - datetime.timedelta(days=90),
                    due_on=closes - datetime.timedelta(days=30),
                    closes_on=closes,
                    reason="Trial.",
                    by=self.cast.coordinator,
                )
        self.closes = closes
