r"""Reads GIFT: choices, true or false, numbers, short answers, essays. Others are named.

The format: a title between `::`, a text format in brackets, the prompt, then the answers in braces. `\` takes
the meaning off the marks `~ = # { } : \`, and `\n` is a line end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from touchstone.banks.exchange.found import Found, too_many, unfair
from touchstone.banks.exchange.items import LONGEST_TEXT, Accepted, Chosen, Item
from touchstone.banks.exchange.markup_in import normal, pictures_in, plain_to_markdown, to_markdown

# Each character is read in one way only: a long row of backslashes leaves nothing to try again.
_TITLE = re.compile(r"\s*+::((?:\\.|(?!::)[^\\])*+)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\]\\]){0,300}+)\]")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d+)?)%")
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")

LONGEST_COMMENT = 2_000  # characters of a line that may hold an id and tags


def read(content: str, file: str) -> Found:
    """All questions of the file that can be taken over. Never raises for what is in it."""
    found = Found(file)
    for line, text, labels in _blocks(content.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")):
        if found.full(line):
            continue
        try:
            found.add(_question(text, line, labels))
        except _Refused as error:
            found.refuse(line, str(error))
    if not found.items and not found.problems:
        found.problem(0, "the file holds no question")
    return found


class _Refused(Exception):
    """Why one question can't be taken over."""


def _blocks(content: str) -> Iterator[tuple[int, str, dict[str, list[str]]]]:
    """The questions between blank lines: line of the first text, the text, what comments say of it."""
    first, lines = 0, []
    labels: dict[str, list[str]] = {"id": [], "tag": []}
    for number, line in enumerate([*content.split("\n"), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            for kind, said in _LABEL.findall(bare[:LONGEST_COMMENT]):
                labels[kind].append(re.sub(r"\\(.)", r"\1", said))
        elif bare.startswith("$CATEGORY:"):
            continue
        elif bare:
            first = first or number
            lines.append(line)
        elif lines:
            yield first, "\n".join(lines), labels
            first, lines, labels = 0, [], {"id": [], "tag": []}


def _question(text: str, line: int, labels: dict[str, list[str]]) -> Item:
    title = _TITLE.match(text)
    rest = text[title.end() :] if title else text
    form = _FORMAT.match(rest)
    kind = form[1].lower() if form else "moodle"
    rest = rest[form.end() :] if form else rest
    before, block, after = _split(rest)
    name = " ".join(_plain(title[1]).split()) if title else ""
    if block is None:
        raise _Refused(f"{name or _short(before)!r}: a text without answers asks nothing")
    raw = before + (" _____ " + after if after.strip() else "")
    if pictures_in(raw):
        raise _Refused(f"{name!r}: the prompt holds a picture, and pictures are not carried over")
    if len(raw) > 5 * LONGEST_TEXT:  # as marked-up text; what is left of it is counted again later
        raise _Refused(f"{name!r}: the prompt has {len(raw):,} characters; at most {LONGEST_TEXT:,}")
    prompt = _rich(raw, kind)
    if not prompt:
        raise _Refused(f"{name!r}: the prompt is empty")
    name = name or _short(prompt)
    try:
        made = _answers(block, kind)
    except _Refused as error:
        raise _Refused(f"{name!r}: {error}") from None
    ident = labels["id"][0] if labels["id"] else ""
    return Item(name=name, prompt=prompt, ident=ident, tags=tuple(labels["tag"]), line=line, **made)  # type: ignore[arg-type]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def _split(text: str) -> tuple[str, str | None, str]:
    """What stands before, in and after the first pair of braces that aren't escaped."""
    places = [match for match in re.finditer(r"\\.|[{}]", text, re.DOTALL) if len(match[0]) == 1]
    if not places:
        return text, None, ""
    if len(places) != 2 or places[0][0] != "{" or places[1][0] != "}":
        raise _Refused(
            f"{_short(text)!r}: one pair of braces holds the answers; others need a \\ before them"
        )
    start, end = places[0].start(), places[1].start()
    return text[:start], text[start + 1 : end], text[end + 1 :]


def _answers(block: str, kind: str) -> dict[str, object]:
    """The kind of a question and the fields that go with it."""
    block, explanation = _cut(block, "####")
    shared: dict[str, object] = {"explanation": _rich(explanation, kind)}
    bare = block.strip()
    if not bare:
        return {"kind": "essay", **shared}
    if bare.startswith("#"):
        return {"kind": "number", "accepted": tuple(_numbers(bare[1:], kind)), **shared}
    if re.fullmatch(r"(T|F|TRUE|FALSE)\s*(#.*)?", bare, re.IGNORECASE | re.DOTALL):
        return {"kind": "truefalse", "choices": _true_or_false(bare, kind), "shuffle": False, **shared}
    parts = list(_parts(bare))
    if any("->" in text for _, _, text, _ in parts):
        raise _Refused("matching pairs have no counterpart here")
    if all(mark == "=" for mark, *_ in parts):
        return {"kind": "text", "accepted": tuple(_words(parts, kind)), **shared}
    single = any(mark == "=" for mark, *_ in parts)
    choices = tuple(
        Chosen(_rich(text, kind), 1.0 if mark == "=" and share is None else share or 0.0, _rich(said, kind))
        for mark, share, text, said in parts
    )
    why = unfair(choices, single=single)
    if why is not None:
        raise _Refused(why)
    return {"kind": "choice", "choices": choices, "single": single, **shared}


def _parts(block: str) -> Iterator[tuple[str, float | None, str, str]]:
    """Each answer: its mark (`=` or `~`), its share, its text and what is said to it."""
    marks = [match for match in re.finditer(r"\\.|[~=]", block, re.DOTALL) if len(match[0]) == 1]
    if not marks or block[: marks[0].start()].strip():
        raise _Refused("an answer begins with = (right) or ~ (wrong)")
    why = too_many(len(marks))
    if why is not None:
        raise _Refused(why)
    ends = [*(mark.start() for mark in marks[1:]), len(block)]
    for mark, end in zip(marks, ends, strict=True):
        text = block[mark.end() : end]
        weight = _WEIGHT.match(text)
        share = round(float(weight[1]) / 100, 7) if weight else None
        if share is not None and not -1 <= share <= 1:
            raise _Refused(f"found the weight {weight[1] if weight else ''} %, expected -100 to 100")
        answer, said = _cut(text[weight.end() :] if weight else text, "#")
        yield mark[0], share, answer, said


def _true_or_false(block: str, kind: str) -> tuple[Chosen, ...]:
    head, *said = _pieces(block, "#")
    is_true = head.strip().upper().startswith("T")
    wrong, right = (_rich(said[n], kind) if len(said) > n else "" for n in (0, 1))
    return (
        Chosen("True", float(is_true), right if is_true else wrong),
        Chosen("False", float(not is_true), wrong if is_true else right),
    )


def _numbers(block: str, kind: str) -> Iterator[Accepted]:
    if not re.search(r"(?<!\\)=", block):
        block = "=" + block
    found = []
    for mark, share, text, said in _parts(block):
        if mark == "~":
            continue  # what is said to any other answer
        value, tolerance = _number(text)
        earned = 1.0 if share is None else share
        found.append(Accepted(value, earned, tolerance, feedback=_rich(said, kind)))
    if not any(answer.share >= 1 for answer in found):
        raise _Refused("no answer earns all points")
    yield from found


def _number(text: str) -> tuple[str, float]:
    plain = _plain(text).strip()
    if ".." in plain:
        low, high = (_finite(part) for part in plain.split("..", 1))
        return f"{(low + high) / 2:.12g}", float(f"{abs(high - low) / 2:.12g}")
    value, _, tolerance = plain.partition(":")
    width = _finite(tolerance) if tolerance.strip() else 0.0
    if width < 0:
        raise _Refused(f"found the tolerance {tolerance.strip()!r}, expected a number of 0 or more")
    return f"{_finite(value):.12g}", width


def _finite(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Refused(f"found {text.strip()!r}, expected a number") from None
    if not math.isfinite(value):
        raise _Refused(f"found {text.strip()!r}, expected a finite number")
    return value


def _words(parts: list[tuple[str, float | None, str, str]], kind: str) -> Iterator[Accepted]:
    if not any(share is None or share >= 1 for _, share, _, _ in parts):
        raise _Refused("no answer earns all points")
    for _, share, text, said in parts:
        words = " ".join(_plain(text).split())
        yield Accepted(words, 1.0 if share is None else share, feedback=_rich(said, kind))


def _pieces(text: str, mark: str) -> list[str]:
    """The text cut at every unescaped `mark`."""
    places = [m.start() for m in re.finditer(rf"\\.|{re.escape(mark)}", text, re.DOTALL) if m[0] == mark]
    starts, ends = [0, *(place + len(mark) for place in places)], [*places, len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _cut(text: str, mark: str) -> tuple[str, str]:
    """What stands before and after the first unescaped `mark`."""
    first, *rest = _pieces(text, mark)
    return first, text[len(first) + len(mark) :] if rest else ""


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else match[1], text)


def _rich(text: str, kind: str) -> str:
    plain = _plain(text).strip()
    if kind == "plain":
        return plain_to_markdown(plain)
    if kind == "markdown":
        return normal(plain, formulas="$$")
    return to_markdown(plain)
