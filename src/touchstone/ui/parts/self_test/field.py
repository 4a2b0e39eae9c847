"""The field of one part: what is typed, how it is read, and the button that commits it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from touchstone.assessments.asked import Option
from touchstone.assessments.outcomes import Done, Refused
from touchstone.assessments.state import Open, Unread
from touchstone.assessments.view import PartView
from touchstone.ui.parts.inert import formula
from touchstone.ui.parts.prose import harmless
from touchstone.ui.shell.hold import held

PAUSE = "300ms"  # long enough to finish a symbol, short enough to look immediate
EXAMPLES = """
| To write | type |
| --- | --- |
| three quarters, a percentage | `3/4`, `25%` |
| a power, a root | `x^2`, `sqrt(2)` |
| an exponential, logarithms | `e^(2x)`, `ln(x)`, `log10(x)` |
| an absolute value, a plus or minus | `abs(x)`, `± 3` or `+- 3` |
| π, e, infinity, an angle in degrees | `pi`, `e`, `oo`, `30°` or `30 degrees` |
| solutions, an inequality | `x = 1 or x = 2`, `0 <= x < 3` |
| a matrix, row by row | `[[1, 2], [3, 4]]` |
| a list, a set | `[1, 2]`, `{1, 2}` |
| an interval | `(0, 1]` |

LaTeX is read too: `\\frac{3}{4}`, `\\sqrt{2}`.
"""


def answer_field(attempt_id: str, owner: str, position: int, part: PartView) -> None:
    """The field while there is something to answer; nothing once the part is settled."""
    if isinstance(part.state, Open | Unread):
        _field(attempt_id, owner, position, part)


@st.fragment
def _field(attempt_id: str, owner: str, position: int, part: PartView) -> None:
    """Runs alone while you type: the rest of the page stands still."""
    key = f"answer-{attempt_id}-{position}-{part.id}"
    match part.kind:
        case "choice":
            raw = _choice(part, key)
        case "choices":
            raw = _choices(part, key)
        case "sql":
            raw = _query(part, key)
        case "spoken":
            raw = _spoken(part, key)
        case _:
            raw = _maths(attempt_id, owner, position, part, key)
    _keep(attempt_id, owner, position, part, key, raw)
    label = "I have answered" if part.kind == "spoken" else "Commit answer"
    if st.button(label, type="primary", key=f"commit-{key}"):
        outcome = held().assessments.commit(attempt_id, owner, position, part.id, raw)
        if isinstance(outcome, Refused):
            st.warning(outcome.message)
            return
        st.rerun()


def _keep(attempt_id: str, owner: str, position: int, part: PartView, key: str, raw: str) -> None:
    """Saves what stands in the field whenever it has changed."""
    kept = st.session_state.setdefault(f"kept-{key}", part.draft)
    if raw == kept:
        return
    match held().assessments.save_draft(attempt_id, owner, position, part.id, raw):
        case Refused(message=message):
            st.warning(f"What you type is not being saved. {message}", icon=":material/visibility:")
        case Done():
            st.session_state[f"kept-{key}"] = raw


def _maths(attempt_id: str, owner: str, position: int, part: PartView, key: str) -> str:
    left, right = st.columns(2)
    with left:
        label = f"Your answer, in {part.unit}" if part.unit else "Your answer"
        raw = st.text_input(label, part.draft, key=key, live=PAUSE, autocomplete="off") or ""
    with right:
        st.caption("We read this as")
        _reading(attempt_id, owner, position, part, raw)
    _how_to_write(part)  # below both: on a phone what was read stands right under what is typed
    return raw


def _how_to_write(part: PartView) -> None:
    names = f"Names you can use: {', '.join(part.names)}." if part.names else ""
    if part.asks or names:
        st.caption(" ".join(filter(None, (part.asks, names))))
    with st.popover("How to type mathematics", type="tertiary"):
        st.markdown(EXAMPLES)


def _reading(attempt_id: str, owner: str, position: int, part: PartView, raw: str) -> None:
    if not raw.strip():
        st.text("…")
        return
    read = held().assessments.preview(attempt_id, owner, position, part.id, raw)
    if isinstance(read, Refused):
        st.text(read.message)
    elif read["ok"]:
        formula(read["latex"])
        for note in read["notes"]:
            st.text(note)
    else:
        st.text(f"Not readable yet: {read['reason']}")
        if read["caret"]:
            st.code(read["caret"], language=None)


def _choice(part: PartView, key: str) -> str:
    ids = [option.id for option in part.options]
    index = ids.index(part.draft) if part.draft in ids else None
    chosen = st.radio("Choose one", ids, index, format_func=_texts(part.options), key=key)
    return chosen or ""


def _choices(part: PartView, key: str) -> str:
    st.markdown("Choose all that are right")
    before = {piece.strip() for piece in part.draft.strip("{}").split(",")}
    chosen = [
        option.id
        for option in part.options
        if st.checkbox(harmless(option.text), option.id in before, key=f"{key}-{option.id}")
    ]
    return "{" + ", ".join(chosen) + "}" if chosen else ""


def _query(part: PartView, key: str) -> str:
    st.caption("It runs on the tables above, and on others with the same columns. The dialect is SQLite.")
    with st.container(key=f"query-{key}"):
        return st.text_area("Your query", part.draft, max_chars=8_000, key=key, height=160) or ""


def _spoken(part: PartView, key: str) -> str:
    st.caption(
        "Answer aloud, as you would in an interview, or write down your points. Nobody marks this: you will "
        "see what an observer looks for, and rate yourself."
    )
    return st.text_area("Your notes (optional)", part.draft, max_chars=8_000, key=key, height=160) or ""


def _texts(options: tuple[Option, ...]) -> Callable[[str], str]:
    texts = {option.id: harmless(option.text) for option in options}
    return lambda option_id: texts[option_id]
