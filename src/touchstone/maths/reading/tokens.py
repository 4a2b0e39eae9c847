"""What both lexers make and the parser takes."""

from __future__ import annotations

import re
from typing import NamedTuple

from touchstone.maths.limits import ANSWER, KEY, MAX_NOTES, Reading
from touchstone.maths.reading.decimal_commas import decimal_commas
from touchstone.maths.unreadable import Refusal, shortened


class Token(NamedTuple):
    """One sign, number or word. `spaced`: white space stood before it.

    Kinds: `number name constant function word superscript fraction empty end`;
    `relation and or not in notin`; `+ - * / ^ _ ± ! % ° , ; | ‖ ∪ mod √` and brackets; from LaTeX also
    `group endgroup` (plain braces), `frac binom sqrt`, `|<` and `>|` (bars that say their side),
    `matrix endmatrix & newline`.
    """

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False


token = tuple.__new__
"""`token(Token, (kind, text, start, end, spaced))` makes one in a third of the time of `Token(…)`."""

_RECURRING = re.compile("[0-9][\u0304\u0305\u0307]|[.0-9]\\s*+\\\\(?:overline|bar|dot)")

COMMA_LISTS = frozenset(("set", "elements", "list", "tuple", "system", "interval", "matrix"))
"""Kinds of answer in which a comma separates values.

`elements` stands for a set where only the key shows it.
"""

SEVERAL = frozenset(("set", "elements", "list", "equation", "logical"))
"""Kinds of answer in which ± makes sense."""


ENDS_VALUE = frozenset(("number", "name", "constant", "word", "superscript", ")", "]", "}", "!", "%", "°"))
"""Kinds of token after which an operator may stand."""


def _words(declared: frozenset[str]) -> re.Pattern[str] | None:
    """Matches any of the declared words that hold other letters than a to z, the longest first."""
    words = sorted(
        (re.escape(name) for name in declared if not name.isascii() and name.isidentifier()), key=len
    )
    return re.compile(f"(?:{'|'.join(reversed(words))})") if words else None


class Environment(NamedTuple):
    """`\\begin{name}`: what kind of token it is read as, and whether its & only aligns."""

    name: str
    kind: str
    aligned: bool


class Context:
    """What a lexer is told, and where it writes its tokens and notes."""

    __slots__ = (
        "braced",
        "decimal_comma",
        "decimals",
        "declared",
        "depth",
        "expected",
        "foreign",
        "functions",
        "key",
        "latex",
        "limit",
        "marks",
        "notes",
        "open",
        "recurring",
        "text",
        "tokens",
        "whole",
    )

    def __init__(self, text: str, declared: frozenset[str], expected: str, *, key: bool, latex: bool) -> None:
        self.text = text
        self.declared = declared
        together = " ".join(declared)
        self.functions = (
            frozenset(name[:-2] for name in declared if name.endswith("()"))
            if "()" in together
            else frozenset()
        )
        """Names of functions that nobody has to know: `u()` declares u."""
        self.marks = key or bool(self.functions) or "'" in together or expected == "logical"
        """Marks can be read: for derivatives, which the author of the question writes, or for negations."""
        self.foreign = None if together.isascii() else _words(declared)
        """Declared words with letters that no other name has: `größe`."""
        self.expected = expected
        self.key = key
        self.latex = latex
        self.recurring = not (text.isascii() and "\\" not in text) and _RECURRING.search(text) is not None
        """A sign for recurring digits occurs."""
        self.decimals = decimal_commas(text, expected, latex=latex) if ";" in text else {}
        """Commas that belong to decimals, since semicolons separate; whether surely so."""
        self.limit: Reading = KEY if key else ANSWER
        self.tokens: list[Token] = []
        self.notes: list[str] = []
        self.whole: set[str] = set()
        """Letters of which it is said that they stand for any whole number."""
        self.open: list[Environment] = []
        """Environments open here, the innermost last."""
        self.braced: list[tuple[str, int]] = []
        """Brackets before environments that `\\right.` leaves open: what each says, and where it ends."""
        self.depth = 0
        """Brackets open here."""
        self.decimal_comma: tuple[int, int] | None = None
        """Where a decimal comma was read, for a reader who finds that it was no number after all."""

    def add(self, kind: str, text: str, start: int, end: int, spaced: bool = False) -> None:
        """Appends a token; refuses one too many."""
        if len(self.tokens) >= self.limit.tokens:
            raise Refusal(
                f"This is too long: more than {self.limit.tokens} numbers, names and signs.", start, end
            )
        self.tokens.append(token(Token, (kind, text, start, end, spaced)))

    @property
    def comma_lists(self) -> bool:
        """A list is expected: a comma separates, even between digits."""
        return self.expected in COMMA_LISTS

    @property
    def lines(self) -> bool:
        """Each line is an equation of its own."""
        return self.expected == "system" and self.depth == 0 and self.tokens[-1].kind not in ";,"

    @property
    def several(self) -> bool:
        """Several values can be right at once."""
        return self.expected in SEVERAL or any(
            token.kind == "relation" and not (at > 3 and self.tokens[at - 4].kind == "big")
            for at, token in enumerate(self.tokens)
        )  # the sign in `\\sum_{i=1}` says nothing of that

    def note(self, sentence: str) -> None:
        """Says how something was read."""
        sentence = shortened(sentence, 300)
        if sentence not in self.notes and len(self.notes) < MAX_NOTES:
            self.notes.append(sentence)
