"""The functions that the maths language knows: spelling, number of arguments, who may type them, LaTeX.

The key-only ones come from the library's catalogue, which says how each is called and checks its arguments.
"""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.maths.library.catalogue import KEY_FUNCTIONS


@dataclass(frozen=True, slots=True)
class Function:
    """`least` to `most` arguments (`most` None: any number); `bare` ones may stand without brackets: `sin x`.

    `latex` is the command that writes it; `inverse` is what `f^-1` means.
    """

    name: str
    least: int = 1
    most: int | None = 1
    key_only: bool = False
    bare: bool = False
    latex: str = ""
    inverse: str = ""


_SIX = ("sin", "cos", "tan", "cot", "sec", "csc")


def _trigonometric() -> list[Function]:
    rows = []
    for name in _SIX:
        native = rf"\arc{name}" if name in ("sin", "cos", "tan") else rf"\operatorname{{arc{name}}}"
        rows.append(Function(name, bare=True, latex=rf"\{name}", inverse=f"a{name}"))
        rows.append(Function(f"a{name}", bare=True, latex=native))
        hyperbolic = rf"\{name}h" if name in ("sin", "cos", "tan", "cot") else rf"\operatorname{{{name}h}}"
        rows.append(Function(f"{name}h", bare=True, latex=hyperbolic, inverse=f"a{name}h"))
        rows.append(Function(f"a{name}h", bare=True, latex=rf"\operatorname{{ar{name}h}}"))
    return rows


_ANSWERS = [
    *_trigonometric(),
    Function("sqrt", bare=True),
    Function("root", 2, 2),
    Function("abs"),
    Function("exp", bare=True, latex=r"\exp"),
    Function("ln", bare=True, latex=r"\ln"),
    Function("log", 1, 2, bare=True, latex=r"\log"),
    Function("floor"),
    Function("ceil"),
    Function("sign"),
    Function("min", 1, None, latex=r"\min"),
    Function("max", 1, None, latex=r"\max"),
    Function("gcd", 1, None, latex=r"\gcd"),
    Function("lcm", 1, None),
    Function("mod", 2, 2),
    Function("factorial"),
    Function("binomial", 2, 2),
    Function("gamma", latex=r"\Gamma"),
    Function("sigmoid"),
    Function("logit"),
    Function("relu"),
    Function("re", latex=r"\Re"),
    Function("im", latex=r"\Im"),
    Function("conj"),
    Function("arg", latex=r"\arg"),
    Function("percent"),  # written 25%
    Function("piecewise", 2, None),
    Function("degrees"),  # written 90°: the angle times pi/180
]

_KEY_LATEX = {"det": r"\det"}

FUNCTIONS: dict[str, Function] = {function.name: function for function in _ANSWERS}
"""Every function by its own name."""

for _name in sorted(KEY_FUNCTIONS - FUNCTIONS.keys() - {"log2", "log10"}):
    FUNCTIONS[_name] = Function(_name, 1, None, key_only=True, latex=_KEY_LATEX.get(_name, ""))

LOG_BASES = {"log2": "2", "log10": "10", "lg": "10", "lb": "2"}
"""Logarithms whose name says the base."""

ALIASES: dict[str, str] = {
    **{f"arc{name}": f"a{name}" for name in _SIX},
    **{f"{p}{name}h": f"a{name}h" for p in ("ar", "arc") for name in _SIX},
    "cosec": "csc",
    "cis": "cis",
    "cotg": "cot",
    "arccotg": "acot",
    "tg": "tan",
    "ctg": "cot",
    "arctg": "atan",
    "arcctg": "acot",
    "cbrt": "cbrt",
    "ceiling": "ceil",
    "sgn": "sign",
    "signum": "sign",
    "nCr": "binomial",
    "choose": "binomial",
    "nPr": "nPr",
    "Re": "re",
    "Im": "im",
    "Arg": "arg",
    "conjugate": "conj",
    "prod": "product",
    "comb": "binomial",
    "Gamma": "gamma",
    "Abs": "abs",
    "Max": "max",
    "Min": "min",
    "Mod": "mod",
}
"""Other spellings that people use.

The parser turns `cbrt(x)` into `root(x, 3)`, `nPr(n, k)` into `n!/(n-k)!`, `cis(x)` into `cos(x) + i*sin(x)`.
"""

POSTFIX = frozenset({"percent", "degrees"})
"""Functions that have a sign of their own and no name that can be typed."""


def canonical(spelling: str) -> str | None:
    """The name in `FUNCTIONS` (or `cbrt`, `log2`, …) that a typed word means, or None."""
    if spelling in POSTFIX:
        return None
    if spelling in FUNCTIONS or spelling in LOG_BASES:
        return spelling
    return ALIASES.get(spelling)


SPELLINGS: frozenset[str] = (frozenset(FUNCTIONS) - POSTFIX) | ALIASES.keys() | LOG_BASES.keys()
"""Every word that may name a function."""

BARE: frozenset[str] = frozenset(
    word for word in SPELLINGS if (known := FUNCTIONS.get(ALIASES.get(word, word))) is not None and known.bare
) | {"lg", "lb"}
"""Words that apply to what follows without brackets, and that are found inside a run of letters: `xsinx`."""
