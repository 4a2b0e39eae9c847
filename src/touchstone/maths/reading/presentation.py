"""What LaTeX puts around an answer: dollars, boxes, colours, environments of displayed formulas.

All of it becomes blanks, so that every character that is left stands where it was typed.
"""

from __future__ import annotations

import re

# Nothing is looked at closely unless one of these occurs.
_ANY = re.compile(
    r"\$|\\(?:[()\[]|boxed|fbox|framebox|under|text|math|bold|bm|pmb|col|bf|large|Large|huge|Huge|tag|therefore"
    r"|begin\s*+\{(?:equation|displaymath|math)|left\.|[a-zA-Z]*?arrow|implies|h?space|hskip|[hv]?phantom)"
)
_SPACES = r"(?:[\s~]|\\[,;:!> ]|\\(?:quad|qquad|thinspace|enspace|displaystyle|textstyle)(?![A-Za-z]))"
_BEFORE = re.compile(rf"{_SPACES}++")
_AFTER = re.compile(rf"{_SPACES}++\Z")
_STOP = re.compile(r"(?<!\\right)(?<!\.)\.\Z")
_PREFIX = re.compile(
    r"\\(?:bf|bfseries|boldmath|large|Large|LARGE|huge|Huge|therefore)(?![A-Za-z])|(\\color\s*+\{[^{}]*+\})"
)
_ARROW = re.compile(r"\\(?:implies|(?:long|Long)?(?:right|Right)arrow)(?![A-Za-z])")
_RELATION = re.compile(r"[=<>]|\\(?:leq?|geq?|neq?|in|lt|gt)(?![A-Za-z])")
_TAG = re.compile(r"\\tag\*?+\s*+\{([^{}]*+)\}\Z")
_BOX = re.compile(
    r"\\(?:(?:boxed|fbox|framebox|underline)|(textcolor|colorbox)\s*+\{[^{}]*+\}"
    r"|(textbf|textit|mathbf|boldsymbol|bm|pmb)|(text|textrm|textnormal|mathrm|mbox))\s*+\{"
)
_NAMED = re.compile(r"[^{}$]*?(?:=|\\in(?![a-z]))\s*+(?=\\)")
_DISPLAY = re.compile(r"\\begin\s*+\{(equation\*?|displaymath|math)\}")
_SIZED = re.compile(r"\\(left|right)(?![A-Za-z])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_MARK = re.compile(r"\\\\|\\\$|\$\$?|\\[()]")
_JOINT = re.compile(r"\s*+(?:[,;]\s*+(?:and\b|or\b)?+|(?:and|or)\b)\s*+")
_SKIP = re.compile(r"\\(?:[hv]space\*?|[hv]?phantom)\s*+\{[^{}]*+\}")
# More than anybody writes; each takes a look at the whole text.
_MOST = 12


def bare(text: str, notes: list[str], *, arrows: bool = True) -> str:
    """The text with what stands around it, or around the parts that it joins, as blanks.

    `arrows` leaves out one at the beginning; where a statement is asked for, something may be missing there.
    """
    if _ANY.search(text) is None:
        return text
    if "space" in text or "phantom" in text:
        text = _SKIP.sub(lambda found: " " * len(found[0]), text)
    text = _parted(text)
    start, end = 0, len(text)
    for _ in range(_MOST):
        start, end = _trimmed(text, start, end)
        inner = _within(text, start, end, notes) or (_arrow(text, start, end, notes) if arrows else None)
        if inner is None:
            break
        start, end = inner
    if (start, end) == (0, len(text)):
        return _named(text, end)
    return _named(" " * start + text[start:end] + " " * (len(text) - end), end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if found := _BEFORE.match(text, start, end):
        start = found.end()
    while start < end and (text[end - 1].isspace() or text[end - 1] == "~"):
        end -= 1
    if found := _AFTER.search(text, max(start, end - 40), end):
        end = found.start()
    return start, end


def _within(text: str, start: int, end: int, notes: list[str]) -> tuple[int, int] | None:
    """Where the mathematics begins and ends inside one thing more; None where nothing stands around it."""
    if sized := _unsized(text, start, end):
        return sized
    if _STOP.search(text, start, end) and not text[end - 2 : end - 1].isdigit():
        return start, end - 1
    if _STOP.search(text, start, end) and re.search(r"\.[0-9]++\.\Z", text[start:end]):
        return start, end - 1
    if tag := _TAG.search(text, start, end):
        notes.append(f"The number ({tag[1]}) behind the answer was left out.")
        return start, tag.start()
    for opening, closing in (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")):
        inner = start + len(opening), end - len(closing)
        ends = text.startswith(opening, start) and text.endswith(closing, start, end)
        if inner[0] <= inner[1] and ends and not (opening[0] == "$" and "$" in text[slice(*inner)]):
            return inner
    return _commanded(text, start, end, notes)


def _commanded(text: str, start: int, end: int, notes: list[str]) -> tuple[int, int] | None:
    if prefix := _PREFIX.match(text, start, end):
        after = _trimmed(text, prefix.end(), end)[0]
        if prefix[1] and text[after : after + 1] == "{" and closing(text, after) == end - 1:
            return after + 1, end - 1
        return prefix.end(), end
    if text[start : start + 1] == "{" and closing(text, start) == end - 1:
        first = _trimmed(text, start + 1, end)[0]
        return (start + 1, end - 1) if _PREFIX.match(text, first, end) else None
    if display := _DISPLAY.match(text, start, end):
        last = f"\\end{{{display[1]}}}"
        return (display.end(), end - len(last)) if text.endswith(last, display.end(), end) else None
    box = _BOX.match(text, start, end)
    if box is None or closing(text, box.end() - 1) != end - 1:
        return None
    inside = text[box.end() : end - 1]
    letters = any(character.isalpha() for character in inside)
    words = (box[2] and letters and not _RELATION.search(inside)) or (box[3] and letters)
    return None if words or not inside.strip() else (box.end(), end - 1)


def _arrow(text: str, start: int, end: int, notes: list[str]) -> tuple[int, int] | None:
    """Where `x=3` begins in `\\implies x=3`."""
    arrow = _ARROW.match(text, start, end)
    if arrow is None or not _RELATION.search(text, arrow.end(), end):
        return None
    notes.append("The arrow at the beginning was left out.")
    return arrow.end(), end


def _unsized(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The inside of `\\left. … \\right.`, where these belong together."""
    if not (text.startswith("\\left.", start) and text.endswith("\\right.", start + 6, end)):
        return None
    depth = 0
    for found in _SIZED.finditer(text, start + 6, end - 7):
        depth += 1 if found[1] == "left" else -1
        if depth < 0:
            return None
    return (start + 6, end - 7) if depth == 0 else None


def _named(text: str, end: int) -> str:
    """`x = \\boxed{1, 2}`: a box around all that a name stands for."""
    name = _NAMED.match(text)
    box = _BOX.match(text, name.end()) if name else None
    if box is None or box.lastindex or closing(text, box.end() - 1) != len(text[:end].rstrip()) - 1:
        return text
    last = closing(text, box.end() - 1)
    before, inside = text[: box.start()], text[box.end() : last]
    return f"{before}{' ' * (box.end() - box.start())}{inside}{' ' * (len(text) - last)}"


def closing(text: str, at: int) -> int:
    """Where the brace that opens at `at` is closed; -1 where it isn't."""
    depth = 0
    for found in _BRACE.finditer(text, at):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.start()
    return -1


def _parted(text: str) -> str:
    """`$x=1$ or $x=2$`, `$42$.`: dollars around each part of a sentence, with nothing but a joint between."""
    marks = [found for found in _MARK.finditer(text) if found[0] not in ("\\\\", "\\$")]
    if not marks or len(marks) % 2 or any(not _pair(*marks[i : i + 2]) for i in range(0, len(marks), 2)):
        return text
    outside = [text[marks[i].end() : marks[i + 1].start()] for i in range(1, len(marks) - 1, 2)]
    before, after = text[: marks[0].start()], text[marks[-1].end() :]
    if before.strip() or after.strip() not in ("", ".") or not all(map(_JOINT.fullmatch, outside)):
        return text
    for mark in marks:
        text = text[: mark.start()] + " " * len(mark[0]) + text[mark.end() :]
    return text


def _pair(opening: re.Match[str], closing: re.Match[str]) -> bool:
    return closing[0] == {"\\(": "\\)"}.get(opening[0], opening[0]) and opening[0] != "\\)"
