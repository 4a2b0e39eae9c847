"""What a template may hold: text, values, loops over data and conditions. Everything else is refused.

A template can come from a stranger. Jinja's own sandbox still allows calls, macros and arithmetic on text, so
`{{ ''.__class__.__mro__ }}` is only as safe as its list of forbidden names and `{{ 'x' * 10**9 }}` eats the
memory; a list of what is allowed leaves nothing to look for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from touchstone.core.problems import did_you_mean

MAX_NODES = 8_000  # our longest template has about 600
MAX_DEPTH = 40  # of nodes in nodes; ours reach 12
MAX_LOOPS = 3  # one in another; ours reach 2
MAX_TEXT_ARGUMENT = 40  # characters of a separator

FILTERS = frozenset(
    {"capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper", "stop", "bounded"}
)
TESTS = frozenset({"defined", "undefined", "none", "in"})
LOOP = frozenset({"index", "index0", "first", "last", "length"})

_ALLOWED = frozenset(
    {
        *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr),
        *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Concat),
        *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Tuple, nodes.List),
    }
)
_NAMED: dict[type[nodes.Node], str] = {
    nodes.Call: "calls are not allowed",
    nodes.Macro: "macros are not allowed",
    nodes.Assign: "'set' is not allowed",
    nodes.AssignBlock: "'set' is not allowed",
    nodes.Include: "'include' is not allowed",
    nodes.Import: "'import' is not allowed",
    nodes.FromImport: "'import' is not allowed",
    nodes.Extends: "'extends' is not allowed",
    nodes.Slice: "slices are not allowed",
    nodes.FilterBlock: "blocks of a filter are not allowed",
    nodes.CallBlock: "calls are not allowed",
    nodes.Block: "'block' is not allowed",
    nodes.With: "'with' is not allowed",
    nodes.Dict: "a mapping in {…} is not allowed",
    nodes.Pair: "a mapping in {…} is not allowed",
}
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Neg: "-",
    nodes.Pos: "+",
}


@dataclass(frozen=True)
class Refusal:
    """A thing that a template may not hold: its line, a word that stands there, why, and a hint."""

    line: int
    word: str
    message: str
    hint: str | None = None


def refusals(tree: nodes.Template) -> list[Refusal]:
    """Everything in a parsed template that is not allowed, in the order of its lines."""
    found: list[Refusal] = []
    todo: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    seen = 0
    while todo and seen <= MAX_NODES:
        node, depth, loops = todo.pop()
        seen += 1
        loops += isinstance(node, nodes.For)
        found.extend(_refused(node, depth, loops))
        if depth <= MAX_DEPTH:
            todo.extend((child, depth + 1, loops) for child in node.iter_child_nodes())
    if seen > MAX_NODES:
        found.append(Refusal(1, "", f"the template has more than {MAX_NODES:,} parts"))
    return sorted(found, key=lambda refusal: refusal.line or 0)  # Jinja gives some tags no line


def _refused(node: nodes.Node, depth: int, loops: int) -> Iterator[Refusal]:
    line = node.lineno or 1
    if type(node) not in _ALLOWED:
        yield Refusal(line, _word(node), _not_allowed(type(node)))
    if depth == MAX_DEPTH:
        yield Refusal(line, "", f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(node, nodes.For):
        yield from _loop(node, loops)
    if isinstance(node, (nodes.Name, nodes.Getattr)):
        yield from _name(node)
    if isinstance(node, nodes.Getitem) and not _index(node.arg):
        yield Refusal(line, "[", "an index is a number or a name in quotes")
    if isinstance(node, nodes.Filter):
        yield from _filter(node)
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        yield Refusal(
            line, node.name, f"the test {node.name!r} is not allowed", did_you_mean(node.name, TESTS)
        )


def _not_allowed(kind: type[nodes.Node]) -> str:
    if kind in _OPERATORS:
        return f"a template can't calculate: '{_OPERATORS[kind]}' is not allowed"
    return _NAMED.get(kind, f"{kind.__name__.lower()!r} is not allowed in a template")


def _loop(node: nodes.For, loops: int) -> Iterator[Refusal]:
    if loops > MAX_LOOPS:
        yield Refusal(node.lineno, "for", f"more than {MAX_LOOPS} loops in one another")
    if node.recursive:
        yield Refusal(node.lineno, "recursive", "recursive loops are not allowed")
    if not isinstance(node.iter, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        yield Refusal(node.lineno, "for", "a loop goes over data, such as 'for line in section.lines'")


def _name(node: nodes.Name | nodes.Getattr) -> Iterator[Refusal]:
    name = node.name if isinstance(node, nodes.Name) else node.attr
    if name.startswith("_") or name == "self":
        yield Refusal(node.lineno, name, f"the name {name!r} is not allowed", "data have no such names")


def _index(node: nodes.Node) -> bool:
    """`1e999` is a number, too, but none that Python can write down again."""
    return isinstance(node, nodes.Const) and type(node.value) in (int, str) and len(str(node.value)) <= 80


def _filter(node: nodes.Filter) -> Iterator[Refusal]:
    if node.name not in FILTERS or node.name == "bounded":
        hint = did_you_mean(node.name, FILTERS - {"bounded"}, list_when_at_most=20)
        yield Refusal(node.lineno, node.name, f"the filter {node.name!r} is not allowed", hint)
    given = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(_short_text(value) for value in given):
        said = f"what a filter is given is plain text of at most {MAX_TEXT_ARGUMENT} characters"
        yield Refusal(node.lineno, node.name, said)


def _short_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and len(str(node.value)) <= MAX_TEXT_ARGUMENT


def _word(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return "("
    if type(node) in _OPERATORS:
        return _OPERATORS[type(node)]
    return "set" if isinstance(node, (nodes.Assign, nodes.AssignBlock)) else type(node).__name__.lower()
