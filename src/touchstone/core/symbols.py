"""LaTeX names and what they are in MathML."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_GREEK_NAMES = _words(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho "
    "sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_GREEK_LETTERS = _words("α β γ δ ϵ ε ζ η θ ϑ ι κ λ μ ν ξ π ρ σ τ υ ϕ φ χ ψ ω Γ Δ Θ Λ Ξ Π Σ Υ Φ Ψ Ω")
GREEK = dict(zip(_GREEK_NAMES, _GREEK_LETTERS, strict=True))

IDENTIFIERS = {**GREEK, "infty": "∞", "ell": "ℓ", "hbar": "ℏ", "emptyset": "∅", "partial": "∂", "nabla": "∇"}

OPERATORS = {
    "cdot": "⋅", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "circ": "∘", "odot": "⊙",
    "otimes": "⊗", "oplus": "⊕", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧",
    "vee": "∨", "neg": "¬", "land": "∧", "lor": "∨", "bigcup": "⋃", "bigcap": "⋂", "star": "⋆",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "approx": "≈",
    "equiv": "≡", "sim": "∼", "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "ni": "∋",
    "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "perp": "⊥", "parallel": "∥", "mid": "∣", "forall": "∀",
    "exists": "∃", "to": "→", "rightarrow": "→", "leftarrow": "←", "mapsto": "↦", "Rightarrow": "⇒",
    "Leftrightarrow": "⇔", "implies": "⟹", "iff": "⟺", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮",
    "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lvert": "|", "rvert": "|", "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "|": "‖", "{": "{",
    "}": "}", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "top": "⊤", "prime": "′",
    "colon": ":", "checkmark": "✓", "dagger": "†",
}  # fmt: skip

# Limits stand above and below in a formula of its own.
LARGE = {"sum": "∑", "prod": "∏", "int": "∫", "iint": "∬", "oint": "∮"}
LIMIT_WORDS = frozenset(_words("lim max min sup inf argmax argmin limsup liminf"))

FUNCTIONS = LIMIT_WORDS | frozenset(
    _words(
        "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh exp ln log det dim ker rank tr gcd lcm "
        "Pr deg arg mod sgn"
    )
)

ACCENTS = {"hat": "^", "widehat": "^", "bar": "¯", "overline": "‾", "tilde": "~", "widetilde": "~",
           "vec": "→", "dot": "˙", "ddot": "¨", "underline": "_"}  # fmt: skip

FONTS = {"mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "mathbb": "double", "mathcal": "script",
         "mathrm": "normal", "mathit": "italic", "mathsf": "normal", "mathtt": "normal"}  # fmt: skip

TEXTS = frozenset({"text", "textrm", "textbf", "textit", "operatorname", "mbox"})

SPACES = {
    ",": 0.17,
    ":": 0.22,
    ";": 0.28,
    "!": -0.17,
    " ": 0.25,
    "quad": 1.0,
    "qquad": 2.0,
    "thinspace": 0.17,
}

IGNORED = frozenset(
    _words(
        "displaystyle textstyle scriptstyle limits nolimits big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr"
    )
)

# Brackets around an array, by the name of its environment.
ARRAYS = {"matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"),
          "Vmatrix": ("‖", "‖"), "Bmatrix": ("{", "}"), "smallmatrix": ("", ""), "cases": ("{", ""),
          "array": ("", ""), "aligned": ("", ""), "align": ("", ""), "align*": ("", ""),
          "gathered": ("", "")}  # fmt: skip

_DOUBLE = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "E": "𝔼"}
_SCRIPT = {"L": "ℒ", "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "M": "ℳ", "R": "ℛ"}


def in_font(letter: str, font: str) -> str:
    """The letter in a font: MathML Core knows no other way than the letter's own character."""
    if font == "double":
        return _DOUBLE.get(letter) or _shifted(letter, 0x1D538, 0x1D552)
    if font == "script":
        return _SCRIPT.get(letter) or _shifted(letter, 0x1D49C, 0x1D4B6)
    if font == "bold":
        return _shifted(letter, 0x1D400, 0x1D41A, digits=0x1D7CE)
    return letter


def _shifted(letter: str, capitals: int, smalls: int, *, digits: int = 0) -> str:
    if "A" <= letter <= "Z":
        return chr(capitals + ord(letter) - ord("A"))
    if "a" <= letter <= "z":
        return chr(smalls + ord(letter) - ord("a"))
    if digits and "0" <= letter <= "9":
        return chr(digits + ord(letter) - ord("0"))
    return letter
