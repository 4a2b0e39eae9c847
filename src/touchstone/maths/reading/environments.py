"""Environments of LaTeX, and brackets before them that `\\right.` never closes."""

from __future__ import annotations

import re

from touchstone.maths.limits import MAX_NAME
from touchstone.maths.reading.latex_commands import ALIGNED, ENVIRONMENTS, SIZES
from touchstone.maths.reading.tokens import Context, Environment
from touchstone.maths.unreadable import Refusal

EITHER = "either"
"""An environment whose rows are alternatives: `\\left[ … \\right.`."""

_BAR = re.compile(r"\s*+(?:\||\\[lr]?vert(?![A-Za-z]))")
_NULL = re.compile(r"\s*+\.")
_OPENED = re.compile(
    r"\s*+(?:(?P<brace>\\(?:\{|lbrace(?![A-Za-z])))|\[)\s*+"
    r"(?=\\begin\s*+\{(?:array|matrix|aligned|gathered|split)\*?\})"
)
_ENVIRONMENT = re.compile(r"\s*+\{([A-Za-z]*+)\*?\}")
_COLUMNS = re.compile(r"\s*+\{[lcr| ]*+\}")
_ENDS = re.compile(r"\\(begin|end)(?![A-Za-z])\s*+\{[A-Za-z]*+\*?\}")
_OPEN_END = re.compile(r"\s*+\\right\s*+\.")
_ROW = re.compile(r"\\\\|\\cr(?![A-Za-z])")
_RELATION = re.compile(r"[=<>≤≥≠∈]|\\(?:leq?|geq?|neq?|lt|gt|in|leqslant|geqslant)(?![A-Za-z])")
_BEGINS = re.compile(rf"(?:\s|\\(?:quad|qquad)(?![A-Za-z])|\\[,;:! ])*+(?:{_RELATION.pattern})")
# `2x & + y = 3`: each unknown has a column; no condition begins with a sign and is an equality.
_SIGNED = re.compile(r"(?:\s|\\(?:quad|qquad)(?![A-Za-z])|\\[,;:! ])*+[-+−]")
_OTHERWISE = re.compile(r"otherwise|else|sonst")
# What may be left open; a bracket that isn't left open is looked for in vain this far.
_MOST = 60


def sized(context: Context, name: str, at: int, end: int, spaced: bool) -> int:
    """`\\left|` and `\\right|` say their side; before any other bracket the command means nothing."""
    text = context.text
    if (opened := _OPENED.match(text, end)) and (opened["brace"] or _left_open(text, opened.end())):
        context.braced.append(("cases" if opened["brace"] else EITHER, opened.end()))
        return opened.end()
    null = _NULL.match(text, end)
    if null and context.braced and context.tokens and context.tokens[-1].kind == "endmatrix":
        context.braced.pop()
        return null.end()
    if null:
        raise Refusal(f"\\{name}. leaves out a bracket, which can't be read.", at, end + 1)
    bar = _BAR.match(text, end)
    if bar is None:
        return end
    context.add(SIZES[name], "|", at, bar.end(), spaced)
    return bar.end()


def _left_open(text: str, begin: int) -> bool:
    """Whether `\\right.` follows the environment that begins there."""
    return _OPEN_END.match(text, _end(text, begin)[1]) is not None


def _end(text: str, begin: int) -> tuple[int, int]:
    """Where the `\\end` of the environment that begins there begins and ends; else the end of the text."""
    depth = 0
    for count, found in enumerate(_ENDS.finditer(text, begin)):
        depth += 1 if found[1] == "begin" else -1
        if depth == 0:
            return found.span()
        if count > _MOST:
            break
    return len(text), len(text)


def environment(context: Context, name: str, at: int, end: int, spaced: bool) -> int:
    """Adds the begin or the end of an environment."""
    found = _ENVIRONMENT.match(context.text, end)
    if found is None or found[1] not in ENVIRONMENTS:
        which = found[1] if found else ""
        shown, stop = f"\\{name}{{{which[:MAX_NAME]}}}", found.end() if found else end
        raise Refusal(f"{shown} can't be read in an answer.", at, stop)
    end, which = found.end(), found[1]
    if name == "end":
        known = context.open.pop() if context.open else None
        kind = known.kind if known is not None and known.name == which else which
        context.depth = max(0, context.depth - 1)
        context.add("endmatrix", kind, at, end, spaced)
        return end
    columns = _COLUMNS.match(context.text, end) if which == "array" else None
    kind = _kind(context, which, at)
    pieces = kind == "cases" and which not in ALIGNED and _pieces(context.text, at)
    aligned = which in ALIGNED or (kind in ("cases", EITHER) and which != "cases" and not pieces)
    context.open.append(Environment(which, kind, aligned))
    context.depth += 1
    context.add("matrix", kind, at, end, spaced)
    return columns.end() if columns else end


def _kind(context: Context, which: str, at: int) -> str:
    """What the environment is read as: the bracket that stands open right before it says so."""
    if context.braced and context.braced[-1][1] == at:
        return context.braced[-1][0]
    return "cases" if which in ALIGNED else which


def _pieces(text: str, begin: int) -> bool:
    """Whether each row is a value, &, and the condition for it: there & is more than a mark to align at."""
    inside = text[begin : _end(text, begin)[0]]
    if inside.count("\\begin") > 1:
        return False
    rows = [row.replace("\\&", "").split("&") for row in _ROW.split(inside) if row.strip()]
    return bool(rows) and all(
        len(row) == 2
        and not _RELATION.search(row[0])
        and not _BEGINS.match(row[1])
        and not (_SIGNED.match(row[1]) and "=" in row[1])
        and (_RELATION.search(row[1]) or _OTHERWISE.search(row[1]))
        for row in rows
    )
