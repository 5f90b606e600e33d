"""What a message calls a question: what the page calls it, never the name that it has in the code."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.test_code_is_safe import calls

# What people are told with: in a form, on the next page, or by a command.
TOLD = {
    *("Problem", "HeldWords", "DomainError", "NotAllowed", "WrongState", "StaleRevision", "ValidationError"),
    *("add_error", "wrong", "success", "error", "warning", "info"),
}
NAME_IN_CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
# What stands for a name in a sentence that is put together.
A_NAME = {"field", "field.name", "field_name", "column.name", "bound.name", "f.name"}


def told() -> Iterator[tuple[str, ast.Call]]:
    for path, name, call in calls():
        if name.rpartition(".")[2] in TOLD:
            yield path, call


def names_said(call: ast.Call) -> list[str]:
    """The names of fields in the sentences of a call."""
    said = []
    for node in ast.walk(call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            said += NAME_IN_CODE.findall(node.value)
        if isinstance(node, ast.FormattedValue) and ast.unparse(node.value) in A_NAME:
            said.append(ast.unparse(node.value))
    return said


def test_the_rule_knows_a_name_when_it_sees_one() -> None:
    (wrong,) = ast.parse("Problem('Fill in “review_by” first.')").body
    (made,) = ast.parse("DomainError(f'Fill in “{field.name}”.')").body
    assert isinstance(wrong, ast.Expr)
    assert isinstance(made, ast.Expr)
    assert isinstance(wrong.value, ast.Call)
    assert isinstance(made.value, ast.Call)
    assert (names_said(wrong.value), names_said(made.value)) == (["review_by"], ["field.name"])


def test_no_message_has_the_name_of_a_field() -> None:
    assert len(list(told())) > 300
    assert [(path, said) for path, call in told() if (said := names_said(call))] == []
