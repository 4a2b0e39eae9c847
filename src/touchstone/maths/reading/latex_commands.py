"""What each LaTeX command stands for, and why some are refused."""

from __future__ import annotations

from touchstone.maths.functions import canonical
from touchstone.maths.reading.chances import WORDS as CHANCES
from touchstone.maths.reading.symbols import GREEK_NAMES

_RELATIONS = {
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "leqq": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "geqq": ">=",
    "lt": "<",
    "gt": ">",
    "nless": ">=",
    "ngtr": "<=",
    "nleq": ">",
    "ngeq": "<",
    "ne": "!=",
    "neq": "!=",
}

_FUNCTION_COMMANDS = [
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "arcsin",
    "arccos",
    "arctan",
    "arccot",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "arsinh",
    "arcosh",
    "artanh",
    "arcsinh",
    "arccosh",
    "arctanh",
    "exp",
    "ln",
    "log",
    "lg",
    "lb",
    "min",
    "max",
    "gcd",
    "det",
    "cosec",
    "tg",
    "ctg",
    "arctg",
    "arcctg",
    "cbrt",
]

NEGATIONS: dict[str, tuple[str, str]] = {
    "=": ("relation", "!="),
    "in": ("notin", "notin"),
    **dict.fromkeys(("<", "lt"), ("relation", ">=")),
    **dict.fromkeys((">", "gt"), ("relation", "<=")),
    **dict.fromkeys(("le", "leq", "leqslant"), ("relation", ">")),
    **dict.fromkeys(("ge", "geq", "geqslant"), ("relation", "<")),
}
"""What `\\not` makes of the relation after it."""

COMMANDS: dict[str, tuple[str, str]] = {
    **{name: ("name", name) for name in GREEK_NAMES},
    **{f"var{name}": ("name", name) for name in ("epsilon", "theta", "kappa", "rho", "sigma", "phi")},
    **{f"var{name}": ("name", name) for name in GREEK_NAMES if name[0].isupper()},
    **{name: ("relation", sign) for name, sign in _RELATIONS.items()},
    **{name: ("function", canonical(name) or name) for name in _FUNCTION_COMMANDS},
    "pi": ("constant", "pi"),
    "varpi": ("constant", "pi"),
    "infty": ("constant", "oo"),
    "infin": ("constant", "oo"),
    "exponentialE": ("constant", "e"),
    **dict.fromkeys(("imaginaryI", "imath"), ("constant", "i")),
    "jmath": ("name", "j"),
    "differentialD": ("name", "d"),
    **dict.fromkeys(("cdot", "times", "ast", "cdotp", "centerdot"), ("*", "*")),
    **dict.fromkeys(("div", "slash"), ("/", "/")),
    "pm": ("±", "±"),
    "mp": ("±", "∓"),
    **dict.fromkeys(("subset", "subseteq"), ("subset", "⊆")),
    **dict.fromkeys(("supset", "supseteq"), ("subset", "⊇")),
    "ni": ("owns", "∋"),
    "partial": ("∂", r"\partial"),
    "plusmn": ("±", "±"),
    **dict.fromkeys(("land", "wedge", "and"), ("and", "and")),
    **dict.fromkeys(("lor", "vee", "or"), ("or", "or")),
    **dict.fromkeys(("neg", "lnot", "sim"), ("not", "not")),
    **dict.fromkeys(
        ("implies", "Rightarrow", "rightarrow", "to", "longrightarrow", "Longrightarrow"), ("implies", "⇒")
    ),
    **dict.fromkeys(("impliedby", "Leftarrow", "leftarrow", "Longleftarrow"), ("implied", "⇐")),
    **dict.fromkeys(
        ("iff", "Leftrightarrow", "leftrightarrow", "longleftrightarrow", "Longleftrightarrow"), ("iff", "⇔")
    ),
    **dict.fromkeys(("oplus", "veebar", "xor"), ("xor", "⊕")),
    "uparrow": ("nand", "↑"),
    "downarrow": ("nor", "↓"),
    **dict.fromkeys(("in", "isin"), ("in", "in")),
    "notin": ("notin", "notin"),
    "cup": ("∪", "∪"),
    "cap": ("∩", "∩"),
    **dict.fromkeys(("setminus", "smallsetminus", "backslash"), ("∖", "∖")),
    "cr": ("newline", "\\\\"),
    "over": ("over", "over"),
    "choose": ("choose", "choose"),
    "abs": ("function", "abs"),
    **{name: ("chance", meaning) for name, meaning in CHANCES.items()},
    "Re": ("function", "re"),
    "Im": ("function", "im"),
    "arg": ("function", "arg"),
    "sgn": ("function", "sign"),
    "equiv": ("relation", "≡"),
    "bmod": ("mod", "mod"),
    "pmod": ("mod", "mod"),
    "mod": ("mod", "mod"),
    **dict.fromkeys(("emptyset", "varnothing", "empty", "O"), ("empty", "∅")),
    **dict.fromkeys(("R", "reals", "Reals"), ("word", "all")),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "xfrac"), ("frac", r"\frac")),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), ("binom", r"\binom")),
    "sqrt": ("sqrt", r"\sqrt"),
    "degree": ("°", "°"),
    **dict.fromkeys(("vert", "mid"), ("|", "|")),
    "lvert": ("|<", "|"),
    "rvert": (">|", "|"),
    **dict.fromkeys(("Vert", "lVert", "rVert"), ("‖", "‖")),
    "lfloor": ("⌊", "⌊"),
    "rfloor": ("⌋", "⌋"),
    "lceil": ("⌈", "⌈"),
    "rceil": ("⌉", "⌉"),
    **dict.fromkeys(("langle", "lang"), ("⟨", "⟨")),
    **dict.fromkeys(("rangle", "rang"), ("⟩", "⟩")),
    **dict.fromkeys(("lbrace", "lcub"), ("{", "{")),
    **dict.fromkeys(("rbrace", "rcub"), ("}", "}")),
    "lbrack": ("[", "["),
    "rbrack": ("]", "]"),
    "lparen": ("(", "("),
    "rparen": (")", ")"),
}
"""Commands that are one token."""

SIGNS: dict[str, tuple[str, str]] = {
    "{": ("{", "{"),
    "}": ("}", "}"),
    "%": ("%", "%"),
    "|": ("‖", "‖"),
    "\\": ("newline", "\\\\"),
}
"""A backslash and one sign."""

BLANKS = frozenset(",;:!> \n\t")
"""A backslash and one of these is a space."""

IGNORED = frozenset(
    [
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "limits",
        "nolimits",
        "quad",
        "qquad",
        "thinspace",
        "medspace",
        "thickspace",
        "negthinspace",
        "enspace",
        "hline",
        *("boxed", "fbox", "underline"),
        "mathstrut",
        "strut",
        "relax",
    ]
)

SIZES: dict[str, str] = {
    **dict.fromkeys(("left", "mleft", "bigl", "Bigl", "biggl", "Biggl"), "|<"),
    **dict.fromkeys(("right", "mright", "bigr", "Bigr", "biggr", "Biggr"), ">|"),
    **dict.fromkeys(("big", "Big", "bigg", "Bigg", "middle"), "|"),
}
"""Commands that size the bracket after them; a bar after one of them says on which side it stands."""

WORDS = frozenset(
    [
        "mathrm",
        "text",
        "textrm",
        "textnormal",
        "operatorname",
        "mathit",
        "mathsf",
        "mathtt",
        "textit",
        "textbf",
        "rm",
        "mbox",
    ]
)
"""Commands around a word."""

STYLES = frozenset(
    [
        "mathbf",
        "boldsymbol",
        "mathbfit",
        "bm",
        "mathcal",
        "mathscr",
        "mathfrak",
        "vec",
        "overrightarrow",
        "mathnormal",
        "pmb",
    ]
)
"""Commands that change the look of a name and not its meaning."""

ACCENTS: dict[str, str] = {
    "bar": "bar",
    "overline": "bar",
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
}
"""Accents that make another name: `\\bar{x}` is x_bar."""

ENVIRONMENTS = frozenset(
    [
        "pmatrix",
        "bmatrix",
        "matrix",
        "array",
        "smallmatrix",
        "psmallmatrix",
        "bsmallmatrix",
        "Bmatrix",
        "vmatrix",
        "cases",
        *("aligned", "align", "gathered", "gather", "split"),
    ]
)

ALIGNED = frozenset(["aligned", "align", "gathered", "gather", "split"])
"""Environments of equations below each other; & only aligns them."""

_VALUE = "Give the value, not the operation."
_WRITE_OUT = "Write the set itself as intervals or values."

REFUSED: dict[str, str] = {
    **dict.fromkeys(
        ["int", "iint", "oint", "sum", "prod", "lim", "limsup", "liminf", "sup", "inf", "nabla"],
        _VALUE,
    ),
    **dict.fromkeys(
        ["bigcap", "bigcup"],
        _WRITE_OUT,
    ),
    **dict.fromkeys(["approx", "simeq", "cong", "propto"], "Write = and the value."),
    **dict.fromkeys(["mapsto"], "An arrow has no meaning in an answer."),
    **dict.fromkeys(
        ["ldots", "dots", "cdots", "vdots", "ddots", "dotsc", "dotsb"],
        "Dots can't be read; write every term.",
    ),
    "prime": "Marks for derivatives can't be read; give the derivative itself.",
    "dot": "Marks for derivatives can't be read; give the derivative itself.",
    "ddot": "Marks for derivatives can't be read; give the derivative itself.",
    "placeholder": "There is an empty box in this answer.",
}
"""Commands with a better advice than that they can't be read."""
