"""A tree as LaTeX, as a person would set it, which reads back to the same tree."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.plain import ATOM, LOGIC, SIGN
from touchstone.maths.plain import level as plain_level
from touchstone.maths.reading.chances import LETTERS
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.reading.parser import POSTFIX, POWER, PRODUCT, STATEMENT, UNION
from touchstone.maths.reading.subscripts import ACCENTED
from touchstone.maths.reading.symbols import GREEK_NAMES
from touchstone.maths.reading.unknown_functions import USUAL
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Index,
    Interval,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    Such,
    Union,
    Word,
    children,
)

NUMBER_SETS = {sign: letter for letter, sign in NAMED.items()}
RELATIONS = {
    "=": "=",
    "≡": r"\equiv",
    "!=": r"\ne",
    "<": "<",
    "<=": r"\le",
    ">": ">",
    ">=": r"\ge",
    "in": r"\in",
    "⊆": r"\subseteq",
}
CONSTANTS = {"pi": r"\pi", "e": "e", "i": "i", "oo": r"\infty"}
SETS = {"∪": r"\cup", "∩": r"\cap", "∖": r"\setminus"}
BRACKETS = {
    "set": (r"\left\{", r"\right\}"),
    "list": (r"\left[", r"\right]"),
    "tuple": (r"\left(", r"\right)"),
}
LARGE = {"sum": r"\sum", "product": r"\prod"}
AROUND = {
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
}
TEN = Number("10", Fraction(10))
APPLIED = USUAL | {"Gamma"}
"""Names that would be functions before a bracket."""
RAISED = frozenset(name for name, function in FUNCTIONS.items() if function.inverse)
"""Functions whose powers are written `\\sin^{2}`."""


def to_latex(tree: Node) -> str:
    """`tree` in LaTeX; with the same names and expected kind it reads back."""
    if not LARGE.keys().isdisjoint(traits(tree).functions):
        tree = _bracketed(tree, traits(tree).constants)
    return _alone(tree)


def as_read(tree: Node, kind: str | None) -> str:
    """`tree` in LaTeX as the kind of answer asks for it: `]0, 1[` stays one where (0, 1) would be a tuple."""
    text = to_latex(tree)
    if kind != "interval" and isinstance(tree, Interval) and not (tree.low_closed or tree.high_closed):
        text = text.removeprefix(r"\left(").removesuffix(r"\right)")
        return rf"\left]{text}\right["
    return text


def _alone(tree: Node) -> str:
    return _write(tree, STATEMENT)


def _bracketed(node: Node, constants: frozenset[str]) -> Node:
    """With brackets around sums over an i beside which the imaginary unit stands somewhere."""
    parts = children(node)
    if not parts:
        return node
    node = rebuilt(node, [_bracketed(part, constants) for part in parts])
    match node:
        case Call(function=("sum" | "product") as large, arguments=(_, Name(name=name), *_)) if (
            name in constants
        ):
            return Call(f"{large}()", node.arguments)
    return node


def _level(node: Node) -> int:
    kind = type(node)
    if kind is Divide or (kind is Call and node.function == "degrees"):  # type: ignore[union-attr]
        return POWER  # may be a factor, needs brackets under an exponent
    if kind is Number and "e" in node.text:  # type: ignore[union-attr]
        return PRODUCT
    if kind is Call and node.function in LARGE and len(node.arguments) > 1:  # type: ignore[union-attr]
        return PRODUCT  # takes the product after it
    if kind is Call and node.function in ("sum()", "product()"):  # type: ignore[union-attr]
        return STATEMENT
    return plain_level(node)


def _write(node: Node, least: int) -> str:
    text = _text(node)
    return rf"\left({text}\right)" if least > STATEMENT and _level(node) < least else text


def _text(node: Node) -> str:
    return _TEXTS.get(type(node), _statement)(node)


def _statement(node: Node) -> str:
    match node:
        case Relation(sides=(left, Call(arguments=(residue, m))), operators=("≡",)):
            return rf"{_write(left, UNION)} \equiv {_write(residue, UNION)} \pmod{{{_alone(m)}}}"
        case Relation(sides=sides, operators=operators):
            written = [_write(side, UNION) for side in sides]
            for at in range(1, len(sides) - 1) if isinstance(sides[0], Name) else ():
                written[at] = _within_a_chain(sides[at], written[at])
            rest = (f" {RELATIONS[op]} {side}" for op, side in zip(operators, written[1:], strict=True))
            return written[0] + "".join(rest)
        case Logic(operator="not", operands=(inner,)):
            return rf"\neg {_write(inner, ATOM)}"
        case Logic(operator=operator, operands=operands):
            least = LOGIC[operator] + 1
            return rf" \text{{ {operator} }} ".join(_write(operand, least) for operand in operands)
        case Word(word=word):
            return r"\text{all real numbers}" if word == "all" else rf"\text{{{word}}}"
        case Union(parts=parts, operator=operator):
            return f" {SETS[operator]} ".join(_write(part, ATOM) for part in parts)
        case Such(name=name, where=where):
            return rf"\left\{{{_text(name)} \mid {_alone(where)}\right\}}"
        case Items(kind="set", items=()):
            return r"\emptyset"
        case Items(kind=kind, items=items):
            opening, closing = BRACKETS[kind]
            return opening + _list(items) + closing
        case Interval(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            brackets = r"\left[" if low_closed else r"\left(", r"\right]" if high_closed else r"\right)"
            return brackets[0] + _list((low, high)) + brackets[1]
        case Matrix(rows=rows):
            body = r" \\ ".join(" & ".join(map(_alone, row)) for row in rows)
            return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
        case Index(base=base, positions=positions):
            return rf"{_write(base, ATOM)}\left[{_list(positions)}\right]"
    raise TypeError(f"not a node of the tree: {type(node).__name__}")


def _number(text: str) -> str:
    if "e" not in text:
        return text
    digits, _, power = text.partition("e")
    return rf"{{{digits} \times 10^{{{power}}}}}"


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    if name in NUMBER_SETS:
        return rf"\mathbb{{{NUMBER_SETS[name]}}}"
    if name[:1] == "∂":
        letter = name.lstrip("∂")
        order = len(name) - len(letter)
        return rf"\partial{f'^{{{order}}}' if order > 1 else ''} {_name(letter)}"
    stem = name.rstrip("'")
    if stem != name:
        return _name(stem) + name[len(stem) :]
    if name[-1:] == "}" and name.count("_") > 1:
        head, _, place = name.rpartition("_{")
        stem, _, accent = head.rpartition("_")
        return rf"\{accent}{{{_name(stem)}}}_{{{place}"  # two subscripts below each other are no LaTeX
    base, _, subscript = name.partition("_")
    if not (base in GREEK_NAMES or (len(base) == 1 and base.isascii())):
        return rf"\mathrm{{{name.replace('_', chr(92) + '_')}}}"
    base = rf"\{base}" if base in GREEK_NAMES else base
    accent, _, rest = subscript.partition("_")
    if accent in ACCENTED:
        base, subscript = rf"\{accent}{{{base}}}", rest
    if not subscript:
        return base
    if subscript[:1] == "{":
        return f"{base}_{subscript}"
    if subscript in GREEK_NAMES:
        return rf"{base}_{{\{subscript}}}"
    if len(subscript) == 1 or subscript.isdigit():
        return f"{base}_{{{subscript}}}"
    return rf"{base}_{{\text{{{subscript.replace('_', chr(92) + '_')}}}}}"


def _term(term: Node) -> str:
    match term:
        case Negative(operand=inner):
            return " - " + _write(inner, PRODUCT)
        case PlusMinus(operand=inner):
            return r" \pm " + _write(inner, PRODUCT)
        case _:
            return " + " + _write(term, PRODUCT)


def _mixed(node: Add) -> str:
    """`1 \\frac{1}{2}` for what was typed so: the parts touch, as those of a sum with a sign never do."""
    match node.terms:
        case (
            Number(text=whole) as first,
            Divide(numerator=Number() as top, denominator=Number() as bottom) as part,
        ):
            typed = 0 < first.span.end == part.span.start < part.span.end
            proper = all(one.text.isdigit() for one in (first, top, bottom)) and top.value < bottom.value
            return rf"{whole} {_text(part)}" if typed and proper else ""
    return ""


def _within_a_chain(side: Node, written: str) -> str:
    """`2 \\cdot x` between two relations, where `y = 2 x = 6` would read as two equations."""
    inner = side.operand if isinstance(side, Negative) else side
    if not (isinstance(inner, Multiply) and isinstance(inner.factors[-1], Name)):
        return written
    before, _, name = written.rpartition(" ")
    return written if before.endswith(" \\cdot") else f"{before} \\cdot {name}"


def _product(factors: tuple[Node, ...]) -> str:
    text = _write(factors[0], POWER)
    for before, factor in pairwise(factors):
        last = factor is factors[-1] and isinstance(factor, Call) and factor.function in LARGE
        written = _write(factor, PRODUCT if last else POWER)
        text += _between(before, factor, written) + written
    return text


def _between(before: Node, factor: Node, written: str) -> str:
    """Side by side where that reads as a product and as nothing else; otherwise a dot."""
    if isinstance(before, Number) and isinstance(factor, Power) and factor.base == TEN:
        return r" \times "
    fraction_after = isinstance(factor, Divide) and isinstance(before, Number | Divide)
    several = isinstance(before, Items) or isinstance(factor, Items)
    called = before.base if isinstance(before, Power) else before
    misread = (isinstance(called, Name) and _applied(called.name, factor, written)) or (
        isinstance(factor, Call) and factor.function == "mod"
    )
    union = written[0] == "U" and not written[1:2].isalpha()  # the letter would join what stands around it
    if written[0] in "0123456789." or fraction_after or several or misread or union:
        return r" \cdot "
    return " "


def _applied(name: str, factor: Node, written: str) -> bool:
    """Whether a name beside a factor reads as a function of it."""
    if name in LETTERS and written[0] == "\\":
        return any(other[0].isupper() for other in names_in(factor))
    return name in APPLIED or (name.endswith("'") and written.startswith("\\left("))


def _power(base: Node, exponent: Node) -> str:
    raised = _alone(exponent)
    if isinstance(base, Call) and base.function not in AROUND:
        if base.function in RAISED and isinstance(exponent, Number) and exponent.text.isdigit():
            return rf"{_function(base.function)}^{{{raised}}}\left({_list(base.arguments)}\right)"
        return rf"\left({_text(base)}\right)^{{{raised}}}"
    return f"{_write(base, POSTFIX)}^{{{raised}}}"


CHANCES = {
    "Pr": r"\Pr\left({}\right)",
    "Ex": r"\mathbb{{E}}\left[{}\right]",
    "Var": r"\operatorname{{Var}}\left({}\right)",
    "Cov": r"\operatorname{{Cov}}\left({}\right)",
}


def _piecewise(arguments: tuple[Node, ...]) -> str:
    rows = [
        f"{_alone(value)} & {_alone(where)}"
        for value, where in zip(arguments[::2], arguments[1::2], strict=False)
    ]
    if len(arguments) % 2:
        rows.append(rf"{_alone(arguments[-1])} & \text{{otherwise}}")
    body = r" \\ ".join(rows)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _call(function: str, arguments: tuple[Node, ...]) -> str:
    if function == "piecewise" and len(arguments) > 1:
        return _piecewise(arguments)
    if function in CHANCES:
        inside = _list(arguments) if function == "Cov" else r" \mid ".join(map(_alone, arguments))
        return CHANCES[function].format(inside)
    match function, arguments:
        case "sum" | "sum()" | "product" | "product()", (term, Name() as name, low, high):
            ends = rf"_{{{_text(name)} = {_alone(low)}}}^{{{_alone(high)}}}"
            large = function.removesuffix("()")
            return rf"{LARGE[large]}{ends} {_write(term, PRODUCT if large == 'sum' else POWER)}"
        case "sum" | "sum()", (term, Name() as name):
            return rf"\sum_{{{_text(name)}}} {_write(term, PRODUCT)}"
        case "sqrt", (inner,):
            return rf"\sqrt{{{_alone(inner)}}}"
        case "root", (inner, degree):
            written = _alone(degree)
            return rf"\sqrt[{f'{{{written}}}' if ']' in written else written}]{{{_alone(inner)}}}"
        case "binomial", (n, k):
            return rf"\binom{{{_alone(n)}}}{{{_alone(k)}}}"
        case "log", (inner, base):
            return rf"\log_{{{_alone(base)}}}\left({_alone(inner)}\right)"
        case "factorial", (inner,):
            return _postfix(inner) + "!"
        case "percent", (inner,):
            return _postfix(inner) + r"\%"
        case "degrees", (inner,):
            return _postfix(inner) + r"^{\circ}"
        case (("abs" | "floor" | "ceil"), (inner,)):
            return AROUND[function][0] + _alone(inner) + AROUND[function][1]
    return rf"{_function(function)}\left({_list(arguments)}\right)"


def _postfix(inner: Node) -> str:
    if isinstance(inner, Number | Name | Constant) or (isinstance(inner, Call) and inner.function in AROUND):
        return _write(inner, POSTFIX)
    return rf"\left({_text(inner)}\right)"


def _function(name: str) -> str:
    known = FUNCTIONS.get(name)
    if known is None and len(name.partition("_")[0].rstrip("'")) == 1:
        return _name(name)
    if known is None and name.endswith("^-1"):
        return _function(name.removesuffix("^-1")) + "^{-1}"
    return (known.latex if known else "") or rf"\operatorname{{{name.replace('_', chr(92) + '_')}}}"


def _list(nodes: tuple[Node, ...]) -> str:
    return ", ".join(map(_alone, nodes))


# A table, since `match` would go through the kinds one by one.
_TEXTS: dict[type, Callable[[Any], str]] = {
    Number: lambda node: _number(node.text),
    Name: lambda node: _name(node.name),
    Constant: lambda node: CONSTANTS[node.name],
    Negative: lambda node: "-" + _write(node.operand, PRODUCT),
    PlusMinus: lambda node: r"\pm " + _write(node.operand, PRODUCT),
    Add: lambda node: _mixed(node) or _write(node.terms[0], SIGN) + "".join(map(_term, node.terms[1:])),
    Multiply: lambda node: _product(node.factors),
    Divide: lambda node: rf"\frac{{{_alone(node.numerator)}}}{{{_alone(node.denominator)}}}",
    Power: lambda node: _power(node.base, node.exponent),
    Call: lambda node: _call(node.function, node.arguments),
}
