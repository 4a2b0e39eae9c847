"""The quick way through simple tokens finds what the thorough way finds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from touchstone.maths.reading import plain_lexer
from touchstone.maths.reading.tokens import Context
from touchstone.maths.unreadable import Refusal

ALPHABET = "0123456789" + "..,, eEeixnU_" + "()[]{}" + "++--**//^^" + "=<>!|%;:\n" + "²₁−π√\u00a0\u0305\\"
EXPECTED = ("", "set", "system", "matrix")


def _found(text: str, expected: str, *, thoroughly: bool) -> object:
    """Tokens, notes and depth, or why it was refused."""
    context = Context(text, frozenset({"x_1", "e2", "E"}), expected, key=False, latex=False)
    try:
        if thoroughly:
            at = 0
            while at < len(text):
                at = plain_lexer.anything(context, at, len(text))
        else:
            plain_lexer.lex(context, 0, len(text))
    except Refusal as refusal:
        return refusal.reason, refusal.start, refusal.end
    return context.tokens, context.notes, context.depth, context.decimal_comma


@given(st.text(ALPHABET, max_size=24), st.sampled_from(EXPECTED))
@example("1,000 + 2,5", "")
@example("2e3x - 2e - .5", "")
@example("x+-3 --> [1, 2]", "set")
@example("3 000 - 0.5(2)", "")
@example("  \n x = 1\n y", "system")
@example("1" * 31 + "+" + "0." + "1" * 61, "")
@example("x+" * 500, "")
@settings(max_examples=300, deadline=None)
def test_quick_and_thorough_agree(text: str, expected: str) -> None:
    assert _found(text, expected, thoroughly=False) == _found(text, expected, thoroughly=True)
