"""μ and σ beside expected values: `E[(X - μ)^2]` is `Var(X)` where μ is E[X], which nobody says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from touchstone.maths import probability
from touchstone.maths.arrays import number
from touchstone.maths.reading.chances import CHANCE, MEAN, OPERATORS
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Name, Node, Power, children, walk

TWO = number(Fraction(2))


def readings(key: Node, answer: Node) -> Iterator[tuple[Node, Node]]:
    """Both sides with what μ, σ and these with an index may stand for: of each random number in turn."""
    if not probability.uses(key, answer):
        return
    letters = {name for name in names_in(key) | names_in(answer) if name.partition("_")[0] in ("mu", "sigma")}
    random = sorted(_random(key) | _random(answer)) if letters else []
    own = {name: value for one in random for name, value in _indexed(one, random).items()}
    for one in random:
        meant = {name: value for name, value in {**_plain(one), **own}.items() if name in letters}
        if meant:
            yield _read(key, meant), _read(answer, meant)


def _random(node: Node) -> set[str]:
    """The capitals within operators; letters that often are random where there are none."""
    calls = (
        part
        for part in walk(node)
        if isinstance(part, Call) and part.function in OPERATORS and part.function != CHANCE
    )
    names = {name for call in calls for name in names_in(call)}
    return {name for name in names if name[0].isupper()} or names & probability.RANDOM


def _plain(one: str) -> Mapping[str, Node]:
    return {"mu": Call(MEAN, (Name(one),)), "sigma": Call("Var", (Name(one),))}


def _indexed(one: str, random: list[str]) -> Mapping[str, Node]:
    """`\\mu_X`, `\\sigma_X`, `\\sigma_{XY}`, the X in small letters, too; of σ the square."""
    found: dict[str, Node] = {}
    for index in (one, one.lower()):
        found |= {f"{letter}_{index}": value for letter, value in _plain(one).items()}
    for other in random:
        if other != one:
            found[f"sigma_{one}{other}"] = Call("Cov", (Name(one), Name(other)))
    return found


def _read(node: Node, meant: Mapping[str, Node]) -> Node:
    match node:
        case Power(base=Name(name=name), exponent=exponent) if (
            name.startswith("sigma") and exponent == TWO and name in meant
        ):
            return meant[name]
        case Name(name=name) if name in meant:
            value = meant[name]
            deviation = isinstance(value, Call) and value.function == "Var"
            return Call("sqrt", (value,)) if deviation else value
    parts = list(children(node))
    return rebuilt(node, [_read(part, meant) for part in parts]) if parts else node
