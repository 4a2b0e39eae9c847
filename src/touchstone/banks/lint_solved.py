"""The linter rule about questions that their own prompt answers: the statement that is to be solved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.draws import Stream, draw
from touchstone.banks.finding import Finding
from touchstone.banks.question import Question, Task
from touchstone.banks.template import Slot, parse
from touchstone.maths.forms.solved import is_solved
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.latex import to_latex
from touchstone.maths.marking import mark
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, read
from touchstone.maths.substitution import substitute
from touchstone.maths.tree import Interval, Items, Node, Number, Relation, Union
from touchstone.maths.tree import walk as nodes

DRAWS = 3  # a statement may be equal to the key by chance, for some numbers
DEADLINE_MS = 300  # what takes longer is no statement that anybody would copy
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$|`([^`\n]+)`", re.DOTALL)
_SIGN = re.compile(r"[=<>≤≥]|\\(?:le|ge|leq|geq|leqslant|geqslant|lt|gt)(?![A-Za-z])")
MOST = 8  # formulas of a prompt


def unsolved(entry: Entry) -> Iterator[Finding]:
    """No statement that the prompt or the proof makes, and that still has to be solved, is marked right."""
    question = entry.question
    for base, _, task in walk.tasks(question):
        if task.answer is None or task.answer.form is not None:
            continue
        key = keys.read_key(task.answer.value, walk.scope(question).base)
        if isinstance(key, keys.Bad) or not _has_solutions(key, task.answer.kind):
            continue
        shown = _answering(question, task, key)
        if shown is not None:
            message = f"{shown} is marked right, and still has to be solved"
            yield Finding((*base, "answer"), message, "add `form: solved` to the answer")


def _has_solutions(key: Node, kind: str | None) -> bool:
    """Whether an unsolved statement can be equal to the key."""
    statements = isinstance(key, Items) and any(isinstance(part, Relation) for part in nodes(key))
    return is_statement(key) or statements or kind == "interval" or isinstance(key, Interval | Union)


def _answering(question: Question, task: Task, key: Node) -> str | None:
    """What is marked right and isn't solved, on most draws: the statement in the prompt, or the proof."""
    return on_most_draws(question, lambda seed: _on_a_draw(question, task, key, seed))


def on_most_draws(question: Question, look: Callable[[int], str | None]) -> str | None:
    """What is found on more than half of the draws; looks no further once it can't be."""
    count = DRAWS if question.params else 1
    found, missed = list[str](), 0
    for seed in range(count):
        shown = look(seed)
        if shown is not None:
            found.append(shown)
            continue
        missed += 1
        if 2 * missed >= count:
            return None
    return found[0]


def _on_a_draw(question: Question, task: Task, key: Node, seed: int) -> str | None:
    values = drawn(question, seed)
    assert task.answer is not None
    row = {
        **task.answer.row(),
        "key": to_plain(substitute(key, values)),
        "names": list(question.symbols),
        "deadline_ms": DEADLINE_MS,
    }
    names = walk.scope(question).base
    proof = keys.read_key(task.proof, names) if isinstance(task.proof, str) else None
    if proof is not None and not isinstance(proof, keys.Bad):
        stated = substitute(proof, values)
        if is_statement(stated) and not is_solved(stated) and _right(row, to_plain(stated)):
            return "the statement in `proof`"
    prompt = f"{question.prompt}\n\n{task.prompt}"  # the same one twice where there are no parts
    shown = list(dict.fromkeys(_unsolved_statements(prompt, values, question)))[:MOST]
    for text in (*shown, ", ".join(shown)):
        if text and _right(row, text):
            return f"what the prompt states, such as {text},"
    return None


def _right(row: Mapping[str, object], text: str) -> bool:
    return mark({**row, "answer": text})["outcome"] == "correct"


def _unsolved_statements(prompt: str, values: Mapping[str, Node], question: Question) -> list[str]:
    """The statements in a prompt, with drawn numbers in their slots, that still have to be solved."""
    texts = (text for text in formulas(prompt, values, question) if _SIGN.search(text))
    read_as = (read(text, names=question.symbols) for text in texts)
    trees = [found.tree for found in read_as if isinstance(found, Read)]
    return [to_plain(tree) for tree in trees if is_statement(tree) and not is_solved(tree)]


def formulas(prompt: str, values: Mapping[str, Node], question: Question) -> list[str]:
    """What stands between dollar signs or in code in a prompt, with drawn numbers in its slots."""
    names = walk.scope(question).base

    def fill(slot: Slot) -> str:
        found = keys.read_key(slot.expression, names)
        if isinstance(found, keys.Bad):
            return "?"
        value = substitute(found, values)
        shown = to_latex(value) if slot.in_maths else to_plain(value)
        if isinstance(value, Number):  # round ones mean the same everywhere
            return shown
        return f"({shown})" if slot.in_maths or slot.in_code else f"`{shown}`"  # prose shows it as a formula

    filled = parse(prompt).render(fill)
    return ["".join(filter(None, match.groups())).strip() for match in _FORMULA.finditer(filled)]


def drawn(question: Question, seed: int) -> dict[str, Node]:
    """The drawn and the derived values, as far as they are written in numbers."""
    env = draw(question.params, Stream(question.id, seed, "letters")).env
    values = dict[str, Node]()
    for name, text in {**env, **question.let}.items():
        found = keys.read_key(text, walk.scope(question).base)
        if not isinstance(found, keys.Bad):
            values[name] = substitute(found, values)
    return values
