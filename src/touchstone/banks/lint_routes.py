"""A linter rule about proofs: the second route is not the first one in other clothes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.canonical import TooLong, canonical, is_plain
from touchstone.banks.finding import Finding
from touchstone.banks.question import Proof, Question, Task
from touchstone.banks.template import parse
from touchstone.core.located_yaml import Where
from touchstone.maths import tree
from touchstone.maths.kinds.sql_text import bare_words
from touchstone.maths.library.catalogue import DISTRIBUTIONS, LINEAR_ALGEBRA, STATISTICS

# Shared building blocks don't make two routes one.
_BASIC = frozenset(
    {"mean", "dot", "transpose", "row", "column", "rows", "columns", "norm", "identity", "diagonal"}
)
_DEEP = (frozenset(STATISTICS) | frozenset(DISTRIBUTIONS) | frozenset(LINEAR_ALGEBRA)) - _BASIC
_KIN = [
    {"variance", "stdev", "standard_error"},
    {"pvariance", "pstdev"},
    {"eigenvalues", "eigenvectors", "charpoly", "singular_values", "condition_number"},
    {"slope", "intercept", "correlation", "covariance", "least_squares"},
]


def same_route(entry: Entry) -> Iterator[Finding]:
    """The proof is not the key's own formula, and does not lean on the function that the key leans on."""
    question = entry.question
    names = walk.scope(question).base | {part_id for part_id, _ in question.tasks}
    meanings = _helpers(question, names)
    for base, part_id, task in walk.tasks(question):
        where = (*base, "proof")
        if task.query is not None and bare_words(task.query.value) == bare_words(str(task.proof)):
            yield Finding(where, "the proof is the key once more", "go another way")
        if task.answer is None:
            continue
        key = keys.read_key(task.answer.value, names)
        if isinstance(key, keys.Bad):
            continue
        yield from _compared(where, key, task, names, meanings)
        meanings[part_id] = key


def _compared(
    where: Where, key: tree.Node, task: Task, names: frozenset[str], meanings: Mapping[str, tree.Node]
) -> Iterator[Finding]:
    text = task.proof.value if isinstance(task.proof, Proof) else task.proof
    proof = keys.read_key(text, names) if text is not None else None
    if proof is None or isinstance(proof, keys.Bad):
        return
    try:
        once_more = canonical(key, meanings) == canonical(proof, meanings)
        place = _same_entry(key, proof, meanings)
    except TooLong:
        once_more, place = False, None
    if once_more:
        yield Finding(where, "the proof is the key once more", "go another way")
    elif place is not None:
        yield Finding(where, f"entry {place} of the proof is that of the key once more", "go another way")
    elif shared := _functions(key) & _functions(proof):
        named = ", ".join(sorted(shared))
        yield Finding(where, f"key and proof both lean on {named}", "work one of them out by hand")


def _same_entry(key: tree.Node, proof: tree.Node, meanings: Mapping[str, tree.Node]) -> int | None:
    """The first entry of two lists, or matrices, that is worked out in one way by both."""
    if not isinstance(key, tree.Items | tree.Matrix) or not isinstance(proof, tree.Items | tree.Matrix):
        return None
    pairs = zip(tree.children(key), tree.children(proof), strict=False)
    for place, (first, second) in enumerate(pairs, start=1):
        form = canonical(first, meanings)
        if not is_plain(form) and form == canonical(second, meanings):
            return place
    return None


def _helpers(question: Question, names: frozenset[str]) -> dict[str, tree.Node]:
    """What `let` works out on the way: a value that the prompt or figure shows is given, and stays a name."""
    given: set[str] = set()
    texts = [question.prompt, *(task.prompt for _, task in question.tasks)]
    expressions = [slot.expression for text in texts for slot in parse(text).slots]
    expressions += [one.values for one in (question.figure.columns if question.figure else ()) if one.values]
    for text in expressions:
        node = keys.read_key(text, names)
        if not isinstance(node, keys.Bad):
            given |= set(keys.free_names(node)) | keys.lists_of(node)
    read = {name: keys.read_key(text, names) for name, text in question.let.items() if name not in given}
    return {name: node for name, node in read.items() if not isinstance(node, keys.Bad)}


def _functions(node: tree.Node) -> set[str]:
    """The library functions that an expression leans on, each under one name for its kin."""
    found = {part.function for part in tree.walk(node) if isinstance(part, tree.Call)} & _DEEP
    for kin in _KIN:
        if found & kin:
            found = (found - kin) | {" or ".join(sorted(kin)[:2])}
    return found
