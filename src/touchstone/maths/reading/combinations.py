"""Ways of choosing, written without brackets: `nCk`, `nPk`, and `C_5^2`, which begins below."""

from __future__ import annotations

from touchstone.maths.reading.tokens import Context, Token

FUNCTIONS = {"C": ("binomial", "a binomial coefficient"), "P": ("nPr", "a number of arrangements")}
_ALL, _CHOSEN = frozenset("nNmM"), frozenset("krxijm")
_GROUPED = ["group", "endgroup"]


def between_letters(context: Context, run: str, start: int, spaced: bool) -> bool:
    """Adds `nCk` where the question has n and k, and no C: as a product it would be none of its letters."""
    if len(run) != 3 or run[1] not in FUNCTIONS or context.expected == "antiderivative":
        return False
    known = _usual(run[0], run[2]) if context.key else context.declared >= {run[0], run[2]}
    if context.declared & {run, run[1]} or not known:
        return False
    function, meant = FUNCTIONS[run[1]]
    context.note(f"{run} was read as {meant}.")
    at = start + 1
    context.add("function", function, at, at + 1, spaced)
    for sign, letter, place in (("(", run[0], start), (",", run[2], start + 2)):
        context.add(sign, sign, place, place)
        context.add("name", letter, place, place + 1)
    context.add(")", ")", start + 3, start + 3)
    return True


def indexed(context: Context) -> None:
    """`C_5^2` as 5 over 2, where the question has no C: `C_1^2 + C_2^2` is about constants."""
    tokens = context.tokens
    places = [at for at, token in enumerate(tokens) if token.kind == "name" and token.text[:2] == "C_"]
    asked = context.expected != "antiderivative"
    if not places or not asked or any(name == "C" or name[:2] == "C_" for name in context.declared):
        return
    found = [_upper(context, at) for at in places]
    if None in found:
        return
    for at, upper in reversed([*zip(places, found, strict=True)]):
        if upper is not None:
            tokens[at : at + 1 + upper[1]] = _coefficient(tokens[at], upper[0])
    context.note("C with a small number below and above was read as a binomial coefficient.")


def _upper(context: Context, at: int) -> tuple[Token, int] | None:
    """What stands above, and how many tokens say so; None where that is no number of things to choose."""
    after = context.tokens[at + 1 : at + 5]
    kinds = [token.kind for token in after]
    if kinds[:1] == ["superscript"]:
        upper, length = after[0], 1
    elif kinds[:2] in (["^", "number"], ["^", "name"]):
        upper, length = after[1], 2
    elif kinds[:1] == ["^"] and kinds[1:2] + kinds[3:4] == _GROUPED and kinds[2] in ("number", "name"):
        upper, length = after[2], 4
    else:
        return None
    lower = context.tokens[at].text[2:]
    if lower.isdigit() and upper.text.isdigit():
        return (upper, length) if int(lower) >= int(upper.text) else None
    letters = {text for text in (lower, upper.text) if not text.isdigit()}
    known = context.key and lower in _ALL and (upper.text in _CHOSEN or upper.text.isdigit())
    return (upper, length) if known or letters <= context.declared else None


def _usual(n: str, k: str) -> bool:
    """Whether ways of choosing are usually written with these letters: a key says nothing of its letters."""
    return n in _ALL and k in _CHOSEN


def _coefficient(name: Token, upper: Token) -> list[Token]:
    lower = name.text[2:]
    below = Token("number" if lower.isdigit() else "name", lower, name.start, name.end)
    above = upper._replace(kind="number" if upper.text.isdigit() else "name", spaced=False)
    function = Token("function", "binomial", name.start, name.end, name.spaced)
    signs = [Token(sign, sign, upper.end, upper.end) for sign in "(,)"]
    return [function, signs[0], below, signs[1], above, signs[2]]
