"""A sheet's questions as HTML for the browser: Markdown of a bank, written by our own writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from touchstone.core.markdown import escape
from touchstone.documents.printed import printed_fragment
from touchstone.interviews.asking import AFTER_HINT
from touchstone.interviews.scorecard import (
    ENOUGH_EVIDENCE,
    LETTERS_OF_EVIDENCE,
    SHORTEST_EVIDENCE,
    Entry,
    Scorecard,
    typed,
)
from touchstone.interviews.sheet import Sheet
from touchstone.ui.parts.choices import LEVELS


def card_data(
    sheet: Sheet, card: Scorecard, refused: Mapping[str, str], taken: Mapping[str, str]
) -> dict[str, Any]:
    """All that the scorecard in the browser needs. `refused` says by question why a note was not taken,
    `taken` the turn of the last one that was, as the browser called it."""
    return {
        "card": card.id,
        "closed": card.closed,
        "minutes": sheet.minutes,
        "questions": [question(item) for item in sheet.questions],
        "entries": {entry.question_id: entry_data(entry) for entry in card.entries},
        "refused": dict(refused),
        "taken": dict(taken),
        "after_hint": list(AFTER_HINT),
        "evidence": {
            "characters": SHORTEST_EVIDENCE,
            "letters": LETTERS_OF_EVIDENCE,
            "enough": ENOUGH_EVIDENCE,
        },
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    """What is kept of an entry, in the shape that the browser sends back."""
    return {
        "score": entry.score,
        "evidence": _sendable(entry.evidence),
        "not_asked": _sendable(entry.not_asked),
        "hints": entry.hints,
        "notes": {str(anchor): _sendable(text) for anchor, text in entry.notes},
        "revision": entry.revision,
    }


def question(item: Mapping[str, Any]) -> dict[str, Any]:
    """One question with its kit."""
    plain = ("id", "title", "competency", "minutes", "starts", "ends", "tools")
    return {
        **{name: item[name] for name in plain},
        "skill": item.get("skill", ""),
        "level": LEVELS.get(item.get("level", ""), ""),
        "kind": item.get("kind", "spoken"),
        "ask": printed_fragment("\n\n".join(_ask(item))),
        "probes": _listed(item["probes"]),
        "hints": [{"text": printed_fragment(hint["text"]), "most": hint["most"]} for hint in item["hints"]],
        "answer": printed_fragment("\n\n".join(_answer(item))),
        "mistakes": _listed(f"{one['value']}: {one['shows']}" for one in item["mistakes"]),
        "follow_ups": _listed(
            f"{one['ask']} *Listen for: {one['listen_for']}*" for one in item["follow_ups"]
        ),
        "red_flags": _listed(item["red_flags"]),
        "anchors": [
            {"score": anchor["score"], "text": printed_fragment(anchor["text"])} for anchor in item["anchors"]
        ],
    }


def _ask(item: Mapping[str, Any]) -> Iterable[str]:
    yield item["prompt"]
    if figure := item["figure"]:
        yield f"**{escape(figure['title'])}**"
        yield "\n".join(_table(figure["columns"], figure["rows"]))
        yield f"*{escape(figure['alternative'])}*"
    for part in item["parts"]:
        yield part["prompt"]
        yield "\n".join(f"- **{option['letter']}** {option['text']}" for option in part["options"])


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    yield "| " + " | ".join(escape(column) for column in columns) + " |"
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield "| " + " | ".join(escape(str(cell)) for cell in row) + " |"


def _answer(item: Mapping[str, Any]) -> Iterable[str]:
    for answer in item["answers"]:
        name = f"{escape(answer['part'])}: " if answer["part"] else ""
        yield f"**{name}**{answer['text']}" if name else answer["text"]
    yield item["solution"]


def _listed(lines: Iterable[str]) -> str:
    return printed_fragment("\n".join(f"- {line}" for line in lines))


def _sendable(text: str) -> str:
    """Half a surrogate pair can be stored but not sent; a turn of direction was kept by an older version."""
    return typed(text)
