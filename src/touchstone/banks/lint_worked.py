"""The linter rule about questions that their own prompt answers: the expression that is to be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.lint_solved import DEADLINE_MS, drawn, formulas, on_most_draws
from touchstone.banks.question import Question, Task
from touchstone.maths.arrays import ONE
from touchstone.maths.forms.check import CannotJudge, wrong_form
from touchstone.maths.forms.structure import same
from touchstone.maths.forms.worked import joined
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.marking import mark
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, read
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Divide, Name, Negative, Node, Number, Power, Relation, children

MOST = 12  # expressions that a prompt shows
_ASKED = re.compile(r"=[\s?]*$")  # `2 + 3 = ?`
_TYPED: dict[str, Node] = {"inv": Negative(ONE), "transpose": Name("T")}  # as a candidate writes them


def own_expression(entry: Entry) -> Iterator[Finding]:
    """Nothing that the prompt shows, and that still has to be worked out, is marked right."""
    question = entry.question
    for base, _, task in walk.tasks(question):
        if task.answer is None or task.answer.form is not None:
            continue
        key = keys.read_key(task.answer.value, walk.scope(question).base)
        if isinstance(key, keys.Bad) or is_statement(key):
            continue
        shown = _answering(question, task, key)
        if shown is not None:
            message = f"{shown}, which the prompt gives away, is marked right before it is worked out"
            hint = "add the form that is asked for, such as `form: worked_out`, `expanded`, `factored`"
            yield Finding((*base, "answer"), message, hint)


def _answering(question: Question, task: Task, key: Node) -> str | None:
    """What is marked right and isn't worked out, on most draws."""
    return on_most_draws(question, lambda seed: _on_a_draw(question, task, key, seed))


def _on_a_draw(question: Question, task: Task, key: Node, seed: int) -> str | None:
    values = drawn(question, seed)
    assert task.answer is not None
    known = substitute(key, values)
    row = {
        **task.answer.row(),
        "key": to_plain(known),
        "names": list(question.symbols),
        "deadline_ms": DEADLINE_MS,
    }
    prompt = f"{question.prompt}\n\n{task.prompt}"
    letters = names_in(known)
    retyped = _as_typed(known)  # of matrices: numbers are worked out by every calculator
    for tree in [*_expressions(prompt, values, question), *([retyped] if joined(retyped) else [])]:
        text = to_plain(tree)
        if names_in(tree) <= letters | {"T"} and _unworked(tree, known) and _right(row, text):
            return f"`{text}`"
    return None


def _right(row: Mapping[str, object], text: str) -> bool:
    return mark({**row, "answer": text})["outcome"] == "correct"


def _unworked(tree: Node, key: Node) -> bool:
    """Whether something is left to do: numbers and matrices to work out, brackets, a form like the key's."""
    if names_in(tree) - {"T"}:
        return not same(tree, key) or _amiss("expanded", tree)
    return _amiss("worked_out", tree) or (isinstance(tree, Divide) and _amiss("lowest_terms", tree))


def _amiss(form: str, tree: Node) -> bool:
    try:
        return wrong_form(form, tree, tree, None) is not None
    except CannotJudge:
        return False


def _expressions(prompt: str, values: Mapping[str, Node], question: Question) -> Iterator[Node]:
    """The expressions in a prompt's formulas; of `f(x) = 2x(x+1)` and `2 + 3 = ?` each side."""
    for text in formulas(prompt, values, question)[:MOST]:
        found = read(_ASKED.sub("", text), names=question.symbols)
        if not isinstance(found, Read):
            continue
        if isinstance(found.tree, Relation):
            yield from (side for side in found.tree.sides if not isinstance(side, Name | Number))
        elif not is_statement(found.tree):
            yield found.tree


def _as_typed(node: Node) -> Node:
    """The key as a candidate can type it: `A^(-1)` for `inv(A)`, with the matrices that are shown."""
    parts = [_as_typed(part) for part in children(node)]
    if isinstance(node, Call) and node.function in _TYPED and len(parts) == 1:
        return Power(parts[0], _TYPED[node.function])
    return rebuilt(node, parts)
