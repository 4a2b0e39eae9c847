"""Typed mathematics to a tree, or the reason why not. Reads and never computes: no text is ever run."""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest
from typing import Literal

from touchstone.maths.frozen import frozen
from touchstone.maths.limits import ANSWER, KEY, MAX_DEPTH, Reading
from touchstone.maths.reading import (
    bars,
    combinations,
    constants,
    junctions,
    layout,
    leibniz,
    plain_lexer,
    presentation,
    sentences,
    spoken,
    typeset,
)
from touchstone.maths.reading.characters import fold, refuse_for_digits
from touchstone.maths.reading.grammar import INFIX, PREFIX
from touchstone.maths.reading.latex_lexer import lex_latex, looks_like_latex
from touchstone.maths.reading.parser import Parser
from touchstone.maths.reading.shapes import whole
from touchstone.maths.reading.symbols import GREEK
from touchstone.maths.reading.tokens import Context, Token
from touchstone.maths.reading.unknown_functions import differentials, refuse_indices
from touchstone.maths.tree import PARTS, Node, Span, children
from touchstone.maths.unreadable import Refusal, Unreadable, shortened

Syntax = Literal["plain", "latex", "auto"]
_NONE = frozenset[str]()


@frozen
class Read:
    """The tree of a text, and a sentence for each ambiguity that a rule decided.

    `whole` are the letters of which the text says that they number solutions: `x = 2n, n ∈ ℤ`.
    """

    tree: Node
    notes: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()


def read(
    text: str,
    *,
    syntax: Syntax = "auto",
    names: Collection[str] = (),
    expect: str | None = None,
    key: bool = False,
) -> Read | Unreadable:
    """What `text` says, never an exception.

    `syntax` auto means LaTeX where a backslash, `^{`, `_{` or `{,}` occurs or dollars stand around the text.
    `names` are words that the question declares: they are variables, whatever else they could mean. `expect`
    is the kind of answer (`interval`, `set` …), which decides where the text leaves a choice. `key` allows
    the functions of answer keys, and longer texts.
    """
    limit = KEY if key else ANSWER
    if len(text) > limit.characters:
        kept = text[: limit.characters]
        reason = f"This is too long: {len(text):,} characters where {limit.characters:,} can be read."
        return Unreadable(reason, Span(limit.characters - 1, limit.characters), kept)
    try:
        return _read(
            text, syntax, frozenset([GREEK.get(name, name) for name in names]), expect or "", limit, key
        )
    except Refusal as refusal:
        end = max(refusal.end, refusal.start + 1)  # what is missing at the end has no length
        return Unreadable(shortened(refusal.reason, 300), Span(refusal.start, end), text)


def _read(text: str, syntax: Syntax, names: frozenset[str], expect: str, limit: Reading, key: bool) -> Read:
    folded = text if text.isascii() else fold(text)
    if "/" in folded and "\\" in folded and syntax != "latex":
        folded = junctions.drawn(folded)
    latex = syntax == "latex" or (syntax == "auto" and looks_like_latex(folded))
    told: list[str] = []
    if latex or (syntax == "auto" and "$" in folded):
        inner = presentation.bare(folded, told, arrows=expect != "logical")
        latex = latex or inner is not folded
        folded = inner
    other = None
    if not key and "=" in folded:
        other = leibniz.otherwise(folded, names, expect)
        names |= other.names if other is not None else _NONE
    names |= differentials(folded, names, key=key)
    if not key and ("O" in folded or "l" in folded):
        refuse_for_digits(folded, names)
    if not key and not names and "/" in folded:
        spoken.refuse_speed(folded)
    context = Context(folded, names, expect, key=key, latex=latex)
    context.notes += told
    if latex:
        lex_latex(context, 0, len(folded))
    else:
        plain_lexer.lex(context, 0, len(folded))
    _drop_commas_before_words(context)
    if sentences.JOINTS.search(folded):
        sentences.joined(context)
    if "_" in folded and not key and any(name[:1] == "∂" for name in names):
        refuse_indices(context)
    if "except" in folded or "ither" in folded:
        sentences.read(context)
    if "C" in folded and ("_" in folded or not folded.isascii()):
        combinations.indexed(context)
    if folded.count("|") > 3:
        bars.note(context)
    if expect == constants.ASKED and context.tokens:
        constants.any_number(context)
    if expect == "number" and "^" in folded and "o" in folded:
        typeset.raised_o(context)
    if expect == "logical" or (key and ("v" in folded or "^" in folded)):
        junctions.read(context)
    if "⊃" in folded or "\\supset" in folded:
        junctions.horseshoes(context)
    if expect in layout.SHAPES and "[" in folded and " " in folded:
        layout.rows(context)
    elif expect == "tuple" and not key:
        layout.point(context)
    size = len(context.tokens)
    context.tokens.append(_end(context))
    tree = whole(Parser(context, PREFIX, INFIX))
    if other is not None:
        tree = other.restored(tree)
    if size > MAX_DEPTH:  # fewer tokens can't make a deeper or larger tree
        check_size(tree, limit)
    return Read(tree, tuple(context.notes), frozenset(context.whole))


def _drop_commas_before_words(context: Context) -> None:
    """`x = 1, or x = 2`: the comma says nothing that the word doesn't."""
    if "," not in context.text:
        return
    tokens = context.tokens
    kinds = {token.kind for token in tokens}
    if "," in kinds and kinds & {"and", "or", "then"}:
        context.tokens = [
            token
            for token, following in zip_longest(tokens, tokens[1:])
            if not (token.kind == "," and following is not None and following.kind in ("and", "or", "then"))
        ]


def _end(context: Context) -> Token:
    at = len(context.text.rstrip()) if context.tokens else 0
    return Token("end", "", at, at)


def check_size(tree: Node, limit: Reading) -> None:
    """Refuses a tree that is too large or too deep, at the first node beyond."""
    level, count = [tree], 1
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in PARTS[type(node)](node)]
        if not level:
            return
        count += len(level)
        if count > limit.nodes:
            break
    _refuse_size(tree, limit)


def _refuse_size(tree: Node, limit: Reading) -> None:
    waiting = [(tree, 1)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise Refusal(
                f"This is nested too deeply: more than {MAX_DEPTH} levels.", node.span.start, node.span.end
            )
        if count > limit.nodes:
            raise Refusal(f"This is too long: more than {limit.nodes} parts.", node.span.start, node.span.end)
        waiting.extend((child, depth + 1) for child in reversed(children(node)))
