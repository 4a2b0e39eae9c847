"""What may be meant in a sum and isn't said: means, numbers of terms, numbers that add up, the first of all.

Two sides that agree in one of these readings may well be meant to; nothing is confirmed by them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from touchstone.maths.substitution import substitute
from touchstone.maths.sums.binding import Open
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Number, walk

# Ways to read what isn't said that are gone through.
MOST_READINGS = 128
_NUMBERED = re.compile(r"(.+)_([0-9]+|\{[0-9,]+\})'*")
_INDEXED = re.compile(r"(.+)_([A-Za-z])")
# Letters for a mean, besides those with a bar, and for a number of terms.
MEANS = ("mu", "m", "M")
SUMS = ("S", "T")
LABELS, LOGS = ("y", "t"), ("ln", "log")
# What is measured, and adds up to nothing that one knows; expected counts, e_i, add up to their number.
MEASURED = frozenset({"x", "z", "X", "Z", "e", "d", "epsilon", "mu", "sigma"})
COUNTED = frozenset({"e"})
EVERY = "every"
BARS = ("_bar", "_cm")
COUNTS = tuple("nNmMkKdDTJIL")

Values = Mapping[str, Node]
NOTHING: Values = {}
Families = Mapping[str, list[str]]


def families(*nodes: Node) -> dict[str, list[str]]:
    """The numbered names, `x_1` and `x_2`, by their stem."""
    found: dict[str, list[str]] = {}
    for name in sorted(frozenset().union(*map(names_in, nodes))):
        if match := _NUMBERED.fullmatch(name):
            found.setdefault(match[1], []).append(name)
    return found


def readings(count: int, unbounded: bool, *nodes: Node) -> dict[str, Values]:
    """The ways to read what isn't said, each by what it says; first comes nothing. Raises Open."""
    margins, known = _margins(families(*nodes))
    names = frozenset().union(*map(names_in, nodes))
    lengths = {
        "": NOTHING,
        **{name: {name: number(count)} for name in COUNTS if unbounded and name in names},
    }
    ways = (
        _first(names, known),
        margins,
        lengths,
        _means(names, known),
        _totals(names, known),
        _capitals(names, known),
        _labels(known, *nodes),
        _fitted(known),
    )
    if math.prod(map(len, ways)) > MOST_READINGS:
        raise Open
    return {
        "|".join(label for label, _ in some): {
            name: value for _, values in some for name, value in values.items()
        }
        for some in product(*(way.items() for way in ways))
    }


def read(node: Node, values: Values) -> Node:
    """The tree in one of the readings: a mean, of numbers that add up to another, which is known, too."""
    if values:
        for _ in range(3):
            node = substitute(node, values)
    return node


def _margins(known: Families) -> tuple[dict[str, Values], Families]:
    """p_1 beside p_11, p_12, … is what these add up to, in a row or in a column; they stay a family."""
    found: dict[str, Values] = {"": NOTHING}
    kept = dict(known)
    for stem, members in known.items():
        several = [name for name in members if len(_index(name)) > 1]
        if not several or len(several) == len(members):
            continue
        kept[stem] = several
        for place in (0, 1):
            sums = {one: [name for name in several if _index(name)[place] == _index(one)] for one in members}
            found[f"{stem} {place}"] = {
                one: _sum([*map(Name, parts)]) for one, parts in sums.items() if parts
            }
    return found, kept


def _index(name: str) -> str:
    return name.rpartition("_")[2]


def _first(names: frozenset[str], known: Families) -> dict[str, Values]:
    """`z_i` beside z_1, z_2, … may be any of them: the first, too."""
    found: dict[str, Node] = {}
    for name in names:
        match = _INDEXED.fullmatch(name)
        if match and match[1] in known:
            found[name] = Name(f"{match[1]}_1")
            if match[2] in names:
                found[match[2]] = number(1)
    return {"": NOTHING, "first": found} if found else {"": NOTHING}


def _means(names: frozenset[str], known: Families) -> dict[str, Values]:
    """What a bar or μ stands for: the mean of the numbers, each alike or by one of the weights that occur."""
    found: dict[str, Values] = {"": NOTHING}
    others = [name for name in MEANS if name in names]
    barred = any("_bar" in name or name.endswith(BARS) or name.startswith("mu_") for name in names)
    for by in ("", *_weights(known)) if others or barred else ():
        means = {stem: mean for stem in known if (mean := _mean_by(known, stem, by)) is not None}
        bars = _barred(names, means, known, by)
        if bars:
            found[f"bars {by}"] = bars
        if others:
            found |= {f"{stem} {by}": {**bars, **dict.fromkeys(others, mean)} for stem, mean in means.items()}
    return found


def _weights(known: Families) -> Iterator[str]:
    """Stems that weights may have: probabilities, frequencies, and nothing that is measured or predicted."""
    return (stem for stem in known if "_" not in stem and stem not in {*MEASURED, *LABELS})


def _barred(names: frozenset[str], means: Values, known: Families, by: str) -> Values:
    """The means that say of what they are, `\\bar x` and `\\mu_x`; else of the first letter there is."""
    if not means:
        return NOTHING
    found = {name: means.get(_of(name), next(iter(means.values()))) for name in names if name.endswith(BARS)}
    found |= {name: means[name[3:]] for name in names if name.startswith("mu_") and name[3:] in means}
    if by:
        named = {f"{stem}_bar_{by}": mean for stem, mean in means.items()}
        named[f"mu_{by}"] = next(iter(means.values()))
        return found | {name: mean for name, mean in named.items() if name in names and name not in known}
    return found | dict(_of_rows(known))


def _of(name: str) -> str:
    """x of `\\bar x` and of the centre of mass, `x_{cm}`."""
    return name.removesuffix("_bar").removesuffix("_cm")


def _of_rows(known: Families) -> Iterator[tuple[str, Node]]:
    """The mean of each row: x_11, x_12, … beside `\\bar x_1`."""
    for stem, members in known.items():
        for name in known.get(f"{stem}_bar", ()):
            row = [one for one in members if re.fullmatch(rf"_{name.rpartition('_')[2]}\d", one[len(stem) :])]
            if row:
                yield name, _mean(row)


def _mean_by(known: Families, stem: str, by: str) -> Node | None:
    """The mean by the weights with the same numbers; None where these aren't known."""
    members = known[stem]
    if not by:
        return _mean(members)
    pairs = [(f"{by}{name[len(stem) :]}", name) for name in members]
    if stem != by and all(len(_index(name)) == 2 for name in known[by]):
        # p_12 is the chance of x_1 and y_2.
        single = [one for one in sorted(known) if all(len(_index(name)) == 1 for name in known[one])]
        place = int(stem in single[1:])
        pairs = [(w, f"{stem}_{_index(w)[place]}") for w in known[by]]
    if stem == by or not {w for w, _ in pairs} <= {*known[by]} or not {x for _, x in pairs} <= {*members}:
        return None
    return Divide(_sum([Multiply((Name(w), Name(x))) for w, x in pairs]), _sum([Name(w) for w, _ in pairs]))


def _mean(members: list[str]) -> Node:
    return Divide(_sum([*map(Name, members)]), number(len(members)))


def _sum(terms: Sequence[Node]) -> Node:
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


def _totals(names: frozenset[str], known: Families) -> dict[str, Values]:
    """Numbers that add up to one, as probabilities, weights and labels do, or to a letter, as frequencies do.

    One or all of them; or some to one beside others to a letter.
    """
    shares = _adding_up(known, number(1), MEASURED)
    found = {"": NOTHING, **shares}
    for letter in (name for name in COUNTS if name in names):
        counted = _adding_up(known, Name(letter), MEASURED - COUNTED)
        found |= {f"{stem} {letter}": values for stem, values in counted.items()}
        found |= {
            f"{stem} {letter}, {other}": {**values, **more}
            for stem, values in counted.items()
            for other, more in shares.items()
            if EVERY not in (stem, other) and stem != other
        }
    return found


def _capitals(names: frozenset[str], known: Families) -> dict[str, Values]:
    """W for what all w_i add up to, S and T for the sum of any."""
    found: dict[str, Values] = {"": NOTHING}
    for stem, members in known.items():
        letters = {stem.upper(), *SUMS} & (names - known.keys() - {stem})
        if letters:
            found[f"sum {stem}"] = dict.fromkeys(letters, _sum([*map(Name, members)]))
    return found


def _adding_up(known: Families, total: Node, apart: frozenset[str]) -> dict[str, Values]:
    """The last of each family by the others and what all add up to; then of all families."""
    found = {stem: _last(members, total) for stem, members in known.items() if stem not in apart}
    every = {name: value for values in found.values() for name, value in values.items()}
    return {**found, **({EVERY: every} if len(found) > 1 else {})}


def _last(members: list[str], total: Node) -> Values:
    *others, last = members
    return {last: Add((total, *(Negative(Name(name)) for name in others))) if others else total}


def _labels(known: Families, *nodes: Node) -> dict[str, Values]:
    """The y_i beside a logarithm, and not within one, are labels, 0 or 1: 1 alone for the first."""
    logarithms = [
        part for node in nodes for part in walk(node) if isinstance(part, Call) and part.function in LOGS
    ]
    within = frozenset().union(*map(names_in, logarithms))
    labels = [stem for stem in LABELS if stem in known and logarithms and not within & {*known[stem]}]
    return {"": NOTHING, **{stem: _one_hot(known[stem]) for stem in labels}}


def _one_hot(members: list[str]) -> Values:
    return {name: number(int(at == 0)) for at, name in enumerate(members)}


def _fitted(known: Families) -> dict[str, Values]:
    """Fitted values may be those of the line through the points: `1 - SSE/SST` is `SSR/SST` then."""
    found: dict[str, Node] = {}
    for stem, fitted in known.items():
        points = known.get(stem.removesuffix("_hat"), [])
        if stem.endswith("_hat") and len(points) == len(fitted):
            found |= dict(zip(fitted, _line(points), strict=True))
    return {"": NOTHING, "fitted": found} if found else {"": NOTHING}


def _line(points: list[str]) -> list[Node]:
    """The values of the line of least squares through the points, one step between each two."""
    if len(points) == 1:
        return [Name(points[0])]
    steps = [2 * at - len(points) + 1 for at in range(len(points))]
    rises = Add(tuple(Multiply((number(step), Name(y))) for step, y in zip(steps, points, strict=True)))
    slope = Divide(rises, number(sum(step * step for step in steps)))
    return [Add((_mean(points), Multiply((number(step), slope)))) for step in steps]


def number(value: int) -> Node:
    """A whole number as a tree."""
    size = Number(str(abs(value)), Fraction(abs(value)))
    return Negative(size) if value < 0 else size
