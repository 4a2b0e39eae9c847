"""The debrief of one candidate as a document, for the hiring record: what the page shows to the panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from touchstone.core.counts import count
from touchstone.core.markdown import escape
from touchstone.core.printable import unturned
from touchstone.interviews.debrief import TALK, CompetencyRow, Debrief, Decision
from touchstone.interviews.scorecard import Scorecard
from touchstone.interviews.service import Printed

NOBODY = "Touchstone recommends nobody and rejects nobody. A person decides, with a reason."


def debrief_paper(
    item: Debrief,
    *,
    beside: Sequence[str],
    views: Sequence[tuple[str, Scorecard]],
    decisions: Sequence[Decision],
) -> Printed:
    """A debrief that is open, with what stands beside the scores and what was decided; names as they are
    given, so letters where they are hidden. All that was typed is shown as it was typed, and in that order.
    """
    title = f"Debrief: {item.candidate}"
    lines = [f"# {escape(title)}", *_overview(item), *_evidence(item)]
    if beside:
        lines += ["## Beside the scores", "\n".join(f"- {escape(sentence)}" for sentence in beside)]
    lines += ["## What each said for themselves, apart from the scores", *_views(views)]
    lines += ["## Decision", NOBODY, *(_none_yet() if not decisions else _decided(decisions))]
    title = unturned(title)
    return Printed(title, unturned("\n\n".join(lines)) + "\n", f"{title} · part of the hiring record")


def _overview(item: Debrief) -> Iterator[str]:
    yield "\n".join(f"- {_line(row, weighed=not item.equal)}" for row in item.rows)
    if item.weighing is None or item.equal:
        yield "Competencies weigh equally."
    else:
        fixed = item.weighing
        yield f"Weights were fixed by {escape(fixed.by)} on {_moment(fixed.at)}: {escape(fixed.reason)}"


def _line(row: CompetencyRow, *, weighed: bool) -> str:
    weight = f", weight {row.weight:g}" if weighed else ""
    talk = "; to be discussed" if row.to_discuss else ""
    scores = count(len(row.judged), "score")
    return f"**{escape(row.competency)}**: median {row.median:g}, {row.spread}, {scores}{weight}{talk}"


def _evidence(item: Debrief) -> Iterator[str]:
    for row in item.rows:
        yield f"## {escape(row.competency)}"
        for title, apart, judged in row.by_question():
            said = f" ({apart} points apart)" if apart >= TALK else ""
            yield f"### {escape(title)}{said}"
            for one in judged:
                yield f"**{one.score}** by {escape(one.interviewer)}"
                yield _quoted(one.evidence)


def _views(views: Sequence[tuple[str, Scorecard]]) -> Iterator[str]:
    for name, card in views:
        said = f"{card.recommendation}, {card.confidence} sure" if card.recommendation else "nothing"
        stake = f" Knows the candidate or has a stake: {escape(card.conflict)}" if card.conflict else ""
        yield f"**{escape(name)}:** {said}.{stake}"


def _none_yet() -> Iterator[str]:
    yield "None is recorded yet."


def _decided(decisions: Iterable[Decision]) -> Iterator[str]:
    for one in decisions:
        yield f"**{one.outcome.capitalize()}**, by {escape(one.by)}, {_moment(one.at)}"
        yield _quoted(one.reason)
        if one.minutes:
            yield "Notes:"
            yield _quoted(one.minutes)


def _quoted(text: str) -> str:
    lines = [escape(line) for line in text.splitlines() if line.strip()]
    return "\n>\n".join(f"> {line}" for line in lines)


def _moment(at: datetime) -> str:
    return f"{at:%-d %B %Y, %H:%M} UTC"
