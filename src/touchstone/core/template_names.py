"""Which names a template may use: each that it asks for is looked up before anybody fills it in.

`Names` is the shape of the data: a mapping gives its names, a list the shape of its items, None one value.
`{"*": shape}` takes every name. What a filter or a condition makes is not followed further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from jinja2 import nodes

from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.template_rules import LOOP
from touchstone.core.templates import Template, column, load_template, syntax_tree

Names: TypeAlias = "Mapping[str, Names] | list[Names] | None"
_ALL = "*"
EVERY: Names = {_ALL: None}  # nothing is known of the names


def load_problems(path: Path, names: Names) -> list[Problem]:
    """What is wrong with the template in a file, the names that it asks for in vain too."""
    template = load_template(path)
    return unknown_names(template, names) if isinstance(template, Template) else template


def unknown_names(template: Template, names: Names) -> list[Problem]:
    """A problem for each name that the data do not have, with the nearest that they have."""
    found = _in(syntax_tree(template.text), names if isinstance(names, Mapping) else {})
    return [
        Problem(
            template.file,
            line,
            column(template.text, line, full),
            f"there is no {name!r} here" + (f", in {full!r}" if full != name else ""),
            did_you_mean(name, known, list_when_at_most=12),
        )
        for line, name, full, known in found
    ]


_Miss: TypeAlias = tuple[int, str, str, list[str]]


def _in(node: nodes.Node, scope: Mapping[str, Names]) -> Iterator[_Miss]:
    if isinstance(node, nodes.For):
        yield from _in(node.iter, scope)
        inner = {**scope, **_bound(node.target, _items(_shape(node.iter, scope)))}
        inner["loop"] = dict.fromkeys(LOOP)
        for child in (*([node.test] if node.test else ()), *node.body):
            yield from _in(child, inner)
        for child in node.else_:
            yield from _in(child, scope)
        return
    miss = _miss(node, scope)
    if miss is not None:
        yield miss
        return
    for child in node.iter_child_nodes():
        yield from _in(child, scope)


def _miss(node: nodes.Node, scope: Mapping[str, Names]) -> _Miss | None:
    """The first step of a dotted name that is not in the data."""
    steps = _steps(node)
    if not steps:
        return None
    shape: Names = scope
    for place, name in enumerate(steps):
        known = shape if isinstance(shape, Mapping) else {}
        if name not in known and _ALL not in known:
            return node.lineno, name, ".".join(steps), sorted(known)
        if _ALL in known and known[_ALL] is None:
            return None
        shape = known.get(name, known.get(_ALL))
        if isinstance(shape, list) and place + 1 < len(steps) and steps[place + 1].isdigit():
            shape = {steps[place + 1]: shape[0]}
    return None


def _steps(node: nodes.Node) -> list[str]:
    """`a.b["c"]` as its names; nothing for what does not begin with a name."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr) and (before := _steps(node.node)):
        return [*before, node.attr]
    if (
        isinstance(node, nodes.Getitem)
        and isinstance(node.arg, nodes.Const)
        and (before := _steps(node.node))
    ):
        return [*before, str(node.arg.value)]
    return []


def _shape(node: nodes.Node, scope: Mapping[str, Names]) -> Names:
    steps = _steps(node)
    if not steps or _miss(node, scope) is not None:
        return EVERY
    shape: Names = scope
    for name in steps:
        if isinstance(shape, list):
            shape = shape[0]
        elif isinstance(shape, Mapping):
            shape = EVERY if shape == EVERY else shape.get(name, shape.get(_ALL))
    return shape


def _items(shape: Names) -> Names:
    return shape[0] if isinstance(shape, list) else EVERY


def _bound(target: nodes.Node, shape: Names) -> dict[str, Names]:
    if isinstance(target, nodes.Name):
        return {target.name: shape}
    return {name.name: EVERY for name in target.find_all(nodes.Name)}
