"""Functions and what they are applied to: `f(x)`, `sin 2x`, `sin^2 x`, `sin^-1 x`, `log_2 x`, `√x`."""

from __future__ import annotations

from touchstone.maths.functions import FUNCTIONS, LOG_BASES, Function
from touchstone.maths.reading.atoms import literal
from touchstone.maths.reading.big_operators import allowed
from touchstone.maths.reading.brackets import items
from touchstone.maths.reading.calculators import refuse_calculators
from touchstone.maths.reading.numbers import exact
from touchstone.maths.reading.parser import POWER, Parser, Prefix
from touchstone.maths.reading.powers import small
from touchstone.maths.reading.products import STARTERS, arranged
from touchstone.maths.reading.tokens import Token
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Items,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    Span,
)
from touchstone.maths.unreadable import Refusal

BINDERS = frozenset(
    [
        "sum",
        "product",
        "each",
        "diff",
        "integrate",
        "limit",
        "limit_left",
        "limit_right",
        "series",
        "at",
        "charpoly",
        "roots",
    ]
)
"""Key functions whose second argument is a variable, even when it is called i or e."""

TYPESET_BARE = frozenset(("re", "im", "arg", "sign"))
"""Functions that take what follows only in LaTeX, as `\\Re z`; elsewhere their names are letters."""

_CUBE_ROOT = Function("root", 1, 1)
_ARRANGEMENTS = Function("nPr", 2, 2)
_CIS = Function("cis", 1, 1, bare=True)
_LOGARITHM = Function("log", 1, 1, bare=True)


def apply(p: Parser, token: Token, strength: int) -> Node:
    """A function on its arguments."""
    function, extra = _meant(token)
    if function.key_only and not p.key and not (function.name in ("sum", "product") and allowed(p.context)):
        reason = f"{token.text} belongs in an answer key; work it out and give its value."
        raise Refusal(reason, token.start, token.end)
    base = _subscript(p, function)
    raised = _raised(p)
    base = base or _subscript(p, function) or _stuck_base(p, token)
    if raised is None and p.kind in ("number", "-") and function.bare:
        refuse_calculators(p, token, function)
    if function.name in BINDERS and p.kind == "(":
        _free_the_variable(p)
    arguments = _arguments(p, token, function)
    if base is not None:
        arguments = [*arguments, base]
    node = _call(p, token, function, [*arguments, *extra])
    return node if raised is None else _power(p, token, node, raised)


def _meant(token: Token) -> tuple[Function, list[Node]]:
    """The function, and arguments that its name alone says: `log10`, `cbrt`."""
    span = Span(token.start, token.end)
    if token.text in LOG_BASES:
        base = LOG_BASES[token.text]
        return _LOGARITHM, [Number(base, exact(base), span)]
    if token.text == "cis":
        return _CIS, []
    if token.text == "nPr":
        return _ARRANGEMENTS, []
    if token.text == "cbrt":
        return _CUBE_ROOT, [Number("3", exact("3"), span)]
    return FUNCTIONS[token.text], []


def _call(p: Parser, token: Token, function: Function, arguments: list[Node]) -> Node:
    most = function.most if function in (_ARRANGEMENTS, _CIS) else FUNCTIONS[function.name].most
    if len(arguments) < function.least or (most is not None and len(arguments) > most):
        raise Refusal(_count(function, len(arguments)), token.start, p.end)
    if not function.key_only and function.name not in ("min", "max", "if_else", "piecewise"):
        arguments = [p.value(_bracketed(argument)) for argument in arguments]
    if function.name == "log" and len(arguments) == 1:
        p.note("log was read as the natural logarithm; write log10(x) or log(x, 10) for base ten.")
    if function is _ARRANGEMENTS:
        return arranged(p, arguments[0], arguments[1], token.start)
    if function is _CIS:
        return _turned(p, token, arguments[0])
    return Call(function.name, tuple(arguments), p.span(token.start))


def _turned(p: Parser, token: Token, angle: Node) -> Node:
    """`cis(x)`: cos(x) + i*sin(x)."""
    span = p.span(token.start)
    if "i" in p.context.declared:
        raise Refusal("cis needs the imaginary unit i, which is a variable here.", token.start, token.end)
    p.note("cis(x) was read as cos(x) + i*sin(x).")
    across = Multiply((Constant("i", span), Call("sin", (angle,), span)), span)
    return Add((Call("cos", (angle,), span), across), span)


def _bracketed(argument: Node) -> Node:
    """`\\exp\\left[x\\right]`: around the one argument of a function, any bracket is a bracket."""
    if isinstance(argument, Items) and argument.kind != "tuple" and len(argument.items) == 1:
        return argument.items[0]
    return argument


def _count(function: Function, found: int) -> str:
    least, most = function.least, function.most
    wanted = str(least) if least == most else f"{least} or {most}" if most else f"at least {least}"
    plural = "" if wanted == "1" else "s"
    comma = " A decimal has a point, not a comma." if most == 1 else ""
    return f"{function.name} takes {wanted} argument{plural}; here it has {found}.{comma}"


def _subscript(p: Parser, function: Function) -> Node | None:
    """The base in `log_2 x`."""
    if p.kind != "_":
        return None
    sign = p.advance()
    if function.name != "log" or function is _LOGARITHM:
        raise Refusal(f"{function.name} takes no base.", sign.start, sign.end)
    if p.kind == "group":
        return p.value(p.group())
    if p.kind == "number":
        return _base_digits(p)
    if p.kind not in ("name", "constant", "("):
        raise Refusal("The base of a logarithm is a number or a name: log_2 x.", sign.start, p.token.end)
    return p.value(p.prefix[p.kind](p, p.advance(), POWER))


def _base_digits(p: Parser) -> Node:
    """`log_10 x` has base 10; in LaTeX `\\log_28` has base 2, for there TeX takes one digit."""
    token = p.token
    following = p.peek()
    if (
        p.context.latex
        and len(token.text) > 1
        and following.kind not in STARTERS
        and following.kind not in ("^", "-")
    ):
        p.split_number()
    return literal(p.advance())


def _stuck_base(p: Parser, token: Token) -> Node | None:
    """`log2 x` has base 2; `log2x` and `log5(x)` could mean two things."""
    if token.text != "log" or p.kind != "number" or not p.touching() or p.peek().kind not in STARTERS:
        return None
    if p.token.text in ("2", "10") and p.peek().spaced:
        return literal(p.advance())
    digits = p.token.text
    choices = f"base {digits} or a factor {digits}; write log(x, {digits}) or log({digits}*x)"
    reason = f"log{digits} could mean {choices}."
    raise Refusal(reason, token.start, p.token.end)


# What an argument may begin with behind an exponent, or after a sign that a longer one may have.
_GO_ON = STARTERS | {"-", "+", "±"}


def _raised(p: Parser) -> Node | None:
    """The exponent in `sin^2 x`."""
    if p.kind == "superscript":
        return small(p.advance())
    if p.kind != "^":
        return None
    p.advance()
    if p.context.latex and p.kind == "number" and len(p.token.text) > 1 and p.peek().kind not in _GO_ON:
        p.split_number()  # \\sin^215^\\circ: no argument would be left
    return p.value(p.exponent())


def _power(p: Parser, token: Token, call: Node, exponent: Node) -> Node:
    if not isinstance(call, Call):
        raise Refusal(f"Write ({p.typed(token.start)}) with its exponent behind.", token.start, p.end)
    if not (isinstance(exponent, Negative) and exponent.operand == Number("1", exact("1"))):
        if isinstance(exponent, Negative) and FUNCTIONS[call.function].inverse:
            raised = p.text[exponent.span.start : exponent.span.end]
            name = call.function
            p.note(f"{name}^{raised} was read as a power of {name}; the inverse function is {name}^-1 alone.")
        return Power(call, exponent, p.span(token.start))
    inverse = FUNCTIONS[call.function].inverse
    if not inverse:
        name = call.function
        reason = f"{name}^-1 could mean the inverse function or 1/{name}; write the one you mean."
        raise Refusal(reason, token.start, p.end)
    p.note(f"{call.function}^-1 was read as the inverse function {inverse}, not as 1/{call.function}.")
    return Call(inverse, call.arguments, p.span(token.start))


def _arguments(p: Parser, token: Token, function: Function) -> list[Node]:
    if p.kind == "(":
        opening = p.advance()
        if p.kind == ")":
            raise Refusal(f"{token.text} needs an argument.", token.start, p.token.end)
        rows = items(p)
        p.expect(")", ")", opening)
        return [item for row in rows for item in row]
    if p.kind == "group":
        return _spread(function, p.group())
    if p.kind == "[" and function.bare:
        return [p.prefix[p.kind](p, p.advance(), POWER)]  # `Sin[x]^2`: the bracket alone, as a round one
    if (p.kind in ("{", "[") and not function.bare) or (p.key and p.kind == "matrix"):
        return _collection(p)
    bare = function.bare or (function.name in TYPESET_BARE and p.text[token.start] == "\\")
    if not bare or p.kind in ("end", ")", ","):
        raise Refusal(f"{token.text} needs an argument in brackets: {token.text}(…).", token.start, token.end)
    return [_bare(p, token, function)]


def _spread(function: Function, node: Node) -> list[Node]:
    """`\\max{\\left(a, b\\right)}`, as SymPy prints it, has two arguments."""
    if isinstance(node, Items) and node.kind == "tuple" and function.most != 1:
        return list(node.items)
    return [node]


def _collection(p: Parser) -> list[Node]:
    """`max{a, b}` as `max(a, b)`."""
    node = p.prefix[p.kind](p, p.advance(), POWER)
    if isinstance(node, Items) and node.items and node.kind in ("set", "list"):
        return list(node.items)
    return [node]


# A factor that begins with one of these ends the argument that stands without brackets.
_WHOLE = frozenset(("(", "[", "{", "|", "|<", "⌊", "⌈", "‖", "group", "function", "big"))


def _bare(p: Parser, token: Token, function: Function) -> Node:
    """`sin 2x`: the factors that follow without a sign, up to a bracket, a sum or another function."""
    first = p.token
    factors = [p.value(p.parse(POWER))]
    while function.name != "sqrt" and first.kind not in _WHOLE and _goes_on(p, factors):
        factors.append(p.value(p.parse(POWER)))
    argument = factors[0] if len(factors) == 1 else Multiply(tuple(factors), p.span(first.start))
    if len(factors) > 1 or isinstance(factors[0], Power) or first.kind == "-" or _ambiguous(p):
        name = token.text
        p.note(
            f"{p.typed(token.start)} was read as {name}({p.typed(first.start)}); brackets make it certain."
        )
    return argument


def _goes_on(p: Parser, factors: list[Node]) -> bool:
    if p.kind == "(":
        return all(isinstance(factor, Number) for factor in factors)
    return p.kind in STARTERS and p.kind not in _WHOLE and p.kind != "number"


def _ambiguous(p: Parser) -> bool:
    return p.kind == "/" or (p.kind in STARTERS and p.kind not in ("function", "|"))


def _free_the_variable(p: Parser) -> None:
    """In `sum(i^2, i, 1, 9)` makes every `i` up to the closing bracket a name."""
    depth, commas, end = 0, [], p.at
    for end in range(p.at, len(p.tokens)):
        kind = p.tokens[end].kind
        depth += (kind in ("(", "[", "{", "group")) - (kind in (")", "]", "}", "endgroup"))
        if kind == "," and depth == 1:
            commas.append(end)
        if depth == 0:
            break
    if (
        not commas
        or p.tokens[commas[0] + 1].kind != "constant"
        or p.tokens[commas[0] + 2].kind not in (",", ")")
    ):
        return
    bound = p.tokens[commas[0] + 1].text
    if bound in ("e", "i"):
        for at in range(p.at, end):
            token = p.tokens[at]
            if token.kind == "constant" and token.text == bound:
                p.tokens[at] = token._replace(kind="name")


def root_sign(p: Parser, token: Token, _: int) -> Node:
    """`√x`, `∛x`: applies to the next factor alone."""
    bracketed, first = p.kind == "(", p.token.start
    inside = p.value(p.parse(POWER))
    if isinstance(inside, Power) and inside.span.start == first:  # not within the brackets
        sign, covered = p.text[token.start : token.end], p.text[first : p.end]
        p.note(f"{sign}{covered} was read as {sign}({covered}); brackets make it certain.")
    elif _ambiguous(p) and not bracketed:
        p.note(
            f"The root sign was read as covering {p.text[token.end : p.end]} only; brackets make it certain."
        )
    if token.text == "2":
        return Call("sqrt", (inside,), p.span(token.start))
    degree = Number(token.text, exact(token.text), Span(token.start, token.end))
    return Call("root", (inside, degree), p.span(token.start))


PREFIX: dict[str, Prefix] = {"function": apply, "√": root_sign}
