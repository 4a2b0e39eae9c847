"""LaTeX formulas as MathML, which browsers print without a script or a font from outside.

Reads the part of LaTeX that questions are written in. Whatever it does not know (`\\rule`, `\\href`) is not
obeyed: the formula is then shown as typed.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from touchstone.core.symbols import (
    ACCENTS,
    ARRAYS,
    FONTS,
    FUNCTIONS,
    IDENTIFIERS,
    IGNORED,
    LARGE,
    LIMIT_WORDS,
    OPERATORS,
    SPACES,
    TEXTS,
    in_font,
)

MAX_LENGTH = 4_000  # our longest formula has 300 characters
MAX_DEPTH = 40
ROW_END = "\\\\"
CELL_ENDS = ("&", ROW_END)

_TOKEN = re.compile(r"\s+|\\(?:begin|end)\s*\{[a-zA-Z]+\*?\}|\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|[^\\]", re.DOTALL)
_OPERATOR = "+-=<>/*()[]|,;:!?.'\"~@"


class _Unknown(Exception):
    """The formula holds something that is not written here."""


def to_mathml(latex: str, *, display: bool = False) -> str:
    """The formula as a `<math>` element, or as code when it holds what is not known. Never raises."""
    try:
        if len(latex) > MAX_LENGTH:
            raise _Unknown
        inner = _Reader(_TOKEN.findall(latex), display).everything()
    except (_Unknown, RecursionError):
        return f"<code>{html.escape(latex[:MAX_LENGTH])}</code>"
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{html.escape(latex, quote=True)}"><mrow>{inner}</mrow></math>'


@dataclass
class _Reader:
    tokens: list[str]
    display: bool
    place: int = 0
    depth: int = 0
    font: list[str] = field(default_factory=list)

    def everything(self) -> str:
        found = self.row(())
        if self.next:
            raise _Unknown
        return found

    @property
    def next(self) -> str:
        """The next piece that is not a space; "" at the end."""
        while self.place < len(self.tokens) and self.tokens[self.place].isspace():
            self.place += 1
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        if not self.next:
            raise _Unknown
        self.place += 1
        return self.tokens[self.place - 1]

    def row(self, ends: tuple[str, ...]) -> str:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Unknown
        found: list[str] = []
        while self.next and not self._at_end(ends):
            found.append(self.scripted())
        self.depth -= 1
        return "".join(found)

    def _at_end(self, ends: tuple[str, ...]) -> bool:
        return (
            self.next in ends or self.next == "}" or self.next.startswith("\\end") or self.next == "\\right"
        )

    def scripted(self) -> str:
        large = self.next[1:] in LARGE or self.next[1:] in LIMIT_WORDS
        base = "<mrow></mrow>" if self.next in ("^", "_") else self.atom()
        below = above = ""
        while self.next in ("^", "_", "'"):
            mark = self.take()
            part = "<mo>′</mo>" if mark == "'" else self.argument()
            if mark == "_" and not below:
                below = part
            elif mark != "_":
                above = f"<mrow>{above}{part}</mrow>" if above else part
            else:
                raise _Unknown
        names = ("munder", "mover", "munderover") if large and self.display else ("msub", "msup", "msubsup")
        return _with_scripts(base, below, above, names)

    def argument(self) -> str:
        """One group or one atom, as LaTeX takes what follows `^` or `\\frac`."""
        if self.next == "{":
            self.take()
            found = self.row(())
            self.expect("}")
            return f"<mrow>{found}</mrow>"
        if re.fullmatch(r"\d\d+(\.\d+)?", self.next):  # \frac12 takes one digit at a time
            digits = self.take()
            self.tokens[self.place : self.place] = [digits[1:]]
            return f"<mn>{digits[0]}</mn>"
        found = self.atom()
        # `\hat\lim`: a name with its mark is two elements, `\displaystyle` is none; an argument is one.
        return f"<mrow>{found}</mrow>" if not found or found.endswith("&#8289;</mo>") else found

    def expect(self, piece: str) -> None:
        if self.take() != piece:
            raise _Unknown

    def atom(self) -> str:
        piece = self.take()
        if piece == "{":
            self.place -= 1
            return self.argument()
        if piece.startswith("\\"):
            return self.command(piece[1:])
        if piece[0].isdigit():
            return f"<mn>{''.join(in_font(c, self._font) for c in piece)}</mn>"
        if piece.isalpha():
            upright = ' mathvariant="normal"' if self._font == "normal" else ""
            return f"<mi{upright}>{html.escape(in_font(piece, self._font))}</mi>"
        if piece in _OPERATOR or not piece.isascii():
            return f"<mo>{html.escape('−' if piece == '-' else piece)}</mo>"
        raise _Unknown

    @property
    def _font(self) -> str:
        return self.font[-1] if self.font else ""

    def command(self, name: str) -> str:
        if name in IDENTIFIERS:
            return f"<mi>{IDENTIFIERS[name]}</mi>"
        if name in LARGE:
            return f"<mo>{LARGE[name]}</mo>"
        if name in OPERATORS:
            return f"<mo>{html.escape(OPERATORS[name])}</mo>"
        if name in FUNCTIONS:
            return f'<mi mathvariant="normal">{name}</mi><mo>&#8289;</mo>'
        if name in SPACES:
            return f'<mspace width="{SPACES[name]}em"/>'
        if name in IGNORED:
            return ""
        return self.structure(name)

    def structure(self, name: str) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            return f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
        if name in ("binom", "dbinom", "tbinom"):
            pair = f'<mfrac linethickness="0">{self.argument()}{self.argument()}</mfrac>'
            return f'<mrow><mo stretchy="true">(</mo>{pair}<mo stretchy="true">)</mo></mrow>'
        if name == "sqrt":
            return self.root()
        if name in TEXTS:
            return f"<mtext>{html.escape(self.raw_group())}</mtext>"
        if name in ACCENTS:
            over = "munder" if name == "underline" else "mover"
            return (
                f'<{over} accent="true">{self.argument()}<mo stretchy="false">{ACCENTS[name]}</mo></{over}>'
            )
        if name in FONTS:
            self.font.append(FONTS[name])
            found = self.argument()
            self.font.pop()
            return found
        if name == "left":
            return self.fenced()
        if name.startswith("begin"):
            return self.array(name[name.index("{") + 1 : -1])
        raise _Unknown

    def root(self) -> str:
        if self.next != "[":
            return f"<msqrt>{self.argument()}</msqrt>"
        self.take()
        index = self.row(("]",))
        self.expect("]")
        return f"<mroot>{self.argument()}<mrow>{index}</mrow></mroot>"

    def raw_group(self) -> str:
        """The words inside `\\text{…}`, spaces kept."""
        self.expect("{")
        words: list[str] = []
        while self.place < len(self.tokens) and self.tokens[self.place] != "}":
            piece = self.tokens[self.place]
            if piece == "{" or (piece.startswith("\\") and piece[1:] not in "%$#&_ "):
                raise _Unknown
            words.append(" " if piece.isspace() else piece.removeprefix("\\"))
            self.place += 1
        self.expect("}")
        return "".join(words).replace(" ", "\u00a0")

    def fenced(self) -> str:
        left = self.fence()
        inner = self.row(())
        self.expect("\\right")
        return f"<mrow>{left}{inner}{self.fence()}</mrow>"

    def fence(self) -> str:
        piece = self.take()
        if piece == ".":
            return ""
        sign = OPERATORS.get(piece[1:], "") if piece.startswith("\\") else piece
        if not sign or (len(piece) == 1 and piece not in "()[]|/<>"):
            raise _Unknown
        return f'<mo stretchy="true">{html.escape(sign)}</mo>'

    def array(self, name: str) -> str:
        if name not in ARRAYS:
            raise _Unknown
        if name == "array":
            self.argument()
        rows: list[list[str]] = [[]]
        while not self.next.startswith("\\end"):
            rows[-1].append(f"<mtd>{self.row(CELL_ENDS)}</mtd>")
            if self.next == ROW_END:
                self.take()
                rows.append([])
            elif self.next == "&":
                self.take()
            elif not self.next.startswith("\\end"):
                raise _Unknown
        if self.take() != f"\\end{{{name}}}":
            raise _Unknown
        left, right = (f'<mo stretchy="true">{html.escape(b)}</mo>' if b else "" for b in ARRAYS[name])
        body = "".join(f"<mtr>{''.join(row)}</mtr>" for row in rows if row)
        return f"<mrow>{left}<mtable>{body}</mtable>{right}</mrow>"


def _with_scripts(base: str, below: str, above: str, names: tuple[str, str, str]) -> str:
    held = base if base.count("<m") <= 1 or base.startswith("<mrow>") else f"<mrow>{base}</mrow>"
    if below and above:
        return f"<{names[2]}>{held}{below}{above}</{names[2]}>"
    if below:
        return f"<{names[0]}>{held}{below}</{names[0]}>"
    return f"<{names[1]}>{held}{above}</{names[1]}>" if above else base
