"""Linter rules about what letters of a key stand for: what is integrated over, real or complex numbers."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.lint_solved import drawn
from touchstone.banks.params import NameParam
from touchstone.banks.question import Question
from touchstone.maths.kinds.antiderivatives import NoVariable, variable
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.statements.parting import parts
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node

DRAWS = 12  # an equation may have complex solutions for some numbers alone


def integrated_over(entry: Entry) -> Iterator[Finding]:
    """An antiderivative says over what, where its key has several letters."""
    question = entry.question
    letters = _letters(question)
    for base, _, task in walk.tasks(question):
        answer = task.answer
        if answer is None or answer.kind != "antiderivative":
            continue
        found = keys.read_key(answer.value, walk.scope(question).base)
        try:
            if not isinstance(found, keys.Bad):
                variable(names_in(found) & letters, answer.variable)
        except NoVariable as error:
            yield Finding((*base, "answer"), str(error), "add `variable: …` to the answer")


def real_or_complex(entry: Entry) -> Iterator[Finding]:
    """An equation with solutions that aren't real says whether these count."""
    question = entry.question
    symbols = frozenset(question.symbols)
    for base, _, task in walk.tasks(question):
        answer = task.answer
        declared = answer is not None and bool(symbols & answer.assume.keys())
        if answer is None or declared or "=" not in answer.value:
            continue
        found = keys.read_key(answer.value, walk.scope(question).base)
        if isinstance(found, keys.Bad) or not is_statement(found):
            continue
        if any(parts(one) for one in _drawn(question, found)):
            message = "the equation has complex solutions beside the real ones; nothing says which count"
            letter = min(symbols & names_in(found), default="x")
            hint = f"add `assume: {{{letter}: real}}`, or complex"
            yield Finding((*base, "answer", "value"), message, hint)


def _letters(question: Question) -> frozenset[str]:
    """Names without a value: symbols, and letters that are drawn."""
    drawn = {name for name, param in question.params.items() if isinstance(param, NameParam)}
    return frozenset(question.symbols) | drawn


def _drawn(question: Question, node: Node) -> Iterator[Node]:
    """The key on a few draws, as far as it is made of drawn numbers."""
    for seed in range(DRAWS if names_in(node) - frozenset(question.symbols) else 1):
        yield substitute(node, drawn(question, seed))
