"""Number literals: digits, a decimal point or comma, thousands separators, an exponent of ten."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from touchstone.maths.limits import MAX_DIGITS, MAX_EXPONENT_OF_TEN
from touchstone.maths.reading.recurring import recurring
from touchstone.maths.reading.tokens import Context
from touchstone.maths.unreadable import Refusal

# Possessive quantifiers (`++`): no pattern can backtrack, whatever is typed.
_POINT = re.compile(r"[0-9]++(?:\.[0-9]*+)?|\.[0-9]++")
_EXPONENT = re.compile(r"[eE]([+\-−]?)([0-9]++)")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}(?![0-9]))++(?!,[0-9])(?:\.[0-9]++)?")
_DECIMAL_COMMA = re.compile(r"[0-9]++,[0-9]++(?![,.][0-9])")
_THIN = re.compile("[1-9][0-9]{0,2}(?:[\u00a0\u2009\u202f][0-9]{3}(?![0-9]))++(?:\\.[0-9]++)?")
# With a blank only where no list is meant; what has a comma too, 1 000,5, is left to be asked about.
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}(?![0-9]))++(?!,[0-9]| [0-9])(?:\.[0-9]++(?! [0-9]))?")
# As the Swiss and as programs write them: 1'000'000, 1_000_000.
_MARKED = re.compile(r"[1-9][0-9]{0,2}(['’_])[0-9]{3}(?:\1[0-9]{3})*+(?![0-9'’_])(?:\.[0-9]++)?")
_NEVER = re.compile(r"(?!)")
_RECURRING = re.compile(r"\([0-9]++\)")
_LATEX_THIN = re.compile(r"[1-9][0-9]{0,2}(?:(?:\\[,;:! ]|~|\{\\[,;:!]\})[0-9]{3}(?![0-9]))++(?:\.[0-9]++)?")
# A comma, and the blank behind it taken back: nobody writes a list so.
_LATEX_DRAWN = re.compile(r"[1-9][0-9]{0,2}(?:,\\![0-9]{3}(?![0-9]))++(?:\.[0-9]++)?")
_LATEX_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\{,\}[0-9]{3}(?![0-9]))++(?:\.[0-9]++)?")
_LATEX_POINT = re.compile(r"[0-9]++\{\.\}[0-9]++(?!\{|[0-9]*+[,.])")
_LATEX_DECIMAL_COMMA = re.compile(r"[0-9]++\{,\}[0-9]++")
# Points between thousands and a decimal comma, as in 1.234,5, or points alone, as in 1.234.567.
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})++,[0-9]++|(?:\.[0-9]{3}){2,}+)(?![0-9.,])")
# Digits that are all of a number, unless what follows may belong to them: a comma, a blank, an e.
DIGITS = r"(?:[0-9]{1,30}+(?![0-9.])|[0-9]{1,30}+\.[0-9]{1,29}+(?![0-9.(]))"
MAY_GO_ON = r"[eE][+\-−0-9]|[, '’_][0-9]|[\u00a0\u2009\u202f\u0304\u0305\u0307]"
_ALONE = re.compile(rf"{DIGITS}(?!{MAY_GO_ON}|\\[,;:! ]|\{{[,.\\]|~|,\\!)")
_NOT_DIGITS = re.compile(r"[^0-9.]++")


def number(context: Context, start: int, spaced: bool) -> int:
    """Adds the number that begins at `start`; returns where it ends."""
    text = context.text
    if context.recurring and (ended := recurring(context, start, spaced)):
        return ended
    if alone := _ALONE.match(text, start):
        context.add("number", alone[0], start, alone.end(), spaced)
        return alone.end()
    end, digits = _mantissa(context, start)
    if digits[0] == ".":
        digits = "0" + digits
    if len(digits) - ("." in digits) > MAX_DIGITS:
        raise Refusal(f"This number has more than {MAX_DIGITS} digits.", start, end)
    exponent = _EXPONENT.match(text, end) if end < len(text) and text[end] in "eE" else None
    if exponent is not None and text[end] not in context.declared:
        sign = "-" if exponent[1] in ("-", "−") else ""
        power = exponent[2].lstrip("0") or "0"
        if len(power) > 4 or int(power) > MAX_EXPONENT_OF_TEN:
            reason = f"The exponent of ten may be at most {MAX_EXPONENT_OF_TEN}."
            raise Refusal(reason, exponent.start(), exponent.end())
        typed = text[start : exponent.end()]
        if "." not in digits:
            context.note(
                f"{typed} was read as {digits} times ten to the power {sign}{power}; "
                f"write {digits}*e for a multiple of Euler's number."
            )
        end, digits = exponent.end(), f"{digits}e{sign}{power}"
    if text.startswith("...", end) or text.startswith("…", end):
        raise Refusal(
            f"Digits that go on: write a fraction, or {digits}\\overline{{…}} for a period.", start, end
        )
    if text.startswith(".", end):
        raise Refusal("A number has one decimal point.", start, end + 1)
    context.add("number", digits, start, end, spaced)
    return end


def _mantissa(context: Context, start: int) -> tuple[int, str]:
    """Where the digits end, and the digits with a full stop for their decimal sign."""
    text = context.text
    plain = _POINT.match(text, start)
    assert plain is not None
    end = plain.end()
    follower = text[end : end + 1]
    listed = (context.depth > 0 or context.comma_lists) and end not in context.decimals
    if not listed and follower in (",", ".") and (pointed := _POINTED.match(text, start)):
        reason = f"{pointed[0]} has points between thousands; leave them out, and write 0.5 for a half."
        raise Refusal(reason, start, pointed.end())
    # The second comma of 1,2,3 separates as the first one does.
    if follower == "," and context.decimals.get(end):
        return _with_comma(context, start, _NEVER, _DECIMAL_COMMA) or (end, plain[0])
    if follower == "," and context.latex and text.startswith("\\!", end + 1):
        return _with_comma(context, start, _LATEX_DRAWN, None) or (end, plain[0])
    if follower == "," and not _separated(context, start) and not listed:
        return _with_comma(context, start, _THOUSANDS, _DECIMAL_COMMA) or (end, plain[0])
    latex = context.latex and follower in ("\\", "~", "{")
    if latex and (grouped := _with_comma(context, start, _LATEX_THIN, None)):
        return grouped
    if follower == "{" and context.latex and (pointed := _LATEX_POINT.match(text, start)):
        return pointed.end(), pointed[0].replace("{.}", ".")
    if follower == "{" and context.latex:
        return _with_comma(context, start, _LATEX_THOUSANDS, _LATEX_DECIMAL_COMMA) or (end, plain[0])
    if follower == " " and context.depth == 0 and not context.comma_lists:
        return _with_comma(context, start, _SPACED, None) or (end, plain[0])
    if follower == "(" and "." in plain[0] and (ring := _RECURRING.match(text, end)):
        typed, product = text[start : ring.end()], f"{plain[0].rstrip('.')}*{ring[0][1:-1]}"
        reason = f"{typed} may be a recurring decimal or a product; write a fraction, or {product}."
        raise Refusal(reason, start, ring.end())
    if follower and follower in "'’_" and not (follower == "_" and context.latex):
        return _with_comma(context, start, _MARKED, None) or (end, plain[0])
    if follower and follower in "\u00a0\u2009\u202f":
        return _with_comma(context, start, _THIN, None) or (end, plain[0])
    return end, plain[0]


def _separated(context: Context, start: int) -> bool:
    """A comma stands before: one that shows, not the space `\\,` of LaTeX."""
    before = context.text[max(start - 2, 0) : start]
    return before[-1:] == "," and not (context.latex and before == "\\,")


def _with_comma(
    context: Context, start: int, thousands: re.Pattern[str], decimal: re.Pattern[str] | None
) -> tuple[int, str] | None:
    found = thousands.match(context.text, start)
    if found is not None:
        digits = _NOT_DIGITS.sub("", found[0])
        context.note(f"{found[0]} was read as the number {digits}, with separators between thousands.")
        return found.end(), digits
    found = decimal.match(context.text, start) if decimal is not None else None
    if found is not None:
        digits = _NOT_DIGITS.sub(".", found[0])
        context.note(f"{found[0]} was read as {digits}, with a decimal comma.")
        if "{" not in found[0] and not any(context.decimals.get(at) for at in range(start, found.end())):
            context.decimal_comma = (start, found.end())
        return found.end(), digits
    return None


@lru_cache(maxsize=2048)
def exact(text: str) -> Fraction:
    """The value of a literal's canonical text, such as `12`, `0.50` or `1.2e-3`."""
    mantissa, _, power = text.partition("e")
    whole, _, decimals = mantissa.partition(".")
    shift = int(power or 0) - len(decimals)
    digits = int(whole + decimals)
    return Fraction(digits * 10**shift) if shift >= 0 else Fraction(digits, 10**-shift)
