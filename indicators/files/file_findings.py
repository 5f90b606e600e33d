"""What the rules find in a file, each finding told at the line that it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions.across_relations import relations
from indicators.definitions.periods import Period
from indicators.files.checked_file import CheckedFamily, shown
from indicators.parsing.file_problems import OTHER_PERIOD, FileProblem, Level
from indicators.parsing.layout import Heading
from indicators.parsing.parsed import ParsedFamily
from indicators.returns.models.submission import known_about
from indicators.returns.typed_words import typed_words
from review.identity import identifying_problems
from review.marks import details_in, held, to_reason
from review.privacy_scan import Place, places_of

Cell = tuple[str, str]
BLANK = "BLANK"
# What tells who somebody is: it stops a submission, whichever way the texts came.
PERSON = "PERSON-1"


class Findings:
    """What the rules find in one family of the file, each at its line."""

    def __init__(
        self,
        checked: CheckedFamily,
        parsed: ParsedFamily,
        organisation_id: int,
        period: Period,
        problems: Iterable[FileProblem],
        *,
        in_file: Mapping[str, CheckedFamily],
        is_closed_year: bool = False,
    ) -> None:
        """`in_file` holds every family of the file: its figures and its note replace what is stored of it."""
        self.in_file, self.organisation_id, self.is_closed_year = in_file, organisation_id, is_closed_year
        known = known_about(checked.form.family, period, organisation_id)
        self.checked = checked
        self.parsed = parsed
        self.family = checked.form.family
        self.found = check_return(
            family=self.family,
            rows=checked.form.rows,
            figures=checked.cells,
            note=checked.note,
            # A file can be tried without end: it must not tell what another partner sent. Submitting compares.
            context=replace(
                known,
                others={},
                siblings={**known.siblings, **{slug: one.cells for slug, one in in_file.items()}},
                sibling_notes={**known.sibling_notes, **{slug: one.note for slug, one in in_file.items()}},
                other_period=checked.names_period,
            ),
        )
        self.rejected = {
            problem.line for problem in problems if problem.sheet == parsed.sheet and problem.level is Level.REJECTED
        }
        self.confirmed = {} if checked.submission is None else checked.submission.confirmed()
        # The comments that will stand beside the figures, each with its row.
        self.comments: list[tuple[str, str]] = []

    def all(self) -> list[FileProblem]:
        """Every finding; says in the family what keeps it from being submitted."""
        found = []
        left_out = [row for row in self.checked.form.rows if row.key not in self.parsed.lines]
        if left_out:
            names = ", ".join(f"“{row.label}”" for row in left_out[:3])
            more = f" and {len(left_out) - 3:,} more" if len(left_out) > 3 else ""
            found.append(self._at(Problem("ROW-1", self._left_out(names + more)), Level.WARNING))
        for problem in self.found:
            line = self.parsed.lines.get(problem.row, 0)
            # The cell that could not be read is told of already.
            if problem.code == BLANK and line and line in self.rejected:
                continue
            found.append(self._told(problem))
        return found + list(self._about_people())

    def _about_people(self) -> Iterator[FileProblem]:
        """What would stop the submission, said before the button is pressed; not of what was sent already."""
        if self.checked.is_done:
            return
        reasons = {(row, value.reason): None for (row, _column), value in self.checked.cells.items() if value.reason}
        places = [Place("", Heading.NOTE.value, self.checked.note)]
        places += [Place(row, Heading.REASON.value, reason) for row, reason in reasons]
        places += [Place(row, Heading.COMMENT.value, comment) for row, comment in dict.fromkeys(self.comments)]
        found = [(problem.field, str(problem)) for problem in identifying_problems(places)]
        for row, sentence in [*found, *self._details()]:
            self.checked.lacking += 1
            yield self._at(Problem(PERSON, sentence, row=row), Level.WARNING)

    def _details(self) -> Iterator[tuple[str, str]]:
        """What the author has not given a reason for, with its row. The return may be stored, with reasons, already."""
        rows = {f"reasons_{row}_{column}": row for row, column in self.checked.cells}
        typed = typed_words(self.checked.note, "", self.checked.cells)
        tell = held if self.is_closed_year else to_reason
        for one in details_in(places_of(typed), self.checked.submission, self.organisation_id):
            if one.is_open:
                row = rows.get(one.field, "")
                label = (Heading.REASON if row else Heading.NOTE).value
                yield row, str(tell(replace(one, label=label)))

    def _left_out(self, names: str) -> str:
        return f"{self.family.title}: the file has no line for {names}. The saved figures for these stay the same."

    def _told(self, problem: Problem) -> FileProblem:
        if problem.code == BLANK:
            self.checked.lacking += 1
            return self._at(problem, Level.WARNING)
        if problem.stops and self._can_be_saved_first(problem):
            self.checked.lacking += 1
            return self._at(problem, Level.WARNING)
        if problem.stops:
            return self._at(problem, Level.REJECTED)
        if not problem.confirm:
            return self._at(problem, Level.NOTE)
        comment = self.parsed.comments.get(problem.row) or ("" if problem.row else self._any_comment())
        said = self.confirmed.get(problem.key)
        holds = said is not None and said.sentence == problem.sentence
        if comment and not (said is not None and holds and said.comment == comment):
            self.checked.comments[problem.key] = comment
        if comment or (said is not None and holds):
            self.comments.append((problem.row, comment or (said.comment if said is not None else "")))
            told = replace(problem, sentence=f"{problem.sentence} Confirmed: {comment or (said and said.comment)}")
            return self._at(told, Level.NOTE)
        self.checked.lacking += 1
        ask = f"{problem.sentence} If the figure is right, explain why in the column “{Heading.COMMENT}”."
        return self._at(replace(problem, sentence=ask), Level.WARNING)

    def _can_be_saved_first(self, problem: Problem) -> bool:
        """Whether a stored return that is not in the file contradicts it.

        It may be the stored one that is wrong: the file can be saved as a draft, then the other return be corrected.
        """
        tied = next((one.families for one in relations() if one.code == problem.code), ())
        return any(slug != self.family.slug and slug not in self.in_file for slug in tied)

    def _any_comment(self) -> str:
        """A finding about the whole family is answered by the comment of any of its lines."""
        return next(iter(self.parsed.comments.values()), "")

    def _of_family(self, sentence: str) -> str:
        """A sentence about a whole family. In a CSV file nothing else says which of its families is meant."""
        title = self.family.title
        return sentence if self.parsed.sheet or sentence.startswith(title) else f"{title}: {sentence}"

    def _at_title(self, problem: Problem, level: Level) -> FileProblem:
        """At the first text that names another period; the sentence tells of the others."""
        first = self.parsed.misnamed[0]
        sentence = self._of_family(problem.sentence)
        return FileProblem(problem.code, sentence, level, first.sheet, first.line, first.index, value=first.text)

    def _at(self, problem: Problem, level: Level) -> FileProblem:
        if problem.code == OTHER_PERIOD and self.parsed.misnamed:
            return self._at_title(problem, level)
        line = self.parsed.lines.get(problem.row, 0)
        place = self.parsed.columns.get(problem.column) if line else None
        value = self.checked.cells.get((problem.row, problem.column))
        sentence = problem.sentence if line else self._of_family(problem.sentence)
        return FileProblem(
            problem.code,
            sentence,
            level,
            self.parsed.sheet,
            line,
            None if place is None else place.index,
            "" if place is None else place.header,
            "" if value is None or place is None else shown(value, self.family.column(problem.column)),
        )
