"""A tree as a line of the plain maths language, which reads back to the same tree."""

from __future__ import annotations

from touchstone.maths.reading.chances import OPERATORS
from touchstone.maths.reading.parser import (
    AND,
    IFF,
    IMPLIES,
    NOT,
    OR,
    POSTFIX,
    POWER,
    PRODUCT,
    RELATION,
    STATEMENT,
    SUM,
    UNION,
    XOR,
)
from touchstone.maths.traits import names_in
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
)

SIGN = (SUM + PRODUCT) // 2
"""Strength of a leading sign: may begin a sum, and needs brackets inside a product."""

LOGIC = {"iff": IFF, "implies": IMPLIES, "xor": XOR, "or": OR, "and": AND, "not": NOT}
"""Strength of what joins statements."""

ATOM = 100
"""Strength of what never needs brackets."""

SIGNS = {"factorial": "!", "percent": "%", "degrees": "°"}
BRACKETS = {"set": ("{", "}"), "list": ("[", "]"), "tuple": ("(", ")")}


def to_plain(tree: Node) -> str:
    """`tree` in the plain syntax; with the same names and expected kind it reads back."""
    return _write(tree, STATEMENT)


_LEVELS: dict[type, int] = {
    **dict.fromkeys((Name, Constant, Word, Items, Matrix, Interval, Such, Index), ATOM),
    Relation: RELATION,
    Union: UNION,
    Add: SUM,
    **dict.fromkeys((Negative, PlusMinus), SIGN),
    **dict.fromkeys((Multiply, Divide), PRODUCT),
    Power: POWER,
}


def level(node: Node) -> int:
    """How strongly the node binds: below what its place asks for it gets brackets."""
    fixed = _LEVELS.get(type(node))
    if fixed is not None:
        return fixed
    match node:
        case Logic(operator=operator):
            return LOGIC[operator]
        case Call(function=function) if function in SIGNS:
            return POSTFIX
        case Number(text=text) if text.startswith("-"):
            return SIGN
        case _:
            return ATOM


def _write(node: Node, least: int) -> str:
    text = _text(node)
    return f"({text})" if level(node) < least else text


def _text(node: Node) -> str:
    match node:
        case Number(text=text):
            return text
        case Name(name=name):
            return _name(name)
        case Constant(name=name) | Word(word=name):
            return name
        case Negative(operand=inner):
            return "-" + _write(inner, PRODUCT)
        case PlusMinus(operand=inner):
            return "±" + _write(inner, PRODUCT)
        case Add(terms=terms):
            return _write(terms[0], SIGN) + "".join(map(_term, terms[1:]))
        case Multiply(factors=factors):
            return "*".join(
                [_leading(factors[0], Divide), *(_write(factor, POWER) for factor in factors[1:])]
            )
        case Divide(numerator=a, denominator=b):
            return f"{_leading(a, Divide, Multiply)}/{_write(b, POWER)}"
        case Power(base=base, exponent=exponent):
            return f"{_write(base, POSTFIX)}^{_write(exponent, POSTFIX)}"
        case Call(function=function, arguments=arguments):
            return _call(function, arguments)
        case _:
            return _statement(node)


def _statement(node: Node) -> str:
    match node:
        case Relation(sides=(left, Call(arguments=(residue, m))), operators=("≡",)):
            return f"{_write(left, UNION)} ≡ {_write(residue, UNION)} (mod {_write(m, SUM)})"
        case Relation(sides=sides, operators=operators):
            rest = (f" {op} {_write(side, UNION)}" for op, side in zip(operators, sides[1:], strict=True))
            return _write(sides[0], UNION) + "".join(rest)
        case Logic(operator="not", operands=(inner,)):
            return f"not {_write(inner, ATOM)}"
        case Logic(operator=operator, operands=operands):
            least = LOGIC[operator] + 1
            return f" {operator} ".join(_write(operand, least) for operand in operands)
        case Union(parts=parts, operator=operator):
            # The letter U joins sets only where they show that they are sets.
            sign = "U" if operator == "∪" and not isinstance(parts[0], Name) else operator
            return f" {sign} ".join(_write(part, ATOM) for part in parts)
        case Such(name=name, where=where):
            return f"{{{_text(name)} | {_write(where, STATEMENT)}}}"
        case Items(kind=kind, items=items):
            opening, closing = BRACKETS[kind]
            return opening + _list(items) + closing
        case Interval(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            return f"{'[' if low_closed else '('}{_list((low, high))}{']' if high_closed else ')'}"
        case Matrix(rows=rows):
            return "[" + ", ".join(f"[{_list(row)}]" for row in rows) + "]"
        case Index(base=base, positions=positions):
            return f"{_write(base, ATOM)}[{_list(positions)}]"
    raise TypeError(f"not a node of the tree: {type(node).__name__}")


def _term(term: Node) -> str:
    match term:
        case Negative(operand=inner):
            return " - " + _write(inner, PRODUCT)
        case PlusMinus(operand=inner):
            return " ± " + _write(inner, PRODUCT)
        case _:
            return " + " + _write(term, PRODUCT)


def _leading(node: Node, *bare: type[Node]) -> str:
    """The first factor: a quotient there needs no brackets, for products are read from left to right."""
    return _write(node, PRODUCT if isinstance(node, bare) else POWER)


def _call(function: str, arguments: tuple[Node, ...]) -> str:
    if function in OPERATORS:
        return _chance(function, arguments)
    if function not in SIGNS:
        return f"{function}({_list(arguments)})"
    inner = arguments[0]
    doubled = isinstance(inner, Call) and inner.function == "factorial"  # n!! would be a double factorial
    return _write(inner, ATOM if doubled else POSTFIX) + SIGNS[function]


def _chance(function: str, arguments: tuple[Node, ...]) -> str:
    """`Pr(A | B)`, `E[X]`."""
    inside = (
        _list(arguments) if function == "Cov" else " | ".join(_write(one, STATEMENT) for one in arguments)
    )
    if function != "Ex":
        return f"{function}({inside})"
    names = frozenset[str]().union(*map(names_in, arguments))
    return f"E[{inside}]" if names and "E" not in names else f"expectation({inside})"


def _list(nodes: tuple[Node, ...]) -> str:
    return ", ".join(_write(node, STATEMENT) for node in nodes)


def _name(name: str) -> str:
    if name.startswith("∂∂"):
        letter = name.lstrip("∂")
        return f"∂^{len(name) - len(letter)} {letter}"
    stem = name.rstrip("'")
    if stem != name:
        return _name(stem) + name[len(stem) :]
    base, *subscripts = name.split("_")
    if base == "Pi":
        base = "Π"  # typed, Pi would be the number
    return base + "".join(map(_subscript, subscripts))


def _subscript(part: str) -> str:
    if part[:1] == "{":
        return f"_({part[1:-1]})"
    return f"_{part}" if part.isdigit() or not part[:1].isdigit() else f"_{{{part}}}"
