"""Sums of words of letters that don't commute, with transposes and inverses: `X^T X w - X^T y`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import exact
from touchstone.maths.reading.symbols import GREEK_NAMES
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

# A letter, whether transposed, whether inverted; an inverse that isn't multiplied out stands with its sum.
Atom: TypeAlias = tuple[object, bool, bool]
Word: TypeAlias = tuple[Atom, ...]
Scalars: TypeAlias = tuple[tuple[object, int], ...]
Term: TypeAlias = tuple[Scalars, Word]
Form: TypeAlias = Mapping[Term, Fraction]
Kept: TypeAlias = tuple[tuple[Term, Fraction], ...]

IDENTITY: Word = (("I", False, False),)
MOST_TERMS, MOST_POWER = 200, 6


class NoForm(ValueError):
    """Something else than sums and products of letters."""


def form(node: Node, vectors: Collection[str]) -> Form:
    """The node as such a sum. Small Greek letters are numbers unless `vectors` has them. Raises NoForm."""
    match node:
        case Number(value=value):
            return {((), ()): value} if value else {}
        case Name(name="I"):
            return {((), IDENTITY): Fraction(1)}
        case Name(name=name) if _greek(name) and name not in vectors:
            return {(((name, 1),), ()): Fraction(1)}
        case Name(name=name):
            return {((), ((name, False, False),)): Fraction(1)}
        case Constant() | Call() if not any(_matrix(name, vectors) for name in names_in(node)):
            return {(((repr(node), 1),), ()): Fraction(1)}
        case Negative(operand=inner):
            return {term: -c for term, c in form(inner, vectors).items()}
        case Add(terms=parts):
            return _total([form(part, vectors) for part in parts])
        case Multiply(factors=parts):
            product: Form = {((), ()): Fraction(1)}
            for part in parts:
                product = _times(product, form(part, vectors))
            return product
        case Divide(numerator=over, denominator=under):
            return _times(form(over, vectors), _one_over(form(under, vectors)))
        case Power(base=base, exponent=Name(name="T")):
            return _transposed(form(base, vectors))
        case Power(base=base, exponent=exponent):
            return _power(form(base, vectors), exact.integer(exponent))
    raise NoForm(type(node).__name__)


def _greek(name: str) -> bool:
    return name.partition("_")[0] in GREEK_NAMES and name[0].islower()


def _matrix(name: str, vectors: Collection[str]) -> bool:
    return name in vectors or name[0].isupper()


def proportional(a: Form, b: Form) -> bool:
    """Whether one is the other times a number."""
    if a.keys() != b.keys():
        return False
    return len({c / b[term] for term, c in a.items()}) <= 1


def _total(parts: list[Form]) -> Form:
    total: dict[Term, Fraction] = {}
    for part in parts:
        for term, c in part.items():
            total[term] = total.get(term, Fraction(0)) + c
    return {term: c for term, c in total.items() if c}


def _times(a: Form, b: Form) -> Form:
    if len(a) * len(b) > MOST_TERMS:
        raise NoForm("too long")
    return _total(
        [{(_numbers(s, t), _joined(v, w)): c * d} for (s, v), c in a.items() for (t, w), d in b.items()]
    )


def _numbers(s: Scalars, t: Scalars) -> Scalars:
    found = dict(s)
    for name, n in t:
        found[name] = found.get(name, 0) + n
    return tuple(sorted(((name, n) for name, n in found.items() if n), key=repr))


def _joined(v: Word, w: Word) -> Word:
    """One word after the other: a letter beside its inverse goes, and an identity beside anything does."""
    kept = list(v)
    for atom in w:
        before = kept[-1] if kept else None
        if before is not None and before[:2] == atom[:2] and before[2] != atom[2]:
            kept.pop()
        else:
            kept.append(atom)
    rest = tuple(atom for atom in kept if atom != IDENTITY[0])
    return rest or (IDENTITY if v or w else ())


def _transposed(a: Form) -> Form:
    return {(s, tuple(map(_turned, reversed(word)))): c for (s, word), c in a.items()}


def _turned(atom: Atom) -> Atom:
    inside, turned, inverse = atom
    if isinstance(inside, tuple):
        return _kept(_transposed(dict(inside)), Fraction(1)), False, inverse
    return atom if atom in IDENTITY else (inside, not turned, inverse)


def _power(a: Form, n: int | None) -> Form:
    if not n or abs(n) > MOST_POWER:
        raise NoForm("no whole power")
    base = a if n > 0 else _inverse(a)
    product = base
    for _ in range(abs(n) - 1):
        product = _times(product, base)
    return product


def _inverse(a: Form) -> Form:
    """Of a product the inverses backwards, but for `X^T X`, whose X need have none; of a sum a new letter."""
    if not a:
        raise NoForm("no inverse")
    scale = a[min(a, key=repr)]
    if len(a) == 1:
        ((numbers, word),) = a
        states: dict[object, set[bool]] = {}
        for inside, turned, _ in word:
            states.setdefault(inside, set()).add(turned)
        alone = all(len(found) == 1 for found in states.values())
        if alone and not any(isinstance(inside, tuple) for inside in states):
            back = tuple(
                atom if atom in IDENTITY else (atom[0], atom[1], not atom[2]) for atom in reversed(word)
            )
            return {(tuple((name, -n) for name, n in numbers), back): 1 / scale}
    return {((), ((_kept(a, scale), False, True),)): 1 / scale}


def _one_over(a: Form) -> Form:
    """Only numbers are divided by: `x^T x` below a line is one."""
    if not a:
        raise NoForm("division by zero")
    scale = a[min(a, key=repr)]
    if len(a) == 1:
        ((numbers, word),) = a
        if not word:
            return {(tuple((name, -n) for name, n in numbers), ()): 1 / scale}
    return {(((_kept(a, scale), -1),), ()): 1 / scale}


def _kept(a: Form, scale: Fraction) -> Kept:
    """A sum as what can stand within a word."""
    return tuple(sorted(((term, c / scale) for term, c in a.items()), key=repr))
