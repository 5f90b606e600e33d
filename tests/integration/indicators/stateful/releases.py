"""Releases on every path: at once, under embargo, called off, held back, published when their time has come."""

import datetime
from contextlib import suppress
from random import Random
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from indicators.models import Release, ReleaseOrder, Submission
from indicators.releases.build import build_release
from indicators.releases.models.order import OrderState
from indicators.releases.publish import cancel_embargoed_release, publish_release
from indicators.releases.services import ReleaseRequest, make_release, order_release
from indicators.releases.tasks import publish_due_releases
from partnership.exceptions import DomainError
from review.states import ReviewState
from review.transitions import Verb
from tests.integration.indicators.stateful.entries import Entry, entries, entry_of
from tests.integration.indicators.stateful.machine import chances, everybody, first_or_second, mostly
from tests.integration.indicators.stateful.upload_machine import UploadMachine

YEAR_NOTE = "Figures were recounted."


class ReleaseMachine(UploadMachine):
    """The same, with what the coordinator and the worker do."""

    def __init__(self) -> None:
        super().__init__()
        self.embargoes: dict[int, datetime.datetime] = {}
        self.called_off: set[int] = set()

    @rule(
        chance=chances,
        who=st.one_of(st.just("coordinator"), st.just("coordinator"), everybody),
        hours=st.sampled_from([1, 24, 72]),
        built=mostly,
        nth=st.integers(0, 3),
    )
    def release_figures(self, chance: Random, who: str, hours: int, built: bool, nth: int) -> None:
        """Mostly the coordinator, sometimes somebody else, orders a release, calls one off or publishes one."""
        what = chance.choice(["call off", "call off", "publish"] if self.waiting() else ["order", "order", "release"])
        if what == "order":
            self.order(who, hours, built)
        elif what == "release":
            self.release(who)
        elif what == "publish":
            self.publish(who, nth)
        else:
            self.call_off(who)

    def release(self, who: str) -> None:
        """The coordinator publishes what is approved, unless nothing is new or a check stands in the way."""
        with suppress(DomainError):
            make_release(year=self.cast.year, title="Figures", note=YEAR_NOTE, by=self.person(who))
            assert who == "coordinator"
            self.reached["released at once"] += 1

    def order(self, who: str, hours: int, built: bool) -> None:
        """The coordinator orders a release under embargo; mostly the worker builds it before anything else is done."""
        at = timezone.now() + datetime.timedelta(hours=hours)
        wanted = ReleaseRequest(self.cast.year, "Figures", YEAR_NOTE, at)
        accepted = [finding.key for finding in wanted.findings()]
        values: dict[str, Any] = {"year": wanted.year, "title": wanted.title, "note": wanted.note, "publish_at": at}
        with suppress(DomainError):
            order_release(**values, accepted=accepted, by=self.person(who))
            assert who == "coordinator"
            if built:
                self.work()

    def work(self) -> None:
        """The worker builds what is ordered; a release under embargo waits from now on."""
        for order in ReleaseOrder.objects.under_way():
            done = build_release(order.pk)
            assert done.state in (OrderState.DONE, OrderState.FAILED)
            if done.release is not None and done.publish_at is not None:
                self.embargoes[done.release.pk] = done.publish_at
                self.reached["under embargo"] += 1

    def call_off(self, who: str) -> None:
        """Somebody tries to call a release off; once that is done it never comes out."""
        with suppress(DomainError):
            cancel_embargoed_release(release=self.waiting()[0], reason="A mistake.", by=self.person(who))
            assert who == "coordinator"
            self.called_off.update(one.pk for one in Release.objects.filter(cancelled_at__isnull=False))
            self.reached["called off"] += 1

    def publish(self, who: str, nth: int) -> None:
        """Somebody tries to publish any release by hand, one that was called off among them."""
        releases = list(Release.objects.order_by("-pk"))
        with suppress(DomainError):
            publish_release(release=releases[nth % len(releases)], by=self.person(who))
            assert who == "coordinator"
            self.reached["published by hand"] += 1

    @rule(hours=st.sampled_from([0, 1, 12, 30, 80]), beat=mostly)
    def time_passes(self, hours: int, beat: bool) -> None:
        """The clock goes on, everybody is signed out, and mostly the worker builds and looks for what is due."""
        self.ahead += datetime.timedelta(hours=hours)
        self.clients.clear()
        if beat:
            self.work()
            self.look_for_due()

    @initialize(chance=chances)
    def head_start(self, chance: Random) -> None:
        """Something has mostly happened before the run begins: few steps alone get as far as a release."""
        for _ in range(chance.choice([0, 2, 4, 6, 8])):
            self.go_on(entry_of(chance.randrange(1_000_000)), chance.choice([0, 1]), chance)

    @rule(entry=entries, nth=first_or_second, chance=chances)
    def go_on(self, entry: Entry, nth: int, chance: Random) -> None:
        """What mostly comes next, so that runs get far: send, approve, order, wait, publish or call off."""
        form, hours = entry.form, chance.choice([1, 24])
        if chance.random() < 0.2:
            self.release("coordinator")  # before anybody approved anything, as like as not
        elif self.waiting() and chance.random() < self.calls_off:
            self.call_off("coordinator")
        elif self.waiting():
            self.time_passes(25, beat=True)
        elif self.waits(form):
            self.decide(form, chance.choice(["chair", "board_icb"]), Verb.APPROVE)
        elif Submission.objects.filter(state=ReviewState.APPROVED, period=self.cast.year.slug).exists():
            self.order("coordinator", hours, built=True)
            if not self.waiting():
                self.save_form(entry, nth, submit=True, stale=False, explain=True, window="left")
        else:
            self.save_form(entry, nth, submit=True, stale=False, explain=True, window="left")

    def look_for_due(self) -> None:
        """The worker publishes what is due, or holds it back where it rests on something that changed."""
        self.reached["published in time"] += publish_due_releases()
        if Release.objects.filter(held_at__isnull=False).exists():
            self.reached["on hold"] += 1

    def waiting(self) -> list[Release]:
        """What is made and neither published nor called off."""
        return list(Release.objects.filter(published_at__isnull=True, cancelled_at__isnull=True))
