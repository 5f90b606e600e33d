"""What can be concluded from statements about counts: each end of a count, in whole numbers, with OR-Tools' CP-SAT."""

from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from tests.disclosure.attack.statements import Between, Linear, MoreMeansOne, Percent, Statement, holds

SECONDS = 30.0
# So many that nothing is concluded from there being no more.
MOST = 200_000


class GaveUp(RuntimeError):
    """The solver proved nothing within its time."""


class Conclusions:
    """Somebody who knows these statements. `true` are the true counts: one of the possibilities, and no more here."""

    def __init__(self, statements: Iterable[Statement], true: Mapping[str, int]) -> None:
        self.statements = list(dict.fromkeys(statements))
        self.true = dict(true)
        wrong = [one for one in self.statements if not holds(one, self.true)]
        assert not wrong, f"the truth is one of the possibilities: {wrong[0]}"
        self.model = cp_model.CpModel()
        most = max([MOST, *(2 * count for count in true.values())])
        self.counts = {name: self.model.new_int_var(0, most, name) for name in true}
        for name, variable in self.counts.items():
            self.model.add_hint(variable, self.true[name])
        for statement in self.statements:
            self._learn(statement)
        self._seen: list[Mapping[str, int]] = [self.true]

    def _learn(self, statement: Statement) -> None:
        counts, model = self.counts, self.model
        if isinstance(statement, Between):
            self._bound(counts[statement.count], statement.least, statement.most)
        elif isinstance(statement, Linear):
            self._bound(sum(counts[name] * times for name, times in statement.terms), statement.least, statement.most)
        elif isinstance(statement, MoreMeansOne):
            more = model.new_bool_var("")
            difference = counts[statement.more] - counts[statement.less]
            model.add(difference <= 0).only_enforce_if(more.negated())
            model.add(counts[statement.some] >= 1).only_enforce_if(more)
        else:
            self._percent(statement)

    def _bound(self, expression: cp_model.LinearExprT, least: int | None, most: int | None) -> None:
        if least is not None:
            self.model.add(expression >= least)
        if most is not None:
            self.model.add(expression <= most)

    def _percent(self, statement: Percent) -> None:
        units = int(statement.printed.scaleb(statement.decimals))
        base = self.counts[statement.base]
        top = sum(self.counts[name] * times for name, times in statement.terms)
        twice = 200 * 10**statement.decimals * top
        self.model.add(base >= 1)
        # Half a unit goes away from zero: it belongs to the number that is further from it.
        self.model.add(twice >= (2 * units - 1) * base + (1 if units <= 0 else 0))
        self.model.add(twice <= (2 * units + 1) * base - (1 if units >= 0 else 0))

    def can_be_at_most(self, name: str, bound: int) -> bool:
        """Whether the count may be this or less."""
        return self._witness(name, bound, upwards=False)

    def can_be_at_least(self, name: str, bound: int) -> bool:
        """Whether the count may be this or more."""
        return self._witness(name, bound, upwards=True)

    def interval(self, name: str, least: int, most: int) -> tuple[int, int]:
        """The least and the greatest that the count may be, as far as from `least` to `most`."""
        low, high = least, most
        while low < high and not self.can_be_at_most(name, low):
            low += 1
        while high > low and not self.can_be_at_least(name, high):
            high -= 1
        return low, high

    def _witness(self, name: str, bound: int, *, upwards: bool) -> bool:
        if any(point[name] >= bound if upwards else point[name] <= bound for point in self._seen):
            return True
        tried = self.model.clone()
        variable = tried.get_int_var_from_proto_index(self.counts[name].index)
        tried.add(variable >= bound if upwards else variable <= bound)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = SECONDS
        status = solver.solve(tried)
        if status == cp_model.INFEASIBLE:
            return False
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise GaveUp(f"{solver.status_name(status)} for {name}")
        self._seen.append({other: solver.value(variable) for other, variable in self.counts.items()})
        return True
