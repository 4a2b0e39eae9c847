"""Characters and words that have a meaning of their own."""

from __future__ import annotations

GREEK: dict[str, str] = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        [
            *(
                lower := [
                    "alpha",
                    "beta",
                    "gamma",
                    "delta",
                    "epsilon",
                    "zeta",
                    "eta",
                    "theta",
                    "iota",
                    "kappa",
                    "lambda",
                    "mu",
                    "nu",
                    "xi",
                    "omicron",
                    "pi",
                    "rho",
                    "sigma",
                    "tau",
                    "upsilon",
                    "phi",
                    "chi",
                    "psi",
                    "omega",
                ]
            ),
            *(name.capitalize() for name in lower),
        ],
        strict=True,
    )
)
"""A Greek letter's name, as it is typed on a Latin keyboard."""

GREEK_NAMES: frozenset[str] = frozenset(GREEK.values())

GREEK |= {"ς": "sigma", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "theta", "ϰ": "kappa", "ϱ": "rho", "ϖ": "pi"}
GREEK |= {"µ": "mu", "Ω": "Omega", "∆": "Delta"}

TWINS: dict[str, str] = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
"""Greek letters that look exactly like a Latin one."""

VARIANTS: dict[str, str] = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho",
}  # fmt: skip
"""What LaTeX calls other shapes of Greek letters: the same letters."""

GLUED_GREEK: frozenset[str] = frozenset(name for name in GREEK_NAMES if len(name) > 2 and name.islower()) | {
    "pi"
}
"""Names found inside a run of letters (`2pir`); `mu`, `nu` and `xi` only count as whole words."""

CONSTANTS: dict[str, str] = {
    "pi": "pi",
    "e": "e",
    "i": "i",
    "oo": "oo",
    "inf": "oo",
    "infty": "oo",
    "infinity": "oo",
    "Inf": "oo",
    "Infinity": "oo",
}

KEYWORDS: dict[str, tuple[str, str]] = {
    "and": ("and", "and"),
    "AND": ("and", "and"),
    "or": ("or", "or"),
    "OR": ("or", "or"),
    "not": ("not", "not"),
    "NOT": ("not", "not"),
    **{word: (w, w) for w in ("implies", "iff", "xor") for word in (w, w.upper())},
    **{word: (word.lower(), word.lower()) for w in ("nand", "nor", "xnor") for word in (w, w.upper())},
    "in": ("in", "in"),
    **{word: (w, w) for w in ("except", "either", "neither") for word in (w, w.title())},
    "union": ("∪", "∪"),
    "intersect": ("∩", "∩"),
    "intersection": ("∩", "∩"),
    **dict.fromkeys(("percent", "pct"), ("%", "%")),
    **dict.fromkeys(("degree", "degrees", "deg"), ("°", "°")),
    "mod": ("mod", "mod"),
    "choose": ("nCr", "choose"),
    **{
        spelling: ("word", spelling.lower())
        for w in ("true", "false", "all", "none")
        for spelling in (w, w.title())
    },
    "TRUE": ("word", "true"),
    "FALSE": ("word", "false"),
}
"""Whole words that are never products of letters: token kind and text."""

CONNECTIVES: dict[str, str] = {
    **{w: w.lower() for w in ("And", "Or", "Not", "Xor", "Implies")},
    "Equivalent": "iff",
}
"""What computer algebra calls the connectives, before a bracket."""

PHRASES: dict[str, str] = {
    **dict.fromkeys(
        (
            "all real numbers",
            "all reals",
            "all real x",
            "all numbers",
            "all x",
            "all real values",
            "every real number",
            "every number",
            "any real number",
            "any number",
            "always true",
        ),
        "all",
    ),
    **dict.fromkeys(
        (
            "no solution",
            "no solutions",
            "there is no solution",
            "there are no solutions",
            "no roots",
            "no answer",
            "does not exist",
            "undefined",
            "never true",
        ),
        "none",
    ),
    "DNE": "none",
    **dict.fromkeys(
        (
            *("no real solution", "no real solutions", "no real roots"),
            *("there is no real solution", "there are no real solutions"),
        ),
        "no real solution",
    ),
    **dict.fromkeys(("empty set", "the empty set"), "∅"),
    "tautology": "true",
    "contradiction": "false",
}
"""Sentences that mean one of the words of a logical answer. Compared in lower case, `DNE` as it stands."""

PHRASE_STARTS: frozenset[str] = frozenset(phrase.split()[0].lower() for phrase in PHRASES)

OPERATORS: dict[str, tuple[str, str]] = {
    **{sign: (sign, sign) for sign in "+-*/^(){}[],;|!%"},
    **dict.fromkeys("×·⋅∙•∗✕⨯", ("*", "*")),
    **dict.fromkeys("÷∕⁄", ("/", "/")),
    **dict.fromkeys("−–—‐‑", ("-", "-")),
    "=": ("relation", "="),
    "<": ("relation", "<"),
    ">": ("relation", ">"),
    "**": ("^", "^"),
    "==": ("relation", "="),
    "!=": ("relation", "!="),
    "<=": ("relation", "<="),
    ">=": ("relation", ">="),
    "=<": ("relation", "<="),
    "&&": ("and", "and"),
    "+-": ("±", "+-"),
    "+−": ("±", "+-"),
    **dict.fromkeys("≤⩽≦", ("relation", "<=")),
    **dict.fromkeys("≥⩾≧", ("relation", ">=")),
    "≠": ("relation", "!="),
    "≮": ("relation", ">="),
    "≯": ("relation", "<="),
    "≰": ("relation", ">"),
    "≱": ("relation", "<"),
    "≡": ("relation", "≡"),
    "±": ("±", "±"),
    "°": ("°", "°"),
    "∈": ("in", "in"),
    "∋": ("owns", "∋"),
    **dict.fromkeys("⊂⊆", ("subset", "⊆")),
    **dict.fromkeys("⊃⊇", ("subset", "⊇")),
    "∓": ("±", "∓"),
    "∂": ("∂", "∂"),
    "∉": ("notin", "notin"),
    "∪": ("∪", "∪"),
    "∩": ("∩", "∩"),
    **dict.fromkeys("∖⧵", ("∖", "∖")),
    "&": ("and", "and"),
    "->": ("implies", "->"),
    "→": ("implies", "→"),
    "⇒": ("implies", "⇒"),
    "⟹": ("implies", "⟹"),
    **dict.fromkeys("←⇐⟸", ("implied", "⇐")),
    **dict.fromkeys("↔⇔⟺", ("iff", "⇔")),
    **dict.fromkeys("⊕⊻", ("xor", "⊕")),
    "↑": ("nand", "↑"),
    "↓": ("nor", "↓"),
    "∧": ("and", "and"),
    "∨": ("or", "or"),
    "¬": ("not", "not"),
    "~": ("not", "not"),
    "⊤": ("word", "true"),
    "⊥": ("word", "false"),
    "√": ("√", "2"),
    "∛": ("√", "3"),
    "∜": ("√", "4"),
    "∞": ("constant", "oo"),
    "∅": ("empty", "∅"),
    "ℙ": ("chance", "Pr"),
    **{letter: ("name", letter) for letter in "ℤℕℚℂ"},
    "ℯ": ("constant", "e"),
    "ⅇ": ("constant", "e"),
    "ⅈ": ("constant", "i"),
    "⟨": ("⟨", "⟨"),
    "⟩": ("⟩", "⟩"),
    "⌊": ("⌊", "⌊"),
    "⌋": ("⌋", "⌋"),
    "⌈": ("⌈", "⌈"),
    "⌉": ("⌉", "⌉"),
    "‖": ("‖", "‖"),
}
"""Signs of one or two characters: token kind and text."""

SUPERSCRIPTS: dict[str, str] = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣ", "0123456789+-nx", strict=True))
SUBSCRIPTS: dict[str, str] = dict(
    zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True)
)

FRACTIONS: dict[str, str] = {
    **dict(
        zip(
            "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒",
            [
                "1/2",
                "1/3",
                "2/3",
                "1/4",
                "3/4",
                "1/5",
                "2/5",
                "3/5",
                "4/5",
                "1/6",
                "5/6",
                "1/7",
                "1/8",
                "3/8",
                "5/8",
                "7/8",
                "1/9",
                "1/10",
            ],
            strict=True,
        )
    )
}

MARKS: dict[str, str] = {"'": "'", "′": "'", "’": "'", "″": "''", '"': "''"}
"""Marks for derivatives, and how they are kept."""

BLANK = frozenset(
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\u2061\u2062"
)
"""White space, and the invisible signs for products and for applying a function that a copied formula has."""
