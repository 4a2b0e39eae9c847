"""The last look at a confirmation: what it must see, and what it must let pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.marking import mark
from touchstone.maths.reader import read
from touchstone.maths.statements import compare as statements
from touchstone.maths.statements import second_look
from touchstone.maths.statements.formula import formula
from touchstone.maths.verdict import equal

PARTED = [
    ("y=0", "x/y=0"),
    ("x=|y| or z!=0", "|x|=y or z!=0"),
    ("x*y=0 and z=0", "x=0 and z=0"),
    ("|x*y|+|z|=0", "x=0 and z=0"),
    ("x>0 or y!=0", "x>=0 or y!=0"),
    ("x/(1/y)=0 and z=0", "x*y=0 and z=0"),
    ("y=0 or sqrt(x)^2=x", "x/y=0 or sqrt(x)^2=x"),
    ("ln(x)=ln(x) and z!=0", "sqrt(x)^2=x and z!=0"),
    ("(y^(1/2))^2+1>x^2", "y+1>x^2"),
    ("sqrt(x)^2=x", "x=x"),
    ("x/x=1", "1=1"),
    ("(1, oo)", "[1, oo)"),
    ("x=17", "x=17 or x=-17"),
    ("(x^2-4)/(x-2)=4 and y=1 and z=1", "x=2 and y=1 and z=1"),
    ("(x^2-36)/(x-6)=12 and y=1/3", "x=6 and y=1/3"),
    ("(x^2-2)/(x-sqrt(2))=2sqrt(2) and y=1", "x=sqrt(2) and y=1"),
    ("pi*n^2=9pi", "n=3"),
    ("3*2^n>=96", "n>=6"),
    ("x*sqrt(y)=2sqrt(y) and y=-1", "x=2 and y=-1"),
    ("m*v^2=v*sqrt(E)", "v=0 or v=sqrt(E)/m"),
    ("b*x^2=a", "x=±sqrt(a)/sqrt(b)"),
    ("3x=1 and y=7", "3x=1 and y=7 or x=5 and y=0"),
]
ALIKE = [
    ("F=m*a", "a=F/m", {}),
    ("E=m*v^2/2", "v=±sqrt(2E/m)", {}),
    ("y=(x^2-1)/(x-1)", "y=x+1", {}),
    ("y=ln(x^2)", "y=2ln(x)", {}),
    ("v=sqrt(2g*h)", "v=sqrt(2)*sqrt(g)*sqrt(h)", {}),
    ("A=P*(1+r)^n", "n=ln(A/P)/ln(1+r)", {}),
    ("(1, oo)", "x>1", {}),
    ("sqrt(x^2)=x", "x=x", {"x": "positive"}),
    ("sqrt(x^2)=x", "x>=0", {}),
    ("z=sqrt(x)^2", "z=x", {"x": "complex", "z": "complex"}),
    ("x^n=1 and n=0", "n=0", {"x": "positive"}),
]


def _parted(key: str, answer: str, assume: dict[str, str]) -> bool:
    a, b = statements.one_name(*(formula(read(text).tree) for text in (key, answer)))
    setting = Setting(Domain(assume))
    return second_look.parts(a, b, setting) or second_look.parts(b, a, setting)


@pytest.mark.parametrize(("key", "answer"), PARTED)
def test_a_point_tells_them_apart(key: str, answer: str) -> None:
    assert _parted(key, answer, {})
    assert mark({"key": key, "answer": answer})["outcome"] != "correct"


@pytest.mark.parametrize(("key", "answer", "assume"), ALIKE)
def test_what_is_the_same_by_what_is_agreed_passes(key: str, answer: str, assume: dict[str, str]) -> None:
    assert not _parted(key, answer, assume)


def test_a_false_confirmation_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_as_written", lambda *_: equal("a wrong argument"))
    key, answer = read("x*y=0 and z=0").tree, read("x=0 and z=0").tree
    finding = statements.compare(key, answer, Setting())
    assert finding.undecided
    assert finding.step == second_look.STEP


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=3, max_size=3), st.integers(1, 4), st.booleans())
def test_a_rewritten_system_is_never_parted(roots: list[int], factor: int, turned: bool) -> None:
    first, second, third = roots
    key = f"(x-({first}))*(y-({second}))=0 and z>{third}"
    parts = [f"{factor}*(x*y-({second})*x-({first})*y+({first * second}))=0", f"{factor}*z>{factor * third}"]
    answer = " and ".join(parts[::-1] if turned else parts)
    assert not _parted(key, answer, {})
    moved = answer.replace(f"z>{factor * third}", f"z>={factor * third}")
    assert moved == answer or _parted(key, moved, {})
