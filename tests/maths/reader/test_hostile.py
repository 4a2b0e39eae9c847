"""No text makes the reader raise, run anything, or think long."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from tests.support.hostile import hostile_texts

from touchstone import maths
from touchstone.maths.latex import to_latex
from touchstone.maths.limits import ANSWER, KEY
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, Syntax, read
from touchstone.maths.tree import Interval, walk
from touchstone.maths.unreadable import Unreadable

TEXTS = hostile_texts()
ATTACKS = sorted({one.attack for one in TEXTS})
LONGEST_S = 0.05
WAYS: list[tuple[Syntax, str | None, bool]] = [
    ("auto", None, False),
    ("latex", "set", False),
    ("plain", "system", False),
    ("auto", "interval", True),
]
ROOM = Path(maths.__file__).parent
MODULES = [
    *ROOM.glob("reading/*.py"),
    *(ROOM / f"{name}.py" for name in ("reader", "latex", "plain", "functions", "tree", "unreadable")),
]


def seconds(text: str, syntax: Syntax, expect: str | None, *, key: bool) -> tuple[Read | Unreadable, float]:
    """The answer, and its processor time; the best of three, for a collection of garbage may fall in one."""
    best = float("inf")
    for _ in range(3):
        started = time.thread_time()
        found = read(text, syntax=syntax, expect=expect, key=key)
        best = min(best, time.thread_time() - started)
        if best < LONGEST_S:
            break
    return found, best


def check(found: Read | Unreadable, *, key: bool) -> None:
    """What was refused is said briefly; what was read is within bounds and can be written."""
    if isinstance(found, Unreadable):
        assert len(found.reason) <= 300
        assert len(found.caret()) < 200
        assert len(found.text) <= KEY.characters
        return
    limit = KEY if key else ANSWER
    assert sum(1 for _ in walk(found.tree)) <= limit.nodes
    assert to_plain(found.tree)
    assert to_latex(found.tree)


def test_the_table_is_long() -> None:
    assert len({one.text for one in TEXTS}) >= 300


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(("syntax", "expect", "key"), WAYS)
def test_every_hostile_text_is_answered_at_once(
    attack: str, syntax: Syntax, expect: str | None, key: bool
) -> None:
    for one in TEXTS:
        if one.attack == attack:
            found, took = seconds(one.text, syntax, expect, key=key)
            assert took < LONGEST_S, f"{one.label}: {took * 1000:.0f} ms"
            check(found, key=key)


def test_what_is_read_of_a_hostile_text_is_written_so_that_it_reads_back() -> None:
    for one in TEXTS:
        found = read(one.text, key=True)
        if isinstance(found, Read) and not any(isinstance(node, Interval) for node in walk(found.tree)):
            ways: list[tuple[Syntax, str]] = [
                ("plain", to_plain(found.tree)),
                ("latex", to_latex(found.tree)),
            ]
            for syntax, written in ways:
                again = read(written, syntax=syntax, key=True)
                too_long = isinstance(again, Unreadable) and "too long" in again.reason
                assert too_long or (isinstance(again, Read) and again.tree == found.tree), one.label


def test_what_is_shown_under_a_caret_can_not_turn_the_line_around() -> None:
    for one in TEXTS:
        found = read(one.text)
        if isinstance(found, Unreadable):
            assert all(character.isprintable() or character == "\n" for character in found.caret())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_part_of_the_reader_can_run_text(path: Path) -> None:
    forbidden = {
        "eval",
        "exec",
        "compile",
        "__import__",
        "sympify",
        "parse_expr",
        "getattr",
        "setattr",
        "open",
    }
    tree = ast.parse(path.read_text("utf-8"))
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {function.id for function in called if isinstance(function, ast.Name)} & forbidden
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported = plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in imported} & {
        "sympy",
        "os",
        "subprocess",
        "importlib",
        "builtins",
    }
