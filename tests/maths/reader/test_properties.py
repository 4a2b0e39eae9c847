"""What holds for every tree and every text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.support.maths_trees import LATEX_PIECES, statements, texts, trees, values

from touchstone.maths.latex import to_latex
from touchstone.maths.limits import ANSWER
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, Syntax, read
from touchstone.maths.tree import Node, walk
from touchstone.maths.unreadable import Unreadable

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WRITERS = {"plain": to_plain, "latex": to_latex}


def reads_back(tree: Node, syntax: Syntax, *, key: bool = False) -> None:
    text = WRITERS[syntax](tree)
    assume(len(text) <= ANSWER.characters)
    found = read(text, syntax=syntax, key=key)
    assert isinstance(found, Read), f"{text}\n{found}"
    assert found.tree == tree, f"{text}\n{found.tree}"


@pytest.mark.parametrize("syntax", ["plain", "latex"])
@MANY
@given(trees())
def test_a_written_tree_reads_back(syntax: Syntax, tree: Node) -> None:
    reads_back(tree, syntax)


@pytest.mark.parametrize("syntax", ["plain", "latex"])
@MANY
@given(values(key=True) | statements(values(key=True)))
def test_a_written_key_reads_back(syntax: Syntax, tree: Node) -> None:
    reads_back(tree, syntax, key=True)


@pytest.mark.parametrize("expect", [None, "set", "interval", "tuple", "logical"])
@MANY
@given(text=texts() | texts(LATEX_PIECES))
def test_any_text_is_answered_and_what_was_read_reads_back(expect: str | None, text: str) -> None:
    found = read(text, expect=expect)
    if isinstance(found, Unreadable):
        assert found.reason[-1] in ".?"
        assert 0 <= found.span.start <= found.span.end <= len(text) + 1
        assert found.caret()
        return
    for node in walk(found.tree):
        assert 0 <= node.span.start <= node.span.end <= len(text), node
    for syntax in WRITERS:
        written = WRITERS[syntax](found.tree)
        again = read(written, syntax=syntax, expect=expect)  # type: ignore[arg-type]
        assert isinstance(again, Read), f"{text!r} -> {written}\n{again}"
        assert again.tree == found.tree, f"{text!r} -> {written}\n{found.tree}\n{again.tree}"
