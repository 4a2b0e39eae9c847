"""The lines of a posting as a table: change a text, leave a line out, add one of your own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from touchstone.core.hashes import content_hash
from touchstone.core.problems import Problem
from touchstone.postings.compose import HEADINGS
from touchstone.postings.drafted import Draft
from touchstone.postings.edits import (
    OWN,
    Edit,
    Edits,
    Key,
    Row,
    edited,
    edits_from,
    made_by_key,
    rows,
    set_aside,
)
from touchstone.postings.entries import entry
from touchstone.postings.findings import Finding
from touchstone.postings.posting import NotAdvertised, Posting
from touchstone.postings.replacing import line_at, replaced
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.posting.there import There
from touchstone.ui.parts.posting.where_to_say import field_for

Outcome: TypeAlias = Draft | NotAdvertised | list[Problem]
KEPT = "posting-edits"  # by role and level
Whose: TypeAlias = tuple[str, str]  # role and level
_BASE = "posting-rows"
_ASIDE = "posting-set-aside"
_TITLES = {name: title for name, (title, _) in HEADINGS.items()}
_IDS = {title: name for name, title in _TITLES.items()}


def drafted(make: Callable[[Edits | None], Outcome]) -> Outcome:
    """The posting with what somebody changed in it; the table to change it stands here."""
    draft = make(None)
    if not isinstance(draft, Draft):
        return draft
    with st.expander("Change the text"):
        edits = edited_lines(draft.composed)
    return make(edits) if edits else draft


def edited_lines(posting: Posting) -> Edits:
    """What somebody changed in the composed posting. It is kept for its role and level."""
    whose = (posting.role, posting.level.value)
    kept: dict[tuple[str, str], Edits] = st.session_state.setdefault(KEPT, {})
    before = kept.get(whose, Edits())
    _made_otherwise(posting, whose, before)
    before = kept.get(whose, before)
    key = f"{_BASE}-{content_hash([*whose, *(row.text for row in rows(posting))])[:16]}"
    if key not in st.session_state:  # the lines are made otherwise, or the page is opened anew
        st.session_state[_BASE] = [_cells(row) for row in rows(edited(posting, before))]
    left = st.data_editor(
        pd.DataFrame(st.session_state[_BASE], columns=["Part", "Text", "From", "source"], dtype="object"),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config={
            "Part": st.column_config.SelectboxColumn(options=list(_IDS), required=True, width="small"),
            "Text": st.column_config.TextColumn(max_chars=2_000, required=True, width="large"),
            "From": st.column_config.TextColumn(disabled=True, width="medium"),
            "source": None,
        },
    )
    kept[whose] = edits_from(posting, [_row(cells) for cells in left.to_dict("records")])
    return kept[whose]


def _made_otherwise(posting: Posting, whose: Whose, before: Edits) -> None:
    """What somebody had changed in lines that are made otherwise by now: kept until they decide."""
    aside: dict[Key, Edit] = st.session_state.setdefault(_ASIDE, {}).setdefault(whose, {})
    made = made_by_key(posting)
    aside.update(set_aside(posting, before))
    for n, (key, edit) in enumerate(list(aside.items())):
        if key not in made or made[key] == edit.made:
            continue
        yours = f"you wrote: {edit.text}" if edit.text else "you left it out"
        said, use, leave = st.columns([6, 1, 1], vertical_alignment="center")
        said.warning(f"Made otherwise by now: {escape_markdown(made[key])} ({escape_markdown(yours)})")
        taken = Edit(made[key], edit.text)
        use.button("Use mine", key=f"mine-{n}", on_click=_decide, args=(whose, key, taken), width="stretch")
        leave.button(
            "Use the new", key=f"new-{n}", on_click=_decide, args=(whose, key, None), width="stretch"
        )


def _decide(whose: Whose, key: Key, edit: Edit | None) -> None:
    st.session_state[_ASIDE][whose].pop(key, None)
    if edit is not None:
        before: Edits = st.session_state.get(KEPT, {}).get(whose, Edits())
        rest = dict(st.session_state[_ASIDE][whose])
        keep_edits(*whose, Edits({**before.lines, key: edit}, before.own))
        st.session_state[_ASIDE][whose] = rest


def there(draft: Draft) -> There:
    """The posting as the place of its findings; a word in a line that can be changed is replaced by click."""
    return There(
        draft.markdown,
        partial(_replace, draft),
        lambda finding: line_at(draft.posting, draft.markdown, finding) is not None,
        jump=True,
        lacking=field_for,
    )


def _replace(draft: Draft, finding: Finding) -> None:
    posting = draft.posting
    whose = (posting.role, posting.level.value)
    before: Edits = st.session_state.get(KEPT, {}).get(whose, Edits())
    keep_edits(*whose, replaced(before, posting, draft.markdown, finding))


def keep_edits(role: str, level: str, edits: Edits) -> None:
    """Takes over the changes of a posting that was saved."""
    st.session_state.setdefault(KEPT, {})[(role, level)] = edits
    st.session_state.get(_ASIDE, {}).pop((role, level), None)
    for name in [name for name in st.session_state if str(name).startswith(f"{_BASE}-")]:
        del st.session_state[name]


def _cells(row: Row) -> list[str]:
    return [_TITLES[row.section], row.text, entry(row.source), row.source]


def _row(cells: Mapping[Any, Any]) -> Row:
    part, text, source = (cells.get(name) for name in ("Part", "Text", "source"))
    section = _IDS.get(part if isinstance(part, str) else "", "role")
    return Row(section, text if isinstance(text, str) else "", source if isinstance(source, str) else OWN)
