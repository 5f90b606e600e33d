"""Files of figures: sent, looked at first and decided on later, or sent by somebody who may not."""

from contextlib import suppress
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import rule

from indicators.definitions.periods import parse_period
from indicators.files.uploads import apply_upload, check_upload, file_to_fill, keep_upload, submit_file
from indicators.models import Upload
from partnership.exceptions import DomainError
from tests.integration.indicators.stateful.entries import Entry, entries
from tests.integration.indicators.stateful.files import KINDS, same
from tests.integration.indicators.stateful.machine import ReturnMachine, chances, first_or_second, mostly
from tests.integration.indicators.stateful.oracle import PERIOD, Form


class UploadMachine(ReturnMachine):
    """The two returns, in files as well."""

    def __init__(self) -> None:
        super().__init__()
        self.uploads: dict[Form, tuple[Upload, str, Entry, str, str]] = {}

    def filled(self, entry: Entry, kind: str, explain: bool, chance: Random) -> bytes:
        """The template of the return with the texts in it."""
        writer = self.person(entry.form.writers[0])
        template = self.templates[entry.form.slug]
        empty = file_to_fill(template=template, period=parse_period(PERIOD), kind=kind, by=writer)
        return KINDS[kind](empty, entry, "Checked." if explain else "", chance)

    @rule(
        what=st.sampled_from(["send", "send", "keep", "apply", "apply", "stranger"]),
        entry=entries,
        nth=first_or_second,
        submit=mostly,
        explain=mostly,
        chance=chances,
    )
    def file(self, what: str, entry: Entry, nth: int, submit: bool, explain: bool, chance: Random) -> None:
        """A file is sent at once; or looked at first, and decided on later; or sent by somebody who may not."""
        kind = chance.choice(sorted(KINDS))
        if what == "stranger":
            self.stranger(entry, nth, kind, chance)
        elif what == "apply" and self.uploads:
            self.apply_file(submit)
        elif what == "send":
            self.send_file(entry, nth, kind, submit, explain, chance)
        else:
            self.keep_file(entry, nth, kind, explain, chance)

    def send_file(self, entry: Entry, nth: int, kind: str, submit: bool, explain: bool, chance: Random) -> None:
        """Somebody sends a file: all of it is stored, or none of it."""
        form, who, mark = entry.form, entry.form.writers[nth], self.mark(entry.form)
        before = self.stored(form)
        try:
            checked = submit_file(
                template=self.templates[form.slug],
                period=parse_period(PERIOD),
                name=f"figures.{kind}",
                content=self.filled(entry, kind, explain, chance),
                by=self.person(who),
                submit=submit,
            )
        except DomainError:
            assert (mark, before) == (self.mark(form), self.stored(form))
            return
        self.wrote(form, who, mark)
        if checked.can_submit if submit else checked.can_save:
            self.stored_from_file(entry, kind)
        else:
            assert checked.problems
            assert (mark, before) == (self.mark(form), self.stored(form))

    def stored_from_file(self, entry: Entry, kind: str) -> None:
        """All of the file is stored, and as it was meant."""
        meant = entry.readable_answers(in_file=True)
        assert meant is not None, "what nobody can read was taken from a file"
        assert not same(self.stored(entry.form), meant), same(self.stored(entry.form), meant)
        self.reached[f"{kind} stored"] += 1

    def keep_file(self, entry: Entry, nth: int, kind: str, explain: bool, chance: Random) -> None:
        """Somebody sends a file to look at what it would change; it is kept, and nothing is stored."""
        form, who, mark = entry.form, entry.form.writers[nth], self.mark(entry.form)
        content = self.filled(entry, kind, explain, chance)
        upload = keep_upload(
            template=self.templates[form.slug],
            period=parse_period(PERIOD),
            name=f"figures.{kind}",
            content=content,
            by=self.person(who),
        )
        seen = check_upload(upload=upload, by=self.person(who)).seen
        assert mark == self.mark(form)
        if form in self.uploads and self.uploads[form][1] != who:
            self.uploads[form][0].delete()
        self.uploads[form] = upload, who, entry, seen, mark

    def apply_file(self, submit: bool) -> None:
        """They decide on it, now or after somebody else saved: then nothing of theirs is overwritten."""
        form = min(self.uploads, key=lambda one: one.slug)
        upload, who, entry, seen, mark = self.uploads.pop(form)
        before, now = self.stored(form), self.mark(form)
        try:
            apply_upload(upload=upload, by=self.person(who), seen=seen, submit=submit)
        except DomainError:
            assert (before, now) == (self.stored(form), self.mark(form))
            return
        assert now.split()[:2] == mark.split()[:2], "a file overwrote what somebody saved since"
        self.wrote(form, who, now)
        self.stored_from_file(entry, upload.name.rpartition(".")[2])
        self.reached["file applied"] += 1

    def stranger(self, entry: Entry, nth: int, kind: str, chance: Random) -> None:
        """A partner of another organisation tries the same, and changes nothing."""
        form, who, mark = entry.form, entry.form.strangers[nth], self.mark(entry.form)
        for name in ("submission-edit", "draft-autosave"):
            response = self.client(who).post(self.address(form, name), self.fields(entry, "left"))
            assert response.status_code == 403
        with suppress(DomainError):
            submit_file(
                template=self.templates[form.slug],
                period=parse_period(PERIOD),
                name=f"figures.{kind}",
                content=self.filled(entry, kind, True, chance),
                by=self.person(who),
                submit=False,
            )
        assert mark == self.mark(form)
